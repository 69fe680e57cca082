"""Which lines of a page are the site's and not the law's, on sites never seen before.

What a page calls its parts is weighed against where its numbered units stand:
an element is furniture by its name only while it does not hold the law, and
shelters the law only when nearly all numbered units stand in it. What remains
before the first unit and after the last is furniture where it is nothing but
links.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from caveat.reading.html_lines import Line, Page, Region
from caveat.reading.html_roles import AKN, CONTROL, FURNITURE, GENERIC, HIDDEN, LAW

_NUMBERED: Final = re.compile(
    r"[^\w\u00a7]{0,3}(?:"
    r"\d{1,4}(?:\.\d{1,3}){0,3}[^\W\d_]{0,2}[.)\]\u2013\u2014]"  # 12. 12A. 3.1)
    r"|\(?(?:[^\W\d_]|[ivxlc]{1,6})[.)\]]\s"  # (a) iv)
    r"|[^\W\d_]{2,20}\.?\s(?!(?:19|20)\d\d\b)(?:\d{1,4}|[IVXLC]{1,6})\b"  # Article 5, CHAPTER IV
    r"|\u00a7{1,2}\s?\d"  # a section sign
    r"|\u7b2c\S{1,6}[\u6761\u689d\u7ae0]"  # Chinese and Japanese articles and chapters
    r"|\d{1,3}[A-Z]{0,2}\s[^\W\d_]{2}"  # 12 Heading
    r")"
)
_PROSE_WORDS: Final = 12
_LINK_WORDS: Final = 15
_LINKED: Final = 0.8
_REPEATED: Final = 3
_HOLDS_UNITS: Final = 0.1
_HOLDS_PROSE: Final = 0.5
_SHELTERS: Final = 0.9
_FEW_UNITS: Final = 3

Span = tuple[int, int]


def reasons(page: Page) -> list[str]:
    """For each line of a page why it is not part of the law, or an empty string."""
    judge = _Judge(page)
    akn = judge.shelters(AKN)
    judge.drop(judge.outside(akn), FURNITURE)
    judge.drop(judge.unseen(), HIDDEN)
    judge.drop(judge.chrome(akn), FURNITURE)
    main = akn or judge.shelter(LAW) or judge.shelter(GENERIC)
    judge.drop(judge.outside(main), FURNITURE)
    judge.drop(() if akn else judge.loose_links(), FURNITURE)
    return judge.why


class _Judge:
    """The lines of one page, why each was dropped so far, and running totals over those still taken for law."""

    def __init__(self, page: Page) -> None:
        self.lines, self.regions = page.lines, page.regions
        self.numbered = [_is_numbered(line) for line in page.lines]
        self.why = [_why(line, numbered) for line, numbered in zip(page.lines, self.numbered, strict=True)]
        self.drop((), "")

    def drop(self, indexes: Iterable[int], reason: str) -> None:
        """Drop lines that no earlier sign has dropped."""
        for index in indexes:
            self.why[index] = self.why[index] or reason
        kept = [not why for why in self.why]
        lines = list(zip(self.lines, self.numbered, kept, strict=True))
        self.units = [0, *accumulate(numbered and keep for _, numbered, keep in lines)]
        self.prose = [0, *accumulate(_prose(line) if keep else 0 for line, _, keep in lines)]
        self.links = [0, *accumulate(line.linked > 0 and keep for line, _, keep in lines)]

    def shelters(self, level: int) -> list[Span]:
        """The outermost elements of a level, if nearly all units (or all prose, where none is numbered) are in them."""
        spans = _outermost((region.start, region.end) for region in self.regions if region.role.shelter == level)
        return spans if _share(self.units if self.units[-1] else self.prose, spans) >= _SHELTERS else []

    def shelter(self, level: int) -> list[Span]:
        """The one outermost element of a level that holds nearly all units, if there is one."""
        spans = _outermost((region.start, region.end) for region in self.regions if region.role.shelter == level)
        return [span for span in spans if self.units[-1] >= _FEW_UNITS and _share(self.units, [span]) >= _SHELTERS]

    def outside(self, shelters: list[Span]) -> list[int]:
        """The lines outside the elements that shelter the law, but for the page's main heading above them."""
        inside = _covered(shelters, len(self.lines))
        return [
            index
            for index, line in enumerate(self.lines if shelters else ())
            if not inside[index] and (line.heading != 1 or line.linked or index > shelters[0][0])
        ]

    def unseen(self) -> list[int]:
        """The lines that the page hides, unless it hides the law until it is asked for."""
        return self._lines_of(region for region in self.regions if region.role.chrome == "hidden")

    def chrome(self, exempt: list[Span]) -> list[int]:
        """The lines of elements that are furniture by their names and do not stand inside the law itself."""
        law = _covered(exempt, len(self.lines))
        named = [region for region in self.regions if region.role.chrome in ("header", "furniture")]
        bodies = _covered(((r.start, r.end) for r in self.regions if r.tag in ("main", "article")), len(self.lines))
        return self._lines_of(
            region
            for region in named
            if not law[region.start]
            and (region.role.chrome == "furniture" or (not bodies[region.start] and self._is_masthead(region)))
        )

    def _lines_of(self, regions: Iterable[Region]) -> list[int]:
        spans = [(region.start, region.end) for region in regions if not self._holds_law(region)]
        return [index for index, covered in enumerate(_covered(spans, len(self.lines))) if covered]

    def _holds_law(self, region: Region) -> bool:
        span = [(region.start, region.end)]
        return _share(self.units, span) >= _HOLDS_UNITS or _share(self.prose, span) >= _HOLDS_PROSE

    def _is_masthead(self, region: Region) -> bool:
        """Whether a header is the site's: it has links and stands before all units. One without links is the law's."""
        return self.links[region.end] > self.links[region.start] and not self.units[region.end]

    def loose_links(self) -> list[int]:
        """Lines that are links only, before the first unit or after the last, or the same again and again."""
        units = [index for index, numbered in enumerate(self.numbered) if numbered and not self.why[index]]
        if not units:
            return []
        links = [index for index, line in enumerate(self.lines) if _is_link(line) and not self.why[index]]
        often = Counter(self.lines[index].text for index in links)
        first = self._heading_above(units[0])
        return [
            index
            for index in links
            if index < first
            or index > units[-1]
            or (often[self.lines[index].text] >= _REPEATED and not self.lines[index].heading)
        ]

    def _heading_above(self, index: int) -> int:
        """The first of the headings right above a line: a unit's heading may link to the unit."""
        while index and self.lines[index - 1].heading and not self.why[index - 1]:
            index -= 1
        return index


def _why(line: Line, numbered: bool) -> str:
    """Why the markup alone says that a line is no law; a button that names a unit is the unit's heading."""
    if line.sink == CONTROL:
        return "" if numbered else FURNITURE
    return line.sink


def _is_link(line: Line) -> bool:
    return line.linked >= _LINKED * line.letters and len(line.text.split()) <= _LINK_WORDS


def _is_numbered(line: Line) -> bool:
    return not _is_link(line) and _NUMBERED.match(line.text) is not None


def _prose(line: Line) -> int:
    """The words of a line that runs on as sentences do."""
    words = len(line.text.split())
    return words if words >= _PROSE_WORDS and line.linked < _LINKED * line.letters else 0


def _share(totals: list[int], spans: Iterable[Span]) -> float:
    held = sum(totals[end] - totals[start] for start, end in spans)
    return held / totals[-1] if totals[-1] else 0.0


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Of spans that nest but never overlap, those that stand in no other, in order."""
    found: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _covered(spans: Iterable[Span], count: int) -> list[bool]:
    """For each of `count` lines whether any span covers it."""
    steps = [0] * (count + 1)
    for start, end in spans:
        steps[start] += 1
        steps[end] -= 1
    return [depth > 0 for depth in accumulate(steps)][:count]
