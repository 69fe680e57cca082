"""Printed lines put together to blocks: paragraphs, headings, cells; also over the end of a column or page."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from caveat.reading.pdf_shapes import Line, Word

_SAME_SIZE: Final = 0.08
_WIDE_PITCH: Final = 1.18
_USUAL_PITCH: Final = 1.2
_SET_IN: Final = 0.8
_CENTRED: Final = 3.5
_CENTRED_INDENT: Final = 1.5
_HARDLY: Final = 0.3
_LONG_HEADING: Final = 0.5
_EDGE: Final = 1.5
_BLANK: Final = 0.25
_TOLERANCE: Final = 0.25
_MOST: Final = 0.75
_TAB: Final = 0.6
_ENDS: Final = re.compile(r"[.;:?!؛؟。；：！？](?:[”’\"'»)\]\d*]{0,3})$")
_ITEM_ENDS: Final = re.compile(r"[,;](?:\s\w{1,4})?$")
_MARKER: Final = re.compile(
    r"[\[“\"«]{0,2}(?:\(?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlIVXL]{1,6})(?:\s?(?:bis|ter|quater))?[.)](?:\d{0,3}[.)]?)*|[•·▪–—\-*§](?!\w))"
)
_LABEL: Final = re.compile(
    r"\W{0,3}(?:[^\W\d_]{3,12}\s){1,2}(?:\d{1,4}|[IVXLC]{1,6}|[A-Z])(?:\s?(?:bis|ter|[A-Z]))?\W{0,3}"
)
_LABELLED: Final = re.compile(r"\W{0,3}[^\W\d_]{3,12}\s(?:\d{1,4}|[IVXLC]{1,6})[.:]\s")
_LABEL_LENGTH: Final = 40
_PARTED: Final = re.compile(r"[^\W\d_][-‐\u00ad]$")
_BARE: Final = re.compile(r"\d{1,3}(?:bis|ter|quater|[A-Z])?|o")


class Block:
    """Lines that make one paragraph, heading or cell; `text` is theirs once they are put together."""

    __slots__ = ("lines", "text")

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.text = ""


def blocks_of(pages: list[list[Line]]) -> list[Block]:
    """The blocks of a text in reading order."""
    pitch = _usual_pitch(pages)
    blocks: list[Block] = []
    before: Line | None = None
    for lines in pages:
        for line, following in pairwise([*lines, None]):
            assert line is not None
            block = blocks[-1].lines if blocks else []
            if before and _goes_on(block, before, line, following, pitch) and not _set_in_again(block, line, following):
                block.append(line)
            else:
                blocks.append(Block(line))
            before = line
    return blocks


def _usual_pitch(pages: list[list[Line]]) -> float:
    """The commonest distance from line to line, as a share of the size of type."""
    steps: Counter[float] = Counter()
    for lines in pages:
        for before, line in pairwise(lines):
            step = (line.bottom - before.bottom) / (line.size or 1)
            if before.margins == line.margins and 0.9 < step < 3:
                steps[round(step, 2)] += 1
    return steps.most_common(1)[0][0] if steps else _USUAL_PITCH


def _goes_on(block: list[Line], before: Line, line: Line, following: Line | None, pitch: float) -> bool:
    """Whether a line belongs to the block that the line before it ends."""
    if before.cell != line.cell or abs(before.size - line.size) > _SAME_SIZE * max(before.size, line.size):
        return False
    if before.page != line.page or before.margins != line.margins or line.top < before.top - 1:
        return not line.cell and _goes_over(block, before, line)
    if line.bottom - before.bottom > _WIDE_PITCH * pitch * line.size:
        return False
    if (is_centred(before) and is_centred(line, _HARDLY)) or (is_centred(line) and is_centred(before, _HARDLY)):
        return _heading_goes_on(before, line)
    if before.bold != line.bold and not _in_sentence(before, line):
        return False
    if _opens(block, before, line) or _differently_set(block, before, line):
        return False
    if is_full(before, line) or _even(block[-2:-1], before) or _even([line], before, following):
        return True
    return line.text[:1].islower() and (_PARTED.search(before.text) is not None or _nearly_full(before))


def _set_in_again(block: list[Line], line: Line, following: Line | None) -> bool:
    """Whether a line after a paragraph of one line is set in as that is, and opens one that goes on further out.

    Only the line that follows shows it.
    """
    if len(block) > 1 or not following or following.margins != line.margins or is_marked(following):
        return False
    if not line.text[:1].isupper() or block[0].text[-1:].isalnum():
        return False
    shift = _SET_IN * line.size
    return abs(block[0].left - line.left) < shift and line.left - following.left > shift and not is_centred(line)


def _goes_over(block: list[Line], before: Line, line: Line) -> bool:
    """Whether a paragraph goes on at the head of the next column or page: in mid-sentence, after a full line."""
    if before.bold != line.bold or is_centred(line) or is_label(line.text) or is_marked(line):
        return False
    first = next((c for c in line.text if c.isalnum()), "")
    if not (is_full(before, line) or _even(block[-2:-1], before) or (first.islower() and _nearly_full(before))):
        return False
    if _ENDS.search(before.text):
        return first.islower() and len(before.text) > 3
    return first.islower() or not _is_set_in(line) or first.isdigit()


def _heading_goes_on(before: Line, line: Line) -> bool:
    """Whether a centred line goes on the one above, which must be rather long; a word and a number stand alone."""
    if before.bold != line.bold or is_label(before.text) or is_label(line.text) or _ENDS.search(before.text):
        return False
    if _LABELLED.match(line.text):
        return False
    if line.text[:1].islower() or (before.text.isupper() and line.text.isupper() and " " in before.text):
        return True
    left, right = before.margins
    return before.right - before.left + _width(line) > _LONG_HEADING * (right - left)


def _in_sentence(before: Line, line: Line) -> bool:
    return line.text[:1].islower() and not _ENDS.search(before.text)


def _opens(block: list[Line], before: Line, line: Line) -> bool:
    """Whether a line opens a block of its own by its number or mark."""
    if is_label(line.text) or _LABELLED.match(line.text):
        return bool(_ENDS.search(before.text)) or not is_full(before, line) or line.bold
    if not is_marked(line):
        return False
    shift = line.left - before.left if len(block) == 1 else abs(line.left - before.left)
    if _ENDS.search(before.text) or _has_tab(line) or shift > _SET_IN * line.size:
        return True
    return is_marked(block[0]) and _ITEM_ENDS.search(before.text) is not None


def _differently_set(block: list[Line], before: Line, line: Line) -> bool:
    """Whether the left edge shows that a new paragraph begins: set in, or back from a hanging block."""
    shift = line.left - before.left
    if abs(shift) < _SET_IN * line.size:
        return False
    if len(block) > 1:
        return True
    if shift > 0:
        return not (is_marked(before) or _has_tab(before)) and bool(_ENDS.search(before.text))
    return False


def is_full(before: Line, line: Line) -> bool:
    """Whether the first word of a line would not have found room on the line before."""
    room = before.margins[1] - before.right - _BLANK * before.size
    return _width(line) > room - _TOLERANCE * before.size


def _nearly_full(line: Line) -> bool:
    """Whether a line fills most of its column and ends in a word, as where letters were counted to break lines."""
    left, right = line.margins
    return line.text[-1:].isalnum() and line.right - left > _MOST * (right - left)


def _even(near: list[Line], line: Line, other: Line | None = None) -> bool:
    """Whether a line ends just where others of its block do, as in a justified block that is set in on the right."""
    lines = [*near, *([other] if other else [])] if other or len(near) == 1 else []
    return bool(lines) and all(abs(line.right - one.right) < _EDGE and one.margins == line.margins for one in lines)


def _width(line: Line) -> float:
    """The width of what cannot be parted from the first word of a line."""
    first, last = line.words[0], line.words[0]
    for word in line.words[1:]:
        if not word.glued:
            break
        last = word
    return max(first.right, last.right) - min(first.left, last.left)


def is_centred(line: Line, indent: float = _CENTRED_INDENT) -> bool:
    """Whether a line stands in the middle of its column, set in on both sides by a share of the size of type."""
    left, right = line.margins
    least = indent * line.size
    if line.left - left < least or right - line.right < least:
        return False
    return abs(line.middle - (left + right) / 2) < _CENTRED


def _is_set_in(line: Line) -> bool:
    return line.left - line.margins[0] > _SET_IN * line.size


def is_marked(line: Line) -> bool:
    """Whether a line begins with the number or mark of a paragraph or item."""
    first = line.words[0].text
    if _MARKER.fullmatch(first):
        return True
    return _BARE.fullmatch(first) is not None and _has_tab(line)


def _has_tab(line: Line) -> bool:
    """Whether the first word is set apart from the second by more than a blank."""
    words = line.words
    if len(words) < 2:
        return False
    gap = words[1].left - words[0].right
    return gap > _TAB * line.size and gap > 1.5 * _blank(words)


def _blank(words: list[Word]) -> float:
    """The widest blank between the later words of a line."""
    gaps = [after.left - before.right for before, after in pairwise(words[1:]) if not after.glued]
    return max(gaps, default=0.0)


def is_label(text: str) -> bool:
    """Whether a text is nothing but a word or two and a number, such as heads a unit."""
    return len(text) < _LABEL_LENGTH and not text[:1].islower() and _LABEL.fullmatch(text) is not None
