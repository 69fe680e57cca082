"""What a paragraph grants: which acts, to whom it may concern, in words of grant or under a heading that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from caveat.kernel.shapes import Unit
from caveat.language.lexicon import Hit
from caveat.provisions.definitions import defines
from caveat.provisions.denial import refused
from caveat.provisions.granting import Granting, facet, name, place
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading, Role
from caveat.provisions.signals import signals

_GRANTS: Final[frozenset[Role]] = frozenset({"other", "prohibits", "exempts", "elaborates"})
_ITSELF: Final = frozenset(
    {"custody", "summons", "covert", "delivery", "observation", "investigation", "handover", "rogatory", "provisional"}
)
"""What a State that helps another does with its own hands, to people on its own ground."""
_YIELDS: Final = {
    "production": {
        "subscriber-information", "compelled-assistance", "preservation", "real-time-traffic", "interception",
    },
    "retention": {"real-time-traffic", "interception"},
    "preservation": {"retention"},
    "subscriber-information": {"retention"},
}  # fmt: skip
_ALONE: Final = frozenset({"delivery", "covert", "observation", "hacking", "custody", "supervision", "closure"})
"""Other acts that are never part of a search or an order: they stand beside what else an item grants."""
_OF_PROVIDERS: Final = frozenset({"grant.provider", "grant.duty", "grant.regulations"})
_DUTY: Final = re.compile(r".*\b(?:shall|must)", re.DOTALL)
_PARTS: Final = {"search-seizure": {"inspection"}, "compelled-assistance": {"search-seizure"}}
"""Acts that are the means of another: who searches inspects, and who helps may look through the data."""
Acts = dict[str, Hit]


class Grant(NamedTuple):
    """One act of a known kind that a passage allows, at its smallest unit; `origin` is where leave for it is sought."""

    passage: Passage
    unit: Unit
    name: str
    hit: Hit
    origin: Passage | None = None


def grants(ground: Ground, readings: list[Reading], elsewhere: frozenset[str]) -> list[Grant]:
    """Every grant of an instrument; `elsewhere` names the articles that deal with help between States."""
    articles: dict[str, list[Reading]] = {}
    for reading in readings:
        article = reading.passage.article
        if article and _may_grant(ground, reading) and not defines(ground, article):
            articles.setdefault(article.eid, []).append(reading)
    return [
        grant
        for eid, granting in articles.items()
        for grant in _in(ground, ground.units[eid], granting, abroad=eid in elsewhere)
    ]


def _may_grant(ground: Ground, reading: Reading) -> bool:
    """Paragraphs that make crimes grant nothing; in a statute, where no State reserves, "the State may" does."""
    treaty = ground.outline.instrument.kind == "treaty"
    return reading.role in _GRANTS or (reading.role == "reserves" and not treaty)


def _in(ground: Ground, article: Unit, readings: list[Reading], *, abroad: bool) -> Iterator[Grant]:
    found = [(reading.passage, _acts(ground, reading, abroad=abroad)) for reading in readings]
    heading = ground.heading(article)
    title = signals("powers").top("title", heading, 0, len(heading))
    if title and not abroad and not any(title.entry.value in acts for _, acts in found):
        found = _with_title(ground, found, title)
    for passage, acts in found:
        for value, hit in acts.items():
            yield Grant(passage, place(ground, passage, hit), name(value), hit)


def _acts(ground: Ground, reading: Reading, *, abroad: bool) -> Acts:
    """The first act of each kind that words of grant cover, unless words before it show that it only serves one.

    In articles on help abroad only that counts which a State may do at home, or does with its own hands.
    """
    passage = reading.passage
    if reading.role == "exempts":
        return {} if abroad else _takedowns(ground, passage)
    granting = Granting(ground, reading)
    found: Acts = {}
    for hit in granting.acts():
        if hit.entry.value not in found or hit.start < found[hit.entry.value].start:
            found[hit.entry.value] = hit
    if abroad and not _at_home(ground, passage):
        found = {value: hit for value, hit in found.items() if facet(value) in _ITSELF}
    return _without_echoes(ground, passage, found)


def _at_home(ground: Ground, passage: Passage) -> bool:
    """Whether a paragraph among those on help abroad speaks of what a State does at home."""
    home = {hit.entry.value for hit in signals("powers").hits("home", ground.view, passage.start, passage.end)}
    heading = ground.heading(passage.article)
    on_help = signals("cooperation").any("place", heading, 0, len(heading))
    return home == {"home"} or (not home and bool(heading) and not on_help)


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
        grant = None if acts else _hint(ground, passage, title)
        if grant:
            return [*found[:at], (passage, {title.entry.value: grant}), *found[at + 1 :]]
    return found


def _hint(ground: Ground, passage: Passage, title: Hit) -> Hit | None:
    """The words of grant of a paragraph that may mean what the heading names: not a duty of a provider or a judge."""
    grant = signals("powers").first("grant", ground.view, passage.start, passage.end)
    if grant is None or grant.entry.id in _OF_PROVIDERS or _is_duty(ground, grant) or _refuses(ground, passage, grant):
        return None
    spared = signals("powers").hits("spares", ground.view, passage.start, passage.end)
    serves = signals("powers").any("aside", ground.view, passage.start, passage.end)
    return None if serves or any(hit.entry.value in {"any", title.entry.value} for hit in spared) else grant


def _refuses(ground: Ground, passage: Passage, grant: Hit) -> bool:
    """Whether the sentence denies what its words of grant speak of: "may not, by written notice, require"."""
    start, end = grant.start - passage.start, grant.end - passage.start
    return refused(ground.slice((passage.start, passage.end)), (start, end))


def _is_duty(ground: Ground, grant: Hit) -> bool:
    """Whether words only oblige an authority; a State that "shall" gives a power."""
    return grant.entry.id != "grant.state" and bool(_DUTY.fullmatch(ground.view, grant.start, grant.end))


def _without_echoes(ground: Ground, passage: Passage, found: Acts) -> Acts:
    """An order for subscriber information is not also a production order; a search covers the looking round in it."""
    lineage = {value: _lineage(ground, place(ground, passage, hit)) for value, hit in found.items()}
    return {
        value: hit
        for value, hit in found.items()
        if not any(
            _echoes(hit, other) if lineage[of][0] == lineage[value][0] else _covers(of, value, lineage)
            for of, other in found.items()
            if of != value
        )
    }


def _lineage(ground: Ground, unit: Unit) -> list[str]:
    return [unit.eid, *(above.eid for above in ground.ancestors(unit.eid))]


def _echoes(hit: Hit, other: Hit) -> bool:
    """Whether an act says no more than another in the same item."""
    mine, theirs = hit.entry.value, other.entry.value
    if name(mine) == name(theirs):
        return (other.start, other.entry.id) < (hit.start, hit.entry.id)
    if name(mine) == "other":
        return facet(mine) not in _ALONE
    overlap = hit.start < other.end and other.start < hit.end
    return overlap and name(theirs) in _YIELDS.get(name(mine), ())


def _covers(of: str, value: str, lineage: dict[str, list[str]]) -> bool:
    """Whether what the items share makes an act in one of them a mere part of it: who searches inspects."""
    part = facet(value) or name(value)
    return part in _PARTS.get(of, ()) and lineage[of][0] in lineage[value]
