"""Powers: each act that an authority may do, or order, to people, providers or data, with its conditions."""

from __future__ import annotations

import re
from typing import Final, cast

from caveat.kernel.deeds import Element, Power, PowerName
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Span, Unit
from caveat.provisions.authorisation import authorisation
from caveat.provisions.elements import earliest, from_hit, trim
from caveat.provisions.grants import Grant, grants
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals
from caveat.provisions.steps import joined

_LASTING: Final = {
    "preservation": {"data", "measure"}, "retention": {"data", "measure"}, "real-time-traffic": {"measure"},
    "interception": {"measure"},
}  # fmt: skip
_BACK: Final = re.compile(r"\b(?:sub-?sections?|paragraphs?)\s+\(?\d|\bthe\s+(?:order|warrant|application)\b")


def find(ground: Ground, readings: list[Reading], elsewhere: frozenset[str]) -> list[Power]:
    """Every power of an instrument; `elsewhere` names the articles that deal with help between States."""
    return [_power(ground, grant) for grant in joined(ground, readings, grants(ground, readings, elsewhere))]


def _power(ground: Ground, grant: Grant) -> Power:
    passage, unit = grant.passage, grant.unit
    spans = ground.spans(unit, passage)
    start, end = trim(ground.text, *ground.extent(unit, passage))
    data = earliest(signals("powers"), "data", ground, [(grant.hit.start, grant.hit.end), *spans])
    return Power(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), name=cast(PowerName, grant.name),
        data=squeeze(ground.text[data.start : data.end]) if data else None,
        holder=_element(ground, passage, "holder", spans), addressee=_element(ground, passage, "addressee", spans),
        judicial_authorisation=authorisation(ground, passage, spans),
        threshold=_grounds(ground, passage, "threshold", spans),
        specific_investigation=_grounds(ground, passage, "investigation", spans),
        duration=_duration(ground, grant, spans),
        secrecy=_around(ground, passage, "secrecy", spans), notice=_around(ground, passage, "notice", spans),
    )  # fmt: skip


def _element(ground: Ground, passage: Passage, name: str, spans: list[Span]) -> Element | None:
    hit = earliest(signals("powers"), name, ground, spans)
    return from_hit(ground, passage.unit, hit) if hit else None


def _duration(ground: Ground, grant: Grant, spans: list[Span]) -> Element | None:
    """How long a measure lasts: in its own words, else in a sibling paragraph, else where the data come from."""
    passage = grant.passage
    own = _element(ground, passage, "duration", spans)
    if own or grant.name not in _LASTING or passage.article is None:
        return own
    named = (ground.article(eid) for eid in ground.targets(passage.start, passage.end))
    for article in dict.fromkeys([passage.article, *(unit for unit in named if unit)]):
        if found := _term(ground, article, _LASTING[grant.name]):
            return found
    return None


def _term(ground: Ground, article: Unit, kinds: set[str]) -> Element | None:
    """The period of the measures of an article, not the time within which somebody must report or appeal."""
    for place in ground.by_article.get(article.eid, []):
        for lasting in signals("powers").hits("lasts", ground.view, place.start, place.end):
            hit = signals("powers").top("duration", ground.view, lasting.start, lasting.end)
            if hit and lasting.entry.value in kinds:
                return from_hit(ground, place.unit, hit, via="reference")
    return None


def _around(ground: Ground, passage: Passage, name: str, spans: list[Span]) -> Element | None:
    """A condition in the power itself, else in another paragraph of its article."""
    if own := _element(ground, passage, name, spans):
        return own
    if passage.article is None:
        return None
    hit = signals("powers").first(name, ground.view, passage.article.head_end, passage.article.end)
    return from_hit(ground, passage.article, hit, via="reference") if hit else None


def _grounds(ground: Ground, passage: Passage, name: str, spans: list[Span]) -> Element | None:
    """Grounds in the power itself, else in another paragraph of the article that it refers back to."""
    back = _BACK.search(ground.view, passage.start, passage.end)
    return _around(ground, passage, name, spans) if back else _element(ground, passage, name, spans)
