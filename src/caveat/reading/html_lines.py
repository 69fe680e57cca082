"""A page as a reader sees it: lines of text in reading order, and which element each run of lines stands in.

Blocks, cells and `<br>` begin a line, inline elements do not, and white space
collapses as in a browser. Text that is never read as law (scripts, buttons)
and notes set into a sentence are lines of their own, after the line that they
interrupt. One walk, without recursion, in time linear in the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree

from caveat.reading.changes import DELETED, INSERTED, UNDERLINED, Change, taken_out
from caveat.reading.html_numbers import Counter
from caveat.reading.html_roles import AKN_UNITS, CONTROL, Role, role_of

_OPENERS: Final = "([{\"'\u201c\u2018\u00ab"
_MARKER: Final = re.compile(r"\W{0,2}(?:\d{1,4}[a-z]?|([a-z])\1?|[ivxlc]{1,7})[.):\]\u2013\u2014]", re.IGNORECASE)
_NOTE_MARK_LETTERS: Final = 8
_HEADING_LETTERS: Final = 300
_CHANGES: Final = {**dict.fromkeys(("del", "s", "strike"), DELETED), "ins": INSERTED, "u": UNDERLINED}
_STRUCK: Final = re.compile(r"text-decoration[^;]{0,40}line-through", re.IGNORECASE)
_STYLE_CHARS, _HREF_CHARS = 400, 100


@dataclass(slots=True)
class Line:
    """One line; `letters`, `bold` and `linked` count characters without white space.

    `sink` says why it is no law; `after_blank` that the page itself, in
    preformatted text, leaves a blank line before it.
    """

    sink: str
    note: bool
    after_blank: bool
    heading: int = 0
    letters: int = 0
    bold: int = 0
    linked: int = 0
    pieces: list[str] = field(default_factory=list)
    text: str = ""
    changes: list[Change] = field(default_factory=list)


class Region(NamedTuple):
    """The lines of one element that may be page furniture or shelter the law."""

    role: Role
    tag: str
    start: int
    end: int


class Item(NamedTuple):
    """The lines of one `li` in an `ol`, its depth, and the number that only the browser would print."""

    start: int
    end: int
    level: int
    number: str | None


@dataclass(slots=True)
class Page:
    """A page read: its lines, the regions in the order in which they end, and list items in reading order."""

    lines: list[Line] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


class State(NamedTuple):
    """What holds for text at one point of the page."""

    sink: str = ""
    heading: int = 0
    bold: bool = False
    link: bool = False
    note: bool = False
    verbatim: bool = False
    change: tuple[str, str] = ("", "")


class _Frame(NamedTuple):
    """An open element: its role, its first line, and what must be restored when it ends.

    `interrupted` is the line that goes on after an inline element whose text
    stands apart; `number` is what an ordered list prints before an item.
    """

    role: Role
    state: State
    start: int
    apart: bool
    interrupted: Line | None
    number: str | None


def read_page(root: etree._Element) -> Page:
    """The lines of a parsed page."""
    walker = _Walker()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            walker.enter(element, str(element.tag))
        else:
            walker.leave(element, str(element.tag))
    page = walker.page
    for line in page.lines:
        line.text, line.changes = taken_out(" ".join("".join(line.pieces).split()))
    items = sorted(page.items, key=lambda item: (item.start, item.level))
    page.items = [_without_printed(item, page.lines[item.start].text) for item in items]
    return page


def _without_printed(item: Item, text: str) -> Item:
    return item._replace(number=None) if _MARKER.match(text) else item


def _role(element: etree._Element, tag: str) -> Role:
    get = element.get
    role = role_of(
        tag,
        get("class") or "",
        get("id") or "",
        (get("role") or "").strip().lower(),
        (get("style") or "")[:_STYLE_CHARS],
        (get("href") or "")[:_HREF_CHARS],
        get("hidden") is not None,
    )
    if role.note and not role.block and _is_mark(element):
        return role._replace(note=False, seam="reference")
    return role


def _change(element: etree._Element, tag: str) -> tuple[str, str] | None:
    """The signs around what an element shows as inserted or deleted."""
    if _STRUCK.search((element.get("style") or "")[:_STYLE_CHARS]):
        return DELETED
    return _CHANGES.get(tag)


def _is_mark(element: etree._Element) -> bool:
    """Whether an inline note is only the mark that points to it."""
    start = "".join(str(text) for text in islice(element.itertext(), _NOTE_MARK_LETTERS))
    return len(start.strip()) <= _NOTE_MARK_LETTERS


class _Walker:
    """The line being written, what holds here, and the elements and lists that are open."""

    def __init__(self) -> None:
        self.page = Page()
        self.line: Line | None = None
        self.state = State()
        self.frames: list[_Frame] = []
        self.counters: list[Counter | None] = []
        self.seam = ""
        self.after_number = False
        self.after_blank = False
        self.units = 0

    def enter(self, element: etree._Element, tag: str) -> None:
        """Begin an element and write the text before its first child."""
        role = _role(element, tag)
        if role.sink == CONTROL and self.state.heading:
            role = Role(seam="reference")
        apart = not role.block and bool(role.sink or role.chrome or (role.note and not self.state.note))
        interrupted = self.line if apart else None
        if apart:
            self.line = None
        elif role.block:
            self._begin_block(tag)
        self.units += role.akn in AKN_UNITS
        number = self._enter_list(element, tag)
        self.frames.append(_Frame(role, self.state, len(self.page.lines), apart, interrupted, number))
        self.state = self._inside(role, _change(element, tag) or self.state.change)
        self.seam = role.seam or self.seam
        self._write(element.text)

    def leave(self, element: etree._Element, tag: str) -> None:
        """End an element and write the text that follows it."""
        frame = self.frames.pop()
        if frame.apart:
            self.line = frame.interrupted
        elif frame.role.seam == "number" or (frame.role.seam and frame.state.note):
            self.after_number = True
        elif frame.role.block:
            self._break()
        self._record(tag, frame)
        self.units -= frame.role.akn in AKN_UNITS
        self.state = frame.state
        self.seam = frame.role.seam or ("reference" if frame.apart else self.seam)
        self._write(element.tail)

    def _begin_block(self, tag: str) -> None:
        """Start a line, unless only a unit's number stands in the present one."""
        if self.after_number and self.line and tag not in ("li", "tr", "td", "th"):
            self.line.pieces.append(" ")
        else:
            self._break()

    def _break(self) -> None:
        self.line = None
        self.after_number = False

    def _inside(self, role: Role, change: tuple[str, str]) -> State:
        outer = self.state
        heading = role.heading or (min(self.units, 6) if role.akn == "heading" else 0)
        return State(
            sink=outer.sink or role.sink,
            heading=heading or outer.heading,
            bold=outer.bold if role.bold is None else role.bold,
            link=outer.link or role.link,
            note=outer.note or role.note,
            verbatim=outer.verbatim or role.verbatim,
            change=change,
        )

    def _enter_list(self, element: etree._Element, tag: str) -> str | None:
        if tag in ("ol", "ul"):
            self.counters.append(Counter(element) if tag == "ol" else None)
        elif tag == "li" and self.counters and self.counters[-1]:
            return self.counters[-1].number(element) or ""
        return None

    def _record(self, tag: str, frame: _Frame) -> None:
        """Note what the lines of an element that ends here have in common."""
        role, start, end = frame.role, frame.start, len(self.page.lines)
        if start < end and frame.number is not None:
            self.page.items.append(Item(start, end, len(self.counters), frame.number or None))
        if start < end and (role.chrome or role.shelter):
            self.page.regions.append(Region(role, tag, start, end))
        if role.titled and start + 1 == end and self.page.lines[start].letters <= _HEADING_LETTERS:
            self.page.lines[start].heading = self.page.lines[start].heading or 5
        if tag in ("ol", "ul"):
            self.counters.pop()

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if not self.state.verbatim:
            self._put(text)
            return
        first, *others = text.split("\n")
        self._put(first)
        for other in others:
            self.after_blank = self.line is None
            self._break()
            self._put(other)

    def _put(self, text: str) -> None:
        letters = sum(map(len, text.split()))
        if not letters:
            if self.line:
                self.line.pieces.append(text)
            return
        state, line = self.state, self.line
        if line is None:
            line = self.line = Line(state.sink, state.note, self.after_blank)
            self.page.lines.append(line)
            self.after_blank = False
        elif self.seam:
            self._sew(line, text)
        self.seam, self.after_number = "", False
        line.pieces += (state.change[0], text, state.change[1])
        line.heading = line.heading or state.heading
        line.letters += letters
        line.bold += letters * state.bold
        line.linked += letters * state.link

    def _sew(self, line: Line, text: str) -> None:
        """Keep a number or a note mark apart from the word that touches it."""
        word, before = text[0].isalnum(), "".join(line.pieces[-2:])[-1:].isalnum()
        if (word and before) or (self.seam == "number" and (word or text[0] in _OPENERS)):
            line.pieces.append(" ")
