"""Powers: each act that an authority may do, or order, to people, providers or data, with its conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from caveat.kernel.deeds import Element, Power, PowerName
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.authorisation import authorisation
from caveat.provisions.definitions import defines
from caveat.provisions.elements import earliest, from_hit, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading, Role
from caveat.provisions.signals import signals

_GRANTS: Final[frozenset[Role]] = frozenset({"other", "prohibits", "exempts"})
_EMPOWERS: Final = frozenset({"grant.enable", "grant.ensure"})
_YIELDS: Final = {
    "production": {
        "subscriber-information", "compelled-assistance", "preservation", "real-time-traffic", "interception",
    },
    "retention": {"real-time-traffic", "interception"},
    "preservation": {"retention"},
    "subscriber-information": {"retention"},
}  # fmt: skip


def find(ground: Ground, readings: list[Reading], elsewhere: frozenset[str]) -> list[Power]:
    """Every power of an instrument; `elsewhere` names the articles that deal with help between States."""
    return [
        power
        for reading in readings
        if reading.passage.article and _may_grant(ground, reading, elsewhere)
        for power in _in(ground, reading)
    ]


def _may_grant(ground: Ground, reading: Reading, elsewhere: frozenset[str]) -> bool:
    """Paragraphs that make crimes grant no powers; of those on help abroad, only what a State may do at home counts."""
    passage = reading.passage
    if reading.role not in _GRANTS or (passage.article and defines(ground, passage.article)):
        return False
    if passage.article and passage.article.eid in elsewhere:
        home = signals("powers").hits("home", ground.view, passage.start, passage.end)
        return {hit.entry.value for hit in home} == {"home"}
    return True


def _in(ground: Ground, reading: Reading) -> Iterator[Power]:
    passage = reading.passage
    acts = _takedowns(ground, passage) if reading.role == "exempts" else _acts(ground, passage)
    for name, hit in acts.items():
        yield _power(ground, passage, ground.deepest(passage.unit, hit.end - 1), name, hit)


def _takedowns(ground: Ground, passage: Passage) -> dict[str, Hit]:
    """Immunity on condition that the provider removes content works as a power to have it removed."""
    hits = signals("powers").hits("kind", ground.view, passage.start, passage.end)
    first = next((hit for hit in hits if hit.entry.value == "blocking"), None)
    return {"blocking": first} if first else {}


def _acts(ground: Ground, passage: Passage) -> dict[str, Hit]:
    """The first act of each kind that follows words of grant, unless words before it show that it only serves one."""
    grant = signals("powers").first("grant", ground.view, passage.start, passage.end)
    if grant is None:
        return {}
    aside = signals("powers").first("aside", ground.view, passage.start, passage.end)
    end = aside.start if aside else passage.end
    found: dict[str, Hit] = {}
    for hit in signals("powers").hits("kind", ground.view, grant.start, passage.end):
        if hit.start < end and (hit.entry.value not in found or hit.start < found[hit.entry.value].start):
            found[hit.entry.value] = hit
    return _without_echoes(ground, passage, found) or _titled(ground, passage, grant, aside)


def _titled(ground: Ground, passage: Passage, grant: Hit, aside: Hit | None) -> dict[str, Hit]:
    """What the heading names, where a paragraph empowers an authority in words of its own."""
    heading = ground.heading(passage.article)
    title = signals("powers").top("title", heading, 0, len(heading))
    if title is None or aside or grant.entry.id not in _EMPOWERS:
        return {}
    return {title.entry.value: grant}


def _without_echoes(ground: Ground, passage: Passage, found: dict[str, Hit]) -> dict[str, Hit]:
    """An order for subscriber information is not also a production order; `other` yields to any kind of its item."""
    units = {kind: ground.deepest(passage.unit, hit.end - 1).eid for kind, hit in found.items()}
    return {
        kind: hit
        for kind, hit in found.items()
        if not any(units[name] == units[kind] and _echoes(hit, other) for name, other in found.items() if name != kind)
    }


def _echoes(hit: Hit, other: Hit) -> bool:
    if hit.entry.value == "other":
        return True
    overlap = hit.start < other.end and other.start < hit.end
    return overlap and other.entry.value in _YIELDS.get(hit.entry.value, ())


def _power(ground: Ground, passage: Passage, unit: Unit, name: str, hit: Hit) -> Power:
    spans = ground.spans(unit, passage)
    start, end = trim(ground.text, *ground.extent(unit, passage))
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
