"""Codes of languages: of two letters (ISO 639-1), as Caveat uses them, and of three, as legal XML does."""

from __future__ import annotations

from typing import Final

THREE_LETTERS: Final = {
    "ar": "ara", "bg": "bul", "bn": "ben", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "et": "est", "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "lt": "lit",
    "lv": "lav", "mt": "mlt", "nl": "nld", "pl": "pol", "pt": "por", "rm": "roh", "ro": "ron", "ru": "rus", "sk": "slk",
    "sl": "slv", "sv": "swe", "sw": "swa", "zh": "zho",
}  # fmt: skip
_BIBLIOGRAPHIC: Final = {"chi": "zh", "cze": "cs", "dut": "nl", "fre": "fr", "ger": "de", "gre": "el", "rum": "ro"}
_TWO_LETTERS: Final = {code: short for short, code in THREE_LETTERS.items()} | _BIBLIOGRAPHIC


def two_letters(code: str) -> str | None:
    """The code of two letters for a language tag such as `eng`, `fre` or `en-GB`, or None where it is not known."""
    tag = code.strip().lower().replace("_", "-").partition("-")[0]
    return tag if tag in THREE_LETTERS else _TWO_LETTERS.get(tag)
