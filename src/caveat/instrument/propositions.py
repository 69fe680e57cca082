"""Complete sentences: a chapeau, one of its items, and the words after the list."""

from __future__ import annotations

from typing import Final

from caveat.instrument.nodes import Node
from caveat.kernel.shapes import Proposition, Span

_CONTAINERS: Final = ("part", "title", "chapter", "section")


def propositions(roots: list[Node], eids: dict[int, str], text: str) -> list[Proposition]:
    """One proposition for each innermost unit: the words of the units above it, its own, and those after the list."""
    found: list[Proposition] = []
    for root in roots:
        tails = _tails(root)
        for node in root.walk():
            if node.children or node.kind in (*_CONTAINERS, "tail", "conclusions"):
                continue
            chain = _chain(node)
            spans = [span for up in chain for span in [(up.head_end, up.own_end())] if _worded(text, span)]
            spans += [span for up in chain[:-1] for span in tails.get(id(up), ()) if span[0] > node.start]
            if spans:
                found.append(
                    Proposition(id=f"p{len(found) + 1}", spans=sorted(spans), eids=[eids[id(up)] for up in chain])
                )
    return found


def _tails(root: Node) -> dict[int, list[Span]]:
    """The words after the lists of each unit that has any."""
    tails: dict[int, list[Span]] = {}
    for node in root.walk():
        if node.kind == "tail" and node.parent:
            tails.setdefault(id(node.parent), []).append((node.head_end, node.end))
    return tails


def _chain(node: Node) -> list[Node]:
    chain = [node]
    while node.kind not in ("article", "annex", "preamble") and node.parent and node.parent.kind not in _CONTAINERS:
        node = node.parent
        chain.append(node)
    return chain[::-1]


def _worded(text: str, span: Span) -> bool:
    return any(map(str.isalnum, text[span[0] : span[1]]))
