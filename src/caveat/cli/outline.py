"""`caveat outline`: the legal tree."""

from __future__ import annotations

import click

from caveat.cli.common import (
    consolidated,
    file_argument,
    outline_of,
    output_options,
    part_option,
    revisions_option,
    terminal,
    with_option,
    write,
)
from caveat.kernel.source import View


@click.command("outline")
@file_argument
@part_option
@revisions_option
@with_option
@output_options("text", "json", "akn", "md")
def command(file: str, part: str | None, revisions: View, with_: str | None, form: str, output: str | None) -> None:
    """Show the legal tree of FILE: as text, as JSON, as Akoma Ntoso 3 or as Markdown.

    Where FILE amends the text given with --with, the tree is that of this text as amended.
    """
    outline = outline_of(file, part, revisions=revisions, linked=form in ("json", "akn") or with_ is not None)
    if with_:
        outline = consolidated(outline, outline_of(with_, None), file, with_).outline
    if form == "json":
        from caveat.reports.as_json import to_json

        write(to_json(outline), output)
    elif form == "akn":
        from caveat.instrument.akn import to_akn

        write(to_akn(outline), output)
    elif form == "md":
        from caveat.reports.outline_markdown import outline_markdown

        write(outline_markdown(outline), output)
    else:
        from caveat.reports.outline_text import outline_text

        write(outline_text(outline, *terminal(output)), output)
