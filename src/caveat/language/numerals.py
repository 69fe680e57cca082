"""Numbers as legal texts print them: `12`, `12A`, `3 bis`, `IV`, `Three`, `ante 58`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from caveat.language.structure import Structure, any_of, structure

_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN: Final = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_BEFORE: Final = 0.5
_HAN_DIGITS: Final = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
HAN: Final = "".join([*_HAN_DIGITS, *_HAN_UNITS])
"""The characters with which Chinese writes whole numbers."""


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


def han(text: str) -> int | None:
    """The value of a Chinese numeral such as 二十三 or 一百零五, or None where it is none."""
    total, digit = 0, None
    for character in text:
        if character in _HAN_UNITS:
            total += (1 if digit is None else digit) * _HAN_UNITS[character]
            digit = None
        elif character in _HAN_DIGITS:
            digit = (digit or 0) * 10 + _HAN_DIGITS[character]
        else:
            return None
    return total + (digit or 0) or None


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


_HAN_NUMBER: Final = rf"(?P<num>\d{{1,4}}|[{HAN}]{{1,8}})(?P<suf>(?!))?(?P<let>(?!))?(?P<pre>(?!))?(?P<post>(?!))?"


def number_before(prefix: str, words: list[str]) -> str:
    """A regular expression for a number between a prefix and a word, as in 第三条; groups as in `number_pattern`."""
    return rf"{prefix}\s?{_HAN_NUMBER}\s?(?P<word>{any_of(words)})"


def number_after(words: list[str]) -> str:
    """A regular expression for a word with or without a Chinese numeral after it, as in 附件一."""
    return rf"(?P<word>{any_of(words)})\s?(?:{_HAN_NUMBER})?"


def read_number(match: re.Match[str], words: Structure) -> Number | None:
    """The number that a match of `number_pattern` found, or None where its letters are no numeral."""
    raw = match["num"]
    value = _value(raw, words)
    if value is None:
        return None
    suffix = match["suf"]
    rank = suffix_rank(suffix, words) if suffix else float(_letters(match["let"]))
    printed = _as_printed(raw, words)
    printed += f" {suffix}" if suffix else (match["let"] or "").upper()
    if match["pre"] or match["post"]:
        rank -= _BEFORE
        printed = f"{match['pre']} {printed}" if match["pre"] else f"{printed} {match['post']}"
    return Number(value, rank, printed)


def plain(printed: str, words: Structure) -> str:
    """A number in words or in another script as its value in digits; roman numerals and letters as they are."""
    spelled = printed.lower() in (*words.cardinals, *words.ordinals) or (printed[:1] and printed[0] in HAN)
    value = _value(printed.lower(), words) if spelled else int(printed) if printed.isdecimal() else None
    return printed if value is None else str(value)


def suffix_rank(suffix: str, words: Structure) -> float:
    """Where a suffix such as bis stands; the Latin ones are known in every language."""
    return float(words.suffixes.get(suffix) or structure("en").suffixes[suffix])


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
    return han(raw) if raw[0] in HAN else roman(raw)


def _digits(raw: str) -> str:
    """Files that were scanned have the letters l and O for the digits 1 and 0."""
    return raw.replace("l", "1").replace("o", "0")


def _letters(letters: str | None) -> float:
    if not letters:
        return 0.0
    return float(sum((ord(letter) - ord("a") + 1) / 100**place for place, letter in enumerate(letters)))
