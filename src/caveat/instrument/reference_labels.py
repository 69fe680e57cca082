"""Lists of numbers after a word for a place: `2, 3 and 5`, `2 to 11 and 14 (1) (b)`, `(a) or (b)`, `1.b to 1.d`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from caveat.instrument.reference_patterns import Patterns
from caveat.language.numerals import letter_value, roman

_LOWER_FROM: Final = 3
"""The first level whose places have small letters for numbers."""

_BACK: Final = 80


class Label(NamedTuple):
    """One number as printed, from the outermost part to the innermost: `14 (1) (b)` has three."""

    parts: tuple[str, ...]
    bare: bool
    start: int
    end: int


class Joint(NamedTuple):
    """What joins two numbers: where it ends, and whether it makes a range."""

    ranges: bool
    end: int


class Labels:
    """Reads numbers in one text. `marks` are the offsets at which numbered units begin: a mark is no citation."""

    def __init__(self, text: str, view: str, marks: set[int], patterns: Patterns) -> None:
        self.text = text
        self.view = view
        self.marks = marks
        self.patterns = patterns
        self.ordinals = patterns.words.ordinals
        self.behind_levels = frozenset(patterns.words.behind_levels)

    def first(self, offset: int, level: int) -> Label | None:
        """The number at an offset, directly after a word for a place of a level."""
        if offset in self.marks or not self.patterns.start.match(self.view, offset):
            return None
        if match := self.patterns.number.match(self.view, offset):
            return None if self.patterns.measure.match(self.view, match.end()) else self._label(offset, match)
        match = (
            self._upper(offset)
            or self._ordinal(offset, level)
            or (level < _LOWER_FROM and self.patterns.spelled.match(self.view, offset))
            or (level >= _LOWER_FROM and self._lower(offset))
            or self.patterns.misprint.match(self.view, offset)
        )
        return self._label(offset, match)

    def following(self, offset: int, level: int) -> Label | None:
        """The number at an offset, after another one and a joint."""
        if offset in self.marks:
            return None
        match = self.patterns.number.match(self.view, offset)
        if match and self.patterns.count.match(self.view, match.end()):
            return None
        return self._label(offset, match or self._upper(offset) or self._ordinal(offset, level) or self._lower(offset))

    def joint(self, offset: int) -> Joint | None:
        """A comma, "and", "to" or the like, within one paragraph of text."""
        match = self.patterns.joint.match(self.view, offset)
        if match is None or match[0].strip() in ("", ".") or "\n\n" in self.text[offset : match.end()]:
            return None
        return Joint(bool(match["range"] or match["dash"]), match.end())

    def _upper(self, offset: int) -> re.Match[str] | None:
        """A capital letter or roman numeral: IV, A."""
        match = self.patterns.letters.match(self.view, offset)
        return match if match and self.text[offset].isupper() and self.text[match.end() - 1].isupper() else None

    def _ordinal(self, offset: int, level: int) -> re.Match[str] | None:
        return self.patterns.ordinal_behind.match(self.view, offset) if level in self.behind_levels else None

    def _lower(self, offset: int) -> re.Match[str] | None:
        """A small letter or numeral, with or without a bracket after it."""
        match = self.patterns.half.match(self.view, offset)
        return match if match and not self._closes(offset) else self.patterns.small.match(self.view, offset)

    def _closes(self, offset: int) -> bool:
        """Whether a bracket is open at an offset, which the next one closes."""
        start = max(offset - _BACK, 0)
        return self.view.rfind("(", start, offset) > self.view.rfind(")", start, offset)

    def _label(self, offset: int, match: re.Match[str] | None) -> Label | None:
        parts = [self._printed(match["num"])] if match else []
        end = match.end() if match else offset
        while (part := self.patterns.part.match(self.view, end)) and self._is_part(part, bool(parts)):
            parts.append(part[part.lastgroup or 0])
            end = part.end()
        return Label(tuple(parts), match is not None, offset, end) if parts else None

    def _printed(self, number: str) -> str:
        return str(self.ordinals.get(number, number))

    def _is_part(self, part: re.Match[str], after_number: bool) -> bool:
        kind = part.lastgroup or ""
        start = part.start(kind)
        mark = part.end() - len(part[0].lstrip())
        if mark in self.marks or start in self.marks or (kind != "round" and not after_number):
            return False
        printed = self.text[start : part.end(kind)]
        name = len(printed) == 2 and printed.isalpha() and printed.isupper() and roman(printed.lower()) is None
        return not (kind == "round" and name)


def grafted(before: tuple[str, ...], parts: tuple[str, ...], bare: bool) -> tuple[str, ...]:
    """The full number that a later one in a list stands for: after `14 (1) (b)`, `(c)` is `14 (1) (c)`."""
    if bare and parts[0][0].isdigit():
        return parts
    for depth in range(len(before) - 1, -1, -1):
        if _goes_on(before[depth], parts[0]):
            return (*before[:depth], *parts)
    return parts


def _goes_on(before: str, after: str) -> bool:
    """Whether two marks can stand in one list, in this order."""
    if before[0].isdigit() or after[0].isdigit():
        return before[0].isdigit() and after[0].isdigit()
    pairs = ((letter_value(before), letter_value(after)), (roman(before), roman(after)))
    return any(first is not None and last is not None and first < last for first, last in pairs)
