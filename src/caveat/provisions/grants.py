"""What a paragraph grants: which acts, to whom it may concern, in words of grant or under a heading that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from caveat.kernel.shapes import Unit
from caveat.language.lexicon import Hit
from caveat.provisions.definitions import defines
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading, Role
from caveat.provisions.signals import signals

_GRANTS: Final[frozenset[Role]] = frozenset({"other", "prohibits", "exempts"})
_YIELDS: Final = {
    "production": {
        "subscriber-information", "compelled-assistance", "preservation", "real-time-traffic", "interception",
    },
    "retention": {"real-time-traffic", "interception"},
    "preservation": {"retention"},
    "subscriber-information": {"retention"},
}  # fmt: skip
_WHO: Final = re.compile(r"\bwho\s+\Z")
_THIRD_PERSON: Final = re.compile(r"(?!knows\b|has\b)[a-z]+s\b")
Acts = dict[str, Hit]


class Grant(NamedTuple):
    """One act of a known kind that a passage allows, at its smallest unit."""

    passage: Passage
    unit: Unit
    name: str
    hit: Hit


def grants(ground: Ground, readings: list[Reading], elsewhere: frozenset[str]) -> list[Grant]:
    """Every grant of an instrument; `elsewhere` names the articles that deal with help between States."""
    articles: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.passage.article and _may_grant(ground, reading, elsewhere):
            articles.setdefault(reading.passage.article.eid, []).append(reading)
    return [grant for eid, granting in articles.items() for grant in _in(ground, ground.units[eid], granting)]


def _may_grant(ground: Ground, reading: Reading, elsewhere: frozenset[str]) -> bool:
    """Paragraphs that make crimes grant nothing; of those on help abroad, only what a State may do at home counts."""
    passage = reading.passage
    if reading.role not in _GRANTS or (passage.article and defines(ground, passage.article)):
        return False
    if passage.article and passage.article.eid in elsewhere:
        home = signals("powers").hits("home", ground.view, passage.start, passage.end)
        return {hit.entry.value for hit in home} == {"home"}
    return True


def _in(ground: Ground, article: Unit, readings: list[Reading]) -> Iterator[Grant]:
    found = [(reading.passage, _acts(ground, reading)) for reading in readings]
    heading = ground.heading(article)
    title = signals("powers").top("title", heading, 0, len(heading))
    if title and not any(title.entry.value in acts for _, acts in found):
        found = _with_title(ground, found, title)
    for passage, acts in found:
        for name, hit in acts.items():
            yield Grant(passage, _place(ground, passage, hit), name, hit)


def _place(ground: Ground, passage: Passage, hit: Hit) -> Unit:
    """The item in which an act ends: its verb may stand in the words before the list."""
    return ground.deepest(passage.unit, hit.end - 1)


def _acts(ground: Ground, reading: Reading) -> Acts:
    """The first act of each kind that follows words of grant, unless words before it show that it only serves one."""
    passage = reading.passage
    if reading.role == "exempts":
        return _takedowns(ground, passage)
    grant = signals("powers").first("grant", ground.view, passage.start, passage.end)
    if grant is None:
        return {}
    asides = [(hit.start, _place(ground, passage, hit)) for hit in _asides(ground, passage)]
    found: Acts = {}
    for hit in signals("powers").hits("kind", ground.view, grant.start, passage.end):
        earlier = hit.entry.value not in found or hit.start < found[hit.entry.value].start
        if earlier and _granted(ground, passage, hit) and not _serves(ground, passage, hit, asides):
            found[hit.entry.value] = hit
    return _without_echoes(ground, passage, found)


def _asides(ground: Ground, passage: Passage) -> Iterator[Hit]:
    return signals("powers").hits("aside", ground.view, passage.start, passage.end)


def _serves(ground: Ground, passage: Passage, hit: Hit, asides: list[tuple[int, Unit]]) -> bool:
    """Whether words before an act, in its item or in what the items share, show that it only serves a power."""
    around = {passage.unit.eid, *(unit.eid for unit in _lineage(ground, _place(ground, passage, hit)))}
    return any(start <= hit.start and unit.eid in around for start, unit in asides)


def _lineage(ground: Ground, unit: Unit) -> list[Unit]:
    return [unit, *ground.ancestors(unit.eid)]


def _granted(ground: Ground, passage: Passage, hit: Hit) -> bool:
    """Whether an act is what the words grant, and neither tells who may act nor helps or protects a person."""
    if _WHO.search(ground.view[passage.start : hit.start]) and _THIRD_PERSON.match(ground.view, hit.start):
        return False
    spans = ground.spans(_place(ground, passage, hit), passage)
    spared = (other for span in spans for other in signals("powers").hits("spares", ground.view, *span))
    return not any(_spares(other, hit) for other in spared)


def _spares(other: Hit, hit: Hit) -> bool:
    return other.entry.value == hit.entry.value or (other.entry.value == "any" and other.start < hit.start)


def _takedowns(ground: Ground, passage: Passage) -> Acts:
    """Immunity on condition that the provider removes content works as a power to have it removed."""
    if not signals("powers").any("takedown", ground.view, passage.start, passage.end):
        return {}
    hits = signals("powers").hits("kind", ground.view, passage.start, passage.end)
    first = next((hit for hit in hits if hit.entry.value == "blocking"), None)
    return {"blocking": first} if first else {}


def _with_title(ground: Ground, found: list[tuple[Passage, Acts]], title: Hit) -> list[tuple[Passage, Acts]]:
    """What the heading names, at the first paragraph that empowers someone in words of its own."""
    for at, (passage, acts) in enumerate(found):
        grant = signals("powers").first("grant", ground.view, passage.start, passage.end)
        if grant and not acts and not any(_asides(ground, passage)):
            return [*found[:at], (passage, {title.entry.value: grant}), *found[at + 1 :]]
    return found


def _without_echoes(ground: Ground, passage: Passage, found: Acts) -> Acts:
    """An order for subscriber information is not also a production order; `other` yields to any kind of its item."""
    units = {kind: _place(ground, passage, hit).eid for kind, hit in found.items()}
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
