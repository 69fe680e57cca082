"""The first screen: what the text is, how findings spread over it, and what else its file holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Coverage, Outline, Unit
from caveat.kernel.source import count_words
from caveat.kernel.verdicts import Check, Finding
from caveat.reports.html_findings import weight
from caveat.reports.units import CONTAINERS, Chapters, basic_units, counted, language_name

WEIGHTS: Final = ("critical", "major", "minor", "info", "safeguard")
"""The columns of counts, the gravest first."""

_OTHER_TEXTS: Final = 6
_SHOWN_PIECES: Final = 12
_SHOWN_CHARACTERS: Final = 300


class Tally(NamedTuple):
    """How many findings a chapter has, by weight; `id` is that of its place in the text."""

    id: str
    citation: str
    heading: str
    articles: int
    counts: Counter[str]


class Cell(NamedTuple):
    """One article in the strip; `gap` where a chapter begins with it."""

    eid: str
    label: str
    weight: str
    safeguard: bool
    gap: bool


class LeftOut(NamedTuple):
    """Words of the file that are not in the text, for one reason; the longest list and piece are cut."""

    reason: str
    words: int
    pieces: list[str]
    more: int


class Undecided(NamedTuple):
    """What a criterion could not tell, and where."""

    code: str
    why: str
    eid: str | None
    citation: str


def facts(outline: Outline) -> list[str]:
    """What the text is, in the order in which a lawyer would cite it."""
    instrument = outline.instrument
    found = [instrument.kind.capitalize(), instrument.symbol, instrument.date, language_name(instrument.language)]
    found += [counted(basic_units(outline)), f"{count_words(outline.text):,} words"]
    found += [f"{instrument.pages} pages"] if instrument.pages else []
    return [fact for fact in found if fact]


def tallies(outline: Outline, chapters: Chapters, findings: Iterable[Finding]) -> list[Tally]:
    """Every chapter, also those without findings; the instrument as a whole first."""
    counts: dict[str, Counter[str]] = {}
    for finding in findings:
        counts.setdefault(_chapter_id(chapters, finding.eid), Counter())[weight(finding)] += 1
    articles = Counter(_chapter_id(chapters, unit.eid) for unit in outline.units if unit.kind == "article")
    units = [unit for unit in outline.units if unit.eid in articles or unit.eid in counts]
    whole = [Tally("text", "The instrument as a whole", "", 0, counts["text"])] if "text" in counts else []
    rest = [_tally(unit, articles[unit.eid], counts.get(unit.eid)) for unit in units if unit.kind in _TALLIED]
    loose = articles["provisions"] or "provisions" in counts
    found = counts.get("provisions", Counter())
    return [*whole, *rest, *([Tally("text", "Provisions", "", articles["provisions"], found)] if loose else [])]


_TALLIED: Final = (*CONTAINERS, "preamble")


def _tally(unit: Unit, articles: int, counts: Counter[str] | None) -> Tally:
    return Tally(unit.eid, unit.citation, squeeze(unit.heading or ""), articles, counts or Counter())


def _chapter_id(chapters: Chapters, eid: str | None) -> str:
    if eid is None:
        return "text"
    unit = chapters.of(eid)
    return unit.eid if unit else "provisions"


def strip(outline: Outline, chapters: Chapters, findings: Iterable[Finding]) -> list[Cell]:
    """One cell an article in the order of the text, with the gravest of its problems."""
    found: dict[str, Counter[str]] = {}
    for finding in findings:
        if article := chapters.article(finding.eid):
            found.setdefault(article.eid, Counter())[weight(finding)] += 1
    cells: list[Cell] = []
    before: Unit | None = None
    for unit in (unit for unit in outline.units if unit.kind == "article"):
        chapter = chapters.of(unit.eid)
        cells.append(_cell(unit, found.get(unit.eid, Counter()), bool(cells) and chapter is not before))
        before = chapter
    return cells


def _cell(unit: Unit, counts: Counter[str], gap: bool) -> Cell:
    gravest = next((name for name in WEIGHTS if counts[name] and name != "safeguard"), "")
    said = counts_in_words(counts)
    return Cell(unit.eid, f"{unit.citation}: {said}", gravest, counts["safeguard"] > 0, gap)


def counts_in_words(counts: Counter[str]) -> str:
    """Such as "2 major, 1 safeguard"."""
    return ", ".join(f"{counts[name]} {name}" for name in WEIGHTS if counts[name]) or "no finding"


def left_out(coverage: Coverage) -> list[LeftOut]:
    """What was taken off the file, by reason."""
    groups: dict[str, list[str]] = {}
    for piece in coverage.removed:
        groups.setdefault(piece.reason, []).append(squeeze(piece.text))
    return [_left_out(reason, pieces) for reason, pieces in groups.items()]


def _left_out(reason: str, pieces: Sequence[str]) -> LeftOut:
    shown = [
        piece if len(piece) <= _SHOWN_CHARACTERS else piece[:_SHOWN_CHARACTERS] + " …"
        for piece in pieces[:_SHOWN_PIECES]
    ]
    return LeftOut(reason, sum(map(count_words, pieces)), shown, len(pieces) - len(shown))


def undecided(checks: Iterable[Check], chapters: Chapters) -> list[Undecided]:
    """The checks that could not be decided."""
    return [
        Undecided(check.code, check.why, check.eid, chapters.citation(check.eid))
        for check in checks
        if check.result == "inconclusive"
    ]


def not_supplied(findings: Iterable[Finding]) -> list[str]:
    """The other texts that may make good most of what is absent here; the rest are named at the findings."""
    count = Counter(name for one in findings if one.searched for name in one.searched.not_supplied)
    named = [name for name, _ in count.most_common(_OTHER_TEXTS)]
    return [*named, "and others, named at the findings"] if len(count) > len(named) else named
