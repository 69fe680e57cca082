"""A PDF becomes a reading; runs in a process of its own, which `caveat.reading.pdf` starts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Removed
from caveat.kernel.source import Hint, Place, Reading
from caveat.reading.pdf_blocks import Block, blocks_of
from caveat.reading.pdf_columns import lines_of
from caveat.reading.pdf_contents import without_contents
from caveat.reading.pdf_furniture import without_furniture
from caveat.reading.pdf_headings import levels, plain
from caveat.reading.pdf_hyphens import Hyphens
from caveat.reading.pdf_legible import refuse_illegible
from caveat.reading.pdf_lines import widen
from caveat.reading.pdf_notes import without_notes
from caveat.reading.pdf_pages import Document
from caveat.reading.pdf_shapes import Sheet
from caveat.reading.pdf_torn import mend
from caveat.reading.pdf_unmapped import tell

_SYMBOL: Final = re.compile(r"(?<![\w/])[A-Z]{1,6}(?:/[A-Z0-9]+(?:\.[A-Z0-9]+)*){2,6}(?![\w/])")
_TITLE_WORDS: Final = 3
_SOFT: Final = "\u00ad"


def parse(data: bytes, name: str) -> Reading:
    """Read a PDF that has a text layer.

    Raises:
        InputError: it is locked, damaged or beyond a bound, a scan, or its text layer cannot be decoded.
    """
    document = Document(data, name)
    sheets = list(document.sheets())
    notes = [*refuse_illegible(sheets, name), *tell(sheets)]
    mend(sheets)
    printed, furniture = without_furniture(sheets)
    laid = [lines_of(sheet) for sheet in printed]
    widen(laid)
    pages, footnotes = without_notes(laid, [sheet.rules for sheet in sheets])
    pages, contents = without_contents(pages)
    blocks = blocks_of(pages)
    if not blocks:
        raise InputError("it has no text", where=name, remedy="Give a file that holds the text of a law or treaty.")
    text, hints, places = _put_together(blocks)
    heads = _headings(blocks, levels(blocks, document.bookmarks()))
    return Reading(
        text=text,
        hints=tuple(sorted([*hints, *heads])),
        removed=(*furniture, *footnotes, *contents, *_not_shown(sheets)),
        metadata=_metadata(document.title(), blocks, furniture),
        pages=document.length,
        places=tuple(places),
        notes=tuple(notes),
    )


def _put_together(blocks: list[Block]) -> tuple[str, list[Hint], list[Place]]:
    """The canonical text, a block a line, with the anchors of footnotes and the place of each printed line."""
    hyphens = Hyphens(line for block in blocks for line in block.lines)
    hints: list[Hint] = []
    places: list[Place] = []
    start = 0
    for block in blocks:
        block.text = ""
        for line, following in pairwise([*block.lines, None]):
            assert line is not None
            begin = start + len(block.text)
            hints += [Hint(begin + offset, begin + offset, "anchor", number=number) for offset, number in line.anchors]
            tied = hyphens.join(line.text, following.text) if following else ""
            block.text += tied or line.text
            places.append(Place(begin, start + len(block.text), line.page, line.box))
            block.text += " " if following and not tied else ""
        start += len(block.text) + 1
    return "\n".join(block.text for block in blocks) + "\n", hints, places


def _headings(blocks: list[Block], found: list[int]) -> list[Hint]:
    hints: list[Hint] = []
    start = 0
    for block, level in zip(blocks, found, strict=True):
        if level:
            hints.append(Hint(start, start + len(block.text), "heading", level))
        start += len(block.text) + 1
    return hints


def _not_shown(sheets: list[Sheet]) -> list[Removed]:
    """Words at an angle, such as a watermark, and words that nobody sees."""
    found = []
    for sheet in sheets:
        for reason, words in (("turned text", sheet.turned), ("text that is not seen", sheet.unseen)):
            if words:
                found.append(Removed(reason=reason, page=sheet.number, text=" ".join(words)))
    return found


def _metadata(title: str, blocks: list[Block], furniture: list[Removed]) -> dict[str, str]:
    """The file's own title if it is printed in the text, and the document symbol if the pages bear one."""
    metadata = {}
    words = title.split()
    if len(words) >= _TITLE_WORDS and plain(title) in plain(" ".join(block.text for block in blocks[:40])):
        metadata["title"] = " ".join(words)
    symbols = [match[0] for piece in furniture for match in _SYMBOL.finditer(piece.text)]
    if symbols:
        metadata["symbol"] = max(symbols, key=symbols.count)
    return metadata
