"""The labels of readers, and the scorer that ships with them.

`CAVEAT_GOLD` names their folder; the Philippine labels are held out.
"""

from __future__ import annotations

import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

from benchmarks.truth import ROOT, corpus

HELD_OUT: Final = "ph-"
KINDS: Final = ("offence", "power", "safeguard", "cooperation", "definition")
Items = list[dict[str, Any]]


class Reading(NamedTuple):
    """One reader's labels of one text."""

    name: str
    reader: str
    findings: Items
    provisions: Items


def gold() -> Path:
    """The folder of labels: CAVEAT_GOLD, or ../shared/gold beside the checkout."""
    return (ROOT / os.environ.get("CAVEAT_GOLD", "../shared/gold")).resolve()


@cache
def scorer() -> ModuleType:
    """The scorer that ships with the labels."""
    spec = importlib.util.spec_from_file_location("score", gold() / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def readings(held_out: bool, names: list[str]) -> list[Reading]:
    """Every reading, sorted by text."""
    found = []
    for path in sorted(gold().glob("readers/*/*.findings.jsonl")):
        name = path.name.removesuffix(".findings.jsonl")
        if name.startswith(HELD_OUT) != held_out or (names and name not in names):
            continue
        provisions = path.with_name(f"{name}.provisions.jsonl")
        found.append(Reading(name, path.parent.name, _lines(path), _lines(provisions)))
    return sorted(found, key=lambda reading: (reading.name, reading.reader))


def _lines(path: Path) -> Items:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def text_of(name: str) -> Path:
    """The corpus file that a reading is of."""
    folder = next(corpus() / kind / name for kind in ("laws", "treaties") if (corpus() / kind / name).is_dir())
    return next(path for path in (folder / "en.txt", folder / "en.md") if path.exists())
