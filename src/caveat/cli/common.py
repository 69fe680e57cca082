"""What commands share: their options, the steps from a file to its documents, and where output goes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline
from caveat.kernel.source import View
from caveat.reading import read

if TYPE_CHECKING:
    from caveat.instrument.amending.amend import Consolidation

Command = Callable[..., Any]


def file_argument(function: Command) -> Command:
    """The text to read: a path, or `-` for standard input."""
    return click.argument("file", metavar="FILE")(function)


def part_option(function: Command) -> Command:
    """Which of several instruments or languages in one file is meant."""
    return click.option(
        "--part", metavar="N|LANG", help="Which part of a file that holds several, by number or language."
    )(function)


def revisions_option(function: Command) -> Command:
    """Which view of a file with tracked changes is read."""
    return click.option(
        "--revisions",
        type=click.Choice(get_args(View)),
        default="final",
        show_default=True,
        help="Of a Word document with tracked changes: the text before them, after them, or both at once.",
    )(function)


def with_option(function: Command) -> Command:
    """The text that the file amends."""
    return click.option("--with", "with_", metavar="OTHER", help="The text that FILE amends: it is shown as amended.")(
        function
    )


def output_options(*formats: str) -> Callable[[Command], Command]:
    """`-f` with the formats a command knows, the first being the default, and `-o`."""

    def decorate(function: Command) -> Command:
        function = click.option(
            "-f",
            "--format",
            "form",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="Format of the output.",
        )(function)
        return click.option("-o", "--output", metavar="PATH", help="Write to this file instead of standard output.")(
            function
        )

    return decorate


def outline_of(
    file: str,
    part: str | None,
    *,
    revisions: View = "final",
    linked: bool = True,
    meanwhile: Callable[[], object] | None = None,
) -> Outline:
    """Read a file, in one view of its tracked changes, and rebuild its tree, with its references where asked for.

    `meanwhile` is done while a process of its own reads the file, where one does.

    Raises:
        InputError: the file cannot be read or has no numbered unit.
    """
    source = read(file, revisions, meanwhile)
    from caveat.instrument import build  # not before: reading may have begun in a process of its own

    return build(source, part, linked=linked)


def consolidated(amending: Outline, principal: Outline, file: str, other: str) -> Consolidation:
    """A text as it reads once another has amended it; the instructions that do not apply go to standard error.

    Raises:
        InputError: the amending text has no instruction for that text.
    """
    from caveat.instrument.amending.amend import amend

    after = amend(amending, principal)
    if not any(one.meant for one in after.instructions):
        what = "none of its instructions amends that text" if after.instructions else "it gives no instruction to amend"
        raise InputError(f"{what} ({other})", where=file, remedy="Leave out --with, or give the text that it amends.")
    failed = [one for one in after.instructions if not one.applied]
    for one in failed:
        undone = "is not applied" if one.meant else "is left aside"
        click.echo(f"caveat: {file}: {one.citation} {undone}: {one.reason}", err=True)
    return after


def write(text: str, output: str | None) -> None:
    """Write to a file, or to standard output where none is named.

    Raises:
        InputError: the file cannot be written.
    """
    shown = output is None or output == "-"
    if output and not shown:
        _refuse_source(output)
    try:
        if shown:
            sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
            sys.stdout.flush()
        else:
            Path(output or "").write_text(text, encoding="utf-8")
    except BrokenPipeError:
        raise
    except OSError as error:
        where, remedy = (
            ("standard output", "Check where it goes.") if shown else (output, "Check the folder and its permissions.")
        )
        raise InputError(f"it cannot be written ({error.strerror})", where=where or "", remedy=remedy) from error


def _refuse_source(output: str) -> None:
    """The file that a command reads is not written over."""
    context = click.get_current_context(silent=True)
    source = context.params.get("file") if context else None
    try:
        same = source is not None and Path(source).samefile(output)
    except OSError:
        return
    if same:
        raise InputError("this is the file that is read", where=output, remedy="Name another file after -o.")


def terminal(output: str | None) -> tuple[int, bool]:
    """Width in columns and whether to use colour: only on a terminal."""
    interactive = output is None and sys.stdout.isatty()
    return (min(shutil.get_terminal_size((100, 24)).columns, 120) if interactive else 100), interactive
