"""Jurisdiction: the grounds on which a State claims to try a person."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.kernel.deeds import Jurisdiction
from caveat.provisions.elements import trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals


def find(ground: Ground, readings: list[Reading]) -> list[Jurisdiction]:
    """Every paragraph that claims jurisdiction, with the grounds it names, in the order of the lexicon."""
    return [claim for reading in readings if reading.role != "reserves" for claim in _in(ground, reading.passage)]


def _in(ground: Ground, passage: Passage) -> Iterator[Jurisdiction]:
    lexicon = signals("jurisdiction")
    if passage.article is None or not lexicon.any("claim", ground.view, passage.start, passage.end):
        return
    bases = dict.fromkeys(hit.entry.value for hit in lexicon.hits("base", ground.view, passage.start, passage.end))
    if bases:
        start, end = trim(ground.text, passage.start, passage.end)
        yield Jurisdiction(
            id="", eid=passage.unit.eid, citation=passage.unit.citation, start=start, end=end,
            quote=ground.text[start:end], propositions=ground.propositions(passage.unit.eid), bases=list(bases),
        )  # fmt: skip
