"""The best sequence of numbered headings among candidates.

Legal numbering is an almost unbroken sequence, but drafts repeat, insert and
drop numbers, and files have lines that begin with a number by accident. Each
candidate brings evidence of its own (layout); the sequence with the greatest
sum of evidence and transitions is found by dynamic programming over a bounded
look-back, so that time is linear in the number of candidates.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from caveat.language.numerals import Number

BARE: Final = "bare"
"""The word of units that have no word, but a number alone."""

_OPTION_REACH: Final = 12
_BEST_STEP: Final = 3.0
_CLEAR: Final = 0.5

LOOKBACK: Final = 40
"""How many candidates may be passed over between two members of the sequence."""


class Candidate(NamedTuple):
    """A place that may head a unit: its line, offset, number, and evidence in points (0 is indifferent).

    `reset` counts the annexes and `section` the containers that begin before it;
    `after_option` says that a line such as "Option 2" stands just before it;
    `heading_line` is the line of a heading that stands before the number, or -1.
    """

    line: int
    start: int
    number_end: int
    number: Number
    evidence: float
    word: str
    reset: int = 0
    section: int = 0
    after_option: bool = False
    heading_line: int = -1


def transition(previous: Candidate | None, current: Candidate) -> float:
    """Points for one member following another: high for the next number, low for a jump, lowest for a step back."""
    number = current.number
    if previous is None or previous.reset != current.reset:
        return _BEST_STEP if number.value == 1 and number.rank <= 0 else -1.0 if number.value <= 3 else -2.5
    if points := _following(previous.number, number):
        return points
    if current.after_option and abs(number.value - previous.number.value) <= _OPTION_REACH:
        return -0.3
    return _jump(previous, current)


def _following(before: Number, number: Number) -> float:
    if not number.follows(before):
        return 0.0
    return _BEST_STEP if number.rank == 0 else 2.5


def _jump(previous: Candidate, current: Candidate) -> float:
    before, number = previous.number, current.number
    gap = number.value - before.value
    if gap == 0:
        return -0.8 if number.rank == before.rank else -0.5 if number.rank < before.rank else 0.5
    if gap < 0:
        return _step_back(previous, current)
    return 1.0 - 0.4 * gap if gap <= 3 else -1.0 - min(gap, 20) / 10


def _step_back(previous: Candidate, current: Candidate) -> float:
    """Numbers may start again in a new container; without one, a list of bare numbers is but a list inside a unit."""
    first = current.number.value == 1 and current.number.rank <= 0
    if previous.section != current.section:
        return -2.5 if first else -3.5
    far = first or previous.number.value - current.number.value > _OPTION_REACH
    return -30.0 if far and current.word == BARE else -3.5


def best_sequence(candidates: list[Candidate]) -> tuple[list[Candidate], float]:
    """The members of the best sequence in text order, and its points."""
    totals: list[float] = []
    links: list[int] = []
    for index, candidate in enumerate(candidates):
        best, link = transition(None, candidate), -1
        for earlier in range(index - 1, max(-1, index - LOOKBACK - 1), -1):
            if totals[earlier] + _BEST_STEP <= best:
                continue
            total = totals[earlier] + transition(candidates[earlier], candidate)
            if total > best:
                best, link = total, earlier
        totals.append(best + candidate.evidence)
        links.append(link)
    if not totals:
        return [], 0.0
    last = max(range(len(totals)), key=totals.__getitem__)
    members, index = [], last
    while index >= 0:
        members.append(candidates[index])
        index = links[index]
    return members[::-1], totals[last]


def with_misprints(members: list[Candidate], candidates: list[Candidate]) -> list[Candidate]:
    """The members, and where just one number is missing the one line that prints a number near it again in its place.

    Numbers that begin a list (1, or the one after the last passed over) are no misprints.
    """
    found: list[Candidate] = []
    for before, after in pairwise(members):
        found.append(before)
        if after.reset == before.reset and after.number.value == before.number.value + 2:
            between = [c for c in candidates if before.start < c.start < after.start]
            if len(between) == 1 and _misprint(between[0], before.number.value):
                found.append(between[0])
    return [*found, *members[-1:]]


def _misprint(candidate: Candidate, before: int) -> bool:
    value = candidate.number.value
    return candidate.evidence >= _CLEAR and 1 < value <= before < value + _OPTION_REACH


def steps(members: list[Candidate]) -> int:
    """How many members come directly after the one before."""
    return sum(1 for before, after in pairwise(members) if after.number.follows(before.number))
