"""A view of a text for matching, of equal length, so that every offset in the view is an offset in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Final, NamedTuple

_BLANKS: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_SAME: Final = dict.fromkeys(_BLANKS, " ") | {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u2032": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
    "\u00ad": "-", "\u2010": "-",
    "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\ufffd": "-",
}  # fmt: skip

_RUN: Final = re.compile(r" {2,}")
_WIDE: Final = re.compile("[\uff01-\uff5e\u3002]")
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ord(".")}


def fold(text: str) -> str:
    """Lower the case, straighten quotation marks and dashes, and make every white space a blank.

    Marks and figures that are as wide as a Chinese character become those of ASCII.

    Returns a string of exactly the length of `text`. A letter whose lower case
    is longer than one code point (the Turkish dotted capital I) stays as it is.
    """
    view = straighten(text)
    lowered = view.lower()
    if len(lowered) == len(view):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in view)


def straighten(text: str) -> str:
    """Straighten quotation marks and dashes, and make every white space a blank and wide marks narrow.

    The length stays.
    """
    if _WIDE.search(text):
        text = text.translate(_NARROW)
    for character, plain in _SAME.items():
        text = text.replace(character, plain)
    return text


class Single(NamedTuple):
    """A folded view with one blank for every run: the text, where each run was, and how much is lost by its end."""

    text: str
    runs: list[int]
    lost: list[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the view of a stretch of the text."""
        return (start + self._lost(start), end + self._lost(max(end - 1, start))) if self.runs else (start, end)

    def _lost(self, offset: int) -> int:
        place = bisect_left(self.runs, offset)
        return self.lost[place - 1] if place else 0


def single(view: str) -> Single:
    """A folded view with one blank for every run of blanks."""
    if "  " not in view:
        return Single(view, [], [])
    spans = [run.span() for run in _RUN.finditer(view)]
    lost = [*accumulate(end - start - 1 for start, end in spans)]
    runs = [start - before for (start, _), before in zip(spans, [0, *lost], strict=False)]
    return Single(_RUN.sub(" ", view), runs, lost)


def squeeze(text: str) -> str:
    """Collapse every run of white space into one blank, as a reader sees it."""
    return " ".join(text.split())
