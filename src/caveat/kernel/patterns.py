"""Compiled patterns as plain data, so that they can be kept from one run to the next.

CPython compiles a pattern in Python. For the hundreds that a review needs this takes longer than all searching with
them. What a pattern compiles to is a list of numbers, which means the same to the very interpreter that made it and
to no other: hence `MAKER`. There is no public way to it; where the private one is not as expected, nothing is lost:
`packed` gives nothing, and `unpacked` compiles.
"""

from __future__ import annotations

import re
import sys
from array import array
from typing import Any, Final

MAKER: Final = f"{sys.implementation.cache_tag}-{sys.hexversion:x}"
"""The interpreter, in a form that can be part of a file name."""

Packed = list[Any]
"""Flags, code as bytes, number of groups, and names of groups by number."""


def packed(pattern: str) -> Packed:
    """What a pattern compiles to; empty where that cannot be told.

    Raises:
        re.error: the pattern is not valid.
    """
    compiled = re.compile(pattern)
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(pattern, 0)
        code = array("I", _compiler._code(parsed, 0)).tobytes()
        names = dict(parsed.state.groupdict)
    except (ImportError, AttributeError, TypeError, OverflowError):
        return []
    return [compiled.flags, code, parsed.state.groups - 1, names]


def unpacked(pattern: str, given: Packed | None) -> re.Pattern[str]:
    """The compiled pattern, from what it was packed to where that can be used.

    Raises:
        re.error: the pattern is not valid.
    """
    if not given:
        return re.compile(pattern)
    try:
        import _sre  # type: ignore[import-not-found]

        flags, code, groups, names = given
        by_number = [None, *[None] * groups]
        for name, number in names.items():
            by_number[number] = name
        found: re.Pattern[str] = _sre.compile(
            pattern, flags, array("I", code).tolist(), groups, names, tuple(by_number)
        )
        return found
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError, IndexError):
        return re.compile(pattern)
