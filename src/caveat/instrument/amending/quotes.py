"""Quotations in an amending text: old words, and new text of any length, in whatever quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from caveat.instrument.amending.quote_marks import CLOSE, LEADS, OPEN, Marks

_MARK: Final = re.compile(r"[“”«»„\"‘’']")
HOLE: Final = "\ue000"
"""What stands for every character of a quotation in the text that remains."""


class Quote(NamedTuple):
    """A quotation with its marks, and what they hold; `again` are the marks that open each further paragraph of it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    again: tuple[int, ...] = ()

    def words(self, text: str) -> str:
        """What is quoted, without marks, each line without the blanks around it."""
        pieces, at = [], self.inner_start
        for mark in self.again:
            pieces.append(text[at:mark])
            at = mark + 1
        inner = "".join([*pieces, text[at : self.inner_end]])
        return "\n".join(line.strip() for line in inner.strip().split("\n") if line.strip())


def quotations(text: str) -> list[Quote]:
    """The outermost quotations in order; one that never closes ends with its line."""
    found: list[Quote] = []
    marks = Marks(text)
    at = 0
    while opening := _next_opening(text, at):
        quote = _quotation(text, opening.start(), marks)
        if quote is None:
            at = opening.end()
            continue
        found.append(quote)
        at = quote.end
    return found


def masked(text: str, quotes: list[Quote]) -> str:
    """The text with a hole of the same length in the place of every quotation."""
    pieces, at = [], 0
    for quote in quotes:
        pieces += [text[at : quote.start], HOLE * (quote.end - quote.start)]
        at = quote.end
    return "".join([*pieces, text[at:]])


def _next_opening(text: str, at: int) -> re.Match[str] | None:
    for match in _MARK.finditer(text, at):
        if _opens(text, match.start()):
            return match
    return None


def _opens(text: str, at: int) -> bool:
    """Whether a mark can open a quotation where it stands."""
    mark = text[at]
    if mark in OPEN:
        return True
    if mark in CLOSE or mark == "’":
        return False
    leads = at == 0 or LEADS.search(text, max(at - 1, 0), at) is not None
    return leads and text[at + 1 : at + 2].strip() != "" if mark in "'‘\"" else False


def _quotation(text: str, start: int, marks: Marks) -> Quote | None:
    if text[start] == "‘":
        close = marks.curled.of(start)
    elif text[start] == "'":
        close = marks.straight.of(start)
    else:
        return _double(text, start, marks)
    return None if close is None else Quote(start, close + 1, start + 1, close)


def _double(text: str, start: int, marks: Marks) -> Quote:
    """A quotation in double marks, with quotations inside, and a mark before each further paragraph."""
    close, again = marks.double.of(start), marks.again
    if close is not None:
        inside = again[bisect_right(again, start) : bisect_left(again, close)]
        return Quote(start, close + 1, start + 1, close, tuple(inside))
    end = text.find("\n", start)
    end = end if end >= 0 else len(text)
    return Quote(start, end, start + 1, end)
