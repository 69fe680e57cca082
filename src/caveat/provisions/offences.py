"""Offences: each act that a text makes, or asks States to make, a crime, with its elements and its penalty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from msgspec import structs

from caveat.kernel.deeds import Element, Force, Offence
from caveat.kernel.shapes import Unit
from caveat.provisions import deed
from caveat.provisions.acts import acts
from caveat.provisions.crime import NOTHING, Elements, elements, shared
from caveat.provisions.crossings import SPARES, Crossings, graver
from caveat.provisions.elements import element, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.naming import label
from caveat.provisions.punishment import Punishments
from caveat.provisions.roles import Reading, Role
from caveat.provisions.signals import signals

_MAKES: Final[frozenset[Role]] = frozenset({"creates", "treaty", "aggravates"})
_FIRST: Final[frozenset[Role]] = frozenset({"creates", "treaty", "prohibits"})
_PENALISES: Final[frozenset[Role]] = frozenset({"penalises", "contravenes"})
_RESERVES: Final[frozenset[Role]] = frozenset({"reserves"})
_STEPS: Final = 2
"""How far a graver form of a graver form is followed."""
_ELSEWHERE: Final = re.compile(r"\b(?:as\s+defined|set\s+forth|described|referred\s+to|specified)\s+in\b")
_TERM: Final = re.compile(
    r"[\"']\s*([^\s\"'][^\"']{2,59}?)\s*[\"'],?\s+(?:means|shall\s+mean|includes|is\b|if\b|where\b)|\b(requisite)\b"
)
_NOT_TO: Final = re.compile(
    r"\bnot\s+to\s+(?:apply|impose|establish|criminali[sz]e)|\bexclud\w*\s+(?:from|criminal|liability)|\bexempt|\bdecline"
)


def find(ground: Ground, readings: list[Reading], elsewhere: frozenset[str]) -> list[Offence]:
    """Every offence of an instrument; articles on help between States (`elsewhere`) ask for none."""
    book = _Book(ground, readings)
    return [
        offence
        for reading in readings
        if reading.passage.article and (reading.role != "treaty" or reading.passage.article.eid not in elsewhere)
        for offence in book.offences(reading)
    ]


class _Book:
    """What the offences of an instrument are read from."""

    def __init__(self, ground: Ground, readings: list[Reading]) -> None:
        self.ground = ground
        self.readings = readings
        self.crossings = Crossings(ground, readings)
        self.punishments = Punishments(ground, readings, self.crossings)

    def offences(self, reading: Reading) -> Iterator[Offence]:
        """One offence for each act that a passage makes a crime."""
        if not self._makes(reading):
            return
        if reading.role == "contravenes":
            yield self._offence(reading, reading.passage.unit, alone=False)
            return
        units = acts(self.ground, reading.passage, deed.opening(self.ground, reading))
        for unit in units:
            yield self._offence(reading, unit, alone=len(units) == 1)

    def _is_punished_prohibition(self, reading: Reading) -> bool:
        penal = self.crossings.of(reading, _PENALISES) if reading.role == "prohibits" else ()
        return any(not graver(by) for by in penal)

    def _punishes_another(self, reading: Reading) -> bool:
        targets = (self.crossings.at(eid) for eid in self.crossings.targets(reading))
        return any(target.role in {"prohibits", "creates"} for target in targets if target)

    def _offence(self, reading: Reading, unit: Unit, *, alone: bool) -> Offence:
        ground, passage = self.ground, reading.passage
        words = deed.spans(ground, reading, unit)
        conduct = deed.conduct(ground, reading, unit)
        named = label(ground, reading, conduct, words, alone=alone and self._only_one(passage))
        start, end = trim(ground.text, *ground.extent(unit, passage))
        found = elements(ground, passage.unit, words).plus(self._imported(reading)).plus(self._optional(reading))
        found = found.plus(self._explained(reading, conduct)) if _lacks_intent(found) else found
        found = found.plus(self._inherited(reading))
        return Offence(
            id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
            propositions=ground.propositions(unit.eid), name=named.name, class_=named.class_, conduct=conduct,
            object=deed.thing(ground, conduct), **found._asdict(),
            addressee="state" if reading.role == "treaty" else "person",
            exemptions=[self._exemption(by) for by in self._sparing(reading, unit)],
            penalty=self.punishments.of(reading, unit),
        )  # fmt: skip

    def _only_one(self, passage: Passage) -> bool:
        """Whether no other paragraph of the article makes an offence, so that the heading can name this one."""
        article = passage.article.eid if passage.article else ""
        readings = (self.crossings.at(other.unit.eid) for other in self.ground.by_article.get(article, []))
        return sum(self._makes(reading) for reading in readings if reading) <= 1

    @cached_property
    def _criminal(self) -> frozenset[str]:
        """The articles that make a crime in words of their own."""
        made = (one.passage.article for one in self.readings if not _joins(one) and self._makes(one))
        return frozenset(article.eid for article in made if article)

    def _makes(self, reading: Reading) -> bool:
        if _joins(reading):
            return reading.passage.article is not None and reading.passage.article.eid in self._criminal
        if reading.role == "contravenes":
            return not self._punishes_another(reading)
        return reading.role in _MAKES or self._is_punished_prohibition(reading)

    def _imported(self, reading: Reading) -> Elements:
        """Elements of an act that is defined in another paragraph or article."""
        passage, found = reading.passage, NOTHING
        if reading.role != "treaty" or not _ELSEWHERE.search(self.ground.view, passage.start, passage.end):
            return found
        for eid in self.ground.targets(passage.start, passage.end):
            target = self.crossings.at(eid)
            if target and target.role in {"elaborates", "other"}:
                span = (target.passage.start, target.passage.end)
                found = found.plus(elements(self.ground, target.passage.unit, [span], via="reference"))
        return found

    def _inherited(self, reading: Reading, steps: int = _STEPS) -> Elements:
        """What a graver form of a crime takes from it: all that must be shown for each plain form it names."""
        passage = reading.passage
        graver = signals("roles").first("aggravates", self.ground.view, passage.start, passage.end)
        if graver is None or not steps or reading.role not in {"creates", "aggravates"}:
            return NOTHING
        return shared([self._plain(base, steps - 1) for base in self._named(reading) if base != reading])

    def _plain(self, base: Reading, steps: int) -> Elements:
        """What must be shown for a crime, which may itself be a graver form of another."""
        unit = base.passage.unit
        own = elements(self.ground, unit, deed.spans(self.ground, base, unit), via="reference")
        return own.plus(self._inherited(base, steps))

    def _named(self, reading: Reading) -> Iterator[Reading]:
        """The passages that make the crimes which a passage names: of a whole article, the first that does."""
        for eid in self.crossings.targets(reading):
            passages = [self.crossings.at(eid), *self._passages(eid)]
            makers = (base for base in passages if base and base.role in _FIRST)
            yield from islice(makers, 1)

    def _passages(self, eid: str) -> Iterator[Reading | None]:
        return (self.crossings.at(passage.unit.eid) for passage in self.ground.by_article.get(eid, []))

    def _explained(self, reading: Reading, conduct: Element) -> Elements:
        """The mental element where another paragraph of the article explains the act or the intent it needs."""
        found, passage = NOTHING, reading.passage
        for other in self.ground.by_article.get(passage.article.eid if passage.article else "", []):
            explains = self.crossings.at(other.unit.eid)
            if explains and explains.role == "elaborates" and self._is_about(other, conduct):
                added = elements(self.ground, other.unit, [(other.start, other.end)], via="definition")
                wanted = [item for item in added.specific_intent if "intent" in item.text.lower()]
                found = found.plus(Elements(added.general_intent, wanted, None, []))
        return found

    def _is_about(self, passage: Passage, conduct: Element) -> bool:
        """Whether a paragraph explains a term of the act, or the intent that the act requires."""
        view = self.ground.view
        terms = [match[1] or match[2] for match in _TERM.finditer(view, passage.start, passage.end)]
        act = view[conduct.start : conduct.end]
        return any(term in act for term in terms) or ("requisite" in act and "requisite" in terms)

    def _optional(self, reading: Reading) -> Elements:
        """Elements that other paragraphs let a State require."""
        found = NOTHING
        for other in self.crossings.of(reading, _RESERVES):
            span = (other.passage.start, other.passage.end)
            added = elements(self.ground, other.passage.unit, [span], via="reference")
            found = found.plus(Elements(None, _as_options(added.specific_intent), None, _as_options(added.harm)))
        return found

    def _sparing(self, reading: Reading, unit: Unit) -> Iterator[Reading]:
        for other in self.crossings.of(reading, SPARES, unit):
            if other.role == "exempts" or _NOT_TO.search(self.ground.view, other.passage.start, other.passage.end):
                yield other

    def _exemption(self, by: Reading) -> Element:
        force: Force = "optional" if by.role == "reserves" else "mandatory"
        span = (by.passage.start, by.passage.end)
        return element(self.ground, by.passage.unit, span, "exemption", force=force, via="reference")


def _joins(reading: Reading) -> bool:
    """Whether a paragraph only extends to attempt and help what another paragraph of its article makes a crime."""
    return reading.hit is not None and reading.hit.entry.element == "likewise"


def _lacks_intent(found: Elements) -> bool:
    return found.general_intent is None and not found.specific_intent


def _as_options(found: list[Element]) -> list[Element]:
    return [structs.replace(item, force="optional") for item in found]
