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

MAX_ARCHIVE_ENTRIES: Final = 5_000
"""Number of files in an archive. A long Word document with many pictures has some hundreds."""

MAX_EXPANDED_BYTES: Final = 512 * 1024 * 1024
"""Size in bytes that an archive says its files have together; what is not text is never expanded."""

MAX_EXPANSION: Final = 200
"""How many times as large as the archive its files may be, where they are larger than one file may be."""

MAX_XML_BYTES: Final = 32 * 1024 * 1024
"""Size in bytes of the markup that is read of one archive."""

MAX_XML_TAGS: Final = 1_000_000
"""Number of tags in all the markup that is read of one archive; a paragraph of a Word document has ten to forty."""

MAX_XML_DEPTH: Final = 256
"""Depth of elements in XML. Tables and text boxes in one another take about ten levels each."""

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

MAX_INSTRUCTIONS: Final = 3_000
"""Number of instructions to amend that are applied: several times those of the longest schedules of amendments."""

MAX_EDITS: Final = 400_000
"""Changes that the instructions of one amending text may make in the text that it amends."""
