"""Plain words in a long text, found faster than by a pattern."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def places_of(words: Iterable[str], view: str) -> list[int]:
    """The offsets at which any of some words stand in a text, in order."""
    offsets: set[int] = set()
    for word in words:
        offset = view.find(word)
        while offset >= 0:
            offsets.add(offset)
            offset = view.find(word, offset + 1)
    return sorted(offsets)


def occurring(words: Iterable[str], view: str) -> list[str]:
    """The words that a whole text may have: most of a long list stand nowhere in it and need not be looked for."""
    known = _vocabulary(view)
    return [word for word in words if all(piece in known for piece in word.split())]


@lru_cache(maxsize=1)
def _vocabulary(view: str) -> str:
    """Everything that stands between blanks in a text, each once."""
    return " ".join(set(view.split()))
