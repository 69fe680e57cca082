"""Complete sentences: a chapeau, one of its items, and the words after the list."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from caveat.instrument.nodes import Node
from caveat.kernel.shapes import Proposition, Span

_CONTAINERS: Final = ("part", "title", "chapter", "section")
_WITHOUT: Final = (*_CONTAINERS, "tail", "conclusions")
_BASIC: Final = ("article", "annex", "preamble")
_LETTER: Final = re.compile(r"[^\W_]")


class _Above(NamedTuple):
    """What stands above a unit and is completed by it: the eIds, and the words."""

    eids: list[str]
    spans: list[Span]


def propositions(roots: list[Node], eids: dict[int, str], text: str) -> list[Proposition]:
    """One proposition for each innermost unit: the words of the units above it, its own, and those after the list."""
    found: list[Proposition] = []
    for root in roots:
        tails = _tails(root)
        known: dict[int, _Above] = {}
        for node in root.walk():
            chain, spans = _with(node, known.get(id(node.parent)), eids, text)
            if node.children:
                known[id(node)] = _Above(chain, spans)
            elif node.kind not in _WITHOUT:
                after = _after(node, tails) if tails else []
                if spans or after:
                    found.append(Proposition(id=f"p{len(found) + 1}", spans=[*spans, *after], eids=chain))
    return found


def _with(node: Node, above: _Above | None, eids: dict[int, str], text: str) -> _Above:
    own = (node.head_end, node.own_end())
    spans = [own] if _LETTER.search(text, *own) else []
    if above is None or not _continues(node):
        return _Above([eids[id(node)]], spans)
    return _Above([*above.eids, eids[id(node)]], [*above.spans, *spans])


def _after(node: Node, tails: dict[int, list[Span]]) -> list[Span]:
    """The words after the lists that a unit stands in."""
    found: list[Span] = []
    start = node.start
    while node.parent and _continues(node):
        node = node.parent
        found += (span for span in tails.get(id(node), ()) if span[0] > start)
    return sorted(found)


def _continues(node: Node) -> bool:
    """Whether a unit's words complete those of the unit above it."""
    return node.kind not in _BASIC and node.parent is not None and node.parent.kind not in _CONTAINERS


def _tails(root: Node) -> dict[int, list[Span]]:
    """The words after the lists of each unit that has any."""
    tails: dict[int, list[Span]] = {}
    for node in root.walk():
        if node.kind == "tail" and node.parent:
            tails.setdefault(id(node.parent), []).append((node.head_end, node.end))
    return tails
