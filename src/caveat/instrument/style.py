"""Which numbered headings are the basic units of a text: its articles, sections, rules or bare numbers."""

from __future__ import annotations

from typing import Final

from caveat.instrument.headings import BARE, Container, bare_candidates, unit_candidates
from caveat.instrument.lines import Page
from caveat.instrument.sequence import Candidate, best_sequence, steps

_SURE: Final = 5
_SHARE: Final = 0.5


def basic_units(page: Page, language: str, annexes: list[Container]) -> list[Candidate]:
    """The basic units of a text in order; empty where it has none.

    A word before the number (Article, Section) wins where it gives a sequence
    that spans the text; else the longest sequence of bare numbers does.
    """
    worded = _by_word(_with_resets(unit_candidates(page, language), annexes))
    best = max(worded, key=lambda found: found[1], default=([], 0.0))
    if steps(best[0]) >= _SURE and _span(page, best[0]) > _SHARE:
        return best[0]
    bare = best_sequence(_with_resets(bare_candidates(page, language), annexes))
    if not best[0]:
        return bare[0]
    wide = _span(page, best[0]) >= _SHARE * _span(page, bare[0]) if bare[0] else True
    worthwhile = steps(best[0]) >= 1 or len(best[0]) == 1 and best[1] > 4
    if (wide and worthwhile) or best[1] >= bare[1]:
        return best[0]
    return bare[0]


def _by_word(candidates: list[Candidate]) -> list[tuple[list[Candidate], float]]:
    words = {candidate.word for candidate in candidates}
    return [best_sequence([candidate for candidate in candidates if candidate.word == word]) for word in sorted(words)]


def _with_resets(candidates: list[Candidate], annexes: list[Container]) -> list[Candidate]:
    """Numbering may start anew after the heading of an annex."""
    starts = [annex.start for annex in annexes]
    if not starts:
        return candidates
    return [candidate._replace(reset=sum(start <= candidate.start for start in starts)) for candidate in candidates]


def _span(page: Page, members: list[Candidate]) -> float:
    if len(members) < 2:
        return 0.0
    return (members[-1].start - members[0].start) / max(len(page.text), 1)


def is_bare(members: list[Candidate]) -> bool:
    """Whether the units have no word before their numbers."""
    return bool(members) and members[0].word == BARE
