"""The full text as a page shows it: units in units, paragraphs with their marked words, and notes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from caveat.kernel.shapes import Outline, Unit
from caveat.reports.html_passages import Passage, Passages, Piece, trimmed
from caveat.reports.units import CONTAINERS, label

_HEADED: Final = (*CONTAINERS, "article", "preamble", "conclusions")
_LOWEST: Final = 6
_SHORT_LINE: Final = 45
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END: Final = re.compile(r"\n\s*")


class Block(NamedTuple):
    """A paragraph: its number, its lines, and the passages that close in it."""

    number: list[Piece]
    lines: list[list[Piece]]
    notes: list[Passage]


class Section(NamedTuple):
    """A unit of the tree. `level` is that of its HTML heading, 0 where it has none.

    `name` stands in for a heading that the text does not print.
    """

    unit: Unit
    level: int
    name: str
    number: list[Piece]
    heading: list[Piece]
    notes: list[Passage]
    content: list[Block | Section]


def full_text(outline: Outline, passages: Passages, level: int) -> list[Block | Section]:
    """Every word of the canonical text once, in order; `level` is that of the highest headings."""
    return list(_Layout(outline, passages).content(None, 0, len(outline.text), level))


class _Layout:
    def __init__(self, outline: Outline, passages: Passages) -> None:
        self.text, self.passages = outline.text, passages
        self.break_: re.Pattern[str] = _LINE_END if outline.instrument.format == "html" else _BLANK_LINE
        self.children: dict[str | None, list[Unit]] = {}
        for unit in outline.units:
            self.children.setdefault(unit.parent, []).append(unit)

    def content(
        self, unit: Unit | None, start: int, end: int, level: int, number_end: int = 0
    ) -> Iterator[Block | Section]:
        """The paragraphs and units in a stretch: the text between children belongs to their parent."""
        for child in self.children.get(unit.eid if unit else None, ()):
            yield from self.blocks(start, child.start, number_end)
            yield self.section(child, level)
            start = max(start, child.end)
        yield from self.blocks(start, end, number_end)

    def section(self, unit: Unit, level: int) -> Section:
        if unit.kind not in _HEADED:
            content = self.content(unit, unit.start, unit.end, level, self.number_end(unit))
            return Section(unit, 0, "", [], [], [], list(content))
        inner = min(level + 1, _LOWEST)
        middle = self.number_end(unit)
        return Section(
            unit=unit,
            level=level,
            name="" if unit.head_end > unit.start else label(unit),
            number=self.pieces(unit.start, middle),
            heading=self.pieces(middle, unit.head_end),
            notes=self.passages.closing(unit.start, unit.head_end),
            content=list(self.content(unit, unit.head_end, unit.end, inner)),
        )

    def number_end(self, unit: Unit) -> int:
        """Where the heading begins inside the head of a unit; without a heading the number is all of the head."""
        place = self.text.rfind(unit.heading, unit.start, unit.head_end) if unit.heading else -1
        return place if place > unit.start else unit.head_end

    def blocks(self, start: int, end: int, number_end: int) -> Iterator[Block]:
        start, end = trimmed(self.text, start, end)
        while start < end:
            body = max(start, number_end)
            body += len(self.text[body:end]) - len(self.text[body:end].lstrip())
            found = self.break_.search(self.text, body, end)
            stop = found.start() if found else end
            yield self.block(start, min(max(start, number_end), stop), stop)
            start = found.end() if found else end

    def block(self, start: int, middle: int, end: int) -> Block:
        lines = [self.pieces(low, high) for low, high in self.lines(middle, end)]
        return Block(self.pieces(start, middle), lines, self.passages.closing(start, end))

    def lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The lines that were ended on purpose: a line far shorter than a page is wide is no wrapped line."""
        begin = start
        for found in _LINE_END.finditer(self.text, start, end):
            if found.start() - self.text.rfind("\n", start, found.start()) - 1 < _SHORT_LINE:
                yield begin, found.start()
                begin = found.end()
        yield begin, end

    def pieces(self, start: int, end: int) -> list[Piece]:
        start, end = trimmed(self.text, start, end)
        return self.passages.pieces(start, end) if start < end else []
