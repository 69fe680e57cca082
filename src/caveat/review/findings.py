"""From the outcome of a criterion to what is reported: a finding with its words, and what was weighed against it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Literal, TypeVar

from msgspec.structs import replace

from caveat.criteria.evaluate import Outcome
from caveat.criteria.law import Law, Words, words_of
from caveat.criteria.operators import Case
from caveat.criteria.templates import fill
from caveat.kernel.deeds import Provision
from caveat.kernel.shapes import Unit
from caveat.kernel.verdicts import Check, Considered, Evidence, Finding, Polarity, Searched
from caveat.review.quoting import evidence

T = TypeVar("T")


def check(law: Law, outcome: Outcome) -> Check:
    """What a criterion left on a provision: its result, and the reason in one sentence."""
    eid = outcome.subject.eid if outcome.subject else None
    return Check(code=outcome.criterion.code, eid=eid, result=outcome.result, why=_because(law, outcome))


def findings(law: Law, outcome: Outcome) -> list[Finding]:
    """What an outcome reports: a problem, a safeguard, both, or nothing. Fingerprints are set later, over all.

    `why` has two paragraphs: what is true of this provision, and why the criterion asks.
    """
    return [_finding(law, outcome, polarity) for polarity in outcome.finds]


def _finding(law: Law, outcome: Outcome, polarity: Polarity) -> Finding:
    criterion, problem = outcome.criterion, polarity == "problem"
    speaking = [words for words in outcome.words if words not in outcome.contrary]
    shown = _evidence(law, outcome.subject, speaking) if outcome.subject or not problem else []
    first = shown[0] if shown else None
    message = outcome.message if problem else outcome.safeguard
    return Finding(
        code=criterion.code,
        topic=criterion.topic,
        polarity=polarity,
        basis="text" if speaking or outcome.weighed else "inference",
        severity=outcome.severity,
        status="bracketed" if outcome.bracketed else _status(law, first),
        eid=first.eid if first else None,
        citation=_citation(outcome.subject, first),
        quote=first.quote if first else None,
        start=first.start if first else None,
        end=first.end if first else None,
        page=first.page if first else None,
        evidence=shown,
        message=_fill(law, outcome, message),
        why=f"{_because(law, outcome)}\n\n{_fill(law, outcome, criterion.why)}",
        rights=list(criterion.rights),
        groups=list(criterion.groups),
        standards=list(criterion.standards),
        considered=[_considered(law, one.safeguard, one.why) for one in outcome.weighed] if problem else [],
        searched=_searched(law, outcome) if problem and not speaking else None,
        contrary=_contrary(law, outcome) if problem else [],
        fix=_fill(law, outcome, outcome.rule.fix or criterion.fix) if problem else None,
        confidence=None,
        fingerprint="",
    )


def _evidence(law: Law, subject: Provision | None, words: Sequence[Words]) -> list[Evidence]:
    """The deciding words of the provision itself, the provision, and deciding words from elsewhere."""
    if subject is None:
        return _distinct(law, words)
    own = law.passages(subject, "provision")
    near = [one for one in words if any(start <= one.start and one.end <= end for start, end in own)]
    far = [one for one in words if one not in near]
    return _distinct(law, [*near, words_of("provision", subject), *far])


def _distinct(law: Law, words: Iterable[Words]) -> list[Evidence]:
    return _once((evidence(law, one) for one in words), _span)


def _contrary(law: Law, outcome: Outcome) -> list[Evidence]:
    """What the other side will cite, word for word."""
    cited = (words._replace(role="contrary") for words in outcome.contrary)
    return _once((evidence(law, words, exact=True) for words in cited), _span)


def _span(shown: Evidence) -> tuple[int, int]:
    return shown.start, shown.end


def _once(items: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """Of the items with equal keys, the first."""
    first: dict[Hashable, T] = {}
    for item in items:
        first.setdefault(key(item), item)
    return list(first.values())


def _citation(subject: Provision | None, first: Evidence | None) -> str:
    if subject is not None:
        return subject.citation
    return first.citation if first else "Instrument"


def _status(law: Law, first: Evidence | None) -> Literal["settled", "bracketed", "alternative"]:
    """Whether the words quoted first stand inside a bracket or an option of a negotiating text."""
    if first is None:
        return "settled"
    around = {mark.type for mark in law.outline.marks if mark.start <= first.start and first.end <= mark.end}
    if "option" in around:
        return "alternative"
    return "bracketed" if around & {"bracket", "insertion"} else "settled"


def _considered(law: Law, safeguard: Provision, why: str) -> Considered:
    return Considered(eid=safeguard.eid, citation=safeguard.citation, quote=safeguard.quote, why=why)


def _searched(law: Law, outcome: Outcome) -> Searched:
    """What was looked through before something was called absent, and which texts were not there to look through."""
    treaty = law.outline.instrument.kind == "treaty"
    leans = outcome.criterion.leans_on.treaty if treaty else outcome.criterion.leans_on.statute
    units = _searched_units(law, outcome.subject)
    return Searched(eids=[unit.eid for unit in units], where=_where(units, outcome.subject), not_supplied=list(leans))


def _searched_units(law: Law, subject: Provision | None) -> list[Unit]:
    """The provision's own article, and the articles of the safeguards that reach it."""
    if subject is None:
        return [unit for unit in law.outline.units if unit.kind == "article"]
    places = [subject.eid, *(safeguard.eid for _, safeguard in law.reaching(subject))]
    units = (law.article(eid) or next(iter(law.lineage(eid)), None) for eid in places)
    return list({unit.eid: unit for unit in units if unit}.values())


def _where(units: list[Unit], subject: Provision | None) -> str:
    if subject is None:
        return f"the whole instrument ({_count(units)})"
    others = ", ".join(unit.citation for unit in units[1:])
    own = units[0].citation if units else subject.citation
    return f"{own}, and the safeguards that cover it in {others}" if others else f"{own}; no other safeguard covers it"


def _count(units: list[Unit]) -> str:
    return "1 article or section" if len(units) == 1 else f"{len(units)} articles or sections"


def _because(law: Law, outcome: Outcome) -> str:
    return outcome.because(Case(law, outcome.subject))


def _fill(law: Law, outcome: Outcome, template: str) -> str:
    return fill(template, Case(law, outcome.subject), outcome.words)


def joined(first: Finding, others: Iterable[Finding]) -> Finding:
    """One finding for several on the same provision and topic: the gravest speaks, all bring their words."""
    parts = [first, *others]
    return replace(
        first,
        evidence=_once((one for part in parts for one in part.evidence), _span),
        considered=_once((one for part in parts for one in part.considered), lambda one: one.eid),
        contrary=_once((one for part in parts for one in part.contrary), _span),
    )
