"""A file once read: canonical text, hints about layout, and what was left out."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from caveat.kernel.shapes import Note, Removed, Span, UnitKind

_TOKEN: Final = re.compile(r"[^\W_]+")
_ASCII_TOKENS: Final = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""Translates what is no letter or digit into blanks: three times as quick as the pattern, for plain ASCII."""

HintKind = Literal["heading", "item", "footnote", "anchor", "comment", "insertion", "deletion"]
Box = tuple[float, float, float, float]
View = Literal["original", "final", "raw"]
"""A text with tracked changes as it was before them, as it is with all of them accepted, or with both."""


class Hint(NamedTuple):
    """What the file's own markup says about a stretch of canonical text.

    A `heading` has the level of the markup (1 to 6); an `item` stands in a
    numbered list of nesting depth `level` and may carry, in `number`, a number
    that the file only implies (an HTML `ol`); a `footnote` is a note set apart
    from the running text.
    """

    start: int
    end: int
    kind: HintKind
    level: int = 0
    number: str | None = None


class Place(NamedTuple):
    """Where on the printed page a stretch of canonical text stands.

    `page` counts from 1; `box` is left, top, right, bottom in points from the
    top left corner of the page.
    """

    start: int
    end: int
    page: int
    box: Box


class Given(NamedTuple):
    """A unit that the file's own markup sets apart, as legal XML does; the text is then not searched for units.

    `number` and `heading` are as printed, with the words and brackets around
    them, or None; `word` is the file's word for such a unit, such as "article"
    or "schedule", where it has one. `parent` is the place of the unit around it
    in the list of all, -1 at the top. Units come in document order, and nest.
    """

    kind: UnitKind
    number: str | None
    heading: str | None
    start: int
    head_end: int
    end: int
    parent: int = -1
    word: str = ""


class Reading(NamedTuple):
    """What a reader of one format makes of a file; see `Source` for the fields."""

    text: str
    hints: tuple[Hint, ...] = ()
    removed: tuple[Removed, ...] = ()
    metadata: dict[str, str] = {}  # noqa: RUF012 - never changed
    pages: int | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()
    given: tuple[Given, ...] = ()
    documents: tuple[Span, ...] = ()


class Source(NamedTuple):
    """Canonical text of one file. `text` has one block of text a line; blank lines carry no meaning.

    `metadata` holds what the file says of itself (title, symbol, date, language),
    lower-case keys; `tokens` counts the words of the file, so that
    tokens = words of `text` + words of `removed`. `places` says line by line, in
    order, where on its `pages` the text stands, for files that have pages; `notes`
    is what a reader of the review must know of the file. `given` are the units,
    where the file marks them, and `documents` the instruments, where it says that
    it holds several.
    """

    name: str
    format: str
    sha256: str
    text: str
    hints: tuple[Hint, ...]
    removed: tuple[Removed, ...]
    metadata: dict[str, str]
    tokens: int
    pages: int | None = None
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()
    given: tuple[Given, ...] = ()
    documents: tuple[Span, ...] = ()


def words(text: str) -> list[str]:
    """The tokens of a text: runs of letters and digits."""
    return _TOKEN.findall(text)


def count_words(text: str) -> int:
    """How many tokens a text has."""
    return len(text.encode().translate(_ASCII_TOKENS).split()) if text.isascii() else len(_TOKEN.findall(text))
