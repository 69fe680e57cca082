"""Words of the text as evidence: verbatim, at the citation of the smallest unit that holds them."""

from __future__ import annotations

import re
from typing import Final

from caveat.criteria.law import Law, Words
from caveat.criteria.templates import turns
from caveat.kernel.shapes import Span, Unit
from caveat.kernel.verdicts import Evidence

_WHOLE: Final = 300
_STOP: Final = re.compile(r"[;:\n]|\.(?=\s+[^\w\s]?[A-Z]|\s*$)")
_PAUSE: Final = re.compile(r"[;:,\n]|\.(?=\s+[^\w\s]?[A-Z]|\s*$)")


def evidence(law: Law, words: Words, *, exact: bool = False) -> Evidence:
    """The evidence for some words: whole words if `exact`, otherwise the clause in which they stand."""
    start, end = (words.start, words.end) if exact else phrase(law, words.start, words.end)
    unit = law.smallest(start, end)
    return Evidence(
        role=words.role.replace("_", " "),
        eid=unit.eid if unit else "",
        citation=unit.citation if unit else "",
        start=start,
        end=end,
        quote=law.text[start:end],
        page=unit.page if unit else None,
    )


def phrase(law: Law, start: int, end: int) -> Span:
    """A span that can be understood: the clause around the words, inside their unit.

    Of a clause of more than 300 characters as much is given as fits from pause
    to pause, and what follows at once and changes the meaning, such as an exception.
    """
    unit = law.smallest(start, end)
    if unit is None or end - start >= _WHOLE:
        return start, end
    low, high = _own_words(unit, start, end)
    clause = _between(law.text, (low, start, end, high))
    if clause[1] - clause[0] > _WHOLE:
        clause = _within(law, clause, (start, end))
    return _trimmed(law.text, clause, (start, end))


def _own_words(unit: Unit, start: int, end: int) -> Span:
    return (unit.head_end if unit.head_end <= start else start), max(unit.end, end)


def _between(text: str, around: tuple[int, int, int, int]) -> Span:
    """From the last stop before some words to the first after them."""
    low, start, end, high = around
    before = max((found.end() for found in _STOP.finditer(text, low, start)), default=low)
    after = next((found.start() for found in _STOP.finditer(text, end, high)), high)
    return before, after


def _within(law: Law, clause: Span, words: Span) -> Span:
    """As much of a clause around some words as fits: its beginning if possible, then what follows."""
    before = [clause[0], *(found.end() for found in _PAUSE.finditer(law.text, clause[0], words[0]))]
    after = [*(found.start() for found in _PAUSE.finditer(law.text, words[1], clause[1])), clause[1]]
    start = min((place for place in before if after[0] - place <= _WHOLE), default=before[-1])
    end = max((place for place in after if place - start <= _WHOLE), default=after[0])
    while end < clause[1] and turns(law.view, end):
        end = next(place for place in after if place > end)
    return start, end


def _trimmed(text: str, clause: Span, words: Span) -> Span:
    """A clause without space, numbers and list marks at its ends, and never less than the words."""
    start, end = clause
    start += len(text[start : words[0]]) - len(text[start : words[0]].lstrip(" \t\n,;:.)"))
    end -= len(text[words[1] : end]) - len(text[words[1] : end].rstrip())
    return start, max(end, words[1])
