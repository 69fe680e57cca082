"""Powers: each act that an authority may do, or order, to people, providers or data, with its conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from caveat.kernel.deeds import Element, Power, PowerName
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.authorisation import authorisation
from caveat.provisions.elements import earliest, from_hit, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading, Role
from caveat.provisions.signals import signals

_GRANTS: Final[frozenset[Role]] = frozenset({"other", "prohibits"})


def find(ground: Ground, readings: list[Reading], elsewhere: frozenset[str]) -> list[Power]:
    """Every power of an instrument; `elsewhere` names the articles that deal with another State instead."""
    passages = [reading.passage for reading in readings if reading.role in _GRANTS]
    return [
        power
        for passage in passages
        if passage.article and passage.article.eid not in elsewhere and _granted(ground, passage)
        for power in _in(ground, passage)
    ]


def _granted(ground: Ground, passage: Passage) -> bool:
    return signals("powers").any("grant", ground.view, passage.start, passage.end)


def _in(ground: Ground, passage: Passage) -> Iterator[Power]:
    for name, hit in _acts(ground, passage).items():
        unit = ground.deepest(passage.unit, hit.start)
        yield _power(ground, passage, unit, name, hit)


def _acts(ground: Ground, passage: Passage) -> dict[str, Hit]:
    """The first place of each kind of act; `other` only where the text has no act of a known kind."""
    found: dict[str, Hit] = {}
    for hit in signals("powers").hits("kind", ground.view, passage.start, passage.end):
        kind = hit.entry.value
        if kind not in found or hit.start < found[kind].start:
            found[kind] = hit
    if len(found) > 1:
        found.pop("other", None)
    return _without_echo(found)


def _without_echo(found: dict[str, Hit]) -> dict[str, Hit]:
    """An order to submit subscriber information is that, and not also a production order."""
    subscriber, production = found.get("subscriber-information"), found.get("production")
    if subscriber and production and production.start <= subscriber.start < production.end:
        return {kind: hit for kind, hit in found.items() if kind != "production"}
    return found


def _power(ground: Ground, passage: Passage, unit: Unit, name: str, hit: Hit) -> Power:
    spans = ground.spans(unit, passage)
    whole = (passage.start, passage.end) if unit.eid == passage.unit.eid else (unit.head_end, unit.end)
    start, end = trim(ground.text, *whole)
    data = earliest(signals("powers"), "data", ground, [(hit.start, hit.end), *spans])
    return Power(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), name=cast(PowerName, name),
        data=squeeze(ground.text[data.start : data.end]) if data else None,
        holder=_element(ground, passage, "holder", spans), addressee=_element(ground, passage, "addressee", spans),
        judicial_authorisation=authorisation(ground, passage, spans),
        threshold=_near(ground, passage, "threshold", spans),
        specific_investigation=_near(ground, passage, "investigation", spans),
        duration=_element(ground, passage, "duration", spans),
        secrecy=_near(ground, passage, "secrecy", spans), notice=_near(ground, passage, "notice", spans),
    )  # fmt: skip


def _element(ground: Ground, passage: Passage, name: str, spans: list[Span]) -> Element | None:
    hit = earliest(signals("powers"), name, ground, spans)
    return from_hit(ground, passage.unit, hit) if hit else None


def _near(ground: Ground, passage: Passage, name: str, spans: list[Span]) -> Element | None:
    """A condition in the power itself, else one that another paragraph of its article sets for the whole."""
    if own := _element(ground, passage, name, spans):
        return own
    if passage.article is None:
        return None
    hit = signals("powers").first(name, ground.view, passage.article.head_end, passage.article.end)
    return from_hit(ground, passage.article, hit, via="reference") if hit else None
