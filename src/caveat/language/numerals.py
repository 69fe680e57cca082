"""Numbers as legal texts print them: `12`, `12A`, `3 bis`, `IV`, `Three`, `ante 58`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from caveat.language.structure import Structure, any_of

_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN: Final = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_BEFORE: Final = 0.5


class Number(NamedTuple):
    """A number in a sequence: its value, where it stands among insertions after that value, and its spelling.

    `rank` is 0 for a plain number, 1 for A, 2 for B or bis, and so on; half a
    step less for one that stands before (`ante`).
    """

    value: int
    rank: float
    printed: str

    @property
    def key(self) -> tuple[int, float]:
        """What orders numbers."""
        return self.value, self.rank

    def follows(self, other: Number) -> bool:
        """Whether this number comes directly after another in an unbroken sequence."""
        if self.value == other.value:
            return other.rank < self.rank <= max(other.rank, 1) + 1
        return self.value == other.value + 1 and self.rank <= 0


def roman(text: str) -> int | None:
    """The value of a roman numeral in lower case, or None where it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def letter_value(text: str) -> int | None:
    """a is 1, z is 26, aa is 27, bb is 28; None for anything else."""
    if not text.isascii() or not text.isalpha() or len(set(text)) != 1 or len(text) > 3:
        return None
    return ord(text[0]) - ord("a") + 1 + 26 * (len(text) - 1)


def number_pattern(words: Structure) -> str:
    """A regular expression, over the folded view, for a number; groups `num`, `suf`, `let`, `pre`, `post`."""
    before, suffixes = any_of(words.before), any_of(list(words.suffixes))
    spelled = any_of([*words.cardinals, *words.ordinals])
    return (
        rf"(?:(?P<pre>{before})\s+)?"
        rf"(?P<num>\d{{1,4}}(?![\dlo])|\d[\dlo]{{1,3}}(?![a-z])|(?:{spelled})(?!\w)|[ivxlcdm]{{1,8}}(?![a-ik-z]))"
        rf"(?:\s?\.?(?P<suf>(?:{suffixes})(?![a-z]))|(?P<let>[a-z]{{1,4}}(?!\w)))?"
        rf"(?:\s+(?P<post>{before})(?!\w))?"
    )


def read_number(match: re.Match[str], words: Structure) -> Number | None:
    """The number that a match of `number_pattern` found, or None where its letters are no numeral."""
    raw = match["num"]
    value = _value(raw, words)
    if value is None:
        return None
    suffix = match["suf"]
    rank = float(words.suffixes[suffix]) if suffix else float(_letters(match["let"]))
    printed = _as_printed(raw, words)
    printed += f" {suffix}" if suffix else (match["let"] or "").upper()
    if match["pre"] or match["post"]:
        rank -= _BEFORE
        printed = f"{match['pre']} {printed}" if match["pre"] else f"{printed} {match['post']}"
    return Number(value, rank, printed)


def _as_printed(raw: str, words: Structure) -> str:
    if raw[0].isdigit() or raw == "l":
        return _digits(raw)
    return raw.capitalize() if raw in words.cardinals or raw in words.ordinals else raw.upper()


def _value(raw: str, words: Structure) -> int | None:
    if raw[0].isdigit() or raw == "l":
        return int(_digits(raw))
    for series in (words.cardinals, words.ordinals):
        if raw in series:
            return series.index(raw) + 1
    return roman(raw)


def _digits(raw: str) -> str:
    """Files that were scanned have the letters l and O for the digits 1 and 0."""
    return raw.replace("l", "1").replace("o", "0")


def _letters(letters: str | None) -> float:
    if not letters:
        return 0.0
    return float(sum((ord(letter) - ord("a") + 1) / 100**place for place, letter in enumerate(letters)))
