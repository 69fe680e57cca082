"""Which blocks are headings: by the file's bookmarks, and by size and weight of their type."""

from __future__ import annotations

import re
from typing import Final

from caveat.reading.pdf_blocks import Block, is_centred
from caveat.reading.pdf_shapes import Bookmark, Line, main_size

_LETTERS: Final = re.compile(r"[^\W_]+")
_LARGER: Final = 1.08
_SMALLER: Final = 0.9
_LONGEST: Final = 240
_MOST_LINES: Final = 5
_TOGETHER: Final = 4
_SENTENCE_END: Final = re.compile(r"[,;:]$|[a-z)]\.$")
_DEEPEST: Final = 6


def levels(blocks: list[Block], bookmarks: list[Bookmark]) -> list[int]:
    """The level of each block as a heading from 1 to 6, 0 where it is text.

    Bookmarks decide where they name a block. Else a block in larger type, in bold
    or centred is a heading if it is short and no sentence; the larger the type,
    the higher its level.
    """
    found = _by_bookmarks(blocks, bookmarks)
    body = main_size([word for block in blocks for line in block.lines for word in line.words])
    styles = [_style(block, body) for block in blocks]
    ranks = {style: rank for rank, style in enumerate(sorted({s for s in styles if s}, reverse=True), start=1)}
    deepest = max(found.values(), default=0)
    return [
        found.get(index) or (min(ranks[style] + deepest, _DEEPEST) if style else 0)
        for index, style in enumerate(styles)
    ]


def _by_bookmarks(blocks: list[Block], bookmarks: list[Bookmark]) -> dict[int, int]:
    """The levels of the blocks that bookmarks name, alone or several together."""
    by_page: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        by_page.setdefault(block.lines[0].page, []).append(index)
    found: dict[int, int] = {}
    for mark in bookmarks:
        wanted = plain(mark.title)
        for index in (*by_page.get(mark.page, ()), *by_page.get(mark.page + 1, ())) if wanted else ():
            if index not in found and (count := _named(blocks, index, wanted)):
                found |= dict.fromkeys(range(index, index + count), min(mark.depth, _DEEPEST))
                break
    return found


def _named(blocks: list[Block], index: int, wanted: str) -> int:
    """How many blocks from one on make up a title together; 0 if they do not."""
    text = ""
    for count, block in enumerate(blocks[index : index + _TOGETHER], start=1):
        text += plain(block.text)
        if text == wanted:
            return count
        if not wanted.startswith(text):
            break
    return 0


def plain(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(_LETTERS.findall(text.casefold()))


def _style(block: Block, body: float) -> tuple[float, bool] | None:
    """Size and weight of a block that is set as a heading, else nothing.

    That is larger type, or bold, or each line in the middle of its column.
    """
    lines = block.lines
    size = max(lines[0].words[0].size, *(line.size for line in lines))
    bold = all(line.bold for line in lines)
    larger = size > _LARGER * body
    if not (larger or bold or all(map(is_centred, lines))) or size < _SMALLER * body:
        return None
    if lines[0].cell or len(lines) > _MOST_LINES or len(block.text) > _LONGEST or _SENTENCE_END.search(block.text):
        return None
    return (round(size) if larger else round(body), bold) if _has_letters(lines) else None


def _has_letters(lines: list[Line]) -> bool:
    return any(character.isalpha() for line in lines for character in line.text)
