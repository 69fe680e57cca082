"""Automatic numbers, computed as Word computes them (ECMA-376, part 1, 17.9).

Lists that share an abstract definition share their counters: a list goes on
across other paragraphs, tables and other lists. A higher level that has not
occurred yet counts as begun once a lower one shows it, so that the first
heading of level 1 after one of level 2 is number 2 (Microsoft KB Q110380).
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml import etree

from caveat.reading.docx_names import MC, VAL, W, number, switch, value
from caveat.reading.docx_numerals import in_format, padded
from caveat.reading.docx_styles import Style, Styles

LEVELS: Final = 9
_MOST_LINKS: Final = 9
_LONGEST: Final = 64
_PLACE: Final = re.compile(r"%([1-9])")
_OLD_PLACE: Final = re.compile(r"%([1-9]):(-?\d{1,9}):(\d{1,3}):([^%]*)")
_OLD_FORMATS: Final = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
)  # fmt: skip
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LONE: Final = re.compile(r"[A-Za-z]|[ivxIVX]{1,4}")
_GAPS: Final = {"tab": " ", "space": " ", "nothing": ""}


class Level(NamedTuple):
    """One level of a list: where it starts, how it is written, and which level sets it back (0 for none)."""

    start: int = 0
    form: str = "decimal"
    custom: str = ""
    text: str = ""
    legal: bool = False
    gap: str = "tab"
    restart: int | None = None
    style: str = ""
    hidden: bool = False


class _Abstract(NamedTuple):
    identifier: str
    levels: dict[int, Level]
    link: str | None
    single: bool


class _List(NamedTuple):
    """A list: its abstract definition, the levels and starts that it has of its own, and whether it has one level."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    single: bool = False


class Label(NamedTuple):
    """An automatic number as it is shown, with the blank after it; `depth` is its level, counted from 1."""

    text: str
    depth: int


class Numbering:
    """The lists that a document defines."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self.styles = styles
        abstracts = [] if root is None else [_abstract(element) for element in root.findall(f"{W}abstractNum")]
        self._abstracts = {abstract.identifier: abstract for abstract in abstracts}
        elements = [] if root is None else root.findall(f"{W}num")
        self._lists = {number(element.get(f"{W}numId")): _list(element) for element in elements}
        self._known: dict[int | None, _List | None] = {}

    def find(self, identifier: int | None) -> _List | None:
        """A list with all its levels, through the numbering style that it may stand for."""
        if identifier not in self._known:
            self._known[identifier] = self._resolved(identifier)
        return self._known[identifier]

    def _resolved(self, identifier: int | None) -> _List | None:
        own = _List("", {}, {})
        for _ in range(_MOST_LINKS):
            found = self._lists.get(identifier)
            if found is None:
                return None
            own = _List(found.abstract, {**found.levels, **own.levels}, {**found.starts, **own.starts})
            abstract = self._abstracts.get(found.abstract)
            if abstract is None:
                return None
            if abstract.levels or not abstract.link:
                return own._replace(levels={**abstract.levels, **own.levels}, single=abstract.single)
            identifier = self.styles.numbering(abstract.link)
        return None

    def place(self, style: Style, listed: etree._Element | None) -> tuple[int, int] | None:
        """The list and the level of a paragraph, by its own `numPr` or its style's; None where it has no number."""
        own, level = number(value(listed, "numId")), number(value(listed, "ilvl"))
        identifier = style.numbering if own is None else own
        if not identifier:
            return None
        if level is None:
            level = self._linked(identifier, style)
        return identifier, min(max(level or 0, 0), LEVELS - 1)

    def _linked(self, identifier: int, style: Style) -> int | None:
        """The level that is linked to a paragraph's style, or to the nearest one that it builds on."""
        found = self.find(identifier)
        linked = {level.style: depth for depth, level in found.levels.items() if level.style} if found else {}
        return next((linked[name] for name in style.family if name in linked), style.level)


