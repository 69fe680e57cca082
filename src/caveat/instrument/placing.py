"""Where on the printed pages of a file a stretch of text stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from caveat.kernel.source import Place

Rectangle = tuple[int, float, float, float, float]


def page_at(places: Sequence[Place], offset: int) -> int | None:
    """The page, counted from 1, on which an offset stands, or the nearest line before it; `None` without pages."""
    if not places:
        return None
    return places[_at(places, offset)].page


def rectangles(places: Sequence[Place], start: int, end: int) -> tuple[Rectangle, ...] | None:
    """Page by page, the smallest rectangle around the lines of a stretch of text; `None` without pages."""
    if not places:
        return None
    found: dict[int, Rectangle] = {}
    for index in range(_at(places, start), len(places)):
        place = places[index]
        if place.start >= end:
            break
        if place.end > start:
            found[place.page] = _around(found.get(place.page), place)
    return tuple(found.values())


def _at(places: Sequence[Place], offset: int) -> int:
    return max(bisect_right(places, offset, key=lambda place: place.start) - 1, 0)


def _around(rectangle: Rectangle | None, place: Place) -> Rectangle:
    left, top, right, bottom = place.box
    if rectangle is None:
        return (place.page, left, top, right, bottom)
    page, *sides = rectangle
    return (page, min(left, sides[0]), min(top, sides[1]), max(right, sides[2]), max(bottom, sides[3]))
