"""What a place points to, or what points to it, as a lawyer reads it on a terminal."""

from __future__ import annotations

from typing import Final

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Link, Links, Outline
from caveat.reports.layout import Pen

_MOST: Final = 4


def links_text(outline: Outline, found: Links, width: int = 100, colour: bool = False) -> str:
    """One line a reference: where it stands, its words, where they lead.

    `width` is in columns; `colour` asks for escape codes.
    """
    pen = Pen(width, colour)
    citations = {unit.eid: unit.citation for unit in outline.units}
    pen.ends(outline.instrument.title, _asked(found, citations), style="bold")
    pen.line()
    _list(pen, found.links, citations)
    if not found.links:
        pen.line("  no reference" if found.origin else "  no reference from elsewhere")
    if found.wider:
        pen.line()
        pen.line("To what holds it", "bold")
        _list(pen, found.wider, citations)
    for note in outline.coverage.notes:
        if note.kind == "undetermined":
            pen.paragraph(f"- {note.message}", indent=2, hanging=2)
    return pen.text()


def _list(pen: Pen, links: list[Link], citations: dict[str, str]) -> None:
    for link in links:
        stands = link.citation or "before the first unit"
        pen.paragraph(f"{stands}: “{squeeze(link.text)}” → {_led(link, citations)}", 2, 4)


def _asked(found: Links, citations: dict[str, str]) -> str:
    ends = (("from", found.origin), ("to", found.destination))
    return " ".join(f"{word} {citations[eids[0]]}" for word, eids in ends if eids)


def _led(link: Link, citations: dict[str, str]) -> str:
    if link.instrument:
        return link.instrument
    targets = link.targets or []
    if not targets:
        return "not certain"
    shown = [citations[eid] for eid in targets]
    return ", ".join(shown) if len(shown) <= _MOST else f"{shown[0]} … {shown[-1]} ({len(shown)})"
