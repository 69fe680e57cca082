"""Arrangements: the bodies of a text, its review, its protocols, reservations and options, and who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, cast

from caveat.kernel.deeds import Arrangement
from caveat.language.lexicon import Hit
from caveat.provisions.assistance import duty
from caveat.provisions.definitions import defines
from caveat.provisions.elements import from_hit, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_Kind = Literal["institution", "review", "protocol", "reservation", "option", "participation"]
_KINDS: Final[tuple[_Kind, ...]] = ("institution", "review", "protocol", "reservation", "option", "participation")
_Duty = Literal["must", "endeavour", "may", "none"]


def find(ground: Ground) -> list[Arrangement]:
    """Every arrangement of an instrument: one a paragraph and kind, with the words that say so."""
    return [found for passage in ground.passages for found in _in(ground, passage)]


def _in(ground: Ground, passage: Passage) -> Iterator[Arrangement]:
    if passage.article is None or defines(ground, passage.article):
        return
    for kind in _KINDS:
        if hit := signals("arrangements").top(kind, ground.view, passage.start, passage.end):
            yield _arrangement(ground, passage, kind, hit)


def _arrangement(ground: Ground, passage: Passage, kind: _Kind, hit: Hit) -> Arrangement:
    unit = ground.deepest(passage.unit, hit.start)
    start, end = trim(ground.text, *ground.extent(unit, passage))
    places = ((hit.start, hit.end), (passage.start, passage.end))
    force = next((word for place in places if (word := duty(ground, place))), None)
    return Arrangement(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), kind=kind, value=hit.entry.value,
        duty=cast(_Duty, force.entry.value) if force else "none", evidence=from_hit(ground, unit, hit),
    )  # fmt: skip
