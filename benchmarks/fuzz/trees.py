"""Mutations of XML that leave it well-formed: elements and attributes change, move, come twice, or nest."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Final

from lxml import etree

from benchmarks.fuzz.words import CHARACTERS, HEADS, NUMBERS, PHRASES

LARGEST: Final = 60_000
"""Elements after which a tree grows no more."""

_Tree = list[etree._Element]


def mutated_tree(data: bytes, rng: random.Random) -> bytes:
    """The document with one to some ten changes; as it was where it cannot be parsed."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False))
    except etree.XMLSyntaxError:
        return data
    for _ in range(1 + int(rng.expovariate(0.3))):
        elements = list(root.iter(etree.Element))
        if len(elements) > 1:
            rng.choice(_CHANGES)(rng.choice(elements[1:]), elements, rng)
    return etree.tostring(root)


def _drop(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    """The element goes, and what is in it stays."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _twice(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    if len(elements) < LARGEST:
        for _ in range(rng.choice((1, 1, 3, 30))):
            element.addnext(copy.deepcopy(element))


def _moved(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    target = rng.choice(elements)
    if element not in target.iterancestors() and target is not element:
        target.insert(rng.randrange(len(target) + 1), element)


def _renamed(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    element.tag = rng.choice(elements).tag


def _wrapped(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    """The element stands in another, or in many of them."""
    parent, depth = element.getparent(), rng.choice((1, 1, 2, 20, 120))
    if parent is None:
        return
    outer = innermost = etree.Element(rng.choice(elements).tag)
    for _ in range(depth - 1):
        innermost = etree.SubElement(innermost, outer.tag)
    parent.replace(element, outer)
    innermost.append(element)


def _attribute(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    names = list(rng.choice(elements).attrib) or ["name"]
    value = rng.choice(
        (rng.choice(NUMBERS), rng.choice(PHRASES), "", "#x", "x" * 300, *rng.choice(elements).attrib.values())
    )
    element.set(rng.choice(names), _clean(str(value)))


def _without_attribute(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    if element.attrib:
        del element.attrib[rng.choice(list(element.attrib))]


def _worded(element: etree._Element, elements: _Tree, rng: random.Random) -> None:
    """Other words before, in the place of, or after those of the element."""
    words = rng.choice(
        (rng.choice(HEADS).replace("{}", rng.choice(NUMBERS)), rng.choice(PHRASES), rng.choice(CHARACTERS), "")
    )
    how = rng.randrange(3)
    if how == 0:
        element.text = _clean(words)
    elif how == 1:
        element.text = _clean((element.text or "") + words)
    else:
        element.tail = _clean((element.tail or "") + words)


def _clean(text: str) -> str:
    return "".join(
        character
        for character in text
        if character in "\t\n"
        or " " <= character < "\ud800"
        or "\ue000" <= character < "\ufffe"
        or character > "\uffff"
    )


_CHANGES: Final[tuple[Callable[[etree._Element, _Tree, random.Random], None], ...]] = (
    _drop, _unwrap, _twice, _moved, _renamed, _wrapped, _attribute, _attribute, _without_attribute, _worded, _worded,
)  # fmt: skip
