"""The edits of a text that have been made so far: none of them about the same words as another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from caveat.instrument.amending.edits import Edit
from caveat.kernel.shapes import Span


class Ledger:
    """Edits in the order of the text."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self._edges: list[Span] = []

    def touching(self, start: int, end: int) -> Iterator[Edit]:
        """The edits of which a stretch has words, or an end, in common."""
        place = bisect_left(self._edges, (start, start))
        while place and self.edits[place - 1].end >= start:
            place -= 1
        while place < len(self.edits) and self.edits[place].start <= end:
            yield self.edits[place]
            place += 1

    def free(self, edit: Edit) -> bool:
        """Whether an edit is about words that no other has changed, but for those that go with the whole unit."""
        return not any(edit.meets(other) and not edit.covers(other) for other in self.touching(edit.start, edit.end))

    def add(self, edits: Iterable[Edit]) -> None:
        """Enter edits; what they cover is struck out."""
        for edit in edits:
            for other in [*self.touching(edit.start, edit.end)]:
                if edit.covers(other):
                    place = self.edits.index(other)
                    del self.edits[place], self._edges[place]
            place = bisect_right(self._edges, (edit.start, edit.end))
            self.edits.insert(place, edit)
            self._edges.insert(place, (edit.start, edit.end))
