"""Tables: their cells row by row, or column by column where a table sets two texts side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from caveat.reading.docx_names import VAL, W, number, value
from caveat.reading.docx_paragraphs import Paragraph
from caveat.reading.html_columns import text_columns


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
        columns = text_columns([[(cell.column, _text(cell)) for cell in row] for row in self.rows])
        ranks = {column: rank for rank, column in enumerate(columns)}
        cells = [cell for row in self.rows for cell in row]
        ordered = sorted(cells, key=lambda cell: ranks.get(cell.column, len(ranks))) if ranks else cells
        return [paragraph for cell in ordered for paragraph in cell.paragraphs]


def continues(properties: etree._Element | None) -> bool:
    """Whether a cell is merged into the one above or before it, which shows the text of both."""
    for name in ("vMerge", "hMerge"):
        merge = None if properties is None else properties.find(W + name)
        if merge is not None and merge.get(VAL, "continue") == "continue":
            return True
    return False


def _text(cell: Cell) -> str:
    return " ".join(paragraph.label + paragraph.shown() for paragraph in cell.paragraphs)
