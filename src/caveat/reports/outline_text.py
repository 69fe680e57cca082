"""The legal tree as a lawyer reads it on a terminal: `caveat outline -f text`."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Final

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Outline, Unit
from caveat.language.structure import LANGUAGES, structure
from caveat.reports.layout import Pen
from caveat.reports.units import CONTAINERS, depths, label, own_ends

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
    _remarks(pen, outline)
    return pen.text()


def summary(outline: Outline) -> str:
    """What the text is, in a few words: kind, language, number of basic units."""
    instrument = outline.instrument
    articles = [unit for unit in outline.units if unit.kind == "article"]
    words = Counter(unit.citation.rpartition(", ")[2].split(" ")[0].lower() for unit in articles)
    word = words.most_common(1)[0][0] if words else "article"
    language = structure(instrument.language).name if instrument.language in LANGUAGES else instrument.language
    return f"{instrument.kind}, {language}, {len(articles)} {word}{'' if len(articles) == 1 else 's'}"


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


def _remarks(pen: Pen, outline: Outline) -> None:
    remarks = [*_parts(outline), *_removed(outline), *(note.message for note in outline.coverage.notes)]
    if remarks:
        pen.line()
        pen.line("About the file", "bold")
    for remark in remarks:
        pen.paragraph(f"- {remark}", indent=2, hanging=2)


def _parts(outline: Outline) -> Iterator[str]:
    if len(outline.coverage.parts) > 1:
        for part in outline.coverage.parts:
            yield f"part {part.id} ({part.language}): {part.title}{' (shown here)' if part.selected else ''}"


def _removed(outline: Outline) -> Iterator[str]:
    words: Counter[str] = Counter()
    for piece in outline.coverage.removed:
        words[piece.reason] += len(piece.text.split())
    for reason, count in words.items():
        yield f"{count:,} {'word' if count == 1 else 'words'} left out: {reason}"
