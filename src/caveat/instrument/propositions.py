"""Complete sentences: a chapeau, one of its items, and the words after the list.

A sentence of its own that follows an item, or a list, is a proposition of its own.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from caveat.instrument.nodes import Node
from caveat.kernel.shapes import Proposition, Span

_CONTAINERS: Final = ("part", "title", "chapter", "section")
_WITHOUT: Final = (*_CONTAINERS, "tail", "conclusions")
_BASIC: Final = ("article", "annex", "preamble")
_LETTER: Final = re.compile(r"[^\W_]")
_STOP: Final = re.compile(r"\.(?:(?<=[a-z][a-z]\.)|(?<=[\d)”\"]\.))\s+(?=[A-Z])[A-Z]")


class _Above(NamedTuple):
    """What stands above a unit and is completed by it: the eIds, and the words."""

    eids: list[str]
    spans: list[Span]


def propositions(roots: list[Node], eids: dict[int, str], text: str) -> list[Proposition]:
    """One proposition for each innermost unit: the words of the units above it, its own, and those after the list."""
    found: list[Proposition] = []
    for root in roots:
        tails = _tails(root, text)
        known: dict[int, _Above] = {}
        for node in root.walk():
            chain, spans = _with(node, known.get(id(node.parent)), eids, text)
            if node.children:
                known[id(node)] = _Above(chain, spans)
            elif node.kind == "tail":
                if _LETTER.search(text, completed := _completing(text, node), node.end):
                    found.append(Proposition(id=f"p{len(found) + 1}", spans=[(completed, node.end)], eids=chain))
            elif node.kind not in _WITHOUT:
                after = _after(node, tails) if tails else []
                for sentence in _sentences(text, spans, after):
                    found.append(Proposition(id=f"p{len(found) + 1}", spans=sentence, eids=chain))
    return found


def _sentences(text: str, spans: list[Span], after: list[Span]) -> list[list[Span]]:
    """The sentence that a unit completes, and apart from it what its last words say in sentences of their own.

    Only an item that goes on with the words before the list has such: one that is itself of several sentences is whole.
    """
    if len(spans) > 1:
        start, end = spans[-1]
        stop = _STOP.search(text, start, end)
        if stop and _continued(text, start):
            return [[*spans[:-1], (start, stop.start() + 1), *after], [(stop.end() - 1, end)]]
    return [[*spans, *after]] if spans or after else []


def _continued(text: str, start: int) -> bool:
    first = _LETTER.search(text, start)
    return first is not None and first[0].islower()


def _completing(text: str, tail: Node) -> int:
    """Up to where the words after a list complete its items: as long as no new sentence begins."""
    before = text[max(0, tail.head_end - 12) : tail.head_end].rstrip(" \n\t*_]")
    if before.endswith((".", ".)")) and not _continued(text, tail.head_end):
        return tail.head_end
    stop = _STOP.search(text, tail.head_end, tail.end)
    return stop.end() - 1 if stop else tail.end


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


def _tails(root: Node, text: str) -> dict[int, list[Span]]:
    """The words that complete the lists of each unit that has any."""
    tails: dict[int, list[Span]] = {}
    for node in root.walk():
        if node.kind == "tail" and node.parent and (end := _completing(text, node)) > node.head_end:
            tails.setdefault(id(node.parent), []).append((node.head_end, end))
    return tails
