"""How much of a stranger's file Caveat is willing to take."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 16 * 1024 * 1024
"""Size of a file in bytes. The longest multilateral treaties and criminal codes stay under 2 MB of text."""

MAX_LINE_CHARS: Final = 4_000_000
"""Length of one line in code points."""

MAX_NESTING: Final = 400
"""Depth of nested tags in a marked-up file, or of nested brackets in a text."""

MAX_ELEMENTS: Final = 500_000
"""Number of elements in a marked-up file."""

MAX_UNITS: Final = 200_000
"""Number of units (articles, paragraphs, items) in one instrument."""
