"""The words that findings quote, as numbered passages of the text, and any stretch of text cut where they overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from caveat.kernel.shapes import Span
from caveat.kernel.verdicts import Finding

_WIDE: Final = 600
_WEIGHTS: Final = ("", "wide", "favour", "safeguard", "info", "minor", "major", "critical")
"""From the lightest to the gravest: how words are marked where several findings quote them.

A passage as long as a page is only traced, so that what is to the point stands out in it.
"""


class Quoting(NamedTuple):
    """One finding that quotes some words, and the weight this gives them."""

    finding: Finding
    weight: str


class Passage(NamedTuple):
    """Words of the text that findings quote, the gravest first; numbered from 1 as they end."""

    number: int
    start: int
    end: int
    quoted_by: list[Quoting]

    @property
    def weight(self) -> str:
        """The gravest weight that a finding gives these words."""
        return self.quoted_by[0].weight

    @property
    def mark(self) -> str:
        """How the words are marked in the text."""
        return self.weight if self.end - self.start <= _WIDE else "wide"


class Piece(NamedTuple):
    """A run of text that is marked in one way throughout, and the passages that open and close with it."""

    text: str
    weight: str
    opens: Sequence[Passage]
    closes: Sequence[Passage]


class Passages:
    """All passages of a text."""

    def __init__(self, text: str, findings: Iterable[Finding]) -> None:
        self.text = text
        spans: dict[Span, list[Quoting]] = {}
        for span, quoting in _quoted(text, findings):
            spans.setdefault(span, []).append(quoting)
        self.all = [
            Passage(number, *span, _gravest_first(spans[span])) for number, span in enumerate(_as_closed(spans), 1)
        ]
        self._by_span = {(one.start, one.end): one for one in self.all}
        self._opening = _grouped((one.start, one) for one in self.all)
        self._closing = _grouped((one.end, one) for one in self.all)
        self._ends = sorted(self._closing)
        self._layers = Layers((one.start, one.end, one.mark) for one in self.all)

    def at(self, start: int, end: int) -> Passage | None:
        """The passage of some quoted words; None where they are empty."""
        return self._by_span.get(trimmed(self.text, start, end))

    def pieces(self, start: int, end: int) -> list[Piece]:
        """A stretch of the text, cut where the marking changes or a passage opens or closes."""
        return [
            Piece(self.text[low:high], weight, self._opening.get(low, ()), self._closing.get(high, ()))
            for low, high, weight in self._layers.cut(start, end)
        ]

    def closing(self, start: int, end: int) -> list[Passage]:
        """The passages whose last word stands in a stretch."""
        ends = self._ends[bisect_right(self._ends, start) : bisect_right(self._ends, end)]
        return [passage for place in ends for passage in self._closing[place]]


class Layers:
    """Weighted spans that may overlap, flattened: each place has the weight of the gravest span over it."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        spans = list(spans)
        self._cuts = sorted({place for start, end, _ in spans for place in (start, end)})
        self._weights = [""] * len(self._cuts)
        for start, end, weight in spans:
            for index in range(bisect_left(self._cuts, start), bisect_left(self._cuts, end)):
                self._weights[index] = max(self._weights[index], weight, key=_WEIGHTS.index)

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The pieces of a stretch with their weights, in order and without a gap."""
        first, last = bisect_right(self._cuts, start), bisect_left(self._cuts, end)
        bounds = [start, *self._cuts[first:last], end]
        for offset, (low, high) in enumerate(pairwise(bounds)):
            if low < high:
                yield low, high, self._weights[first + offset - 1] if first + offset else ""


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), max(start, end - len(words) + len(words.rstrip()))


def _quoted(text: str, findings: Iterable[Finding]) -> Iterator[tuple[Span, Quoting]]:
    """Every span that a finding quotes, once a finding: as evidence, or as what speaks against it."""
    for finding in findings:
        weight = finding.severity if finding.polarity == "problem" else "safeguard"
        spans = {trimmed(text, one.start, one.end): "favour" for one in finding.contrary}
        spans |= {trimmed(text, one.start, one.end): weight for one in finding.evidence}
        yield from ((span, Quoting(finding, weight)) for span, weight in spans.items() if span[0] < span[1])


def _gravest_first(quotings: list[Quoting]) -> list[Quoting]:
    return sorted(quotings, key=lambda one: -_WEIGHTS.index(one.weight))


def _as_closed(spans: Iterable[Span]) -> list[Span]:
    """In the order in which they end, so that the numbers ascend as one reads."""
    return sorted(spans, key=lambda span: (span[1], -span[0]))


def _grouped(items: Iterable[tuple[int, Passage]]) -> dict[int, list[Passage]]:
    groups: dict[int, list[Passage]] = {}
    for place, passage in items:
        groups.setdefault(place, []).append(passage)
    return groups
