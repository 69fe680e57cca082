"""Findings as a page shows them: the same fault of several places together, each place with its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from caveat.criteria.templates import cut
from caveat.criteria.topics import TOPICS
from caveat.kernel.shapes import Unit
from caveat.kernel.verdicts import SEVERITIES, Evidence, Finding, Standard
from caveat.reports.html_passages import Layers, Passages, Piece, trimmed
from caveat.reports.units import Chapters
from caveat.reports.weighing import fault, worst_first

_WHOLE: Final = 700
_SHOWN: Final = 300
_IMPLIED: Final = ("provision", "")


class Quote(NamedTuple):
    """Words of the text with where they stand; `target` is the id of the place in the full text."""

    citation: str
    page: int | None
    roles: list[str]
    pieces: list[Piece]
    target: str


class Weighed(NamedTuple):
    """A safeguard that reaches the provision, and why it does not suffice."""

    citation: str
    target: str
    quote: str
    why: str


class Word(NamedTuple):
    """Words of a sentence; `target` is the id of the place they name, or empty."""

    text: str
    target: str


class Case(NamedTuple):
    """One finding: what is so in one place."""

    finding: Finding
    subject: str
    because: str
    quotes: list[Quote]
    considered: list[Weighed]
    contrary: list[Quote]
    searched: list[Word]
    not_supplied: list[str]
    fix: str
    target: str


class Reasons(NamedTuple):
    """Why a fault matters; `told` is the id of the finding under which the same was said before, or empty."""

    why: str
    standards: Sequence[Standard]
    fix: str
    rights: Sequence[str]
    groups: Sequence[str]
    told: str
    told_at: str


class Fault(NamedTuple):
    """What is the matter, in one place or in several. `weight` is the gravest of its severities, or `safeguard`."""

    code: str
    title: str
    weight: str
    topic: str
    cases: list[Case]
    reasons: Reasons


class Group(NamedTuple):
    """The faults of one chapter; `unit` is None for the instrument as a whole and for what stands in no chapter."""

    id: str
    unit: Unit | None
    title: str
    faults: list[Fault]

    @property
    def size(self) -> int:
        """How many findings the chapter has."""
        return sum(len(fault.cases) for fault in self.faults)


class Casebook:
    """Turns findings into faults, and remembers which reasons have been given."""

    def __init__(self, passages: Passages, chapters: Chapters) -> None:
        self.passages, self.chapters = passages, chapters
        self.told: dict[tuple[str, str, str], Finding] = {}

    def by_chapter(self, findings: Iterable[Finding], prefix: str) -> list[Group]:
        """The chapters in the order of the text, the instrument as a whole first; `prefix` begins their ids."""
        groups: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            groups.setdefault(self._chapter(finding), []).append(finding)
        return [
            Group(f"{prefix}@{eid}", self.chapters.units.get(eid), title, self._faults(found))
            for (eid, title), found in groups.items()
        ]

    def _chapter(self, finding: Finding) -> tuple[str, str]:
        if finding.eid is None:
            return "instrument", "The instrument as a whole"
        unit = self.chapters.of(finding.eid)
        return (unit.eid, unit.citation) if unit else ("provisions", "Provisions")

    def _faults(self, findings: Sequence[Finding]) -> list[Fault]:
        return [self._fault(cases) for cases in same_fault(findings)]

    def _fault(self, findings: list[Finding]) -> Fault:
        first = findings[0]
        fixes = {finding.fix for finding in findings}
        return Fault(
            code=first.code,
            title=first.message if len(findings) == 1 else fault(first),
            weight=weight(first),
            topic=TOPICS.get(first.topic, first.topic),
            cases=[self._case(finding, shared=len(fixes) == 1) for finding in in_order(findings)],
            reasons=self._reasons(first, (first.fix or "") if len(fixes) == 1 else ""),
        )

    def _reasons(self, finding: Finding, fix: str) -> Reasons:
        """In full the first time and wherever it is critical, otherwise by reference."""
        why = finding.why.partition("\n\n")[2]
        told = self.told.setdefault((finding.code, why, fix), finding)
        again = told is not finding and weight(finding) != "critical"
        return Reasons(
            why,
            finding.standards,
            fix,
            finding.rights,
            finding.groups,
            told.fingerprint if again else "",
            told.citation if again else "",
        )

    def _case(self, finding: Finding, *, shared: bool) -> Case:
        searched = finding.searched
        return Case(
            finding=finding,
            subject=finding.message.rpartition(": ")[0],
            because=finding.why.partition("\n\n")[0],
            quotes=self._quotes(finding.evidence, weight(finding)),
            considered=[
                Weighed(one.citation, one.eid, excerpt(one.quote, _SHOWN), one.why) for one in finding.considered
            ],
            contrary=self._quotes(finding.contrary, "favour"),
            searched=linked(searched.where, self._named(searched.eids)) if searched else [],
            not_supplied=searched.not_supplied if searched else [],
            fix="" if shared else finding.fix or "",
            target=self.target(finding),
        )

    def target(self, finding: Finding) -> str:
        """The id of the place of a finding in the full text."""
        if finding.start is None or finding.end is None:
            return finding.eid or "text"
        return self._words(finding.start, finding.end, finding.eid or "text")

    def _words(self, start: int, end: int, otherwise: str) -> str:
        passage = self.passages.at(start, end)
        return f"words@{passage.number}" if passage else otherwise

    def _named(self, eids: Iterable[str]) -> dict[str, str]:
        return {self.chapters.units[eid].citation: eid for eid in eids if eid in self.chapters.units}

    def _quotes(self, evidence: Sequence[Evidence], weight: str) -> list[Quote]:
        """The evidence; what lies inside other words that are short enough to be shown is marked in them."""
        short = [one for one in evidence if one.end - one.start <= _WHOLE]
        inner = {id(one): holder for one in evidence if (holder := _holder(one, short))}
        return [
            self._quote(one, [other for other in evidence if inner.get(id(other)) is one], weight)
            for one in evidence
            if id(one) not in inner
        ]

    def _quote(self, one: Evidence, inside: Sequence[Evidence], weight: str) -> Quote:
        roles = dict.fromkeys(other.role for other in (*inside, one))
        return Quote(
            citation=one.citation,
            page=one.page,
            roles=[role.replace(".", " ") for role in roles if role not in _IMPLIED],
            pieces=self._shown(one, inside, weight),
            target=self._words(one.start, one.end, one.eid or "text"),
        )

    def _shown(self, one: Evidence, inside: Sequence[Evidence], weight: str) -> list[Piece]:
        start, end = trimmed(self.passages.text, one.start, one.end)
        if end - start > _WHOLE:
            return [Piece(excerpt(one.quote, _SHOWN), "", (), ())]
        marks = Layers((*trimmed(self.passages.text, other.start, other.end), weight) for other in inside)
        return [Piece(self.passages.text[low:high], mark, (), ()) for low, high, mark in marks.cut(start, end)]


def excerpt(words: str, length: int) -> str:
    """Words cut as in every report, with the ellipsis of print."""
    short = cut(words, length)
    return short.removesuffix("...") + "…" if short.endswith(" ...") else short


def weight(finding: Finding) -> str:
    """How a finding is marked: by its severity, or as a safeguard."""
    return finding.severity if finding.polarity == "problem" else "safeguard"


def same_fault(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that say the same of different places together, the gravest first."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in worst_first(findings):
        groups.setdefault((finding.code, fault(finding)), []).append(finding)
    return list(groups.values())


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first, equally grave ones in the order of the text."""
    return sorted(findings, key=lambda one: (-SEVERITIES.index(one.severity), one.start or 0))


def linked(sentence: str, places: dict[str, str]) -> list[Word]:
    """A sentence whose citations are links; `places` gives the id that belongs to a citation."""
    if not places:
        return [Word(sentence, "")]
    names = "|".join(re.escape(name) for name in sorted(places, key=len, reverse=True))
    parts = re.split(rf"((?<!\w)(?:{names})(?![\w(]))", sentence)
    return [Word(part, places.get(part, "")) for part in parts if part]


def _holder(one: Evidence, others: Iterable[Evidence]) -> Evidence | None:
    """The widest other words around some words."""
    around = [
        other
        for other in others
        if other.start <= one.start and one.end <= other.end and (one.start, one.end) != (other.start, other.end)
    ]
    return max(around, key=lambda other: other.end - other.start, default=None)
