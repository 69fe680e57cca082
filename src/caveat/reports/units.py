"""Units as reports name and place them."""

from __future__ import annotations

from typing import Final

from caveat.kernel.shapes import Unit

CONTAINERS: Final = ("part", "title", "chapter", "section", "annex")
"""Kinds of unit that hold articles."""


def depths(units: list[Unit]) -> dict[str, int]:
    """How many units stand above each unit, by eId."""
    found: dict[str, int] = {}
    for unit in units:
        found[unit.eid] = found[unit.parent] + 1 if unit.parent else 0
    return found


def own_ends(units: list[Unit]) -> dict[str, int]:
    """Where each unit's own words end, by eId: at its first child, or at its end."""
    ends = {unit.eid: unit.end for unit in units}
    for unit in reversed(units):
        if unit.parent:
            ends[unit.parent] = unit.start
    return ends


def label(unit: Unit) -> str:
    """The short name of a unit under its parent: `(a)`, `Article 5`, `“access”`."""
    if unit.kind in ("paragraph", "subparagraph", "point", "item"):
        return f"({unit.number})"
    if unit.kind == "recital":
        return f"[{unit.number}]"
    if unit.kind == "definition":
        return f"“{unit.heading}”"
    if unit.kind == "tail":
        return "…"
    return unit.citation.rpartition(", ")[2] if unit.kind in CONTAINERS else unit.citation
