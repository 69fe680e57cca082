"""An outline as Akoma Ntoso 3.0 (OASIS LegalDocML), for other tools of the law.

Which document type: a statute is an `act` and a bill a `bill`. A treaty is an
`act` named "treaty": the standard has no type of its own for it, keeps `act`
for binding norms in a hierarchy of provisions, and a treaty is that. A
resolution is a `statement`, the type for formal expressions of the will of a
body, as the guidelines for documents of the United Nations have it. Anything
else is a `doc`, which promises nothing.

Every unit is one element that bears its eId, and every word stands in it once
and in order. A unit's own text is `content`; with subdivisions it is `intro`
before them and `wrapUp` after them. Annexes are attachments. Text that no unit
holds is the preface where it comes first, and a container named "unplaced"
elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Final
from xml.sax.saxutils import quoteattr

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Instrument, Outline, Unit

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_DOCUMENTS: Final = {
    "statute": ("act", "act"), "bill": ("bill", "bill"), "treaty": ("act", "treaty"),
    "resolution": ("statement", "resolution"), "other": ("doc", "other"),
}  # fmt: skip
_ELEMENTS: Final = {
    "art": "article", "sec": "section", "rule": "rule", "cl": "clause", "part": "part", "title": "title",
    "chp": "chapter", "book": "book", "dvs": "division", "para": "paragraph", "subpara": "subparagraph",
    "subsec": "subsection", "point": "point", "list": "list", "indent": "indent", "alinea": "alinea",
    "subpart": "subpart", "subchp": "subchapter", "subtitle": "subtitle", "subrule": "subrule", "subcl": "subclause",
}  # fmt: skip
"""Hierarchical elements by the prefix of an eId; units with any other are an `hcontainer`."""
_NAMES: Final = {"reg": "regulation", "prn": "principle", "wrapup": "wrapUp"}
_LANGUAGES: Final = {
    "ar": "ara", "bn": "ben", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "id": "ind", "it": "ita",
    "nl": "nld", "pt": "por", "ru": "rus", "zh": "zho",
}  # fmt: skip
_NO_DATE: Final = "1970-01-01"
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_FORBIDDEN: Final = (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_ESCAPES: Final = {**dict.fromkeys(_FORBIDDEN, "\ufffd"), ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


def to_akn(outline: Outline) -> str:
    """The outline as an Akoma Ntoso 3.0 document, valid against the OASIS schema.

    The same outline gives the same document: no time of writing is in it. A
    character that XML may not hold is written as U+FFFD.
    """
    return _Writer(outline).document()


class _Writer:
    """Writes the text from its start to its end; `cursor` is how far it has come."""

    def __init__(self, outline: Outline) -> None:
        self.instrument, self.text = outline.instrument, outline.text
        self.terms = sorted((term.start, term.end) for term in outline.terms)
        known = {unit.eid for unit in outline.units}
        self.children: defaultdict[str | None, list[Unit]] = defaultdict(list)
        for unit in outline.units:
            self.children[unit.parent if unit.parent in known else None].append(unit)
        self.out: list[str] = []
        self.cursor = 0

    def document(self) -> str:
        """The whole document."""
        tag, name = _DOCUMENTS[self.instrument.kind]
        front, body, conclusions, annexes = _divide(self.children[None])
        self._put(f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}">\n<{tag} name="{name}">')
        self._put(_meta(self.instrument, "main"))
        if self.children[None]:
            self._blocks("preface", self.children[None][0].start)
        if front:
            self._preamble(front)
        self._body("body" if tag in ("act", "bill") else "mainBody", body, conclusions, annexes)
        if conclusions:
            self._conclusions(conclusions, annexes[0].start if annexes else len(self.text))
        if annexes:
            self._attachments(annexes)
        self._put(f"</{tag}>\n</akomaNtoso>")
        return "".join(self.out)

    def _body(self, tag: str, units: list[Unit], conclusions: Unit | None, annexes: list[Unit]) -> None:
        self._put(f"<{tag}>")
        empty = len(self.out)
        for unit in units:
            self._loose(unit.start)
            self._unit(unit, unit.end)
        following = conclusions or (annexes[0] if annexes else None)
        self._loose(following.start if following else len(self.text))
        if len(self.out) == empty:
            self._put('<hcontainer name="empty"/>')
        self._put(f"</{tag}>")

    def _loose(self, until: int, name: str = "unplaced") -> None:
        """Text that is no unit's, in a place where only units may stand."""
        if self._has_words(until):
            self._put(f'<hcontainer name="{name}">')
            self._blocks("content", until)
            self._put("</hcontainer>")

    def _preamble(self, unit: Unit) -> None:
        self._put(f"<preamble{_eid(unit)}>")
        empty = len(self.out)
        recitals = False
        for child in self.children[unit.eid]:
            between = self._has_words(child.start)
            if recitals and (between or child.kind != "recital"):
                self._put("</recitals>")
                recitals = False
            self._paragraphs(child.start)
            if child.kind == "recital" and not recitals:
                self._put("<recitals>")
                recitals = True
            self._block(child, min(child.end, unit.end), "recital" if recitals else "blockContainer")
        if recitals:
            self._put("</recitals>")
        if self.children[unit.eid] and self._has_words(unit.end):
            self._put('<formula name="enactingFormula">')
            self._paragraphs(unit.end)
            self._put("</formula>")
        self._paragraphs(unit.end)
        self._close("preamble", empty)

    def _conclusions(self, unit: Unit, until: int) -> None:
        self._put(f"<conclusions{_eid(unit)}>")
        empty = len(self.out)
        self._mixed(unit, unit.end, self._block)
        self._blocks("container", until, ' name="unplaced"')
        self._close("conclusions", empty)

    def _attachments(self, units: list[Unit]) -> None:
        self._put("<attachments>")
        for unit in units:
            self._remainder(unit.start)
            self._put(f"<attachment{_eid(unit)}>")
            self._head(unit)
            self._put(f'<doc name="{unit.kind}">{_meta(self.instrument, unit.eid)}<mainBody>')
            empty = len(self.out)
            self._mixed(unit, unit.end, self._unit)
            self._close("mainBody", empty)
            self._put("</doc>\n</attachment>")
        self._remainder(len(self.text))
        self._put("</attachments>")

    def _remainder(self, until: int) -> None:
        """Text between annexes or after them, as an attachment of its own."""
        if self._has_words(until):
            self._put(f'<attachment>\n<doc name="unplaced">{_meta(self.instrument, f"unplaced-{until}")}')
            self._blocks("mainBody", until)
            self._put("</doc>\n</attachment>")

    def _unit(self, unit: Unit, end: int) -> None:
        """A unit of the hierarchy; `end` is where it ends inside its parent."""
        tag, name = _element(unit)
        self._put(f"<{tag}{name}{_eid(unit)}>")
        self._head(unit)
        children = self.children[unit.eid]
        if children:
            self._blocks("intro", children[0].start)
        for child in children:
            self._loose(child.start, "text")
            stop = min(child.end, end)
            if child is children[-1] and self._is_wrap_up(child, end):
                self._blocks("wrapUp", stop, _eid(child), always=True)
            else:
                self._unit(child, stop)
        self._blocks("wrapUp" if children else "content", end)
        self._put(f"</{tag}>")

    def _is_wrap_up(self, unit: Unit, end: int) -> bool:
        bare = unit.kind == "tail" and not self.children[unit.eid]
        return bare and not self.text[max(unit.end, self.cursor) : end].strip()

    def _block(self, unit: Unit, end: int, tag: str = "blockContainer") -> None:
        """A unit in a place where only blocks may stand."""
        self._put(f"<{tag}{_eid(unit)}>")
        self._head(unit)
        empty = len(self.out)
        self._mixed(unit, end, self._block)
        self._close(tag, empty)

    def _mixed(self, unit: Unit, end: int, write: Callable[[Unit, int], None]) -> None:
        for child in self.children[unit.eid]:
            self._paragraphs(child.start)
            write(child, min(child.end, end))
        self._paragraphs(end)

    def _close(self, tag: str, empty: int) -> None:
        """End an element that must hold a block: an empty one where nothing was written."""
        if len(self.out) == empty:
            self._put("<p/>")
        self._put(f"</{tag}>")

    def _head(self, unit: Unit) -> None:
        """Number and heading, in the order and with all the words that the text has."""
        start, self.cursor = max(self.cursor, min(unit.start, unit.head_end)), max(self.cursor, unit.head_end)
        for tag, first, last in _head_spans(self.text, start, self.cursor, unit):
            if self.text[first:last].strip():
                self._put(f"<{tag}>{self._inline(first, last)}</{tag}>")

    def _blocks(self, tag: str, until: int, attributes: str = "", *, always: bool = False) -> None:
        """The text up to a place as paragraphs in an element, if there is any."""
        if always or self._has_words(until):
            self._put(f"<{tag}{attributes}>")
            self._paragraphs(until)
            self._put(f"</{tag}>")

    def _has_words(self, until: int) -> bool:
        return bool(self.text[self.cursor : until].strip())

    def _paragraphs(self, until: int) -> None:
        """The text up to a place, one paragraph a line."""
        start = self.cursor
        while start < until:
            end = self.text.find("\n", start, until)
            end = until if end < 0 else end
            if self.text[start:end].strip():
                self._put(f"<p>{self._line(start, end)}</p>")
            start = end + 1
        self.cursor = max(self.cursor, until)

    def _line(self, start: int, end: int) -> str:
        written = self._inline(start, end)
        is_title = not self.children[None] or start < 
        return written

    def _inline(self, start: int, end: int) -> str:
        """A stretch of text, with the terms that it defines marked."""
        pieces = []
        for index in range(bisect_left(self.terms, (start, start)), len(self.terms)):
            first, last = self.terms[index]
            if last > end:
                break
            if first >= start and last > first:
                pieces.append(f"{_escape(self.text[start:first])}<def>{_escape(self.text[first:last])}</def>")
                start = last
        pieces.append(_escape(self.text[start:end]))
        return squeeze("".join(pieces))

    def _put(self, markup: str) -> None:
        self.out.append(markup + "\n")
