"""The penalty of an offence: in its own words, else where another paragraph sets it, else the general one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from caveat.kernel.deeds import Penalty
from caveat.kernel.shapes import Span, Unit
from caveat.provisions import penalties
from caveat.provisions.crossings import PUNISHES, Crossings, graver
from caveat.provisions.elements import element
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals


class Punishments:
    """The penalties of an instrument."""

    def __init__(self, ground: Ground, readings: list[Reading], crossings: Crossings) -> None:
        self._ground = ground
        self._crossings = crossings
        self._general = next((found for reading in readings if (found := self._residual(reading))), None)

    def of(self, reading: Reading, unit: Unit) -> Penalty | None:
        """The penalty of the act that stands in a unit of a passage; None where the text sets none."""
        passage = reading.passage
        spans = [*self._ground.spans(unit, passage), (passage.start, passage.end)]
        here = [penalty for span in spans if (penalty := self._at(passage, span))]
        found = [*here, *self._set_by(self._crossings.near(reading, PUNISHES, unit))]
        found = found or list(self._set_by(self._crossings.of(reading, PUNISHES, unit)))
        if not found:
            return None if reading.role == "treaty" else self._general
        return next((penalty for penalty in found if not _only_refers(penalty)), found[0])

    def _set_by(self, others: Iterable[Reading]) -> Iterator[Penalty]:
        """The penalties that other passages set for the plain form of an offence."""
        for by in others:
            penalty = None if graver(by) else self._at(by.passage, (by.passage.start, by.passage.end))
            if penalty:
                yield penalty

    def _residual(self, reading: Reading) -> Penalty | None:
        """The penalty for every offence of the instrument that has none of its own."""
        passage = reading.passage
        if not signals("roles").any("residual", self._ground.view, passage.start, passage.end):
            return None
        return self._at(passage, (passage.start, passage.end))

    def _at(self, passage: Passage, span: Span) -> Penalty | None:
        clause = penalties.clause(self._ground.view, *span)
        penalty = penalties.parse(self._ground.view, *clause) if clause else None
        if penalty is None or clause is None:
            return None
        return structs.replace(penalty, source=element(self._ground, passage.unit, clause, "penalty"))


def _only_refers(penalty: Penalty) -> bool:
    """Whether words only say that an act is punishable, and leave it to another place to say how."""
    return penalty == Penalty(by_reference=penalty.by_reference, source=penalty.source)
