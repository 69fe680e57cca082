"""Which quotation mark closes which. Each mark of a text is looked at once, however many are never closed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from typing import Final

from caveat.kernel.folding import fold
from caveat.language.amending import amending_words
from caveat.language.structure import any_of

OPEN: Final = "“«„"
CLOSE: Final = "”»"
LEADS: Final = re.compile(r"(?:^|[\s(\[—–:\-“\"‘])$")
_DOUBLE: Final = re.compile(r"[“”«»„\"]")
_CURLED: Final = re.compile(r"[‘’]")
_FIRST: Final = re.compile(r"^[^\S\n]*([“«„\"‘])", re.MULTILINE)
_LONGEST: Final = 200_000
_AFTER_CLOSE: Final = re.compile(
    r"[.,;:]{0,3}\s*(?:$|\n|(?:and|or|where\w*|for|in|there\w*|substitut\w*|insert\w*|is|are|shall|the|to|with|by|after|before)\b)"
)


class Closers:
    """The marks that close, each by how many quotations are still open after it."""

    def __init__(self) -> None:
        self._offsets: list[int] = []
        self._depths: list[int] = []
        self._closing: dict[int, list[int]] = {}

    def step(self, offset: int, by: int) -> None:
        """Enter the next mark: one that opens (1), that closes (-1), or neither."""
        depth = (self._depths[-1] if self._depths else 0) + by
        self._offsets.append(offset)
        self._depths.append(depth)
        if by < 0:
            self._closing.setdefault(depth, []).append(offset)

    def of(self, start: int) -> int | None:
        """Where a quotation closes that a mark at `start` opens; none goes on for longer than the bound."""
        place = bisect_right(self._offsets, start) - 1
        closing = self._closing.get((self._depths[place] if place >= 0 else 0) - 1, [])
        nearest = bisect_right(closing, start)
        found = nearest < len(closing) and closing[nearest] < start + _LONGEST
        return closing[nearest] if found else None


class Marks:
    """The quotation marks of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._firsts = {match.start(1) for match in _FIRST.finditer(text)}

    @cached_property
    def curled(self) -> Closers:
        """Curled single marks: a quotation ends at one that is no apostrophe."""
        closers = Closers()
        for match in _CURLED.finditer(self._text):
            at = match.start()
            if match[0] == "‘":
                closers.step(at, int(at not in self._firsts))
            elif _closes(self._text, at):
                closers.step(at, -1)
        return closers

    @cached_property
    def straight(self) -> Closers:
        """Straight single marks: the first closes that is no apostrophe."""
        closers = Closers()
        at = -1
        while (at := self._text.find("'", at + 1)) >= 0:
            if _closes(self._text, at):
                closers.step(at, -1)
        return closers

    @cached_property
    def double(self) -> Closers:
        """Double marks, with quotations inside quotations."""
        closers = Closers()
        again = set(self.again)
        for match in _DOUBLE.finditer(self._text):
            opens = 0 if match.start() in again else 1
            closers.step(match.start(), opens if _opens_inside(self._text, match.start()) else -1)
        return closers

    @cached_property
    def again(self) -> list[int]:
        """The double marks that open a further paragraph of what is quoted."""
        firsts = sorted(at for at in self._firsts if self._text[at] != "‘")
        return [at for at in firsts if _opens_inside(self._text, at) and _continues(self._text, at)]


def _closes(text: str, at: int) -> bool:
    """Whether a single mark is no apostrophe; after the s of a plural, what follows goes on with the instruction."""
    after = text[at + 1 : at + 2]
    if after.isalnum():
        return False
    return text[at - 1 : at] != "s" or not after.isspace() or _AFTER_CLOSE.match(text, at + 1) is not None


def _opens_inside(text: str, at: int) -> bool:
    """Whether a double mark opens a quotation, where another is open already."""
    mark = text[at]
    if mark in OPEN or mark in CLOSE:
        return mark in OPEN
    leads = LEADS.search(text, max(at - 1, 0), at) is not None
    return leads and text[at + 1 : at + 2].strip() not in ("", ".", ";", ",")


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
