"""One text in several languages: how far the trees are the same.

    python -m benchmarks.languages [--errors]

Rewrites the table in docs/languages.md. A place is compared by its path: the kind and number of each article, part and
annex, and below them the numbers alone, for a paragraph marked (a) in one
language is marked （一） in another. There is no truth here but the English tree.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from benchmarks.coverage import write
from benchmarks.truth import ROOT, corpus
from caveat.instrument import build
from caveat.instrument.markers import readings
from caveat.kernel.shapes import Outline, Unit
from caveat.language.numerals import plain, roman
from caveat.language.structure import LANGUAGES, Structure, structure
from caveat.reading import read

TEXTS: Final = {
    "formats/udhr": ("en.html", ["ar.html", "es.html", "fr.html", "ru.html", "zh-Hans.html"]),
    "formats/bbnj-2023": ("en.txt", ["es.txt", "fr.txt", "ru.txt", "zh.txt"]),
    "treaties/iccpr-1966": ("en.md", ["nl.md"]),
    "treaties/budapest-2001": ("en.md", ["nl.md"]),
}
_HEADS: Final = ("part", "title", "chapter", "section", "article", "annex", "preamble", "conclusions", "recital")
Place = tuple[str, ...]


class Pair(NamedTuple):
    """A text in a language beside the English one: places of each, how many are shared, and those that are not."""

    name: str
    english: int
    other: int
    shared: int
    missing: list[str]
    extra: list[str]

    @property
    def equal(self) -> bool:
        """Whether both have just the same places."""
        return self.english == self.other == self.shared


def pairs() -> Iterator[Pair]:
    """Every text that the corpus holds in several languages."""
    for folder, (english, others) in TEXTS.items():
        ours = _places(build(read(str(corpus() / folder / english)), linked=False))
        for name in others:
            path = corpus() / folder / name
            yield _pair(f"{folder}/{name}", ours, _places(build(read(str(path)), linked=False)))


def _pair(name: str, ours: list[Place], theirs: list[Place]) -> Pair:
    here, there = Counter(ours), Counter(theirs)
    shared = (here & there).total()
    missing = [" ".join(path) for path in (here - there)]
    return Pair(name, len(ours), len(theirs), shared, missing, [" ".join(path) for path in (there - here)])


def _places(outline: Outline) -> list[Place]:
    language = outline.instrument.language
    words = structure(language if language in LANGUAGES else "en")
    paths: dict[str, Place] = {}
    last: dict[Place, int] = {}
    for unit in outline.units:
        alone = unit.kind == "article" and not unit.eid.startswith("annex")
        above = () if alone else paths.get(unit.parent or "", ())
        step = _head(unit, words) if unit.kind in _HEADS else str(_value(unit, words, last.get(above, 0)))
        last[above] = int(step) if step.isdecimal() else 0
        paths[unit.eid] = (*above, step)
    return list(paths.values())


def _head(unit: Unit, words: Structure) -> str:
    number = plain(unit.number or "", words).lower()
    return f"{unit.kind} {roman(number) or number}"


def _value(unit: Unit, words: Structure, before: int) -> int | str:
    """The value of a mark; of two that it may have, the one that goes on from its sibling, else the lower."""
    number = plain(unit.number or "", words).lower()
    values = [way.value for way in readings(number, False)] if number else []
    return before + 1 if before + 1 in values else min(values, default=0) or number or unit.kind


def table(found: list[Pair]) -> str:
    """One line for each text."""
    lines = ["| text | places in English | places | shared | the same |", "|---|---|---|---|---|"]
    for pair in found:
        same = "**yes**" if pair.equal else f"{pair.shared / max(pair.english, pair.other):.3f}"
        lines.append(f"| {pair.name} | {pair.english} | {pair.other} | {pair.shared} | {same} |")
    return "\n".join(lines)


def main() -> None:
    """Write the table, and print it or what differs."""
    found = list(pairs())
    write(ROOT / "docs" / "languages.md", "languages", table(found))
    print(table(found))
    for pair in found if "--errors" in sys.argv else ():
        print(f"\n{pair.name}", *(f"  missing {place}" for place in pair.missing), sep="\n")
        print(*(f"  extra {place}" for place in pair.extra), sep="\n")


if __name__ == "__main__":
    main()
