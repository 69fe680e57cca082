"""A file becomes canonical text with positions.

What is asked for is imported only then: a process that reads one format needs none of the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caveat.reading.reader import read, read_bytes

__all__ = ["read", "read_bytes"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("caveat.reading.reader"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
