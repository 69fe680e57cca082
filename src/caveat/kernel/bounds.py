"""How much of a stranger's file Caveat is willing to take."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 16 * 1024 * 1024
"""Size of a file in bytes. The longest multilateral treaties and criminal codes stay under 2 MB of text."""

MAX_LINE_CHARS: Final = 4_000_000
"""Length of one line in code points."""

MAX_TEXT_CHARS: Final = 6_000_000
"""Length of the canonical text in code points."""

MAX_LINES: Final = 150_000
"""Number of lines with words in the canonical text: some 3,000 printed pages."""

MAX_NESTING: Final = 400
"""Depth of nested tags in a marked-up file, or of nested brackets in a text."""

MAX_ELEMENTS: Final = 400_000
"""Number of elements in a marked-up file."""

MAX_UNITS: Final = 100_000
"""Number of units (articles, paragraphs, items) in one instrument, and of marks that may number one."""

MAX_UNIT_DEPTH: Final = 40
"""Depth of units inside units; what a file nests deeper is text of the unit around it."""
