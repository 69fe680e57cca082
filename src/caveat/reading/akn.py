"""Akoma Ntoso (OASIS LegalDocML) to canonical text, with the units that the file gives.

The file is read as a stream of events: no tree is built, no entity resolved, no
DTD, schema or other file loaded, and no processing instruction followed.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from caveat.kernel.errors import InputError
from caveat.kernel.source import Reading
from caveat.reading.akn_elements import NAMESPACES
from caveat.reading.akn_text import Walker
from caveat.reading.akn_units import units_of

_DECLARATION: Final = re.compile(r"\A\ufeff?\s*<\?xml[^<>]{0,200}\?>")
_DECLARES: Final = re.compile(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b|<!DOCTYPE[^<>\[]{0,1000}\[")
_ROOT: Final = re.compile(r"<(?:([\w.-]{1,80}):)?akomaNtoso\b([^<>]{0,20000})>")
_FORBIDDEN: Final = dict.fromkeys(
    [*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"
)


def read_akn(data: str, name: str) -> Reading:
    """Read a decoded file of Akoma Ntoso 3.0, 2.0 or 1.0: acts, bills, treaties, resolutions and other documents.

    Every word of the file's text is in the text or in what was removed: notes
    (with an anchor where each belongs), contents, metadata. `given` has the
    units, empty where the file marks none; metadata holds `title`, `date`,
    `symbol`, `language` and `kind` where the file states them.

    Raises:
        InputError: the file is not well-formed, declares entities, nests too
            deep, or holds a debate or a judgment; `name` is what it is called.
    """
    _check(data, name)
    walker = Walker(name)
    parser = etree.XMLParser(
        target=walker,  # type: ignore[arg-type]
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        collect_ids=False,
    )
    body = _DECLARATION.sub("", data).translate(_FORBIDDEN)
    try:
        etree.fromstring(body.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(error, name) from error
    return _reading(walker)


def _check(data: str, name: str) -> None:
    if _DECLARES.search(data):
        raise InputError(
            "the file declares entities or elements of its own, which is not safe to read",
            where=name,
            remedy="Save it without a document type declaration.",
        )
    root = _ROOT.search(data)
    namespace = re.search(rf"xmlns{f':{root[1]}' if root[1] else ''}\s*=\s*[\"']([^\"']*)", root[2]) if root else None
    if namespace and not namespace[1].startswith(NAMESPACES):
        raise InputError(
            f"this is Akoma Ntoso of an unknown version ({namespace[1][:80]})",
            where=name,
            remedy="Save it as Akoma Ntoso 3.0.",
        )


def _malformed(error: etree.XMLSyntaxError, name: str) -> InputError:
    line = error.lineno or 0
    reason = "it nests elements too deep" if "depth" in str(error) else "it is not well-formed XML"
    return InputError(f"{reason} (line {line})", where=name, remedy="Save it again from the program that wrote it.")


def _reading(walker: Walker) -> Reading:
    text = walker.text()
    spans = [(run.start, run.end) for run in walker.documents if run.start is not None]
    return Reading(
        text,
        tuple(sorted(walker.hints, key=lambda hint: (hint.start, hint.end))),
        tuple(walker.removed()),
        walker.metadata.said(),
        given=units_of(walker.raws, text, ours=walker.metadata.ours),
        documents=tuple(spans),
    )
