"""One pass over the events of an Akoma Ntoso file: canonical text, what stands where in it, and what stands apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from caveat.kernel.bounds import MAX_ELEMENTS, MAX_NESTING
from caveat.kernel.errors import InputError
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Removed
from caveat.kernel.source import Hint, HintKind
from caveat.reading.akn_apart import Apart
from caveat.reading.akn_elements import (
    APART,
    COLLECTIONS,
    DOCUMENTS,
    INLINE,
    QUOTED,
    REFUSED,
    TERM_BLOCKS,
    UNITS,
)
from caveat.reading.akn_meta import Metadata

_BLANK, _LINE = 1, 2
_HEADS: Final = frozenset({"num", "heading", "subheading"})
_ANCHORS: Final = ("authorialNote", "noteRef")
_CHANGES: Final[dict[str, HintKind]] = {"ins": "insertion", "del": "deletion"}
_TERMS: Final = frozenset({"def", "term"})
_TITLES: Final = frozenset({"docTitle", "shortTitle", "longTitle"})
_WORDED: Final = _HEADS | _TERMS | _TITLES
_RUNS: Final = _WORDED | frozenset(_CHANGES)
_WORD_LETTERS: Final = 3
_LEAD: Final = 4
_LONGEST: Final = 4000


class Run:
    """A stretch of text: `start` is None until a first word stands in it."""

    __slots__ = ("end", "start")

    def __init__(self) -> None:
        self.start: int | None = None
        self.end = 0


class Raw(Run):
    """An element that may be a unit, with the head and the defined term that were found in it."""

    __slots__ = ("attributes", "head_end", "heading", "name", "number", "parent", "term")

    def __init__(self, name: str, attributes: Mapping[str, str], parent: int) -> None:
        super().__init__()
        self.name, self.attributes, self.parent = name, attributes, parent
        self.number: str | None = None
        self.heading: str | None = None
        self.term: str | None = None
        self.head_end = 0


class _Frame(NamedTuple):
    """An open element: the run of text in it where it matters, and the unit around its content."""

    name: str
    attributes: Mapping[str, str]
    run: Run | None
    unit: int


class Walker:
    """Takes the events of a parser (the interface that lxml calls a parser target); no tree is built."""

    def __init__(self, name: str) -> None:
        self.file = name
        self.pieces: list[str] = []
        self.length = 0
        self.raws: list[Raw] = []
        self.hints: list[Hint] = []
        self.documents: list[Run] = []
        self.metadata = Metadata()
        self.apart = Apart()
        self._frames: list[_Frame] = []
        self._waiting: list[Run] = []
        self._meta = self._quoted = self._elements = 0
        self._gap, self._soft = 0, False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        name = tag.rpartition("}")[2]
        self._bound()
        if self.apart.open:
            self.apart.enter(_gap(name))
            self._frames.append(_Frame(name, attributes, None, -1))
            return
        if name in _ANCHORS and not self._meta:
            unit = self._frames[-1].unit if self._frames else -1
            self._frames.append(_Frame(name, attributes, None, unit))
            self.hints.append(Hint(self.length, self.length, "anchor", 0, self.apart.begin(name, attributes)))
            return
        self._frames.append(self._frame(name, attributes))
        if name in APART:
            self.apart.begin(name, attributes)

    def end(self, tag: str) -> None:
        """End the innermost element."""
        frame = self._frames.pop()
        if self.apart.open:
            self.apart.leave(_gap(frame.name))
            return
        if self._meta:
            self.metadata.words.append(" ")
        self._meta -= frame.name == "meta"
        self._quoted -= frame.name in QUOTED
        if frame.run is not None:
            self._close(frame, frame.run)
        elif frame.name not in INLINE:
            self._break()

    def data(self, text: str) -> None:
        """Add text, with its white space as a reader sees it."""
        if self.apart.open:
            self.apart.add(text)
        elif self._meta:
            self.metadata.words.append(text)
        else:
            self._put(text)

    def close(self) -> Walker:
        """The file has ended."""
        return self

    def removed(self) -> list[Removed]:
        """The words that stand apart from the text, with what they are."""
        words = squeeze("".join(self.metadata.words))
        return [*([Removed(reason="metadata", text=words)] if words else []), *self.apart.removed()]

    def text(self) -> str:
        """The canonical text."""
        return "".join(self.pieces)

    def _bound(self) -> None:
        self._elements += 1
        if len(self._frames) >= MAX_NESTING or self._elements > MAX_ELEMENTS:
            much = "deeply nested" if self._elements <= MAX_ELEMENTS else "many"
            raise InputError(f"it has too {much} elements", where=self.file, remedy="Give the text of a law or treaty.")

    def _frame(self, name: str, attributes: Mapping[str, str]) -> _Frame:
        unit = self._frames[-1].unit if self._frames else -1
        if name == "meta" or self._meta:
            self._in_meta(name, attributes)
            return _Frame(name, attributes, None, unit)
        if len(self._frames) == 1:
            self._document(name, attributes)
        run, unit = self._run(name, attributes, unit)
        if run is not None and run.start is None:
            self._waiting.append(run)
        self._quoted += name in QUOTED
        return _Frame(name, attributes, run, unit)

    def _in_meta(self, name: str, attributes: Mapping[str, str]) -> None:
        self._meta += name == "meta"
        self.metadata.words.append(" ")
        self.metadata.see(name, attributes)

    def _document(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in REFUSED:
            raise InputError(
                f"this is {REFUSED[name]}, not a law or treaty", where=self.file, remedy="Give an act, bill or treaty."
            )
        if name != "components":
            self.metadata.document(name, attributes)

    def _run(self, name: str, attributes: Mapping[str, str], unit: int) -> tuple[Run | None, int]:
        """The run of text that an element opens, and the unit around what stands in it."""
        if unit < 0 and self._begins_document(name):
            self._break()
            self.documents.append(Run())
            return self.documents[-1], -1
        if not self._quoted and (name in UNITS or (name in TERM_BLOCKS and _defines(attributes))):
            self._break()
            return self._unit(name, attributes, unit)
        if name in _HEADS and self._begins_unit():
            self._soft = False
        if name not in INLINE:
            self._break()
        return (Run() if name in _RUNS else None), unit

    def _begins_unit(self) -> bool:
        """Whether the innermost element is a unit without a word so far: its head begins a line."""
        run = self._frames[-1].run
        return isinstance(run, Raw) and run.start is None

    def _begins_document(self, name: str) -> bool:
        """Whether an element is one of the documents of a collection."""
        if self.metadata.type not in COLLECTIONS:
            return False
        return name == "component" or (name in DOCUMENTS and self._frames[-1].name == "collectionBody")

    def _unit(self, name: str, attributes: Mapping[str, str], unit: int) -> tuple[Raw, int]:
        """A new unit; a preamble goes on where the preface before it has begun."""
        goes_on = name == "preamble" and self.raws and not self.metadata.ours
        if goes_on and self.raws[-1].name == "preface" and self.raws[-1].parent == unit:
            return self.raws[-1], len(self.raws) - 1
        self.raws.append(Raw(name, attributes, unit))
        return self.raws[-1], len(self.raws) - 1

    def _close(self, frame: _Frame, run: Run) -> None:
        """What the words of an element that has ended are for."""
        if self._waiting and self._waiting[-1] is run:
            self._waiting.pop()
        run.end = self.length
        name, words = frame.name, self._words(run) if frame.name in _WORDED else ""
        if name in _HEADS:
            self._head(frame, words)
        elif run.start is not None and name in _CHANGES:
            self.hints.append(Hint(run.start, run.end, _CHANGES[name], 0, frame.attributes.get("by")))
        elif words and name in _TERMS:
            self._term(frame, run, words)
        elif words and name in _TITLES:
            self.metadata.titles.setdefault(name, words)
        if name not in INLINE:
            self._break()

    def _head(self, frame: _Frame, words: str) -> None:
        """Keep a number or heading for the unit in which it stands directly."""
        above = self._frames[-1]
        if not isinstance(above.run, Raw):
            return
        raw = above.run
        raw.head_end = self.length
        if frame.name == "num":
            stated = frame.attributes.get("title")
            raw.number = raw.number or (stated if stated is not None else words)
            self._soft = not _has_word(words)
        elif words:
            raw.heading = raw.heading or words

    def _term(self, frame: _Frame, run: Run, words: str) -> None:
        """A term at the beginning of a unit's text is what the unit defines; one that is only used has no quotes."""
        raw = self.raws[frame.unit] if frame.unit >= 0 else None
        if raw is None or raw.term is not None or raw.start is None:
            return
        lead = (run.start or 0) - max(raw.start, raw.head_end)
        if (0 if frame.name == "def" else 1) <= lead <= _LEAD:
            raw.term = words

    def _words(self, run: Run) -> str:
        """The words in a run that has just ended; none where it is too long to be a head, a term or a title."""
        if run.start is None or not 0 < run.end - run.start <= _LONGEST:
            return ""
        wanted, found = run.end - run.start, []
        for piece in reversed(self.pieces):
            if wanted <= 0:
                break
            found.append(piece)
            wanted -= len(piece)
        return squeeze("".join(reversed(found))[-(run.end - run.start) :])

    def _put(self, text: str) -> None:
        words = text.split()
        if not words:
            self._gap = max(self._gap, _BLANK if text else 0)
            return
        if text[0].isspace():
            self._gap = max(self._gap, _BLANK)
        if self.length and self._gap:
            self._write("\n" if self._gap == _LINE else " ")
        for run in self._waiting:
            run.start = self.length
        self._waiting.clear()
        self._write(" ".join(words))
        self._gap, self._soft = (_BLANK if text[-1].isspace() else 0), False

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _break(self) -> None:
        """What follows stands on a new line, unless only a number stands on this one."""
        self._gap = max(self._gap, _BLANK if self._soft else _LINE)


def _has_word(text: str) -> bool:
    return any(sum(map(str.isalpha, word)) >= _WORD_LETTERS for word in text.split())


def _defines(attributes: Mapping[str, str]) -> bool:
    """Whether an element says that it is about a defined term."""
    return attributes.get("refersTo", "").startswith(("#term", "#trm"))


def _gap(name: str) -> str:
    """What an element puts between the words around it."""
    return "" if name in INLINE else " "
