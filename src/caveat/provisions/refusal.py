"""Grounds on which help may or must be refused."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from typing import Final, Literal, cast

from msgspec import structs

from caveat.kernel.deeds import Refusal
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.elements import trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_STOP: Final = re.compile(r"[.](?=\s)")


class Grounds:
    """The grounds of refusal of an instrument; each article is read once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._read: dict[str, dict[str, Refusal]] = {}

    def of(self, article: Unit, general: list[Unit]) -> list[Refusal]:
        """Every ground that a basic unit names, each once, at its first place.

        The grounds of the general articles of its chapter come after its own, unless
        its own list is closed.
        """
        own = dict(self._of(article))
        if any(refusal.closed for refusal in own.values()):
            return list(own.values())
        for refusal in (refusal for unit in general for refusal in self._of(unit).values()):
            own.setdefault(refusal.ground, structs.replace(refusal, via="chapter"))
        return list(own.values())

    def _of(self, article: Unit) -> dict[str, Refusal]:
        if article.eid not in self._read:
            found: dict[str, Refusal] = {}
            for passage in self._ground.by_article.get(article.eid, []):
                for refusal in _in(self._ground, passage, known=found):
                    found.setdefault(refusal.ground, refusal)
            self._read[article.eid] = found
        return self._read[article.eid]


def _in(ground: Ground, passage: Passage, known: Container[str]) -> Iterator[Refusal]:
    start = passage.start
    stops = [stop.end() for stop in _STOP.finditer(ground.view, passage.start, passage.end)]
    for end in (*stops, passage.end):
        yield from _in_sentence(ground, passage, (start, end), known)
        start = end


def _in_sentence(ground: Ground, passage: Passage, span: Span, known: Container[str]) -> Iterator[Refusal]:
    """Each new ground of a sentence with the word of refusal before it, or the first where none stands before."""
    lexicon = signals("cooperation")
    refuse = sorted(lexicon.hits("refuse", ground.view, *span), key=lambda hit: hit.start)
    if not refuse:
        return
    starts = [hit.start for hit in refuse]
    closed = lexicon.any("closed", ground.view, *span)
    barred = lexicon.first("unrefusable", ground.view, *span)
    for hit in lexicon.hits("ground", ground.view, *span):
        if hit.entry.value not in known and not (barred and barred.start < hit.start):
            word = refuse[max(bisect_right(starts, hit.start) - 1, 0)]
            yield _refusal(ground, passage, word, hit, closed=closed)


def _refusal(ground: Ground, passage: Passage, force: Hit, hit: Hit, *, closed: bool) -> Refusal:
    start, end = trim(ground.text, hit.start, hit.end)
    return Refusal(
        ground=hit.entry.value, force=cast(Literal["must", "may"], force.entry.value), closed=closed,
        value=hit.entry.value, text=ground.text[start:end], start=start, end=end,
        eid=ground.deepest(passage.unit, start).eid,
    )  # fmt: skip
