"""A Word document (.docx, .docm, .dotx) becomes canonical text: what Word shows, in one view of its tracked changes.

Word computes numbers, joins paragraphs and hides text when it shows a file, so
all of this is computed here. Nothing in the file is run, and nothing outside
it is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from caveat.kernel.bounds import MAX_LINE_CHARS
from caveat.kernel.errors import InputError
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import Removed
from caveat.kernel.source import Reading, View
from caveat.reading.docx_document import Document, metadata
from caveat.reading.docx_lines import canonical
from caveat.reading.docx_names import W
from caveat.reading.docx_package import Package
from caveat.reading.docx_paragraphs import apart
from caveat.reading.docx_revisions import author
from caveat.reading.docx_story import Story

_WORD = re.compile(r"[^\W_]+")


def read_docx(data: bytes, name: str, revisions: View = "final") -> Reading:
    """Read a Word document: canonical text (one paragraph or line of a cell a line), hints on it, what was left out.

    `revisions` is the view of tracked changes: `original` before them, `final`
    after them, or `raw` with both. Hints of kind `heading` come from styles and
    outline levels, `item` from automatic numbers, `anchor` from footnotes,
    `comment` from comments, `insertion` and `deletion` from changes in the raw
    view; `number` is then the note, the comment or the author.

    Raises:
        InputError: the file is broken, over the bounds, or holds no text; `name` is the file that the error names.
    """
    package = Package(data, name)
    document = Document(package, revisions)
    if document.main is None or (body := document.main.find(f"{W}body")) is None:
        raise InputError(
            "the document has no body", where=name, remedy="Open it in a word processor and save it anew as .docx."
        )
    found = canonical(Story(document, document.main).read(body), changes=revisions == "raw")
    removed = (*found.removed, *_left(document), *_furniture(document))
    if not _WORD.search(found.text):
        raise _wordless(name, removed)
    if max(map(len, found.text.split("\n"))) > MAX_LINE_CHARS:
        raise InputError(
            f"a paragraph is longer than {MAX_LINE_CHARS:,} characters",
            where=name,
            remedy="Give the text of a law or treaty.",
        )
    said = metadata(package)
    return Reading(found.text, found.hints, removed, _sensible(said, found.text), notes=document.remarks())


def _left(document: Document) -> Iterator[Removed]:
    """Notes and comments that nothing in the text refers to."""
    for kind, notes in document.notes.items():
        for body in notes.left.values():
            yield from _alone(document, body, f"{kind} without a mark")
    for body in document.comments.values():
        yield from _alone(document, body, f"comment by {author(body)}")


def _furniture(document: Document) -> Iterator[Removed]:
    for root in document.furniture():
        yield from _alone(document, root, "page furniture")


def _alone(document: Document, element: etree._Element, reason: str) -> list[Removed]:
    return apart(Story(document, element, "furniture").read(element), reason)


def _wordless(name: str, removed: tuple[Removed, ...]) -> InputError:
    if removed:
        return InputError("the document has no text in this view", where=name, remedy="Try another one of --revisions.")
    return InputError("the document has no text", where=name, remedy="Give a file that holds a law or treaty.")


def _sensible(said: dict[str, str], text: str) -> dict[str, str]:
    """The title, if the text has it too (many files keep that of the file they were made from), and the language."""
    title, language = said.get("title", ""), said.get("language", "")
    shown = title if title and squeeze(fold(title)) in squeeze(fold(text)) else ""
    return {key: value for key, value in (("title", shown), ("language", language)) if value}
