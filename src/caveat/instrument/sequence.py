"""The best sequence of numbered headings among candidates.

Legal numbering is an almost unbroken sequence, but drafts repeat, insert and
drop numbers, and files have lines that begin with a number by accident. Each
candidate brings evidence of its own (layout); the sequence with the greatest
sum of evidence and transitions is found by dynamic programming over a bounded
look-back, so that time is linear in the number of candidates.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from caveat.language.numerals import Number

LOOKBACK: Final = 40
"""How many candidates may be passed over between two members of the sequence."""


class Candidate(NamedTuple):
    """A place that may head a unit: its line, offset, number, and evidence in points (0 is indifferent)."""

    line: int
    start: int
    number_end: int
    number: Number
    evidence: float
    word: str
    reset: int = 0


def transition(previous: Candidate | None, current: Candidate) -> float:
    """Points for one member following another: high for the next number, low for a jump, lowest for a step back."""
    number = current.number
    if previous is None or previous.reset != current.reset:
        return 3.0 if number.value == 1 and number.rank <= 0 else -1.0 if number.value <= 3 else -2.5
    before = previous.number
    if number.follows(before):
        return 3.0 if number.rank == 0 else 2.5
    if number.key == before.key:
        return -0.8
    gap = number.value - before.value
    if gap < 0 or (gap == 0 and number.rank < before.rank):
        return -2.5 if number.value == 1 and number.rank <= 0 else -3.5
    if gap == 0:
        return 0.5
    return 1.0 - 0.4 * gap if gap <= 3 else -1.0 - min(gap, 20) / 10


def best_sequence(candidates: list[Candidate]) -> tuple[list[Candidate], float]:
    """The members of the best sequence in text order, and its points."""
    totals: list[float] = []
    links: list[int] = []
    for index, candidate in enumerate(candidates):
        best, link = transition(None, candidate), -1
        for earlier in range(max(0, index - LOOKBACK), index):
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


def steps(members: list[Candidate]) -> int:
    """How many members come directly after the one before."""
    return sum(1 for before, after in zip(members, members[1:], strict=False) if after.number.follows(before.number))
