"""Whole units that go, come, or give way to others."""

from __future__ import annotations

import re
from typing import Final

from caveat.instrument.amending.edits import Edit, Graft
from caveat.instrument.amending.fragments import defined, definitions, numbered_later, order, series
from caveat.instrument.amending.spots import NotFoundError, Principal, Spot
from caveat.instrument.amending.task import Task
from caveat.instrument.amending.tokens import Token
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Span, Unit

_CONTAINERS: Final = ("part", "title", "chapter", "section")
_APART: Final = ("tail", "annex", "conclusions", "preamble")
_BLANKS: Final = re.compile(r"\s*$")


def replace(task: Task) -> list[Edit]:
    """Put new units, or new words for its own, in the place of a unit.

    Raises:
        NotFoundError: the unit is not there, or not certain.
    """
    target = task.draft.target or _same_number(task)
    spots = task.spots(target) if isinstance(target, Token) else [task.principal.spot(target)]
    units = [spot.unit for spot in spots if spot.unit and spot.whole]
    if len(units) < len(spots):
        raise NotFoundError("the instruction does not say which unit is replaced")
    if len({unit.parent for unit in units}) > 1:
        raise NotFoundError("the units to be replaced do not stand together")
    task.unit = units[0]
    if not task.marks and not defined(task.new):
        if numbered_later(task.new):
            raise NotFoundError("the new text has words before its number, and what they are cannot be told")
        return [_inside(task, spots)]
    graft = Graft(units[0].parent, units[0].kind, tuple(unit.eid for unit in units))
    return [Edit(spots[0].start, spots[-1].end, task.new, graft=graft)]


def _inside(task: Task, spots: list[Spot]) -> Edit:
    """New text without a number is that of the unit, which keeps its own."""
    unit = spots[0].unit
    if len(spots) != 1 or unit is None:
        raise NotFoundError("the new text has no numbers that tell which unit is which")
    inner = tuple(child.eid for child in task.principal.children.get(unit.eid, []))
    return Edit(task.principal.body(spots[0]), spots[0].end, task.new, split=unit.eid, drop=inner)


def _same_number(task: Task) -> Unit:
    """The unit whose number, or term, the new text bears, where the instruction names no other."""
    spot = task.spots()[0]
    if not task.marks:
        if term := defined(task.new):
            return task.principal.definition(spot, term)
        raise NotFoundError("the instruction does not say what is replaced")
    wanted = task.marks[0].label
    same = [unit for unit in _siblings(task, spot) if label(unit) == wanted]
    if spot.unit and not same and label(spot.unit) == wanted:
        same = [spot.unit]
    if len(same) != 1:
        raise NotFoundError(f"no unit with the number {wanted} is there to be replaced")
    return same[0]


def _siblings(task: Task, spot: Spot) -> list[Unit]:
    """The units among which new ones stand: the children of the unit around, or all basic units."""
    inside = spot.unit is not None and spot.unit.kind not in (*_CONTAINERS, "annex")
    first = task.marks[0]
    if first.kind == "article" and not (inside and not first.word):
        return [unit for unit in task.principal.outline.units if unit.kind == "article" and _is_in(task, unit, spot)]
    return task.principal.children.get(spot.unit.eid if spot.unit else None, [])


def _is_in(task: Task, unit: Unit, spot: Spot) -> bool:
    lineage = task.principal.places.lineage(unit)
    return spot.unit in lineage if spot.unit else not any(above.kind == "annex" for above in lineage)


def repeal(task: Task) -> list[Edit]:
    """Take units out, with their numbers and headings.

    Raises:
        NotFoundError: a unit is not there.
    """
    edits = []
    for spot in task.spots(task.draft.target):
        if spot.unit is None or not spot.whole:
            raise NotFoundError("the instruction does not say which unit is repealed")
        edits.append(Edit(*_with_blanks(task.principal, spot), "", drop=(spot.unit.eid,)))
    return edits


def _with_blanks(principal: Principal, spot: Spot) -> Span:
    """A unit with the blanks that part it from what comes before, so that none stay behind."""
    start = len(principal.text[: spot.start].rstrip())
    return (start, spot.end) if start else (spot.start, spot.end)


def insert(task: Task) -> list[Edit]:
    """Put new units beside others: those that are named, or those between whose numbers theirs stand.

    Raises:
        NotFoundError: it cannot be told where they go.
    """
    before = task.draft.position == "before"
    if task.draft.anchor:
        spots = task.spots(task.draft.anchor)
        return [beside(task, spots[0] if before else spots[-1], task.new, before=before)]
    spot = task.spots()[0]
    siblings = [unit for unit in _siblings(task, spot) if unit.kind not in _APART]
    return [_by_number(task, siblings) if siblings else _first_child(task, spot)]


