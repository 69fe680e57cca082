"""Who points to whom: the references of a text as a graph over its units."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Link, Links, Outline, Reference, Unit


class Citing:
    """The references of one outline, by where they stand and by where they lead.

    A unit stands for itself and all that it holds. What it says of itself is
    left out: neither "this article" nor "paragraph 1" leads out of an article.
    """

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._units = {unit.eid: unit for unit in outline.units}
        self._starts = [reference.start for reference in outline.references]
        self._to: defaultdict[str, list[Reference]] = defaultdict(list)
        for reference in outline.references:
            for target in reference.targets or []:
                self._to[target].append(reference)

    def outgoing(self, eid: str) -> list[Reference]:
        """The references in a unit that lead out of it, or to no place in this text that is certain."""
        unit = self._units[eid]
        inside = self._inside(unit)
        return [one for one in self._standing_in(unit) if not one.targets or not inside.issuperset(one.targets)]

    def incoming(self, eid: str) -> list[Reference]:
        """The references from elsewhere to a unit or to a part of it."""
        unit = self._units[eid]
        return self._leading_to(self._inside(unit), unit)

    def wider(self, eid: str) -> list[Reference]:
        """The references from elsewhere to what holds a unit, such as the chapter of an article."""
        unit = self._units[eid]
        return self._leading_to({above.eid for above in self._above(unit)}, unit)

    def _leading_to(self, wanted: set[str], unit: Unit) -> list[Reference]:
        found = {one.start: one for target in wanted for one in self._to.get(target, [])}
        return [found[start] for start in sorted(found) if not unit.start <= start < unit.end]

    def source(self, reference: Reference) -> Unit | None:
        """The innermost unit in which a reference stands."""
        units = self._outline.units
        place = bisect_left(units, reference.start + 1, key=lambda unit: unit.start) - 1
        unit = units[place] if place >= 0 else None
        while unit and unit.end <= reference.start:
            unit = self._units.get(unit.parent or "")
        return unit

    def _standing_in(self, unit: Unit) -> list[Reference]:
        first, last = (bisect_left(self._starts, offset) for offset in (unit.start, unit.end))
        return self._outline.references[first:last]

    def _inside(self, unit: Unit) -> set[str]:
        """A unit and all that it holds: the units that follow it, up to its end."""
        units = self._outline.units
        first = bisect_left(units, unit.start, key=lambda other: other.start)
        last = bisect_left(units, unit.end, key=lambda other: other.start)
        held = {unit.eid}
        for other in units[first:last]:
            if other.parent in held:
                held.add(other.eid)
        return held

    def _above(self, unit: Unit) -> Iterable[Unit]:
        while unit.parent:
            unit = self._units[unit.parent]
            yield unit


def links(outline: Outline, origin: str | None, destination: str | None, where: str) -> Links:
    """The references from one place, to one place, or from one to the other; a place is a citation or an eId.

    Raises:
        InputError: the text has no such place.
    """
    citing = Citing(outline)
    sources, targets = (_named(outline, place, where) if place is not None else [] for place in (origin, destination))
    leaving = {one.start for eid in sources for one in citing.outgoing(eid)} if sources else None
    narrow = [one for eid in targets for one in citing.incoming(eid)]
    wide = [one for eid in targets for one in citing.wider(eid)]
    if not targets:
        narrow, leaving = [one for eid in sources for one in citing.outgoing(eid)], None
    return Links(
        instrument=outline.instrument,
        origin=sources,
        destination=targets,
        links=_linked(citing, narrow, leaving),
        wider=_linked(citing, wide, leaving),
    )


def _linked(citing: Citing, references: list[Reference], leaving: set[int] | None) -> list[Link]:
    """Each reference once, in order, with the unit in which it stands; only those at given offsets, if any."""
    found = {one.start: one for one in references if leaving is None or one.start in leaving}
    return [_link(found[start], citing.source(found[start])) for start in sorted(found)]


def _link(reference: Reference, source: Unit | None) -> Link:
    return Link(
        eid=source.eid if source else None,
        citation=source.citation if source else None,
        start=reference.start,
        end=reference.end,
        text=reference.text,
        targets=reference.targets,
        instrument=reference.instrument,
    )


def _named(outline: Outline, place: str, where: str) -> list[str]:
    """The units that a reader means: by eId, or by citation, which several may share in a draft with options."""
    plain = _plain(place)
    found = [unit.eid for unit in outline.units if plain in (_plain(unit.eid), _plain(unit.citation))]
    if found:
        return found
    close = get_close_matches(place, [unit.citation for unit in outline.units], 1, 0.3)
    raise InputError(
        f"there is no {place!r}", where=where,
        remedy=f"Name a place as the outline does, such as {close[0] if close else outline.units[0].citation!r}.",
    )  # fmt: skip


def _plain(name: str) -> str:
    return "".join(name.lower().split())
