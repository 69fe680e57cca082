"""Looks for input whose time grows faster than its size. `python -m benchmarks.fuzz.growth`.

Each piece, and random pairs of pieces, are repeated until they fill a text. What
takes more than its share is tried again four times as long. A megabyte may take
two seconds, and each line or tag some microseconds on top: what is not a text but a
column of numbers is bounded by `MAX_LINES`.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from typing import Final, NamedTuple

from benchmarks.fuzz.target import outcome
from benchmarks.fuzz.words import AKN, CHARACTERS, HEADS, HTML, MARKDOWN, NUMBERS, PHRASES

SIZE: Final = 40_000
SECONDS_PER_MB: Final = 2.0
SECONDS_PER_LINE: Final = 80e-6
FRAMES: Final = {
    "text": "Article 1\nScope\n{}\nArticle 2\nTerms\nText.\n",
    "markdown": "# Act\n\n## Article 1\n\n**Scope**\n\n{}\n\n## Article 2\n\n[Terms](x)\n",
    "html": "<html><body><h2>Article 1</h2><p>Scope</p><p>{}<h2>Article 2</h2><p>Text.</p></body></html>",
    "akn": "<akomaNtoso><act><article><num>1</num><content><p>{}</p></content></article></act></akomaNtoso>",
    "open": "{}",
}
PIECES: Final = {
    "text": (
        *HEADS,
        *PHRASES,
        *CHARACTERS,
        *NUMBERS,
        "a",
        "A",
        "x ",
        "1",
        "Of ",
        "word word word word word word word word ",
    ),
    "markdown": (*MARKDOWN, *HEADS, *PHRASES),
    "html": (*HTML, *PHRASES),
    "akn": tuple(
        f"{piece}x</{piece[1:].split()[0].rstrip('>/')}>" for piece in AKN if piece[1].isalpha() and "/>" not in piece
    ),
    "open": (*HEADS, *PHRASES, *HTML, *MARKDOWN),
}
JOINERS: Final = ("", " ", "\n", "\n\n", "; ", "\n  ")


class Case(NamedTuple):
    """A text of one pattern."""

    form: str
    pattern: str

    def data(self, size: int) -> bytes:
        """The text, of about `size` bytes; numbers count up where the pattern has a place for one."""
        least = max(len(self.pattern.encode()), 1)
        count = size // least + 1
        filled = "".join(self.pattern.replace("{}", str(number + 1)) for number in range(count))
        return (
            FRAMES[self.form].replace("{}", filled[:size] if self.form != "akn" else filled).encode("utf-8", "replace")
        )


def cases(pairs: int, rng: random.Random) -> Iterator[Case]:
    """Every piece with every joiner, then so many random pairs."""
    for form, pieces in PIECES.items():
        for piece in pieces:
            for joiner in JOINERS if form != "akn" else ("",):
                yield Case(form, piece + joiner)
    for _ in range(pairs):
        form = rng.choice(list(PIECES))
        joined = [rng.choice(PIECES[form]) + rng.choice(JOINERS) for _ in range(rng.choice((2, 2, 3)))]
        yield Case(form, "".join(joined))


def share(case: Case, size: int) -> float:
    """Processor time for one text, as a share of what it may take; infinite where it fails."""
    data = case.data(size)
    begun = time.process_time()
    found = outcome(data, tree=True)
    taken = time.process_time() - begun
    allowed = SECONDS_PER_MB * len(data) / 1_000_000 + SECONDS_PER_LINE * (data.count(b"\n") + data.count(b"<"))
    return taken / allowed if found.kind in ("read", "refused") else float("inf")


def main() -> int:
    """Print every pattern that is too slow; status 1 where there is one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz.growth", description=__doc__)
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    slow = 0
    for case in cases(options.pairs, random.Random(options.seed)):
        once = share(case, SIZE)
        if once > 1 and (again := share(case, 4 * SIZE)) > 1:
            slow += 1
            print(f"{once:5.1f} of its share at {SIZE:,}, {again:5.1f} at {4 * SIZE:,}: {case}", flush=True)
    print(f"{slow} slow patterns")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
