"""Which paragraph speaks of which: penalties, exemptions and options find the acts they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caveat.kernel.shapes import Unit
from caveat.provisions.ground import Ground
from caveat.provisions.roles import Reading, Role

PUNISHES: Final[frozenset[Role]] = frozenset({"penalises", "contravenes"})
SPARES: Final[frozenset[Role]] = frozenset({"exempts", "reserves"})
_HERE: Final = re.compile(r"\bthis\s+(?:section|article)\b")


def graver(reading: Reading) -> bool:
    """Whether a passage punishes only a graver form, so that its penalty is not that of the plain offence."""
    return reading.hit is not None and reading.hit.entry.element == "worsens"


class Crossings:
    """The readings of an instrument by place, and by the places that they speak of."""

    def __init__(self, ground: Ground, readings: list[Reading]) -> None:
        self._ground = ground
        self._by_unit = {reading.passage.unit.eid: reading for reading in readings}
        self._speaking: dict[str, list[Reading]] = {}
        for reading in readings:
            if reading.role in PUNISHES | SPARES:
                for target in self.targets(reading):
                    self._speaking.setdefault(target, []).append(reading)

    def at(self, eid: str) -> Reading | None:
        """The reading of the passage at a unit."""
        return self._by_unit.get(eid)

    def targets(self, reading: Reading) -> list[str]:
        """What a passage speaks of: its own article where it says so or names no place, else the places it names."""
        passage = reading.passage
        named = self._ground.targets(passage.start, passage.end)
        if passage.article is None:
            return named
        here = [eid for eid in named if eid != passage.article.eid and self._ground.article(eid) == passage.article]
        if not named or _HERE.search(self._ground.view, passage.start, passage.end):
            return here or [passage.article.eid]
        return named

    def of(self, reading: Reading, roles: frozenset[Role], item: Unit | None = None) -> Iterator[Reading]:
        """Other passages, of the given parts, that speak of a passage, of an item of it, or of its article."""
        unit = item or reading.passage.unit
        for place in (unit, *self._ground.ancestors(unit.eid)):
            for other in self._speaking.get(place.eid, ()):
                if other.role in roles and other.passage != reading.passage:
                    yield other
