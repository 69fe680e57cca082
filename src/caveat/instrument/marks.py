"""Marks that the file itself makes: notes, comments and tracked changes, over text that stays as it is."""

from __future__ import annotations

from typing import Final, Literal

from caveat.kernel.shapes import Mark
from caveat.kernel.source import Hint, HintKind

_TYPES: Final[dict[HintKind, Literal["footnote", "comment", "insertion", "deletion"]]] = {
    "anchor": "footnote",
    "comment": "comment",
    "insertion": "insertion",
    "deletion": "deletion",
}


def marks(hints: tuple[Hint, ...]) -> list[Mark]:
    """The marks of a text in order; `group` names the note or comment, or who made the change, if the file tells."""
    marking = [hint for hint in hints if hint.kind in _TYPES]
    return [
        Mark(
            id=f"m{index}",
            type=_TYPES[hint.kind],
            start=hint.start,
            end=hint.end,
            depth=0,
            group=hint.number,
            closed=True,
        )
        for index, hint in enumerate(sorted(marking, key=lambda hint: (hint.start, hint.end)), start=1)
    ]
