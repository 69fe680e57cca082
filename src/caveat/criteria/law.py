"""A text together with what it does, indexed for the questions that criteria ask."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Set
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple, TypeVar

from msgspec import structs

from caveat.criteria.fields import Leaf, leaves
from caveat.criteria.vocabulary import lexicons
from caveat.kernel.deeds import Definition, Edge, Element, Provision, Provisions, Refusal, Safeguard
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import Outline, Span, Unit
from caveat.provisions.signals import Spoken, signals

T = TypeVar("T")
_ACT: Final = re.compile(
    r"(?:\s+(?:[A-Z(][\w)'-]*,?|of|and|or|the|in|on|for|to|against|etc\.?)){0,12}?\s+(?:Act|Code|Law|Convention)\b"
)

_ENDING: Final = 2
"""How much longer the plural of a term may be."""


class Words(NamedTuple):
    """Words of the text, and the role they play for a question."""

    role: str
    start: int
    end: int


class _Passage(NamedTuple):
    """Where words are looked for: the elements that may occur there at all, and where those that were asked for do."""

    spans: list[Span]
    spoken: Set[str]
    used: dict[str, tuple[Words, ...]]


class Law:
    """One text as criteria see it. Immutable once built; what is asked twice is worked out once."""

    def __init__(self, outline: Outline, provisions: Provisions) -> None:
        self.outline, self.provisions = outline, provisions
        self.text = outline.text
        self.view = fold(outline.text)
        self.units: dict[str, Unit] = {unit.eid: unit for unit in outline.units}
        self._mentions: dict[tuple[str, int, int], list[Words]] = {}
        self._passages: dict[tuple[str, str], _Passage] = {}
        self._spoken_at: dict[Span, Set[str]] = {}
        self._leaves: dict[tuple[str, str], list[Leaf]] = {}
        self._worked_out: dict[Hashable, Any] = {}

    @cached_property
    def safeguards(self) -> dict[str, Safeguard]:
        """Every safeguard by its id."""
        return {safeguard.id: safeguard for safeguard in self.provisions.safeguards}

    @cached_property
    def _edges(self) -> dict[str, list[Edge]]:
        edges: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.provisions.reach:
            edges[edge.target].append(edge)
        return edges

    @cached_property
    def _propositions(self) -> dict[str, list[Span]]:
        return {proposition.id: proposition.spans for proposition in self.outline.propositions}

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.start for unit in self.outline.units]

    @cached_property
    def _terms(self) -> list[tuple[str, Definition]]:
        return [(squeeze(fold(found.term)), found) for found in self.provisions.definitions]

    def reaching(self, target: Provision | None) -> list[tuple[Edge, Safeguard]]:
        """The safeguards that reach a provision; for the instrument (None) all there are, by how much they reach."""
        if target is None:
            return [(_to_instrument(one), one) for one in self.provisions.safeguards]
        if type(target) is Provision:
            return [(_to_instrument(one), one) for one in self.provisions.safeguards if _covers(one, target)]
        edges = self._edges.get(target.id, [])
        return [(edge, self.safeguards[edge.safeguard]) for edge in edges if edge.safeguard in self.safeguards]

    @cached_property
    def articles(self) -> list[Provision]:
        """Every article or section as a provision of no kind, for questions about its words alone."""
        return [_as_provision(unit, self.text) for unit in self.outline.units if unit.kind == "article"]

    def leaves(self, subject: Provision | None, path: str) -> list[Leaf]:
        """Everything a path leads to in a provision, or in all of them for the instrument (None)."""
        key = (subject.id if subject else "", path)
        if key not in self._leaves:
            self._leaves[key] = leaves(subject or self.provisions, path)
        return self._leaves[key]

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What some work yields, done the first time it is asked for under that key."""
        if key not in self._worked_out:
            self._worked_out[key] = work()
        found: T = self._worked_out[key]
        return found

    def together(self, kind: type[Provision], article: str) -> list[Provision]:
        """The provisions of a kind that stand in an article, in order."""
        return self.once((kind, "by article"), lambda: self._by_article(kind)).get(article, [])

    def _by_article(self, kind: type[Provision]) -> dict[str, list[Provision]]:
        found: dict[str, list[Provision]] = defaultdict(list)
        lists = (value for value in structs.astuple(self.provisions) if isinstance(value, list))
        for one in (one for items in lists for one in items if type(one) is kind):
            article = self.article(one.eid)
            found[article.eid if article else one.eid].append(one)
        return found

    def used(self, element: str, subject: Provision | None, within: str) -> tuple[Words, ...]:
        """Where words that signal an element of the lexicon occur in a provision, its article or the instrument."""
        place = ("", "instrument") if subject is None or within == "instrument" else (subject.id, within)
        if place not in self._passages:
            self._passages[place] = self._passage(subject, within)
        known = self._passages[place]
        if element not in known.spoken:
            return ()
        if element not in known.used:
            known.used[element] = tuple(self.mentions(element, known.spans))
        return known.used[element]

    def _passage(self, subject: Provision | None, within: str) -> _Passage:
        spans = self.passages(subject, within)
        spoken = set[str]().union(*(self._spoken(*span) for span in spans))
        return _Passage(spans, spoken, {})

    def passages(self, subject: Provision | None, within: str) -> list[Span]:
        """Where the words of a provision stand: its sentences, its whole article, or the whole instrument."""
        if subject is None or within == "instrument":
            return self._everything
        if isinstance(subject, Definition):
            return [(subject.start, subject.end)]
        if within == "article":
            article = self.article(subject.eid)
            return [(article.start, article.end)] if article else [(subject.start, subject.end)]
        spans = [span for key in subject.propositions for span in self._propositions.get(key, [])]
        return sorted({(start, end) for start, end in spans}) or [(subject.start, subject.end)]

    @cached_property
    def _everything(self) -> list[Span]:
        """The whole text, article by article, with what stands before, between and after them."""
        edges = {0, len(self.text), *(edge for one in self.articles for edge in (one.start, one.end))}
        return list(pairwise(sorted(edges)))

    def mentions(self, element: str, spans: Iterable[Span]) -> list[Words]:
        """Where words that signal an element of the lexicon occur inside the spans, in order."""
        return [words for start, end in spans for words in self._mentioned(element, start, end)]

    def _mentioned(self, element: str, start: int, end: int) -> list[Words]:
        key = (element, start, end)
        if key not in self._mentions:
            hits = signals(lexicons()[element]).hits(element, self.view, start, end)
            self._mentions[key] = _outermost([Words(hit.entry.value, hit.start, hit.end) for hit in hits])
        return self._mentions[key]

    def _spoken(self, start: int, end: int) -> Set[str]:
        """The elements that may occur between two offsets: those of the whole article where they lie in one."""
        article = self._everything[max(bisect_left(self._everything, (start + 1,)) - 1, 0)]
        place = article if article[0] <= start and end <= article[1] else (start, end)
        if place not in self._spoken_at:
            self._spoken_at[place] = _spoken().of(self.view[slice(*place)])
        return self._spoken_at[place]

    def definition(self, words: Words) -> Definition | None:
        """The definition that covers some words: of the term, of its singular, or of a term they stand in."""
        used = squeeze(self.view[words.start : words.end])
        covering = (
            found for term, found in self._terms if term and (_names(term, used) or self._within(term, used, words))
        )
        return next(covering, None)

    def _within(self, term: str, used: str, words: Words) -> bool:
        """Whether the words are here a part of a longer term: who defines "online harassment" defines both words."""
        before = term.find(used)
        return before > 0 and self.view.startswith(term, max(words.start - before, 0))

    def operative(self, words: Words) -> bool:
        """Whether words carry law: not in a heading, the name of an Act, or a definition (which is judged itself)."""
        unit = self.smallest(words.start, words.end)
        if unit is not None and words.start < unit.head_end:
            return False
        if self.text[words.start].isupper() and _ACT.match(self.text, words.end):
            return False
        return not any(start <= words.start and words.end <= end for start, end in self._defining)

    @cached_property
    def _defining(self) -> list[Span]:
        return [(found.start, found.end) for found in self.provisions.definitions]

    def smallest(self, start: int, end: int) -> Unit | None:
        """The smallest unit that holds a span."""
        index = bisect_left(self._starts, start + 1) - 1
        unit = self.outline.units[index] if index >= 0 else None
        while unit is not None and not unit.start <= start < end <= unit.end:
            unit = self.units.get(unit.parent) if unit.parent else None
        return unit

    def lineage(self, eid: str) -> list[Unit]:
        """A unit and the units it lies in, outermost first."""
        chain: list[Unit] = []
        unit = self.units.get(eid)
        while unit is not None:
            chain.append(unit)
            unit = self.units.get(unit.parent) if unit.parent else None
        return chain[::-1]

    def article(self, eid: str) -> Unit | None:
        """The article in which a unit lies; None outside the articles."""
        return next((unit for unit in self.lineage(eid) if unit.kind == "article"), None)


