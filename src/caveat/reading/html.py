"""An HTML page becomes canonical text: what a browser shows, less what belongs to the site and not to the law."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from lxml import etree, html

from caveat.kernel.shapes import Removed
from caveat.kernel.source import Hint
from caveat.reading.html_furniture import reasons
from caveat.reading.html_lines import Line, Page, read_page
from caveat.reading.html_nesting import explicit
from caveat.reading.html_roles import TITLE

_BOLD_LEVEL: Final = 5
_HEADING_LETTERS: Final = 300
_FORBIDDEN: Final = dict.fromkeys(
    [*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"
)


def read_html(data: str, name: str) -> tuple[str, tuple[Hint, ...], tuple[Removed, ...], dict[str, str]]:
    """Read a decoded page: canonical text (one block a line), hints on it, what was left out, and metadata.

    Every word of the page's text nodes is either in the text or in what was
    removed. Metadata holds `title` and `language` where the page states them.
    Raises InputError where tags nest deeper than `MAX_NESTING`; `name` is the
    file that the error names.
    """
    clean = data.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)
    markup = explicit(clean, name)
    if not markup.strip():
        return "", (), (), {}
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(markup.encode(), parser=parser)
    page = read_page(root)
    why = reasons(page)
    text, hints = _canonical(page, why)
    return text, hints, _removed(page, why), _metadata(root, page)


def _canonical(page: Page, why: list[str]) -> tuple[str, tuple[Hint, ...]]:
    """The lines of the law, one below the other, with what the page's markup says of them."""
    starts: list[int] = []
    ends: list[int] = []
    offset = 0
    for line, reason in zip(page.lines, why, strict=True):
        starts.append(offset)
        offset += 0 if reason else len(line.text)
        ends.append(offset)
        offset += 0 if reason else 1
    law = [index for index, reason in enumerate(why) if not reason]
    hints = [*_items(page, why, starts, ends), *_lines(page, law, starts, ends)]
    hints.sort(key=lambda hint: hint.start)
    return "\n".join(page.lines[index].text for index in law), tuple(hints)


def _items(page: Page, why: list[str], starts: list[int], ends: list[int]) -> list[Hint]:
    hints = []
    for item in page.items:
        kept = [index for index in range(item.start, item.end) if not why[index]]
        if kept:
            hints.append(Hint(starts[kept[0]], ends[kept[-1]], "item", item.level, item.number))
    return hints


def _lines(page: Page, law: list[int], starts: list[int], ends: list[int]) -> list[Hint]:
    bold = [index for index in law if _is_bold_heading(page.lines[index])]
    levels = dict.fromkeys(bold if len(bold) * 2 <= len(law) else (), _BOLD_LEVEL)
    hints = []
    for index in law:
        line = page.lines[index]
        level = line.heading or levels.get(index, 0)
        if line.note:
            hints.append(Hint(starts[index], ends[index], "footnote"))
        elif level:
            hints.append(Hint(starts[index], ends[index], "heading", level))
    return hints


def _is_bold_heading(line: Line) -> bool:
    """Whether all of a short line is bold, and it has words and not only a number."""
    return line.bold == line.letters <= _HEADING_LETTERS and any(len(word.strip(".,:;()[]")) > 1 and word[-1:].isalpha() for word in line.text.split())


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
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or "").strip()
    return {key: value for key, value in (("title", title), ("language", language)) if value}