def _by_number(task: Task, siblings: list[Unit]) -> Edit:
    wanted = task.marks[0].label
    numbered = [unit for unit in siblings if unit.number and series(label(unit)) & series(wanted)]
    if any(label(unit) == wanted for unit in numbered):
        raise NotFoundError(f"a unit with the number {wanted} is there already")
    lower = [unit for unit in numbered if order(label(unit)) < order(wanted)]
    if not lower or (task.draft.position == "end" and lower[-1] is not numbered[-1]):
        raise NotFoundError("the number of the new unit does not tell where it goes")
    return beside(task, task.principal.spot(lower[-1]), task.new, before=False)


def beside(task: Task, spot: Spot, new: str, *, before: bool) -> Edit:
    """New units after or before one, parted from it as its neighbours are.

    Raises:
        NotFoundError: the place is no unit, or one of another kind.
    """
    unit = spot.unit
    if unit is None or not spot.whole:
        raise NotFoundError("the instruction does not say beside which unit the new one goes")
    if task.marks and task.marks[0].word and unit.kind not in ("article", *_CONTAINERS):
        raise NotFoundError(f"the new text is not of the same kind as {unit.citation}")
    gap, graft = _gap(task.principal, unit), Graft(unit.parent, unit.kind)
    if before:
        return Edit(unit.start, unit.start, f"{new}{gap}", graft=graft)
    end = task.principal.trimmed(unit.start, unit.end)
    return Edit(end, end, f"{gap}{new}", len(gap), graft)


def _gap(principal: Principal, unit: Unit) -> str:
    """What parts a unit from those beside it."""
    siblings = principal.children.get(unit.parent, [])
    place = siblings.index(unit)
    near = siblings[place + 1] if place + 1 < len(siblings) else unit if place else None
    usual = "\n\n" if unit.kind == "article" else "\n"
    if near is None:
        return usual
    blanks = _BLANKS.search(principal.text, max(near.start - 8, 0), near.start)
    return (blanks[0] if blanks else "") or usual


def _first_child(task: Task, spot: Spot) -> Edit:
    if spot.unit is None:
        raise NotFoundError("the instruction does not say where the new unit goes")
    return Edit(spot.end, spot.end, f"\n{task.new}", 1, Graft(spot.unit.eid, ""))


def define(task: Task) -> list[Edit]:
    """Add definitions to a list: where the instruction says, or else in the order of the alphabet.

    Raises:
        NotFoundError: there is no list, or no order.
    """
    edits = _defined(task)
    if task.unit and task.unit.kind == "definition":
        task.unit = task.principal.by_eid.get(task.unit.parent or "")
    return edits


def _defined(task: Task) -> list[Edit]:
    draft = task.draft
    if draft.anchor:
        return [beside(task, task.spots(draft.anchor)[-1], task.new, before=draft.position == "before")]
    known = _known(task, task.spots()[0])
    if draft.position == "end":
        return [beside(task, task.principal.spot([*known.values()][-1]), task.new, before=False)]
    if [*known] != sorted(known):
        raise NotFoundError(
            "the definitions are not in the order of the alphabet, and the instruction does not say where"
        )
    return [_in_order(task, known, new) for new in definitions(task.new)]


def _known(task: Task, spot: Spot) -> dict[str, Unit]:
    """The units that define terms in a stretch, by their terms."""
    inside = [one for one in task.principal.outline.terms if spot.start <= one.start < spot.end]
    units = {fold(one.term).strip(): task.principal.by_eid.get(one.eid) for one in inside}
    known = {term: unit for term, unit in units.items() if unit and spot.unit and unit.eid != spot.unit.eid}
    if not known:
        raise NotFoundError("no list of definitions is there to which the new one could be added")
    return known


def _in_order(task: Task, known: dict[str, Unit], new: str) -> Edit:
    term = fold(defined(new) or "").strip()
    lower = [unit for name, unit in known.items() if name < term]
    spot = task.principal.spot(lower[-1] if lower else next(iter(known.values())))
    return beside(task, spot, new, before=not lower)


def label(unit: Unit) -> str:
    """The number of a unit as it is compared."""
    return (unit.number or "").lower().replace(" ", "").strip("().")
