"""Footnotes: told by small type or a line drawn above them, and by the raised numbers that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from caveat.kernel.shapes import Removed
from caveat.kernel.source import Box
from caveat.reading.pdf_shapes import Line, Word, joined, main_size

_SMALL: Final = 0.94
_MARK: Final = re.compile(r"[(\[]?(?P<number>\d{1,3}|[*†‡§]{1,3})[)\].]?/?")
_LETTER: Final = re.compile(r"[(\[]?(?P<number>[a-z]{1,2})[)\].]?/?")
_SUPERIORS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_DRAWN: Final = re.compile(r"[_\-–—]{5,}")
_RAISED: Final = 0.85
_ABOVE: Final = 0.15
_SHORT: Final = 0.6
_SLACK: Final = 12.0
_REACH: Final = 30.0


class _Zone(NamedTuple):
    """The foot of a column that may hold notes; `ruled` says that a line is drawn above, `small` that its type is."""

    lines: list[Line]
    ruled: bool
    small: bool


class _Note:
    """A footnote: its number and its lines."""

    def __init__(self, number: str, line: Line) -> None:
        self.number = number
        self.lines = [line]

    def removed(self) -> Removed:
        """The note as a piece that was taken out of the text."""
        text = " ".join(line.text for line in self.lines)
        return Removed(reason=f"footnote {self.number}", page=self.lines[0].page, text=text)


def without_notes(pages: list[list[Line]], rules: list[list[Box]]) -> tuple[list[list[Line]], list[Removed]]:
    """The lines of the text, with anchors where footnotes are called, and what was taken out of them.

    `rules` has the lines drawn on each page. A note is set apart with its number;
    the number that calls it in the text is taken out too.
    """
    size = main_size([word for lines in pages for line in lines for word in line.words])
    keeper = _Keeper()
    for lines, drawn in zip(pages, rules, strict=True):
        body, zones = _parted(lines, drawn, size)
        keeper.pages.append(body)
        for zone in zones:
            keeper.take(zone)
    return keeper.pages, [*(note.removed() for note in keeper.notes), *keeper.marks]


class _Keeper:
    """The pages of the text so far, and the notes and marks taken out of them."""

    def __init__(self) -> None:
        self.pages: list[list[Line]] = []
        self.notes: list[_Note] = []
        self.marks: list[Removed] = []

    def take(self, zone: _Zone) -> None:
        """Set apart the notes of a zone, or leave it where it stands if nothing shows that it holds notes."""
        before, notes = _notes(zone.lines)
        calls = _calls([line for body in self.pages[-2:] for line in body], [note.number for note in notes])
        sure = zone.ruled and zone.small
        if not (calls or (sure and (notes or self.notes))):
            self.pages[-1] += zone.lines
            return
        if before and self.notes:
            self.notes[-1].lines += before
        elif before:
            self.pages[-1] += before
        self.notes += notes
        for line, numbers in calls:
            self.marks += _take_out(line, numbers)


def _parted(lines: list[Line], drawn: list[Box], size: float) -> tuple[list[Line], list[_Zone]]:
    """The lines of the text of one page, and the foot of each column that may hold notes."""
    body: list[Line] = []
    zones: list[_Zone] = []
    for _, group in groupby(lines, key=lambda line: (line.margins, line.cell)):
        column = list(group)
        small = _small_from(column, size)
        ruled = next((i for i in range(len(column) - 1, -1, -1) if _under_rule(column, i, drawn)), None)
        if ruled is not None and ruled != small and not _MARK.fullmatch(column[ruled].words[0].text):
            ruled = None
        start = small if ruled is None else ruled
        body += [line for line in column[:start] if not _DRAWN.fullmatch(line.text)]
        if start < len(column):
            zones.append(_Zone(column[start:], ruled is not None, start >= small))
    return body, zones


def _small_from(column: list[Line], size: float) -> int:
    """The index from which on all lines of a column are in small type."""
    start = len(column)
    while start and column[start - 1].size < _SMALL * size:
        start -= 1
    return start


def _under_rule(column: list[Line], index: int, drawn: list[Box]) -> bool:
    """Whether a short line that begins at the left edge of the column is drawn just above one of its lines."""
    line = column[index]
    if index and _DRAWN.fullmatch(column[index - 1].text):
        return True
    left, right = line.margins
    highest = max(column[index - 1].bottom - line.size / 3 if index else 0.0, line.top - _REACH)
    return any(
        highest < rule[1] < line.top + line.size / 3
        and abs(rule[0] - left) < _SLACK
        and rule[2] - rule[0] < _SHORT * (right - left)
        for rule in drawn
    )


def _notes(lines: list[Line]) -> tuple[list[Line], list[_Note]]:
    """The notes that some lines hold, and before them the lines that go on a note of the page before."""
    before: list[Line] = []
    notes: list[_Note] = []
    for line in lines:
        number = _number(line)
        if number and (not notes or _follows(notes[-1].number, number)):
            notes.append(_Note(number, line))
        elif notes:
            notes[-1].lines.append(line)
        elif not _DRAWN.fullmatch(line.text):
            before.append(line)
    return before, notes


def _number(line: Line) -> str | None:
    """The number at the beginning of a footnote."""
    if len(line.words) < 2:
        return None
    first = line.words[0]
    text = first.text.translate(_SUPERIORS)
    match = _MARK.fullmatch(text) or (_LETTER.fullmatch(text) if _is_raised(first, line) else None)
    return match["number"] if match else None


def _follows(before: str, number: str) -> bool:
    """Whether a note may follow another: by the next number, or by another sign."""
    if before.isdecimal() and number.isdecimal():
        return int(number) == int(before) + 1
    return number != before


def _is_raised(word: Word, line: Line) -> bool:
    """Whether a word is small and set above the line."""
    if word.raised:
        return True
    return word.size < _RAISED * line.size and word.bottom < line.bottom - _ABOVE * line.size


def _calls(lines: Sequence[Line], numbers: list[str]) -> list[tuple[Line, set[str]]]:
    """Where notes are called: lines, and the numbers raised in each; every number once, its last call first sought."""
    wanted = set(numbers)
    found: list[tuple[Line, set[str]]] = []
    for line in reversed(lines if wanted else ()):
        here = {number for word in line.words if _is_raised(word, line) for number in _called(word, wanted)}
        if here:
            found.append((line, here))
            wanted -= here
    return found


def _called(word: Word, wanted: set[str]) -> list[str]:
    """The notes that a raised word calls: one, several with commas between, or two whose numbers stand together."""
    text = word.text.translate(_SUPERIORS)
    matches = (_MARK.fullmatch(part) or _LETTER.fullmatch(part) for part in text.split(","))
    found = [match["number"] for match in matches if match and match["number"] in wanted]
    if found or not text.isdecimal():
        return found
    pairs = ([text[:cut], text[cut:]] for cut in range(1, len(text)))
    return next((pair for pair in pairs if wanted.issuperset(pair) and int(pair[1]) == int(pair[0]) + 1), [])


def _take_out(line: Line, numbers: set[str]) -> Iterator[Removed]:
    """Take the raised numbers out of a line and leave anchors; yields what was taken out."""
    words: list[Word] = []
    for word in line.words:
        here = _called(word, numbers) if _is_raised(word, line) else []
        if here:
            line.anchors += [(len(joined(words)), number) for number in here]
            yield Removed(reason="footnote mark", page=line.page, text=word.text)
        else:
            words.append(word)
    if words:
        line.words = words
        line.text = joined(words)
