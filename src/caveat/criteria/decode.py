"""From the plain data of a criterion's file to the criterion; every mistake knows its path."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from caveat.criteria import mistakes
from caveat.criteria.checks import check_criterion, check_leaf
from caveat.criteria.mistakes import CriterionError, Path
from caveat.criteria.model import Criterion, Kind
from caveat.criteria.operators import BRANCHES, LEAVES, AllOf, AnyOf, Ask, Beside, Not, Operator
from caveat.kernel.bounds import MAX_NESTING


def criterion(raw: Any) -> Criterion:
    """The criterion that plain data states.

    Raises:
        CriterionError: a key, name, value or rule is wrong.
    """
    if not isinstance(raw, dict):
        raise CriterionError((), "a criterion is a mapping of keys", "Start with code, title, topic and selects.")
    kind = _kind(raw)
    asks = _asks(raw.get("asks"), kind)
    where = raw["selects"].get("where")
    selects = {**raw["selects"], "where": None if where is None else _ask(where, kind, ("selects", "where"), {})}
    found: Criterion = _convert({**raw, "selects": selects, "asks": asks}, Criterion, ())
    check_criterion(found)
    return found


def _kind(raw: dict[str, Any]) -> Kind:
    selects = raw.get("selects")
    if not isinstance(selects, dict):
        what = "selects must name a kind of provision"
        raise CriterionError(("selects",), what, "Write for example: selects: {kind: power}.")
    kind: Kind = _convert(selects.get("kind"), Kind, ("selects", "kind"))
    return kind


def _asks(raw: Any, kind: Kind) -> dict[str, Ask]:
    if not isinstance(raw, dict) or not raw:
        raise CriterionError(
            ("asks",), "asks must name at least one question", "Give every question a name and an operator."
        )
    asks: dict[str, Ask] = {}
    for name, node in raw.items():
        asks[str(name)] = _ask(node, kind, ("asks", name), asks)
    return asks


def _ask(node: Any, kind: Kind, path: Path, known: dict[str, Ask]) -> Ask:
    """A question from its mapping, or one asked before, by its name."""
    if len(path) > MAX_NESTING:
        raise CriterionError(
            path[:MAX_NESTING], "the question is nested too deeply", "Give its parts names of their own."
        )
    if isinstance(node, str):
        if node not in known:
            raise mistakes.unknown(path, "question", node, list(known))
        return known[node]
    if not isinstance(node, dict):
        what = "a question is a mapping with one operator"
        raise CriterionError(path, what, "Write for example: {present: general_intent}.")
    operator = next((key for key in node if key in LEAVES or key in BRANCHES), None)
    if operator is None:
        raise mistakes.unknown(path, "operator", str(next(iter(node), "")), [*LEAVES, *BRANCHES])
    if operator in BRANCHES:
        return _branch(operator, node, kind, path, known)
    return _leaf(operator, node, kind, path)


def _branch(operator: str, node: dict[str, Any], kind: Kind, path: Path, known: dict[str, Ask]) -> Ask:
    if len(node) != 1:
        what = f"{operator!r} stands alone in its mapping"
        raise CriterionError(path, what, "Put the other keys in a question of their own.")
    inner, here = node[operator], (*path, operator)
    if operator in ("not", "beside"):
        part = _ask(inner, kind, here, known)
        return Not(of=part) if operator == "not" else Beside(of=part)
    if not isinstance(inner, list) or not inner:
        raise CriterionError(here, f"{operator!r} takes a list of questions", "Write the questions as a list.")
    parts = tuple(_ask(part, kind, (*here, index), known) for index, part in enumerate(inner))
    return AllOf(of=parts) if operator == "all" else AnyOf(of=parts)


def _leaf(operator: str, node: dict[str, Any], kind: Kind, path: Path) -> Ask:
    ask: Operator = _convert(node, LEAVES[operator], path)
    check_leaf(ask, kind, path)
    return cast(Ask, ask)


def _convert(raw: Any, kind: Any, path: Path) -> Any:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise mistakes.from_validation(path, str(error)) from error
