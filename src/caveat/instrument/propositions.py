"""Complete sentences: a chapeau, one of its items, and the words after the list."""

from __future__ import annotations

import re
from typing import Final

from caveat.instrument.nodes import Node
from caveat.kernel.shapes import Proposition, Span

_CONTAINERS: Final = ("part", "title", "chapter", "section")
_WITHOUT: Final = (*_CONTAINERS, "tail", "conclusions")
_BASIC: Final = ("article", "annex", "preamble")
_LETTER: Final = re.compile(r"[^\W_]")


def propositions(roots: list[Node], eids: dict[int, str], text: str) -> list[Proposition]:
    """One proposition for each innermost unit: the words of the units above it, its own, and those after the list."""
    found: list[Proposition] = []
    for root in roots:
        tails = _tails(root)
        chains: dict[int, list[Node]] = {}
        chapeaus: dict[int, list[Span]] = {}
        for node in root.walk():
            above = node.parent if _continues(node) else None
            chains[id(node)] = [*chains.get(id(above), ()), node]
            own = (node.head_end, node.own_end())
            chapeaus[id(node)] = [*chapeaus.get(id(above), ()), *([own] if _worded(text, own) else [])]
            if node.children or node.kind in _WITHOUT:
                continue
            chain, spans = chains[id(node)], chapeaus[id(node)]
            after = [span for up in chain[:-1] for span in tails.get(id(up), ()) if span[0] > node.start]
            if spans or after:
                eids_of = [eids[id(up)] for up in chain]
                found.append(Proposition(id=f"p{len(found) + 1}", spans=[*spans, *sorted(after)], eids=eids_of))
    return found


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


def _worded(text: str, span: Span) -> bool:
    return _LETTER.search(text, span[0], span[1]) is not None
