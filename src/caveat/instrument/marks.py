"""Marks over text that stays as it is: those of the file (notes, comments, changes), and those of negotiators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import structs

from caveat.instrument.brackets import brackets, position
from caveat.instrument.lines import Page
from caveat.instrument.options import options
from caveat.kernel.shapes import InstrumentKind, Mark, MarkType, Removed, Unit
from caveat.kernel.source import Hint, HintKind

_TYPES: Final[dict[HintKind, MarkType]] = {
    "anchor": "footnote",
    "comment": "comment",
    "insertion": "insertion",
    "deletion": "deletion",
}
_SETTLED: Final[frozenset[InstrumentKind]] = frozenset({"statute"})
"""Brackets in a law in force are its editor's."""


_MARKER: Final = re.compile(r"\s*(?:\[\^[^\]\s]{1,40}\]:?|\(?[\d*†]{1,4}\)?[.:]?)\s+")


def marks(
    page: Page,
    units: Sequence[Unit],
    hints: tuple[Hint, ...],
    kind: InstrumentKind,
    language: str,
    removed: Sequence[Removed] = (),
) -> list[Mark]:
    """The marks of a text in the order in which they begin, the wider first; `removed` has the words of its notes."""
    notes = {piece.reason: piece.text for piece in reversed(removed)}
    found = [_of_file(hint, notes, language) for hint in hints if hint.kind in _TYPES]
    if kind not in _SETTLED:
        bracketed = brackets(page.text, page.view, units, language)
        found += [*bracketed, *options(page, units, bracketed, language)]
    ordered = sorted(found, key=lambda mark: (mark.start, -mark.end))
    return [structs.replace(mark, id=f"m{index}") for index, mark in enumerate(ordered, start=1)]


def _of_file(hint: Hint, notes: Mapping[str, str], language: str) -> Mark:
    note = notes.get(f"footnote {hint.number}", "") if hint.kind == "anchor" else ""
    by, wish = position(_MARKER.sub("", note, count=1), language) or (None, None)
    return Mark(
        id="",
        type=_TYPES[hint.kind],
        start=hint.start,
        end=hint.end,
        depth=0,
        group=hint.number,
        closed=True,
        by=by,
        wish=wish,
    )
