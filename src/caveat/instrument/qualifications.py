"""Provisos, exceptions and conditions: what limits a sentence, and which sentences it governs.

What stands in a chapeau or after a list governs all items, what stands in an
item governs that item, and a proviso that is a sentence of its own governs its
unit. A qualification that leads to a list has the list in its words.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from caveat.instrument.clauses import Clause, Items
from caveat.instrument.qualification_ends import Ends, Place
from caveat.instrument.sentences import STOP
from caveat.kernel.shapes import Qualification, QualificationScope, Span
from caveat.language.propositions import Found, proposition_words

MOST_OPENERS: Final = 64
"""How many qualifications are looked for in words that no number divides."""

LONGEST: Final = 8_000
"""How many characters a qualification has at most before a list."""


class Qualifications:
    """The qualifications of a text, by the words in which they stand."""

    def __init__(self, text: str, view: str, language: str) -> None:
        self.text = text
        self.view = view
        self.ends = Ends(view, language)
        self.found = proposition_words(language).opened(view)
        self.starts = [one.start for one in self.found]
        self._standing: dict[Span, list[Qualification]] = {}
        self._governing: dict[str, list[Qualification]] = {}

    def of(self, spans: tuple[Span, ...], eids: tuple[str, ...]) -> list[Qualification]:
        """The qualifications that govern a proposition: those in its words, and sentences that govern its units."""
        inside = [one for span in spans if span in self._standing for one in self._standing[span]]
        if self._governing:
            inside += [one for eid in eids for one in self._governing.get(eid, ()) if not _within(one, spans)]
        if len(inside) < 2:
            return inside
        return sorted({(one.start, one.end): one for one in inside}.values(), key=lambda one: one.start)

    def read(self, clause: Clause, governed: str = "", item: bool = False) -> None:
        """Find the qualifications in the words of a clause and the clauses below it.

        `governed` is given for the last item of a list, and names the unit of the list.
        """
        first = bisect_left(self.starts, clause.node.start)
        if first == len(self.starts) or self.starts[first] >= clause.end():
            return
        whole = governed or clause.eid
        for sentence in clause.sentences:
            for index, element in enumerate(sentence.elements):
                if isinstance(element, Items):
                    for one in element.clauses:
                        last = one is element.clauses[-1] and element.joined is not None
                        self.read(one, whole if last else "", element.joined is not None)
                elif opened := self._opened(element):
                    self._read(Place(clause, sentence, index, item, bool(governed), whole), element, opened)

    def _opened(self, words: Span) -> list[Found]:
        first = bisect_left(self.starts, words[0])
        return self.found[first : min(bisect_left(self.starts, words[1]), first + MOST_OPENERS)]

    def _read(self, place: Place, words: Span, opened: list[Found]) -> None:
        start, within = words[0], (words[0], "")
        for one in opened:
            start = self._sentence_start(start, one.start)
            if not self.ends.nested(one, start, within):
                end = self.ends.end(place, one, start, self._limit(one, opened, words[1]))
                within = max(within, (end, one.opener.kind))
                self._keep(place, words, one, start, end)
                if self.view.startswith(",", end) and self.ends.leading(start, one.start):
                    start = end + 1
            if one.opener.kind == "proviso":
                start = one.end

    def _keep(self, place: Place, words: Span, one: Found, start: int, end: int) -> None:
        """Keep a qualification with its words; one that is a sentence of its own with the unit that it governs."""
        proviso = one.opener.kind == "proviso"
        alone = proviso and self.ends.leading(start, one.start) and self._stands_alone(place, words, start)
        between = place.last or place.closes(one)
        unsure = proviso and between and (self._runs_on(start) if alone else self._set_off(one))
        scope: QualificationScope = "unit" if alone else _scope(place)
        made = Qualification(kind=one.opener.kind, start=one.start, end=end, scope=scope, certain=not unsure)
        if alone and start == words[0]:
            self._governing.setdefault(place.governed, []).append(made)
        else:
            self._standing.setdefault(words, []).append(made)

    def _stands_alone(self, place: Place, words: Span, start: int) -> bool:
        """Whether a sentence begins here that stands after another of its unit."""
        later = start > words[0] or (place.at == 0 and place.sentence is not place.clause.sentences[0])
        return later and self.view[max(0, start - 8) : start].rstrip()[-1:] not in (";", ",", ":")

    def _runs_on(self, start: int) -> bool:
        """Whether a sentence stands in one line with the one before it."""
        before = self.text[max(0, start - 8) : start]
        return "\n" not in before[len(before.rstrip()) :]

    def _set_off(self, one: Found) -> bool:
        """Whether a proviso stands after the mark that parts the items of its list from one another."""
        return self.view[max(0, one.start - 8) : one.start].rstrip().endswith((";", ":"))

    def _sentence_start(self, start: int, offset: int) -> int:
        for stop in STOP.finditer(self.text, start, offset + 1):
            start = stop.end() - 1
        return max(start, self.view.rfind(";", start, offset) + 1)

    def _limit(self, one: Found, opened: list[Found], end: int) -> int:
        """Up to where an opener can reach in its own words: a full stop, a semicolon or the next proviso."""
        end = min(end, one.end + LONGEST)
        stop = STOP.search(self.text, one.end, end)
        semicolon = self.view.find(";", one.end, end)
        other = next((other.start for other in opened if other.start > one.end and self._cuts(one, other)), end)
        return min(end, other, semicolon if semicolon >= 0 else end, stop.start() + 1 if stop else end)

    def _cuts(self, one: Found, other: Found) -> bool:
        """Whether the words of one opener end where another stands: at a proviso, or an exception after a comma."""
        if other.opener.kind != "exception" or one.opener.kind != "condition":
            return other.opener.kind == "proviso"
        comma = self.view[max(one.end, other.start - 8) : other.start].rstrip().endswith(",")
        return comma and self.view.find(" ", one.end + 1, other.start - 2) >= 0


def _scope(place: Place) -> QualificationScope:
    if any(isinstance(element, Items) for element in place.sentence.elements):
        return "list"
    return "item" if place.item and place.sentence is place.clause.sentences[0] else "sentence"


def _within(one: Qualification, spans: tuple[Span, ...]) -> bool:
    return any(start <= one.start < end for start, end in spans)
