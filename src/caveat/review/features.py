"""What of a finding may decide whether it is worth saying: named features, each one number.

What is true of a provision counts by itself and, since it weighs otherwise for
another topic, once more under the topic: "penalty problem: years of prison".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Final, NamedTuple

from caveat.criteria.evaluate import Outcome
from caveat.criteria.law import Law
from caveat.kernel.deeds import Cooperation, Offence, Power, Provision, Safeguard
from caveat.kernel.verdicts import SEVERITIES, Finding

Features = dict[str, float]
_LONG: Final = 20.0
"""Years of imprisonment beyond which more makes no difference."""


class Candidate(NamedTuple):
    """A finding, and the outcome from which it comes."""

    finding: Finding
    outcome: Outcome


def features(law: Law, candidates: Sequence[Candidate]) -> list[Features]:
    """The features of every finding of a text, in their order; what is not named is 0."""
    around = _Around(law, candidates)
    return [_features(law, one, around) for one in candidates]


def code_of(finding: Finding) -> str:
    """The feature that says which criterion finds it."""
    return f"code {finding.code} {finding.polarity}"


def _features(law: Law, candidate: Candidate, around: _Around) -> Features:
    finding, topic = candidate.finding, f"{candidate.finding.topic} {candidate.finding.polarity}"
    known = [*_said(law, candidate), *_subject(candidate.outcome.subject), *around.of(finding)]
    given = {code_of(finding): 1.0, topic: 1.0}
    for name, value in known:
        if value:
            given[f"{finding.polarity}: {name}"] = value
            given[f"{topic}: {name}"] = value
    return given


def _said(law: Law, candidate: Candidate) -> Iterator[tuple[str, float]]:
    """What the finding itself says."""
    finding, outcome = candidate
    yield "in a treaty", float(law.outline.instrument.kind == "treaty")
    yield f"is {finding.severity}", 1.0
    yield "is grave", SEVERITIES.index(finding.severity) / 3
    yield f"is {outcome.result}", 1.0
    yield "is inferred", float(finding.basis == "inference")
    yield "is not settled", float(finding.status != "settled")
    yield "safeguards fall short", log(1 + len(finding.considered))
    yield "shows words", float(len(finding.evidence) > 1)


def _subject(subject: Provision | None) -> Iterator[tuple[str, float]]:
    """What the provision is: its kind, the strength of its elements, its penalty, and how far it reaches."""
    if subject is None:
        yield "the whole text", 1.0
    elif isinstance(subject, Offence):
        yield from _offence(subject)
    elif isinstance(subject, Power):
        yield from _power(subject)
    elif isinstance(subject, Safeguard):
        yield f"{subject.kind} reaches {subject.reach}", 1.0
        yield "binds", float(subject.mandatory)
        yield "defers", float(subject.deference)
    elif isinstance(subject, Cooperation):
        yield from _cooperation(subject)


def _offence(subject: Offence) -> Iterator[tuple[str, float]]:
    binding = any(one.force == "mandatory" for one in subject.specific_intent)
    yield f"{subject.class_} offence", 1.0
    yield "a State must make it a crime", float(subject.addressee == "state")
    yield "asks for a purpose", float(bool(subject.specific_intent))
    yield "asks for a purpose in every case", float(binding)
    yield "asks for harm", float(bool(subject.harm))
    yield "asks for want of right", float(subject.authorisation is not None)
    yield "asks for intent", float(subject.general_intent is not None)
    yield "has exemptions", float(bool(subject.exemptions))
    if subject.penalty:
        yield "years of prison", min(subject.penalty.max_years or 0.0, _LONG) / _LONG
        yield "least years of prison", float(bool(subject.penalty.min_years))


def _power(subject: Power) -> Iterator[tuple[str, float]]:
    yield f"power: {subject.name}", 1.0
    yield f"court: {subject.judicial_authorisation.value}", 1.0
    yield "has a threshold", float(subject.threshold is not None)
    yield "has a limit in time", float(subject.duration is not None)
    yield "is secret", float(subject.secrecy is not None)
    yield "gives notice", float(subject.notice is not None)
    yield "serves one investigation", float(subject.specific_investigation is not None)


def _cooperation(subject: Cooperation) -> Iterator[tuple[str, float]]:
    yield f"cooperation: {subject.kind}", 1.0
    yield f"duty: {subject.duty}", 1.0
    yield f"dual criminality: {subject.dual_criminality}", 1.0
    yield "may be refused", float(bool(subject.refusal))
    yield "protects data", float(bool(subject.data_protection))
    yield "limits use", float(bool(subject.use_limits))
    for scope in subject.scope:
        yield f"for {scope}", 1.0


class _Around:
    """How often the same is said in a text, and how much is said of one article."""

    def __init__(self, law: Law, candidates: Iterable[Candidate]) -> None:
        self.law = law
        self.same: Counter[tuple[str, str]] = Counter()
        self.here: Counter[str] = Counter()
        self.first: dict[tuple[str, str], Finding] = {}
        for finding, _ in candidates:
            same = (finding.topic, finding.polarity)
            self.same[same] += 1
            self.here[self._article(finding)] += 1
            self.first.setdefault(same, finding)
        deeds = law.provisions
        self.acts = Counter(self._article(one) for one in [*deeds.offences, *deeds.powers, *deeds.cooperation])

    def of(self, finding: Finding) -> Iterator[tuple[str, float]]:
        """How one finding stands among the others."""
        same, article = (finding.topic, finding.polarity), self._article(finding)
        yield "is said elsewhere too", log(self.same[same])
        yield "is said here first", float(self.first[same] is finding)
        yield "much is said of the article", log(self.here[article])
        yield "acts in the article", log(1 + self.acts[article])

    def _article(self, place: Finding | Provision) -> str:
        article = self.law.article(place.eid or "")
        return article.eid if article else place.eid or ""
