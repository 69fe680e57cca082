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
from caveat.reading.html_roles import AKN, FURNITURE, GENERIC, HIDDEN, LAW

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


def reasons(page: Page) -> list[str]:
    """For each line of a page why it is not part of the law, or an empty string."""
    return _Judge(page).reasons


class _Judge:
    """Judges the lines of one page, the surest signs first."""

    def __init__(self, page: Page) -> None:
        self.lines = page.lines
        self.reasons = [line.sink for line in page.lines]
        self._count()
        akn = self._shelter([region for region in page.regions if region.role.shelter == AKN], few=0)
        self._chrome([region for region in page.regions if region.role.chrome], akn)
        self._count()
        for level in () if akn else (LAW, GENERIC):
            if self._shelter([region for region in page.regions if region.role.shelter == level], _FEW_UNITS):
                break
        self._links()

    def _count(self) -> None:
        """Running totals of numbered units, of prose and of links over the lines still taken for law."""
        kept = [line if not reason else None for line, reason in zip(self.lines, self.reasons, strict=True)]
        self.numbered = [line is not None and _is_unit(line) for line in kept]
        self.units = [0, *accumulate(self.numbered)]
        self.prose = [0, *accumulate(_prose(line) if line else 0 for line in kept)]
        self.links = [0, *accumulate(line.linked > 0 if line else 0 for line in kept)]

    def _share(self, totals: list[int], spans: Iterable[tuple[int, int]]) -> float:
        held = sum(totals[end] - totals[start] for start, end in spans)
        return held / totals[-1] if totals[-1] else 0.0

    def _shelter(self, regions: list[Region], few: int) -> list[tuple[int, int]]:
        """Where the outermost of these elements hold nearly all units, drop what stands outside; return their spans."""
        spans = _outermost(regions)
        totals = self.units if self.units[-1] else self.prose
        if self.units[-1] < few or self._share(totals, spans) < _SHELTERS:
            return []
        inside = [0, *accumulate(_marks(spans, len(self.lines)))]
        first = spans[0][0]
        for index, line in enumerate(self.lines):
            outside = not inside[index + 1]
            if outside and not (index < first and line.heading == 1 and not line.linked):
                self.reasons[index] = self.reasons[index] or FURNITURE
        return spans

    def _chrome(self, regions: list[Region], sheltered: list[tuple[int, int]]) -> None:
        """Drop the elements whose names say that they are furniture, or that nobody sees them."""
        exempt = list(accumulate(_marks(sheltered, len(self.lines))))
        inner = self._inner(regions)
        for kind, reason in (("hidden", HIDDEN), ("", FURNITURE)):
            spans = [
                (region.start, region.end)
                for region in regions
                if (region.role.chrome == "hidden") == bool(kind)
                and not (exempt[region.start] and not kind)
                and self._is_chrome(region, inner)
            ]
            for index, covered in enumerate(accumulate(_marks(spans, len(self.lines)))):
                if covered:
                    self.reasons[index] = self.reasons[index] or reason
