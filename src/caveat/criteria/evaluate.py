"""Every criterion on everything it selects: outcomes, before they become findings and checks.

Reads: the law (tree and provisions) and the criteria. Writes: nothing; a pure function of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from caveat.criteria.law import Law, Words
from caveat.criteria.model import Criterion, Gravity, Kind, Rule
from caveat.criteria.operators import Answer, Case, Weighed
from caveat.criteria.templates import fill
from caveat.kernel.deeds import Provision
from caveat.kernel.verdicts import SEVERITIES, Polarity, Result, Severity

WORST_FIRST: Final[tuple[Result, ...]] = ("unmet", "partly", "inconclusive", "not-applicable", "met")
"""Results from the one that weighs most against a text."""
_PLURALS: Final = {
    "offence": "offences",
    "power": "powers",
    "safeguard": "safeguards",
    "cooperation": "cooperation",
    "jurisdiction": "jurisdiction",
    "definition": "definitions",
    "arrangement": "arrangements",
}


class Outcome(NamedTuple):
    """What one criterion says of one provision (None: of the whole instrument).

    `words` are those of the question that decided; `bracketed` says that the
    result would be another if brackets fell or stayed.
    """

    criterion: Criterion
    subject: Provision | None
    rule: Rule
    severity: Severity
    words: tuple[Words, ...]
    weighed: tuple[Weighed, ...]
    contrary: tuple[Words, ...]
    bracketed: bool

    @property
    def result(self) -> Result:
        """What the deciding rule says."""
        return self.rule.result

    @property
    def finds(self) -> Sequence[Polarity]:
        """What is to be reported: a problem, a safeguard, both or nothing."""
        return _finds(self.criterion, self.rule)

    @property
    def message(self) -> str:
        """What a problem says: the sentence of the rule, or else of the criterion."""
        return self.rule.message or self.criterion.message

    @property
    def safeguard(self) -> str:
        """What a safeguard says: the sentence of the rule, or else of the criterion."""
        return self.rule.safeguard or self.criterion.safeguard or ""

    def because(self, case: Case) -> str:
        """Why the result is what it is, in a sentence about the provision."""
        return fill(self.rule.because, case, self.words)


def evaluate(law: Law, criteria: Iterable[Criterion]) -> Iterator[Outcome]:
    """The outcomes of every criterion, in the order of the criteria and of the text."""
    for criterion in criteria:
        for subject in subjects(law, criterion):
            yield judge(Case(law, subject), criterion)


def subjects(law: Law, criterion: Criterion) -> list[Provision | None]:
    """What a criterion selects in a law; [None] is the instrument itself."""
    where, kind = criterion.selects.where, criterion.selects.kind
    return [one for one in _all(law, kind) if where is None or not where.surely(False, Case(law, one))]


def _all(law: Law, kind: Kind) -> Sequence[Provision | None]:
    if kind == "instrument":
        return [None]
    return law.articles if kind == "article" else getattr(law.provisions, _PLURALS[kind])


def judge(case: Case, criterion: Criterion) -> Outcome:
    """The outcome of one criterion for one provision."""
    answers = _Answers(criterion, case)
    strict, lenient = _decide(criterion, answers, False), _decide(criterion, answers, True)
    rule = min(strict, lenient, key=lambda rule: WORST_FIRST.index(rule.result))
    told = bool(_finds(criterion, rule))
    return Outcome(
        criterion=criterion,
        subject=case.subject,
        rule=rule,
        severity=rule.severity or (_severity(criterion.severity, answers) if told else criterion.severity.base),
        words=answers[rule.when].words if rule.when else (),
        weighed=_weighed(map(answers.__getitem__, criterion.asks)) if told else (),
        contrary=answers.words(criterion.contrary) if told else (),
        bracketed=strict.result != lenient.result,
    )


class _Answers(dict[str, Answer]):
    """The answers to the questions of a criterion, each worked out when it is first needed."""

    def __init__(self, criterion: Criterion, case: Case) -> None:
        super().__init__()
        self.criterion, self.case = criterion, case

    def __missing__(self, name: str) -> Answer:
        answer = self[name] = self.criterion.asks[name].evaluate(self.case)
        return answer

    def words(self, names: Iterable[str]) -> tuple[Words, ...]:
        """The words of the questions that hold."""
        return tuple(words for name in names if self[name].holds for words in self[name].words)


def _finds(criterion: Criterion, rule: Rule) -> Sequence[Polarity]:
    if rule.finds is not None:
        return rule.finds
    if rule.result in ("unmet", "partly"):
        return ["problem"]
    return ["safeguard"] if rule.result == "met" and criterion.safeguard else []


def _decide(criterion: Criterion, answers: dict[str, Answer], brackets_count: bool) -> Rule:
    held = (True, None) if brackets_count else (True,)
    return next(rule for rule in criterion.result if rule.when is None or answers[rule.when].holds in held)


def _severity(gravity: Gravity, answers: dict[str, Answer]) -> Severity:
    steps = sum(bool(answers[name].holds) for name in gravity.raises)
    steps -= sum(bool(answers[name].holds) for name in gravity.lowers)
    place = SEVERITIES.index(gravity.base) + steps
    return SEVERITIES[min(max(place, 1), len(SEVERITIES) - 1)]


def _weighed(answers: Iterable[Answer]) -> tuple[Weighed, ...]:
    """Each safeguard once, with the first reason given."""
    first = {one.safeguard.id: one for answer in reversed(list(answers)) for one in reversed(answer.weighed)}
    return tuple(sorted(first.values(), key=lambda one: one.safeguard.start))
