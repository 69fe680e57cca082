"""Jurisdiction: the grounds on which a State claims to try a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caveat.kernel.deeds import Jurisdiction
from caveat.language.lexicon import Hit
from caveat.provisions.elements import trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals

_NEAR: Final = 300
_DESCRIBED_BY: Final = {
    "residence": ("passive-personality",),
    "territorial": ("passive-personality", "residence", "aut-dedere", "effects"),
    "nationality": ("aut-dedere",),
}


def find(ground: Ground, readings: list[Reading]) -> list[Jurisdiction]:
    """Every paragraph that claims jurisdiction, with the grounds it names, in the order of the lexicon."""
    return [claim for reading in readings if reading.role != "reserves" for claim in _in(ground, reading.passage)]


def _in(ground: Ground, passage: Passage) -> Iterator[Jurisdiction]:
    lexicon = signals("jurisdiction")
    if passage.article is None or not lexicon.any("claim", ground.view, passage.start, passage.end):
        return
    hits = list(lexicon.hits("base", ground.view, passage.start, passage.end))
    others = _said_of_others(ground, passage, hits)
    bases = dict.fromkeys(hit.entry.value for hit in hits if (hit.start, hit.entry.value) not in others)
    if bases:
        start, end = trim(ground.text, passage.start, passage.end)
        yield Jurisdiction(
            id="", eid=passage.unit.eid, citation=passage.unit.citation, start=start, end=end,
            quote=ground.text[start:end], propositions=ground.propositions(passage.unit.eid), bases=list(bases),
        )  # fmt: skip


def _said_of_others(ground: Ground, passage: Passage, hits: list[Hit]) -> set[tuple[int, str]]:
    """The grounds that only describe the one named before them in the same item.

    "Against a person resident there" is about the victim, "present and not extradited
    because a national" about whom to try at home, "directed at a crime in its
    territory" about the effect.
    """
    found: set[tuple[int, str]] = set()
    last: dict[tuple[str, str], int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.entry.value in _DESCRIBED_BY)):
        item, value = ground.deepest(passage.unit, hit.start).eid, hit.entry.value
        if any(hit.start - last.get((item, base), -_NEAR) < _NEAR for base in _DESCRIBED_BY.get(value, ())):
            found.add((hit.start, value))
        last[item, value] = hit.start
    return found
