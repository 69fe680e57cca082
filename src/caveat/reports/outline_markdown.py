"""The whole text with its structure shown: `caveat outline -f md`."""

from __future__ import annotations

from typing import Final

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Outline, Unit
from caveat.reports.units import CONTAINERS, depths, label, own_ends

_DEEPEST_HEADING: Final = 6


def outline_markdown(outline: Outline) -> str:
    """Headings for containers and articles, an indented list for what is numbered below them."""
    levels, base = depths(outline.units), 0
    ends = own_ends(outline.units)
    blocks = [f"# {outline.instrument.title}"]
    for unit in outline.units:
        own = squeeze(outline.text[unit.head_end : ends[unit.eid]])
        level = levels[unit.eid]
        if unit.kind in (*CONTAINERS, "article", "preamble", "conclusions"):
            base = level + 1
            blocks.append(f"{'#' * min(level + 2, _DEEPEST_HEADING)} {_title(unit)}")
            blocks += [own] if own else []
        else:
            blocks.append(f"{'    ' * (level - base)}{_item(unit, own)}".rstrip())
    return "\n\n".join(blocks) + "\n"


def _title(unit: Unit) -> str:
    return f"{label(unit)}. {unit.heading}" if unit.heading else label(unit)


def _item(unit: Unit, own: str) -> str:
    if unit.kind in ("tail", "recital"):
        return own
    return f"- {own}" if unit.kind == "definition" else f"- {label(unit)} {own}"
