"""What the shape of a criterion alone does not tell: names that must exist, rules that must be complete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from caveat.criteria.fields import UnknownFieldError, choices, type_of
from caveat.criteria.mistakes import CriterionError, Path, unknown
from caveat.criteria.model import Criterion
from caveat.criteria.operators import Defined, Mentions, Operator, ReachedBy, TextIs
from caveat.criteria.templates import GENERAL, placeholders
from caveat.criteria.topics import TOPICS
from caveat.criteria.vocabulary import lexicons, values
from caveat.kernel.verdicts import Result

_CODE: Final = re.compile(r"[A-Z]{3}-\d{3}")
_NEEDED: Final[tuple[Result, ...]] = ("met", "unmet")
_LEAST: Final = 2


def check_leaf(ask: Operator, kind: str, path: Path) -> None:
    """That the fields, values, topics and lexicon elements which a question names exist.

    Raises:
        CriterionError: one of them does not.
    """
    if isinstance(ask, Mentions | Defined):
        _known([ask.element], lexicons(), (*path, _key(ask, "element")), "element of the lexicon")
        if isinstance(ask, Mentions):
            _known(ask.value, values(ask.element), (*path, "value"), f"value of {ask.element}")
    elif isinstance(ask, ReachedBy):
        _known([ask.kind] if isinstance(ask.kind, str) else ask.kind, TOPICS, (*path, _key(ask, "kind")), "topic")
    elif not isinstance(ask, TextIs):
        _check_field(ask, kind, path)
    if mentioning := getattr(ask, "mentioning", None):
        _known([mentioning], lexicons(), (*path, "mentioning"), "element of the lexicon")


def check_criterion(criterion: Criterion) -> None:
    """That code, topic, names of questions, rules, sentences and examples are complete and fit each other.

    Raises:
        CriterionError: they do not.
    """
    if not _CODE.fullmatch(criterion.code):
        what = f"{criterion.code!r} is no code"
        raise CriterionError(("code",), what, "Use three capital letters, a hyphen and three digits.")
    _known([criterion.topic], TOPICS, ("topic",), "topic")
    _check_questions(criterion)
    _check_rules(criterion)
    _check_sentences(criterion)
    _check_examples(criterion)


def _check_field(ask: Any, kind: str, path: Path) -> None:
    try:
        type_of(kind, ask.field)
    except UnknownFieldError as error:
        raise unknown((*path, _key(ask, "field")), f"field of {kind}", error.name, error.known) from error
    closed = choices(kind, ask.field)
    for key in ("to", "value"):
        given = getattr(ask, key, ())
        if closed:
            _known(given if isinstance(given, tuple) else (given,), closed, (*path, key), f"value of {ask.field}")


def _check_questions(criterion: Criterion) -> None:
    gravity = criterion.severity
    _known(criterion.contrary, criterion.asks, ("contrary",), "question")
    _known(gravity.raises, criterion.asks, ("severity", "raises"), "question")
    _known(gravity.lowers, criterion.asks, ("severity", "lowers"), "question")


def _check_rules(criterion: Criterion) -> None:
    if not criterion.result:
        raise CriterionError(("result",), "there is no rule", "End the rules with one that has no `if`.")
    last = len(criterion.result) - 1
    for index, rule in enumerate(criterion.result):
        if rule.when is not None:
            _known([rule.when], criterion.asks, ("result", index, "if"), "question")
        if (rule.when is None) != (index == last):
            what = "the last rule has an `if`" if index == last else "a rule before the last has no `if`"
            raise CriterionError(("result", index), what, "Give every rule an `if`, except the last.")
        if "safeguard" in (rule.finds or []) and criterion.safeguard is None:
            raise CriterionError(
                ("result", index, "finds"), "no sentence for a safeguard", "Write it under `safeguard`."
            )


def _check_sentences(criterion: Criterion) -> None:
    kind = criterion.selects.kind
    sentences: list[tuple[Path, str | None]] = [
        (("message",), criterion.message),
        (("why",), criterion.why),
        (("fix",), criterion.fix),
        (("safeguard",), criterion.safeguard),
    ]
    for index, rule in enumerate(criterion.result):
        spoken = (
            ("because", rule.because),
            ("message", rule.message),
            ("safeguard", rule.safeguard),
            ("fix", rule.fix),
        )
        sentences += [(("result", index, key), sentence) for key, sentence in spoken]
    for path, sentence in sentences:
        for name in placeholders(sentence or ""):
            _check_placeholder(name, kind, path)


def _check_placeholder(name: str, kind: str, path: Path) -> None:
    if name in GENERAL:
        return
    try:
        type_of(kind, name)
    except UnknownFieldError as error:
        raise unknown(path, "placeholder", name, [*GENERAL, *error.known]) from error


def _check_examples(criterion: Criterion) -> None:
    clear = Counter(example.expect for example in criterion.examples if example.near_miss is None)
    for result in _NEEDED:
        if clear[result] < _LEAST:
            remedy = f"Add examples until there are {_LEAST}, each drafted in another style."
            raise CriterionError(("examples",), f"only {clear[result]} example that is {result}", remedy)
    if not any(example.near_miss for example in criterion.examples):
        remedy = "Add an example with `near-miss`, which says what it is not."
        raise CriterionError(("examples",), "there is no near miss", remedy)


def _known(names: Iterable[Any], known: Iterable[str], path: Path, label: str) -> None:
    options = list(known)
    for index, name in enumerate(names):
        if isinstance(name, str) and name not in options:
            raise unknown((*path, index), label, name, options)


def _key(ask: Operator, attribute: str) -> str:
    """The key under which a file states an attribute of an operator."""
    index = ask.__struct_fields__.index(attribute)
    return ask.__struct_encode_fields__[index]
