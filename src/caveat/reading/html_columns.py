"""Tables that set two texts side by side: each is read down its own column, not line by line across both.

Gazettes print language versions so, and comparisons of drafts. A table is read
by columns where two or more of its columns hold much of its text, and each of
them has headings of units of its own.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

_ROWS: Final = 12
_SHARE: Final = 0.2
_HEADINGS: Final = 3
_VISIBLE_BLANK: Final = re.compile("\u00b7\u200b?")
_ZERO_WIDTH: Final = re.compile("(?<![^\\W_])[\u200b\u2060\ufeff]|[\u200b\u2060\ufeff](?![^\\W_])")
_UNIT: Final = re.compile(
    r"[\s#*\[(]{0,8}(?:articles?|artikel|art[íi]culo|art\.|section|sec\.|§|rule|regulation)\s*\[?\d", re.IGNORECASE
)


def by_columns(root: etree._Element) -> None:
    """Put the cells of every parallel table one column after the other."""
    for table in root.iter("table"):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
        if columns := text_columns([[(column, _words(cell)) for column, cell in _cells(row)] for row in rows]):
            _reorder(table, rows, columns)


def _cells(row: etree._Element) -> list[tuple[int, etree._Element]]:
    """The cells of a row with the column in which each begins."""
    placed, column = [], 0
    for cell in row:
        if cell.tag in ("td", "th"):
            placed.append((column, cell))
            span = cell.get("colspan") or "1"
            column += int(span) if span.isdigit() and len(span) < 3 else 1
    return placed


def _words(cell: etree._Element) -> str:
    return " ".join("".join(str(text) for text in cell.itertext()).split())


def text_columns(rows: list[list[tuple[int, str]]]) -> list[int]:
    """The columns that hold parallel texts, or none where a table is not parallel; each cell is its column and text."""
    if len(rows) < _ROWS:
        return []
    sizes: dict[int, int] = {}
    headings: dict[int, int] = {}
    for column, words in (cell for row in rows for cell in row):
        text = _ZERO_WIDTH.sub("", _VISIBLE_BLANK.sub(" ", words))
        sizes[column] = sizes.get(column, 0) + len(text)
        headings[column] = headings.get(column, 0) + (_UNIT.match(text) is not None)
    total = sum(sizes.values())
    texts = [column for column in sorted(sizes) if sizes[column] >= _SHARE * total and headings[column] >= _HEADINGS]
    return texts if len(texts) > 1 else []


def _reorder(table: etree._Element, rows: list[etree._Element], columns: list[int]) -> None:
    """Replace the rows by one for each cell, column after column; what is in no column of text becomes furniture."""
    ranks = {column: rank for rank, column in enumerate(columns)}
    last = len(columns)
    cells = [
        (ranks.get(column, last), position, cell) for position, row in enumerate(rows) for column, cell in _cells(row)
    ]
    for child in list(table):
        table.remove(child)
    for rank, _, cell in sorted(cells, key=lambda placed: placed[:2]):
        etree.SubElement(table, "tr").append(cell)
        if rank == last:
            cell.tag = "button"
        else:
            _blank(cell)


def _blank(cell: etree._Element) -> None:
    """Dots that only show where blanks are become blanks again."""
    for element in cell.iter():
        element.text = element.text and _ZERO_WIDTH.sub("", _VISIBLE_BLANK.sub(" ", element.text))
        element.tail = element.tail and _ZERO_WIDTH.sub("", _VISIBLE_BLANK.sub(" ", element.tail))
