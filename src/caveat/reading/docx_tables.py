"""Tables: their cells row by row, or column by column where a table sets two texts side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree

from caveat.reading.docx_names import VAL, W, number, value
from caveat.reading.docx_paragraphs import Paragraph
from caveat.reading.html_columns import text_columns

_MARK: Final = re.compile(
    r"\W{0,3}(?:\d{1,4}(?:\.\d{1,3}){0,3}\s?[a-z]?|([a-z])\1?|[ivxlc]{1,7})\W{0,3}", re.IGNORECASE
)


class Cell(NamedTuple):
    """The paragraphs of a cell, and the column in which it begins."""

    column: int
    paragraphs: list[Paragraph]


@dataclass(slots=True)
class Table:
    """The rows of a table as they are read; `column` is where the next cell begins."""

    rows: list[list[Cell]] = field(default_factory=list)
    column: int = 0

    def begin_row(self, properties: etree._Element | None) -> None:
        """A new row, which may leave out columns before its first cell."""
        self.rows.append([])
        self.column = number(value(properties, "gridBefore")) or 0

    def add(self, paragraphs: list[Paragraph], properties: etree._Element | None) -> None:
        """The next cell of the row."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(Cell(self.column, paragraphs))
        self.column += max(number(value(properties, "gridSpan")) or 1, 1)

    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of all cells in reading order."""
        for row in self.rows:
            _join_numbers(row)
        columns = text_columns([[(cell.column, _text(cell)) for cell in row] for row in self.rows])
        ranks = {column: rank for rank, column in enumerate(columns)}
        cells = [cell for row in self.rows for cell in row]
        ordered = sorted(cells, key=lambda cell: ranks.get(cell.column, len(ranks))) if ranks else cells
        return [paragraph for cell in ordered for paragraph in cell.paragraphs]


def _join_numbers(row: list[Cell]) -> None:
    """Let a number that is alone in its cell stand before the text of the next one."""
    for cell, following in pairwise(row):
        if _MARK.fullmatch(_text(cell).strip()) and _text(following).strip():
            for paragraph in cell.paragraphs:
                paragraph.after = " "
                paragraph.gone = not (paragraph.label or paragraph.is_shown())


def continues(properties: etree._Element | None) -> bool:
    """Whether a cell is merged into the one above or before it, which shows the text of both."""
    for name in ("vMerge", "hMerge"):
        merge = None if properties is None else properties.find(W + name)
        if merge is not None and merge.get(VAL, "continue") == "continue":
            return True
    return False


def _text(cell: Cell) -> str:
    return " ".join(paragraph.label + paragraph.shown() for paragraph in cell.paragraphs)
