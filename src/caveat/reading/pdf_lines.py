"""Words put together: first to segments without wide gaps, then to the lines of one column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caveat.reading.pdf_shapes import Line, Word, around, beside

_GAP: Final = 0.9
_OVERLAP: Final = 0.3
_NEAR: Final = 12
_FEW: Final = 0.03
_OVERHANG: Final = 24.0


class Segment:
    """Words that follow one another without a gap that might be a gutter."""

    __slots__ = ("bottom", "left", "right", "top", "words")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.left, self.top, self.right, self.bottom = around(words)


def segments_of(words: Sequence[Word]) -> list[Segment]:
    """The words of a page, in the order of its text layer, as segments."""
    groups: list[list[Word]] = []
    last: Word | None = None
    for word in words:
        if last and (word.glued or _follows(last, word)):
            groups[-1].append(word)
        else:
            groups.append([word])
        last = word
    return [Segment(group) for group in groups]


def _follows(last: Word, word: Word) -> bool:
    """Whether a word stands on the line of the one before, and no wide gap between them."""
    size = word.size
    return -_OVERLAP * size < word.left - last.right < _GAP * max(size, last.size) and (
        word.bottom == last.bottom or beside(last, word)
    )


def column(segments: list[Segment], page: int, *, whole: bool = False) -> list[Line]:
    """Segments of one column as lines from top to bottom; `whole` says that there is no other column beside it."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.top + s.bottom, s.left)):
        if rows and any(beside(segment, other) for other in rows[-1][-_NEAR:]):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    lines = [_line(row, page) for row in rows]
    margins = (min(line.left for line in lines), max(line.right for line in lines))
    for line in lines:
        line.margins, line.whole = margins, whole
    return lines


def widen(pages: list[list[Line]]) -> None:
    """Give the lines of whole pages the margins that pages on their side of the sheet have, if these are wider."""
    for side in (pages[::2], pages[1::2]):
        lines = [line for page in side for line in page if line.whole]
        if not lines:
            continue
        left = _share([line.left for line in lines], _FEW)
        right = _share([line.right for line in lines], 1 - _FEW)
        for line in lines:
            far = line.margins[1] > right + _OVERHANG
            line.margins = (min(line.margins[0], left), line.margins[1] if far else right)


def _share(values: list[float], share: float) -> float:
    """The value that a share of all values stays below."""
    return sorted(values)[int((len(values) - 1) * share)]


def _line(row: list[Segment], page: int) -> Line:
    row.sort(key=lambda segment: segment.left)
    return Line([word for segment in row for word in segment.words], page)
