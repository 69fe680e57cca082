"""Changes that a file shows in its type: struck through, or as its own marks for inserted and deleted words.

While a line is put together, signs that no text has stand around what is changed;
they are taken out again when the line is complete, and leave only offsets.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from caveat.kernel.source import Hint, HintKind

INSERTED: Final = ("\ufdd0", "\ufdd1")
DELETED: Final = ("\ufdd2", "\ufdd3")
UNDERLINED: Final = ("\ufdd4", "\ufdd5")
"""Underlined words are inserted where others are struck through; elsewhere they are only underlined."""

ANCHOR: Final = "\ufdd6"
"""Where a note is anchored."""

_SIGNS: Final = re.compile("[\ufdd0-\ufdd6]")
_KINDS: Final[dict[str, HintKind]] = {INSERTED[0]: "insertion", DELETED[0]: "deletion", UNDERLINED[0]: "insertion"}
_CLOSING: Final = dict((INSERTED, DELETED, UNDERLINED))


class Change(NamedTuple):
    """A changed stretch of a line, or where a note is anchored, and by which sign."""

    start: int
    end: int
    sign: str


def without_signs(text: str) -> str:
    """A text of a file without the signs, should a hostile file have any."""
    return _SIGNS.sub("\ufffd", text)


def taken_out(line: str) -> tuple[str, list[Change]]:
    """A line without signs, and what they stood around; a sign without its other one is none."""
    if not _SIGNS.search(line):
        return line, []
    pieces: list[str] = []
    changes: list[Change] = []
    anchors: list[Change] = []
    opened: dict[str, int] = {}
    length = 0
    for piece in re.split(f"({_SIGNS.pattern})", line):
        if piece in _CLOSING:
            opened.setdefault(piece, length)
        elif piece == ANCHOR:
            at = length - (len(pieces[-1]) - len(pieces[-1].rstrip()) if pieces else 0)
            anchors.append(Change(at, at, ANCHOR))
        elif _SIGNS.fullmatch(piece):
            sign = next(opening for opening, closing in _CLOSING.items() if closing == piece)
            changes += [Change(opened.pop(sign), length, sign)] if sign in opened else []
        else:
            kept = piece.lstrip(" ") if pieces and pieces[-1].endswith(" ") and piece.startswith(" ") else piece
            pieces += [kept] if kept else []
            length += len(kept)
    text = "".join(pieces)
    trimmed = [_trimmed(text, change) for change in _joined(changes)]
    return text, sorted([*anchors, *(change for change in trimmed if change.start < change.end)])


def _trimmed(text: str, change: Change) -> Change:
    words = text[change.start : change.end]
    return Change(change.end - len(words.lstrip()), change.start + len(words.rstrip()), change.sign)


def _joined(changes: list[Change]) -> list[Change]:
    found: list[Change] = []
    for change in sorted(changes):
        if found and found[-1].sign == change.sign and change.start <= found[-1].end + 1:
            found[-1] = found[-1]._replace(end=max(found[-1].end, change.end))
        else:
            found.append(change)
    return found


def hints_of(changes: list[Change]) -> list[Hint]:
    """The hints for changes of a whole file, with what is only underlined left out."""
    struck = any(change.sign == DELETED[0] for change in changes)
    return [
        Hint(change.start, change.end, _KINDS[change.sign])
        for change in changes
        if change.sign in _KINDS and (struck or change.sign != UNDERLINED[0])
    ]
