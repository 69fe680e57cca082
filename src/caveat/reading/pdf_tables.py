"""Tables: what tells them from columns of text, and their cells row by row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from caveat.kernel.source import Box
from caveat.reading.pdf_lines import Segment, column
from caveat.reading.pdf_shapes import Line, beside

_SLACK: Final = 3.0
_RULED: Final = 2
_EXTRA: Final = 0.35
_BLOCKS: Final = 3
_BLOCK_LINES: Final = 6
_SHARED: Final = 0.75
_ALIGNED: Final = 0.8
_FILLED: Final = 0.6
_GOING_ON: Final = 0.2
_GAP: Final = 0.7


def is_table(segments: list[Segment], gutter: tuple[float, float], rules: Sequence[Box]) -> bool:
    """Whether what stands on both sides of a gutter are cells of rows, and not columns to be read one after the other.

    Lines drawn across the gutter make rows; so do shared gaps, if cells begin on
    one height; so do short lines that face each other.
    """
    if _cuts(segments, gutter, rules):
        return True
    left = [s for s in segments if s.right <= gutter[0] + _SLACK]
    right = [s for s in segments if s.left >= gutter[1] - _SLACK]
    return _in_blocks(left, right) or _facing(left, right)


def is_ruled(segments: list[Segment], gutter: tuple[float, float], rules: Sequence[Box]) -> bool:
    """Whether several lines are drawn across a gutter, as between the rows of a table."""
    return len(_cuts(segments, gutter, rules)) >= _RULED


def cells(segments: list[Segment], rules: Sequence[Box], page: int) -> list[Line]:
    """The lines of a table, row by row and cell by cell; each cell has a number of its own."""
    starts = _column_starts(segments)
    lines: list[Line] = []
    number = 0
    for row in _rows(segments, rules):
        for index in range(len(starts)):
            cell = [s for s in row if bisect_right(starts, s.left + _SLACK) - 1 == index]
            if cell:
                number += 1
                found = column(cell, page)
                for line in found:
                    line.cell = number
                lines += found
    return lines


def _cuts(segments: list[Segment], gutter: tuple[float, float], rules: Sequence[Box]) -> list[float]:
    """The heights at which lines are drawn on both sides of a gutter, with text above and below."""
    top, bottom = min(s.bottom for s in segments), max(s.top for s in segments)
    inside = [rule for rule in rules if top - _SLACK < rule[1] < bottom + _SLACK]
    left = {round(rule[1] / 2) for rule in inside if rule[0] < gutter[0] - _SLACK}
    right = {round(rule[1] / 2) for rule in inside if rule[2] > gutter[1] + _SLACK}
    return [2.0 * height for height in sorted(left & right)]


def _bands(segments: Sequence[Segment]) -> list[tuple[float, float]]:
    """The heights that are covered by any segment."""
    bands: list[tuple[float, float]] = []
    for segment in sorted(segments, key=lambda s: s.top):
        if bands and segment.top <= bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], segment.bottom))
        else:
            bands.append((segment.top, segment.bottom))
    return bands


def _wide_gaps(segments: Sequence[Segment]) -> list[float]:
    """The heights where a gap wider than between most lines runs across all columns."""
    bands = _bands(segments)
    gaps = [(after[0] - before[1], (before[1] + after[0]) / 2) for before, after in pairwise(bands)]
    if not gaps:
        return []
    size = median(s.bottom - s.top for s in segments)
    usual = min(median(gap for gap, _ in gaps), size)
    return [height for gap, height in gaps if gap > usual + _EXTRA * size]


def _in_blocks(left: list[Segment], right: list[Segment]) -> bool:
    """Whether gaps across both sides part them into blocks that begin on one height, and each side has few others."""
    cuts = _wide_gaps([*left, *right])
    if len(cuts) + 1 < _BLOCKS or len(left) + len(right) > 2 * _BLOCK_LINES * (len(cuts) + 1):
        return False
    if len(cuts) < _SHARED * max(len(_wide_gaps(left)), len(_wide_gaps(right))):
        return False
    firsts = [[_first(side, cuts, index) for index in range(len(cuts) + 1)] for side in (left, right)]
    both = [(one, other) for one, other in zip(*firsts, strict=True) if one and other]
    level = sum(abs(one.bottom - other.bottom) < _SLACK for one, other in both)
    return len(both) >= _BLOCKS and level >= _ALIGNED * len(both)


def _first(side: list[Segment], cuts: list[float], index: int) -> Segment | None:
    within = [s for s in side if bisect_right(cuts, s.top) == index]
    return min(within, key=lambda s: s.top) if within else None


def _facing(left: list[Segment], right: list[Segment]) -> bool:
    """Whether lines face each other one to one, fall short of their column, and do not go on in mid-sentence."""
    paired = sum(any(beside(one, other) for other in left) for one in right)
    if paired < _ALIGNED * len(right) or len(left) < _BLOCKS:
        return False
    going_on = sum(s.words[0].text[:1].islower() for s in (*left, *right))
    return going_on < _GOING_ON * (len(left) + len(right)) and min(_fill(left), _fill(right)) < _FILLED


def _fill(side: list[Segment]) -> float:
    width = max(s.right for s in side) - min(s.left for s in side)
    return median(s.right - s.left for s in side) / (width or 1)


def _column_starts(segments: list[Segment]) -> list[float]:
    """The left edges of the columns of a table."""
    size = median(s.bottom - s.top for s in segments)
    starts: list[float] = []
    reach = float("-inf")
    for segment in sorted(segments, key=lambda s: s.left):
        if segment.left > reach + _GAP * size:
            starts.append(segment.left)
        reach = max(reach, segment.right)
    return starts


def _rows(segments: list[Segment], rules: Sequence[Box]) -> list[list[Segment]]:
    """The segments of each row: between drawn lines, else between wide gaps, else line by line."""
    middle = (min(s.left for s in segments) + max(s.right for s in segments)) / 2
    cuts = _cuts(segments, (middle, middle), rules) or _wide_gaps(segments)
    if not cuts:
        cuts = [(before[1] + after[0]) / 2 for before, after in pairwise(_bands(segments))]
    rows: list[list[Segment]] = [[] for _ in range(len(cuts) + 1)]
    for segment in segments:
        rows[bisect_right(cuts, (segment.top + segment.bottom) / 2)].append(segment)
    return [row for row in rows if row]
