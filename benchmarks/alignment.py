"""Offsets of a file as offsets of the canonical text, by the words and brackets that both have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import Final

_TOKEN: Final = re.compile(r"[^\W_]+|[\[\]]")
_GRAM: Final = 5
_REACH: Final = 60


class Alignment:
    """Which token of a file is which of the canonical text; the canonical text lacks some of the file's."""

    def __init__(self, file: str, canonical: str) -> None:
        self._file = [match.span() for match in _TOKEN.finditer(file)]
        self._canonical = [match.span() for match in _TOKEN.finditer(canonical)]
        words = [file[start:end] for start, end in self._file]
        others = [canonical[start:end] for start, end in self._canonical]
        self._starts = [start for start, _ in self._file]
        self._to = _paired(words, others)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The canonical stretch of the tokens in a stretch of the file; None where none of them is left."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = [self._to[index] for index in range(first, last) if index in self._to]
        return (self._canonical[found[0]][0], self._canonical[found[-1]][1]) if found else None


def _paired(words: list[str], others: list[str]) -> dict[int, int]:
    """Anchors are runs of words that both have just once; between them words are paired as they come."""
    anchors = _anchors(words, others)
    pairs: dict[int, int] = {}
    before = (-1, -1)
    for anchor in [*anchors, (len(words), len(others))]:
        here, there = before[0] + 1, before[1] + 1
        while here < anchor[0] and there < anchor[1]:
            if words[here] == others[there]:
                pairs[here] = there
                there += 1
            elif words[here + 1 : min(here + _REACH, anchor[0])].count(others[there]) == 0:
                there += 1
                continue
            here += 1
        if anchor[0] < len(words):
            pairs[anchor[0]] = anchor[1]
        before = anchor
    return pairs


def _anchors(words: list[str], others: list[str]) -> list[tuple[int, int]]:
    mine, theirs = _unique(words), _unique(others)
    found = sorted((mine[gram], theirs[gram]) for gram in mine.keys() & theirs.keys())
    rising: list[tuple[int, int]] = []
    for pair in found:
        if not rising or pair[1] > rising[-1][1]:
            rising.append(pair)
    return rising


def _unique(words: list[str]) -> dict[tuple[str, ...], int]:
    grams = [tuple(words[at : at + _GRAM]) for at in range(len(words) - _GRAM + 1)]
    counts = Counter(grams)
    return {gram: at for at, gram in enumerate(grams) if counts[gram] == 1}
