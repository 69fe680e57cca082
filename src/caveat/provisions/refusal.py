"""Grounds on which help may or must be refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, cast

from msgspec import structs

from caveat.kernel.deeds import Refusal
from caveat.kernel.shapes import Unit
from caveat.language.lexicon import Hit
from caveat.provisions.elements import trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_STOP: Final = re.compile(r"[.](?=\s)")


def refusals(ground: Ground, article: Unit, general: list[Unit]) -> list[Refusal]:
    """Every ground that a basic unit names, each once, at its first place.

    The grounds of the general articles of its chapter come after its own, unless
    its own list is closed.
    """
    own = _of(ground, article)
    if any(refusal.closed for refusal in own.values()):
        return list(own.values())
    others = (refusal for unit in general for refusal in _of(ground, unit).values())
    for refusal in others:
        own.setdefault(refusal.ground, structs.replace(refusal, via="chapter"))
    return list(own.values())


def _of(ground: Ground, article: Unit) -> dict[str, Refusal]:
    found: dict[str, Refusal] = {}
    for passage in ground.by_article.get(article.eid, []):
        for refusal in _in(ground, passage):
            found.setdefault(refusal.ground, refusal)
    return found


def _in(ground: Ground, passage: Passage) -> Iterator[Refusal]:
    start = passage.start
    stops = [stop.end() for stop in _STOP.finditer(ground.view, passage.start, passage.end)]
    for end in (*stops, passage.end):
        yield from _in_sentence(ground, passage, start, end)
        start = end


def _in_sentence(ground: Ground, passage: Passage, start: int, end: int) -> Iterator[Refusal]:
    """Each ground of a sentence with the word of refusal before it, or the first where none stands before."""
    lexicon = signals("cooperation")
    refuse = sorted(lexicon.hits("refuse", ground.view, start, end), key=lambda hit: hit.start)
    if not refuse:
        return
    closed = lexicon.any("closed", ground.view, start, end)
    barred = [hit.start for hit in lexicon.hits("unrefusable", ground.view, start, end)]
    for hit in lexicon.hits("ground", ground.view, start, end):
        before = [word for word in refuse if word.start <= hit.start]
        if not any(bar < hit.start for bar in barred):
            yield _refusal(ground, passage, (before or refuse[:1])[-1], hit, closed=closed)


def _refusal(ground: Ground, passage: Passage, force: Hit, hit: Hit, *, closed: bool) -> Refusal:
    start, end = trim(ground.text, hit.start, hit.end)
    return Refusal(
        ground=hit.entry.value, force=cast(Literal["must", "may"], force.entry.value), closed=closed,
        value=hit.entry.value, text=ground.text[start:end], start=start, end=end,
        eid=ground.deepest(passage.unit, start).eid,
    )  # fmt: skip
