"""Where a criterion may look in a provision: dotted paths such as `penalty.max_years`, read and checked."""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

import msgspec

from caveat.kernel.deeds import (
    Arrangement,
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
    "arrangement": Arrangement,
    "article": Provision,
    "instrument": Provisions,
}
_FORCE: Final = {"must": "mandatory", "may": "optional"}
_CARRIERS: Final = ("source", "evidence")


class UnknownFieldError(Exception):
    """A path names a field that the kind does not have; `known` are the fields it has at that point."""

    def __init__(self, name: str, known: list[str]) -> None:
        self.name, self.known = name, known
        super().__init__(name)


Carriers = tuple[Element | Refusal | Provision, ...]


class Leaf(NamedTuple):
    """What a path leads to: a value, its force, and the words that carry it, where there are any."""

    value: object
    force: str
    carriers: Carriers


@cache
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
    return _walk(record, path.split("."), (), "mandatory")


def _walk(value: object, names: list[str], carriers: Carriers, force: str) -> list[Leaf]:
    if isinstance(value, list):
        return [leaf for item in value for leaf in _walk(item, names, carriers, force)]
    if isinstance(value, Element):
        return [Leaf(value.value, value.force, (value,))]
    if isinstance(value, Refusal) and (not names or names == ["ground"]):
        return [Leaf(value.ground, _FORCE[value.force], (value,))]
    if isinstance(value, msgspec.Struct) and names:
        inner = getattr(value, _members(type(value))[names[0]][0])
        return _walk(inner, names[1:], _carriers(value, names[0]) or carriers, force)
    if value in (None, False, ""):
        return []
    own = (value,) if isinstance(value, Refusal | Provision) else ()
    return [Leaf(value, force, own or (_carriers(value) if isinstance(value, msgspec.Struct) else carriers))]


def _carriers(record: msgspec.Struct, field: str = "") -> tuple[Element, ...]:
    """The elements that show where a plain value was read, such as the source of a penalty."""
    shown = [getattr(record, name) for name in _carrying(type(record), field)]
    flat = [item for found in shown for item in (found if isinstance(found, list) else [found])]
    return tuple([item for item in flat if isinstance(item, Element)])


@cache
def _carrying(record: type[msgspec.Struct], field: str) -> tuple[str, ...]:
    """The fields of a record that carry the plain value of another."""
    names = (*_CARRIERS, "scope_evidence") if field == "scope" else _CARRIERS
    return tuple(name for name in names if name in record.__struct_fields__)


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
