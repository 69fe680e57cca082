"""A Word document and what its parts share: styles, lists, notes, comments, the view, and what was not read."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from caveat.kernel.shapes import Note
from caveat.kernel.source import View
from caveat.reading.docx_names import W, number, value
from caveat.reading.docx_numbering import Counters, Numbering
from caveat.reading.docx_numerals import in_format
from caveat.reading.docx_package import Package
from caveat.reading.docx_revisions import Tally
from caveat.reading.docx_styles import Styles

_SEPARATORS: Final = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_FORMS: Final = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """The footnotes or the endnotes of a document, each given out once, and how they are numbered."""

    def __init__(self, root: etree._Element | None, settings: list[etree._Element], kind: str) -> None:
        elements = [] if root is None else root.findall(W + kind)
        self.left = {
            element.get(f"{W}id") or "": element for element in elements if element.get(f"{W}type") not in _SEPARATORS
        }
        said = [found for part in settings for found in part.iter(f"{W}{kind}Pr")]
        self._form = next(filter(None, (value(one, "numFmt") for one in said)), _FORMS[kind])
        self._start = next(filter(None, (number(value(one, "numStart")) for one in said)), 1)
        self._anew = any(value(one, "numRestart") == "eachSect" for one in said)
        self._following = self._start

    def number(self, language: str) -> str:
        """The number of the next note."""
        self._following += 1
        return in_format(self._following - 1, self._form, language)

    def end_section(self) -> None:
        """Begin to count anew where the document counts by sections."""
        if self._anew:
            self._following = self._start


class Document:
    """What every story of a document (text, notes, headers, comments) is read with."""

    def __init__(self, package: Package, view: View) -> None:
        self.package = package
        self.view = view
        self.main = package.root(package.main)
        self.styles = Styles(self._related("styles"))
        self.numbering = Numbering(self._related("numbering"), self.styles)
        settings = [part for part in (self._related("settings"), self.main) if part is not None]
        self.notes: dict[str, Notes] = {
            kind: Notes(self._related(f"{kind}s"), settings, kind) for kind in ("footnote", "endnote")
        }
        comments = self._related("comments")
        elements = [] if comments is None else comments.findall(f"{W}comment")
        self.comments = {element.get(f"{W}id") or "": element for element in elements}
        self.tally = Tally()
        self.skipped: Counter[str] = Counter()

    def counters(self) -> Counters:
        """Fresh counters of lists, for one story."""
        return Counters(self.numbering, self.styles.language)

    def next_note(self, kind: str) -> str:
        """The number of the next footnote or endnote."""
        return self.notes[kind].number(self.styles.language)

    def note(self, kind: str, identifier: str | None) -> etree._Element | None:
        """A note, which is given out once."""
        return self.notes[kind].left.pop(identifier or "", None)

    def comment(self, identifier: str) -> etree._Element | None:
        """A comment, which is given out once."""
        return self.comments.pop(identifier, None)

    def end_section(self) -> None:
        """Note that a section ends, after which notes may be counted anew."""
        for notes in self.notes.values():
            notes.end_section()

    def furniture(self) -> list[etree._Element]:
        """The headers and footers, each once."""
        parts = [part for kind in ("header", "footer") for part in self.package.related(self.package.main, kind)]
        roots = (self.package.root(part) for part in dict.fromkeys(parts))
        return [root for root in roots if root is not None]

    def remarks(self) -> tuple[Note, ...]:
        """What a reader must know: the changes and the view, and what could not be read."""
        told = ", ".join(f"{count:,} {kind if count == 1 else f'{kind}s'}" for kind, count in self.skipped.items())
        unread = [Note(kind="not-read", message=f"not read: {told}")] if told else []
        return (*self.tally.note(self.view), *unread)

    def _related(self, kind: str) -> etree._Element | None:
        parts = self.package.related(self.package.main, kind)
        return self.package.root(parts[0]) if parts else None


def metadata(package: Package) -> dict[str, str]:
    """What the file says of itself: title and language."""
    parts = package.related("", "core-properties") or package.related("", "coreProperties")
    root = package.root(parts[0]) if parts else None
    found = {} if root is None else {key: root.findtext(f"{{*}}{key}") or "" for key in ("title", "language")}
    return {key: " ".join(text.split()) for key, text in found.items() if text.strip()}
