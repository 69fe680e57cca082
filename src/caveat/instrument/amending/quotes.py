"""Quotations in an amending text: old words, and new text of any length, in whatever quotation marks."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from caveat.kernel.folding import fold
from caveat.language.amending import amending_words
from caveat.language.structure import any_of

_OPEN: Final = "“«„"
_CLOSE: Final = "”»"
_MARK: Final = re.compile(r"[“”«»„\"‘’']")
_DOUBLE: Final = re.compile(r"[“”«»„\"]")
_LEADS: Final = re.compile(r"(?:^|[\s(\[—–:\-“\"‘])$")
_LONGEST: Final = 200_000
_AFTER_CLOSE: Final = re.compile(
    r"[.,;:]{0,3}\s*(?:$|\n|(?:and|or|where\w*|for|in|there\w*|substitut\w*|insert\w*|is|are|shall|the|to|with|by|after|before)\b)"
)
HOLE: Final = "\ue000"
"""What stands for every character of a quotation in the text that remains."""


class Quote(NamedTuple):
    """A quotation with its marks, and what they hold; `again` are the marks that open each further paragraph of it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    again: tuple[int, ...] = ()

    def words(self, text: str) -> str:
        """What is quoted, without marks, each line without the blanks around it."""
        pieces, at = [], self.inner_start
        for mark in self.again:
            pieces.append(text[at:mark])
            at = mark + 1
        inner = "".join([*pieces, text[at : self.inner_end]])
        return "\n".join(line.strip() for line in inner.strip().split("\n") if line.strip())


def quotations(text: str) -> list[Quote]:
    """The outermost quotations in order; one that never closes ends with its line."""
    found: list[Quote] = []
    at = 0
    while opening := _next_opening(text, at):
        quote = _quotation(text, opening)
        if quote is None:
            at = opening.end()
            continue
        found.append(quote)
        at = quote.end
    return found


def masked(text: str, quotes: list[Quote]) -> str:
    """The text with a hole of the same length in the place of every quotation."""
    pieces, at = [], 0
    for quote in quotes:
        pieces += [text[at : quote.start], HOLE * (quote.end - quote.start)]
        at = quote.end
    return "".join([*pieces, text[at:]])


def _next_opening(text: str, at: int) -> re.Match[str] | None:
    for match in _MARK.finditer(text, at):
        if _opens(text, match.start()):
            return match
    return None


def _opens(text: str, at: int) -> bool:
    """Whether a mark can open a quotation where it stands."""
    mark = text[at]
    if mark in _OPEN:
        return True
    if mark in _CLOSE or mark == "’":
        return False
    leads = at == 0 or _LEADS.search(text, max(at - 1, 0), at) is not None
    return leads and text[at + 1 : at + 2].strip() != "" if mark in "'‘\"" else False


def _quotation(text: str, opening: re.Match[str]) -> Quote | None:
    mark = opening[0][0]
    if mark in "‘'":
        return _single(text, opening.start(), mark)
    return _double(text, opening.start())


def _single(text: str, start: int, mark: str) -> Quote | None:
    """A quotation in single marks: it ends at the first that is no apostrophe."""
    close = "’" if mark == "‘" else "'"
    at, stop = start + 1, min(len(text), start + _LONGEST)
    depth = 1
    while (at := _nearest(text, close, mark if mark == "‘" else "", at, stop)) >= 0:
        if text[at] == "‘" and close == "’":
            depth += not _begins_line(text, at)
        elif not text[at + 1 : at + 2].isalnum() and _ends_there(text, at):
            depth -= 1
            if depth == 0:
                return _found(text, start, at)
        at += 1
    return None


def _nearest(text: str, one: str, other: str, at: int, stop: int) -> int:
    places = [place for mark in (one, other) if mark and (place := text.find(mark, at, stop)) >= 0]
    return min(places, default=-1)


def _ends_there(text: str, at: int) -> bool:
    """Whether a mark after an s is no apostrophe of a plural: what follows goes on with the instruction."""
    if text[at - 1 : at] != "s" or not text[at + 1 : at + 2].isspace():
        return True
    return _AFTER_CLOSE.match(text, at + 1) is not None


def _double(text: str, start: int) -> Quote | None:
    """A quotation in double marks, with quotations inside, and a mark before each further paragraph."""
    depth, again = 0, []
    for match in _DOUBLE.finditer(text, start, min(len(text), start + _LONGEST)):
        at = match.start()
        if _is_opening(text, at, depth):
            if depth and _begins_line(text, at) and _continues(text, at):
                again.append(at)
            else:
                depth += 1
        else:
            depth -= 1
            if depth <= 0:
                return _found(text, start, at, tuple(again))
    end = text.find("\n", start)
    return _found(text, start, end if end >= 0 else len(text), closed=False)


def _is_opening(text: str, at: int, depth: int) -> bool:
    mark = text[at]
    if mark in _OPEN:
        return True
    if mark in _CLOSE:
        return False
    return depth == 0 or (
        _LEADS.search(text, max(at - 1, 0), at) is not None and text[at + 1 : at + 2].strip() not in ("", ".", ";", ",")
    )


def _begins_line(text: str, at: int) -> bool:
    line = text.rfind("\n", 0, at) + 1
    return not text[line:at].strip()


def _continues(text: str, at: int) -> bool:
    """Whether a mark at the beginning of a line opens a further paragraph, and not a term that is defined there."""
    end = text.find("\n", at)
    line = fold(text[at + 1 : end if end >= 0 else len(text)])
    if line.lstrip().startswith('"'):
        return True
    close = line.find('"')
    return close < 0 or _defines().match(line, close + 1) is None


@cache
def _defines() -> re.Pattern[str]:
    """What follows a term in quotation marks that is defined."""
    verbs = any_of([*amending_words("en").defining, "include", "includes", "has the", "have the"])
    return re.compile(rf"[^.;\n]{{0,60}}?(?<!\w)(?:{verbs})(?!\w)")


def _found(text: str, start: int, close: int, again: tuple[int, ...] = (), *, closed: bool = True) -> Quote:
    return Quote(start, close + closed, start + 1, close, again)
