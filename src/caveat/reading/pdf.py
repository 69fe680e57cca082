"""The reader of PDF: starts the process that does the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from caveat.kernel.source import Reading
from caveat.reading.apart import Limits, read_apart

_LIMITS: Final = Limits(seconds=60.0, megabytes=1024)


def read_pdf(data: bytes, name: str, meanwhile: Callable[[], object] | None = None) -> Reading:
    """Read a PDF that has a text layer, in a process of its own; `meanwhile` is done while it works.

    Raises:
        InputError: it is locked, damaged or beyond a bound, a scan, or its text layer cannot be decoded;
            or reading it takes too long or too much memory.
    """
    return read_apart("caveat.reading.pdf_reading:parse", data, name, _LIMITS, meanwhile)
