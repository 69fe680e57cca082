"""What the printer put on every page and is no text: running heads and feet, page and job numbers, line numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from caveat.kernel.shapes import Removed
from caveat.reading.pdf_shapes import Sheet, Word, beside, joined

_EDGE: Final = 0.22
_FOOT: Final = 0.86
_ROWS: Final = 6
_NEAR_PAGES: Final = 3
_SAME_PLACE: Final = 3.0
_MOSTLY: Final = 0.6
_NUMBER: Final = re.compile(r"\d{1,4}")
_TOKEN: Final = re.compile(r"\w+")
_ROMAN: Final = re.compile(r"[ivxl]{1,6}")
_PAGE_NUMBER: Final = re.compile(r"\W{0,3}\d{1,4}(?:\s?(?:/|[^\W\d]{1,4})\s?\d{1,4})?\W{0,3}")
_JOB: Final = re.compile(r"\*?(?:[A-Z]{1,3}\.)?\d{2}[-–‑]\d{4,6}\b|\*[A-Z]?\d{5,}\*|\*\d{7}\*")
_NUMBERED: Final = 0.3
_LEAST_NUMBERS: Final = 4
_ON_ALL_LINES: Final = 15
_ALIGNED: Final = 2.5
_REGULAR: Final = 0.8
_ON_LINES: Final = 0.5
_UNEVEN: Final = 0.25


class _Row(NamedTuple):
    """Words on one height at the top or foot of a page, counted from the edge."""

    top: float
    bottom: float
    words: tuple[Word, ...]
    tokens: tuple[str, ...]
    names: frozenset[str]
    """Its tokens that are no numbers."""


def without_furniture(sheets: list[Sheet]) -> tuple[list[Sheet], list[Removed]]:
    """The pages without running heads, feet and the numbers of pages, jobs and lines, and all that was taken off."""
    sheets, removed = _without_line_numbers(sheets)
    heads = _Edge([_edge_rows(sheet, top=True) for sheet in sheets])
    feet = _Edge([_edge_rows(sheet, top=False) for sheet in sheets])
    kept = []
    for index, sheet in enumerate(sheets):
        rows = [*heads.furniture(index), *feet.furniture(index), *_job_rows(feet.rows[index], sheet.height)]
        taken = {id(word) for row in rows for word in row.words}
        removed += [_removed("page furniture", sheet, row.words) for row in dict.fromkeys(rows)]
        kept.append(sheet._replace(words=[word for word in sheet.words if id(word) not in taken]))
    return kept, removed


def _removed(reason: str, sheet: Sheet, words: Sequence[Word]) -> Removed:
    return Removed(reason=reason, page=sheet.number, text=joined(sorted(words, key=lambda w: w.order)))


def _edge_rows(sheet: Sheet, *, top: bool) -> list[_Row]:
    """The outermost rows of a page, from the edge inwards."""
    limit = _EDGE * sheet.height
    if top:
        words = sorted((w for w in sheet.words if w.top < limit), key=lambda w: w.top)
    else:
        words = sorted((w for w in sheet.words if w.bottom > sheet.height - limit), key=lambda w: -w.bottom)
    groups: list[list[Word]] = []
    for word in words:
        if groups and beside(groups[-1][0], word):
            groups[-1].append(word)
        elif len(groups) < _ROWS:
            groups.append([word])
        else:
            break
    return [_row(group) for group in groups]


def _row(words: list[Word]) -> _Row:
    words.sort(key=lambda w: w.order)
    tokens = [token for word in words for token in _TOKEN.findall(word.text)]
    names = frozenset([token for token in tokens if not _NUMBER.fullmatch(token)])
    return _Row(min(w.top for w in words), max(w.bottom for w in words), tuple(words), tuple(tokens), names)


class _Edge:
    """The rows at the head, or at the foot, of all pages."""

    def __init__(self, rows: list[list[_Row]]) -> None:
        self.rows = rows
        self._ahead = self._page_numbering()

    def furniture(self, index: int) -> list[_Row]:
        """The rows of a page, from its edge to the last one that comes again on pages near by."""
        found = 0
        for depth, row in enumerate(self.rows[index]):
            if self._comes_again(index, row):
                found = depth + 1
            elif depth > found + 1:
                break
        return self.rows[index][:found]

    def _page_numbering(self) -> set[int]:
        """By how much the numbers that count the pages are ahead of them; several where the numbering starts again."""
        ahead: Counter[int] = Counter()
        for index, rows in enumerate(self.rows):
            numbers = {int(token) for row in rows for token in row.tokens if _NUMBER.fullmatch(token)}
            ahead.update(number - index for number in numbers)
        return {step for step, pages in ahead.items() if pages >= max(2, _NUMBERED * len(self.rows))}

    def _comes_again(self, index: int, row: _Row) -> bool:
        """Whether a row stands on other pages near by at its place, with at most its page number changed."""
        if not row.tokens:
            return False
        near = [page for page in range(index - _NEAR_PAGES, index + _NEAR_PAGES + 1) if page != index]
        near = [page for page in near if 0 <= page < len(self.rows)]
        number = _PAGE_NUMBER.fullmatch(joined(row.words)) is not None
        same = sum(
            any(self._same(index, row, page, other, anywhere=number) for other in self.rows[page]) for page in near
        )
        here = sum(any(abs(row.top - other.top) < _SAME_PLACE for other in self.rows[page]) for page in near)
        least = min(2, len(self.rows) - 1)
        return same >= least > 0 and (number or same >= _MOSTLY * min(here, _NEAR_PAGES + 1))

    def _same(self, page: int, one: _Row, other_page: int, other: _Row, *, anywhere: bool) -> bool:
        """Whether rows of two pages differ at most in their page numbers."""
        if len(one.tokens) != len(other.tokens) or not (anywhere or abs(one.top - other.top) < _SAME_PLACE):
            return False
        if one.tokens == other.tokens:
            return True
        if one.names != other.names and len(one.tokens) > 1:
            return False
        here, there = Counter(one.tokens), Counter(other.tokens)
        changed = zip(sorted((here - there).elements()), sorted((there - here).elements()), strict=True)
        return all(
            self._numbers(page, a) & self._numbers(other_page, b) or (len(one.tokens) == 1 and _both_roman(a, b))
            for a, b in changed
        )

    def _numbers(self, page: int, token: str) -> set[int]:
        return {int(token) - page} & self._ahead if _NUMBER.fullmatch(token) else set()


def _both_roman(one: str, other: str) -> bool:
    return _ROMAN.fullmatch(one) is not None and _ROMAN.fullmatch(other) is not None


def _job_rows(feet: list[_Row], height: float) -> list[_Row]:
    """The job number at the foot of a page, with what stands below and beside it."""
    jobs = [row for row in feet if row.top > _FOOT * height and _JOB.search(joined(row.words))]
    if not jobs:
        return []
    line = min(row.top for row in jobs) - 1
    return [row for row in feet if row.top >= line]


def _without_line_numbers(sheets: list[Sheet]) -> tuple[list[Sheet], list[Removed]]:
    """The pages without numbers of lines, where at least two pages have them, or one on every line."""
    found = [_line_numbers(sheet) for sheet in sheets]
    pages = sum(bool(numbers) for numbers in found)
    if pages < 2 and max(map(len, found), default=0) < _ON_ALL_LINES:
        return sheets, []
    kept, removed = [], []
    for sheet, numbers in zip(sheets, found, strict=True):
        taken = {id(word) for word in numbers}
        kept.append(sheet._replace(words=[word for word in sheet.words if id(word) not in taken]))
        if numbers:
            removed.append(_removed("line number", sheet, numbers))
    return kept, removed


def _line_numbers(sheet: Sheet) -> list[Word]:
    """Numbers outside the text on either side that count its lines."""
    digits = [word for word in sheet.words if word.text.isdecimal() and len(word.text) < 5]
    others = [word for word in sheet.words if not word.text.isdecimal()]
    if len(digits) < _LEAST_NUMBERS or not others:
        return []
    left, right = min(w.left for w in others), max(w.right for w in others)
    for side in ([w for w in digits if w.right < left], [w for w in digits if w.left > right]):
        side.sort(key=lambda w: w.top)
        if len(side) >= _LEAST_NUMBERS and _in_line(side) and _count_lines(side, sheet.words):
            return side
    return []


def _in_line(words: list[Word]) -> bool:
    """Whether words stand exactly one below the other."""
    lefts, rights = [w.left for w in words], [w.right for w in words]
    return min(max(lefts) - min(lefts), max(rights) - min(rights)) < _ALIGNED


def _count_lines(numbers: list[Word], words: list[Word]) -> bool:
    """Whether numbers rise by one step, and stand as many lines apart as they say."""
    values = [int(word.text) for word in numbers]
    steps = [after - before for before, after in pairwise(values)]
    step = median(steps)
    if step not in (1, 2, 5, 10) or sum(s == step for s in steps) < _REGULAR * len(steps):
        return False
    rows = len({round(word.bottom / _SAME_PLACE) for word in words})
    if step == 1:
        return len(numbers) >= _ON_LINES * rows
    gaps = [after.top - before.top for before, after in pairwise(numbers)]
    return sum(abs(gap - median(gaps)) < _UNEVEN * median(gaps) for gap in gaps) >= _MOSTLY * len(gaps)
