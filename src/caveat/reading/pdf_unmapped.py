"""Single characters that a font shows without saying which they are, told from their number in the font."""

from __future__ import annotations

import re
from typing import Final

from caveat.kernel.shapes import Note
from caveat.reading.pdf_shapes import UNMAPPED, Sheet

_PRIVATE: Final = re.compile(f"[{chr(UNMAPPED)}-{chr(UNMAPPED + 0xFFFD)}]")
_ASCII: Final = range(3, 98)
_ROMAN: Final = range(98, 172)
_LATER: Final = range(172, 225)
_BEFORE_ASCII: Final = 29
_BEFORE_ROMAN: Final = 30


def tell(sheets: list[Sheet]) -> list[Note]:
    """Put a character for each glyph that has none, and note on which pages.

    TrueType fonts mostly keep the order of glyphs of the Macintosh: ASCII first,
    then the upper half of Mac OS Roman, which Microsoft's fonts lack one of
    (Apple, TrueType Reference Manual, table `post`). Any other is U+FFFD.
    """
    count, pages = 0, []
    for sheet in sheets:
        for index, word in enumerate(sheet.words):
            if not word.text.isascii() and (found := len(_PRIVATE.findall(word.text))):
                count += found
                pages.append(sheet.number)
                sheet.words[index] = word._replace(text=_PRIVATE.sub(_character, word.text))
    if not count:
        return []
    where = ", ".join(map(str, dict.fromkeys(pages)))
    message = f"{count} characters have no code in the file and were told from their place in the font; pages {where}."
    return [Note(kind="characters without code", message=message)]


def _character(match: re.Match[str]) -> str:
    glyph = ord(match[0]) - UNMAPPED
    if glyph in _ASCII:
        return chr(glyph + _BEFORE_ASCII)
    if glyph in _ROMAN or glyph in _LATER:
        return bytes([glyph + _BEFORE_ROMAN + (glyph in _LATER)]).decode("mac_roman")
    return "\ufffd"