def _names(term: str, used: str) -> bool:
    """Whether a term is what some words speak of: "cyber" does not say what a cyber attack is."""
    plural = used.startswith(term) and len(used) - len(term) <= _ENDING
    return plural or used.endswith(term) or term.startswith(used)


@cache
def _spoken() -> Spoken:
    return Spoken(sorted(set(lexicons().values())))


def words_of(role: str, carrier: Element | Refusal | Provision) -> Words:
    """The words of an element, a ground of refusal or a provision, in a role."""
    return Words(role, carrier.start, carrier.end)


def _to_instrument(safeguard: Safeguard) -> Edge:
    """A safeguard's edge to the instrument: it reaches the whole, a chapter, or only its own provision."""
    ways: dict[str, Literal["whole", "chapter", "own"]] = {"instrument": "whole", "chapter": "chapter"}
    return Edge(
        safeguard=safeguard.id,
        target="",
        via=ways.get(safeguard.reach, "own"),
        force="mandatory" if safeguard.mandatory else "optional",
        deference=safeguard.deference,
    )


def _covers(safeguard: Safeguard, article: Provision) -> bool:
    """Whether a safeguard stands in an article or is there for the whole instrument."""
    return safeguard.reach == "instrument" or article.start <= safeguard.start < article.end


def _as_provision(unit: Unit, text: str) -> Provision:
    return Provision(
        id=f"article {unit.eid}", eid=unit.eid, citation=unit.citation, start=unit.start, end=unit.end,
        quote=text[unit.start : unit.end], propositions=[],
    )  # fmt: skip


def _outermost(hits: Iterable[Words]) -> list[Words]:
    """Hits in order, without those that lie inside another."""
    kept: list[Words] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept
