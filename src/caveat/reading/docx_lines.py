"""From the paragraphs of a Word document to canonical text with its hints, and what is not part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from caveat.kernel.shapes import Removed
from caveat.kernel.source import Hint, HintKind
from caveat.reading.docx_paragraphs import Paragraph, Piece, Sign, apart

_BOLD_LEVEL: Final = 6
_HEADING_LETTERS: Final = 300
_STOPPED_WORDS: Final = 9
_TITLE_WORDS: Final = 4
_WRAPPED_LENGTH: Final = 40
_WRAPPED_LEAST, _WRAPPED_SHARE, _BLANK_SHARE = 5, 0.15, 0.2
_INDENT: Final = 2
_A_WORD: Final = re.compile(r"[^\W\d_]{2}")
_GOES_ON: Final = re.compile(r"[\w,\-\u2010-\u2015]\Z")
_NO_BREAK: Final = re.compile(r"[^\n]")


class Canonical(NamedTuple):
    """What the paragraphs of the running text come to."""

    text: str
    hints: tuple[Hint, ...]
    removed: tuple[Removed, ...]


def canonical(paragraphs: list[Paragraph], *, changes: bool) -> Canonical:
    """Put the paragraphs below one another, a blank line between them; `changes` asks for hints on tracked changes.

    In a document that sets its blocks apart by empty paragraphs, only these are
    blank lines, as in a text file.
    """
    listed = _contents(paragraphs)
    writer = _Writer("\n" if _is_typed_as_text(paragraphs) else "\n\n", changes)
    for is_listed, group in groupby(enumerate(paragraphs), key=lambda pair: pair[0] in listed):
        members = [paragraph for _, paragraph in group]
        if is_listed:
            writer.removed += apart(members, "contents")
        else:
            for paragraph in members:
                writer.put(paragraph)
    return writer.finish()


class _Writer:
    """Puts paragraphs one below the other and remembers where each thing stands."""

    def __init__(self, between: str, changes: bool) -> None:
        self.between = between
        self.changes = changes
        self.gap = ""
        self.texts: list[str] = []
        self.length = 0
        self.hints: list[Hint] = []
        self.bold: list[Hint] = []
        self.removed: list[Removed] = []
        self.opened: dict[str, int] = {}
        self.lines = 0
        self.marked = False

    def put(self, paragraph: Paragraph) -> None:
        """One paragraph: its number, its text, its hints; what it hides goes to what is removed."""
        if paragraph.label or paragraph.is_shown():
            self._add(self.gap)
            self._write(paragraph)
            self.gap = paragraph.after or self.between
        else:
            self._pieces(paragraph)
            self.gap += "" if paragraph.gone or not self.length else "\n"
        self.removed += paragraph.removed()

    def finish(self) -> Canonical:
        """The text, with lines in bold as weak headings where no heading is marked and not most lines are bold."""
        for identifier, start in self.opened.items():
            self.hints.append(Hint(start, start, "comment", number=identifier))
        weak = [] if self.marked or 2 * len(self.bold) > self.lines else self.bold
        hints = sorted([*self.hints, *weak], key=lambda hint: (hint.start, hint.end))
        return Canonical("".join(self.texts), tuple(hints), tuple(self.removed))

    def _add(self, text: str) -> None:
        self.texts.append(text)
        self.length += len(text)

    def _write(self, paragraph: Paragraph) -> None:
        if paragraph.depth and not paragraph.level:
            self._add(" " * _INDENT * (paragraph.depth - 1))
        start = self.length
        self._add(paragraph.label)
        self._bold_lines(paragraph, start)
        self._pieces(paragraph)
        level = paragraph.level or int(paragraph.titled)
        if level and _is_heading(paragraph.label + paragraph.shown()):
            self.marked |= paragraph.level > 0
            self.hints.append(Hint(start, self.length, "heading", level))
        elif paragraph.depth:
            self.hints.append(Hint(start, self.length, "item", paragraph.depth))

    def _pieces(self, paragraph: Paragraph) -> None:
        for piece in paragraph.pieces:
            if isinstance(piece, Sign):
                self._sign(piece)
            elif not piece.why:
                start = self.length
                self._add(piece.text)
                if self.changes:
                    self._change("insertion", piece.change.inserted, start)
                    self._change("deletion", piece.change.deleted, start)

    def _sign(self, sign: Sign) -> None:
        if sign.kind == "opens":
            self.opened[sign.number] = self.length
        elif sign.kind == "anchor":
            self.hints.append(Hint(self.length, self.length, "anchor", number=sign.number))
        else:
            start = self.opened.pop(sign.number, self.length)
            self.hints.append(Hint(start, self.length, "comment", number=sign.number))

    def _change(self, kind: HintKind, author: str | None, start: int) -> None:
        """A hint over a changed piece, joined to the one before it where that goes on."""
        if author is None:
            return
        for index in range(len(self.hints) - 1, max(len(self.hints) - 3, -1), -1):
            hint = self.hints[index]
            if (hint.kind, hint.number, hint.end) == (kind, author, start):
                self.hints[index] = hint._replace(end=self.length)
                return
        self.hints.append(Hint(start, self.length, kind, number=author))

    def _bold_lines(self, paragraph: Paragraph, start: int) -> None:
        """Note the lines of which every word is bold; the automatic number does not count."""
        offset = start + len(paragraph.label)
        for index, (line, plain) in enumerate(zip(*_lines(paragraph), strict=True)):
            self.lines += bool(line.strip())
            if len(line) <= _HEADING_LETTERS and _A_WORD.search(line) and not any(map(str.isalnum, plain)):
                self.bold.append(Hint(start if not index else offset, offset + len(line), "heading", _BOLD_LEVEL))
            offset += len(line) + 1


def _lines(paragraph: Paragraph) -> tuple[list[str], list[str]]:
    """The lines of a paragraph, and the same with blanks for what is bold."""
    pieces = [piece for piece in paragraph.pieces if isinstance(piece, Piece) and not piece.why]
    plain = "".join(_NO_BREAK.sub(" ", piece.text) if piece.bold else piece.text for piece in pieces)
    return "".join(piece.text for piece in pieces).split("\n"), plain.split("\n")


def _is_heading(text: str) -> bool:
    """Whether a paragraph of a heading style is one: numbered clauses are often set in such a style for its numbers."""
    plain = text.strip()
    sentence = plain.endswith((".", ";", ":", ",")) and len(plain.split()) > _STOPPED_WORDS
    return bool(plain) and len(plain) <= _HEADING_LETTERS and not sentence


def _is_typed_as_text(paragraphs: list[Paragraph]) -> bool:
    """Whether paragraphs are the lines of a text: blocks are set apart by empty ones, or broken in mid-sentence."""
    texts = [paragraph.shown().strip() for paragraph in paragraphs if not paragraph.gone and not paragraph.label]
    written = sum(map(bool, texts))
    broken = sum(
        len(line) >= _WRAPPED_LENGTH and _GOES_ON.search(line) is not None and following[:1].islower()
        for line, following in pairwise(texts)
    )
    apart_by_blanks = len(texts) - written >= max(_BLANK_SHARE * written, _WRAPPED_LEAST)
    return apart_by_blanks or broken >= max(_WRAPPED_SHARE * written, _WRAPPED_LEAST)


def _contents(paragraphs: list[Paragraph]) -> set[int]:
    """The paragraphs of a table of contents and the line above it, unless they are most of the text."""
    listed = {index for index, paragraph in enumerate(paragraphs) if paragraph.listed and paragraph.is_shown()}
    size = sum(len(paragraphs[index].shown()) for index in listed)
    if 2 * size > sum(len(paragraph.shown()) for paragraph in paragraphs):
        return set()
    titles = {index for start in listed for index in _title_above(paragraphs, listed, start)}
    return listed | titles


def _title_above(paragraphs: list[Paragraph], listed: set[int], start: int) -> Iterator[int]:
    """The short line without a number above the first line of a list."""
    above = next((index for index in range(start - 1, max(start - 4, -1), -1) if paragraphs[index].is_shown()), None)
    if above is None or above in listed or paragraphs[above].label:
        return
    words = paragraphs[above].shown().split()
    if len(words) <= _TITLE_WORDS and not any(word[0].isdigit() for word in words):
        yield above
