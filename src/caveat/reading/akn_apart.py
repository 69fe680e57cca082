"""Words of an Akoma Ntoso file that are no part of its text: notes with their numbers, contents, marks of notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Removed
from caveat.reading.akn_elements import ASIDE


class _Piece(NamedTuple):
    """Words that stand apart: why, or of which note, and the pieces of their text."""

    reason: str
    note: str
    text: list[str]


class Apart:
    """What stands apart, in the order of the file. While `open`, words belong to the last element begun."""

    def __init__(self) -> None:
        self.open = False
        self._depth = 0
        self._pieces: list[_Piece] = []
        self._notes = 0
        self._markers: dict[str, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> str | None:
        """An element that stands apart begins; returns the number of the note that it is, or that it points to.

        A note has the number that it is marked with, or that of its place; a
        mark in the text may name the note and say its number.
        """
        self.open, self._depth = True, 1
        stated = attributes.get("marker")
        note = attributes.get("href", "").lstrip("#") or attributes.get("eId") or attributes.get("id") or ""
        if name in ("authorialNote", "note"):
            self._notes += 1
            note = note or f"note {self._notes}"
            self._markers.setdefault(note, stated or str(self._notes))
        elif name == "noteRef" and stated:
            self._markers[note] = stated
        reason = ASIDE.get(name, "footnote mark" if name == "noteRef" else "")
        self._pieces.append(_Piece(reason, note, []))
        return stated or self._markers.get(note)

    def enter(self, gap: str) -> None:
        """An element inside begins; `gap` parts the words around it."""
        self._depth += 1
        self._pieces[-1].text.append(gap)

    def leave(self, gap: str) -> None:
        """An element ends: one inside, or the one that stands apart itself."""
        self._depth -= 1
        self._pieces[-1].text.append(gap)
        self.open = self._depth > 0

    def add(self, text: str) -> None:
        """Words of the open element."""
        self._pieces[-1].text.append(text)

    def removed(self) -> Iterator[Removed]:
        """The words, with what they are."""
        for piece in self._pieces:
            if text := squeeze("".join(piece.text)):
                yield Removed(reason=piece.reason or f"footnote {self._markers.get(piece.note, piece.note)}", text=text)
