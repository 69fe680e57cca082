"""The review of one text: every criterion on everything it selects, reported as findings and checks.

Reads: outline, provisions, criteria. Writes: a Review without profile, demands and verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from caveat.criteria.evaluate import Outcome, evaluate
from caveat.criteria.law import Law
from caveat.criteria.model import Criterion
from caveat.kernel.deeds import Provisions
from caveat.kernel.shapes import Outline
from caveat.kernel.verdicts import SEVERITIES, Check, Finding, Result, Review
from caveat.review.features import Candidate
from caveat.review.findings import check, findings, joined
from caveat.review.fingerprints import fingerprints, key
from caveat.review.salience import Model, salient, shipped


def assess(
    outline: Outline, provisions: Provisions, criteria: Sequence[Criterion], model: Model | None = None
) -> Review:
    """Review a text against criteria; `model` says what is worth saying, that of the package if none is given.

    Everything is in the order of the text (the instrument as a whole first),
    then of the codes. A text in a language without a lexicon is not judged:
    every check on it is inconclusive.
    """
    law = Law(outline, provisions)
    found, checks = (
        _judge(law, criteria, model or shipped())
        if outline.instrument.language.startswith("en")
        else ([], _unread(law, criteria))
    )
    return Review(
        instrument=outline.instrument,
        profile=None,
        findings=found,
        checks=checks,
        demands=[],
        verdict=None,
        coverage=outline.coverage,
    )


def candidates(law: Law, criteria: Iterable[Criterion]) -> list[Candidate]:
    """Everything that the criteria find, one a provision, topic and polarity, before it is weighed."""
    return _candidates(law, evaluate(law, criteria))


def _judge(law: Law, criteria: Sequence[Criterion], model: Model) -> tuple[list[Finding], list[Check]]:
    outcomes = list(evaluate(law, criteria))
    place = {eid: index for index, eid in enumerate(law.units)}
    checks = [check(law, outcome) for outcome in outcomes] + _without_subject(outcomes, criteria)
    checks.sort(key=lambda one: (place.get(one.eid or "", -1), one.code))
    return _marked(law, salient(law, _candidates(law, outcomes), model)), checks


def _candidates(law: Law, outcomes: Iterable[Outcome]) -> list[Candidate]:
    """One finding a provision, topic and polarity, in the order of the text."""
    groups: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    for outcome in outcomes:
        for finding in findings(law, outcome):
            recurs = outcome.criterion.once and finding.evidence[0].role == "provision"
            place = f"throughout: {outcome.rule.because}" if recurs else _place(law, finding.eid)
            groups[(place, finding.topic, finding.polarity)].append(Candidate(finding, outcome))
    return sorted(map(_gravest, groups.values()), key=lambda one: _order(one.finding))


def _marked(law: Law, found: Sequence[Finding]) -> list[Finding]:
    """Findings with their fingerprints."""
    keys = (key(law, one.code, one.polarity, law.units.get(one.eid or "")) for one in found)
    return [replace(one, fingerprint=mark) for one, mark in zip(found, fingerprints(keys), strict=True)]


def _order(finding: Finding) -> tuple[int, str, str, str]:
    return -1 if finding.start is None else finding.start, finding.code, finding.polarity, finding.citation


def _gravest(group: list[Candidate]) -> Candidate:
    ranked = sorted(group, key=lambda one: (-SEVERITIES.index(one.finding.severity), one.finding.start or 0))
    first, *others = ranked
    return first._replace(finding=joined(first.finding, [one.finding for one in others]))


def _place(law: Law, eid: str | None) -> str:
    """The article, with the paragraph where it has any: what lawyers call one provision. A glossary is one."""
    chain = law.lineage(eid or "")
    inner = [unit for unit in chain if unit.kind in ("article", "paragraph")]
    return inner[-1].eid if inner else (eid or "")


def _without_subject(outcomes: Iterable[Outcome], criteria: Iterable[Criterion]) -> list[Check]:
    used = {outcome.criterion.code for outcome in outcomes}
    why = "The text has no provision of the kind that this criterion judges."
    return [_general(one, "not-applicable", why) for one in criteria if one.code not in used]


def _unread(law: Law, criteria: Iterable[Criterion]) -> list[Check]:
    why = f"Caveat reads the structure of a text in this language ({law.outline.instrument.language}), not its law."
    return [_general(one, "inconclusive", why) for one in sorted(criteria, key=lambda one: one.code)]


def _general(criterion: Criterion, result: Result, why: str) -> Check:
    return Check(code=criterion.code, eid=None, result=result, why=why)
