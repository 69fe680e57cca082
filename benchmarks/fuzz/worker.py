"""One process of the campaign: some files of one format, in bounded memory."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from benchmarks.fuzz.minimise import minimised
from benchmarks.fuzz.mutate import mutant
from benchmarks.fuzz.target import TREE_SHARE, Outcome, outcome

MEMORY: Final = 1024 * 1024 * 1024
"""Bytes of address space a process may take."""

TEXTUAL: Final = ("text", "markdown", "html")


def main(form: str, first: int, last: int, folder: Path) -> None:
    """Try the files from `first` up to `last`; tell in `current` which is being tried, and print counts at the end."""
    seen = set(json.loads((folder / "known.json").read_text())) if (folder / "known.json").exists() else set()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if form == "pdf":
        _read_pdf_here()
    counts: Counter[str] = Counter()
    mark = os.open(folder / f"current.{form}.{first}", os.O_CREAT | os.O_WRONLY)
    for number in range(first, last):
        os.pwrite(mark, f"{number:<12}".encode(), 0)
        made = mutant(form, number)
        found = outcome(made.data, tree=form not in TEXTUAL or number % TREE_SHARE == 0)
        counts[found.kind] += 1
        if found.kind not in ("read", "refused"):
            _keep(folder, form, number, made.data, made.own, found, seen)
    print(json.dumps(counts))


def _read_pdf_here() -> None:
    """This process is apart already: a process of its own for each file would only cost time."""
    from caveat.reading import pdf
    from caveat.reading.pdf_reading import parse

    pdf.read_apart = lambda reader, data, name, *rest: parse(data, name)  # type: ignore[attr-defined]


def _keep(folder: Path, form: str, number: int, data: bytes, own: bool, found: Outcome, seen: set[str]) -> None:
    """Save a failing file, and a short one that fails in the same way, once for each place."""
    fault = f"{form} {found.kind} {found.where}"
    if fault in seen:
        return
    seen.add(fault)
    name = f"{form}-{found.kind}-{hashlib.sha256(fault.encode()).hexdigest()[:8]}"
    kept = folder / "failures"
    kept.mkdir(exist_ok=True)
    (kept / f"{name}.whole").write_bytes(data)
    (kept / f"{name}.txt").write_text(f"{fault}\nnumber {number}\n{'own prose' if own else 'from the corpus'}\n")
    if found.kind == "crash":
        (kept / f"{name}.case").write_bytes(minimised(data, found))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
