"""Whether a text layer can be read at all: scans have none, and some fonts do not say which letters they show.

A damaged text layer is told from a healthy one in any script by what no
orthography does: letters of two scripts in one word, words without any common
letter of their alphabet, codes that stand for no character, words without vowels.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Note
from caveat.reading.pdf_shapes import Sheet

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_EAST_ASIAN: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "YI"})
_NO_SCRIPT: Final = frozenset({"MODIFIER", "FULLWIDTH", "HALFWIDTH", "MICRO", "FEMININE", "MASCULINE", "SUPERSCRIPT"})
_VOWELS: Final = frozenset("aeiouy")
_COMMON: Final = frozenset("aeinorst")
_ABSURD: Final = 0.08
_UNSOUNDABLE: Final = 0.08
_RECOGNISE: Final = "Run it through text recognition (OCR), or get the text in another format."
_ENOUGH: Final = 200
_FEW: Final = 40
_COVERING: Final = 0.4
_HALF: Final = 0.5


def refuse_illegible(sheets: list[Sheet], name: str) -> list[Note]:
    """Refuse pages without a text layer, or with one that cannot be decoded; notes on single pages without text.

    Raises:
        InputError: most pages are pictures, or the letters of the text layer are not those that are seen.
    """
    empty = [sheet for sheet in sheets if sum(len(word.text) for word in sheet.words) < _FEW]
    pictured = [sheet for sheet in empty if sheet.pictures > _COVERING]
    if len(pictured) > _HALF * len(sheets):
        raise InputError("it is a scan: its pages are pictures without a text layer", where=name, remedy=_RECOGNISE)
    if not any(sheet.words for sheet in sheets):
        raise InputError("it has no text layer", where=name, remedy=_RECOGNISE)
    share = absurd_share(Counter(word.text for sheet in sheets for word in sheet.words))
    if share > _ABSURD:
        raise InputError(
            "its text layer cannot be decoded: the fonts do not say which characters they show",
            where=name,
            remedy=_RECOGNISE,
        )
    pages = ", ".join(str(sheet.number) for sheet in pictured)
    message = f"Pages that are pictures and were not read: {pages}."
    return [Note(kind="pages without text", message=message)] if pages else []


def absurd_share(words: Counter[str]) -> float:
    """The share of characters that cannot be what is printed, from 0 to 1; words with how often each occurs."""
    total = absurd = 0
    for word, count in words.items():
        size = sum(map(str.isalnum, word)) + 2 * sum(map(_no_character, word))
        total += size * count
        absurd += _absurd(word) * count
    if total < _ENOUGH:
        return 0.0
    return max(absurd, _unsoundable(words)) / total


def _absurd(word: str) -> int:
    """How many characters of a word cannot be what is printed."""
    if word.isascii() and word.isprintable():
        return 0
    return sum(map(_no_character, word)) + sum(len(run) for run in _WORD.findall(word) if _is_absurd(run))


@cache
def _no_character(character: str) -> bool:
    """Whether a code stands for nothing that can be printed: unassigned, control, private, replacement."""
    return character == "\ufffd" or unicodedata.category(character) in ("Cn", "Cc", "Co", "Cs")


@cache
def _is_absurd(run: str) -> bool:
    """Whether no orthography writes letters so: of two scripts, or without any common letter of the alphabet."""
    scripts = Counter(_script(letter) for letter in run)
    scripts.pop("", 0)
    eastern = sum(scripts[script] for script in _EAST_ASIAN)
    others = [script for script in scripts if script not in _EAST_ASIAN and script != "LATIN"]
    if len(others) > 1 or (others and (eastern or scripts["LATIN"])):
        return True
    if scripts["LATIN"] >= 3 and not eastern:
        return not any(letter.isascii() for letter in run)
    return False


@cache
def _script(letter: str) -> str:
    """The script of a letter, by its name; "" for marks and letters of no script."""
    if unicodedata.category(letter) in ("Mn", "Mc", "Lm"):
        return ""
    script = unicodedata.name(letter, "").split(" ")[0]
    return "" if script in _NO_SCRIPT else script


def _unsoundable(words: Counter[str]) -> float:
    """How many letters stand in longer Latin words without a vowel, or in any, where no language spells so.

    In every language written in Latin letters at least four of the eight
    commonest letters are among the eight of `_COMMON`, and few words have no vowel.
    """
    letters: Counter[str] = Counter()
    checked = mute = size = 0
    for word, count in words.items():
        for run in _WORD.findall(word):
            if len(run) >= 4 and run[0] < "\u0250":
                plain = run.lower() if run.isascii() else unicodedata.normalize("NFD", run).lower()
                checked += count
                size += count * len(run)
                mute += count * _VOWELS.isdisjoint(plain)
                letters.update(dict.fromkeys(plain, count))
    if checked < _FEW:
        return 0.0
    usual = {letter for letter, _ in letters.most_common(8)} & _COMMON
    share = 1.0 if len(usual) < 4 else mute / checked
    return share * size if share > _UNSOUNDABLE else 0.0
