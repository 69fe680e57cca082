"""Names of places: the eId of each unit, and the citation a lawyer would write.

eIds follow the Akoma Ntoso naming convention (OASIS LegalDocML, part 2):
prefixes such as `art`, `chp`, `para`, joined by two underscores.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from caveat.instrument.nodes import Node
from caveat.language.numerals import plain
from caveat.language.structure import structure

_PREFIXES: Final = {
    "part": "part", "title": "title", "chapter": "chp", "section": "sec", "annex": "annex", "preamble": "preamble",
    "recital": "rec", "conclusions": "conclusions", "definition": "def", "tail": "wrapup", "paragraph": "para",
    "subparagraph": "subpara", "point": "point", "item": "item",
}  # fmt: skip
_BASIC: Final = {
    "article": "art",
    "section": "sec",
    "rule": "rule",
    "regulation": "reg",
    "clause": "cl",
    "principle": "prn",
    "paragraph": "para",
}
_STATUTE: Final = {"paragraph": "subsec", "subparagraph": "para", "point": "subpara", "item": "point"}
_CONTAINERS: Final = ("part", "title", "chapter", "section")
_NUMBERED: Final = ("article", *_CONTAINERS)
_UNNUMBERED: Final = "nn"
"""What the naming convention puts in the place of a number where there is none."""

_NOT_ID: Final = re.compile(r"[^\w.-]+")


class Namer:
    """Gives every node of a tree its eId and its citation."""

    def __init__(self, roots: list[Node], basic_word: str, language: str) -> None:
        self.word = basic_word
        self.structure = structure(language or "en")
        self.english = self.structure.name == "English"
        self.words = self.structure.citation_words if language else {}
        self.eids: dict[int, str] = {}
        self.citations: dict[int, str] = {}
        nodes = [node for root in roots for node in root.walk()]
        self.annexes = _annexes(nodes)
        self.own = {id(node): self._basic_eid(node) for node in nodes}
        numbered = (node for node in nodes if node.kind in _NUMBERED and id(node) not in self.annexes)
        counts = Counter(self.own[id(node)] for node in numbered)
        self.ambiguous = {eid for eid, count in counts.items() if count > 1}
        self.used: Counter[str] = Counter()
        for node in nodes:
            self._name(node)

    def _name(self, node: Node) -> None:
        eid = self._unique(self._eid(node))
        self.eids[id(node)] = eid
        self.citations[id(node)] = self._citation(node)

    def _unique(self, plain: str) -> str:
        """The name itself, or with the next number after it that makes it one of its own."""
        self.used[plain] += 1
        if self.used[plain] == 1:
            return plain
        while (eid := f"{plain}-{self.used[plain]}") in self.used:
            self.used[plain] += 1
        self.used[eid] = 1
        return eid

    def _eid(self, node: Node) -> str:
        own = self.own[id(node)]
        above = self.eids.get(id(node.parent))
        if node.kind in _NUMBERED:
            if annex := self.annexes.get(id(node)):
                return f"{self.eids[id(annex)]}__{own}"
            if own not in self.ambiguous:
                return own
        return f"{above}__{own}" if above else own

    def _basic_eid(self, node: Node) -> str:
        if node.kind == "article":
            return f"{_BASIC[self.word]}_{_slug(self._plain(node.label or '') or _UNNUMBERED)}"
        if node.kind in ("preamble", "conclusions"):
            return node.kind
        if node.kind == "tail":
            return f"wrapup_{_place_among_tails(node)}"
        prefix = _PREFIXES[node.kind]
        if self.word == "section" and node.kind in _STATUTE:
            prefix = _STATUTE[node.kind]
        if self.english and node.kind == "annex" and node.word not in ("", "annex"):
            prefix = node.word
        label = node.label and self._plain(node.label)
        return f"{prefix}_{_slug(label or (node.kind == 'definition' and node.heading) or '1')}"

    def _citation(self, node: Node) -> str:
        parent = node.parent
        above = self.citations.get(id(parent), "") if parent else ""
        if node.kind == "preamble":
            return self._say("preamble")
        if node.kind == "conclusions":
            return self._say("conclusions")
        if node.kind == "recital":
            return f"{self._say('preamble')}, {self._say('recital')} {node.label}"
        if node.kind == "article":
            return self._article(node)
        if node.kind in _CONTAINERS or node.kind == "annex":
            return self._container(node, above)
        if node.kind == "definition":
            return f"{above}, “{node.heading}”"
        if node.kind == "tail":
            return f"{above}, {self._say('tail')}"
        return f"{above}({node.label})"

    def _article(self, node: Node) -> str:
        own = self._numbered(self._say(self.word), node.label or f"“{node.heading}”")
        annex = self.annexes.get(id(node))
        return f"{self.citations[id(annex)]}, {own}" if annex else own

    def _container(self, node: Node, above: str) -> str:
        kind = node.word or node.kind
        name = self._say(node.kind) if node.word in ("", node.kind) else kind.capitalize()
        if node.word == "" and node.kind == "part":
            own = node.label or name
        elif node.label and node.label[0].isalpha() and node.label[1:].islower() and len(node.label) > 2:
            own = f"{node.label} {name}"
        else:
            own = self._numbered(name, node.label) if node.label else name
        return f"{above}, {own}" if above and node.parent and node.parent.kind in (*_CONTAINERS, "annex") else own

    def _plain(self, label: str) -> str:
        """A number as other languages have it too, so that a place has the same eId in all of them."""
        return label if self.english and label.isascii() else plain(label, self.structure)

    def _numbered(self, name: str, label: str) -> str:
        """A name with its number: "Article 3", or where a language puts the number between, 第三条."""
        prefix = self.structure.number_prefix
        return f"{prefix}{label}{name}" if prefix and name not in self.structure.annex_words else f"{name} {label}"

    def _say(self, kind: str) -> str:
        return self.words.get(kind, kind.capitalize())


def _place_among_tails(node: Node) -> int:
    siblings = node.parent.children if node.parent else []
    return 1 + sum(other.kind == "tail" and other.start < node.start for other in siblings)


@cache
def _slug(label: str) -> str:
    """The part of an eId that a number or a term gives: no blanks; roman numerals and capitals stay as they are."""
    if label.isupper() and label.isalnum():
        return label
    return _NOT_ID.sub("", label.strip().replace(" ", "" if label[:1].isdigit() else "_")).lower()


def _annexes(nodes: list[Node]) -> dict[int, Node]:
    """The annex in which each node stands, for those that stand in one; `nodes` are in document order."""
    found: dict[int, Node] = {}
    for node in nodes:
        if node.parent and node.parent.kind == "annex":
            found[id(node)] = node.parent
        elif annex := found.get(id(node.parent)):
            found[id(node)] = annex
    return found
