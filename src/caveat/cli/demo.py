"""`caveat demo`: the main job on the bundled sample."""

from __future__ import annotations

from importlib import resources

import click

from caveat.cli.common import output_options
from caveat.cli.review import reviewed, show
from caveat.instrument import build
from caveat.reading import read_bytes

SAMPLE = "convention-draft-3.md"


@click.command("demo")
@click.option("-v", "--verbose", is_flag=True, help="Show every finding in full.")
@output_options("text", "html", "json")
def command(verbose: bool, form: str, output: str | None) -> None:
    """Review the last draft of the bundled sample, an invented convention."""
    outline = build(read_bytes((resources.files("caveat.samples") / SAMPLE).read_bytes(), SAMPLE))
    show(reviewed(outline), form=form, output=output, verbose=verbose)
