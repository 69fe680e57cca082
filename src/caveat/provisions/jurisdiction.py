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
_DESCRIBES: Final[dict[str, frozenset[str]]] = {
    "passive-personality": frozenset({"residence", "territorial"}),
    "residence": frozenset({"territorial"}),
    "aut-dedere": frozenset({"territorial", "nationality"}),
    "effects": frozenset({"territorial"}),
}


def find(ground: Ground, readings: list[Reading]) -> list[Jurisdiction]:
    """Every paragraph that claims jurisdiction, with the grounds it names, in the order of the lexicon."""
    return [claim for reading in readings if reading.role != "reserves" for claim in _in(ground, reading.passage)]


def _in(ground: Ground, passage: Passage) -> Iterator[Jurisdiction]:
    lexicon = signals("jurisdiction")
    if passage.article is None or not lexicon.any("claim", ground.view, passage.start, passage.end):
        return
    hits = list(lexicon.hits("base", ground.view, passage.start, passage.end))
    bases = dict.fromkeys(hit.entry.value for hit in hits if not _said_of_another(ground, passage, hit, hits))
    if bases:
        start, end = trim(ground.text, passage.start, passage.end)
        yield Jurisdiction(
            id="", eid=passage.unit.eid, citation=passage.unit.citation, start=start, end=end,
            quote=ground.text[start:end], propositions=ground.propositions(passage.unit.eid), bases=list(bases),
        )  # fmt: skip


def _said_of_another(ground: Ground, passage: Passage, hit: Hit, hits: list[Hit]) -> bool:
    """Whether a ground only describes the one named before it in the same item.

    "Against a person resident there" is about the victim, "present and not extradited
    because a national" about whom to try at home, "directed at a crime in its
    territory" about the effect.
    """
    item = ground.deepest(passage.unit, hit.start).eid
    before = (
        other.entry.value
        for other in hits
        if 0 <= hit.start - other.start < _NEAR and ground.deepest(passage.unit, other.start).eid == item
    )
    return any(hit.entry.value in _DESCRIBES.get(base, ()) for base in before)
