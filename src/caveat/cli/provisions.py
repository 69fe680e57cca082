"""`caveat provisions`: what a text does."""

from __future__ import annotations

import click

from caveat.cli.common import (
    file_argument,
    outline_of,
    output_options,
    part_option,
    revisions_option,
    terminal,
    write,
)
from caveat.kernel.source import View


@click.command("provisions")
@file_argument
@part_option
@revisions_option
@output_options("text", "json")
def command(file: str, part: str | None, revisions: View, form: str, output: str | None) -> None:
    """Show what FILE does: offences, powers, safeguards, cooperation, jurisdiction, definitions."""
    from caveat.provisions import extract

    outline = outline_of(file, part, revisions=revisions)
    provisions = extract(outline)
    if form == "json":
        from caveat.reports.as_json import to_json

        write(to_json(provisions), output)
        return
    from caveat.reports.provisions_text import provisions_text

    write(provisions_text(provisions, outline, *terminal(output)), output)
