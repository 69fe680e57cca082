"""Who must allow a power to be used: read in the power itself, then in its article."""

from __future__ import annotations

import re
from typing import Final, Literal, cast

from caveat.kernel.deeds import Authorisation, Element
from caveat.kernel.shapes import Span
from caveat.language.lexicon import Hit
from caveat.provisions.elements import earliest, from_hit
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

Body = Literal["court", "independent", "prosecutor", "minister", "police", "other"]
_DERIVED: Final = re.compile(
    r"\b(?:order|warrant|application|notice|authori[sz]ation|power)s?\b[^.;]{0,60}"
    r"\b(?:under|in|pursuant\s+to)\s+(?:sub-?section|paragraph|this\s+section|this\s+article)"
)


def authorisation(ground: Ground, passage: Passage, spans: list[Span]) -> Authorisation:
    """What the text of a power says of prior leave by a court or another body; safeguards elsewhere are added later."""
    court = _court(ground, passage, spans)
    value = court.entry.value if court else "absent"
    around = [(passage.start, passage.end)]
    return Authorisation(
        value=cast(Literal["mandatory", "optional", "absent"], value),
        timing=_timing(ground, spans, value),
        body="court" if court else _body(ground, spans),
        urgency=_element(ground, passage, "urgency", spans),
        evidence=_element(ground, passage, "evidence", around),
    )


def _court(ground: Ground, passage: Passage, spans: list[Span]) -> Hit | None:
    own = _weakest(ground, spans)
    if own or passage.article is None or not _DERIVED.search(ground.slice((passage.start, passage.end))):
        return own
    return _weakest(ground, [(passage.article.head_end, passage.start)])


def _weakest(ground: Ground, spans: list[Span]) -> Hit | None:
    """A court that shares the decision with others is an option: it counts before a court named alone."""
    hits = [hit for start, end in spans for hit in signals("powers").hits("court", ground.view, start, end)]
    return next((hit for hit in hits if hit.entry.value == "optional"), hits[0] if hits else None)


def _timing(ground: Ground, spans: list[Span], value: str) -> Literal["prior", "after", "unspecified"] | None:
    if value != "absent":
        return "prior"
    return "after" if earliest(signals("powers"), "timing", ground, spans) else None


def _body(ground: Ground, spans: list[Span]) -> Body | None:
    hit = earliest(signals("powers"), "body", ground, spans)
    return cast(Body, hit.entry.value) if hit else None


def _element(ground: Ground, passage: Passage, name: str, spans: list[Span]) -> Element | None:
    hit = earliest(signals("powers"), name, ground, spans)
    return from_hit(ground, passage.unit, hit) if hit else None
