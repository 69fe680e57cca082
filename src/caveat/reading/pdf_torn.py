"""Words that the text layer tears by a blank that nobody sees."""

from __future__ import annotations

import re
from typing import Final

from caveat.reading.pdf_shapes import Sheet

_WORD: Final = re.compile(r"[^\W\d_]+")
_STOP: Final = re.compile(r"[.,;:!?)\]”’»]+$")


def mend(sheets: list[Sheet]) -> None:
    """Glue the halves of torn words: where a blank is doubtful, and the rest of the text has the whole word.

    Marks that end a sentence are glued to what they follow.
    """
    doubtful = [(sheet, index) for sheet in sheets for index in sheet.doubtful]
    if not doubtful:
        return
    known = {word for sheet in sheets for item in sheet.words for word in _WORD.findall(item.text.lower())}
    for sheet, index in doubtful:
        before, word = sheet.words[index - 1], sheet.words[index]
        head, tail = _WORD.findall(before.text.lower()), _WORD.findall(word.text.lower())
        whole = bool(head and tail) and head[-1] + tail[0] in known
        if _STOP.fullmatch(word.text) or whole:
            sheet.words[index] = word._replace(glued=True)
