"""The lines of a canonical text, with the view that is matched and what the file's markup says of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, Final

from caveat.kernel.folding import fold
from caveat.kernel.source import Hint

_LONG_QUOTE: Final = re.compile(r"[“«][^“”«»\n]{0,4000}\n[^“”«»]{0,4000}[”»]|\n\"[^\"\n]{0,400}\n[^\"]{0,4000}\"")
_LONGEST_WRAP: Final = 140
_NEARLY_ALL: Final = 0.9
_OPENING: Final = "# \t\u00a0[*\"'_(\u201c\u00ab\ufeff-\u2013\u2014\u00b7>|"


class Line:
    """One line that has words: offsets of its text without surrounding blanks, and how it is laid out.

    `level` is its level as a heading, 0 for none; `indent` its first column.
    """

    __slots__ = ("blank_before", "end", "indent", "level", "number", "start")

    def __init__(self, start: int, end: int, blank_before: bool, indent: int) -> None:
        self.start = start
        self.end = end
        self.blank_before = blank_before
        self.indent = indent
        self.level = 0
        self.number: str | None = None


class Page:
    """A canonical text with its folded view and its lines.

    `initials` has the lines by their first letter or digit; `quotes` the spans
    of quotations of several lines; `width` the length at which the file breaks
    its lines, 0 where it does not; `memo` what has been found, by search and
    language; `marks` counts the marks of paragraphs and items found so far.
    `blocks` says that every line is a block of its own, as in HTML, and never
    the continuation of another.
    """

    __slots__ = ("initials", "lines", "marks", "memo", "quotes", "starts", "text", "view", "width")

    def __init__(self, text: str, hints: tuple[Hint, ...], *, blocks: bool = False) -> None:
        self.text = text
        self.view = fold(text)
        self.lines = _split(text)
        if blocks:
            for line in self.lines:
                line.blank_before = True
        self.starts = [line.start for line in self.lines]
        self.quotes = [(found.end() - len(found[0].lstrip()), found.end()) for found in _LONG_QUOTE.finditer(text)]
        self.width = _wrap_width(self.lines)
        self.initials = self.lines_by_initial()
        self.memo: dict[tuple[str, str], list[Any]] = {}
        self.marks = 0
        for hint in hints:
            self._mark(hint)

    def quoted(self, offset: int) -> bool:
        """Whether an offset is inside a quotation of several lines, such as text to be put into another law."""
        index = bisect_right(self.quotes, (offset, len(self.text))) - 1 if self.quotes else -1
        return index >= 0 and self.quotes[index][0] < offset < self.quotes[index][1]

    def line_at(self, offset: int) -> int:
        """The index of the line that holds an offset, or of the last one before it."""
        index = bisect_right(self.starts, offset)
        return index - 1 if index else 0

    def line_view(self, index: int) -> str:
        """The folded text of a line."""
        line = self.lines[index]
        return self.view[line.start : line.end]

    def line_text(self, index: int) -> str:
        """The text of a line."""
        line = self.lines[index]
        return self.text[line.start : line.end]

    def lines_by_initial(self) -> dict[str, list[int]]:
        """The lines by their first character that is no bracket, quotation mark or dash."""
        found: dict[str, list[int]] = {}
        for index in range(len(self.lines)):
            start = self.content_start(index)
            found.setdefault(self.view[start : start + 1], []).append(index)
        return found

    def beginning(self, initials: Iterable[str]) -> list[int]:
        """The lines whose first letter or digit is one of some characters, in order."""
        return sorted(index for initial in set(initials) for index in self.initials.get(initial, ()))

    def content_start(self, index: int) -> int:
        """The offset of the first character of a line that is no bracket, quotation mark or dash."""
        line = self.lines[index]
        offset = line.start
        while offset < line.end and self.text[offset] in _OPENING:
            offset += 1
        return offset

    def _mark(self, hint: Hint) -> None:
        if not self.lines or hint.end <= hint.start:
            return
        for index in range(self.line_at(hint.start), len(self.lines)):
            line = self.lines[index]
            if line.start >= hint.end:
                break
            if line.end <= hint.start:
                continue
            if hint.kind == "heading":
                line.level = hint.level or 1
            elif hint.kind == "item" and hint.number and line.start - hint.start < 8:
                line.number = f"{hint.level}:{hint.number}"


def _wrap_width(lines: list[Line]) -> int:
    """The length at which lines are broken, or 0 where each paragraph has one line."""
    lengths = sorted(line.end - line.start for line in lines)
    if not lengths or lengths[-1] > _LONGEST_WRAP:
        return 0
    return lengths[int(len(lengths) * _NEARLY_ALL)]


def _split(text: str) -> list[Line]:
    lines: list[Line] = []
    offset, blank = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = offset + raw.index(stripped[0])
            line = Line(start, start + len(stripped), blank, start - offset)
            if stripped[0] == "#":
                line.level = len(stripped) - len(stripped.lstrip("#"))
            lines.append(line)
            blank = False
        else:
            blank = True
        offset += len(raw) + 1
    return lines
