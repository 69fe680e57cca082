"""Where the main clause begins after a clause that opens a sentence, such as a condition."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from caveat.language.propositions import proposition_words
from caveat.language.structure import any_of

MOST_COMMAS: Final = 30
"""How many commas of a sentence are looked at."""


class _Patterns(NamedTuple):
    subject: re.Pattern[str]
    verb: re.Pattern[str]
    finite: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = proposition_words(language)
    finite = rf"\b(?:{any_of(words.finite)})\b"
    return _Patterns(
        re.compile(rf"\W*{words.subject}"),
        re.compile(rf"{finite}|\b(?:{any_of(words.relatives)})\b"),
        re.compile(finite),
    )


def main_clause(view: str, start: int, end: int, language: str) -> int | None:
    """The comma after which a main clause begins, or None where none does.

    A subject with a verb begins one, better where the words before have a verb of their own.
    """
    patterns = _patterns(language)
    fallback: int | None = None
    verb_before = False
    segment = start
    for _ in range(MOST_COMMAS):
        comma = view.find(",", segment, end)
        if comma < 0:
            return fallback
        verb_before = verb_before or patterns.finite.search(view, segment, comma) is not None
        if _is_clause(view, comma + 1, end, patterns):
            if verb_before:
                return comma
            fallback = comma if fallback is None else fallback
        segment = comma + 1
    return fallback


def _is_clause(view: str, start: int, end: int, patterns: _Patterns) -> bool:
    subject = patterns.subject.match(view, start, end)
    if subject is None:
        return False
    stops = [stop for mark in ",;" if (stop := view.find(mark, start, end)) >= 0]
    return patterns.verb.search(view, subject.end(), min(stops, default=end)) is not None
