"""Which numbered headings are the basic units of a text: its articles, sections, rules or bare numbers."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Final

from caveat.instrument.headings import Container, bare_candidates, unit_candidates
from caveat.instrument.lines import Page
from caveat.instrument.markers import option_between
from caveat.instrument.sequence import BARE, Candidate, best_sequence, steps, with_misprints

_AGAIN: Final = 8
_SURE: Final = 5
_MARKED_ENOUGH: Final = 3
_SHARE: Final = 0.5


def basic_units(page: Page, language: str, heads: list[Container]) -> list[Candidate]:
    """The basic units of a text in order; empty where it has none.

    A word before the number (Article, Section) wins where it gives a sequence
    that spans the text; else the longest sequence of bare numbers does.
    """
    worded = _by_word(_placed(page, unit_candidates(page, language), heads, language))
    best = max(worded, key=lambda found: (_runs_through(found[0]), found[1]), default=([], 0.0))
    if steps(best[0]) >= _SURE and _span(page, best[0]) > _SHARE:
        return best[0]
    bare = _bare_units(page, language, heads)
    if not best[0]:
        return bare[0]
    before = bool(bare[0]) and best[0][0].start < bare[0][0].start
    wide = not bare[0] or before or _span(page, best[0]) >= _SHARE * _span(page, bare[0])
    worthwhile = steps(best[0]) >= 1 or (len(best[0]) == 1 and best[1] > 4)
    if (wide and worthwhile) or best[1] >= bare[1]:
        return best[0]
    return bare[0]


def _bare_units(page: Page, language: str, heads: list[Container]) -> tuple[list[Candidate], float]:
    candidates = _placed(page, _marked(page, bare_candidates(page, language)), heads, language)
    members, points = best_sequence(candidates)
    return with_misprints(members, candidates), points


def _runs_through(members: list[Candidate]) -> bool:
    """Whether numbers hardly ever start again: sections counted anew in each article are not the basic unit."""
    pairs = [(one, other) for one, other in pairwise(members) if one.reset == other.reset]
    return _AGAIN * sum(other.number.key < one.number.key for one, other in pairs) <= len(pairs)


def _marked(page: Page, candidates: list[Candidate]) -> list[Candidate]:
    """Where the file marks numbered headings as headings, numbers that are not so marked are no units."""
    marked = [candidate for candidate in candidates if page.lines[candidate.line].level]
    return marked if steps(marked) >= _MARKED_ENOUGH else candidates


def _by_word(candidates: list[Candidate]) -> list[tuple[list[Candidate], float]]:
    words = {candidate.word for candidate in candidates}
    return [best_sequence([candidate for candidate in candidates if candidate.word == word]) for word in sorted(words)]


def _placed(page: Page, candidates: list[Candidate], heads: list[Container], language: str) -> list[Candidate]:
    """The candidates with what stands before each: options, and headings after which numbers may start anew."""
    annexes = [head.start for head in heads if head.kind == "annex"]
    units = {candidate.start for candidate in candidates}
    marked = [line.start for line in page.lines if line.level and line.start not in units]
    starts = sorted([*(head.start for head in heads), *marked])
    placed, offset = [], 0
    for candidate in candidates:
        option = option_between(page, offset, candidate.start, language) if candidate.word == BARE else False
        placed.append(
            candidate._replace(
                reset=bisect_right(annexes, candidate.start),
                section=bisect_right(starts, candidate.start),
                after_option=option,
            )
        )
        offset = candidate.number_end
    return placed


def _span(page: Page, members: list[Candidate]) -> float:
    if len(members) < 2:
        return 0.0
    return (members[-1].start - members[0].start) / max(len(page.text), 1)


def is_bare(members: list[Candidate]) -> bool:
    """Whether the units have no word before their numbers."""
    return bool(members) and members[0].word == BARE
