"""A thing that a provision names again: "the said measures" are those of the place where it named them last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from caveat.instrument.reference_places import Places
from caveat.instrument.reference_words import occurring, places_of
from caveat.kernel.shapes import Reference, Span, Unit
from caveat.language.references import before_a_noun, reference_words
from caveat.language.structure import any_of

_BACK: Final = 4000


def said_things(text: str, view: str, units: list[Unit], places: Places, taken: Sequence[Span]) -> Iterator[Reference]:
    """Every such thing in order, outside the spans that are taken.

    It leads to the innermost unit of the same article in which the noun stood
    before, and to none where it stood in none.
    """
    starts = [start for start, _ in taken]
    unit_starts = [unit.start for unit in units]
    for offset in places_of(occurring(places.words.said, view), view):
        match = _pattern(places.language).match(view, offset)
        before = bisect_right(starts, offset) - 1
        if not match or (before >= 0 and taken[before][1] > offset) or view[offset - 1 : offset].isalnum():
            continue
        article = places.article(_innermost(units, unit_starts, places, offset))
        stood = _before(view, match["noun"], article, offset) if article else -1
        unit = _innermost(units, unit_starts, places, stood) if stood >= 0 else None
        yield Reference(
            start=offset, end=match.end(), text=text[offset : match.end()], targets=[unit.eid] if unit else None
        )


def _innermost(units: list[Unit], starts: list[int], places: Places, offset: int) -> Unit | None:
    place = bisect_right(starts, offset) - 1
    unit = units[place] if place >= 0 else None
    return next((above for above in places.lineage(unit) if above.end > offset), None)


def _before(view: str, noun: str, article: Unit, offset: int) -> int:
    """Where the noun stood last before an offset in its article, -1 where it did not."""
    start = max(article.start, offset - _BACK)
    found = view.rfind(noun, start, offset)
    while found >= 0 and (view[found - 1 : found].isalnum() or view[found + len(noun)].isalnum()):
        found = view.rfind(noun, start, found)
    return found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """A plain noun after "the said": no word for a place and none for an instrument, which are read elsewhere."""
    words = reference_words(language)
    others = any_of([*words.forms, *(noun.lower() for noun in words.instruments)])
    return re.compile(rf"{before_a_noun(words.said)}(?!(?:{others})(?!\w))(?P<noun>[^\W\d_][\w-]{{2,30}})(?!\w)")
