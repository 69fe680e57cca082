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
    r"|\b(?:undertak|execut|conduct|carry)ing\s+(?:out\s+)?(?:an?|the|that|such)\s+(?:search|seizure|warrant|interception)"
    r"|\b(?:in\s+the\s+course\s+of|during)\s+(?:an?|the|that|such)\s+(?:search|seizure|interception)"
    r"|\b(?:accessed|seized|found|searched)\b[^.;]{0,40}\b(?:under|pursuant\s+to|according\s+to|in\s+accordance\s+with)"
    r"\s+(?:sub-?section|paragraph)"
)
_INDEPENDENT: Final = "court.independent"
_SAME_ORDER: Final = re.compile(r"\b(?:request|order|notice)\s+(?:shall|is|must)\s+(?:be\s+)?(?:deemed|taken)\b")
_FOR_ALL: Final = re.compile(r"\W*for\s+the\s+purposes?\s+of\s+(?:this|the\s+present)\s+(?:article|section)\b")


def authorisation(ground: Ground, passage: Passage, spans: list[Span]) -> Authorisation:
    """What the text of a power says of prior leave by a court or another body; safeguards elsewhere are added later."""
    court = _court(ground, passage, spans)
    value = court.entry.value if court else "absent"
    around = [(passage.start, passage.end)]
    return Authorisation(
        value=cast(Literal["mandatory", "optional", "absent"], value),
        timing=_timing(ground, spans, value),
        body=_decider(court) if court else _body(ground, spans),
        urgency=_element(ground, passage, "urgency", spans),
        evidence=_element(ground, passage, "evidence", around),
    )


def _court(ground: Ground, passage: Passage, spans: list[Span]) -> Hit | None:
    own = _weakest(ground, spans) or _elsewhere(ground, passage)
    if own or passage.article is None:
        return own
    if _SAME_ORDER.search(ground.view, passage.start, passage.end):
        return _of_all(ground, passage)
    if _DERIVED.search(ground.slice((passage.start, passage.end))):
        return _weakest(ground, [(passage.article.head_end, passage.start)])
    return None


def _of_all(ground: Ground, passage: Passage) -> Hit | None:
    """The leave that every power granted before in the article needs: words on "the request" speak of each."""
    earlier = [place for place in _others(ground, passage) if place.start < passage.start]
    granting = [place for place in earlier if signals("powers").any("grant", ground.view, place.start, place.end)]
    leave = [_weakest(ground, [(place.start, place.end)]) for place in granting]
    return leave[0] if leave and all(leave) else None


def _others(ground: Ground, passage: Passage) -> list[Passage]:
    places = ground.by_article.get(passage.article.eid, []) if passage.article else []
    return [place for place in places if place != passage]


def _elsewhere(ground: Ground, passage: Passage) -> Hit | None:
    """Leave that another paragraph of the article asks for what this one allows: "only by virtue of a warrant"."""
    for other in _others(ground, passage):
        asks = signals("powers").any("leave", ground.view, other.start, other.end)
        if asks and passage.unit.eid in _named(ground, other):
            return _weakest(ground, [(other.start, other.end)])
        if _FOR_ALL.match(ground.view, other.start) and (hit := _weakest(ground, [(other.start, other.end)])):
            return hit
    return None


def _named(ground: Ground, passage: Passage) -> set[str]:
    """The places that a paragraph speaks of, with what they are part of below the article."""
    named = ground.targets(passage.start, passage.end)
    return {unit.eid for eid in named for unit in (ground.units[eid], *ground.ancestors(eid)) if unit.kind != "article"}


def _weakest(ground: Ground, spans: list[Span]) -> Hit | None:
    """A court that shares the decision with others is an option: it counts before a court named alone.

    A court that is only told, or asked to confirm what was done, gives no leave.
    """
    lexicon = signals("powers")
    later = [hit for start, end in spans for hit in lexicon.hits("timing", ground.view, start, end)]
    hits = [hit for start, end in spans for hit in lexicon.hits("court", ground.view, start, end)]
    hits = [hit for hit in hits if not any(hit.start < told.end and told.start < hit.end for told in later)]
    return next((hit for hit in hits if hit.entry.value == "optional"), hits[0] if hits else None)


def _timing(ground: Ground, spans: list[Span], value: str) -> Literal["prior", "after", "unspecified"] | None:
    if value != "absent":
        return "prior"
    return "after" if earliest(signals("powers"), "timing", ground, spans) else None


def _decider(leave: Hit) -> Body:
    return "independent" if leave.entry.id == _INDEPENDENT else "court"


def _body(ground: Ground, spans: list[Span]) -> Body | None:
    hit = earliest(signals("powers"), "body", ground, spans)
    return cast(Body, hit.entry.value) if hit else None


def _element(ground: Ground, passage: Passage, name: str, spans: list[Span]) -> Element | None:
    hit = earliest(signals("powers"), name, ground, spans)
    return from_hit(ground, passage.unit, hit) if hit else None
