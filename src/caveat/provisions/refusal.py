"""Grounds on which help may or must be refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, cast

from caveat.kernel.deeds import Refusal
from caveat.kernel.shapes import Unit
from caveat.language.lexicon import Hit
from caveat.provisions.elements import trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals


def refusals(ground: Ground, article: Unit) -> list[Refusal]:
    """Every ground for refusal that a basic unit names, each once, at its first place."""
    found: dict[str, Refusal] = {}
    for passage in ground.by_article.get(article.eid, []):
        for refusal in _in(ground, passage):
            found.setdefault(refusal.ground, refusal)
    return list(found.values())


def _in(ground: Ground, passage: Passage) -> Iterator[Refusal]:
    force = signals("cooperation").first("refuse", ground.view, passage.start, passage.end)
    if force is None:
        return
    closed = signals("cooperation").any("closed", ground.view, passage.start, passage.end)
    for hit in signals("cooperation").hits("ground", ground.view, passage.start, passage.end):
        yield _refusal(ground, passage, force, hit, closed=closed)


def _refusal(ground: Ground, passage: Passage, force: Hit, hit: Hit, *, closed: bool) -> Refusal:
    start, end = trim(ground.text, hit.start, hit.end)
    return Refusal(
        ground=hit.entry.value, force=cast(Literal["must", "may"], force.entry.value), closed=closed,
        value=hit.entry.value, text=ground.text[start:end], start=start, end=end,
        eid=ground.deepest(passage.unit, start).eid,
    )  # fmt: skip