class Counters:
    """The counters of one story: the text, the notes, a header, a text box."""

    def __init__(self, numbering: Numbering, language: str) -> None:
        self._numbering = numbering
        self._language = language or "en"
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, identifier: int, depth: int) -> Label | None:
        """Count a paragraph of a list, and say what number it shows; None where it shows none."""
        found = self._numbering.find(identifier)
        depth = 0 if found and found.single else depth
        if found is None or depth not in found.levels:
            return None
        values = self._values.setdefault(found.abstract, [None] * LEVELS)
        self._count(found, values, identifier, depth)
        level = found.levels[depth]
        text = "" if level.hidden else self._shown(found, values, depth)[:_LONGEST]
        return Label(text + _gap(text, level.gap), depth + 1) if text.strip() else None

    def _count(self, found: _List, values: list[int | None], identifier: int, depth: int) -> None:
        for upper in range(depth):
            if values[upper] is None:
                values[upper] = _start(found, upper)
        present = values[depth]
        anew = depth in found.starts and (identifier, depth) not in self._begun
        self._begun.add((identifier, depth))
        values[depth] = _start(found, depth) if anew or present is None else present + 1
        for lower in range(depth + 1, LEVELS):
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart is None or restart > lower or depth < restart:
                values[lower] = None

    def _shown(self, found: _List, values: list[int | None], depth: int) -> str:
        level = found.levels[depth]
        if level.form == "bullet":
            return _bullet(level.text)
        return _PLACE.sub(lambda match: self._number(found, values, depth, int(match[1]) - 1), level.text)

    def _number(self, found: _List, values: list[int | None], depth: int, place: int) -> str:
        level, current = found.levels.get(place), values[place]
        if level is None or current is None or place > depth or level.form == "bullet":
            return ""
        if level.custom:
            return padded(current, level.custom)
        plain = found.levels[depth].legal and level.form not in ("none", "decimalZero")
        return in_format(current, "decimal" if plain else level.form, self._language)


def old_label(listed: etree._Element | None) -> Label | None:
    """The number that a paragraph had before its numbering was changed, as `w:numberingChange` keeps it."""
    change = None if listed is None else listed.find(f"{W}numberingChange")
    places = [] if change is None else _OLD_PLACE.findall(change.get(f"{W}original") or "")
    text = "".join(in_format(int(count), _old_format(int(form))) + after for _, count, form, after in places)
    return Label(f"{text} ", int(places[-1][0])) if text.strip() else None


def _old_format(code: int) -> str:
    return _OLD_FORMATS[code] if code < len(_OLD_FORMATS) else "decimal"


def _start(found: _List, depth: int) -> int:
    own = found.starts.get(depth)
    return own if own is not None else found.levels[depth].start if depth in found.levels else 0


def _gap(text: str, suffix: str) -> str:
    """What parts a number from its text; a letter without bracket or stop would otherwise look like a word."""
    return "  " if suffix == "tab" and _LONE.fullmatch(text) else _GAPS.get(suffix, " ")


def _bullet(text: str) -> str:
    """Any bullet is a dash: most are signs of fonts that have no letters."""
    sign = text.strip()
    return sign if sign and (sign in _DASHES or len(sign) > 1) else "-"


def _abstract(element: etree._Element) -> _Abstract:
    levels = {number(level.get(f"{W}ilvl")) or 0: _level(level) for level in element.findall(f"{W}lvl")}
    single = value(element, "multiLevelType") == "singleLevel"
    return _Abstract(element.get(f"{W}abstractNumId") or "", levels, value(element, "numStyleLink"), single)


def _list(element: etree._Element) -> _List:
    levels, starts = {}, {}
    for override in element.findall(f"{W}lvlOverride"):
        depth = number(override.get(f"{W}ilvl")) or 0
        if (own := override.find(f"{W}lvl")) is not None:
            levels[depth] = _level(own)
        if (start := number(value(override, "startOverride"))) is not None:
            starts[depth] = start
    return _List(value(element, "abstractNumId") or "", levels, starts)


def _level(element: etree._Element) -> Level:
    form = element.find(f"{W}numFmt")
    if form is None:
        form = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    kind = "decimal" if form is None else form.get(VAL, "decimal")
    return Level(
        start=number(value(element, "start")) or 0,
        form="bullet" if element.find(f"{W}lvlPicBulletId") is not None else kind,
        custom="" if form is None or kind != "custom" else form.get(f"{W}format", ""),
        text=(value(element, "lvlText") or "")[:_LONGEST],
        legal=bool(switch(element, "isLgl")),
        gap=value(element, "suff") or "tab",
        restart=number(value(element, "lvlRestart")),
        style=value(element, "pStyle") or "",
        hidden=bool(switch(element.find(f"{W}rPr"), "vanish")),
    )
