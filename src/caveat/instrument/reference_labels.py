"""Lists of numbers after a word for a place: `2, 3 and 5`, `2 to 11 and 14 (1) (b)`, `(a) or (b)`, `1.b to 1.d`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from caveat.language.numerals import letter_value, roman
from caveat.language.references import ReferenceWords
from caveat.language.structure import Structure, any_of

_LOWER_FROM: Final = 3
"""The first level whose places have small letters for numbers."""


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

    def __init__(self, text: str, view: str, marks: set[int], words: ReferenceWords, structure: Structure) -> None:
        self.text = text
        self.view = view
        self.marks = marks
        suffix = rf"(?:\s?(?:{any_of(list(structure.suffixes))})(?![a-z]))?"
        small = rf"(?:\d{{1,3}}[a-z]{{0,2}}{suffix}|[ivxl]{{1,6}}|[a-z]{{1,2}}{suffix})"
        ends = rf"(?=\s*(?:[.,;:)\]]|$)|\s+(?:{any_of(words.after_letters)})(?![a-z]))"
        self._number = re.compile(rf"\d{{1,4}}(?:[a-z]{{1,2}})?{suffix}(?![\w%/])(?![.,]\d{{3}})")
        self._letters = re.compile(rf"(?:[ivxlcdm]{{1,7}}|[a-z]){suffix}(?![\w'-])")
        self._spelled = re.compile(rf"(?:{any_of(structure.cardinals)})(?![\w-])")
        self._small = re.compile(rf"(?:[ivx]{{1,5}}|[a-z]){suffix}(?![\w'-])(?:(?=\.[ivx])|{ends})")
        self._part = re.compile(
            rf"\s{{0,2}}\(\s?(?P<round>{small})\s?\)|\.(?P<dot>[ivx]{{1,5}}|[a-z]|\d{{1,2}})(?![\w])"
            rf"|\s?(?P<half>[a-z]|[ivx]{{1,4}})\)|\s(?P<loose>(?:[ivx]{{1,5}}|[a-z])(?![\w'-])(?:(?=\.[ivx])|{ends}))"
        )
        self._joint = re.compile(
            rf"\.?\s*,?\s*(?:(?:(?P<range>{any_of(words.ranges)})|{any_of(words.joiners)})(?![a-z])\s*|(?P<dash>-)\s*)?"
        )
        self._measure = re.compile(rf"\s*(?:{any_of(words.measures)})(?![a-z])")

    def first(self, offset: int, level: int) -> Label | None:
        """The number at an offset, directly after a word for a place of a level."""
        if offset in self.marks:
            return None
        match = (
            self._number.match(self.view, offset)
            or self._upper(offset)
            or (level < _LOWER_FROM and self._spelled.match(self.view, offset))
            or (level >= _LOWER_FROM and self._small.match(self.view, offset))
            or None
        )
        return self._label(offset, match)

    def following(self, offset: int) -> Label | None:
        """The number at an offset, after another one and a joint."""
        if offset in self.marks:
            return None
        match = self._number.match(self.view, offset)
        if match and self._measure.match(self.view, match.end()):
            return None
        return self._label(offset, match or self._upper(offset) or self._small.match(self.view, offset))

    def joint(self, offset: int) -> Joint | None:
        """A comma, "and", "to" or the like, within one paragraph of text."""
        match = self._joint.match(self.view, offset)
        if match is None or match[0].strip() in ("", ".") or "\n\n" in self.text[offset : match.end()]:
            return None
        return Joint(bool(match["range"] or match["dash"]), match.end())

    def _upper(self, offset: int) -> re.Match[str] | None:
        """A capital letter or roman numeral: IV, A."""
        match = self._letters.match(self.view, offset)
        return match if match and self.text[offset].isupper() and self.text[match.end() - 1].isupper() else None

    def _label(self, offset: int, match: re.Match[str] | None) -> Label | None:
        parts = [match[0]] if match else []
        end = match.end() if match else offset
        while (part := self._part.match(self.view, end)) and self._is_part(part, bool(parts)):
            parts.append(part[part.lastgroup or 0])
            end = part.end()
        return Label(tuple(parts), match is not None, offset, end) if parts else None

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
