"""Which paragraph speaks of which: penalties, exemptions and options find the acts they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caveat.kernel.shapes import Unit
from caveat.provisions.ground import CONTAINERS, Ground
from caveat.provisions.roles import Reading, Role

PUNISHES: Final[frozenset[Role]] = frozenset({"penalises", "contravenes"})
SPARES: Final[frozenset[Role]] = frozenset({"exempts", "reserves"})
_HERE: Final = re.compile(r"\bthis\s+(?:section|article)\b")


def graver(reading: Reading) -> bool:
    """Whether a passage punishes only a graver form, so that its penalty is not that of the plain offence."""
    return reading.hit is not None and reading.hit.entry.element in {"worsens", "adds"}


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
        """What a passage speaks of: its own article where it says so or names no place, else the places it names.

        A penal clause that names its own paragraph is a slip: it speaks of its article.
        """
        passage = reading.passage
        named = self._ground.targets(passage.start, passage.end)
        named = [eid for eid in named if eid != passage.unit.eid or passage.unit == passage.article]
        if passage.article is None:
            return named
        here = [eid for eid in named if eid != passage.article.eid and self._ground.article(eid) == passage.article]
        if not named or _HERE.search(self._ground.view, passage.start, passage.end):
            return here or [passage.article.eid]
        return named

    def of(self, reading: Reading, roles: frozenset[Role], item: Unit | None = None) -> Iterator[Reading]:
        """Other passages, of the given parts, that speak of a passage, of an item of it, or of what holds it."""
        yield from self.near(reading, roles, item)
        yield from self._about(self._ground.containers((item or reading.passage.unit).eid), reading, roles)

    def near(self, reading: Reading, roles: frozenset[Role], item: Unit | None = None) -> Iterator[Reading]:
        """Those that speak of the passage, of the item or of the article, and not of a whole part of the text."""
        unit = item or reading.passage.unit
        inside = [place for place in self._ground.ancestors(unit.eid) if place.kind not in CONTAINERS]
        yield from self._about([unit, *inside], reading, roles)

    def _about(self, places: list[Unit], reading: Reading, roles: frozenset[Role]) -> Iterator[Reading]:
        for place in places:
            for other in self._speaking.get(place.eid, ()):
                if other.role in roles and other.passage != reading.passage:
                    yield other
