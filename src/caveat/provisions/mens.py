"""The elements of a crime: mental element, purpose, want of right, harm, and what States may add."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from caveat.kernel.deeds import Element
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.elements import from_hit
from caveat.provisions.ground import Ground
from caveat.provisions.signals import signals

_SENTENCE: Final = re.compile(r"[.]\s+(?=\S)")


class Elements(NamedTuple):
    """What must be shown beyond the act itself."""

    general_intent: Element | None
    specific_intent: list[Element]
    authorisation: Element | None
    harm: list[Element]


def elements(ground: Ground, unit: Unit, spans: list[Span]) -> Elements:
    """The elements that stand in the words of one offence."""
    return Elements(
        general_intent=next(iter(_found(ground, unit, spans, "general_intent")), None),
        specific_intent=_found(ground, unit, spans, "specific_intent"),
        authorisation=next(iter(_found(ground, unit, spans, "authorisation")), None),
        harm=_found(ground, unit, spans, "harm"),
    )


def options(ground: Ground, unit: Unit, span: Span) -> Elements:
    """The same elements in words that let a State require them: they are optional."""
    return elements(ground, unit, [span])


def _found(ground: Ground, unit: Unit, spans: list[Span], name: str) -> list[Element]:
    hits = [hit for start, end in spans for hit in signals("offences").hits(name, ground.view, start, end)]
    return [
        from_hit(ground, unit, hit, force="optional" if _left_open(ground, hit, spans) else None)
        for hit in _apart(hits)
    ]


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    """Hits that do not overlap, in order; of two that do, the one that begins first, or the longer."""
    last = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last:
            yield hit
            last = hit.end


def _left_open(ground: Ground, hit: Hit, spans: list[Span]) -> bool:
    """Whether the sentence leaves the element to the choice of a State."""
    start = next(begin for begin, end in spans if begin <= hit.start < end)
    for stop in _SENTENCE.finditer(ground.view, start, hit.start):
        start = stop.end()
    return signals("offences").any("option", ground.view, start, hit.start)
