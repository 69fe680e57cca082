"""From a path, standard input or bytes to a Source."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from caveat.kernel.bounds import MAX_FILE_BYTES, MAX_LINE_CHARS, MAX_LINES, MAX_TEXT_CHARS
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Removed
from caveat.kernel.source import Reading, Source, View, count_words
from caveat.reading.decoding import decode
from caveat.reading.kinds import Format, is_packed, is_pdf, kind_of, refuse_other_formats

_MEGABYTE: Final = 1024 * 1024


def read(path: str, revisions: View = "final", meanwhile: Callable[[], object] | None = None) -> Source:
    """Read a file, or standard input where the path is `-`; `revisions` is the view of tracked changes.

    `meanwhile` is done while a process of its own reads the file, where one does; it should not depend on it.

    Raises:
        InputError: the file is missing, not readable, empty, too large, binary,
            in no known encoding, or of a format that is not read.
    """
    name = "standard input" if path == "-" else path
    return read_bytes(_standard_input() if path == "-" else _file(path), name, revisions, meanwhile)


def read_bytes(
    data: bytes, name: str, revisions: View = "final", meanwhile: Callable[[], object] | None = None
) -> Source:
    """Read the bytes of a file; `name` is only used to speak of it, the rest is as for `read`.

    Raises:
        InputError: as for `read`.
    """
    if len(data) > MAX_FILE_BYTES:
        raise _too_large(name, len(data))
    kind, reading = _read(data, name, revisions, meanwhile)
    bound(reading.text, name)
    tokens = count_words(reading.text) + sum(count_words(piece.text) for piece in reading.removed)
    return Source(
        name=name,
        format=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
        hints=reading.hints,
        removed=reading.removed,
        metadata=reading.metadata,
        tokens=tokens,
        pages=reading.pages,
        places=reading.places,
        notes=reading.notes,
        given=reading.given,
        documents=reading.documents,
    )


def bound(text: str, name: str) -> None:
    """Refuse a text that is longer than any law: the tree takes time for each line.

    Raises:
        InputError: it has more characters, or more lines with words, than the bounds.
    """
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        lines = sum(1 for line in text.split("\n") if line.strip())
    if lines > MAX_LINES or len(text) > MAX_TEXT_CHARS:
        raise InputError(
            f"the text has {lines:,} lines and {len(text):,} characters, over the limits of {MAX_LINES:,} and"
            f" {MAX_TEXT_CHARS:,}",
            where=name,
            remedy="Give a single legal text.",
        )


def _read(data: bytes, name: str, revisions: View, meanwhile: Callable[[], object] | None) -> tuple[Format, Reading]:
    if is_pdf(data):
        from caveat.reading.pdf import read_pdf

        return "pdf", read_pdf(data, name, meanwhile)
    if is_packed(data):
        from caveat.reading.archives import refuse_other_archives
        from caveat.reading.docx import read_docx

        refuse_other_archives(data, name)
        return "docx", read_docx(data, name, revisions)
    refuse_other_formats(data, name)
    return _text(data, name)


def _text(data: bytes, name: str) -> tuple[Format, Reading]:
    decoded = decode(data, name)
    if not decoded.strip():
        raise InputError("the file is empty", where=name, remedy="Give a file that holds the text of a law or treaty.")
    kind = kind_of(decoded, name)
    if kind not in ("html", "akn") and max(map(len, decoded.split("\n"))) > MAX_LINE_CHARS:
        raise InputError(
            f"a line is longer than {MAX_LINE_CHARS:,} characters",
            where=name,
            remedy="Give the text of a law or treaty, broken into lines or paragraphs.",
        )
    if kind in ("text", "markdown"):
        bound(decoded, name)
    return kind, _convert(decoded, kind, name)


def _convert(decoded: str, kind: Format, name: str) -> Reading:
    if kind == "html":
        return _html(decoded, name)
    if kind == "markdown":
        from caveat.reading.markdown import read_markdown

        return read_markdown(decoded)
    if kind == "akn":
        from caveat.reading.akn import read_akn

        return read_akn(decoded, name)
    return Reading(decoded)


def _html(decoded: str, name: str) -> Reading:
    from caveat.reading.html import read_html
    from caveat.reading.markdown import front_matter

    body, metadata, front = front_matter(decoded)
    page = read_html(body, name)
    listed = (Removed(reason="front matter", text=front),) if front else ()
    return page._replace(removed=(*listed, *page.removed), metadata={**page.metadata, **metadata})


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise InputError("it is closed", where="standard input", remedy="Give a file, or pipe one in.")
    return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)


def _file(name: str) -> bytes:
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError("this is a folder", where=name, remedy="Name a file in it.")
        if (size := path.stat().st_size) > MAX_FILE_BYTES:
            raise _too_large(name, size)
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(name) from error
    except PermissionError as error:
        raise InputError(
            "no permission to read it", where=name, remedy="Change its permissions, or copy it."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"it cannot be read ({reason})", where=name, remedy="Check the path.") from error


def _missing(name: str) -> InputError:
    if name.startswith(("http://", "https://")):
        return InputError("this is an address, not a file", where=name, remedy="Download it first, then give the file.")
    return InputError("there is no such file", where=name, remedy="Check the path.")


def _too_large(name: str, size: int) -> InputError:
    return InputError(
        f"the file has {size // _MEGABYTE or 1} MB or more, over the limit of {MAX_FILE_BYTES // _MEGABYTE} MB",
        where=name,
        remedy="Give a single legal text.",
    )
