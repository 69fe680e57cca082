"""`caveat review`: the main job."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

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
from caveat.kernel.deeds import Provisions
from caveat.kernel.shapes import Outline
from caveat.kernel.source import View
from caveat.kernel.verdicts import SEVERITIES, Review


@click.command("review")
@file_argument
@part_option
@revisions_option
@with_option
@click.option("--criteria", metavar="DIR", help="A folder of criteria of your own, used beside the catalogue.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), help="Exit with 1 where a problem at or above this severity is found."
)
@click.option("-v", "--verbose", is_flag=True, help="Show every finding in full.")
@output_options("text", "html", "json")
def command(
    file: str,
    part: str | None,
    revisions: View,
    with_: str | None,
    criteria: str | None,
    fail_on: str | None,
    verbose: bool,
    form: str,
    output: str | None,
) -> int:
    """Review FILE, a treaty or a law: what it lacks and what protects, each with its evidence.

    Where FILE amends the text given with --with, that text is reviewed as it reads thereafter.
    """
    from caveat.reports.weighing import unjudged

    outline = outline_of(file, part, revisions=revisions, meanwhile=prepare)
    found = amended(outline, with_, file, criteria) if with_ else reviewed(outline, criteria)
    show(found, form=form, output=output, verbose=verbose)
    if reason := unjudged(found.review):
        click.echo(f"caveat: {file}: nothing was judged: {reason}", err=True)
    return status(found.review, fail_on)


def prepare() -> None:
    """Load what every review needs, while something else keeps the command waiting."""
    from caveat.criteria.loader import catalogue
    from caveat.language.structure import LANGUAGES, structure
    from caveat.provisions.signals import make_ready

    for module in ("caveat.instrument", "caveat.provisions", "caveat.review"):
        import_module(module)
    make_ready()
    catalogue()
    for language in LANGUAGES:
        structure(language)


class Reviewed(NamedTuple):
    """A text, what it does, and what is to be said of it."""

    outline: Outline
    provisions: Provisions
    review: Review


def reviewed(outline: Outline, criteria: str | None = None) -> Reviewed:
    """The review of an outline by the catalogue and, where one is named, a folder of the user's own.

    Raises:
        InputError: the folder is missing or holds a mistake.
    """
    from caveat.criteria.loader import catalogue, folder, merge
    from caveat.provisions import extract
    from caveat.review import assess

    known = catalogue()
    provisions = extract(outline)
    review = assess(outline, provisions, merge(known, folder(Path(criteria))) if criteria else known)
    return Reviewed(outline, provisions, review)


def amended(amending: Outline, principal: str, file: str, criteria: str | None = None) -> Reviewed:
    """The review of a text as it reads once another has amended it, with what the amendment changes.

    Raises:
        InputError: the amending text has no instruction for that text, or a file is at fault.
    """
    from caveat.review.delta import delta

    before = outline_of(principal, None)
    after = consolidated(amending, before, file, principal)
    found, old = reviewed(after.outline, criteria), reviewed(before, criteria)
    changes = delta(old.review, found.review, after, amending.instrument)
    return found._replace(review=replace(found.review, amending=changes))


def show(found: Reviewed, *, form: str, output: str | None, verbose: bool = False) -> None:
    """Write a review in one of its formats."""
    if form == "json":
        from caveat.reports.as_json import to_json

        write(to_json(found.review), output)
        return
    if form == "html":
        from caveat.reports.html_review import html_review

        write(html_review(found.review, found.outline, found.provisions), output)
        return
    from caveat.reports.text_review import render

    width, colour = terminal(output)
    write(render(found.review, found.outline, width=width, colour=colour, verbose=verbose), output)


def status(review: Review, fail_on: str | None) -> int:
    """1 where a problem is at or above the severity, else 0."""
    if fail_on is None:
        return 0
    grave = SEVERITIES[[*SEVERITIES].index(fail_on) :]  # type: ignore[arg-type]
    return int(any(finding.polarity == "problem" and finding.severity in grave for finding in review.findings))
