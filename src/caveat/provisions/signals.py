"""A lexicon that is cheap to ask: an entry is compiled and searched only where a word it cannot do without occurs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from caveat.language.lexicon import Entry, Hit, Lexicon, load
from caveat.provisions.cues import cue

_REMEMBERED: Final = 16_384
"""How many answers are kept: the same words of a text are asked for the same element again and again."""


class Signals:
    """The entries of one lexicon by element, each with the words that must be there for it to match."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._elements: dict[str, list[tuple[Entry, tuple[str, ...]]]] = {}
        for entry in lexicon.entries:
            self._elements.setdefault(entry.element, []).append((entry, cue(entry.pattern)))
        self._all = lru_cache(_REMEMBERED)(lambda element, window: tuple(self._search(element, window)))
        self._top = lru_cache(_REMEMBERED)(lambda element, window: next(self._search(element, window), None))

    def hits(self, element: str, view: str, start: int, end: int) -> Iterator[Hit]:
        """Every match of an element between two offsets of a folded view, entry by entry.

        The stretch is searched as if it were the whole: `^` and `$` in a pattern are its ends.
        """
        for entry, first, last in self._all(element, view[start:end]):
            yield Hit(entry, start + first, start + last)

    def first(self, element: str, view: str, start: int, end: int) -> Hit | None:
        """The earliest match of an element; of two at one place, the longer."""
        found = self._all(element, view[start:end])
        if not found:
            return None
        entry, first, last = min(found, key=lambda hit: (hit.start, -hit.end))
        return Hit(entry, start + first, start + last)

    def top(self, element: str, view: str, start: int, end: int) -> Hit | None:
        """The match of the entry that stands first in the file: entries run from the particular to the general."""
        found = self._top(element, view[start:end])
        return Hit(found.entry, start + found.start, start + found.end) if found else None

    def any(self, element: str, view: str, start: int, end: int) -> bool:
        """Whether an element occurs at all."""
        return self._top(element, view[start:end]) is not None

    def _search(self, element: str, window: str) -> Iterator[Hit]:
        for entry, words in self._elements.get(element, ()):
            if _may_match(words, window):
                for match in self._lexicon.pattern(entry).finditer(window):
                    yield Hit(entry, *match.span())


def _may_match(words: tuple[str, ...], window: str) -> bool:
    for word in words:  # the innermost loop of the floor: a generator would cost a third more
        if word in window:
            return True
    return not words


@cache
def signals(name: str) -> Signals:
    """The English lexicon of a name."""
    return Signals(load("en", name))
