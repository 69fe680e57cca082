"""Agreement with careful readers, beside reader against reader and an always-fire baseline.

    python -m benchmarks.gold [--held-out] [--write] [NAME ...]

Runs the scorer that ships with the labels over every labelled text, prints a
table of provisions and findings and one of elements, and lists every error.
`--write` rewrites docs/gold.md with the tables.
The Philippine labels are held out unless `--held-out` is given.
"""

from __future__ import annotations

import json
import sys
from typing import Any, NamedTuple

from benchmarks import elements
from benchmarks.labels import KINDS, Items, Reading, gold, readings, scorer, text_of
from benchmarks.salience import apart
from benchmarks.truth import ROOT
from caveat.criteria.loader import catalogue
from caveat.instrument import build
from caveat.provisions import extract
from caveat.reading import read
from caveat.reports.as_json import to_json
from caveat.review import assess

OFFENCE_TOPICS = (
    "mental-element", "harm-threshold", "authorisation-element", "public-interest-exemption", "content-offence",
    "vague-term", "penalty",
)  # fmt: skip
POWER_TOPICS = (
    "judicial-authorisation", "necessity-proportionality", "reasonable-suspicion", "remedy-oversight",
    "secrecy-notification", "real-time-interception", "compelled-assistance", "data-retention", "data-protection",
)  # fmt: skip


class Row(NamedTuple):
    """Figures of one comparison: findings by polarity, recall of what is grave, and provisions by kind.

    A kind of which the reader found none has no figure.
    """

    text: str
    who: str
    findings: float
    problems: float
    safeguards: float
    grave: float
    kinds: tuple[float | None, ...]


def predict(name: str) -> tuple[Items, Items]:
    """Findings and provisions in the shape of labels; what is worth saying was learnt from other texts."""
    outline = build(read(str(text_of(name))))
    provisions = extract(outline)
    review = assess(outline, provisions, catalogue(), apart().get(name))
    findings: Items = json.loads(to_json(review))["findings"]
    labels: Items = SCORE.provision_list(json.loads(to_json(provisions)))
    return findings, labels


def always(provisions: Items) -> Items:
    """A finding on every topic the guide names, for every offence and every power."""
    topics = {"offence": OFFENCE_TOPICS, "power": POWER_TOPICS}
    return [
        {"citation": item["citation"], "topic": topic, "polarity": "problem", "severity": "major"}
        for item in provisions
        for topic in topics.get(item["type"], ())
    ]


def compare(text: str, who: str, truth: Reading, findings: Items, provisions: Items) -> Row:
    """Figures of predicted findings and provisions against one reading."""
    scores = [
        SCORE.score_findings(truth.findings, findings, polarity)[2] for polarity in (None, "problem", "safeguard")
    ]
    grave = SCORE.score_findings(truth.findings, findings, "problem", "major")[1]
    labelled = {item["type"] for item in truth.provisions}
    kinds = tuple(
        SCORE.score_provisions(kind, truth.provisions, provisions)[0][2] if kind in labelled else None for kind in KINDS
    )
    return Row(text, who, scores[0], scores[1], scores[2], grave, kinds)


class Figures(NamedTuple):
    """Everything measured: rows, elements of Caveat and of a second reader, and a line for every error."""

    table: list[Row]
    ours: list[elements.Pair]
    readers: list[elements.Pair]
    errors: list[str]


def measure(all_readings: list[Reading]) -> Figures:
    """Caveat, the baseline and other readers against every reading."""
    figures = Figures([], [], [], [])
    table = figures.table
    for index, reading in enumerate(all_readings):
        print(f"\r{index + 1} of {len(all_readings)}: {reading.name}".ljust(60), end="", file=sys.stderr)
        findings, provisions = predict(reading.name)
        table.append(compare(reading.name, f"Caveat : {reading.reader}", reading, findings, provisions))
        table.append(compare(reading.name, f"always-fire : {reading.reader}", reading, always(reading.provisions), []))
        for other in all_readings:
            if other.name == reading.name and other.reader > reading.reader:
                who = f"{other.reader} : {reading.reader}"
                table.append(compare(reading.name, who, reading, other.findings, other.provisions))
                figures.readers.extend(elements.pairs(SCORE, reading.provisions, other.provisions))
        own = list(elements.pairs(SCORE, reading.provisions, provisions))
        figures.ours.extend(own)
        figures.errors.extend([*_errors(reading, findings, provisions), *_differences(reading, own)])
    print(file=sys.stderr)
    return figures


