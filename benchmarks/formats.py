"""Official files against their texts: the tree of each PDF and Word document beside that of its twin.

    python -m benchmarks.formats

Rewrites the table in docs/formats.md.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.coverage import write
from benchmarks.truth import CONTAINERS, ROOT, corpus
from caveat.instrument import build
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline
from caveat.reading import read

HEADS = (*CONTAINERS, "article", "annex")
DRAFTS = "drafts/paris-agreement-drafts"


def twins() -> list[tuple[str, str | None]]:
    """Each official file of the corpus, and its text where there is one."""
    folder = corpus()
    found: list[tuple[str, str | None]] = []
    for path in sorted(
        [*folder.glob("formats/*/*.pdf"), *folder.glob("formats/*/*.docx"), *folder.glob(f"{DRAFTS}/*.pdf")]
    ):
        others = (path.with_suffix(suffix) for suffix in (".txt", ".md"))
        twin = next((other for other in others if other.exists()), None)
        found.append((str(path.relative_to(folder)), str(twin.relative_to(folder)) if twin else None))
    return found


def row(name: str, twin: str | None) -> str:
    """One line of the table."""
    try:
        outline = build(read(str(corpus() / name)))
    except InputError as error:
        return f"| {name} | - | - | - | - | - | {error.what} |"
    pages = outline.instrument.pages or "-"
    listed = Counter(_plain(piece.reason) for piece in outline.coverage.removed)
    remarks = "; ".join(f"{reason}" for reason in listed)
    if twin is None:
        return f"| {name} | {pages} | {len(_heads(outline))} | - | {len(outline.units)} | - | {remarks} |"
    other = build(read(str(corpus() / twin)))
    heads = f"{len(_heads(outline))} / {len(_heads(other))}"
    same = "**yes**" if _heads(outline) == _heads(other) else "no"
    inner = f"{len(outline.units)} / {len(other.units)}"
    return f"| {name} | {pages} | {heads} | {same} | {inner} | {_shared(outline, other):.3f} | {remarks} |"


def _plain(reason: str) -> str:
    return "footnotes" if reason.startswith("footnote") else reason.partition(":")[0]


def _heads(outline: Outline) -> list[tuple[str, str]]:
    return [(unit.kind, (unit.number or "").lower()) for unit in outline.units if unit.kind in HEADS]


def _shared(one: Outline, other: Outline) -> float:
    """The share of the units of both that correspond in order, by kind and number."""
    keys = [[(unit.kind, unit.number) for unit in outline.units] for outline in (one, other)]
    return SequenceMatcher(None, keys[0], keys[1], autojunk=False).ratio()


def main() -> None:
    """Print the table and put it into docs/formats.md."""
    lines = [
        "| file | pages | parts, articles, annexes: file / text | equal | units: file / text | in common | left out |",
        "|---|---:|---:|---|---:|---:|---|",
    ]
    for name, twin in twins():
        lines.append(row(name, twin))
        print(lines[-1], flush=True)
    path = ROOT / "docs" / "formats.md"
    write(Path(path), "formats", "\n".join(lines))


if __name__ == "__main__":
    main()
