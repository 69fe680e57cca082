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
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from itertools import groupby, pairwise
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from caveat.instrument.given import printed_number
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Instrument, Mark, Outline, Unit
from caveat.language.codes import THREE_LETTERS
from caveat.reading.akn_elements import LARGE

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
_DIVISIONS: Final = ("part", "title", "chapter", "section")
_NAMES: Final = {"reg": "regulation", "prn": "principle", "wrapup": "wrapUp"}
_NO_DATE: Final = "1970-01-01"
_REFERENCES: Final = (
    '<references source="#caveat">\n'
    '<TLCOrganization eId="caveat" href="/akn/ontology/organization/xx/caveat" showAs="Caveat"/>\n'
    '<TLCOrganization eId="author" href="/akn/ontology/organization/xx/author" showAs="Author of the text"/>\n'
    "</references>\n"
)
_LINE_END: Final = re.compile(r"\n")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_FORBIDDEN: Final = (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_REPLACED: Final = dict.fromkeys(_FORBIDDEN, "\ufffd")
_ESCAPES: Final = {**_REPLACED, ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


def to_akn(outline: Outline) -> str:
    """The outline as an Akoma Ntoso 3.0 document, valid against the OASIS schema.

    The same outline gives the same document: no time of writing is in it. A
    character that XML may not hold is written as U+FFFD.
    """
    return _Writer(outline).document()


class _Mark(NamedTuple):
    """Text to be put into an element: where it stands, and the tags around it."""

    start: int
    end: int
    opening: str
    closing: str


class _Inlines:
    """What is marked inside lines: defined terms, insertions, deletions and the anchors of notes, with the notes."""

    def __init__(self, outline: Outline) -> None:
        self._text = outline.text
        notes = {piece.reason: piece.text for piece in reversed(outline.coverage.removed)}
        spans = [_Mark(term.start, term.end, "<def>", "</def>") for term in outline.terms]
        spans += [_Mark(*span, "<def>", "</def>") for unit in outline.units if (span := _defined(outline.text, unit))]
        spans += [change for mark in outline.marks if (change := _change(mark))]
        anchors = {note for mark in outline.marks if (note := _note(mark, notes))}
        self.marks = sorted([*anchors, *_cut(spans, sorted(note.start for note in anchors), outline.text)])
        self.starts = [mark.start for mark in self.marks]
        self.written = 0

    def between(self, start: int, end: int) -> Iterator[_Mark]:
        """The marks in a stretch of a line that are not written yet; of one that goes on after it, its first part."""
        self.written = max(self.written, bisect_left(self.starts, start))
        while self.written < len(self.marks):
            mark = self.marks[self.written]
            if mark.start > end or mark.end > mark.start == end:
                break
            yield mark._replace(end=mark.start + len(self._text[mark.start : min(mark.end, end)].rstrip()))
            if mark.end > end:
                self.marks[self.written] = mark._replace(start=end)
                self.starts[self.written] = end
                break
            self.written += 1


def _cut(spans: list[_Mark], anchors: list[int], text: str) -> Iterator[_Mark]:
    """The outermost spans, cut where a line ends or a note is anchored."""
    last = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < last:
            continue
        last = span.end
        inside = anchors[bisect_left(anchors, span.start) : bisect_left(anchors, span.end)]
        lines = [match.start() for match in _LINE_END.finditer(text, span.start, span.end)]
        for start, end in pairwise(sorted({span.start, *inside, *lines, span.end})):
            if text[start:end].strip():
                yield span._replace(start=start, end=end)


def _change(mark: Mark) -> _Mark | None:
    """The element for a tracked change."""
    if mark.type not in ("insertion", "deletion"):
        return None
    tag = "ins" if mark.type == "insertion" else "del"
    by = f" by={_quote(mark.group)}" if mark.group else ""
    return _Mark(mark.start, mark.end, f"<{tag}{by}>", f"</{tag}>")


def _note(mark: Mark, notes: dict[str, str]) -> _Mark | None:
    """The element for a note, where its words are known."""
    note = notes.get(f"footnote {mark.group}") if mark.type == "footnote" else None
    if note is None:
        return None
    opening = f"<authorialNote marker={_quote(mark.group or '')}>"
    return _Mark(mark.end, mark.end, f"{opening}<p>{squeeze(_escape(note))}</p></authorialNote>", "")


def _defined(text: str, unit: Unit) -> tuple[int, int] | None:
    """Where the term stands that a unit defines."""
    if unit.kind != "definition" or not unit.heading:
        return None
    return _words_at(text, unit.heading, unit.start, unit.end)


def _words_at(text: str, words: str, start: int, end: int) -> tuple[int, int] | None:
    """Where some words stand first as a whole, even if they are broken over lines.

    In scripts without blanks between words, wherever they stand.
    """
    if not words.isascii() and (at := text.find(words, start, end)) >= 0:
        return at, at + len(words)
    at = text.find(words, start, end)
    while at >= 0 and (text[at - 1 : at] + words[0]).isalnum() and at > start:
        at = text.find(words, at + 1, end)
    if at >= 0 and not (words[-1] + text[at + len(words) : at + len(words) + 1]).isalnum():
        return at, at + len(words)
    before, after = r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else ""
    broken = re.compile(before + r"\s+".join(map(re.escape, words.split())) + after).search(text, start, end)
    return broken.span() if broken else None


class _Writer:
    """Writes the text from its start to its end; `cursor` is how far it has come."""

    def __init__(self, outline: Outline) -> None:
        self.instrument, self.text = outline.instrument, outline.text
        self.inlines = _Inlines(outline)
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
        for are_recitals, run in groupby(self.children[unit.eid], key=lambda child: child.kind == "recital"):
            if are_recitals:
                self._recitals(list(run), unit.end)
            else:
                self._mixed(list(run), unit.end, self._block)
        if self.children[unit.eid]:
            self._blocks("formula", unit.end, ' name="enactingFormula"')
        self._paragraphs(unit.end)
        self._close("preamble", empty)

    def _recitals(self, units: list[Unit], end: int) -> None:
        """Recitals one after the other; words between them part them into groups."""
        for index, unit in enumerate(units):
            if index and self._has_words(unit.start):
                self._put("</recitals>")
            if not index or self._has_words(unit.start):
                self._paragraphs(unit.start)
                self._put("<recitals>")
            self._block(unit, min(unit.end, end), "recital")
        self._put("</recitals>")

    def _conclusions(self, unit: Unit, until: int) -> None:
        self._put(f"<conclusions{_eid(unit)}>")
        empty = len(self.out)
        self._mixed(self.children[unit.eid], unit.end, self._block)
        self._paragraphs(unit.end)
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
            self._mixed(self.children[unit.eid], unit.end, self._unit)
            self._paragraphs(unit.end)
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
        kind = f' class="{unit.kind}"' if unit.kind != tag else ""
        self._put(f"<{tag}{kind}{_eid(unit)}>")
        self._head(unit)
        empty = len(self.out)
        self._mixed(self.children[unit.eid], end, self._block)
        self._paragraphs(end)
        self._close(tag, empty)

    def _mixed(self, units: list[Unit], end: int, write: Callable[[Unit, int], None]) -> None:
        """Units with the text before each of them, where both may stand side by side."""
        for unit in units:
            self._paragraphs(unit.start)
            write(unit, min(unit.end, end))

    def _close(self, tag: str, empty: int) -> None:
        """End an element that must hold a block: an empty one where nothing was written."""
        if len(self.out) == empty:
            self._put("<p/>")
        self._put(f"</{tag}>")

    def _head(self, unit: Unit) -> None:
        """Number and heading, in the order and with all the words that the text has."""
        start, self.cursor = max(self.cursor, min(unit.start, unit.head_end)), max(self.cursor, unit.head_end)
        spans = [
            span for span in _head_spans(self.text, start, self.cursor, unit) if self.text[span[1] : span[2]].strip()
        ]
        if unit.number and unit.kind != "recital" and not any(tag == "num" for tag, *_ in spans):
            self._put(f"<num title={_quote(unit.number)}/>")
        for tag, first, last in spans:
            stated = ""
            if tag == "num" and printed_number(self.text[first:last]) != unit.number:
                stated = f" title={_quote(unit.number or '')}"
            self._put(f"<{tag}{stated}>{self._inline(first, last)}</{tag}>")

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
                self._put(f"<p>{self._inline(start, end)}</p>")
            start = end + 1
        self.cursor = max(self.cursor, until)

    def _inline(self, start: int, end: int) -> str:
        """A stretch of text, with what is marked in it."""
        pieces = []
        for mark in self.inlines.between(start, end):
            inside = _escape(self.text[mark.start : mark.end])
            pieces.append(f"{_escape(self.text[start : mark.start])}{mark.opening}{inside}{mark.closing}")
            start = mark.end
        pieces.append(_escape(self.text[start:end]))
        return squeeze("".join(pieces))

    def _put(self, markup: str) -> None:
        self.out.append(markup + "\n")


def _divide(units: list[Unit]) -> tuple[Unit | None, list[Unit], Unit | None, list[Unit]]:
    """The preamble, the body, the conclusions and the annexes; what stands out of this order counts as body."""
    body = list(units)
    front = body.pop(0) if body and body[0].kind == "preamble" else None
    annexes: list[Unit] = []
    while body and body[-1].kind == "annex":
        annexes.insert(0, body.pop())
    conclusions = body.pop() if body and body[-1].kind == "conclusions" else None
    return front, body, conclusions, annexes


def _element(unit: Unit) -> tuple[str, str]:
    """The hierarchical element for a unit, by the prefix of its eId, with a `name` where it must have one."""
    prefix = unit.eid.rpartition("__")[2].partition("_")[0]
    words = unit.citation.rpartition(", ")[2].lower().split()
    wordless = unit.kind == "part" and unit.citation.rpartition(", ")[2] == unit.number
    if prefix in _ELEMENTS and not wordless:
        own = next((word for word in words if word in LARGE), None) if unit.kind in _DIVISIONS else None
        tag = own or _ELEMENTS[prefix]
        return tag, "" if tag == unit.kind else f' class="{unit.kind}"'
    name = _NAMES.get(prefix, unit.kind)
    return "hcontainer", f' name="{name}"' + ("" if name == unit.kind else f' class="{unit.kind}"')


def _eid(unit: Unit) -> str:
    return f" eId={_quote(unit.eid)}"


def _head_spans(text: str, start: int, end: int, unit: Unit) -> list[tuple[str, int, int]]:
    """Where in the head of a unit its number and its heading stand."""
    found = _words_at(text, unit.heading, start, end) if unit.heading else None
    if found is None:
        return [("num", start, end)]
    first, last = found
    if _has_letters(text[last:end]) and not _has_letters(text[start:first]):
        return [("heading", start, last), ("num", last, end)]
    spans = [("num", start, first), ("heading", first, end)]
    if not _has_letters(text[start:first]):
        spans = [("heading", start, end)]
    if _has_letters(text[last:end]):
        spans[-1:] = [("heading", spans[-1][1], last), ("subheading", last, end)]
    return spans


def _has_letters(text: str) -> bool:
    return any(map(str.isalnum, text))


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)


def _meta(instrument: Instrument, component: str) -> str:
    """Identification at the three levels of FRBR that the standard asks for; references only in the main document."""
    subject = instrument.symbol or instrument.title
    slug = _NOT_SLUG.sub("-", subject.lower()).strip("-")[:80] or sha256(subject.encode()).hexdigest()[:16]
    day, language = _day(instrument.date), THREE_LETTERS.get(instrument.language, "und")
    work = f"/akn/xx/{_DOCUMENTS[instrument.kind][0]}/{day}/{slug}"
    expression = f"{work}/{language}@{day}"
    title = f'<FRBRalias value={_quote(instrument.title)} name="title"/>\n'
    number = f"<FRBRnumber value={_quote(instrument.symbol)}/>\n" if instrument.symbol else ""
    levels = (
        _level("FRBRWork", work, component, day, '<FRBRcountry value="xx"/>\n' + number, title),
        _level("FRBRExpression", expression, component, day, f'<FRBRlanguage language="{language}"/>\n'),
        _level("FRBRManifestation", f"{expression}.xml", component, day, '<FRBRformat value="application/akn+xml"/>\n'),
    )
    references = _REFERENCES if component == "main" else ""
    return f'<meta>\n<identification source="#caveat">\n{"".join(levels)}</identification>\n{references}</meta>\n'


def _level(tag: str, uri: str, component: str, day: str, properties: str, alias: str = "") -> str:
    dated = "unknown" if day == _NO_DATE else "date"
    author = "#caveat" if tag == "FRBRManifestation" else "#author"
    return (
        f"<{tag}>\n<FRBRthis value={_quote(f'{uri}/!{component}')}/>\n<FRBRuri value={_quote(uri)}/>\n{alias}"
        f'<FRBRdate date="{day}" name="{dated}"/>\n<FRBRauthor href="{author}"/>\n{properties}</{tag}>\n'
    )


def _day(text: str | None) -> str:
    """The date of the instrument where it is a whole one, else the standard's stand-in."""
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return _NO_DATE


def _quote(text: str) -> str:
    return quoteattr(text.translate(_REPLACED))
