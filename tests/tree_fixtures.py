"""Invented texts in many layouts, with the structure that another hand wrote down, and how the tree compares."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from benchmarks.truth import PARAGRAPHS, containers, main_units, normal

from caveat.instrument import build
from caveat.kernel.shapes import Outline, Unit
from caveat.reading import read

COVER = {"resolution_annex"}
"""Texts whose truth is that of the resolution before an annexed instrument; by default the instrument is shown."""

FOLDER = Path(__file__).parent / "fixtures" / "tree"


class Fixture(NamedTuple):
    name: str
    truth: dict[str, Any]

    def outline(self) -> Outline:
        cover = self.name in COVER
        return build(read(str(FOLDER / self.truth["file"])), "1" if cover else None)


def fixtures() -> list[Fixture]:
    return [
        Fixture(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.yaml"))
    ]


def number(printed: str) -> str:
    """A printed number as the tree gives it: without blanks, with the letters l and O read as digits after digits."""
    plain = normal(printed)
    if re.fullmatch(r"[\dlo]+", plain) and any(map(str.isdigit, plain)):
        plain = plain.replace("l", "1").replace("o", "0")
    return "1" if plain == "l" else plain


def units(fixture: Fixture) -> tuple[list[str], list[str]]:
    return [number(str(one)) for one in fixture.truth["units"]], [
        normal(u.number) for u in main_units(fixture.outline())
    ]


def heads(fixture: Fixture) -> tuple[list[str], list[str]]:
    outline = fixture.outline()
    wanted = [
        number(str(key).partition("#")[0]) + " " + _plain(str(value))
        for key, value in (fixture.truth.get("headings") or {}).items()
    ]
    return wanted, [normal(u.number) + " " + _plain(u.heading) for u in main_units(outline) if u.heading]


def _plain(text: str | None) -> str:
    return re.sub(r"[^\w]+", " ", text or "").strip().lower()


def holds(fixture: Fixture) -> tuple[list[str], list[str]]:
    return [normal(str(one)) for one in fixture.truth.get("containers") or []], containers(fixture.outline())


def path_of(label: str) -> tuple[str, ...]:
    """The marks of a relative citation, however they are bracketed."""
    bare = re.sub(r"“[^”]*”|\"[^\"]*\"", "", label)
    return tuple(
        re.sub(r"\s", "", mark.lower())
        for mark in re.findall(r"\d+(?:\s?(?:bis|ter|quater)|[A-Za-z]{1,2}(?![a-z]))?|[A-Za-z]+", bare)
    )


def children(fixture: Fixture) -> dict[str, tuple[list[tuple[str, ...]], list[tuple[str, ...]]]]:
    outline = fixture.outline()
    seen: dict[str, int] = {}
    found: dict[str, list[tuple[str, ...]]] = {}
    for unit in main_units(outline):
        key = normal(unit.number)
        seen[key] = seen.get(key, 0) + 1
        found[key if seen[key] == 1 else f"{key}#{seen[key]}"] = _below(outline, unit)
    wanted = {
        _key(str(key)): [path for one in value if (path := path_of(str(one)))]
        for key, value in (fixture.truth.get("children") or {}).items()
    }
    return {key: (value, found.get(key, [])) for key, value in wanted.items()}


def _key(printed: str) -> str:
    plain, mark, again = printed.partition("#")
    return number(plain) + mark + again


def _below(outline: Outline, unit: Unit) -> list[tuple[str, ...]]:
    below = [u for u in outline.units if u.kind in PARAGRAPHS and u.eid.startswith(f"{unit.eid}__")]
    return [path_of(re.sub(r", “[^”]*”", "", u.citation)[len(unit.citation) :]) for u in below]
