"""What a provision has cited so far, to which "that section" points back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from caveat.instrument.reference_grammar import Citation, Item
from caveat.instrument.reference_places import WIDEST, Path, Step
from caveat.kernel.shapes import Unit
from caveat.language.references import BASIC, ReferenceWords

_FAR: Final = 40
"""How many references back one may still be meant."""

_NEAR: Final = 240
"""How many characters on a number still means what it meant before, where the text has such a place of its own."""


class Cited(NamedTuple):
    """A reference with the unit in which it stands and the other instrument that it belongs to, if it does."""

    citation: Citation
    here: Unit | None
    instrument: str | None


class Memory:
    """The references of one basic unit, in order; those of the unit before are forgotten."""

    def __init__(self, words: ReferenceWords) -> None:
        self._words = words
        self._article: str | None = None
        self._cited: list[Cited] = []
        self._elsewhere: dict[Step, tuple[str, int]] = {}

    def enter(self, article: Unit | None) -> None:
        """Go on in a basic unit."""
        eid = article.eid if article else None
        if eid != self._article:
            self._article = eid
            self._cited = []
            self._elsewhere = {}

    def add(self, citation: Citation, here: Unit | None, instrument: str | None) -> None:
        """Keep a reference that names its places, as those that point do not."""
        if citation.said:
            return
        self._cited.append(Cited(citation, here, instrument))
        if not instrument and not self._elsewhere:
            return
        for step in islice(_outermost(citation), WIDEST):
            if not instrument or self._words.words[step.word or ""].level > BASIC:
                self._elsewhere.pop(step, None)
            else:
                self._elsewhere[step] = (instrument, citation.end)

    def last(self, word: str) -> Cited | None:
        """The last reference to places of a word, cut down to them: of "section 3(1)" it is "section 3"."""
        for cited in reversed(self._cited[-_FAR:]):
            if paths := _paths_to(word, cited.citation):
                return cited._replace(citation=paths)
        return None

    def instrument_of(self, citation: Citation, *, near: bool) -> str | None:
        """The other instrument of which the same provision has cited the same place before; `near`: just before."""
        found = self._elsewhere.get(citation.items[0].path[0])
        if found is None or (near and citation.start - found[1] > _NEAR):
            return None
        return found[0]


def _outermost(citation: Citation) -> Iterator[Step]:
    """The outermost step of each place, and of those between the ends of a range of whole numbers."""
    if citation.owners:
        yield from (path[0] for path in citation.owners)
        return
    before = citation.items[0].path[0]
    for item in citation.items:
        step = item.path[0]
        if item.ranges and before.label.isdecimal() and step.label.isdecimal():
            for number in range(int(before.label) + 1, min(int(step.label), int(before.label) + WIDEST)):
                yield Step(step.word, str(number))
        yield step
        before = step


def _paths_to(word: str, citation: Citation) -> Citation | None:
    """The reference with no more than its places of a word; None where it has none."""
    if citation.items[0].path[0].word == word:
        items = tuple(Item(item.path[:1], item.ranges) for item in citation.items)
        return citation._replace(items=items)
    owners = [_cut(word, path) for path in citation.owners]
    if not owners or not all(owners):
        return None
    return citation._replace(items=tuple(Item(path) for path in owners), owners=())


def _cut(word: str, path: Path) -> Path:
    depth = next((depth for depth, step in enumerate(path, 1) if step.word == word), 0)
    return path[:depth]
