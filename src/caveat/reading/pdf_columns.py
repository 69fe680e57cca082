"""The words of a page in the order in which they are read: bands, columns, tables, lines.

The order of the text layer is not trusted: it may run across columns. A gutter
is a strip that stays free of words over several lines with text on both sides.
A page is cut along its best gutter into what stands above, the two sides, and
what stands below, and each piece is cut again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

from caveat.kernel.source import Box
from caveat.reading.pdf_lines import Segment, column, segments_of
from caveat.reading.pdf_shapes import Line, Sheet, Word, joined, main_size
from caveat.reading.pdf_tables import cells, is_ruled, is_table

_NARROW: Final = 0.7
_WIDE: Final = 1.4
_MANY: Final = 10
_LEAST: Final = 3
_DEEPEST: Final = 8
_MOST_SEGMENTS: Final = 600
_OVERLAP: Final = 0.1
_COLUMN_WORDS: Final = 3
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


class _Gutter(NamedTuple):
    weight: float
    left: float
    right: float
    top: float
    bottom: float


def lines_of(sheet: Sheet) -> list[Line]:
    """The lines of a page in reading order, those of a table cell by cell.

    A page whose script runs from right to left is read in a mirror.
    """
    mirror = sheet.width if _right_to_left(sheet.words) else 0.0
    words, rules = sheet.words, sheet.rules
    if mirror:
        words = [word._replace(left=mirror - word.right, right=mirror - word.left) for word in words]
        rules = [(mirror - right, top, mirror - left, bottom) for left, top, right, bottom in rules]
    lines = _read(segments_of(words), rules, sheet.number, 0, True)
    for line in lines if mirror else ():
        line.mirror = mirror
        line.words.sort(key=lambda word: word.order)
        line.text = joined(line.words)
    return lines


def _read(segments: list[Segment], rules: Sequence[Box], page: int, depth: int, whole: bool) -> list[Line]:
    """Lines in reading order: cut along the best gutter, or take the segments as one column.

    `whole` says that the segments have the width of the page to themselves.
    """
    if not segments:
        return []
    gutter = _best_gutter(segments, rules) if depth < _DEEPEST and len(segments) < _MOST_SEGMENTS else None
    if gutter is None:
        return column(segments, page, whole=whole)
    above = [s for s in segments if _middle(s) < gutter.top]
    below = [s for s in segments if _middle(s) > gutter.bottom]
    within = [s for s in segments if gutter.top <= _middle(s) <= gutter.bottom]
    lines = _read(above, rules, page, depth + 1, whole)
    if is_table(within, (gutter.left, gutter.right), rules):
        lines += cells(within, rules, page)
    else:
        centre = (gutter.left + gutter.right) / 2
        lines += _read([s for s in within if s.left < centre], rules, page, depth + 1, False)
        lines += _read([s for s in within if s.left >= centre], rules, page, depth + 1, False)
    return lines + _read(below, rules, page, depth + 1, whole)


def _middle(segment: Segment) -> float:
    return (segment.top + segment.bottom) / 2


def _best_gutter(segments: list[Segment], rules: Sequence[Box]) -> _Gutter | None:
    """The heaviest gutter: the one with the most lines beside it."""
    best: _Gutter | None = None
    for centre in _candidates(segments):
        for gutter in _gutters_at(centre, segments, rules):
            if best is None or gutter.weight > best.weight:
                best = gutter
    return best


def _candidates(segments: list[Segment]) -> list[float]:
    """Positions between segments that stand beside each other, if perhaps on different lines; each taken once."""
    ordered = sorted(segments, key=lambda s: s.top)
    found: dict[int, float] = {}
    for index, one in enumerate(ordered):
        nearest = None
        for other in ordered[index + 1 :]:
            if other.top > one.bottom:
                break
            first, second = (one, other) if one.left < other.left else (other, one)
            if one.bottom - other.top > _OVERLAP * (other.bottom - other.top) and second.left > first.right:
                gap = (first.right, second.left)
                nearest = gap if nearest is None or gap[1] - gap[0] < nearest[1] - nearest[0] else nearest
        if nearest:
            centre = (nearest[0] + nearest[1]) / 2
            found.setdefault(round(centre / 4), centre)
            found.setdefault(round((nearest[1] - 3) / 4), nearest[1] - 3)
    return list(found.values())


def _gutters_at(centre: float, segments: list[Segment], rules: Sequence[Box]) -> list[_Gutter]:
    """The gutters around a position: between the segments that cross it."""
    across = sorted((s.top, s.bottom) for s in segments if s.left < centre < s.right)
    found, start = [], float("-inf")
    least = (_LEAST - 1) * min(s.bottom - s.top for s in segments)
    for top, bottom in [*across, (float("inf"), float("inf"))]:
        if top - start > least:
            inside = [s for s in segments if start - 1 <= s.top and s.bottom <= top + 1]
            if gutter := _gutter(centre, inside, rules):
                found.append(gutter)
        start = max(start, bottom)
    return found


def _gutter(centre: float, inside: list[Segment], rules: Sequence[Box]) -> _Gutter | None:
    """The gutter around a position in a free stretch, if there are columns of text or ruled cells on both sides."""
    left = [s for s in inside if s.right <= centre]
    right = [s for s in inside if s.left >= centre]
    if len(left) < _LEAST or len(right) < _LEAST:
        return None
    lines = min(len(left), len(right))
    edges = (max(s.right for s in left), min(s.left for s in right))
    size = main_size([word for s in (*left[:8], *right[:8]) for word in s.words])
    if edges[1] - edges[0] < size * (_NARROW if lines >= _MANY else _WIDE):
        return None
    if not (_is_column(left) and _is_column(right)) and not is_ruled(inside, edges, rules):
        return None
    low = min(min(s.top for s in left), min(s.top for s in right))
    high = max(max(s.bottom for s in left), max(s.bottom for s in right))
    return _Gutter(lines * (edges[1] - edges[0]) ** 0.5, *edges, low - 1, high + 1)


def _is_column(segments: list[Segment]) -> bool:
    """Whether segments hold text, and not numbers or labels that belong to the lines beside them."""
    return median(len(s.words) for s in segments) >= _COLUMN_WORDS


def _right_to_left(words: Sequence[Word]) -> bool:
    """Whether most letters of a page are of a script that runs from right to left."""
    letters = "".join([word.text for word in words])
    return not letters.isascii() and 2 * len(_RIGHT_TO_LEFT.findall(letters)) > sum(map(str.isalpha, letters))
