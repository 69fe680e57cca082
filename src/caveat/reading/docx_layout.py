"""What the properties of a paragraph or a run say in one view of the document."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from caveat.reading.docx_document import Document
from caveat.reading.docx_names import W, number, switch, value
from caveat.reading.docx_numbering import Counters, Label, old_label
from caveat.reading.docx_styles import BODY, Style

_MOST_LEVELS = 6


class Layout(NamedTuple):
    """What the mark of a paragraph says of it: its style, its properties, whether the mark is hidden or ends a section.

    The mark counts as hidden where it is hidden text, not where it was deleted.
    """

    style: Style = Style()
    properties: etree._Element | None = None
    vanish: bool = False
    section: bool = False

    @property
    def level(self) -> int:
        """The level as a heading, from 1 to 6; 0 for body text."""
        own = number(value(self.properties, "outlineLvl"))
        outline = self.style.outline if own is None else own
        return min(outline + 1, _MOST_LEVELS) if 0 <= outline < BODY else 0


def laid_out(document: Document, properties: etree._Element | None) -> Layout:
    """The layout that the `pPr` of a paragraph gives it."""
    mark = None if properties is None else properties.find(f"{W}rPr")
    section = properties is not None and properties.find(f"{W}sectPr") is not None
    shown = in_view(document, properties, "pPr")
    style = document.styles.paragraph(value(shown, "pStyle"))
    vanish = switch(mark, "vanish")
    return Layout(style, shown, style.vanish if vanish is None else vanish, section)


def in_view(document: Document, properties: etree._Element | None, name: str) -> etree._Element | None:
    """The properties of a paragraph or a run, in the original view those before they were changed."""
    change = None if properties is None else properties.find(f"{W}{name}Change")
    if change is None:
        return properties
    document.tally.format(change)
    return change.find(W + name) if document.view == "original" else properties


def label_of(document: Document, layout: Layout, counters: Counters) -> Label | None:
    """The automatic number of a paragraph, which counts it; None where it has none."""
    listed = None if layout.properties is None else layout.properties.find(f"{W}numPr")
    if document.view == "original" and listed is not None:
        if old := old_label(listed):
            return old
        listed = None if listed.find(f"{W}ins") is not None else listed
    place = document.numbering.place(layout.style, listed)
    return counters.label(*place) if place else None


class Format(NamedTuple):
    """How a run is set: whether it is bold, hidden, or raised above the line."""

    bold: bool = False
    vanish: bool = False
    raised: bool = False


def format_of(document: Document, style: Style, properties: etree._Element | None) -> Format:
    """The format that the `rPr` of a run gives it in a paragraph of a style."""
    shown = in_view(document, properties, "rPr")
    named, defaults = document.styles.run(value(shown, "rStyle")), document.styles.defaults
    bold, vanish = switch(shown, "b"), switch(shown, "vanish")
    return Format(
        (style.bold != named.bold or defaults["b"]) if bold is None else bold,
        (style.vanish != named.vanish or defaults["vanish"]) if vanish is None else vanish,
        value(shown, "vertAlign") == "superscript",
    )
