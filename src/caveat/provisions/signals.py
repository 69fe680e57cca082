"""A lexicon that is cheap to ask: an entry is compiled and searched only where words it cannot do without occur."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache, lru_cache
from typing import Final

from caveat.kernel.folding import single
from caveat.language.cues import Cue, Way
from caveat.language.lexicon import Entry, Hit, Lexicon, load, names
from caveat.provisions.presence import Presence

_REMEMBERED: Final = 1 << 12
"""How many answers are kept: the same words of a text are asked for the same element again and again."""
_VIEWS: Final = 1 << 8


class Signals:
    """The entries of one lexicon by element, each with the ways in which it can match."""

    def __init__(self, lexicon: Lexicon, known: Mapping[str, list[Way]], presence: Presence) -> None:
        self._lexicon = lexicon
        self.presence = presence
        self._elements: dict[str, list[tuple[Entry, list[Way]]]] = {}
        for entry in lexicon.entries:
            self._elements.setdefault(entry.element, []).append((entry, known[entry.id]))
        self._all = lru_cache(_REMEMBERED)(self._find_all)
        self._first = lru_cache(_REMEMBERED)(self._find_first)
        self._top = lru_cache(_REMEMBERED)(self._find_top)

    def hits(self, element: str, view: str, start: int, end: int) -> Iterator[Hit]:
        """Every match of an element between two offsets of a folded view, entry by entry.

        The stretch is searched as if it were the whole: `^` and `$` in a pattern are its ends.
        """
        for entry, first, last in self._all(element, view[start:end]):
            yield Hit(entry, start + first, start + last)

    def first(self, element: str, view: str, start: int, end: int) -> Hit | None:
        """The earliest match of an element; of two at one place, the longer."""
        return _moved(self._first(element, view[start:end]), start)

    def top(self, element: str, view: str, start: int, end: int) -> Hit | None:
        """The match of the entry that stands first in the file: entries run from the particular to the general."""
        return _moved(self._top(element, view[start:end]), start)

    def any(self, element: str, view: str, start: int, end: int) -> bool:
        """Whether an element occurs at all."""
        return self._top(element, view[start:end]) is not None

    def ways(self) -> Iterator[tuple[str, list[Way]]]:
        """Every element with the ways in which an entry of it can match."""
        for element, entries in self._elements.items():
            for _, known in entries:
                yield element, known

    def compile(self) -> None:
        """Compile every entry now instead of when it is first needed."""
        for entry in self._lexicon.entries:
            self._lexicon.pattern(entry)

    def _find_all(self, element: str, window: str) -> tuple[Hit, ...]:
        view, live = _single(window), self._live(element, window)
        return tuple(
            [Hit(entry, *view.back(*match.span())) for entry, pattern in live for match in pattern.finditer(view.text)]
        )

    def _find_first(self, element: str, window: str) -> Hit | None:
        return min(self._leading(element, window), key=lambda hit: (hit.start, -hit.end), default=None)

    def _find_top(self, element: str, window: str) -> Hit | None:
        return next(self._leading(element, window), None)

    def _leading(self, element: str, window: str) -> Iterator[Hit]:
        """The first match of each entry."""
        view = _single(window)
        for entry, pattern in self._live(element, window):
            if match := pattern.search(view.text):
                yield Hit(entry, *view.back(*match.span()))

    def _live(self, element: str, window: str) -> Iterator[tuple[Entry, re.Pattern[str]]]:
        """The entries of an element that may match somewhere in a window."""
        held = self.presence.of(window)
        for entry, known in self._elements.get(element, ()):
            if any(map(held.issuperset, known)):
                yield entry, self._lexicon.pattern(entry)


_single = lru_cache(_VIEWS)(single)


def _moved(hit: Hit | None, by: int) -> Hit | None:
    return Hit(hit.entry, by + hit.start, by + hit.end) if hit else None


def make_ready() -> None:
    """Compile every entry of every English lexicon at once, for whoever has the time before a text is at hand."""
    for one in _english().values():
        one.compile()


class Spoken:
    """Which elements of some lexicons may occur in a stretch of text: quicker than to ask for each of many."""

    def __init__(self, names: Iterable[str]) -> None:
        lexicons = [_english()[name] for name in names]
        ways = [(way, element) for one in lexicons for element, found in one.ways() for way in found]
        common = Counter(cue for way, _ in ways for cue in way)
        self._presence = lexicons[0].presence
        self._always = frozenset(element for way, element in ways if not way)
        self._by_cue: dict[Cue, list[tuple[Way, str]]] = defaultdict(list)
        for way, element in ways:
            if way:
                self._by_cue[min(way, key=lambda cue: common[cue])].append((way, element))
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, window: str) -> Set[str]:
        """The elements that may occur in a stretch of a folded view; the others do not."""
        held = self._presence.of(window)
        found = set(self._always)
        for cue in self._by_cue.keys() & held:
            for way, element in self._by_cue[cue]:
                if element not in found and way <= held:
                    found.add(element)
        return found


@cache
def signals(name: str) -> Signals:
    """The English lexicon of a name."""
    return _english()[name]


@cache
def _english() -> dict[str, Signals]:
    """Every English lexicon; they share the work of finding words."""
    lexicons = {name: load("en", name) for name in names("en")}
    known = {name: lexicon.ways for name, lexicon in lexicons.items()}
    presence = Presence(set[Cue]().union(*(way for one in known.values() for found in one.values() for way in found)))
    return {name: Signals(lexicon, known[name], presence) for name, lexicon in lexicons.items()}
