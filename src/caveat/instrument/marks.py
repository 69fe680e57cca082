"""Marks over text that stays as it is: those of the file (notes, comments, changes), and those of negotiators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from caveat.instrument.brackets import brackets
from caveat.instrument.lines import Page
from caveat.instrument.options import options
from caveat.kernel.shapes import InstrumentKind, Mark, MarkType, Unit
from caveat.kernel.source import Hint, HintKind

_TYPES: Final[dict[HintKind, MarkType]] = {
    "anchor": "footnote",
    "comment": "comment",
    "insertion": "insertion",
    "deletion": "deletion",
}
_SETTLED: Final[frozenset[InstrumentKind]] = frozenset({"statute"})
"""Brackets in a law in force are its editor's."""


def marks(
    page: Page, units: Sequence[Unit], hints: tuple[Hint, ...], kind: InstrumentKind, language: str
) -> list[Mark]:
    """The marks of a text in the order in which they begin, the wider first."""
    found = [_of_file(hint) for hint in hints if hint.kind in _TYPES]
    if kind not in _SETTLED:
        bracketed = brackets(page.text, page.view, units, language)
        found += [*bracketed, *options(page, units, bracketed, language)]
    ordered = sorted(found, key=lambda mark: (mark.start, -mark.end))
    return [structs.replace(mark, id=f"m{index}") for index, mark in enumerate(ordered, start=1)]


def _of_file(hint: Hint) -> Mark:
    return Mark(
        id="",
        type=_TYPES[hint.kind],
        start=hint.start,
        end=hint.end,
        depth=0,
        group=hint.number,
        closed=True,
    )
