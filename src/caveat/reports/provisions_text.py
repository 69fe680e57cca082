"""What a text does, as a lawyer reads it: `caveat provisions -f text`."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from caveat.kernel.deeds import Cooperation, Element, Offence, Power, Provision, Provisions, Safeguard
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Outline
from caveat.reports.deed_words import authorisation_words, penalty_words
from caveat.reports.layout import Pen
from caveat.reports.outline_text import summary
from caveat.reports.units import part_lines

P = TypeVar("P", bound=Provision)
_QUOTE: Final = 220


def provisions_text(provisions: Provisions, outline: Outline, width: int = 100, colour: bool = False) -> str:
    """Offences, powers, safeguards and cooperation with their elements, each with its words; then definitions in short.

    `width` is in columns; `colour` asks for escape codes.
    """
    pen = Pen(width, colour)
    pen.ends(outline.instrument.title, summary(outline), style="bold")
    for line in part_lines(outline.coverage):
        pen.paragraph(line, hanging=2)
    if not outline.instrument.language.startswith("en"):
        pen.paragraph("Nothing was read: provisions are read in English texts only, so far.")
        return pen.text()
    _section(pen, "OFFENCES", provisions.offences, _offence_lines, lambda one: f"{one.name}, {one.class_}")
    _section(pen, "POWERS", provisions.powers, _power_lines, lambda one: one.name)
    _section(pen, "SAFEGUARDS", provisions.safeguards, _safeguard_lines, lambda one: one.kind)
    _section(pen, "COOPERATION", provisions.cooperation, _cooperation_lines, lambda one: f"{one.kind} ({one.duty})")
    _section(pen, "JURISDICTION", provisions.jurisdiction, lambda one: [], lambda one: ", ".join(one.bases))
    _section(pen, "ARRANGEMENTS", provisions.arrangements, lambda one: [], lambda one: f"{one.kind} ({one.duty})")
    _definitions(pen, provisions)
    return pen.text()


def _section(
    pen: Pen, title: str, found: Sequence[P], lines: Callable[[P], Iterable[str]], name: Callable[[P], str]
) -> None:
    pen.line()
    pen.line(f"{title}  {len(found)}", "bold")
    for one in found:
        pen.line()
        _head(pen, one.citation, name(one))
        pen.paragraph(f"“{textwrap.shorten(squeeze(one.quote), _QUOTE, placeholder=' …')}”", indent=6, hanging=1)
        for line in lines(one):
            pen.paragraph(line, indent=6, hanging=4)


def _head(pen: Pen, citation: str, name: str) -> None:
    """The citation and the name at the two ends of a line, or one after the other where the name is long."""
    if len(citation) + len(name) + 4 <= pen.width:
        pen.ends(citation, name, indent=2)
    else:
        pen.paragraph(f"{citation}  {name}", indent=2, hanging=4)


def _offence_lines(one: Offence) -> Iterator[str]:
    yield _element("intent", one.general_intent)
    for purpose in one.specific_intent:
        yield _element("purpose", purpose)
    yield _element("authorisation", one.authorisation)
    for harm in one.harm:
        yield _element("harm", harm)
    for exemption in one.exemptions:
        yield _element("exemption", exemption)
    yield f"penalty: {penalty_words(one.penalty)}"


def _power_lines(one: Power) -> Iterator[str]:
    yield f"authorisation: {authorisation_words(one.judicial_authorisation)}"
    for name, element in (
        ("holder", one.holder), ("addressee", one.addressee), ("threshold", one.threshold),
        ("specific investigation", one.specific_investigation), ("duration", one.duration), ("secrecy", one.secrecy),
        ("notice", one.notice),
    ):  # fmt: skip
        if element:
            yield _element(name, element)


def _safeguard_lines(one: Safeguard) -> Iterator[str]:
    force = "mandatory" if one.mandatory else "optional"
    deference = ", as domestic law provides" if one.deference else ""
    yield f"{force}{deference}; reaches the {one.reach}"


def _cooperation_lines(one: Cooperation) -> Iterator[str]:
    yield f"scope: {', '.join(one.scope) or 'not stated'}; dual criminality: {one.dual_criminality}"
    for refusal in one.refusal:
        yield f"{refusal.force} refuse: {refusal.ground}, “{squeeze(refusal.text)}”"


def _element(name: str, element: Element | None) -> str:
    if element is None:
        return f"{name}: none"
    return f"{name}: “{squeeze(element.text)}”{'' if element.force == 'mandatory' else f' ({element.force})'}"


def _definitions(pen: Pen, provisions: Provisions) -> None:
    pen.line()
    pen.line(f"DEFINITIONS  {len(provisions.definitions)}", "bold")
    if provisions.definitions:
        pen.paragraph(", ".join(f"{one.term} ({one.citation})" for one in provisions.definitions), indent=2, hanging=0)
