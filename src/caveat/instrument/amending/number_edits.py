"""Units that get other numbers."""

from __future__ import annotations

import re

from caveat.instrument.amending.edits import Edit
from caveat.instrument.amending.spots import NotFoundError, Spot
from caveat.instrument.amending.task import Task
from caveat.instrument.reference_grammar import Citation
from caveat.language.numerals import letter_value


def renumber(task: Task) -> list[Edit]:
    """Give units the numbers that the instruction gives them, or make a unit's words its first subdivision.

    Raises:
        NotFoundError: a unit is not there, or there are not as many numbers as units.
    """
    target = task.draft.target
    spots = task.spots(target)
    as_ = task.draft.anchor.place if task.draft.anchor else None
    if target and len(spots) == 1 and (target.thing == "existing" or _goes_deeper(as_, target.place, spots[0])):
        return [_split(spots[0], _labels(task, as_, 1)[0], task)]
    labels = _labels(task, as_, len(spots))
    return [_number(task, spot, label) for spot, label in zip(spots, labels, strict=True)]


def _goes_deeper(new: Citation | None, old: Citation | None, spot: Spot) -> bool:
    """Whether the new number is one inside the unit: section 5 becomes section 5(1)."""
    if new is None or old is None or spot.unit is None or spot.unit.kind != "article":
        return False
    return len(new.items[0].path) > len(old.items[0].path)


def _labels(task: Task, new: Citation | None, count: int) -> list[str]:
    labels = [task.draft.label] if task.draft.label else []
    if new:
        labels = [item.path[-1].label for item in new.items]
        if len(new.items) == 2 and new.items[1].ranges:
            labels = _counted(labels[0], count)
    if len(labels) != count:
        raise NotFoundError("the instruction does not give as many new numbers as there are units")
    return labels


def _counted(first: str, count: int) -> list[str]:
    """So many numbers of a series, from its first on."""
    if first.isdigit():
        return [str(int(first) + step) for step in range(count)]
    value = letter_value(first)
    return [chr(96 + value + step) for step in range(count)] if value and value + count <= 27 else []


def _number(task: Task, spot: Spot, label: str) -> Edit:
    unit = spot.unit
    if unit is None or not unit.number:
        raise NotFoundError("what is to be renumbered has no number")
    printed = re.compile(re.escape(unit.number).replace(r"\ ", r"\s+"), re.IGNORECASE)
    match = printed.search(task.principal.text, unit.start, unit.head_end)
    if not match:
        raise NotFoundError(f"the number of {unit.citation} does not stand at its head")
    shown = label.upper() if match[0].isupper() else label
    return Edit(*match.span(), shown, number=(unit.eid, shown))


def _split(spot: Spot, label: str, task: Task) -> Edit:
    """The words of a unit become its first subdivision."""
    if spot.unit is None:
        raise NotFoundError("the instruction does not say which unit is renumbered")
    at = task.principal.body(spot)
    return Edit(at, at, f"({label}) ", split=spot.unit.eid)
