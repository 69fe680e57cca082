"""Powers that a text builds in steps: an application and its grant, an order and its extension, a standing duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caveat.language.lexicon import Hit
from caveat.provisions.authorisation import authorisation
from caveat.provisions.grants import Grant
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals

_KEPT: Final = frozenset({"preservation", "retention"})
_ORDERED: Final = re.compile(r"\b(?:order|notice|request|warrant|direct|requir|demand|specified|cause)\w*")


def joined(ground: Ground, readings: list[Reading], grants: list[Grant]) -> list[Grant]:
    """The powers of a text, each where it is decided."""
    whole = [_standing(ground, grant) for grant in _decided(ground, readings, grants)]
    return [*whole, *_extended(ground, readings, whole)]


def _decided(ground: Ground, readings: list[Reading], grants: list[Grant]) -> list[Grant]:
    """An application and the court's decision on it are one power, and it stands where the court decides."""
    moved: list[Grant] = []
    sought: set[int] = set()
    places: set[str] = set()
    for passage, hit in _found(ground, readings, "decides"):
        named = {unit.eid for unit in map(ground.article, ground.targets(hit.start, hit.end)) if unit}
        for grant in grants:
            article = grant.passage.article
            if article and article.eid in named and article != passage.article and _applies(ground, grant.passage):
                moved.append(Grant(passage, passage.unit, grant.name, hit, grant.passage))
                sought.add(id(grant))
                places.add(passage.unit.eid)
    return [grant for grant in grants if id(grant) not in sought and grant.unit.eid not in places] + moved


def _applies(ground: Ground, passage: Passage) -> bool:
    return signals("powers").any("applies", ground.view, passage.start, passage.end)


def _extended(ground: Ground, readings: list[Reading], grants: list[Grant]) -> Iterator[Grant]:
    """To keep data longer is a power of its own where a court decides on it that had no say in the first order."""
    by_article: dict[str, list[Grant]] = {}
    for grant in grants:
        if grant.name in _KEPT and grant.passage.article:
            by_article.setdefault(grant.passage.article.eid, []).append(grant)
    for passage, hit in _found(ground, readings, "extends"):
        article = passage.article
        for first in by_article.get(article.eid, [])[:1] if article else []:
            if first.passage != passage and _without_court(ground, first):
                yield Grant(passage, passage.unit, first.name, hit, first.passage)


def _without_court(ground: Ground, grant: Grant) -> bool:
    return authorisation(ground, grant.passage, ground.spans(grant.unit, grant.passage)).value == "absent"


def _found(ground: Ground, readings: list[Reading], name: str) -> Iterator[tuple[Passage, Hit]]:
    for passage in (reading.passage for reading in readings if reading.role in {"other", "elaborates"}):
        if passage.article and (hit := signals("powers").first(name, ground.view, passage.start, passage.end)):
            yield passage, hit


def _standing(ground: Ground, grant: Grant) -> Grant:
    """To keep data that nobody has asked for is no preservation but retention."""
    passage = grant.passage
    if grant.name != "preservation" or _ORDERED.search(ground.view, passage.start, passage.end):
        return grant
    provider = signals("powers").first("grant", ground.view, passage.start, passage.end)
    return grant._replace(name="retention") if provider and provider.entry.id == "grant.provider" else grant
