"""The parts of a Word document: a package of XML files that refer to one another (ECMA-376, part 2).

Only parts inside the package are ever opened. What a relationship names
outside it is not fetched. Markup of the strict variant is read as the
transitional one, whose names differ in nothing but their namespaces.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from typing import Final, NamedTuple
from urllib.parse import unquote

from lxml import etree

from caveat.kernel.bounds import MAX_XML_BYTES, MAX_XML_DEPTH, MAX_XML_TAGS
from caveat.kernel.errors import InputError
from caveat.reading.archives import open_archive

_DOCUMENT: Final = "officeDocument"
_MAIN_TYPE: Final = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.(?:document|template)"
    r"|ms-word\.(?:document|template)\.macroEnabled)\.main\+xml",
    re.IGNORECASE,
)
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument|drawingml)/(\w+)")
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TOO_DEEP: Final = "boolean(" + "/*" * (MAX_XML_DEPTH + 1) + ")"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class Relation(NamedTuple):
    """What one part says of another: the last word of the relation's type, and the part, or None outside the file."""

    kind: str
    target: str | None


class Package:
    """An opened document; `main` is the name of the part that holds its text."""

    def __init__(self, data: bytes, name: str) -> None:
        """Find the main part.

        Raises:
            InputError: the archive is broken or over the bounds, or no part is the text of a Word document.
        """
        self.name = name
        self._archive = open_archive(data, name)
        self._entries = {entry.filename.lower(): entry for entry in self._archive.infolist()}
        self._bytes_left = MAX_XML_BYTES
        self._tags_left = MAX_XML_TAGS
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main()

    def root(self, part: str) -> etree._Element | None:
        """The root element of a part, or None where the package has no such part.

        Raises:
            InputError: the part is no well-formed XML, declares entities, or is over the bounds.
        """
        data = self._read(part)
        return None if data is None else self._parse(data, part)

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of a kind that a part refers to, such as `footnotes` or `header`."""
        return [found.target for found in self._relations_of(part).values() if found.kind == kind and found.target]

    def relation(self, part: str, identifier: str | None) -> Relation | None:
        """What a part's own identifier refers to."""
        return self._relations_of(part).get(identifier or "")

    def _main(self) -> str:
        """The part the package names as its document, or else the one typed as such, or else the usual one."""
        typed = self._typed()
        for part in (*self.related("", _DOCUMENT), *typed, "word/document.xml"):
            if part.lower() in self._entries:
                return part
        raise InputError(
            "the part with the text of the document is missing",
            where=self.name,
            remedy="Open it in a word processor and save it anew as .docx.",
        )

    def _typed(self) -> list[str]:
        root = self.root("[Content_Types].xml")
        overrides = [] if root is None else root.findall("{*}Override")
        return [
            (override.get("PartName") or "").lstrip("/")
            for override in overrides
            if _MAIN_TYPE.fullmatch(override.get("ContentType") or "")
        ]

    def _relations_of(self, part: str) -> dict[str, Relation]:
        if part not in self._relations:
            folder, file = posixpath.split(part)
            root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
            elements = [] if root is None else root.findall("{*}Relationship")
            self._relations[part] = {element.get("Id") or "": _relation(element, folder) for element in elements}
        return self._relations[part]

    def _read(self, part: str) -> bytes | None:
        entry = self._entries.get(part.lower())
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise InputError(
                "the archive is protected by a password", where=self.name, remedy="Save it without a password."
            )
        try:
            with self._archive.open(entry) as file:
                data = file.read(self._bytes_left + 1)
        except _BROKEN as error:
            raise self._unreadable(part, "is broken or cut short") from error
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise self._too_much(f"{MAX_XML_BYTES // 1024 // 1024} MB of markup")
        return data

    def _parse(self, data: bytes, part: str) -> etree._Element:
        if _DOCTYPE.search(data.replace(b"\0", b"")):
            raise self._unreadable(part, "declares entities, which no Word document does")
        self._tags_left -= data.count(b"<")
        if self._tags_left < 0:
            raise self._too_much(f"{MAX_XML_TAGS:,} tags")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(_STRICT.sub(_transitional, data), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            deep = "depth" in str(error)
            what = "has tags that nest too deep" if deep else "is no well-formed XML"
            raise self._unreadable(part, what) from error
        if root.xpath(_TOO_DEEP):
            raise self._unreadable(part, "has tags that nest too deep")
        return root

    def _too_much(self, what: str) -> InputError:
        return InputError(f"the document has more than {what}", where=self.name, remedy="Give a single legal text.")

    def _unreadable(self, part: str, what: str) -> InputError:
        return InputError(
            f"its part {part} {what}", where=self.name, remedy="Open it in a word processor and save it anew as .docx."
        )


def _relation(element: etree._Element, folder: str) -> Relation:
    kind = (element.get("Type") or "").rsplit("/", 1)[-1]
    if (element.get("TargetMode") or "").lower() == "external":
        return Relation(kind, None)
    target = unquote(element.get("Target") or "")
    return Relation(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))


def _transitional(match: re.Match[bytes]) -> bytes:
    """The transitional namespace that has the names of a strict one (ECMA-376, part 4, annex A)."""
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (match[1], match[2])
