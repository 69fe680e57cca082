"""The boxes of many characters of a page at once.

The declared functions of the binding convert each argument anew; asked tens of
thousands of times, that takes longer than the answers. Here one function is
declared with plain addresses, and the answers stand in one block of memory.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from typing import Any

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

_SIDES = 4


def loose_boxes(text: Any, indices: Sequence[int]) -> list[float]:
    """Left, top, right and bottom of each character, from ascent to descent of its font, in the page's own system.

    All four are 0 for a character that has no box.
    """
    sides = (ctypes.c_float * (_SIDES * len(indices)))()
    start, size = ctypes.addressof(sides), ctypes.sizeof(ctypes.c_float) * _SIDES
    page, ask = ctypes.cast(text, ctypes.c_void_p).value, _loose_box()
    for index, place in zip(indices, range(start, start + size * len(indices), size), strict=True):
        ask(page, index, place)
    return sides[:]


@cache
def _loose_box() -> Any:
    assert [name for name, _ in pdfium.FS_RECTF._fields_] == ["left", "top", "right", "bottom"]
    address = ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(address)
