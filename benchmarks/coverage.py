"""The tree of every corpus file against what readers wrote down, as a table in docs/coverage.md.

python -m benchmarks.coverage
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.truth import (
    ROOT,
    Truth,
    children,
    containers,
    corpus,
    main_units,
    normal,
    numbers,
    outline_of,
    placed_share,
    truths,
    wanted,
)  # fmt: skip
from caveat.instrument import build
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline
from caveat.kernel.source import count_words
from caveat.reading import read


class Result(NamedTuple):
    """How one file fares: units read and found, containers, inner structure, unplaced share."""

    file: str
    wanted: int
    found: int
    equal: bool
    containers: bool
    inner: tuple[int, int]
    unplaced: float
    remarks: str


def result(truth: Truth) -> Result:
    """Compare the tree of one file with its truth."""
    outline = outline_of(truth)
    want, found = wanted(truth), numbers(outline)
    sample: dict[Any, list[str]] = truth.raw.get("children") or {}
    right = sum([normal(mark) for mark in marks] == children(outline, str(number)) for number, marks in sample.items())
    same = [normal(name) for name in truth.raw["containers"]] == containers(outline)
    return Result(
        truth.file,
        len(want),
        len(found),
        want == found,
        same,
        (right, len(sample)),
        placed_share(outline),
        _remarks(outline),
    )


def _remarks(outline: Outline) -> str:
    reasons = Counter(
        piece.reason.partition(":")[0] for piece in outline.coverage.removed if not piece.reason.startswith("footnote")
    )
    parts = len(outline.coverage.parts)
    return "; ".join(
        [*([f"{parts} parts"] if parts > 1 else []), *(f"{reason} left out" for reason in sorted(reasons))]
    )


def truth_table(results: list[Result]) -> str:
    """The table of files whose structure was written down."""
    lines = [
        "| file | units as read | units found | number and order equal | containers equal "
        "| inner structure equal | unplaced | remarks |",
        "|---|---:|---:|---|---|---:|---:|---|",
    ]
    for r in results:
        answers = ("yes" if r.equal else "**no**", "yes" if r.containers else "no")
        lines.append(
            f"| {r.file} | {r.wanted} | {r.found} | {answers[0]} | {answers[1]} "
            f"| {r.inner[0]}/{r.inner[1]} | {r.unplaced:.2%} | {r.remarks} |"
        )
    return "\n".join(lines)


def scale_table(paths: list[Path]) -> str:
    """The table of the many treaties, for which no structure was written down."""
    lines = [
        "| file | parts | language | units | words | lost words | unplaced | notes |",
        "|---|---|---|---:|---:|---:|---:|---|",
    ]
    for index, path in enumerate(paths):
        print(f"\r{index + 1} of {len(paths)}".ljust(20), end="", file=sys.stderr)
        lines.append(_scale_row(path))
    print(file=sys.stderr)
    return "\n".join(lines)


def _scale_row(path: Path) -> str:
    try:
        outline = build(read(str(path)))
    except InputError as error:
        return f"| {path.name} | | | | | | | {error} |"
    coverage = outline.coverage
    kept = count_words(outline.text) + sum(count_words(piece.text) for piece in coverage.removed)
    parts = ", ".join(f"{part.language} {part.tokens}" for part in coverage.parts)
    notes = "; ".join(note.message for note in coverage.notes[:3])
    units = len(main_units(outline))
    return (
        f"| {path.name} | {parts} | {outline.instrument.language} | {units} "
        f"| {coverage.tokens} | {coverage.tokens - kept} "
        f"| {placed_share(outline):.2%} | {notes} |"
    )


def write(page: Path, name: str, table: str) -> None:
    """Put a table between its two marks in a page of the docs."""
    text = page.read_text(encoding="utf-8")
    head, mark, rest = text.partition(f"<!-- {name} -->")
    _, end, tail = rest.partition(f"<!-- end of {name} -->")
    page.write_text(f"{head}{mark}\n{table}\n{end}{tail}", encoding="utf-8")


def main() -> None:
    """Write both tables and say how many files are equal."""
    results = [result(truth) for truth in truths()]
    write(ROOT / "docs" / "coverage.md", "truth", truth_table(results))
    write(ROOT / "docs" / "coverage.md", "scale", scale_table(sorted((corpus() / "scale").glob("*.md"))))
    right, sample = sum(r.inner[0] for r in results), sum(r.inner[1] for r in results)
    print(truth_table(results))
    print(
        f"\n{sum(r.equal for r in results)} of {len(results)} files equal; "
        f"inner structure equal in {right} of {sample} units"
    )


if __name__ == "__main__":
    if not corpus().is_dir():
        sys.exit(f"{corpus()}: there is no corpus here. Set CAVEAT_CORPUS to the folder of legal texts.")
    main()
