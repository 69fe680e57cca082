"""Characters of the fonts Symbol and Wingdings, which files name by their place in the font."""

from __future__ import annotations

from typing import Final

_PRIVATE: Final = 0xF000
_SYMBOL: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | {
    "\xa2": "′", "\xa3": "≤", "\xa5": "∞", "\xab": "↔", "\xac": "←", "\xad": "↑", "\xae": "→", "\xaf": "↓",
    "\xb0": "°", "\xb1": "±", "\xb2": "″", "\xb3": "≥", "\xb4": "×", "\xb7": "•", "\xb8": "÷", "\xb9": "≠",
    "\xba": "≡", "\xbb": "≈", "\xbc": "…", "\xd2": "®", "\xd3": "©", "\xd4": "™", "\xe2": "®", "\xe3": "©",
    "\xe4": "™", "\x2d": "−",
}  # fmt: skip
_WINGDINGS: Final = {
    "\x6c": "●", "\x6e": "■", "\x6f": "□", "\x71": "❑", "\x72": "❒", "\x76": "❖", "\x77": "◆", "\x9f": "•",
    "\xa7": "▪", "\xa8": "◻", "\xd8": "➢", "\xdf": "←", "\xe0": "→", "\xe1": "↑", "\xe2": "↓", "\xf0": "⇨",
    "\xfb": "✗", "\xfc": "✓", "\xfd": "☒", "\xfe": "☑",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """The character at a place of a font, given in hexadecimal; a square where the font's sign is not known."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    name = font.lower()
    known = _WINGDINGS if name.startswith("wingdings") else _SYMBOL if name.startswith("symbol") else {}
    private = _PRIVATE <= place <= _PRIVATE + 0xFF
    sign = chr(place - _PRIVATE) if private else chr(place) if 0x20 <= place < 0xD800 else "□"
    return known.get(sign, "□" if name.startswith(("wingdings", "webdings")) or ord(sign) < 0x20 else sign)
