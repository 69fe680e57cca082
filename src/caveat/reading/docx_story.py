"""One walk over a story of a Word document: its paragraphs in reading order, as one view shows them.

A paragraph whose mark is not shown in the view runs on into the next, and the
joint paragraph is what the last mark says (ECMA-376, part 1, 17.13.5.15). Text
boxes follow the paragraph that they hang on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Literal, NamedTuple

from lxml import etree

from caveat.reading.docx_document import Document
from caveat.reading.docx_fields import COUNTED, Opened, fields, kind_of
from caveat.reading.docx_layout import Format, Layout, format_of, label_of, laid_out
from caveat.reading.docx_names import MC, A, M, W
from caveat.reading.docx_paragraphs import Paragraph, Piece, Sign, apart
from caveat.reading.docx_revisions import UNCHANGED, Change, author
from caveat.reading.docx_styles import Style
from caveat.reading.docx_symbols import symbol
from caveat.reading.docx_tables import Table, continues

Kind = Literal["text", "footnote", "endnote", "comment", "furniture"]

_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS: Final = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u00ad": None})
_COMMENTS: Final[dict[str, Literal["opens", "closes", "point"]]] = {
    f"{W}commentRangeStart": "opens", f"{W}commentRangeEnd": "closes", f"{W}commentReference": "point",
}  # fmt: skip
_UNREAD: Final = {
    f"{W}altChunk": "embedded document",
    f"{W}subDoc": "linked document",
    f"{W}object": "embedded object",
    f"{A}blip": "picture",
    "{urn:schemas-microsoft-com:vml}imagedata": "picture",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagram",
}
_SKIPPED: Final = {
    *(W + name for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "sectPr", "trPr", "tcPr", "rubyPr",
        "smartTagPr", "customXmlPr", "instrText", "delInstrText", "ffData",
    )),
    f"{M}ctrlPr",
    f"{M}rPr",
}  # fmt: skip


class _State(NamedTuple):
    """What holds for text at one point: who changed it, why no view shows it, and how it is set."""

    change: Change = UNCHANGED
    why: str = ""
    style: Style = Style()
    format: Format = Format()


class Story:
    """Reads elements of one part, one after the other, with counters of lists that run through all of them."""

    def __init__(self, document: Document, root: etree._Element, kind: Kind = "text") -> None:
        self._document = document
        self._kind = kind
        self._fields = fields(root)
        self._opened = Opened()
        self._counters = document.counters()
        self._state = _State()
        self._paragraphs: list[Paragraph] = []
        self._open: Paragraph | None = None
        self._layout = Layout()
        self._boxes: list[tuple[etree._Element, _State]] = []
        self._tables: list[Table] = []
        self._signs: list[Piece | Sign] = []
        self._ranges: set[str] = set()
        self._others: dict[Kind, Story] = {}

    def read(self, element: etree._Element) -> list[Paragraph]:
        """The paragraphs of an element."""
        self._paragraphs = []
        self._children(element)
        self._flush()
        return self._paragraphs

    def _children(self, element: etree._Element) -> None:
        for child in element:
            handler = _HANDLERS.get(child.tag)
            if handler:
                handler(self, child)
            elif child.tag not in _SKIPPED:
                self._children(child)

    @contextmanager
    def _within(self, state: _State) -> Iterator[None]:
        outer, self._state = self._state, state
        yield
        self._state = outer

    def _hidden(self) -> str:
        """Why the view does not show what stands here, empty where it does."""
        vanish = "hidden text" if self._state.format.vanish else ""
        return self._state.change.hidden(self._document.view) or self._state.why or vanish

    # Paragraphs

    def paragraph(self, element: etree._Element) -> None:
        """A paragraph; one whose mark the view does not show stays open."""
        properties = element.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        self._layout = layout = laid_out(self._document, properties)
        self._begun()
        with self._within(self._state._replace(style=layout.style)):
            self._children(element)
        change = self._state.change.within(mark)
        self._document.tally.count(change)
        self._layout = layout
        if not change.hidden(self._document.view):
            self._close()

    def _begun(self) -> Paragraph:
        if self._open is None:
            self._open = Paragraph(pieces=self._signs)
            self._signs = []
        return self._open

    def _flush(self) -> None:
        """End a paragraph that was left open, where its container ends or a table begins."""
        if self._open is None:
            return
        if self._open.is_shown():
            self._close()
        else:
            self._open.gone = True
            self._append(self._open)

    def _close(self) -> None:
        paragraph, layout = self._begun(), self._layout
        shown = paragraph.is_shown()
        paragraph.after = "\n" if layout.vanish else ""
        paragraph.gone = layout.vanish and not shown
        if not paragraph.gone and (shown or not layout.section):
            label = label_of(self._document, layout, self._counters)
            paragraph.label, paragraph.depth = label or (paragraph.label, paragraph.depth)
        paragraph.level = layout.level
        paragraph.titled = layout.style.name == "title"
        paragraph.listed |= layout.style.is_contents
        if layout.section:
            self._document.end_section()
        self._append(paragraph)

    def _append(self, paragraph: Paragraph) -> None:
        """Put a paragraph, then the text boxes that hang on it, which count lists for themselves."""
        self._open = None
        self._paragraphs.append(paragraph)
        boxes, self._boxes = self._boxes, []
        for box, state in boxes:
            outer = self._counters, self._opened, self._tables
            self._counters, self._opened, self._tables = self._document.counters(), Opened(), []
            with self._within(state):
                self._children(box)
                self._flush()
            self._counters, self._opened, self._tables = outer

    def box(self, element: etree._Element) -> None:
        """A text box, which comes after the paragraph."""
        self._boxes.append((element, self._state))

    # Tables

    def table(self, element: etree._Element) -> None:
        """A table, by rows or by columns."""
        self._flush()
        outer, self._paragraphs = self._paragraphs, []
        self._tables.append(Table())
        self._children(element)
        self._flush()
        self._paragraphs = [*outer, *self._tables.pop().paragraphs(), *self._paragraphs]

    def row(self, element: etree._Element) -> None:
        """A row, which may have been inserted or deleted."""
        properties = element.find(f"{W}trPr")
        if self._tables:
            self._tables[-1].begin_row(properties)
        with self._within(self._state._replace(change=self._state.change.within(properties))):
            self._children(element)

    def cell(self, element: etree._Element) -> None:
        """A cell; what one that is merged into another holds is not shown."""
        properties = element.find(f"{W}tcPr")
        state = self._state._replace(change=self._state.change.within(properties))
        outer, self._paragraphs = self._paragraphs, []
        with self._within(state._replace(why="merged cell") if continues(properties) else state):
            self._children(element)
            self._flush()
        if self._tables:
            self._tables[-1].add(self._paragraphs, properties)
            self._paragraphs = outer
        else:
            self._paragraphs = [*outer, *self._paragraphs]

    # Text

    def run(self, element: etree._Element) -> None:
        """A run: text of one format."""
        shape = format_of(self._document, self._state.style, element.find(f"{W}rPr"))
        with self._within(self._state._replace(format=shape)):
            self._children(element)

    def text(self, element: etree._Element) -> None:
        """Words; blanks at their ends count only where the file says so."""
        text = element.text or ""
        self._put((text if element.get(_PRESERVE) == "preserve" else text.strip(" \t\r\n")).translate(_BLANKS))

    def symbol(self, element: etree._Element) -> None:
        """A character by its place in a font."""
        self._put(symbol(element.get(f"{W}font") or "", element.get(f"{W}char") or ""))

    def _put(self, text: str) -> None:
        if not text:
            return
        paragraph, state = self._begun(), self._state
        if state.format.raised and text[0].isdigit() and paragraph.ends_in_word():
            text = f" {text}"
        if self._document.view == "raw" and paragraph.is_replaced_by(text, state.change):
            text = f" {text}"
        code = "field code" if self._opened.coding else ""
        paragraph.pieces.append(Piece(text, self._hidden() or code, state.change, state.format.bold))
        paragraph.listed |= self._opened.listing > 0
        self._document.tally.count(state.change)

    def aside(self, element: etree._Element) -> None:
        """The small text over the words that it reads out."""
        with self._within(self._state._replace(why="ruby")):
            self._children(element)

    # Fields, changes and alternatives

    def field_mark(self, element: etree._Element) -> None:
        """The beginning of a field, of its result, or its end."""
        mark = self._fields.get(element)
        if mark is None:
            return
        if mark.role == "begin":
            self._opened.begin(mark.kind, in_code=True)
            self._count_field(mark.kind)
        else:
            kind = self._opened.end()
            if mark.role == "separate":
                self._opened.begin(kind, in_code=False)

    def simple_field(self, element: etree._Element) -> None:
        """A field that is one element, whose content is its result."""
        kind = kind_of(element.get(f"{W}instr") or "")
        self._count_field(kind)
        self._opened.begin(kind, in_code=False)
        self._children(element)
        self._opened.end()

    def _count_field(self, kind: str) -> None:
        if kind in COUNTED:
            self._document.skipped[f"number by a {kind} field"] += 1

    def changed(self, element: etree._Element) -> None:
        """What was inserted, deleted or moved."""
        with self._within(self._state._replace(change=self._state.change.by(element))):
            self._children(element)

    def alternative(self, element: etree._Element) -> None:
        """The first choice of content that is given twice, unless only the other has text."""
        branches = [*element.findall(f"{MC}Choice")[:1], *element.findall(f"{MC}Fallback")[:1]]
        told = (branch for branch in branches if next(branch.iter(f"{W}t", f"{W}delText"), None) is not None)
        chosen = next(told, branches[0] if branches else None)
        if chosen is not None:
            self._children(chosen)

    def unread(self, element: etree._Element) -> None:
        """What is no text of this file."""
        self._document.skipped[_UNREAD[str(element.tag)]] += 1

    # Notes and comments

    def note(self, element: etree._Element) -> None:
        """The mark of a footnote or endnote, and the note itself."""
        if self._kind != "text":
            return
        kind: Kind = "endnote" if element.tag == f"{W}endnoteReference" else "footnote"
        hidden, own = self._hidden(), ""
        if not self._state.why and element.get(f"{W}customMarkFollows", "0").lower() in ("1", "true", "on"):
            own = "".join(sibling.text or "" for sibling in element.itersiblings(f"{W}t")).strip()
            self._state = self._state._replace(why=f"{kind} mark")
        mark = own or ("" if hidden else self._document.next_note(kind))
        paragraph = self._begun()
        if not hidden:
            paragraph.pieces.append(Sign("anchor", mark))
        body = self._document.note(kind, element.get(f"{W}id"))
        if body is not None:
            paragraph.aside += apart(self._other(kind, body).read(body), hidden or f"{kind} {mark}".strip())

    def comment(self, element: etree._Element) -> None:
        """Where a commented stretch begins or ends, or the mark of a comment."""
        if self._kind == "comment":
            return
        identifier, kind = element.get(f"{W}id") or "", _COMMENTS[str(element.tag)]
        if kind == "opens" and self._open is None:
            self._signs.append(Sign(kind, identifier))
        elif kind != "point" or identifier not in self._ranges:
            self._here().pieces.append(Sign(kind, identifier))
        self._ranges.add(identifier)
        body = None if kind == "opens" else self._document.comment(identifier)
        if body is not None:
            self._here().aside += apart(self._other("comment", body).read(body), f"comment by {author(body)}")

    def _here(self) -> Paragraph:
        return self._open or (self._paragraphs[-1] if self._paragraphs else self._begun())

    def _other(self, kind: Kind, element: etree._Element) -> Story:
        if kind not in self._others:
            self._others[kind] = Story(self._document, element.getroottree().getroot(), kind)
        return self._others[kind]


def _fixed(text: str) -> Callable[[Story, etree._Element], None]:
    return lambda story, _: story._put(text)


_HANDLERS: Final[dict[str, Callable[[Story, etree._Element], None]]] = {
    f"{W}p": Story.paragraph,
    f"{W}r": Story.run,
    f"{W}t": Story.text,
    f"{W}delText": Story.text,
    f"{M}t": Story.text,
    f"{W}tab": _fixed("\t"),
    f"{W}ptab": _fixed("\t"),
    f"{W}br": _fixed("\n"),
    f"{W}cr": _fixed("\n"),
    f"{W}noBreakHyphen": _fixed("\u2011"),
    f"{W}sym": Story.symbol,
    f"{W}tbl": Story.table,
    f"{W}tr": Story.row,
    f"{W}tc": Story.cell,
    f"{W}txbxContent": Story.box,
    f"{W}fldChar": Story.field_mark,
    f"{W}fldSimple": Story.simple_field,
    f"{MC}AlternateContent": Story.alternative,
    f"{W}rt": Story.aside,
    f"{W}footnoteReference": Story.note,
    f"{W}endnoteReference": Story.note,
    **dict.fromkeys((W + name for name in ("ins", "del", "moveFrom", "moveTo")), Story.changed),
    **dict.fromkeys(_COMMENTS, Story.comment),
    **dict.fromkeys(_UNREAD, Story.unread),
}
