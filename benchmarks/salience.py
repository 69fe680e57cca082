"""Learn what is worth saying from the labels of readers, and measure it on texts that were left out.

    python -m benchmarks.salience [--write]

Every finding of the criteria is an example: worth saying as far as readers of
that text said it too. A text is judged by a model that learnt from all the
others. Prints agreement by topic beside always saying it, and how far the
confidence can be trusted. `--write` also writes the model into the package and
the tables into docs/gold.md.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import yaml
from msgspec.structs import replace

from benchmarks.coverage import write
from benchmarks.labels import Reading, readings, scorer, text_of
from benchmarks.truth import ROOT
from caveat.criteria.law import Law
from caveat.criteria.loader import catalogue
from caveat.instrument import build
from caveat.kernel.verdicts import Finding
from caveat.provisions import extract
from caveat.reading import read
from caveat.review.assess import candidates
from caveat.review.features import Features, features
from caveat.review.salience import Model

MODEL: Final = Path(__file__).resolve().parent.parent / "src" / "caveat" / "review" / "salience.yaml"
STRENGTH: Final = 0.15
"""The inverse of how strongly weights are held towards 0."""
_LEAST_WEIGHT: Final = 0.005
Key = tuple[str, str, str]


class Example(NamedTuple):
    """One finding: its place, topic and polarity, its features, and the share of readers who say it."""

    key: Key
    code: str
    given: Features
    said: float


class Text(NamedTuple):
    """The examples of one instrument, and what each of its readers says."""

    examples: list[Example]
    said: list[set[Key]]
    treaty: bool


@cache
def texts() -> dict[str, Text]:
    """Every labelled instrument by name."""
    read_by: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings(False, []):
        read_by[reading.name].append(reading)
    return {name: _text(name, found) for name, found in read_by.items()}


def _text(name: str, found: list[Reading]) -> Text:
    outline = build(read(str(text_of(name))))
    law = Law(outline, extract(outline))
    said = [set(scorer().finding_keys(reading.findings)) for reading in found]
    known = candidates(law, catalogue())
    examples = [
        Example(key, one.finding.code, given, sum(key in keys for keys in said) / len(said))
        for one, given in zip(known, features(law, known), strict=True)
        if (key := _key(one.finding))
    ]
    return Text(examples, said, outline.instrument.kind == "treaty")


def _key(finding: Finding) -> Key | None:
    """Where and what a finding is for the scorer; None for a topic that readers did not label."""
    item = {"citation": finding.citation, "topic": finding.topic, "polarity": finding.polarity}
    keys: list[Key] = [*scorer().finding_keys([{**item, "severity": finding.severity}])]
    return None if finding.topic in scorer().UNLABELLED or not keys else keys[0]


def fit(learnt: Iterable[Text], least: float = 0.0) -> Model:
    """The model that says best what the readers of some texts said."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    examples = [example for text in learnt for example in text.examples]
    table = DictVectorizer()
    rows = table.fit_transform([example.given for example in examples for _ in (0, 1)])
    shares = [share for example in examples for share in (example.said, 1 - example.said)]
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(rows, [1, 0] * len(examples), sample_weight=shares)
    weights = dict(zip(table.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    return Model(
        least=least,
        base=round(float(model.intercept_[0]), 3),
        weights={
            name: round(weight, 3) for name, weight in weights.items() if abs(weight) >= 0.0005 or "code " in name
        },
    )


def _tells(name: str, weight: float) -> bool:
    """Whether a weight is to be kept: it counts, or says that a criterion is known."""
    return abs(weight) >= _LEAST_WEIGHT or name.startswith("code ")


@cache
def apart() -> dict[str, Model]:
    """For each instrument the model that learnt from all the others; the threshold is the best over all."""
    known = texts()
    models = {name: fit(text for other, text in known.items() if other != name) for name in known}
    least = threshold(models)
    return {name: replace(model, least=least) for name, model in models.items()}


def threshold(models: dict[str, Model]) -> float:
    """The confidence below which to be silent, in steps of 0.01: that with the best mean agreement."""
    weighed = {name: confidences(name, model) for name, model in models.items()}
    steps = [step / 100 for step in range(5, 80)]
    return max(steps, key=lambda least: sum(agreement(name, weighed[name], least).f1 for name in models))


def confidences(name: str, model: Model) -> list[float]:
    """The confidence of every finding of an instrument."""
    return [model.confidence(one.given) for one in texts()[name].examples]


class Agreement(NamedTuple):
    """Figures between 0 and 1; `f1` is the harmonic mean of precision and recall."""

    precision: float
    recall: float
    f1: float


def agreement(name: str, weighed: Sequence[float], least: float) -> Agreement:
    """The mean over the readers of an instrument, where what has less confidence is not said."""
    text = texts()[name]
    said = {one.key for one, confidence in zip(text.examples, weighed, strict=True) if confidence >= least}
    return mean(_figures(said, keys) for keys in text.said)


def mean(figures: Iterable[tuple[float, float, float]]) -> Agreement:
    """The means of several figures."""
    columns = [*zip(*figures, strict=True)]
    return Agreement(*(sum(column) / len(column) for column in columns))


def _figures(found: set[Key], said: set[Key]) -> tuple[float, float, float]:
    right = len(found & said)
    figures: tuple[float, float, float] = scorer().prf(right, len(found) - right, len(said) - right)
    return figures


def by_kind(models: dict[str, Model]) -> str:
    """Agreement on treaties and on laws: everything said, and what the model lets through."""
    lines = ["| texts | said | precision | recall | F1 |", "|---|---|---:|---:|---:|"]
    for kind in ("treaties", "laws"):
        names = [name for name in models if texts()[name].treaty == (kind == "treaties")]
        for said, least in (("everything", 0.0), ("what is worth saying", None)):
            found = mean(
                agreement(name, confidences(name, models[name]), models[name].least if least is None else least)
                for name in names
            )
            lines.append(f"| {kind} | {said} | {found.precision:.2f} | {found.recall:.2f} | {found.f1:.2f} |")
    return "\n".join(lines)


def by_topic(models: dict[str, Model]) -> str:
    """For every topic and polarity, over all readings: how much readers say, and agreement before and after."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 5)
    for name, model in models.items():
        text, weighed = texts()[name], confidences(name, model)
        found = {one.key for one in text.examples}
        kept = {one.key for one, value in zip(text.examples, weighed, strict=True) if value >= model.least}
        for keys in text.said:
            for key in keys | found:
                held = (key in keys, key in found, key in found & keys, key in kept, key in kept & keys)
                rows[key[1:]] = [count + one for count, one in zip(rows[key[1:]], held, strict=True)]
    lines = ["| topic | | said by readers | precision, recall, F1: found | worth saying |", "|---|---|---:|---:|---:|"]
    for (topic, polarity), (said, *counts) in sorted(rows.items()):
        before, after = _three(counts[1], counts[0], said), _three(counts[3], counts[2], said)
        lines.append(f"| {topic} | {polarity} | {said} | {before} | {after} |")
    return "\n".join(lines)


def _three(right: int, found: int, said: int) -> str:
    return " ".join(f"{figure:.2f}" for figure in scorer().prf(right, found - right, said - right))


def calibration(models: dict[str, Model]) -> str:
    """How often readers say what was given a confidence: by tenths, and the mean squared error beside a constant's."""
    pairs = [
        (value, one.said)
        for name, model in models.items()
        for value, one in zip(confidences(name, model), texts()[name].examples, strict=True)
    ]
    lines = ["| confidence | findings | said by readers |", "|---|---:|---:|"]
    for tenth in range(10):
        said = [share for value, share in pairs if tenth <= value * 10 < tenth + 1]
        if said:
            lines.append(f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {len(said)} | {sum(said) / len(said):.2f} |")
    base = sum(share for _, share in pairs) / len(pairs)
    error = sum((value - share) ** 2 for value, share in pairs) / len(pairs)
    constant = sum((base - share) ** 2 for _, share in pairs) / len(pairs)
    return "\n".join([*lines, "", f"Mean squared error {error:.3f}; of a constant, {constant:.3f}."])


def main(arguments: list[str]) -> None:
    """Print the tables; with `--write`, write them and the model that learnt from all texts."""
    models = apart()
    tables = {"kinds": by_kind(models), "topics": by_topic(models), "calibration": calibration(models)}
    print("\n\n".join(tables.values()))
    if "--write" in arguments:
        model = fit(texts().values(), next(iter(models.values())).least)
        ordered = dict(sorted(model.weights.items()))
        head = MODEL.read_text(encoding="utf-8").partition("least:")[0]
        plain = {"least": model.least, "base": model.base, "weights": ordered}
        MODEL.write_text(head + yaml.safe_dump(plain, sort_keys=False, width=120), encoding="utf-8")
        for name, table in tables.items():
            write(ROOT / "docs" / "gold.md", name, table)


if __name__ == "__main__":
    main(sys.argv[1:])
