"""The tree while it is being built."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.kernel.shapes import UnitKind


class Node:
    """A unit in the making. `word` is the text's own word for it; `label` its number as printed."""

    __slots__ = ("children", "depth", "end", "head_end", "heading", "kind", "label", "parent", "start", "style", "word")

    def __init__(self, kind: UnitKind, start: int, head_end: int, *, label: str | None = None, word: str = "") -> None:
        self.kind = kind
        self.start = start
        self.head_end = head_end
        self.end = head_end
        self.label = label
        self.word = word
        self.heading: str | None = None
        self.style = ""
        self.depth = 0
        self.parent: Node | None = None
        self.children: list[Node] = []

    def add(self, child: Node) -> Node:
        """Put a child last and return it."""
        child.parent = self
        self.children.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, in document order, without recursion."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    def own_end(self) -> int:
        """Where the node's own words before its first child end."""
        return self.children[0].start if self.children else self.end

    def close(self, end: int) -> None:
        """Set the end of the node and of everything that ends with it: each unit lasts until the next begins."""
        self.end = end
        stack = [self]
        while stack:
            node = stack.pop()
            stop = node.end
            for child in reversed(node.children):
                child.end = stop
                stop = child.start
            stack += [child for child in node.children if child.children]
