"""Which acts of a paragraph its words of grant cover: in the same sentence, after them, and not by the way."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from caveat.kernel.shapes import Unit
from caveat.language.lexicon import Hit
from caveat.provisions.denial import refused
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals

_STOP: Final = re.compile(r"(?<![\s.][A-Za-z])\.[)\]\"'”’]?\s*(?=[A-Z(“\"])")
_WHO: Final = re.compile(r"\bwho\s+")
_THIRD_PERSON: Final = re.compile(r"(?!knows\b|has\b)[a-z]+s\b")
_BY_REGULATION: Final = frozenset({"inspection", "directive"})
"""What regulations may provide for and is a power all the same."""
_BY_AUTHORITY: Final = frozenset({"grant.may", "grant.list", "charge.office", "grant.request", "grant.functions"})
_NO_STATE: Final = frozenset({"grant.directive", "grant.order"})
_FAR: Final = 1_000
"""How far from an act the words may stand that deny it."""
_ORGAN: Final = re.compile(r"(?:[Tt]he|[Aa]n?)\s+[A-Z]")


def name(value: str) -> str:
    """The kind of power that an act is: "other" of "other/custody"."""
    return value.partition("/")[0]


def facet(value: str) -> str | None:
    """What tells an act from others of its kind: "custody" of "other/custody"."""
    return value.partition("/")[2] or None


def place(ground: Ground, passage: Passage, hit: Hit) -> Unit:
    """The item in which an act ends: its verb may stand in the words before the list."""
    return ground.deepest(passage.unit, hit.end - 1)


class Granting:
    """The words of grant of one paragraph, and what they reach."""

    def __init__(self, ground: Ground, reading: Reading) -> None:
        self._ground = ground
        self._passage = passage = reading.passage
        below = ground.children(passage.unit.eid)
        self._listed = below[0].start if below else passage.end
        heading = ground.heading(passage.article)
        names = ("grant", "charge") if signals("powers").any("office", heading, 0, len(heading)) else ("grant",)
        found = (hit for name in names for hit in signals("powers").hits(name, ground.view, passage.start, passage.end))
        self._grants = [hit for hit in found if self._empowers(hit, reading)]
        self._stops = [stop.start() for stop in _STOP.finditer(ground.text, passage.start, passage.end)]
        self._sparing: dict[str, list[Hit]] = {}
        self._after_who = {who.end() for who in _WHO.finditer(ground.view, passage.start, passage.end)}
        asides = signals("powers").hits("aside", ground.view, passage.start, passage.end)
        self._asides = [(hit, place(ground, passage, hit)) for hit in asides]

    def _empowers(self, grant: Hit, reading: Reading) -> bool:
        """Whether words of grant mean an authority of a State; a treaty writes its own organs with a capital."""
        text = self._ground.text
        if self._ground.outline.instrument.kind == "treaty" and (
            grant.entry.id in _NO_STATE or (grant.entry.id in _BY_AUTHORITY and _ORGAN.match(text, grant.start))
        ):
            return False
        return reading.role != "elaborates" or grant.entry.id == "grant.may"

    def acts(self) -> Iterator[Hit]:
        """The acts that are granted."""
        if not self._grants:
            return
        for hit in signals("powers").hits("kind", self._ground.view, self._passage.start, self._passage.end):
            if any(self._reaches(grant, hit) for grant in self._grants) and self._meant(hit) and not self._refused(hit):
                yield hit

    def _refused(self, hit: Hit) -> bool:
        """Whether the words before a list and those of the item deny the act that they name."""
        ground, passage = self._ground, self._passage
        spans = ground.spans(place(ground, passage, hit), passage)
        before = [(start, min(end, hit.start)) for start, end in spans if start < hit.start]
        lead = " ".join(ground.slice((max(start, end - _FAR), end)) for start, end in before)
        far = min(hit.end + _FAR, passage.end)
        stop = _STOP.search(ground.text, hit.end, far)
        rest = ground.slice((hit.start, stop.start() if stop else far))
        return refused(lead + rest, (len(lead), len(lead) + hit.end - hit.start))

    def _reaches(self, grant: Hit, act: Hit) -> bool:
        """Whether an act stands in the sentence of a grant, after the words that grant; items share one sentence."""
        if grant.entry.value == "regulations" and facet(act.entry.value) not in _BY_REGULATION:
            return False
        if grant.entry.value == "passive":
            return not self._parted(*sorted((grant.start, act.start)))
        first = grant.end if grant.entry.value == "modal" else grant.start
        return first <= act.end and grant.start <= act.start and not self._parted(grant.start, act.start)

    def _parted(self, start: int, end: int) -> bool:
        """Whether a sentence ends between two places; those inside the list are parted from no words before it."""
        end = min(end, self._listed) if start < self._listed else end
        return bisect_right(self._stops, start) < bisect_left(self._stops, end)

    def _meant(self, hit: Hit) -> bool:
        """Whether an act is what the words grant, and neither tells who may act nor helps or protects a person."""
        ground, passage = self._ground, self._passage
        if hit.start in self._after_who and _THIRD_PERSON.match(ground.view, hit.start):
            return False
        spared = self._spared(place(ground, passage, hit))
        return not self._serves(hit) and not any(self._spares(other, hit) for other in spared)

    def _spared(self, unit: Unit) -> list[Hit]:
        """What an item says that spares the people its other words are about; it is asked for every act."""
        if unit.eid not in self._sparing:
            view, spans = self._ground.view, self._ground.spans(unit, self._passage)
            self._sparing[unit.eid] = [hit for span in spans for hit in signals("powers").hits("spares", view, *span)]
        return self._sparing[unit.eid]

    def _spares(self, other: Hit, hit: Hit) -> bool:
        spared = other.entry.value
        if spared == "any":
            return other.start <= hit.start and not self._parted(other.start, hit.start)
        return spared in {hit.entry.value, name(hit.entry.value)}

    def _serves(self, hit: Hit) -> bool:
        """Whether words before an act, in its item or in what the items share, show that it only serves a power."""
        unit = place(self._ground, self._passage, hit)
        around = {self._passage.unit.eid, unit.eid, *(above.eid for above in self._ground.ancestors(unit.eid))}
        return any(
            aside.start <= hit.start
            and where.eid in around
            and not _provided(aside, hit)
            and not self._parted(aside.start, hit.start)
            for aside, where in self._asides
        )


def _provided(aside: Hit, hit: Hit) -> bool:
    """Whether an act is more than a service all the same: by regulation, or beside the search that is carried out."""
    value = aside.entry.value
    if value == "regulations":
        return facet(hit.entry.value) in _BY_REGULATION
    return value != "service" and value != name(hit.entry.value)
