"""What weighs most in a review, and whether there was anything to judge: the same in every report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from caveat.kernel.verdicts import SEVERITIES, Finding, Result, Review, Severity

RESULTS: Final[tuple[Result, ...]] = ("met", "partly", "unmet", "inconclusive", "not-applicable")
_UNKNOWN: Final = 0.5
"""The weight of a finding without a confidence."""
GRAVE: Final[tuple[Severity, ...]] = ("critical", "major")


class Foremost(NamedTuple):
    """A grave finding, and the other grave ones with the same fault."""

    finding: Finding
    others: list[Finding]


def problems(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that are not safeguards."""
    return [finding for finding in findings if finding.polarity == "problem"]


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """By severity, then by how likely a careful reader says it too, then in the order of the text."""
    return sorted(findings, key=lambda one: (-SEVERITIES.index(one.severity), -(one.confidence or _UNKNOWN)))


def foremost(findings: Sequence[Finding], most: int) -> list[Foremost]:
    """The gravest problems, one a criterion, at most so many; none that is minor."""
    grave = [finding for finding in worst_first(problems(findings)) if finding.severity in GRAVE]
    first: dict[str, Finding] = {}
    for finding in grave:
        first.setdefault(finding.code, finding)
    return [
        Foremost(one, [other for other in grave if other is not one and _alike(one, other)])
        for one in list(first.values())[:most]
    ]


def _alike(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same: a criterion may find one text without purpose, and another without intent."""
    return one.code == other.code and fault(one) == fault(other)


def fault(finding: Finding) -> str:
    """What is the matter, without the name of what it is the matter with: the same words, the same fault."""
    return finding.message.rpartition(": ")[2]


def place(finding: Finding) -> str:
    """The citation of a finding; of a definition, with the term that is defined."""
    exact = finding.evidence[0].citation if finding.evidence else ""
    return exact if exact.startswith(f"{finding.citation}, ") else finding.citation


def unjudged(review: Review) -> str | None:
    """Why nothing was judged, or None where something was."""
    if review.findings or not any(check.result == "inconclusive" for check in review.checks):
        return None
    return review.checks[0].why


def general_only(review: Review) -> bool:
    """Whether the text has nothing that criteria judge but its general clauses."""
    return all(check.eid is None or check.result == "not-applicable" for check in review.checks)