def _differences(reading: Reading, own: list[elements.Pair]) -> list[str]:
    return [
        f"{reading.name} {reading.reader} differs {pair.kind:11} {pair.citation} {pair.element}: "
        f"label {pair.truth}, Caveat {pair.answer}"
        for pair in own
        if pair.truth != pair.answer
    ]


def _errors(reading: Reading, findings: Items, provisions: Items) -> list[str]:
    want, got = SCORE.finding_keys(reading.findings), SCORE.finding_keys(findings)
    found = [
        f"{reading.name} {reading.reader} missed finding  {' '.join(key)}" for key in sorted(want.keys() - got.keys())
    ]
    found += [
        f"{reading.name} {reading.reader} false finding   {' '.join(key)}" for key in sorted(got.keys() - want.keys())
    ]
    for kind in KINDS:
        *_, missed, extra = SCORE.score_provisions(kind, reading.provisions, provisions)
        for label, items in (("missed", missed), ("false ", extra)):
            found += [
                f"{reading.name} {reading.reader} {label} {kind:11} {item['citation']} {_what(item)}" for item in items
            ]
    return found


def _what(item: dict[str, Any]) -> str:
    return str(item.get("name") or item.get("kind") or item.get("term") or "")


def render(table: list[Row]) -> str:
    """The table in Markdown, with the mean of Caveat's rows."""
    heads = [
        "text",
        "who : against reader",
        "findings F1",
        "problems",
        "safeguards",
        "grave recall",
        *(f"{kind}s" for kind in KINDS),
    ]
    lines = ["| " + " | ".join(heads) + " |", "|---|---|" + "---:|" * (len(heads) - 2)]
    for row in [*table, *_means(table)]:
        figures = (row.findings, row.problems, row.safeguards, row.grave, *row.kinds)
        shown = figures[:4] if row.who.startswith("always") else figures
        cells = ["-" if figure is None else f"{figure:.2f}" for figure in shown] + ["-"] * (len(figures) - len(shown))
        lines.append("| " + " | ".join([row.text, row.who, *cells]) + " |")
    return "\n".join(lines)


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _means(table: list[Row]) -> list[Row]:
    means = []
    for who in ("Caveat", "always-fire"):
        own = [row for row in table if row.who.startswith(who)]
        if own:
            kinds = tuple(_mean(list(values)) for values in zip(*(row.kinds for row in own), strict=True))
            findings, problems, safeguards, grave = (
                sum(column) / len(own) for column in zip(*(row[2:6] for row in own), strict=True)
            )
            means.append(Row("**mean**", who, findings, problems, safeguards, grave, kinds))
    return means


def main(arguments: list[str]) -> None:
    """Print the table and the errors."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    figures = measure(readings("--held-out" in arguments, names))
    tables = {
        "table": render(figures.table),
        "elements": elements.render(elements.lines(figures.ours), elements.lines(figures.readers)),
    }
    print("\n\n".join(tables.values()))
    print(f"\n{len(figures.errors)} errors\n")
    print("\n".join(figures.errors))
    if "--write" in arguments:
        _write(tables)


def _write(tables: dict[str, str]) -> None:
    page = ROOT / "docs" / "gold.md"
    text = page.read_text(encoding="utf-8")
    for name, table in tables.items():
        head, _, rest = text.partition(f"<!-- {name} -->")
        _, _, tail = rest.partition(f"<!-- end of {name} -->")
        text = f"{head}<!-- {name} -->\n{table}\n<!-- end of {name} -->{tail}"
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if not gold().is_dir():
        sys.exit(f"{gold()}: there are no labels here. Set CAVEAT_GOLD to the folder that holds readers/ and score.py.")
    SCORE = scorer()
    main(sys.argv[1:])
