"""Clause patterns, a small trained model, and both: which reads provisions better in texts it has not seen.

    python -m benchmarks.two_ways

The model is a linear support vector machine for each kind of provision and each name or
class in it, over words and pairs of words of a paragraph and of its headings.
It is trained on all labelled instruments but one and read on that one, each in
turn; nothing of it is in the package. `both` is the same model that is also
told what the patterns found. Rewrites the table in docs/two-ways.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.coverage import write
from benchmarks.labels import Reading, readings, scorer, text_of
from benchmarks.truth import ROOT
from caveat.instrument import build
from caveat.provisions import extract
from caveat.provisions.ground import Ground
from caveat.reading import read

KINDS: Final = {"offence": "offences", "power": "powers", "safeguard": "safeguards", "cooperation": "cooperation"}
WAYS: Final = ("patterns", "model", "both")
_LEAST: Final = 4
_TOKEN: Final = re.compile(r"[a-z]{2,}|\d+")
_HEADINGS: Final = 3
Key = tuple[str, str]


class Paragraph(NamedTuple):
    """A paragraph of a labelled text: its features, and what reader and patterns see in it, by kind."""

    text: str
    unit: str
    paragraph: str
    words: list[str]
    wanted: dict[str, set[str]]
    found: dict[str, set[str]]


def paragraphs() -> dict[str, list[Paragraph]]:
    """Every paragraph of every labelled text; of a text with two readings the first counts."""
    texts: dict[str, list[Paragraph]] = {}
    for reading in readings(False, []):
        if reading.name not in texts:
            texts[reading.name] = list(_paragraphs(reading))
    return texts


def _paragraphs(reading: Reading) -> Iterator[Paragraph]:
    score = scorer()
    outline = build(read(str(text_of(reading.name))))
    ground = Ground(outline)
    found = score.provision_list(_plain(extract(outline)))
    labels, patterns = _by_place(reading.provisions), _by_place(found)
    seen: set[str] = set()
    for passage in ground.passages:
        if passage.article is None:
            continue
        unit, place = score.unit(passage.unit.citation), score.paragraph(passage.unit.citation)
        places = [place] if place != unit else [unit]
        if unit not in seen:
            places = list(dict.fromkeys([place, unit]))
            seen.add(unit)
        heads = [ground.heading(one) for one in (passage.article, *ground.containers(passage.unit.eid)[:_HEADINGS])]
        words = _words(ground.view[passage.start : passage.end], heads)
        yield Paragraph(reading.name, unit, place, words, _at(labels, places), _at(patterns, places))


def _plain(provisions: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(provisions)


def _by_place(items: Iterable[dict[str, Any]]) -> dict[str, dict[str, set[str]]]:
    """What stands at each paragraph, by kind: the name of a power, the kind of the others."""
    score = scorer()
    places: dict[str, dict[str, set[str]]] = {}
    for item in items:
        if item["type"] in KINDS:
            value = "offence" if item["type"] == "offence" else item.get("name" if item["type"] == "power" else "kind")
            places.setdefault(score.paragraph(item["citation"]), {}).setdefault(item["type"], set()).add(str(value))
    return places


def _at(places: dict[str, dict[str, set[str]]], keys: Sequence[str]) -> dict[str, set[str]]:
    return {kind: set().union(*(places.get(key, {}).get(kind, set()) for key in keys)) for kind in KINDS}


def _words(text: str, headings: list[str]) -> list[str]:
    tokens = _TOKEN.findall(text)
    pairs = [f"{one} {other}" for one, other in pairwise(tokens)]
    return [*tokens, *pairs, *(f"heading {word}" for head in headings for word in _TOKEN.findall(head))]


def predicted(train: list[Paragraph], test: list[Paragraph], kind: str, *, told: bool) -> list[set[str]]:
    """What a model trained on some paragraphs sees in others."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    def features(one: Paragraph) -> list[str]:
        return [*one.words, *(f"patterns {value}" for value in sorted(one.found[kind]))] if told else one.words

    vectors = TfidfVectorizer(analyzer=features, min_df=2, sublinear_tf=True)
    known, asked = vectors.fit_transform(train), vectors.transform(test)
    answers: list[set[str]] = [set() for _ in test]
    for value in sorted({value for one in train for value in one.wanted[kind]}):
        target = [value in one.wanted[kind] for one in train]
        if sum(target) < _LEAST:
            continue
        model = LinearSVC(C=1.0, class_weight="balanced", tol=1e-3)
        for answer, yes in zip(answers, model.fit(known, target).predict(asked), strict=True):
            if yes:
                answer.add(value)
    return answers


def f1(test: list[Paragraph], answers: Sequence[set[str]], kind: str) -> float | None:
    """Agreement with the reader: offences by paragraph, the others by article and name."""

    def keys(values: Iterable[set[str]]) -> set[Key]:
        pairs = zip(test, values, strict=True)
        return {(p.paragraph if kind == "offence" else p.unit, value) for p, found in pairs for value in found}

    wanted, given = keys(one.wanted[kind] for one in test), keys(answers)
    return 2 * len(wanted & given) / (len(wanted) + len(given)) if wanted else None


def rows() -> Iterator[tuple[str, str, dict[str, float]]]:
    """For each text and kind, how each way fares."""
    texts = paragraphs()
    for name, test in texts.items():
        print(f"\r{name:40}", end="", file=sys.stderr, flush=True)
        train = [one for other, found in texts.items() if other != name for one in found]
        for kind in KINDS:
            if any(one.wanted[kind] for one in test):
                yield name, kind, _figures(train, test, kind)
    print(file=sys.stderr)


def _figures(train: list[Paragraph], test: list[Paragraph], kind: str) -> dict[str, float]:
    answers = {
        "patterns": [one.found[kind] for one in test],
        "model": predicted(train, test, kind, told=False),
        "both": predicted(train, test, kind, told=True),
    }
    return {way: f1(test, answers[way], kind) or 0.0 for way in WAYS}


def table(found: list[tuple[str, str, dict[str, float]]]) -> str:
    """The means over the texts, then each text."""
    lines = ["| text | kind | patterns | model | both |", "|---|---|---:|---:|---:|"]
    for kind in KINDS:
        mine = [figures for _, other, figures in found if other == kind]
        means = [sum(figures[way] for figures in mine) / len(mine) for way in WAYS]
        lines.append(f"| **mean of {len(mine)}** | {kind} | " + " | ".join(f"{mean:.2f}" for mean in means) + " |")
    for name, kind, figures in found:
        lines.append(f"| {name} | {kind} | " + " | ".join(f"{figures[way]:.2f}" for way in WAYS) + " |")
    return "\n".join(lines)


@cache
def _page() -> Path:
    return ROOT / "docs" / "two-ways.md"


def main() -> None:
    """Print the table and write it."""
    made = table(list(rows()))
    write(_page(), "two ways", made)
    print(made)


if __name__ == "__main__":
    main()
