"""A lexicon that is cheap to ask: an entry is compiled and searched only where a word it cannot do without occurs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from caveat.language.lexicon import Entry, Hit, Lexicon, load
from caveat.provisions.cues import cue


class Signals:
    """The entries of one lexicon by element, each with the words that must be there for it to match."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._elements: dict[str, list[tuple[Entry, tuple[str, ...]]]] = {}
        for entry in lexicon.entries:
            self._elements.setdefault(entry.element, []).append((entry, cue(entry.pattern)))

    def hits(self, element: str, view: str, start: int, end: int) -> Iterator[Hit]:
        """Every match of an element between two offsets of a folded view, entry by entry.

        The stretch is searched as if it were the whole: `^` and `$` in a pattern are its ends.
        """
        window = view[start:end]
        for entry, words in self._elements.get(element, ()):
            if _may_match(words, window):
                for match in self._lexicon.pattern(entry).finditer(window):
                    yield Hit(entry, start + match.start(), start + match.end())

    def first(self, element: str, view: str, start: int, end: int) -> Hit | None:
        """The earliest match of an element; of two at one place, the longer."""
        return min(self.hits(element, view, start, end), key=lambda hit: (hit.start, -hit.end), default=None)

    def top(self, element: str, view: str, start: int, end: int) -> Hit | None:
        """The match of the entry that stands first in the file: entries run from the particular to the general."""
        return next(self.hits(element, view, start, end), None)

    def any(self, element: str, view: str, start: int, end: int) -> bool:
        """Whether an element occurs at all."""
        return self.top(element, view, start, end) is not None


def _may_match(words: tuple[str, ...], window: str) -> bool:
    for word in words:  # the innermost loop of the floor: a generator would cost a third more
        if word in window:
            return True
    return not words


@cache
def signals(name: str) -> Signals:
    """The English lexicon of a name."""
    return Signals(load("en", name))
