"""`caveat criteria`: the catalogue and its tests."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from caveat.cli.common import output_options, write
from caveat.criteria.loader import catalogue, folder
from caveat.criteria.model import Criterion
from caveat.kernel.errors import InputError


@click.group("criteria")
def command() -> None:
    """List, show and test the criteria."""


@command.command("list")
@click.option("--criteria", metavar="DIR", help="List a folder of your own instead of the catalogue.")
@output_options("text", "json")
def list_criteria(criteria: str | None, form: str, output: str | None) -> None:
    """List every criterion with its code, topic and title."""
    known = folder(Path(criteria)) if criteria else catalogue()
    if form == "json":
        rows = [{"code": one.code, "topic": one.topic, "title": one.title} for one in known]
        write(_json(rows), output)
        return
    wide = max(len(one.topic) for one in known)
    write("".join(f"{one.code}  {one.topic:{wide}}  {one.title}\n" for one in known), output)


@command.command("show")
@click.argument("code")
@click.option("--criteria", metavar="DIR", help="Look in a folder of your own instead of the catalogue.")
@output_options("text", "json")
def show(code: str, criteria: str | None, form: str, output: str | None) -> None:
    """Show one criterion: what it asks, why, on whose authority, with its examples."""
    known = folder(Path(criteria)) if criteria else catalogue()
    one = _named(code, known)
    if form == "json":
        write(_json(one), output)
        return
    from caveat.reports.criteria_pages import page

    write(page(one), output)


@command.command("test")
@click.argument("path", required=False)
@output_options("text", "json")
def test(path: str | None, form: str, output: str | None) -> int:
    """Run the examples of the catalogue, or of the criteria in the folder PATH; exit with 1 where one fails."""
    from caveat.criteria.examples import Trial, try_one

    known = folder(Path(path)) if path else catalogue()
    trials: list[Trial] = []
    for index, criterion in enumerate(known, 1):
        _progress(f"{index} of {len(known)}: {criterion.code}")
        trials += [try_one(criterion, example, number) for number, example in enumerate(criterion.examples, 1)]
    _progress("")
    failed = [trial for trial in trials if not trial.passed]
    if form == "json":
        rows = [
            {
                "code": one.criterion.code,
                "example": one.number,
                "expect": one.example.expect,
                "got": one.got,
                "why": one.why,
            }
            for one in trials
        ]
        write(_json(rows), output)
    else:
        lines = [
            f"{one.criterion.code} example {one.number}: expected {one.example.expect}, got {one.got}. {one.why}\n"
            for one in failed
        ]
        write(
            "".join(
                [*lines, f"{len(trials) - len(failed)} examples of {len(known)} criteria hold, {len(failed)} fail\n"]
            ),
            output,
        )
    return int(bool(failed))


@command.command("docs", hidden=True)
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder to write to.")
def docs(output: str) -> None:
    """Write one Markdown page a criterion and an index."""
    from caveat.reports.criteria_pages import pages

    target = Path(output)
    target.mkdir(parents=True, exist_ok=True)
    for name, content in pages(catalogue()).items():
        (target / name).write_text(content, encoding="utf-8")


def _named(code: str, known: tuple[Criterion, ...]) -> Criterion:
    for one in known:
        if one.code.lower() == code.lower():
            return one
    raise InputError("there is no such criterion", where=code, remedy="See caveat criteria list.")


def _json(value: object) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text}".ljust(60), end="" if text else "\r", file=sys.stderr, flush=True)
