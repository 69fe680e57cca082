"""What published experts said of a provision: does a review say it too?

    python -m benchmarks.experts [--write]

Rows of the experts' table about the English texts at hand whose article is
stated. A row counts as found if a problem on one of its topics is reported on
one of its articles; a row without a topic, if any problem is. `--write` writes
the table into docs/gold.md.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from benchmarks.coverage import write
from benchmarks.labels import gold, scorer, text_of
from benchmarks.truth import ROOT
from caveat.criteria.loader import catalogue
from caveat.instrument import build
from caveat.provisions import extract
from caveat.reading import read
from caveat.review import assess

TEXTS: Final = {
    "Kenya": "ke-cybercrimes-2018",
    "Uganda": "ug-computer-misuse-2011",
    "Tanzania": "tz-cybercrimes-2015",
}
_NUMBERS: Final = re.compile(r"(\d+)(?:-(\d+))?[^;]*")


class Said(NamedTuple):
    """One row: what an organisation said of some articles of a text, by topics."""

    id: str
    text: str
    articles: list[str]
    topics: set[str]
    words: str


def rows() -> Iterator[Said]:
    """The rows that can be checked: problems at stated articles of the texts at hand."""
    with (gold() / "experts" / "findings.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name = TEXTS.get(row["instrument"].partition(" ")[0])
            if name and row["polarity"] == "problem" and row["article_basis"] in ("stated", "by-title"):
                topics = {topic for topic in row["topics"].split("|") if topic}
                yield Said(row["id"], name, [*_articles(row["article"])], topics, row["paraphrase"])


def _articles(stated: str) -> Iterator[str]:
    for first, last in _NUMBERS.findall(stated):
        yield from map(str, range(int(first), int(last or first) + 1))


@cache
def found(name: str) -> frozenset[tuple[str, str]]:
    """Article and topic of every problem that a review reports."""
    outline = build(read(str(text_of(name))))
    review = assess(outline, extract(outline), catalogue())
    problems = [one for one in review.findings if one.polarity == "problem"]
    return frozenset((scorer().unit(one.citation), one.topic) for one in problems)


def is_found(said: Said) -> bool:
    """Whether one of the articles has a problem on one of the topics."""
    return any(
        article in said.articles and (topic in said.topics or not said.topics) for article, topic in found(said.text)
    )


def main(arguments: list[str]) -> None:
    """Print every row with whether it is found."""
    judged = [(said, is_found(said)) for said in rows()]
    lines = ["| row | text | articles | topics | found |", "|---|---|---|---|---|"]
    for said, right in judged:
        topics, articles = ", ".join(sorted(said.topics)) or "any", ", ".join(said.articles)
        lines.append(f"| {said.id} | {said.text} | {articles} | {topics} | {'yes' if right else 'NO'} |")
    table = "\n".join([*lines, "", f"{sum(right for _, right in judged)} of {len(judged)} rows are found."])
    print(table)
    if "--write" in arguments:
        write(ROOT / "docs" / "gold.md", "experts", table)


if __name__ == "__main__":
    main(sys.argv[1:])
