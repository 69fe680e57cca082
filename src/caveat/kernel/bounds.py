"""How much of a stranger's file Caveat is willing to take."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 16 * 1024 * 1024
"""Size of a file in bytes. The longest multilateral treaties and criminal codes stay under 2 MB of text."""

MAX_LINE_CHARS: Final = 4_000_000
"""Length of one line in code points."""

MAX_NESTING: Final = 400
"""Depth of nested tags in a marked-up file, or of nested brackets in a text."""

MAX_UNITS: Final = 200_000
"""Number of units (articles, paragraphs, items) in one instrument."""

MAX_PAGES: Final = 2_000
"""Number of pages of a PDF."""

MAX_PAGE_CHARS: Final = 100_000
"""Number of characters on one page of a PDF; a page of law holds 2,000 to 8,000."""

MAX_PDF_CHARS: Final = 8_000_000
"""Number of characters on all pages of a PDF."""

MAX_PAGE_OBJECTS: Final = 200_000
"""Number of pieces, such as words, lines and pictures, that one page of a PDF is drawn of."""

MAX_PAGE_POINTS: Final = 20_000
"""Width or height of a page of a PDF in points; the format itself ends at 14,400."""
