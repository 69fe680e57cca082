"""An amendment in words: how many of its instructions apply, and what it changes; the same in every report."""

from __future__ import annotations

from typing import NamedTuple

from caveat.kernel.changes import Instruction
from caveat.kernel.verdicts import Amending, Finding, Review


class Line(NamedTuple):
    """One finding that the amendment touches: how, and the finding; `here` says that it is one of this review."""

    how: str
    finding: Finding
    here: bool


def applied(amending: Amending) -> str:
    """How many instructions apply."""
    meant = [one for one in amending.instructions if one.meant]
    done = sum(one.applied for one in meant)
    return f"{done} of {len(meant)} {'instruction' if len(meant) == 1 else 'instructions'} applied"


def failed(amending: Amending) -> list[Instruction]:
    """The instructions that are not applied, each with its reason."""
    return [one for one in amending.instructions if not one.applied]


def undone(instruction: Instruction) -> str:
    """What is said of an instruction that changes nothing here: one for another text does not count as a failure."""
    return "Not applied" if instruction.meant else "Left aside"


def carried(amending: Amending) -> str:
    """How many findings the amendment leaves as they were."""
    return (
        "1 finding stands as before"
        if len(amending.carried) == 1
        else f"{len(amending.carried)} findings stand as before"
    )


def lines(review: Review) -> list[Line]:
    """What the amendment resolves, introduces and changes, in this order; problems before safeguards."""
    amending = review.amending
    if amending is None:
        return []
    here = {one.fingerprint: one for one in review.findings}
    found = [Line(_resolved(one), one, False) for one in amending.resolved]
    found += [Line(_introduced(here[mark]), here[mark], True) for mark in amending.introduced]
    found += [Line(_changed(one.change), here[one.fingerprint], True) for one in amending.changed]
    return sorted(found, key=lambda line: line.finding.polarity != "problem")


def _resolved(finding: Finding) -> str:
    return "resolved" if finding.polarity == "problem" else "safeguard lost"


def _introduced(finding: Finding) -> str:
    return "introduced" if finding.polarity == "problem" else "safeguard won"


def _changed(change: str) -> str:
    return "words changed" if change == "same" else change
