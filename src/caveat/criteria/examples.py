"""The examples of a criterion are its tests: each goes through reading, tree and provisions to the criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from caveat.criteria.evaluate import WORST_FIRST, judge, subjects
from caveat.criteria.law import Law
from caveat.criteria.model import Criterion, Example
from caveat.criteria.operators import Case
from caveat.instrument.build import build
from caveat.kernel.errors import InputError
from caveat.kernel.verdicts import Result
from caveat.provisions import extract
from caveat.reading import read_bytes


class Trial(NamedTuple):
    """One example, what the criterion gave for it, and why."""

    criterion: Criterion
    example: Example
    number: int
    got: Result
    why: str

    @property
    def passed(self) -> bool:
        """Whether the example gave the result that its criterion's file expects."""
        return self.got == self.example.expect


def try_all(criteria: Iterable[Criterion]) -> Iterator[Trial]:
    """Run every example of every criterion."""
    for criterion in criteria:
        for number, example in enumerate(criterion.examples, 1):
            yield try_one(criterion, example, number)


def try_one(criterion: Criterion, example: Example, number: int) -> Trial:
    """Run one example; of several provisions that the criterion judges, the worst result counts."""
    try:
        outline = build(read_bytes(example.text.encode(), f"{criterion.code}, example {number}"))
    except InputError as error:
        return Trial(criterion, example, number, "inconclusive", str(error))
    law = Law(outline, extract(outline))
    cases = [Case(law, subject) for subject in subjects(law, criterion)]
    meant = [case for case in cases if _is_meant(case, example)]
    outcomes = [(judge(case, criterion), case) for case in meant]
    if not outcomes:
        return Trial(criterion, example, number, "not-applicable", "The criterion selects nothing in the example.")
    worst, case = min(outcomes, key=lambda pair: WORST_FIRST.index(pair[0].result))
    return Trial(criterion, example, number, worst.result, worst.because(case))


def _is_meant(case: Case, example: Example) -> bool:
    return example.at is None or case.subject is None or case.subject.citation.startswith(example.at)
