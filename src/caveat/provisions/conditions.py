"""Under which conditions a power may be used: read in its own words, then where these words point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from caveat.kernel.deeds import Authorisation, Element, Via
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.elements import earliest, from_hit
from caveat.provisions.granting import facet
from caveat.provisions.grants import Grant
from caveat.provisions.ground import CONTAINERS, Ground, Passage
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals

_LASTING: Final = {
    "preservation": {"data", "measure"}, "retention": {"data", "measure"}, "real-time-traffic": {"measure"},
    "interception": {"measure"}, "custody": {"custody"},
}  # fmt: skip
_BACK: Final = re.compile(
    r"\bthe\s+(?:order|warrant|application)\b|\b(?:issue|make|grant)\s+(?:an?|the)\s+(?:order|warrant)\b"
)
_ORDER: Final = "order"
_HELP: Final = "compelled-assistance"


class Conditions:
    """What the text of one power, and what that text points to, says of how it may be used."""

    def __init__(self, ground: Ground, grant: Grant, spans: list[Span], hearings: Hearings) -> None:
        self._ground = ground
        self._grant = grant
        self._spans = spans
        self._hearings = hearings
        self._passage = grant.passage
        self._named = {unit.eid for unit in self._targets() if unit.kind != "article"}

    def own(self, name: str) -> Element | None:
        """An element in the words of the power itself."""
        hit = earliest(signals("powers"), name, self._ground, self._spans)
        return from_hit(self._ground, self._passage.unit, hit) if hit else None

    def threshold(self) -> Element | None:
        """The suspicion or other grounds without which the power may not be used, else a condition in its own words."""
        return self.own("threshold") or self.own("condition") or self.grounds("threshold")

    def grounds(self, name: str) -> Element | None:
        """Grounds in the power, else in what it refers back to.

        Of several paragraphs of its article that a power names, each must ask for grounds: the first that does not
        leaves the power without. An extension has the grounds that it names itself.
        """
        if own := self.own(name):
            return own
        if origin := self._grant.origin:
            sibling = origin.article == self._passage.article
            return None if sibling or origin.article is None else self._first(name, [_body(origin.article)])
        if named := [place for place in self._siblings() if self._names(place)]:
            found = [self._first(name, [(place.start, place.end)]) for place in named]
            return found[0] if all(found) else None
        back = _BACK.search(self._ground.view, self._passage.start, self._passage.end)
        before = [(place.start, place.end) for place in self._siblings() if place.start < self._passage.start]
        return self._first(name, before) if back else None

    def duration(self) -> Element | None:
        """How long a measure or the order for it lasts: in its own words, else in a paragraph about such orders."""
        if own := self.own("duration"):
            return own
        if self._grant.name == _HELP:
            kinds, places = {"measure"}, [place for place in self._siblings() if self._linked(place)]
        else:
            kinds = _LASTING.get(facet(self._grant.hit.entry.value) or self._grant.name, set()) | {_ORDER}
            places = [self._passage, *self._siblings(), *self._elsewhere()]
        return next((term for place in places if (term := self._term(place, kinds))), None)

    def secrecy(self, leave: Authorisation) -> Element | None:
        """A duty to keep the power secret, or a hearing behind closed doors of whoever asks for leave to use it."""
        if own := self.own("secrecy") or self.own("hearing"):
            return own
        siblings = self._siblings()
        if told := self._first("secrecy", [(place.start, place.end) for place in siblings]):
            return told
        linked = [place for place in [*siblings, *self._origin()] if self._linked(place)]
        if heard := self._first("hearing", [(place.start, place.end) for place in linked]):
            return heard
        if told := self._first("secrecy", map(_body, self._sources())):
            return told
        return self._hearings.over(self._passage) if leave.value == "mandatory" else None

    def notice(self) -> Element | None:
        """That somebody is told, in the power itself or anywhere in its article."""
        article = self._passage.article
        return self.own("notice") or (self._first("notice", [_body(article)]) if article else None)

    def _siblings(self) -> list[Passage]:
        article = self._passage.article
        places = self._ground.by_article.get(article.eid, []) if article else []
        return [place for place in places if place != self._passage]

    def _origin(self) -> list[Passage]:
        origin = self._grant.origin
        return self._ground.by_article.get(origin.article.eid, []) if origin and origin.article else []

    def _elsewhere(self) -> Iterator[Passage]:
        """Paragraphs of other articles that name the article of this power: "an order under section 12 is valid"."""
        article = self._passage.article
        for place in self._ground.about.get(article.eid, []) if article else []:
            if place.article != article:
                yield place

    def _names(self, place: Passage) -> bool:
        return place.unit.eid in self._named

    def _linked(self, place: Passage) -> bool:
        """Whether a paragraph and the power name each other, or the power was sought in that place."""
        origin = self._grant.origin
        if self._names(place) or (origin and place.article == origin.article != self._passage.article):
            return True
        return self._passage.unit.eid in self._ground.targets(place.start, place.end)

    def _targets(self) -> list[Unit]:
        named = self._ground.targets(self._passage.start, self._passage.end)
        lineage = (unit for eid in named for unit in (self._ground.units[eid], *self._ground.ancestors(eid)))
        return [unit for unit in lineage if unit.kind not in CONTAINERS]

    def _sources(self) -> list[Unit]:
        """Other articles under which the data of a lasting measure came to be held."""
        if self._grant.name not in _LASTING:
            return []
        units = (self._ground.article(unit.eid) for unit in self._targets())
        return list({unit.eid: unit for unit in units if unit and unit != self._passage.article}.values())

    def _first(self, name: str, spans: Iterable[Span], via: Via = "reference") -> Element | None:
        hit = earliest(signals("powers"), name, self._ground, spans)
        return from_hit(self._ground, self._ground.at(hit.start), hit, via=via) if hit else None

    def _term(self, place: Passage, kinds: set[str]) -> Element | None:
        """The period of a measure, not the time within which somebody must report or appeal."""
        for lasting in signals("powers").hits("lasts", self._ground.view, place.start, place.end):
            hit = self._period(lasting) if lasting.entry.value in kinds else None
            if hit:
                return from_hit(self._ground, place.unit, hit, via="reference")
        return None

    def _period(self, lasting: Hit) -> Hit | None:
        return signals("powers").top("duration", self._ground.view, lasting.start, lasting.end)


class Hearings:
    """Rules that close the doors on every hearing of a chapter, or of the whole."""

    def __init__(self, ground: Ground, readings: list[Reading]) -> None:
        self._rules: list[tuple[Unit | None, Element]] = []
        for passage in (reading.passage for reading in readings):
            if hit := signals("powers").first("hearings", ground.view, passage.start, passage.end):
                domain = ground.domain(passage.unit.eid, passage.start, passage.end)
                self._rules.append((domain, from_hit(ground, passage.unit, hit, via="chapter")))

    def over(self, passage: Passage) -> Element | None:
        """The rule that reaches a paragraph."""
        reached = (rule for domain, rule in self._rules if domain is None or _inside(passage, domain))
        return next(reached, None)


def _inside(passage: Passage, domain: Unit) -> bool:
    return domain.start <= passage.start < domain.end


def _body(article: Unit) -> Span:
    return article.head_end, article.end
