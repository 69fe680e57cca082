"""The numbers that a browser prints before the items of an ordered list, as HTML and CSS define them."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

_INTEGER: Final = re.compile(r"\s*([+-]?\d{1,6})")
_STYLE: Final = re.compile(
    r"list-style(?:-type)?\s*:[^;]{0,60}?\b(none|decimal|(?:lower|upper)-(?:alpha|latin|roman))\b"
)
_TYPES: Final = {
    "1": "1", "a": "a", "A": "A", "i": "i", "I": "I", "none": "", "decimal": "1",
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_ROMAN: Final = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl",
    10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i",
}  # fmt: skip


class Counter:
    """Counts the items of one `ol` from its `start`, in its `type` or list style."""

    def __init__(self, element: etree._Element) -> None:
        self.following = _integer(element.get("start"), 1)
        self.style = _style(element, "1")

    def number(self, item: etree._Element) -> str | None:
        """The number of the next `li`, which its own `value` may set; None where the list shows none."""
        value = _integer(item.get("value"), self.following)
        self.following = value + 1
        return _print(value, _style(item, self.style)) or None


def _integer(text: str | None, default: int) -> int:
    match = _INTEGER.match(text or "")
    return int(match[1]) if match else default


def _style(element: etree._Element, default: str) -> str:
    match = _STYLE.search((element.get("style") or "").lower())
    return _TYPES.get(match[1] if match else (element.get("type") or "").strip(), default)


def _print(value: int, style: str) -> str:
    if style in ("a", "A") and value > 0:
        text = _letters(value)
    elif style in ("i", "I") and 0 < value < 4000:
        text = _roman(value)
    else:
        text = str(value) if style else ""
    return text.upper() if style.isupper() else text


def _letters(value: int) -> str:
    text = ""
    while value:
        value, place = divmod(value - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN.items():
        count, value = divmod(value, size)
        text += letters * count
    return text
