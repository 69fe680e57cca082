"""Offences: each act that a text makes, or asks States to make, a crime, with its elements and its penalty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import structs

from caveat.kernel.deeds import Element, Offence, Penalty
from caveat.kernel.shapes import Span, Unit
from caveat.provisions import penalties
from caveat.provisions.acts import acts
from caveat.provisions.elements import element, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.mens import Elements, elements
from caveat.provisions.naming import Label, label
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals

_QUOTE: Final = 400


def find(ground: Ground, readings: list[Reading]) -> list[Offence]:
    """Every offence of an instrument, in document order, numbered later."""
    table = _Table(ground, readings)
    return [offence for reading in readings for offence in table.offences(reading)]


class _Table:
    """The readings of an instrument, by article and by target of their references."""

    def __init__(self, ground: Ground, readings: list[Reading]) -> None:
        self.ground = ground
        self.by_unit = {reading.passage.unit.eid: reading for reading in readings}
        self.punishing: dict[str, list[Reading]] = {}
        for reading in readings:
            if reading.role in {"penalises", "contravenes", "aggravates"}:
                for target in _targets(ground, reading.passage):
                    self.punishing.setdefault(target, []).append(reading)

    def offences(self, reading: Reading) -> Iterator[Offence]:
        if reading.passage.article is None:
            return
        if reading.role in {"creates", "treaty", "aggravates"} or self._is_punished_prohibition(reading):
            for unit in acts(self.ground, reading.passage, _opening(self.ground, reading)):
                yield self._offence(reading, unit)
        elif reading.role == "contravenes" and not self._punishes_prohibition(reading):
            yield self._offence(reading, reading.passage.unit)

    def _is_punished_prohibition(self, reading: Reading) -> bool:
        return reading.role == "prohibits" and any(by.role != "aggravates" for by in self._punishers(reading.passage))

    def _punishes_prohibition(self, reading: Reading) -> bool:
        targets = _targets(self.ground, reading.passage)
        return any(self.by_unit[eid].role in {"prohibits", "creates"} for eid in targets if eid in self.by_unit)

    def _punishers(self, passage: Passage) -> list[Reading]:
        eids = [passage.unit.eid, *(unit.eid for unit in self.ground.ancestors(passage.unit.eid))]
        return [by for eid in eids for by in self.punishing.get(eid, []) if by.passage != passage]

    def _offence(self, reading: Reading, unit: Unit) -> Offence:
        ground, passage = self.ground, reading.passage
        spans = _deed(ground, ground.spans(unit, passage), reading)
        start, end = trim(ground.text, *_extent(unit, passage))
        name: Label = label(ground, passage, unit, spans, reading.role)
        found: Elements = elements(ground, passage.unit, spans)
        return Offence(
            id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
            propositions=ground.propositions(unit.eid),
            name=name.name, class_=name.class_, addressee="state" if reading.role == "treaty" else "person",
            conduct=_conduct(ground, passage, unit, spans),
            **found._asdict(),
            exemptions=[], penalty=self._penalty(reading, unit),
        )  # fmt: skip

    def _penalty(self, reading: Reading, unit: Unit) -> Penalty | None:
        own = _punishment(self.ground, reading.passage, self.ground.spans(unit, reading.passage))
        others = (_punishment(self.ground, by.passage, [(by.passage.start, by.passage.end)])
                  for by in self._punishers(reading.passage) if by.role != "aggravates")
        return own or next((penalty for penalty in others if penalty), None)
