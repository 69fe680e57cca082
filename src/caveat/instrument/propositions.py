"""Complete sentences: a chapeau, one of its items, and the words after the list."""

from __future__ import annotations

from caveat.instrument.nodes import Node
from caveat.kernel.shapes import Proposition, Span


def propositions(roots: list[Node], eids: dict[int, str], text: str) -> list[Proposition]:
    """One proposition for each innermost unit: the words of every unit above it, its own, and those that follow the list."""
    found: list[Proposition] = []
    for root in roots:
        for node in root.walk():
            if node.children or node.kind in ("tail", "part", "title", "chapter", "section", "conclusions"):
                continue
            chain = _chain(node)
            spans = [span for up in chain for span in [(up.head_end, up.own_end())] if _worded(text, span)]
            spans += [(tail.head_end, tail.end) for up in chain[:-1] for tail in up.children if tail.kind == "tail" and tail.start > node.start]
            if spans:
                found.append(Proposition(id=f"p{len(found) + 1}", spans=sorted(spans), eids=[eids[id(up)] for up in chain]))
    return found


def _chain(node: Node) -> list[Node]:
    chain = [node]
    while node.kind not in ("article", "annex", "preamble") and node.parent and node.parent.kind not in ("part", "title", "chapter", "section"):
        node = node.parent
        chain.append(node)
    return chain[::-1]


def _worded(text: str, span: Span) -> bool:
    return any(map(str.isalnum, text[span[0] : span[1]]))
