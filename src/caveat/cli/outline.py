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
from caveat.kernel.shapes import Outline
from caveat.kernel.source import View


@click.command("outline")
@file_argument
@part_option
@revisions_option
@with_option
@click.option("--from", "origin", metavar="PLACE", help="List what PLACE points to, such as “Article 14”.")
@click.option("--to", "destination", metavar="PLACE", help="List what points to PLACE or to a part of it.")
@output_options("text", "json", "akn", "md")
def command(
    file: str,
    part: str | None,
    revisions: View,
    with_: str | None,
    origin: str | None,
    destination: str | None,
    form: str,
    output: str | None,
) -> None:
    """Show the legal tree of FILE: as text, as JSON, as Akoma Ntoso 3 or as Markdown.

    Where FILE amends the text given with --with, the tree is that of this text as amended.
    With --from or --to, show references instead: as text or as JSON.
    """
    asked = origin is not None or destination is not None
    if asked and form not in ("text", "json"):
        raise click.UsageError(f"--from and --to go with -f text or json, not {form}")
    outline = outline_of(file, part, revisions=revisions, linked=bool(asked or with_ or form != "md"))
    if with_:
        outline = consolidated(outline, outline_of(with_, None), file, with_).outline
    write(_links(outline, origin, destination, file, form, output) if asked else _tree(outline, form, output), output)


def _links(
    outline: Outline, origin: str | None, destination: str | None, file: str, form: str, output: str | None
) -> str:
    from caveat.instrument.citing import links

    found = links(outline, origin, destination, file)
    if form == "json":
        from caveat.reports.as_json import to_json

        return to_json(found)
    from caveat.reports.links_text import links_text

    return links_text(outline, found, *terminal(output))


def _tree(outline: Outline, form: str, output: str | None) -> str:
    if form == "json":
        from caveat.reports.as_json import to_json

        return to_json(outline)
    if form == "akn":
        from caveat.instrument.akn import to_akn

        return to_akn(outline)
    if form == "md":
        from caveat.reports.outline_markdown import outline_markdown

        return outline_markdown(outline)
    from caveat.reports.outline_text import outline_text

    return outline_text(outline, *terminal(output))
