"""Speed and memory, medians of one run, beside spaCy's blank tokenizer on the same text.

    python -m benchmarks.speed

The texts are made from the bundled drafts, so that the run needs nothing else.
"""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

from benchmarks.coverage import write
from benchmarks.truth import ROOT, corpus
from caveat.instrument import build
from caveat.kernel.source import count_words
from caveat.provisions import extract
from caveat.reading import read_bytes

RUNS = 7
REVIEW_WORDS = 20_000
OUTLINE_BYTES = 2_000_000


def law(words: int) -> str:
    """A plain text of about so many words: the articles of the first bundled draft again and again, numbered on."""
    draft = (resources.files("caveat.samples") / "convention-draft-1.txt").read_text(encoding="utf-8")
    articles = re.split(r"(?m)^Article \d+$", draft)[1:]
    pieces: list[str] = []
    total = number = 0
    while total < words:
        body = articles[number % len(articles)]
        number += 1
        total += count_words(body)
        pieces.append(f"Article {number}{body}")
    return "".join(pieces)


def median_seconds(job: Callable[[], object], runs: int = RUNS) -> float:
    """The median wall time of a job."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def command(*arguments: str) -> Callable[[], object]:
    """A call of the command line in a process of its own."""
    return lambda: subprocess.run(
        [sys.executable, "-m", "caveat.cli.main", *arguments], stdout=subprocess.DEVNULL, check=True
    )


def peak_megabytes(*arguments: str) -> float:
    """Peak memory of the largest call so far, in MB."""
    command(*arguments)()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def spacy_seconds(text: str) -> float | None:
    """The time of spaCy's blank English tokenizer for the same text, or None where spaCy is not installed."""
    try:
        import spacy  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    pipeline = spacy.blank("en")
    pipeline.max_length = len(text) + 1
    return median_seconds(lambda: pipeline.make_doc(text), 3)


def figures(folder: Path) -> Iterator[tuple[str, str]]:
    """Each thing measured, and its figure."""
    small, large = folder / "law.txt", folder / "long.txt"
    small.write_text(law(REVIEW_WORDS), encoding="utf-8")
    text = law(OUTLINE_BYTES // 6)[:OUTLINE_BYTES]
    large.write_text(text, encoding="utf-8")
    data = large.read_bytes()
    size = len(data) / 1e6
    yield "caveat --version", f"{median_seconds(command('--version')):.3f} s (bound 0.3)"
    words = count_words(small.read_text(encoding="utf-8"))
    yield f"caveat review, {words:,} words", f"{median_seconds(command('review', str(small))):.3f} s (bound 1)"
    building = median_seconds(lambda: build(read_bytes(data, "long"), linked=False), 5)
    yield f"reading and tree in process, {size:.1f} MB", f"{building:.3f} s, {size / building:.2f} MB/s (bound 2)"
    real = corpus() / "formats" / "unclos-1982" / "en.txt"
    if real.exists():
        known = real.read_bytes()
        seconds = median_seconds(lambda: build(read_bytes(known, "unclos"), linked=False), 5)
        yield (
            f"reading and tree, a real treaty of {len(known) / 1e6:.2f} MB",
            f"{len(known) / 1e6 / seconds:.2f} MB/s (bound 2)",
        )
    linked = median_seconds(lambda: build(read_bytes(data, "long")), 5) - building
    share = f"{linked / building:.2f} of reading and tree (bound 0.5)"
    yield "propositions, references, terms, marks", f"{linked:.3f} s, {share}"
    law_read = build(read_bytes(small.read_bytes(), "small"))
    extract(law_read)
    reading = median_seconds(lambda: extract(law_read), 5) / words * 10_000
    yield "provisions of 10,000 words, after the tree", f"{1000 * reading:.0f} ms (bound 150)"
    outline = ("outline", str(large), "-f", "json")
    yield f"caveat outline -f json, {size:.1f} MB", f"{median_seconds(command(*outline), 3):.3f} s"
    yield "peak memory of it", f"{peak_megabytes(*outline):.0f} MB (bound 200)"
    peer = spacy_seconds(text)
    if peer is None:
        yield "spaCy blank tokenizer", "not installed; make bench installs it"
    else:
        yield "spaCy blank tokenizer, same text", f"{peer:.3f} s, {size / peer:.2f} MB/s"
        yield "reading and tree, in its time", f"{building / peer:.2f}"
    from benchmarks import formats_speed

    yield from formats_speed.figures(folder)


def main() -> None:
    """Print one line a figure; with `--write`, also put them as a table in docs/speed.md."""
    lines = ["| what | median |", "|---|---:|"]
    with tempfile.TemporaryDirectory() as folder:
        for name, figure in figures(Path(folder)):
            print(f"{name:44} {figure}", flush=True)
            lines.append(f"| {name} | {figure} |")
    if "--write" in sys.argv:
        write(ROOT / "docs" / "speed.md", "speed", "\n".join(lines))


if __name__ == "__main__":
    main()
