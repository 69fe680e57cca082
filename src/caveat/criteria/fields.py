"""Where a criterion may look in a provision: dotted paths such as `penalty.max_years`, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

import msgspec

from caveat.kernel.deeds import (
    Cooperation,
    Definition,
    Element,
    Jurisdiction,
    Offence,
    Power,
    Provision,
    Provisions,
    Refusal,
    Safeguard,
)

KINDS: Final[dict[str, type[msgspec.Struct]]] = {
    "offence": Offence,
    "power": Power,
    "safeguard": Safeguard,
    "cooperation": Cooperation,
    "jurisdiction": Jurisdiction,
    "definition": Definition,
    "instrument": Provisions,
}
_FORCE: Final = {"must": "mandatory", "may": "optional"}
_CARRIERS: Final = ("source", "evidence")


class UnknownFieldError(Exception):
    """A path names a field that the kind does not have; `known` are the fields it has at that point."""

    def __init__(self, name: str, known: list[str]) -> None:
        self.name, self.known = name, known
        super().__init__(name)


class Leaf(NamedTuple):
    """What a path leads to: a value, its force, and the words that carry it, where there are any."""

    value: object
    force: str
    carriers: tuple[Element | Refusal | Provision, ...]


def type_of(kind: str, path: str) -> Any:
    """The type of what a path leads to, without optionality and lists.

    Raises:
        UnknownFieldError: the kind has no such field.
    """
    current: Any = KINDS[kind]
    for name in path.split("."):
        members = _members(current) if isinstance(current, type) and issubclass(current, msgspec.Struct) else {}
        if name not in members:
            raise UnknownFieldError(name, sorted(members))
        current = _bare(members[name][1])
    return current


def choices(kind: str, path: str) -> tuple[str, ...]:
    """The values a field can take, where they are a closed list; otherwise empty."""
    found = type_of(kind, path)
    return get_args(found) if get_origin(found) is Literal else ()


def leaves(record: msgspec.Struct, path: str) -> list[Leaf]:
    """Everything a path leads to in a provision; nothing where the text is silent."""
    return list(_walk(record, path.split("."), ()))


def _walk(
    value: object, names: list[str], carriers: tuple[Element | Refusal | Provision, ...], force: str = "mandatory"
) -> Iterator[Leaf]:
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, names, carriers, force)
    elif isinstance(value, Element):
        yield Leaf(value.value, value.force, (value,))
    elif isinstance(value, Refusal) and (not names or names == ["ground"]):
        yield Leaf(value.ground, _FORCE[value.force], (value,))
    elif isinstance(value, msgspec.Struct) and names:
        inner = getattr(value, _members(type(value))[names[0]][0])
        yield from _walk(inner, names[1:], _carriers(value, names[0]) or carriers, force)
    elif value not in (None, False, ""):
        own = (value,) if isinstance(value, Refusal | Provision) else ()
        yield Leaf(value, force, own or (_carriers(value) if isinstance(value, msgspec.Struct) else carriers))


def _carriers(record: msgspec.Struct, field: str = "") -> tuple[Element, ...]:
    """The elements that show where a plain value was read, such as the source of a penalty."""
    names = (*_CARRIERS, "scope_evidence") if field == "scope" else _CARRIERS
    shown = (getattr(record, name, None) for name in names)
    flat = (item for found in shown for item in (found if isinstance(found, list) else [found]))
    return tuple(item for item in flat if isinstance(item, Element))


@cache
def _members(record: type[msgspec.Struct]) -> dict[str, tuple[str, Any]]:
    """Attribute and type of every field, by its published name."""
    return {field.encode_name: (field.name, field.type) for field in msgspec.structs.fields(record)}


def _bare(annotation: Any) -> Any:
    options = [option for option in get_args(annotation) if option is not NoneType]
    if get_origin(annotation) is list:
        return _bare(options[0])
    if get_origin(annotation) is Literal or not options:
        return annotation
    return _bare(options[0])
