"""What of a text under negotiation stands whatever is agreed.

A text is read with everything proposed in, with everything out, and once for each
option: the first of every list, then the second. Readings are never multiplied
with each other. An element that is not the same in all is `bracketed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

import msgspec
from msgspec import structs

from caveat.kernel.deeds import Element, Provision, Provisions
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Mark, MarkType, Outline, Span

P = TypeVar("P", bound=Provision)

_MOST_OPTIONS: Final = 12
"""Options of one list that are read apart; what only later ones have is bracketed."""


def views(outline: Outline) -> list[str]:
    """The folded text as it is read: with everything in; then, where anything is open, out, and for each option.

    All are of the length of the text: what is out is blank.
    """
    view = _without(fold(outline.text), _spans(outline, "placeholder", "agreed"))
    brackets = [mark for mark in outline.marks if mark.type == "bracket"]
    options = [mark for mark in outline.marks if mark.type == "option"]
    deleted, inserted = _spans(outline, "deletion"), _spans(outline, "insertion")
    if not (brackets or options or deleted or inserted):
        return [view]
    plain = _without(view, _signs(view, brackets))
    inside = _without(plain, deleted)
    out = _without(plain, [*inserted, *((mark.start, mark.end) for mark in brackets)])
    return [inside, out, *(_without(inside, spans) for spans in _other_options(options))]


def _spans(outline: Outline, *types: MarkType) -> list[Span]:
    return [(mark.start, mark.end) for mark in outline.marks if mark.type in types]


def _signs(view: str, brackets: Iterable[Mark]) -> list[Span]:
    """The bracket characters themselves."""
    ends = [at for mark in brackets for at in {mark.start, mark.end - 1}]
    return [(at, at + 1) for at in ends if view[at] in "[]"]


def _other_options(options: Sequence[Mark]) -> list[list[Span]]:
    """For each place in the lists of options, what is out where of each list the option at that place is chosen."""
    groups: dict[str | None, list[Mark]] = {}
    for option in options:
        groups.setdefault(option.group, []).append(option)
    longest = min(max(map(len, groups.values()), default=0), _MOST_OPTIONS)
    return [
        [
            (option.start, option.end)
            for group in groups.values()
            for place, option in enumerate(group)
            if place != min(chosen, len(group) - 1)
        ]
        for chosen in range(longest)
    ]


def _without(view: str, spans: Iterable[Span]) -> str:
    pieces, last = [], 0
    for start, end in sorted(spans):
        start, end = max(start, last), max(end, last)
        pieces += [view[last:start], " " * (end - start)]
        last = end
    return "".join([*pieces, view[last:]])


def settled(first: Provisions, others: Sequence[Provisions]) -> Provisions:
    """The provisions of the first reading; what other readings do not have, or have besides, is bracketed."""
    if not others:
        return first

    def judged(kind: Callable[[Provisions], list[P]]) -> list[P]:
        tables = [_by_place(kind(other)) for other in others]
        return [_judged(item, [_same(item, table) for table in tables]) for item in kind(first)]

    return structs.replace(
        first,
        offences=judged(lambda found: found.offences),
        powers=judged(lambda found: found.powers),
        cooperation=judged(lambda found: found.cooperation),
    )


_Table = dict[tuple[str, str], list[P]]


def _key(item: Provision) -> tuple[str, str]:
    return item.eid, getattr(item, "name", "") or getattr(item, "kind", "")


def _by_place(found: Iterable[P]) -> _Table[P]:
    table: _Table[P] = {}
    for item in found:
        table.setdefault(_key(item), []).append(item)
    return table


def _same(item: P, table: _Table[P]) -> P | None:
    """The provision of another reading that is the same: of one place and name, the nearest."""
    return min(table.get(_key(item), []), key=lambda other: abs(other.start - item.start), default=None)


S = TypeVar("S", bound=msgspec.Struct)


def _judged(item: S, others: Sequence[S | None]) -> S:
    """A provision, or a part of one, with each of its elements judged."""
    changes = {
        name: _field(value, [getattr(other, name, None) for other in others])
        for name in item.__struct_fields__
        if _holds_elements(value := getattr(item, name), [getattr(other, name, None) for other in others])
    }
    return structs.replace(item, **changes) if changes else item


def _holds_elements(value: Any, others: Sequence[Any]) -> bool:
    return any(isinstance(one, (Element, msgspec.Struct, list)) for one in (value, *others))


def _field(value: Any, others: Sequence[Any]) -> Any:
    if isinstance(value, list):
        return _list(value, [other or [] for other in others])
    if isinstance(value, Element):
        return value if all(_alike(value, other) for other in others) else _bracketed(value)
    if isinstance(value, msgspec.Struct):
        return _judged(value, others)
    added = next((other for other in others if isinstance(other, Element)), None)
    return _bracketed(added) if added and value is None else value


def _list(value: list[Any], others: Sequence[list[Any]]) -> list[Any]:
    """The elements of a list, each judged, and those that only other readings have."""
    if not all(isinstance(one, Element) for one in (*value, *(one for other in others for one in other))):
        return value
    known = {one.value for one in value}
    kept = [one if all(_in(one, other) for other in others) else _bracketed(one) for one in value]
    added = {one.value: one for other in others for one in other if one.value not in known}
    return [*kept, *map(_bracketed, added.values())]


def _in(element: Element, others: Iterable[Element]) -> bool:
    return any(_alike(element, other) for other in others)


def _alike(element: Element, other: Any) -> bool:
    """Whether another reading has an element with the same meaning and force, wherever its words stand."""
    return isinstance(other, Element) and (element.value, element.force) == (other.value, other.force)


def _bracketed(element: Element) -> Element:
    return structs.replace(element, force="bracketed")
