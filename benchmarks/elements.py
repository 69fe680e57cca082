"""Elements of matched provisions against the labels, beside another reader and the best constant answer.

Only pairs that the scorer matches are compared. Where an element is rare a
program that never reports it is nearly always right, so precision and recall
of its presence stand beside the share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any, NamedTuple

Item = dict[str, Any]


class Pair(NamedTuple):
    """One element of one matched provision: what the reader holds, and what is held against it."""

    kind: str
    element: str
    citation: str
    truth: Any
    answer: Any


class Line(NamedTuple):
    """How often one element agrees, beside the best constant answer, and how its presence does."""

    kind: str
    element: str
    pairs: int
    share: float
    constant: float
    precision: float | None
    recall: float | None


def pairs(score: ModuleType, truth: list[Item], answers: list[Item]) -> Iterator[Pair]:
    """Every element of every matched provision; a phrase counts as there or not there."""
    for kind, elements in score.ELEMENTS.items():
        for label, answer in score.pairs(kind, truth, answers)[0]:
            for name, how in elements:
                values = (label.get(name), answer.get(name))
                held, given = values if how == "equal" else map(bool, values)
                yield Pair(kind, name, label["citation"], held, given)


def lines(found: Iterable[Pair]) -> list[Line]:
    """One line an element, in the order of the scorer."""
    groups: dict[tuple[str, str], list[Pair]] = {}
    for pair in found:
        groups.setdefault((pair.kind, pair.element), []).append(pair)
    return [_line(*key, group) for key, group in groups.items()]


def _line(kind: str, element: str, group: list[Pair]) -> Line:
    right = sum(pair.truth == pair.answer for pair in group)
    common = Counter(repr(pair.truth) for pair in group).most_common(1)[0][1]
    there = [pair for pair in group if _there(pair.truth)]
    given = [pair for pair in group if _there(pair.answer)]
    both = sum(_there(pair.answer) and pair.truth == pair.answer for pair in there)
    return Line(
        kind, element, len(group), right / len(group), common / len(group),
        both / len(given) if given else None, both / len(there) if there else None,
    )  # fmt: skip


def _there(value: Any) -> bool:
    return value not in (None, False)


def render(ours: list[Line], readers: list[Line]) -> str:
    """The table in Markdown; `readers` are the same elements of one reader against another."""
    other = {(line.kind, line.element): line.share for line in readers}
    rows = ["| kind | element | pairs | agrees | constant answer | reader : reader | precision | recall |"]
    rows.append("|---|---|" + "---:|" * 6)
    for line in ours:
        figures = (line.share, line.constant, other.get((line.kind, line.element)), line.precision, line.recall)
        cells = ["-" if figure is None else f"{figure:.2f}" for figure in figures]
        rows.append(f"| {line.kind} | {line.element} | {line.pairs} | " + " | ".join(cells) + " |")
    for kind in dict.fromkeys(line.kind for line in ours):
        shares, constants = zip(*((line.share, line.constant) for line in ours if line.kind == kind), strict=True)
        rows.append(f"| **{kind}** | mean | | {_mean(shares):.2f} | {_mean(constants):.2f} | | | |")
    return "\n".join(rows)


def _mean(values: tuple[float, ...]) -> float:
    return sum(values) / len(values)
