"""What a legal text is once it has been read: the shapes of `caveat outline`.

Offsets are in code points into the canonical text, end-exclusive, and
`text[start:end]` is what every shape quotes. The field names are those of the
published JSON Schemas.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

InstrumentKind = Literal["treaty", "statute", "bill", "resolution", "other"]
UnitKind = Literal[
    "preamble", "recital", "part", "title", "chapter", "section", "article", "paragraph",
    "subparagraph", "point", "item", "definition", "tail", "annex", "conclusions",
]  # fmt: skip
MarkType = Literal["bracket", "placeholder", "option", "agreed", "footnote", "comment", "insertion", "deletion"]
Joined = Literal["and", "or", "and/or", "none"]
QualificationKind = Literal["proviso", "exception", "condition", "subject-to", "notwithstanding", "without-prejudice"]
QualificationScope = Literal["sentence", "item", "list", "unit"]
Span = tuple[int, int]


class Shape(Struct, frozen=True):
    """An immutable, serialisable record."""


class Instrument(Shape, frozen=True, kw_only=True):
    """What the text is, and which file it came from."""

    title: str
    symbol: str | None = None
    date: str | None = None
    kind: InstrumentKind
    language: str
    format: str
    sha256: str
    pages: int | None = None
    part: str | None = None


class Unit(Shape, frozen=True, kw_only=True):
    """One place in the legal tree.

    `start..end` covers number, heading, own text and children; `head_end` is
    where number and heading end. `number` is as printed, without brackets.
    For a file with pages, `page` is the one it begins on, counted from 1, and
    `boxes` has for each page it stands on the page and the left, top, right and
    bottom of its rectangle, in points from the top left corner.
    """

    eid: str
    kind: UnitKind
    number: str | None
    citation: str
    heading: str | None
    start: int
    end: int
    head_end: int
    page: int | None = None
    parent: str | None = None
    boxes: tuple[tuple[int, float, float, float, float], ...] | None = None


class Qualification(Shape, frozen=True, kw_only=True):
    """Words that limit what a proposition says, such as "unless ..." or "provided that ...".

    Every proposition that it governs lists it. `scope` says why it governs
    them: it stands in their one `sentence`, in their `item` of a list, before
    or after the `list` of which they are items, or it is a sentence of its own
    that governs the whole `unit`. It is not `certain` where the text allows a
    narrower reading.
    """

    kind: QualificationKind
    start: int
    end: int
    scope: QualificationScope
    certain: bool = True


class Proposition(Shape, frozen=True, kw_only=True):
    """A complete sentence put together from chapeau, item and words after the list.

    `joined` is how the item is joined to the others of its list: `none` where
    the list has no such word, null where there is no list. `joined_path` has
    that of every list the proposition goes through, the outermost first.
    """

    id: str
    spans: list[Span]
    eids: list[str]
    joined: Joined | None = None
    joined_path: list[Joined] = []
    qualifications: list[Qualification] = []


class Reference(Shape, frozen=True, kw_only=True):
    """Words that point to another place, and what they point to."""

    start: int
    end: int
    text: str
    targets: list[str] | None
    instrument: str | None = None


class Link(Shape, frozen=True, kw_only=True):
    """A reference with the unit in which it stands."""

    eid: str | None
    citation: str | None
    start: int
    end: int
    text: str
    targets: list[str] | None
    instrument: str | None


class Links(Shape, frozen=True, kw_only=True, rename={"origin": "from", "destination": "to"}):
    """The document of `caveat outline --from --to`: what one place points to, or what points to it.

    `from` and `to` are the eIds of the units asked for, empty where none was named. `links` lead to the units asked
    for or to parts of them, `wider` to what holds them, such as the chapter of an article.
    """

    instrument: Instrument
    origin: list[str]
    destination: list[str]
    links: list[Link]
    wider: list[Link]


class Term(Shape, frozen=True, kw_only=True):
    """A defined term, where it is defined, and where it is used."""

    term: str
    eid: str
    start: int
    end: int
    uses: list[Span]


class Undefined(Shape, frozen=True, kw_only=True):
    """Words with a capital that are used as a defined term is, and that the text does not define.

    `start`, `end` and `eid` are those of the first use. `established` is the unit
    that says that what they name is to exist, if one does.
    """

    term: str
    eid: str
    start: int
    end: int
    uses: list[Span]
    established: str | None = None


class Mark(Shape, frozen=True, kw_only=True):
    """A mark of negotiation over text that stays as it is.

    `depth` counts the marks of its type that it stands in. `group` names the
    set of alternatives an option belongs to, the note or comment, or who made a
    change. A bracket that is never closed ends with its own paragraph, and one
    that only closes covers itself; neither is `closed`. `by` says who wants
    what is bracketed, `wish` what is wanted, as in "[State A: delete]".
    """

    id: str
    type: MarkType
    start: int
    end: int
    depth: int
    group: str | None
    closed: bool
    by: str | None = None
    wish: str | None = None


class Removed(Shape, frozen=True, kw_only=True):
    """Words of the file that are not in the canonical text, and why."""

    reason: str
    page: int | None = None
    text: str


class Part(Shape, frozen=True, kw_only=True):
    """One of several instruments, or languages, in one file."""

    id: str
    title: str
    language: str
    tokens: int
    selected: bool


class Note(Shape, frozen=True, kw_only=True):
    """Something about the file that a reader must know, such as doubled text or a gap in the numbers."""

    kind: str
    message: str
    eid: str | None = None
    start: int | None = None
    end: int | None = None


class Coverage(Shape, frozen=True, kw_only=True):
    """What of the file stands where: nothing is lost."""

    parts: list[Part]
    unplaced: list[Span]
    removed: list[Removed]
    tokens: int
    notes: list[Note]


class Outline(Shape, frozen=True, kw_only=True):
    """The document of `caveat outline`: an instrument with its tree."""

    instrument: Instrument
    text: str
    units: list[Unit]
    propositions: list[Proposition]
    references: list[Reference]
    terms: list[Term]
    undefined: list[Undefined] = []
    marks: list[Mark]
    coverage: Coverage
