"""Zip archives and compound files: which of them is a Word document, and what the others are."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import Final

from caveat.kernel.bounds import MAX_ARCHIVE_ENTRIES, MAX_EXPANDED_BYTES, MAX_EXPANSION, MAX_FILE_BYTES
from caveat.kernel.errors import InputError

_STREAMS: Final = (
    ("EncryptedPackage", "a document protected by a password", "Open it with the password and save it without one."),
    ("WordDocument", "a Word document of the old kind (.doc)", "Save it as .docx."),
    ("Workbook", "an old spreadsheet (.xls)", "Give the text as a Word document, HTML, Markdown or plain text."),
    ("PowerPoint Document", "an old presentation (.ppt)", "Give the text as a Word document, HTML or plain text."),
)
_OTHERS: Final = (
    ("xl/workbook", "a spreadsheet (.xlsx)", "Give the text as a Word document, HTML, Markdown or plain text."),
    ("ppt/presentation", "a presentation (.pptx)", "Give the text as a Word document, HTML or plain text."),
    ("META-INF/container.xml", "an electronic book (.epub)", "Give the text as HTML or plain text."),
    ("META-INF/MANIFEST.MF", "a program (.jar)", "Give the text of a law or treaty."),
)
_CONTENT_TYPES: Final = "[Content_Types].xml"


def refuse_other_archives(data: bytes, name: str) -> None:
    """Refuse what is packed and no Office Open XML document, or one that is a spreadsheet or a presentation.

    Raises:
        InputError: the archive is broken or of another kind.
    """
    if not data.startswith(b"PK"):
        raise _compound(data, name)
    with open_archive(data, name) as archive:
        names = archive.namelist()
        if "mimetype" in names:
            raise _open_document(archive, name)
    for beginning, kind, remedy in _OTHERS:
        if any(entry.startswith(beginning) for entry in names):
            raise InputError(f"this is {kind}, which this version does not read", where=name, remedy=remedy)
    if _CONTENT_TYPES not in names:
        raise InputError("this is an archive and no document", where=name, remedy="Unpack it and give one text of it.")


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, its list of files checked against the bounds; nothing is expanded yet.

    Raises:
        InputError: it is broken, has too many files or too large ones, or files that share their bytes.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise InputError(
            "the archive is broken or cut short", where=name, remedy="Get the file again, or save it anew."
        ) from error
    entries = archive.infolist()
    expanded = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ARCHIVE_ENTRIES:
        raise _hostile(f"the archive holds more than {MAX_ARCHIVE_ENTRIES:,} files", name)
    if expanded > MAX_EXPANDED_BYTES or (expanded > MAX_FILE_BYTES and expanded > MAX_EXPANSION * len(data)):
        raise _hostile("the archive would expand to many times its size", name)
    if any(
        entry.header_offset + entry.compress_size > following.header_offset
        for entry, following in pairwise(sorted(entries, key=lambda entry: entry.header_offset))
    ):
        raise _hostile("files in the archive overlap", name)
    return archive


def _hostile(what: str, name: str) -> InputError:
    return InputError(what, where=name, remedy="Give the document as its author's program saved it.")


def _compound(data: bytes, name: str) -> InputError:
    """What a compound file is, told from the names of its streams."""
    for stream, kind, remedy in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return InputError(f"this is {kind}, which this version does not read", where=name, remedy=remedy)
    return InputError(
        "this is an old Office document, which this version does not read", where=name, remedy="Save it as .docx."
    )


def _open_document(archive: zipfile.ZipFile, name: str) -> InputError:
    try:
        with archive.open("mimetype") as file:
            kind = file.read(100).decode("ascii", "replace")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        kind = ""
    if "epub" in kind:
        return InputError(
            "this is an electronic book (.epub), which this version does not read",
            where=name,
            remedy="Give the text as HTML or plain text.",
        )
    return InputError(
        "this is an OpenDocument file (.odt), which this version does not read",
        where=name,
        remedy="Save it as .docx.",
    )
