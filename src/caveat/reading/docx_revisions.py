"""Tracked changes, and the three views of a document that has them (ECMA-376, part 1, 17.13.5)."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from lxml import etree

from caveat.kernel.shapes import Note
from caveat.kernel.source import View
from caveat.reading.docx_names import W

DELETED: Final = "deleted by tracked change"
INSERTED: Final = "inserted by tracked change"
_MOST_AUTHORS: Final = 8
NOBODY: Final = "an unnamed author"

_INSERTIONS: Final = ("ins", "moveTo", "cellIns")
_DELETIONS: Final = ("del", "moveFrom", "cellDel")
_SHOWN: Final[dict[View, str]] = {
    "final": "shown is the text with all changes accepted; --revisions original shows the text before them",
    "original": "shown is the text before the changes; --revisions final shows the text with all changes accepted",
    "raw": "shown is the text with insertions and deletions side by side, so it is no one's wording",
}


class Change(NamedTuple):
    """Who inserted and who deleted a stretch; None for nobody."""

    inserted: str | None = None
    deleted: str | None = None

    def hidden(self, view: View) -> str:
        """Why a view does not show the stretch, empty where it does."""
        if view == "final" and self.deleted is not None:
            return DELETED
        return INSERTED if view == "original" and self.inserted is not None else ""

    def is_exchanged_for(self, other: Change) -> bool:
        """Whether one of two stretches is only deleted, and the other only inserted."""
        sides = self.inserted is None, self.deleted is None
        return sides[0] != sides[1] and sides == (other.deleted is None, other.inserted is None)

    def within(self, properties: etree._Element | None) -> Change:
        """The change together with what the properties of a mark, a row or a cell say of it."""
        change = self
        for child in () if properties is None else properties:
            change = change.by(child)
        return change

    def by(self, element: etree._Element) -> Change:
        """The change together with the one that an element marks, if it marks one."""
        name = str(element.tag).removeprefix(W)
        if name in _INSERTIONS:
            return self._replace(inserted=author(element))
        return self._replace(deleted=author(element)) if name in _DELETIONS else self


UNCHANGED: Final = Change()


def author(element: etree._Element) -> str:
    """Who made a change or a comment."""
    return " ".join((element.get(f"{W}author") or "").split()) or NOBODY


class Tally:
    """How many changes there are by whom; a run of pieces changed alike by one author is one change."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._last = UNCHANGED

    def count(self, change: Change) -> None:
        """Take note of a piece of text or a mark, in the order of the document."""
        if change.inserted is not None and change.inserted != self._last.inserted:
            self._counts[change.inserted, "insertion"] += 1
        if change.deleted is not None and change.deleted != self._last.deleted:
            self._counts[change.deleted, "deletion"] += 1
        self._last = change

    def format(self, element: etree._Element) -> None:
        """Take note of a change of properties."""
        self._counts[author(element), "change of format"] += 1

    def note(self, view: View) -> list[Note]:
        """What a reader must know of the changes; nothing where there are none."""
        if not self._counts:
            return []
        authors = list(dict.fromkeys(name for name, _ in self._counts))
        named = [f"{self._of(name)} by {name}" for name in authors[:_MOST_AUTHORS]]
        others = len(authors) - len(named)
        told = "; ".join([*named, f"more by {others:,} others"] if others else named)
        return [Note(kind="revisions", message=f"the file has tracked changes ({told}): {_SHOWN[view]}")]

    def _of(self, name: str) -> str:
        kinds = ((kind, self._counts[name, kind]) for kind in ("insertion", "deletion", "change of format"))
        return ", ".join(f"{count:,} {kind if count == 1 else _plural(kind)}" for kind, count in kinds if count)


def _plural(kind: str) -> str:
    first, *rest = kind.split(" ")
    return " ".join((f"{first}s", *rest))
