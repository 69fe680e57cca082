"""A list of contents: lines that end in a page number after dots or a wide gap."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from caveat.kernel.shapes import Removed
from caveat.reading.pdf_shapes import Line

_LEADER: Final = re.compile(r"(?:\s?[.·…_]){4,}\s?(?P<page>\d{1,4}|[ivxl]{1,6})?\s*$")
_NUMBER: Final = re.compile(r"\d{1,4}")
_APART: Final = 2.0
_AT_EDGE: Final = 1.5
_LEAST: Final = 4
_BETWEEN: Final = 12
_TITLE_LINES: Final = 3
_TITLE_WORDS: Final = 3


def without_contents(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Removed]]:
    """The lines without lists of contents, and those lists; wrapped entries and the title of a list go with it."""
    lines = [line for page in pages for line in page]
    taken: set[int] = set()
    removed: list[Removed] = []
    for first, last in _runs(lines):
        first = _with_title(lines, first)
        taken.update(id(line) for line in lines[first : last + 1])
        text = "\n".join(line.text for line in lines[first : last + 1])
        removed.append(Removed(reason="contents", page=lines[first].page, text=text))
    return [[line for line in page if id(line) not in taken] for page in pages], removed


def _runs(lines: list[Line]) -> list[tuple[int, int]]:
    """The first and last entry of each run of entries, between which only a few lines of wrapped entries stand."""
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        if not _is_entry(line):
            continue
        if runs and index - runs[-1][-1] <= _BETWEEN:
            runs[-1].append(index)
        else:
            runs.append([index])
    return [(run[0], run[-1]) for run in runs if len(run) >= _LEAST and _rises(lines, run)]


def _is_entry(line: Line) -> bool:
    """Whether a line ends in dots, or in a number at the right edge far from the words before it."""
    if _LEADER.search(line.text):
        return True
    if len(line.words) < 2 or line.cell or not _NUMBER.fullmatch(line.words[-1].text):
        return False
    gap = line.words[-1].left - line.words[-2].right
    return gap > _APART * line.size and line.margins[1] - line.right < _AT_EDGE * line.size


def _rises(lines: list[Line], run: list[int]) -> bool:
    """Whether the page numbers of entries mostly do not fall."""
    numbers = [int(word) for i in run if (word := lines[i].words[-1].text.lstrip(".…_·")).isdecimal() and len(word) < 5]
    falls = sum(after < before for before, after in pairwise(numbers))
    return len(numbers) >= _LEAST and 5 * falls <= len(numbers)


def _with_title(lines: list[Line], first: int) -> int:
    """The index of the short lines, such as a title and a head over the page numbers, just before the first entry."""
    start = first
    for index in range(first - 1, max(first - 1 - _TITLE_LINES, -1), -1):
        words = lines[index].text.split()
        if len(words) >= _TITLE_WORDS or lines[index].page != lines[first].page or words[0][-1:] in ".;:,":
            break
        start = index
    return start
