"""What a text ought to do, and whether it does: the shapes of `caveat review`."""

from __future__ import annotations

from typing import Literal

from caveat.kernel.changes import Instruction
from caveat.kernel.shapes import Coverage, Instrument, Shape

Severity = Literal["critical", "major", "minor", "info"]
Polarity = Literal["problem", "safeguard"]
Result = Literal["met", "partly", "unmet", "inconclusive", "not-applicable"]

SEVERITIES: tuple[Severity, ...] = ("info", "minor", "major", "critical")
"""From the lightest to the gravest."""


class Evidence(Shape, frozen=True, kw_only=True):
    """Verbatim words at a pinpoint, and the role they play in the finding."""

    role: str
    eid: str
    citation: str
    start: int
    end: int
    quote: str
    page: int | None = None


class Standard(Shape, frozen=True, kw_only=True):
    """A source of law or principle with its pinpoint."""

    instrument: str
    pinpoint: str
    says: str


class Considered(Shape, frozen=True, kw_only=True):
    """A safeguard that reaches the provision, and why it did not suffice."""

    eid: str
    citation: str
    quote: str
    why: str


class Searched(Shape, frozen=True, kw_only=True):
    """What was searched before something was called absent."""

    eids: list[str]
    where: str
    not_supplied: list[str]


class Finding(Shape, frozen=True, kw_only=True):
    """What a criterion says of a provision, with the words that carry it.

    A finding about the whole instrument has citation "Instrument" and no place.
    """

    code: str
    topic: str
    polarity: Polarity
    basis: Literal["text", "inference"]
    severity: Severity
    status: Literal["settled", "bracketed", "alternative"]
    eid: str | None
    citation: str
    quote: str | None
    start: int | None
    end: int | None
    page: int | None = None
    evidence: list[Evidence]
    message: str
    why: str
    rights: list[str]
    groups: list[str]
    standards: list[Standard]
    considered: list[Considered]
    searched: Searched | None
    contrary: list[Evidence]
    fix: str | None
    confidence: float | None
    fingerprint: str


class Check(Shape, frozen=True, kw_only=True):
    """The result of one criterion on one provision it selects; eid is null for the whole instrument."""

    code: str
    eid: str | None
    result: Result
    why: str


class Demand(Shape, frozen=True, kw_only=True):
    """How one demand of a profile fares."""

    id: str
    title: str
    status: Literal["met", "partly", "unmet", "undetermined", "not-applicable"]
    because: list[str]
    change: Literal["improved", "same", "regressed", "orphaned"] | None = None


class Verdict(Shape, frozen=True, kw_only=True):
    """The decision of a profile, with reasons that cite findings."""

    decision: Literal["acceptable", "amend", "reject", "undetermined"]
    reasons: list[str]
    red_lines: list[str]


class ChangedFinding(Shape, frozen=True, kw_only=True):
    """A finding that stays on a provision whose words are new.

    `was` is the finding on the text before; `fingerprint` names the finding of
    this review that has its place.
    """

    was: Finding
    fingerprint: str
    change: Literal["worsened", "eased", "same"]


class Amending(Shape, frozen=True, kw_only=True):
    """What an amending text does to the text that is reviewed as it reads thereafter.

    `instrument` is the amending text. `introduced` and `carried` are
    fingerprints of findings of this review; the findings of `resolved` are
    those of the text before, in whose offsets they quote.
    """

    instrument: Instrument
    instructions: list[Instruction]
    introduced: list[str]
    resolved: list[Finding]
    changed: list[ChangedFinding]
    carried: list[str]


class Review(Shape, frozen=True, kw_only=True, rename={"schema_": "schema"}):
    """The document of `caveat review`."""

    schema_: str = "caveat.review/1"
    instrument: Instrument
    profile: str | None
    findings: list[Finding]
    checks: list[Check]
    demands: list[Demand]
    verdict: Verdict | None
    coverage: Coverage
    amending: Amending | None = None
