"""Reach: the one table that says which safeguard reaches which provision, by which way, and how firmly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import structs

from caveat.kernel.deeds import Cooperation, Edge, Offence, Power, Safeguard
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import Unit
from caveat.provisions.ground import Ground
from caveat.provisions.signals import signals

Target = Offence | Power | Cooperation
Way = Literal["own", "reference", "chapter", "whole"]

_RIGHTS: Final = frozenset({"human-rights-clause", "non-discrimination", "at-risk-groups", "children"})
_FOR_POWERS: Final = _RIGHTS | {
    "judicial-authorisation", "necessity-proportionality", "reasonable-suspicion", "remedy-oversight",
    "secrecy-notification", "real-time-interception", "compelled-assistance", "data-retention", "blocking-takedown",
    "data-protection", "procedural-scope", "domestic-law-deference", "intermediary-liability",
}  # fmt: skip
_FOR_OFFENCES: Final = _RIGHTS | {
    "mental-element", "harm-threshold", "authorisation-element", "public-interest-exemption", "content-offence",
    "criminalisation-scope", "penalty", "intermediary-liability",
}  # fmt: skip
_FOR_COOPERATION: Final = _RIGHTS | {
    "refusal-grounds", "requester-accountability", "dual-criminality", "unsolicited-sharing", "data-protection",
    "cooperation-scope", "jurisdiction", "domestic-law-deference", "judicial-authorisation",
    "necessity-proportionality", "remedy-oversight", "real-time-interception", "secrecy-notification",
}  # fmt: skip
_WIDE: Final = 150
"""How many safeguards of one kind that are for a whole chapter, or the whole text, are told of each provision there."""
_EXCEPT: Final = re.compile(r"\b(?:except|unless|save (?:as|where|that)|other than where)\b[^.;]{3,160}")


def edges(ground: Ground, safeguards: list[Safeguard], targets: list[Target]) -> list[Edge]:
    """Every pair of a safeguard and a provision that it reaches, by the nearest way."""
    table = _Table(ground, safeguards, targets)
    return [edge for target in targets for edge in table.edges(target)]


class _Table:
    """The safeguards of an instrument with the places they govern."""

    def __init__(self, ground: Ground, safeguards: list[Safeguard], targets: list[Target]) -> None:
        self.ground = ground
        self.safeguards = safeguards
        self.home = {safeguard.id: ground.article(safeguard.eid) for safeguard in safeguards}
        self.domain = {s.id: _domain(ground, s) for s in safeguards if s.reach == "chapter"}
        self.exception = {safeguard.id: _exception(safeguard) for safeguard in safeguards}
        self.criminal = {self._paragraph(target.eid).eid for target in targets if isinstance(target, Offence)}
        self.referred: dict[str, frozenset[str]] = {}
        self.at_home: dict[str, list[int]] = {}
        self.over: dict[str | None, list[int]] = {}
        self._place()

    def _place(self) -> None:
        """Note which safeguards stand in each basic unit, and which are over each container or over all (None)."""
        count = Counter[tuple[str | None, str]]()
        for place, safeguard in enumerate(self.safeguards):
            if home := self.home[safeguard.id]:
                self.at_home.setdefault(home.eid, []).append(place)
            over = self.domain.get(safeguard.id)
            count[over, safeguard.kind] += 1
            if count[over, safeguard.kind] <= _WIDE and (over or safeguard.reach == "instrument"):
                self.over.setdefault(over, []).append(place)

    def edges(self, target: Target) -> Iterator[Edge]:
        """The edges that end at one provision."""
        kinds = _kinds(target)
        article = self.ground.article(target.eid)
        above = {unit.eid for unit in self.ground.containers(target.eid)}
        for safeguard in self._near(article, above):
            via = self._way(safeguard, article, above) if safeguard.kind in kinds else None
            if via is None or (via == "own" and isinstance(target, Offence) and not self._means(safeguard, target)):
                continue
            yield Edge(
                safeguard=safeguard.id, target=target.id, via=via, deference=safeguard.deference,
                force="mandatory" if safeguard.mandatory else "optional", except_=self.exception[safeguard.id],
            )  # fmt: skip

    def _near(self, article: Unit | None, above: set[str]) -> Iterator[Safeguard]:
        """The safeguards that may reach a provision of a basic unit, in document order."""
        homes = {article.eid, *self._referred_from(article)} if article else set[str]()
        places = {place for home in homes for place in self.at_home.get(home, ())}
        places.update(place for over in (None, *above) for place in self.over.get(over, ()))
        return (self.safeguards[place] for place in sorted(places))

    def _means(self, safeguard: Safeguard, offence: Offence) -> bool:
        """Whether a safeguard of the same article means an offence: those it names, or that of its own paragraph."""
        article = self.home[safeguard.id]
        if article is None or article != self.ground.article(offence.eid):
            return True
        places = {offence.eid, *(unit.eid for unit in self.ground.ancestors(offence.eid))} - {article.eid}
        own = self._paragraph(safeguard.eid)
        inside = {eid for eid in self.ground.targets(own.start, own.end) if self.ground.article(eid) == article}
        if named := inside - {article.eid, own.eid}:
            return bool(named & places) or any(offence.eid in self._lineage(eid) for eid in named)
        return own.eid not in self.criminal or own.eid in places or own.eid == article.eid

    def _paragraph(self, eid: str) -> Unit:
        """The paragraph that holds a unit, or the article itself."""
        above = [self.ground.units[eid], *self.ground.ancestors(eid)]
        return next((unit for unit in above if unit.kind in {"paragraph", "article"}), above[0])

    def _lineage(self, eid: str) -> set[str]:
        return {eid, *(unit.eid for unit in self.ground.ancestors(eid) if unit.kind != "article")}

    def _way(self, safeguard: Safeguard, article: Unit | None, above: set[str]) -> Way | None:
        home = self.home[safeguard.id]
        if home and article and home.eid == article.eid:
            return "own"
        if home and article and home.eid in self._referred_from(article):
            return "reference"
        if safeguard.reach == "chapter" and self.domain[safeguard.id] in above:
            return "chapter"
        return "whole" if safeguard.reach == "instrument" else None

    def _referred_from(self, article: Unit) -> frozenset[str]:
        """The basic units to which an article submits itself: "shall be subject to articles 4 and 5"."""
        if article.eid not in self.referred:
            spans = signals("safeguards").hits("subjection", self.ground.view, article.head_end, article.end)
            named = [eid for hit in spans for eid in self.ground.targets(hit.start, hit.end)]
            units = (self.ground.article(eid) for eid in named)
            self.referred[article.eid] = frozenset(unit.eid for unit in units if unit)
        return self.referred[article.eid]


def authorised(powers: list[Power], safeguards: list[Safeguard], reach: list[Edge]) -> list[Power]:
    """The powers, with the leave of a court that reaches them from elsewhere where they have none of their own."""
    judicial = {safeguard.id: safeguard for safeguard in safeguards if safeguard.kind == "judicial-authorisation"}
    leave: dict[str, list[Edge]] = {}
    for edge in reach:
        if edge.safeguard in judicial:
            leave.setdefault(edge.target, []).append(edge)
    return [_authorised(power, leave.get(power.id, ()), judicial) for power in powers]


def _authorised(power: Power, leave: Iterable[Edge], judicial: dict[str, Safeguard]) -> Power:
    own = power.judicial_authorisation
    binding = [edge for edge in leave if edge.via != "own" or _says("article_wide", judicial[edge.safeguard])]
    if own.value != "absent" or not binding:
        return power
    firm = any(edge.force == "mandatory" and not edge.deference for edge in binding)
    court = any(_says("court", judicial[edge.safeguard]) for edge in binding)
    value: Literal["mandatory", "optional"] = "mandatory" if firm else "optional"
    body: Literal["court", "other"] = "court" if court else "other"
    reached = structs.replace(own, value=value, timing=own.timing or "unspecified", body=body)
    return structs.replace(power, judicial_authorisation=reached)


def _says(element: str, safeguard: Safeguard) -> bool:
    words = fold(safeguard.quote)
    return signals("safeguards").any(element, words, 0, len(words))


def _kinds(target: Target) -> frozenset[str]:
    if isinstance(target, Offence):
        return _FOR_OFFENCES
    return _FOR_POWERS if isinstance(target, Power) else _FOR_COOPERATION


def _domain(ground: Ground, safeguard: Safeguard) -> str | None:
    """The container that the words of a safeguard or of its article name, else the nearest around it."""
    article = ground.article(safeguard.eid) or ground.units[safeguard.eid]
    spans = ((safeguard.start, safeguard.end), (article.head_end, article.end))
    named = (ground.domain(safeguard.eid, *span) for span in spans)
    around = ground.containers(safeguard.eid)
    return next((unit.eid for unit in named if unit), around[0].eid if around else None)


def _exception(safeguard: Safeguard) -> str | None:
    match = _EXCEPT.search(fold(safeguard.quote))
    return squeeze(safeguard.quote[match.start() : match.end()]) if match else None
