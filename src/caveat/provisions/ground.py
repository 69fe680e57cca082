"""The tree of one instrument, made ready for reading: passages, places, and what contains what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final, NamedTuple

from caveat.kernel.folding import fold
from caveat.kernel.shapes import Outline, Span, Term, Unit

_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_THIS: Final = re.compile(r"\b(?:this|the\s+present)\s+(chapter|section|part|title)\b")
_STOP: Final = re.compile(r"[.;]\s")
CONTAINERS: Final = frozenset({"part", "title", "chapter", "section", "annex"})
_PARAGRAPHS: Final = frozenset({"paragraph", "recital", "article"})


class Passage(NamedTuple):
    """One paragraph as it stands in the text, items and closing words included: what a reader reads in one go."""

    unit: Unit
    article: Unit | None
    start: int
    end: int


class Ground:
    """Look-ups over an outline. Offsets are those of the text and of its folded view.

    Of a text under negotiation the view is one reading, in which what is out is blank.
    """

    def __init__(self, outline: Outline, view: str | None = None) -> None:
        self.outline = outline
        self.text = outline.text
        self.view = fold(outline.text) if view is None else view
        self.units = {unit.eid: unit for unit in outline.units}
        self._headings: dict[str, str] = {}
        self._brackets = [(mark.start, mark.end) for mark in outline.marks if mark.type == "bracket"]
        self._children: dict[str | None, list[Unit]] = {}
        for unit in outline.units:
            self._children.setdefault(unit.parent, []).append(unit)

    def children(self, eid: str | None) -> list[Unit]:
        """The units directly below a unit, in document order."""
        return self._children.get(eid, [])

    def ancestors(self, eid: str) -> list[Unit]:
        """The units above a unit, the nearest first."""
        chain = []
        parent = self.units[eid].parent
        while parent is not None:
            chain.append(self.units[parent])
            parent = self.units[parent].parent
        return chain

    def article(self, eid: str) -> Unit | None:
        """The basic unit that a unit belongs to, or is."""
        lineage = [self.units[eid], *self.ancestors(eid)]
        return next((unit for unit in lineage if unit.kind == "article"), None)

    def containers(self, eid: str) -> list[Unit]:
        """The chapters, parts and the like around a unit, the nearest first."""
        return [unit for unit in self.ancestors(eid) if unit.kind in CONTAINERS]

    def domain(self, eid: str, start: int, end: int) -> Unit | None:
        """The container around a unit that words such as "this chapter" between two offsets name.

        "This section" names a container only where sections hold articles; elsewhere it is the basic unit.
        """
        words = {match[1] for match in _THIS.finditer(self.view, start, end)}
        return next((unit for unit in self.containers(eid) if unit.kind in words), None)

    def deepest(self, unit: Unit, offset: int) -> Unit:
        """The smallest unit below `unit` that covers an offset, never a mere tail."""
        below = self.children(unit.eid)
        nearest = bisect_right(below, offset, key=lambda child: child.start) - 1
        if nearest < 0 or offset >= below[nearest].end or below[nearest].kind in {"tail", "definition"}:
            return unit
        return self.deepest(below[nearest], offset)

    def at(self, offset: int) -> Unit:
        """The smallest unit that covers an offset."""
        root = next(unit for unit in self.children(None) if unit.start <= offset < unit.end)
        return self.deepest(root, offset)

    def chapeau(self, unit: Unit) -> Span:
        """The words of a unit before its first child; all its words where it has none."""
        below = self.children(unit.eid)
        return unit.head_end, (below[0].start if below else unit.end)

    def heading(self, unit: Unit | None) -> str:
        """The folded heading of a unit, empty where it has none."""
        if unit is None or not unit.heading:
            return ""
        if unit.eid not in self._headings:
            self._headings[unit.eid] = fold(unit.heading)
        return self._headings[unit.eid]

    def terms_between(self, start: int, end: int) -> list[Term]:
        """The terms that the outline finds defined between two offsets, in order."""
        first = bisect_left(self.outline.terms, start, key=lambda term: term.start)
        return self.outline.terms[first : bisect_left(self.outline.terms, end, key=lambda term: term.start)]

    def slice(self, span: Span) -> str:
        """The folded words of a span."""
        return self.view[span[0] : span[1]]

    @cached_property
    def stops(self) -> list[int]:
        """Where sentences and items end: each full stop or semicolon with a blank after it."""
        return [match.start() for match in _STOP.finditer(self.view)]

    @cached_property
    def passages(self) -> list[Passage]:
        """Every paragraph, recital and undivided article, in document order."""
        found = [passage for unit in self.outline.units for passage in self._passages(unit)]
        return [passage for passage in found if _LETTERS.search(self.view, passage.start, passage.end)]

    def _passages(self, unit: Unit) -> list[Passage]:
        if unit.kind == "preamble" and not self.children(unit.eid):
            return [Passage(unit, None, unit.head_end, unit.end)]
        if unit.kind not in _PARAGRAPHS:
            return []
        divided = any(child.kind == "paragraph" for child in self.children(unit.eid))
        start, end = self.chapeau(unit) if divided else (unit.head_end, unit.end)
        return [Passage(unit, self.article(unit.eid), start, end)]

    @cached_property
    def by_article(self) -> dict[str, list[Passage]]:
        """The passages of each basic unit."""
        groups: dict[str, list[Passage]] = {}
        for passage in self.passages:
            if passage.article is not None:
                groups.setdefault(passage.article.eid, []).append(passage)
        return groups

    @cached_property
    def about(self) -> dict[str, list[Passage]]:
        """The passages that refer to each basic unit."""
        groups: dict[str, list[Passage]] = {}
        for passage in self.passages:
            named = (self.article(eid) for eid in self.targets(passage.start, passage.end))
            for eid in dict.fromkeys(unit.eid for unit in named if unit):
                groups.setdefault(eid, []).append(passage)
        return groups

    @cached_property
    def _propositions(self) -> dict[str, list[tuple[str, list[Span]]]]:
        table: dict[str, list[tuple[str, list[Span]]]] = {}
        for proposition in self.outline.propositions:
            for eid in proposition.eids:
                table.setdefault(eid, []).append((proposition.id, proposition.spans))
        return table

    def propositions(self, eid: str) -> list[str]:
        """The ids of the propositions that a unit takes part in."""
        return [name for name, _ in self._propositions.get(eid, [])]

    def spans(self, unit: Unit, passage: Passage) -> list[Span]:
        """The words that make a unit a whole sentence within its passage: chapeau, own words, words after the list."""
        if unit.eid == passage.unit.eid:
            return [(passage.start, passage.end)]
        inside = [
            (max(start, passage.start), min(end, passage.end))
            for _, spans in self._propositions.get(unit.eid, [])
            for start, end in spans
            if start < passage.end and end > passage.start
        ]
        return _merge([*inside, (unit.head_end, unit.end)])

    def extent(self, unit: Unit, passage: Passage) -> Span:
        """The words of a passage, or of one item of it."""
        return (passage.start, passage.end) if unit.eid == passage.unit.eid else (unit.head_end, unit.end)

    def bracketed(self, start: int, end: int) -> bool:
        """Whether a span stands wholly inside negotiating brackets."""
        return any(first <= start and end <= last for first, last in self._brackets)

    def targets(self, start: int, end: int) -> list[str]:
        """The eids that references standing between two offsets point to."""
        first, last = bisect_left(self._referring, start), bisect_right(self._referring, end)
        return [
            target
            for reference in self.outline.references[first:last]
            if reference.end <= end
            for target in reference.targets or []
        ]

    @cached_property
    def _referring(self) -> list[int]:
        return [reference.start for reference in self.outline.references]


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
