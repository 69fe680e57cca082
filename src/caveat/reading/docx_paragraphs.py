"""What is read of a Word document before it becomes canonical text: paragraphs of pieces, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, takewhile
from typing import Literal, NamedTuple

from caveat.kernel.shapes import Removed
from caveat.reading.docx_revisions import UNCHANGED, Change


class Piece(NamedTuple):
    """A stretch of text; `why` says why it is not shown, empty where it is."""

    text: str
    why: str = ""
    change: Change = UNCHANGED
    bold: bool = False


class Sign(NamedTuple):
    """A place between two characters: the mark of a note, or where a commented stretch begins, ends or just stands."""

    kind: Literal["anchor", "opens", "closes", "point"]
    number: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it is shown in one view.

    `aside` is what belongs to it and stands elsewhere: its notes and comments.
    `level` is its level as a heading, 0 for none; `depth` that of its list.
    `gone` says that the view has no such paragraph; `after` is what parts it
    from the next where that is no blank line.
    """

    pieces: list[Piece | Sign] = field(default_factory=list)
    aside: list[Removed] = field(default_factory=list)
    label: str = ""
    level: int = 0
    depth: int = 0
    titled: bool = False
    listed: bool = False
    gone: bool = False
    after: str = ""

    def shown(self) -> str:
        """The text that the view shows, without the automatic number."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Piece) and not piece.why)

    def is_shown(self) -> bool:
        """Whether the view shows any text of it."""
        return any(isinstance(piece, Piece) and piece.text and not piece.why for piece in self.pieces)

    def ends_in_word(self) -> bool:
        """Whether the last piece ends in a letter or a figure: a figure raised above the line is no part of it."""
        last = self.pieces[-1] if self.pieces else None
        return isinstance(last, Piece) and last.text[-1:].isalnum()

    def is_replaced_by(self, text: str, change: Change) -> bool:
        """Whether text stands in the place of whole words just before it: one is deleted, the other inserted."""
        pieces = [piece for piece in self.pieces if isinstance(piece, Piece) and piece.text]
        if not pieces or not pieces[-1].change.is_exchanged_for(change):
            return False
        old = list(takewhile(lambda piece: piece.change == pieces[-1].change, reversed(pieces)))
        before = pieces[: -len(old)]
        begins = not before or not before[-1].text[-1].isalnum() or not old[-1].text[0].isalnum()
        return begins and pieces[-1].text[-1].isalnum() and text[0].isalnum()

    def removed(self) -> Iterator[Removed]:
        """The pieces that are not shown, neighbours of one reason together, and what stands elsewhere."""
        hidden = (piece for piece in self.pieces if isinstance(piece, Piece))
        for why, group in groupby(hidden, key=lambda piece: piece.why):
            text = "".join(piece.text for piece in group)
            if why and text.strip():
                yield Removed(reason=why, text=text.strip())
        yield from self.aside


def apart(paragraphs: list[Paragraph], reason: str) -> list[Removed]:
    """What paragraphs come to that are no running text: their text under one reason, then what they hide."""
    lines = (paragraph.label + paragraph.shown() for paragraph in paragraphs if not paragraph.gone)
    text = "\n".join(line.strip() for line in lines if line.strip())
    whole = [Removed(reason=reason, text=text)] if text else []
    return [*whole, *(piece for paragraph in paragraphs for piece in paragraph.removed())]
