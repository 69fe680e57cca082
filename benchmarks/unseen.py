"""What is read of texts that a reader labelled after the program was written.

    python -m benchmarks.unseen [--errors]

The labels stand in tests/truth/labels, without words of the texts: an element is
there or it is not. They were made by the guide of the other labels.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from benchmarks.labels import KINDS, scorer
from benchmarks.truth import ROOT, corpus
from caveat.criteria.loader import catalogue
from caveat.instrument import build
from caveat.provisions import extract
from caveat.reading import read
from caveat.review import assess

TEXTS: Final = {
    "ug-computer-misuse-2011": "laws/ug-computer-misuse-2011/en.txt",
    "crc-opsc-2000": "treaties/crc-opsc-2000/en.md",
    "coe-mla-1959": "treaties/coe-mla-1959/en.md",
    "coe-sports-2014": "scale/BWBV0006419.md",
    "un-financing-1999": "scale/BWBV0001518.md",
}
LABELS: Final = ROOT / "tests" / "truth" / "labels"
Items = list[dict[str, Any]]


class Figure(NamedTuple):
    """One kind of provision in one text: F1, the share of equal elements on matched pairs, and what differs."""

    text: str
    kind: str
    f1: float
    elements: float | None
    errors: list[str]


def figures() -> Iterator[Figure]:
    """Each text and kind that the reader found any of."""
    score = scorer()
    for name, path in TEXTS.items():
        labels = _labels(LABELS / f"{name}.provisions.jsonl")
        if not labels:
            continue
        given = score.provision_list(msgspec.to_builtins(extract(build(read(str(corpus() / path))))))
        for kind in KINDS:
            if any(one["type"] == kind for one in labels):
                yield _figure(score, name, kind, labels, given)


class Said(NamedTuple):
    """How the findings of a review agree with a reader's: all and by polarity, and recall of what is grave."""

    text: str
    precision: float
    recall: float
    f1: float
    problems: float
    safeguards: float
    grave: float
    errors: list[str]


def reviews() -> Iterator[Said]:
    """Each text whose findings a reader labelled."""
    score = scorer()
    for name, path in TEXTS.items():
        if labels := _labels(LABELS / f"{name}.findings.jsonl"):
            outline = build(read(str(corpus() / path)))
            found = msgspec.to_builtins(assess(outline, extract(outline), catalogue()).findings)
            precision, recall, f1, *_ = score.score_findings(labels, found)
            parts = [score.score_findings(labels, found, polarity)[2] for polarity in ("problem", "safeguard")]
            grave = score.score_findings(labels, found, "problem", "major")[1]
            want, got = set(score.finding_keys(labels)), set(score.finding_keys(found))
            errors = [f"missed {' '.join(key)}" for key in sorted(want - got)]
            errors += [f"false  {' '.join(key)}" for key in sorted(got - want)]
            yield Said(name, precision, recall, f1, parts[0], parts[1], grave, errors)


def _labels(path: Path) -> Items:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _figure(score: Any, name: str, kind: str, labels: Items, given: Items) -> Figure:
    (_, _, f1), _, elements, missed, extra = score.score_provisions(kind, labels, given)
    known = [share for share in elements.values() if share is not None]
    errors = [f"{what} {one['citation']} {_called(one)}" for what, found in _sorts(missed, extra) for one in found]
    return Figure(name, kind, f1, sum(known) / len(known) if known else None, errors)


def _sorts(missed: Items, extra: Items) -> list[tuple[str, Items]]:
    return [("missed", missed), ("false", extra)]


def _called(one: dict[str, Any]) -> str:
    return str(one.get("name") or one.get("kind") or one.get("term") or "")


def main() -> None:
    """Print the table, and what differs."""
    for figure in figures():
        elements = "" if figure.elements is None else f"   elements {figure.elements:.2f}"
        print(f"{figure.text:26} {figure.kind:12} F1 {figure.f1:.2f}{elements}")
        for error in figure.errors if "--errors" in sys.argv else ():
            print(f"    {error}")
    for said in reviews():
        figures_ = "  ".join(f"{name} {value:.2f}" for name, value in zip(said._fields[1:-1], said[1:-1], strict=True))
        print(f"{said.text:26} findings     {figures_}")
        for error in said.errors if "--errors" in sys.argv else ():
            print(f"    {error}")


if __name__ == "__main__":
    main()
