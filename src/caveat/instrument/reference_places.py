"""Where the words of a reference lead: look-ups over the units of one text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from typing import Final, NamedTuple

from caveat.kernel.shapes import Unit, UnitKind
from caveat.language.numerals import number_pattern, read_number
from caveat.language.references import BASIC, reference_words
from caveat.language.structure import structure

HERE: Final = "this"
BEFORE: Final = "preceding"
ALL_BEFORE: Final = "all preceding"
AFTER: Final = "next"
ONLY: Final = "the only one"
SAID: Final = "that"
ALL_SAID: Final = "those"
LAST: Final = "last"
POINTERS: Final = frozenset({HERE, BEFORE, ALL_BEFORE, AFTER, ONLY, SAID, ALL_SAID, LAST})
"""Labels that no text prints: they point from the place where the reference stands."""

WIDEST: Final = 400
"""Most places of one range: a hostile text could make every reference one to the whole of it."""

_MISPRINT: Final = ("l", "1")
"""The letter that files have for a digit where they were scanned."""

_MANY: Final = 200
_HELD: Final = frozenset({"article", "part", "title", "chapter", "section", "annex"})
_INSIDE: Final[tuple[UnitKind, ...]] = ("paragraph", "subparagraph", "point", "item")
_UNNUMBERED: Final = frozenset({"definition", "tail"})


class Step(NamedTuple):
    """One step of the way to a place: the word for it, None where only a mark in brackets follows, and its label."""

    word: str | None
    label: str


Path = tuple[Step, ...]


@cache
def _number(language: str) -> re.Pattern[str]:
    return re.compile(number_pattern(structure(language)))


@cache
def value(label: str, language: str) -> tuple[float, float] | str:
    """What a number or a letter is worth, so that 4, IV and Fourth are the same."""
    plain = label.lower()
    if plain.isdecimal():
        return int(plain), 0.0
    ordinal = reference_words(language).ordinals.get(plain)
    if ordinal:
        return ordinal, 0.0
    if (match := _number(language).fullmatch(plain)) and (number := read_number(match, structure(language))):
        return number.key
    return plain.replace(" ", "")


def mark(label: str) -> str:
    """A mark inside a basic unit as it is compared: `2 bis` is `2bis`, and (i) stays apart from (1)."""
    return label.lower().replace(" ", "")


def _is_marked(unit: Unit, label: str) -> bool:
    return unit.number is not None and mark(unit.number) == mark(label)


class Places:
    """The units of a text by number, kind and place."""

    def __init__(self, units: list[Unit], basic_word: str, language: str) -> None:
        self.basic = basic_word
        self.language = language
        self.words = reference_words(language)
        self.statute = basic_word == "section"
        self.by_eid = {unit.eid: unit for unit in units}
        self.annexes = [unit for unit in units if unit.kind == "annex"]
        self.said: list[Unit] = []
        self._rows: defaultdict[tuple[str | None, UnitKind], list[Unit]] = defaultdict(list)
        self._marked: dict[str, dict[str, list[Unit]]] = {}
        self._lineages: dict[str, list[Unit]] = {}
        self._articles: dict[str, Unit | None] = {}
        self._annex: dict[str, str | None] = {}
        self._held: defaultdict[tuple[str, tuple[float, float] | str], list[Unit]] = defaultdict(list)
        self._children: defaultdict[str | None, list[Unit]] = defaultdict(list)
        for unit in units:
            self._add(unit)

    def _add(self, unit: Unit) -> None:
        if self.annexes:
            self._annex[unit.eid] = unit.eid if unit.kind == "annex" else self._annex.get(unit.parent or "")
        self._children[unit.parent].append(unit)
        if unit.kind in _HELD:
            self._rows[self._list(unit)].append(unit)
            if unit.number:
                self._held[unit.kind, value(unit.number, self.language)].append(unit)

    def _list(self, unit: Unit) -> tuple[str | None, UnitKind]:
        """The list that a unit belongs to: articles run on over chapters, all else ends with the unit above."""
        return (self._annex.get(unit.eid) if unit.kind == "article" else unit.parent), unit.kind

    def _row(self, unit: Unit) -> list[Unit]:
        """The units of the list that a unit belongs to."""
        return self._rows[self._list(unit)] if unit.kind in _HELD else self._kin(unit.parent, unit.kind)

    def _kin(self, parent: str | None, kind: UnitKind) -> list[Unit]:
        """The units of a kind directly below another."""
        key = (parent, kind)
        if key not in self._rows:
            self._rows[key] = [unit for unit in self._children.get(parent, []) if unit.kind == kind]
        return self._rows[key]

    def lineage(self, unit: Unit | None) -> list[Unit]:
        """A unit and the units above it, the nearest first."""
        if unit is None:
            return []
        known = self._lineages.get(unit.eid)
        if known is None:
            known = [unit, *self.lineage(self.by_eid.get(unit.parent or ""))]
            self._lineages[unit.eid] = known
        return known

    def is_basic(self, word: str | None) -> bool:
        """Whether a word names the basic unit of the text."""
        return word is not None and (word == self.basic or self.words.also_called.get(self.basic) == word)

    def find(self, path: Path, here: Unit | None, own: bool = False) -> list[Unit]:
        """The units at the end of a path, read from the unit in which it stands; empty where they are not certain.

        `own` says that the path names the text itself, so that it starts from its body and not from an annex.
        """
        found = self._first(path[0], here, own)
        for step in path[1:]:
            found = [below for unit in found for below in self._below(unit, step, here)]
        return found

    def between(self, first: Unit, last: Unit) -> list[Unit]:
        """Every unit of a range, its ends included; empty where they are not of one list."""
        if self._list(first) != self._list(last):
            return []
        row = self._row(first)
        start, end = self._place(row, first), self._place(row, last) + 1
        return row[start:end] if 1 < end - start <= WIDEST else []

    def _place(self, row: list[Unit], unit: Unit) -> int:
        place = bisect_left(row, unit.start, key=lambda other: other.start)
        while row[place] is not unit:
            place += 1
        return place

    def _first(self, step: Step, here: Unit | None, own: bool) -> list[Unit]:
        if step.label in POINTERS:
            return self._pointed(step, here) or self._uncounted(step, self.article(here))
        level = self.words.words[step.word or ""].level
        if level == 0:
            return self._annexes(step)
        found = self._nearest(self._named(step), here, own)
        if not found and level > BASIC:
            found = self._inside(step, here) or self._uncounted(step, self.article(here))
        return found

    def article(self, here: Unit | None) -> Unit | None:
        """The basic unit around a place."""
        if here is None:
            return None
        if here.eid not in self._articles:
            self._articles[here.eid] = next((unit for unit in self.lineage(here) if unit.kind == "article"), None)
        return self._articles[here.eid]

    def _uncounted(self, step: Step, unit: Unit | None) -> list[Unit]:
        """What holds a place that is counted but bears no number, as the paragraphs of many laws do not."""
        counted = step.label.isdecimal() or step.label in (HERE, BEFORE, ALL_BEFORE, AFTER, LAST)
        if not unit or unit.kind != "article" or step.word not in self.words.unnumbered or not counted:
            return []
        return [] if self._counted(unit) else [unit]

    def _counted(self, unit: Unit) -> list[Unit]:
        """The paragraphs of a unit where they bear numbers; items under the one sentence of an article are none."""
        row = self._kin(unit.eid, "paragraph")
        return row if row and (row[0].number or "").isdecimal() else []

    def _annexes(self, step: Step) -> list[Unit]:
        named = self._held.get(("annex", value(step.label, self.language)), [])
        exact = [unit for unit in named if self._called(unit, step.word or "")]
        return exact or named

    def _named(self, step: Step) -> list[Unit]:
        """The basic units or containers of a word and a number, wherever they stand."""
        if self.is_basic(step.word):
            return self._held.get(("article", value(step.label, self.language)), [])
        kind = self.words.words[step.word or ""].container
        named = self._held.get((kind, value(step.label, self.language)), []) if kind else []
        return [unit for unit in named if self._called(unit, step.word or "")] if len(named) > 1 else named

    def _nearest(self, named: list[Unit], here: Unit | None, own: bool) -> list[Unit]:
        """Of units with the same number those that share the most with the place of the reference."""
        if len(named) == 1 and not self._annex.get(named[0].eid):
            return named
        above = {unit.eid: depth for depth, unit in enumerate(reversed(self.lineage(here)), 1)}
        best: list[Unit] = []
        most = -1
        for unit in named if len(named) <= _MANY else ():
            annex = self._annex.get(unit.eid)
            if annex and (own or annex not in above):
                continue
            shared = max((above.get(up.eid, 0) for up in self.lineage(unit)), default=0)
            if shared > most:
                best, most = [], shared
            if shared == most:
                best.append(unit)
        return best if len({unit.parent for unit in best}) == 1 else []

    def _inside(self, step: Step, here: Unit | None) -> list[Unit]:
        """A subdivision, looked for from the nearest unit outwards, first among those that the word fits best."""
        reachable = self._reach(here)
        for kinds in ((self._kind(step.word),), None):
            for unit in reachable:
                below = self._numbered(unit, mark(step.label))
                if found := [found for found in below if kinds is None or found.kind in kinds]:
                    return found
        return []

    def _reach(self, here: Unit | None) -> list[Unit]:
        """Where a subdivision without further words may lie: in the basic unit around, or in the annex around."""
        chain = []
        in_annex = here is not None and self._annex.get(here.eid) is not None
        for unit in self.lineage(here):
            chain.append(unit)
            if unit.kind == "annex" or (unit.kind == "article" and not in_annex):
                return chain
        return []

    def _numbered(self, unit: Unit, label: str) -> list[Unit]:
        """The subdivisions of a number directly below a unit, or below its definitions, which have no number."""
        below = self._marked.get(unit.eid)
        if below is None:
            below = self._marked[unit.eid] = self._marks_below(unit)
        found = below.get(label, [])
        if not found and label == _MISPRINT[0]:
            return self._numbered(unit, _MISPRINT[1])
        return found if len({below.parent for below in found}) == 1 else []

    def _marks_below(self, unit: Unit) -> dict[str, list[Unit]]:
        """The numbered units directly below one by their marks, and those within what bears no number there."""
        found: dict[str, list[Unit]] = {}
        within: dict[str, list[Unit]] = {}
        pending = [(unit, found)]
        while pending:
            above, marks = pending.pop()
            for below in self._children.get(above.eid, []):
                if below.number:
                    marks.setdefault(mark(below.number), []).append(below)
                if below.kind in _UNNUMBERED:
                    pending.append((below, within))
        return {**within, **found}

    def _below(self, unit: Unit, step: Step, here: Unit | None) -> list[Unit]:
        """What a further step finds below a unit."""
        if step.label == LAST:
            return self._last(unit) or self._uncounted(step, unit)
        if step.label in POINTERS:
            return [pointed for pointed in self._pointed(step, here) if unit in self.lineage(pointed)[1:]]
        if unit.kind in _HELD and unit.kind != "article" and step.word:
            within = [named for named in self._named(step) if unit in self.lineage(named)[1:]]
            if within:
                return within if len({named.parent for named in within}) == 1 else []
        found = self._numbered(unit, mark(step.label)) or self._deeper(unit, step, here)
        return found or self._uncounted(step, unit)

    def _last(self, unit: Unit) -> list[Unit]:
        return self._counted(unit)[-1:]

    def _deeper(self, unit: Unit, step: Step, here: Unit | None) -> list[Unit]:
        """What is named as if it stood directly in a basic unit: it is nearest to the words, or the only one there."""
        if unit.kind != "article" or step.word is None:
            return []
        around = self.lineage(here)
        if unit in around:
            for within in around[: around.index(unit)]:
                if found := self._numbered(within, mark(step.label)):
                    return found
        same = [] if step.label.isdecimal() else [one for one in self._within(unit) if _is_marked(one, step.label)]
        return same if len(same) == 1 else []

    def _within(self, unit: Unit) -> list[Unit]:
        """What a unit holds, at every depth; nothing where it is more than a reader would search."""
        found = list(self._children.get(unit.eid, []))
        for below in found:
            found += self._children.get(below.eid, [])
            if len(found) > WIDEST:
                return []
        return found

    def _kind(self, word: str | None) -> UnitKind | None:
        entry = self.words.words[word or ""]
        return (entry.in_statutes if self.statute else None) or entry.division

    def _pointed(self, step: Step, here: Unit | None) -> list[Unit]:
        if step.label == ONLY:
            return self.annexes if len(self.annexes) == 1 else []
        if step.label in (SAID, ALL_SAID):
            return self.said if step.label == ALL_SAID or len(self.said) == 1 else []
        if step.label == LAST:
            article = self.article(here)
            return self._last(article) if article else []
        around = self._around(step.word or "", here)
        if around is None or step.label == HERE:
            return [around] if around else []
        row = self._row(around)
        place = self._place(row, around)
        if step.label == AFTER:
            return row[place + 1 : place + 2]
        return row[:place] if step.label == ALL_BEFORE and place <= WIDEST else row[max(place - 1, 0) : place]

    def _around(self, word: str, here: Unit | None) -> Unit | None:
        """The unit of a word's kind in which a reference stands."""
        wanted: Collection[UnitKind | None]
        entry = self.words.words[word]
        if self.is_basic(word):
            wanted = {"article"}
        elif entry.level <= BASIC:
            wanted = {entry.container}
        elif kind := self._kind(word):
            wanted = {kind}
        else:
            wanted = _INSIDE
        return next((unit for unit in self.lineage(here) if unit.kind in wanted), None)

    def _called(self, unit: Unit, word: str) -> bool:
        """Whether the text itself uses a word for a container: books and divisions are kept as parts."""
        name = unit.citation.rpartition(", ")[2].lower()
        return any(form in name for form in self.words.words[word].one)
