"""An HTML page becomes canonical text: what a browser shows, less what belongs to the site and not to the law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from lxml import etree

from caveat.kernel.bounds import MAX_ELEMENTS
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Removed
from caveat.kernel.source import Hint, Reading
from caveat.reading.changes import Change, hints_of, without_signs
from caveat.reading.html_columns import by_columns
from caveat.reading.html_furniture import reasons
from caveat.reading.html_lines import Line, Page, read_page
from caveat.reading.html_nesting import explicit
from caveat.reading.html_roles import TITLE

_BOLD_LEVEL: Final = 5
_HEADING_LETTERS: Final = 300
_A_WORD: Final = re.compile(r"[^\W\d_]{2}")
_FORBIDDEN: Final = dict.fromkeys(
    [*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"
)


def read_html(data: str, name: str) -> Reading:
    """Read a decoded page: canonical text (one block a line), hints on it, what was left out, and metadata.

    Every word of the page's text nodes is either in the text or in what was
    removed. Metadata holds `title` and `language` where the page states them.
    Raises InputError where tags nest deeper than `MAX_NESTING` or are more than
    `MAX_ELEMENTS`; `name` is the
    file that the error names.
    """
    clean = data.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)
    clean = without_signs(clean)
    if clean.count("<") - clean.count("</") > MAX_ELEMENTS:
        raise InputError("it has too many elements", where=name, remedy="Give the page of a single law or treaty.")
    markup = explicit(clean, name)
    if not markup.strip():
        return Reading("")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(markup.encode(), parser)
    if root is None:
        return Reading("")
    by_columns(root)
    page = read_page(root)
    why = reasons(page)
    text, hints = _canonical(page, why)
    return Reading(text, hints, _removed(page, why), _metadata(root, page))


class _Place(NamedTuple):
    """A line of the canonical text, and where it stands there."""

    line: Line
    start: int
    end: int


def _canonical(page: Page, why: list[str]) -> tuple[str, tuple[Hint, ...]]:
    """The lines of the law, one below the other, with what the page's markup says of them."""
    places: dict[int, _Place] = {}
    pieces: list[str] = []
    offset = 0
    for index, line in enumerate(page.lines):
        if why[index]:
            continue
        gap = "" if not pieces else "\n\n" if line.after_blank else "\n"
        start = offset + len(gap)
        offset = start + len(line.text)
        pieces += (gap, line.text)
        places[index] = _Place(line, start, offset)
    kept = list(places.values())
    hints = sorted([*_items(page, places), *_of_lines(kept), *_changes(kept)], key=lambda hint: hint.start)
    return "".join(pieces), tuple(hints)


def _changes(places: list[_Place]) -> list[Hint]:
    """What is shown as inserted or deleted."""
    return hints_of(
        [
            Change(place.start + start, place.start + end, sign)
            for place in places
            for start, end, sign in place.line.changes
        ]
    )


def _items(page: Page, places: dict[int, _Place]) -> Iterator[Hint]:
    for item in page.items:
        kept = [places[index] for index in range(item.start, item.end) if index in places]
        if kept:
            yield Hint(kept[0].start, kept[-1].end, "item", item.level, item.number)


def _of_lines(places: list[_Place]) -> Iterator[Hint]:
    """Notes and headings; what is said of most lines says nothing."""
    bold = sum(_is_bold_heading(place.line) for place in places)
    level = _BOLD_LEVEL if bold * 2 <= len(places) else 0
    notes = sum(place.line.note for place in places) * 5 <= len(places) * 4
    for line, start, end in places:
        if line.note and notes:
            yield Hint(start, end, "footnote")
        elif heading := line.heading or (level if _is_bold_heading(line) else 0):
            yield Hint(start, end, "heading", heading)


def _is_bold_heading(line: Line) -> bool:
    """Whether all of a short line is bold, and it has a word and not only a number or a letter."""
    return line.bold == line.letters <= _HEADING_LETTERS and _A_WORD.search(line.text) is not None


def _removed(page: Page, why: list[str]) -> tuple[Removed, ...]:
    """What was left out, neighbouring lines of one reason together."""
    lines = zip(why, page.lines, strict=True)
    return tuple(
        Removed(reason=reason, text="\n".join(line.text for _, line in group))
        for reason, group in groupby(lines, key=lambda pair: pair[0])
        if reason
    )


def _metadata(root: etree._Element, page: Page) -> dict[str, str]:
    title = next((line.text for line in page.lines if line.sink == TITLE), "")
    language = (root.get("lang") or root.get("xml:lang") or "").strip()
    return {key: value for key, value in (("title", title), ("language", language)) if value}
