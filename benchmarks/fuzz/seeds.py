"""What mutated files are made from: the bundled samples, the tests' fixtures, and real texts where they are at hand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.truth import corpus

SUFFIXES: Final = {
    "text": (".txt",), "markdown": (".md",), "html": (".html", ".htm"), "akn": (".xml", ".akn"),
    "pdf": (".pdf",), "docx": (".docx",),
}  # fmt: skip
FORMATS: Final = tuple(SUFFIXES)
LARGEST: Final = {"pdf": 60_000, "docx": 60_000}
"""Bytes of a file of a binary format that is still worth mutating; texts are cut."""

WINDOW: Final = 8_000
_FIXTURES: Final = Path(__file__).parents[2] / "tests" / "fixtures"


class Seed(NamedTuple):
    """A file to mutate; `own` says that it is our own prose, so that what comes of it may be kept as a test."""

    name: str
    data: bytes
    own: bool


@cache
def seeds(form: str) -> tuple[Seed, ...]:
    """The seeds of a format, always in the same order."""
    makers: dict[str, Callable[[], Iterator[Seed]]] = {"akn": _written, "pdf": _typeset, "docx": _word}
    found = [*_files(form), *(makers[form]() if form in makers else ())]
    limit = LARGEST.get(form)
    return tuple(seed for seed in found if limit is None or len(seed.data) <= limit)


def _files(form: str) -> Iterator[Seed]:
    samples = Path(str(resources.files("caveat.samples")))
    for folder, own in ((samples, True), (_FIXTURES, True), (corpus(), False)):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in SUFFIXES[form] and "scale" not in path.parts:
                yield Seed(path.name, path.read_bytes(), own)


def _written() -> Iterator[Seed]:
    """The samples as Caveat itself writes them in Akoma Ntoso."""
    from caveat.instrument import build
    from caveat.instrument.akn import to_akn
    from caveat.reading import read_bytes

    for form in ("text", "markdown"):
        for seed in seeds(form):
            if seed.own and seed.name.startswith(("convention", "national")):
                yield Seed(f"{seed.name}.xml", to_akn(build(read_bytes(seed.data, seed.name))).encode(), own=True)


_STRETCH: Final = 24


def _stretches() -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Some neighbouring blocks of the bundled drafts, each with its level as a heading."""
    from tests.pdf_typst import blocks, sample

    for name in ("convention-draft-2.md", "convention-draft-3.md"):
        parts = blocks(sample(name))
        for start in range(0, len(parts) - _STRETCH, 3 * _STRETCH):
            yield f"{name}-{start}", parts[start : start + _STRETCH]


def _typeset() -> Iterator[Seed]:
    """Stretches of the drafts set by Typst in every layout, with a note at the foot of the page."""
    from tests.pdf_typst import LAYOUTS, set_in_type

    for name, parts in _stretches():
        for layout, preamble in LAYOUTS.items():
            yield Seed(f"{name}-{layout}.pdf", set_in_type(parts, preamble, {2: "As discussed in plenary."}), own=True)


def _word() -> Iterator[Seed]:
    """Stretches of the drafts as Word documents: plain, with tracked changes, in a table."""
    from tests.docx_maker import docx, p, r, table, tracked

    for name, parts in _stretches():
        texts = [text for _, text in parts]
        plain = "".join(p(r(text), style=f"Heading{level}" if level else "") for level, text in parts)
        yield Seed(f"{name}.docx", docx(plain), own=True)
        yield Seed(f"{name}-tracked.docx", docx(tracked(texts, texts[2:])), own=True)
        yield Seed(f"{name}-table.docx", docx(table(*([p(r(text)), p(r("note"))] for text in texts[:6]))), own=True)


def window(seed: Seed, rng: random.Random) -> str:
    """Some neighbouring lines of a seed, of 200 to 8,000 characters, as text."""
    text = seed.data.decode("utf-8", errors="replace")
    size = int(200 * (WINDOW / 200) ** rng.random())
    start = rng.randrange(max(1, len(text) - size))
    start = text.rfind("\n", 0, start + 1) + 1
    return text[start : start + size]
