"""Units as reports name and place them."""

from __future__ import annotations

from typing import Final

from caveat.kernel.shapes import Coverage, Outline, Unit

CONTAINERS: Final = ("part", "title", "chapter", "section", "annex")
"""Kinds of unit that hold articles."""

_READING_ORDER: Final = ("annex", "chapter", "title", "part", "section", "preamble")

_LANGUAGES: Final = {
    "ar": "Arabic",
    "bn": "Bengali",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "nl": "Dutch",
    "ru": "Russian",
    "und": "language not told",
    "zh": "Chinese",
}


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


def basic_units(outline: Outline) -> list[Unit]:
    """The articles or sections of the main body: not those of annexes."""
    annexed: set[str] = set()
    for unit in outline.units:
        if unit.kind == "annex" or unit.parent in annexed:
            annexed.add(unit.eid)
    return [unit for unit in outline.units if unit.kind == "article" and unit.eid not in annexed]


def counted(units: list[Unit]) -> str:
    """How many articles, sections or rules there are, in the text's own word."""
    word = units[0].citation.split(" ")[0].lower() if units else "article"
    return f"{len(units)} {word}{'' if len(units) == 1 else 's'}"


def language_name(code: str) -> str:
    """The English name of a language, or its code where the name is not known."""
    return _LANGUAGES.get(code, code)


def part_lines(coverage: Coverage) -> list[str]:
    """What else a file holds, where only one of its parts was read."""
    if len(coverage.parts) < 2:
        return []
    shown = next(part for part in coverage.parts if part.selected)
    head = f"The file holds {len(coverage.parts)} texts; this is part {shown.id} ({language_name(shown.language)})."
    others = [part for part in coverage.parts if not part.selected]
    return [f"{head} Not read:", *(f"--part {one.id} ({language_name(one.language)}): {one.title}" for one in others)]


class Chapters:
    """The chapter, or what a text has in its place, in which each unit stands."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = {unit.eid: unit for unit in units}
        self._known: dict[str, dict[str, Unit]] = {}
        for unit in units:
            above = self._known.get(unit.parent, {}) if unit.parent else {}
            self._known[unit.eid] = above | {unit.kind: unit}

    def of(self, eid: str | None) -> Unit | None:
        """The container that readers of the text think in, or None where there is none."""
        found = self._known.get(eid or "", {})
        return next((found[kind] for kind in _READING_ORDER if kind in found), None)

    def article(self, eid: str | None) -> Unit | None:
        """The article around a unit."""
        return self._known.get(eid or "", {}).get("article")

    def citation(self, eid: str | None) -> str:
        """What a unit is cited as; no unit is the whole instrument."""
        return self.units[eid].citation if eid in self.units else "Instrument"
