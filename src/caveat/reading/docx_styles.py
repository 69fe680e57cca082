"""Styles: what a paragraph or a run is by the style it has and by those that this one builds on.

ECMA-376, part 1, 17.7: a style inherits what it does not say itself; a
property that switches (bold, hidden) is on where an odd number of the
paragraph's and the run's style have it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml import etree

from caveat.reading.docx_names import VAL, W, number, switch, value

BODY: Final = 9
"""The outline level of text that is no heading."""

_HEADING_NAME: Final = re.compile(r"heading ([1-9])")
_CONTENTS_NAME: Final = re.compile(r"(?:toc|toa|table of (?:figures|authorities))\b")
_MOST_ANCESTORS: Final = 100
_NAMES: Final = ("b", "vanish")


class Style(NamedTuple):
    """A style with what it inherits: `numbering` and `level` of its list, `outline` from 0, `BODY` for none.

    `family` names the style and those it builds on, nearest first.
    """

    name: str = ""
    family: tuple[str, ...] = ()
    numbering: int | None = None
    level: int | None = None
    outline: int = BODY
    bold: bool = False
    vanish: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether it is a style of tables of contents."""
        return _CONTENTS_NAME.match(self.name) is not None


class Styles:
    """The styles of a document, resolved when they are asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {element.get(f"{W}styleId") or "": element for element in elements}
        self._default = {
            kind: next((e.get(f"{W}styleId") or "" for e in elements if _is_default(e, kind)), "")
            for kind in ("paragraph", "character")
        }
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.defaults = {name: bool(switch(defaults, name)) for name in _NAMES}
        language = None if defaults is None else defaults.find(f"{W}lang")
        self.language = ("" if language is None else language.get(VAL) or "").partition("-")[0].lower()
        self._known: dict[str, Style] = {}

    def paragraph(self, identifier: str | None) -> Style:
        """The style of a paragraph that names one, or none."""
        return self._style(identifier if identifier in self._elements else self._default["paragraph"])

    def run(self, identifier: str | None) -> Style:
        """The character style of a run that names one, or none."""
        return self._style(identifier or self._default["character"])

    def numbering(self, identifier: str | None) -> int | None:
        """The list that a numbering style stands for."""
        return self._style(identifier).numbering

    def _style(self, identifier: str | None) -> Style:
        key = identifier or ""
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def _resolved(self, identifier: str) -> Style:
        family = self._family(identifier)
        style = Style()
        for ancestor in reversed(family):
            style = _over(style, self._elements[ancestor])
        return style._replace(family=family)

    def _family(self, identifier: str) -> tuple[str, ...]:
        """The style and those it builds on; a style that builds on itself ends the line."""
        family: dict[str, None] = {}
        while identifier in self._elements and identifier not in family and len(family) < _MOST_ANCESTORS:
            family[identifier] = None
            identifier = value(self._elements[identifier], "basedOn") or ""
        return tuple(family)


def _is_default(element: etree._Element, kind: str) -> bool:
    return element.get(f"{W}type") == kind and element.get(f"{W}default", "0").lower() in ("1", "true", "on")


def _over(style: Style, element: etree._Element) -> Style:
    """A style with what one that builds on it says anew."""
    name = (value(element, "name") or "").lower()
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    listed = None if paragraph is None else paragraph.find(f"{W}numPr")
    named = _HEADING_NAME.fullmatch(name)
    outline = number(value(paragraph, "outlineLvl"))
    bold, vanish = switch(run, "b"), switch(run, "vanish")
    numbering, level = number(value(listed, "numId")), number(value(listed, "ilvl"))
    return Style(
        name=name,
        numbering=style.numbering if numbering is None else numbering,
        level=style.level if level is None else level,
        outline=outline if outline is not None else int(named[1]) - 1 if named else style.outline,
        bold=style.bold if bold is None else bold,
        vanish=style.vanish if vanish is None else vanish,
    )
