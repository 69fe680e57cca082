"""The legal tree as a lawyer reads it on a terminal: `caveat outline -f text`."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Final

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Outline, Unit
from caveat.reports.layout import Pen
from caveat.reports.units import CONTAINERS, basic_units, counted, depths, label, language_name, own_ends, part_lines

_LEAST_WORDS: Final = 24


def outline_text(outline: Outline, width: int = 100, colour: bool = False) -> str:
    """One line a unit: its number, its heading or the first of its words; then what to know of the file.

    `width` is in columns; `colour` asks for escape codes.
    """
    pen = Pen(width, colour)
    pen.ends(outline.instrument.title, summary(outline), style="bold")
    levels, ends = depths(outline.units), own_ends(outline.units)
    for unit in outline.units:
        if unit.kind in (*CONTAINERS, "article", "preamble", "conclusions"):
            pen.line()
        pen.line(_line(outline, unit, ends, levels[unit.eid], width), "bold" if unit.kind in CONTAINERS else "")
        if (
            unit.kind == "article"
            and unit.heading
            and any(map(str.isalnum, words := _opening(outline, unit, ends, width)))
        ):
            pen.line(_shortened("  " * (levels[unit.eid] + 1), "", words, width))
    _undefined(pen, outline)
    _remarks(pen, outline)
    return pen.text()


def summary(outline: Outline) -> str:
    """What the text is, in a few words: kind, language, number of basic units."""
    instrument = outline.instrument
    return f"{instrument.kind}, {language_name(instrument.language)}, {counted(basic_units(outline))}"


def _line(outline: Outline, unit: Unit, ends: dict[str, int], depth: int, width: int) -> str:
    indent, name = "  " * depth, label(unit)
    if unit.kind in CONTAINERS:
        return f"{indent}{name.upper()}  {unit.heading or ''}".rstrip()
    words = unit.heading if unit.kind == "article" and unit.heading else _opening(outline, unit, ends, width)
    return _shortened(indent, f"{name}  ", words, width)


def _shortened(indent: str, name: str, words: str, width: int) -> str:
    room = max(width - len(indent) - len(name), _LEAST_WORDS)
    return f"{indent}{name}{textwrap.shorten(words, room, placeholder=' …')}".rstrip()


def _opening(outline: Outline, unit: Unit, ends: dict[str, int], width: int) -> str:
    return squeeze(outline.text[unit.head_end : min(ends[unit.eid], unit.head_end + 4 * width)])


def _undefined(pen: Pen, outline: Outline) -> None:
    """The names that are used as defined terms and have no definition, with where what they name is set up."""
    if not outline.undefined:
        return
    citations = {unit.eid: unit.citation for unit in outline.units}
    pen.line()
    pen.line("Used as a term but not defined", "bold")
    for one in outline.undefined:
        where = f"{citations.get(one.eid, one.eid)}, {len(one.uses)} times"
        origin = f"; set up in {citations.get(one.established, one.established)}" if one.established else ""
        pen.paragraph(f"- {one.term} ({where}{origin})", indent=2, hanging=2)


def _remarks(pen: Pen, outline: Outline) -> None:
    remarks = [*_removed(outline), *(note.message for note in outline.coverage.notes)]
    parts = part_lines(outline.coverage)
    if remarks or parts:
        pen.line()
        pen.line("About the file", "bold")
    for part in parts:
        pen.paragraph(part, indent=2, hanging=2)
    for remark in remarks:
        pen.paragraph(f"- {remark}", indent=2, hanging=2)


def _removed(outline: Outline) -> Iterator[str]:
    words: Counter[str] = Counter()
    for piece in outline.coverage.removed:
        words[piece.reason] += len(piece.text.split())
    for reason, count in words.items():
        yield f"{count:,} {'word' if count == 1 else 'words'} left out: {reason}"
