"""Offences: each act that a text makes, or asks States to make, a crime, with its elements and its penalty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import structs

from caveat.kernel.deeds import Element, Offence, Penalty
from caveat.kernel.shapes import Unit
from caveat.provisions import deed, penalties
from caveat.provisions.acts import acts
from caveat.provisions.crime import Elements, elements
from caveat.provisions.elements import element, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.naming import label
from caveat.provisions.roles import Reading, Role

_MAKES: Final[frozenset[Role]] = frozenset({"creates", "treaty", "aggravates"})
_PUNISHES: Final[frozenset[Role]] = frozenset({"penalises", "contravenes"})
_DEFINED_ELSEWHERE: Final = re.compile(r"\b(?:as defined in|set forth in|described in|referred to in|specified in)\b")
_HERE: Final = re.compile(r"\bthis (?:section|article)\b")
_SPARES: Final = re.compile(r"\bnot to (?:apply|impose|establish|criminali[sz]e)|\bexclude|\bexempt|\bdecline")


def find(ground: Ground, readings: list[Reading], elsewhere: frozenset[str]) -> list[Offence]:
    """Every offence of an instrument, in document order; articles on help between States (`elsewhere`) make none."""
    book = _Book(ground, readings)
    return [
        offence
        for reading in readings
        if reading.passage.article and (reading.role != "treaty" or reading.passage.article.eid not in elsewhere)
        for offence in book.offences(reading)
    ]


class _Book:
    """The readings of an instrument, and which of them speak of which others."""

    def __init__(self, ground: Ground, readings: list[Reading]) -> None:
        self.ground = ground
        self.by_unit = {reading.passage.unit.eid: reading for reading in readings}
        self.speaking: dict[str, list[Reading]] = {}
        for reading in readings:
            if reading.role in _PUNISHES or reading.role in {"exempts", "reserves"}:
                for target in _targets(ground, reading):
                    self.speaking.setdefault(target, []).append(reading)

    def offences(self, reading: Reading) -> Iterator[Offence]:
        """One offence for each act that a passage makes a crime."""
        if reading.role in _MAKES or self._is_punished_prohibition(reading):
            units = acts(self.ground, reading.passage, deed.opening(self.ground, reading))
            for unit in units:
                yield self._offence(reading, unit, alone=len(units) == 1)
        elif reading.role == "contravenes" and not self._punishes_another(reading):
            yield self._offence(reading, reading.passage.unit, alone=False)

    def _is_punished_prohibition(self, reading: Reading) -> bool:
        return reading.role == "prohibits" and any(self._speaking(reading, _PUNISHES))

    def _punishes_another(self, reading: Reading) -> bool:
        targets = (self.by_unit.get(eid) for eid in _targets(self.ground, reading))
        return any(target.role in {"prohibits", "creates"} for target in targets if target)

    def _speaking(self, reading: Reading, roles: frozenset[Role]) -> Iterator[Reading]:
        """Other passages, of the given parts, that refer to a passage or to its article."""
        unit = reading.passage.unit
        for place in (unit, *self.ground.ancestors(unit.eid)):
            for other in self.speaking.get(place.eid, ()):
                if other.role in roles and other.passage != reading.passage:
                    yield other

    def _offence(self, reading: Reading, unit: Unit, *, alone: bool) -> Offence:
        ground, passage = self.ground, reading.passage
        words = deed.spans(ground, reading, unit)
        conduct = deed.conduct(ground, reading, unit)
        named = label(ground, reading, conduct, words, alone=alone and self._only_one(passage))
        start, end = trim(ground.text, *_extent(unit, passage))
        found = elements(ground, passage.unit, words).plus(self._imported(reading)).plus(self._optional(reading))
        return Offence(
            id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
            propositions=ground.propositions(unit.eid), name=named.name, class_=named.class_, conduct=conduct,
            addressee="state" if reading.role == "treaty" else "person", **found._asdict(),
            exemptions=[self._exemption(by) for by in self._sparing(reading)], penalty=self._penalty(reading, unit),
        )  # fmt: skip

    def _only_one(self, passage: Passage) -> bool:
        article = passage.article.eid if passage.article else ""
        makers = [self.by_unit[other.unit.eid].role for other in self.ground.by_article.get(article, [])]
        return sum(role in _MAKES or role in {"prohibits", "contravenes"} for role in makers) <= 1

    def _imported(self, reading: Reading) -> Elements:
        """Elements of an act that is defined in another paragraph or article."""
        found = Elements(None, [], None, [])
        if reading.role != "treaty" or not _DEFINED_ELSEWHERE.search(self.ground.slice(reading.passage[2:])):
            return found
        for eid in self.ground.targets(reading.passage.start, reading.passage.end):
            target = self.by_unit.get(eid)
            if target and target.role in {"elaborates", "other"}:
                span = (target.passage.start, target.passage.end)
                found = found.plus(elements(self.ground, target.passage.unit, [span], via="reference"))
        return found

    def _optional(self, reading: Reading) -> Elements:
        """Elements that other paragraphs let a State require."""
        found = Elements(None, [], None, [])
        for other in self._speaking(reading, frozenset({"reserves"})):
            span = (other.passage.start, other.passage.end)
            added = elements(self.ground, other.passage.unit, [span], via="reference")
            found = found.plus(Elements(None, _optional(added.specific_intent), None, _optional(added.harm)))
        return found

    def _sparing(self, reading: Reading) -> Iterator[Reading]:
        for other in self._speaking(reading, frozenset({"exempts", "reserves"})):
            if other.role == "exempts" or _SPARES.search(self.ground.slice(other.passage[2:])):
                yield other

    def _exemption(self, by: Reading) -> Element:
        force = "optional" if by.role == "reserves" else "mandatory"
        span = (by.passage.start, by.passage.end)
        return element(self.ground, by.passage.unit, span, "exemption", force=force, via="reference")

    def _penalty(self, reading: Reading, unit: Unit) -> Penalty | None:
        passage = reading.passage
        here = [(passage, span) for span in [*self.ground.spans(unit, passage), (passage.start, passage.end)]]
        there = [(by.passage, (by.passage.start, by.passage.end)) for by in self._speaking(reading, _PUNISHES)]
        found = (_penalty(self.ground, place.unit, span) for place, span in [*here, *there])
        return next((penalty for penalty in found if penalty), None)


def _targets(ground: Ground, reading: Reading) -> list[str]:
    """What a passage speaks of: its own article where it says so or names no place, else the places it refers to."""
    passage = reading.passage
    named = ground.targets(passage.start, passage.end)
    if passage.article is None:
        return named
    here = [eid for eid in named if eid != passage.article.eid and ground.article(eid) == passage.article]
    if not named or _HERE.search(ground.slice((passage.start, passage.end))):
        return here or [passage.article.eid]
    return named


def _penalty(self, reading: Reading, unit: Unit) -> Penalty | None:
        passage = reading.passage
        here = [(passage, span) for span in [*self.ground.spans(unit, passage), (passage.start, passage.end)]]
        there = [(by.passage, (by.passage.start, by.passage.end)) for by in self._speaking(reading, _PUNISHES)]
        found = (_penalty(self.ground, place.unit, span) for place, span in [*here, *there])
        return next((penalty for penalty in found if penalty), None)


def _targets(ground: Ground, reading: Reading) -> list[str]:
    """What a passage speaks of: the places it refers to, else its own article."""
    passage = reading.passage
    named = ground.targets(passage.start, passage.end)
    if passage.article and (not named or _HERE.search(ground.slice((passage.start, passage.end)))):
        return [*named, passage.article.eid]
    return named


def _penalty(ground: Ground, unit: Unit, span: tuple[int, int]) -> Penalty | None:
    clause = penalties.clause(ground.view, *span)
    penalty = penalties.parse(ground.view, *clause) if clause else None
    return structs.replace(penalty, source=element(ground, unit, clause, "penalty")) if penalty and clause else None


def _optional(found: list[Element]) -> list[Element]:
    return [structs.replace(item, force="optional") for item in found]


def _extent(unit: Unit, passage: Passage) -> tuple[int, int]:
    return (passage.start, passage.end) if unit.eid == passage.unit.eid else (unit.head_end, unit.end)
