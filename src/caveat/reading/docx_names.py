"""The names of WordprocessingML (ECMA-376, part 1, clause 17) and how its properties say yes, no and how many."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL: Final = f"{W}val"

_INTEGER: Final = re.compile(r"\s*([+-]?\d{1,9})")
_NO: Final = frozenset({"0", "false", "off", "none"})


def value(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child, or None where the child or its value is missing."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL)


def number(text: str | None) -> int | None:
    """The integer with which a value begins, or None."""
    match = _INTEGER.match(text or "")
    return int(match[1]) if match else None


def switch(parent: etree._Element | None, name: str) -> bool | None:
    """Whether a property is on or off, or None where nothing is said of it."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VAL, "1").lower() not in _NO
