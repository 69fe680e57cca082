"""Cooperation: each duty, effort or option to help another State, for which offences, and when it may be refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, cast

from caveat.kernel.deeds import Cooperation, CooperationKind, Element, Refusal, Scope
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.elements import from_hit, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading, Role
from caveat.provisions.signals import signals

Dual = Literal["required", "may-refuse", "requested-law", "excluded", "none"]
_SPEAKS: Final[frozenset[Role]] = frozenset({"other", "prohibits", "reserves", "elaborates", "exempts"})
_ASSISTANCE: Final = frozenset({"mutual-assistance", "disclosure", "real-time", "interception", "emergency", "preservation"})


def articles(ground: Ground) -> frozenset[str]:
    """The eids of the basic units that deal with help between States."""
    found = set()
    for eid in ground.by_article:
        places = [ground.units[eid], *ground.containers(eid)]
        if any(_headed(ground.heading(place)) for place in places):
            found.add(eid)
    return frozenset(found)


def _headed(heading: str) -> bool:
    return signals("cooperation").any("place", heading, 0, len(heading))
