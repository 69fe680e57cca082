"""Fields: which marks of a story open, part and close one, and what its code asks for (ECMA-376, part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from caveat.reading.docx_names import W

_KIND: Final = re.compile(r"\s*\\?\s*([A-Za-z]+)")
_CHAR, _CODE, _TYPE = f"{W}fldChar", f"{W}instrText", f"{W}fldCharType"
LISTED: Final = frozenset({"TOC", "TOA", "INDEX"})
"""Fields whose result is a list of what stands elsewhere."""

COUNTED: Final = frozenset({"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})
"""Fields that number a paragraph and keep no result in the file."""


class Field(NamedTuple):
    """What a field mark does in a field that is whole, and the kind of the field."""

    role: str
    kind: str


@dataclass(slots=True)
class Opened:
    """The fields that are open at one point; `coding` counts those whose code is not over, `listing` the lists."""

    kinds: list[tuple[str, bool]] = field(default_factory=list)
    coding: int = 0
    listing: int = 0

    def begin(self, kind: str, *, in_code: bool) -> None:
        """Open a field, at its code or at its result."""
        self.kinds.append((kind, in_code))
        self.coding += in_code
        self.listing += kind in LISTED

    def end(self) -> str:
        """Close the field that was opened last, and say of what kind it is."""
        kind, in_code = self.kinds.pop() if self.kinds else ("", False)
        self.coding -= in_code
        self.listing -= kind in LISTED
        return kind


def fields(root: etree._Element) -> dict[etree._Element, Field]:
    """The marks of all fields that have a beginning and an end; a stray mark is none."""
    opened: list[tuple[list[etree._Element], list[str]]] = []
    found: dict[etree._Element, Field] = {}
    for element in root.iter(_CHAR, _CODE):
        if element.tag == _CODE:
            if opened:
                opened[-1][1].append(element.text or "")
            continue
        role = element.get(_TYPE)
        if role == "begin":
            opened.append(([element], []))
        elif opened:
            opened[-1][0].append(element)
            if role == "end":
                marks, code = opened.pop()
                kind = kind_of("".join(code))
                found.update((mark, Field(mark.get(_TYPE) or "", kind)) for mark in marks)
    return found


def kind_of(code: str) -> str:
    """The first word of a field's code, in capitals."""
    match = _KIND.match(code)
    return match[1].upper() if match else ""
