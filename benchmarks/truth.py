"""The structure of the corpus files as readers wrote it down, and how the tree compares with it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from caveat.instrument import build
from caveat.kernel.shapes import Outline, Unit
from caveat.kernel.source import count_words
from caveat.reading import read

ROOT = Path(__file__).resolve().parent.parent
TRUTH = ROOT / "tests" / "truth" / "outline"
CONTAINERS = ("part", "title", "chapter", "section")
PARAGRAPHS = ("paragraph", "subparagraph", "point", "item")


def corpus() -> Path:
    """The folder of real legal texts: CAVEAT_CORPUS, or ../shared/corpus beside the checkout."""
    return (ROOT / os.environ.get("CAVEAT_CORPUS", "../shared/corpus")).resolve()


class Truth(NamedTuple):
    """What a reader wrote of one file."""

    file: str
    raw: dict[str, Any]


def wanted(truth: Truth) -> list[str]:
    """The numbers of the units of the first instrument.

    A page that sets two versions side by side was written down both as it
    stands and version by version; the first version is what is shown.
    """
    side_by_side = truth.raw["parts"] > 1 and len(truth.raw["units"]) == sum(
        len(part["units"]) for part in truth.raw["others"]
    )
    units = truth.raw["others"][0]["units"] if side_by_side else truth.raw["units"]
    return [normal(number) for number in units]


def truths() -> list[Truth]:
    """Every file for which the structure was written down."""
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(TRUTH.glob("*.yaml"))]
    return [Truth(raw["file"], raw) for raw in found]


def outline_of(truth: Truth) -> Outline:
    """The outline of the file, as `caveat outline` gives it."""
    return build(read(str(corpus() / truth.file)))


def normal(number: str | None) -> str:
    """A number without case or blanks."""
    return re.sub(r"\s+", "", (number or "").lower())


def in_annex(unit: Unit, units: dict[str, Unit]) -> bool:
    """Whether a unit stands in an annex."""
    while unit.parent:
        unit = units[unit.parent]
        if unit.kind == "annex":
            return True
    return False


def main_units(outline: Outline) -> list[Unit]:
    """The basic units of the main body in order."""
    by_eid = {unit.eid: unit for unit in outline.units}
    return [unit for unit in outline.units if unit.kind == "article" and not in_annex(unit, by_eid)]


def numbers(outline: Outline) -> list[str]:
    """The numbers of the basic units of the main body, in order."""
    return [normal(unit.number) for unit in main_units(outline)]


def containers(outline: Outline) -> list[str]:
    """Word and number of the containers of the main body."""
    by_eid = {unit.eid: unit for unit in outline.units}
    found = [unit for unit in outline.units if unit.kind in CONTAINERS and not in_annex(unit, by_eid)]
    return [normal(unit.citation.rpartition(", ")[2]) for unit in found]


def children(outline: Outline, number: str) -> list[str]:
    """Relative citations of what is numbered below the first unit with that number."""
    unit = next((unit for unit in main_units(outline) if normal(unit.number) == normal(number)), None)
    if unit is None:
        return []
    below = [
        u
        for u in outline.units
        if u.kind in PARAGRAPHS and unit.start <= u.start < unit.end and u.eid.startswith(f"{unit.eid}__")
    ]
    return [normal("".join(re.findall(r"\([^()]*\)", re.sub(r", “[^”]*”", "", u.citation)))) for u in below]


def placed_share(outline: Outline) -> float:
    """The share of the words that no unit holds."""
    missing = sum(count_words(outline.text[start:end]) for start, end in outline.coverage.unplaced)
    return missing / max(count_words(outline.text), 1)
