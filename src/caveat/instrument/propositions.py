"""Complete sentences: a chapeau, one of its items, and the words after the list.

Where words after a list lead to a second list, each item of the one is read
with each of the other. A sentence of its own that follows an item, or a list,
is a proposition of its own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from caveat.instrument.clauses import Clause, ClauseReader, Items, Sentence, continues
from caveat.instrument.closing_words import Closings
from caveat.instrument.joins import Joins
from caveat.instrument.nodes import Node
from caveat.instrument.qualifications import Qualifications
from caveat.kernel.shapes import Joined, Proposition, Span

_NO_SENTENCES: Final = ("tail", "conclusions")
MOST_WAYS: Final = 8
"""How many propositions a unit may have for each of its items, where two of its lists are read with one another."""


class _Way(NamedTuple):
    """A sentence on its way: what has been read so far; `at` is where its own words stand, -1 before any item."""

    spans: tuple[Span, ...]
    eids: tuple[str, ...]
    joined: tuple[Joined, ...]
    at: int = -1

    def then(self, item: _Way) -> _Way:
        """The sentence with one item of a list."""
        at = item.at if self.at < 0 else self.at
        return _Way(self.spans + item.spans, self.eids + item.eids, self.joined + item.joined, at)

    def within(self, eid: str) -> _Way:
        """A sentence that stands apart, in the unit around it."""
        return _Way(self.spans, (eid, *self.eids), self.joined, self.at) if eid else self


def propositions(roots: list[Node], eids: dict[int, str], text: str, view: str, language: str) -> list[Proposition]:
    """The propositions of all units in order: what every item, paragraph and sentence says, complete."""
    closings, joins = Closings(view, language), Joins(view, language)

    def settle(clause: Clause) -> None:
        closings.settle(clause)
        joins.join(clause)

    reader = ClauseReader(text, eids, language, settle)
    qualifications = Qualifications(text, view, language)
    ways: list[_Way] = []
    for root in roots:
        for node in root.walk():
            if node.kind not in _NO_SENTENCES and not continues(node):
                clause = reader.read(node)
                qualifications.read(clause)
                ways += _ways(clause)
    return [_proposition(number, way, qualifications) for number, way in enumerate(ways, 1)]


def _proposition(number: int, way: _Way, qualifications: Qualifications) -> Proposition:
    return Proposition(
        id=f"p{number}",
        spans=list(way.spans),
        eids=list(way.eids),
        joined=way.joined[-1] if way.joined else None,
        joined_path=list(way.joined),
        qualifications=qualifications.of(way.spans, way.eids),
    )


def _ways(clause: Clause) -> list[_Way]:
    """Every complete sentence of a clause and the clauses below it, in the order of their own words."""
    first, others = _expanded(clause, ())
    return sorted((way for way in [*first, *others] if way.spans), key=lambda way: way.at)


def _expanded(clause: Clause, joined: tuple[Joined, ...]) -> tuple[list[_Way], list[_Way]]:
    """The ways through a clause that go on with the words above it, and the sentences that stand by themselves.

    `joined` is how the clause is joined to others, if it is an item.
    """
    first, others = _through(clause, clause.sentences[0], joined)
    for sentence in clause.sentences[1:]:
        ways, loose = _through(clause, sentence, ())
        others += [*ways, *loose]
    return first, others


def _through(clause: Clause, sentence: Sentence, joined: tuple[Joined, ...]) -> tuple[list[_Way], list[_Way]]:
    """The ways through a sentence, one item of each of its lists at a time, and the sentences that stand apart."""
    eids = (clause.eid, *sentence.eids) if clause.eid else sentence.eids
    if (words := sentence.undivided()) is not None:
        return [_Way(words, eids, joined, words[0][0] if words else clause.node.start)], []
    ways = [_Way((), eids, joined)]
    loose: list[_Way] = []
    size = 0
    for element in sentence.elements:
        if isinstance(element, Items):
            items, apart = _alternatives(element)
            loose += [way.within(clause.eid) for way in apart]
            size += len(items)
            ways = _crossed(ways, items, size)
        else:
            ways = [_Way((*way.spans, element), way.eids, way.joined, way.at) for way in ways]
    return ways, loose


def _alternatives(items: Items) -> tuple[list[_Way], list[_Way]]:
    """The ways through the items of a list, and the sentences that stand apart."""
    join: tuple[Joined, ...] = (items.joined,) if items.joined else ()
    found: list[_Way] = []
    loose: list[_Way] = []
    for clause in items.clauses:
        first, others = _expanded(clause, join)
        found += first
        loose += others
    return found, loose


def _crossed(ways: list[_Way], items: list[_Way], size: int) -> list[_Way]:
    """Each way with each item; where that is too many, all ways with the first item and the first way with the rest."""
    if len(ways) * len(items) <= MOST_WAYS * size:
        return [way.then(item) for way in ways for item in items]
    return [*(way.then(items[0]) for way in ways), *(ways[0].then(item) for item in items[1:])]
