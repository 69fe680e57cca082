"""Laying out plain text for a terminal: wrapping, two ends of a line, and colour where it is asked for."""

from __future__ import annotations

import textwrap
from typing import Final

_CODES: Final = {
    "bold": "1",
    "dim": "2",
    "critical": "1;31",
    "major": "31",
    "minor": "33",
    "info": "2",
    "safeguard": "32",
}


class Pen:
    """Writes lines no wider than `width` (columns); escape codes only if `colour`."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width, self._colour = width, colour
        self._lines: list[str] = []

    def line(self, text: str = "", style: str = "") -> None:
        """One line as it is, without wrapping."""
        self._lines.append(self._paint(text, style) if text else "")

    def paragraph(self, text: str, indent: int = 0, hanging: int = 0, style: str = "") -> None:
        """Text wrapped to the width; later lines are indented by `hanging` more columns."""
        first, rest = " " * indent, " " * (indent + hanging)
        room = max(self.width, indent + hanging + 20)
        for piece in textwrap.wrap(text, room, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False):
            self.line(piece, style)

    def ends(self, left: str, right: str, indent: int = 0, style: str = "", right_style: str = "") -> None:
        """Two texts at the two ends of a line; the left one wraps before it meets the right one."""
        room = max(self.width - len(right) - 2, indent + 20)
        head, *rest = textwrap.wrap(left, room, initial_indent=" " * indent, subsequent_indent=" " * (indent + 6)) or [
            ""
        ]
        gap = " " * max(2, self.width - len(head) - len(right))
        self._lines.append(self._paint(head, style) + gap + self._paint(right, right_style) if right else head)
        for piece in rest:
            self.line(piece, style)

    def text(self) -> str:
        """Everything written, with a line break at the end."""
        return "\n".join(self._lines).rstrip("\n") + "\n"

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self._colour and style else text
