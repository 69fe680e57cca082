"""The amended text with every edit made: its words, and its tree, in which what nobody touched stays as it is."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from caveat.instrument.amending.edits import Edit
from caveat.instrument.amending.fragments import grown
from caveat.instrument.amending.reporting import innermost
from caveat.instrument.amending.spots import Principal
from caveat.instrument.body import build_body
from caveat.instrument.build import build
from caveat.instrument.heads import clean_heading
from caveat.instrument.lines import Page
from caveat.instrument.nodes import Node
from caveat.kernel.shapes import Outline, Unit
from caveat.kernel.source import Given, Source, count_words
from caveat.language.structure import structure


class Shift:
    """Where an offset of the amended text stands once the edits are made."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self._ends = [edit.end for edit in edits]
        self._sums = [0]
        for edit in edits:
            self._sums.append(self._sums[-1] + len(edit.new) - (edit.end - edit.start))

    def start(self, offset: int) -> int:
        """A place at which a unit begins: after what is put in there."""
        return offset + self._sums[bisect_right(self._ends, offset)]

    def before(self, offset: int) -> int:
        """A place at which words end: before what is put in there."""
        place = bisect_left(self._ends, offset)
        while place < len(self.edits) and self.edits[place].start < offset == self.edits[place].end:
            place += 1
        return offset + self._sums[place]

    def gone(self, offset: int) -> bool:
        """Whether a place is among words that are put away."""
        place = bisect_right(self._ends, offset)
        return place < len(self.edits) and self.edits[place].start < offset < self.edits[place].end

    def new(self, index: int) -> tuple[int, int]:
        """Where the new words of an edit stand."""
        edit = self.edits[index]
        start = edit.start + self._sums[index]
        return start, start + len(edit.new)


def consolidated(principal: Principal, edits: Iterable[Edit]) -> tuple[Outline, dict[str, str]]:
    """The amended text as it reads after edits that do not overlap, and by eId what each unit was called before."""
    edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
    outline, text = principal.outline, edited(principal.text, edits)
    tree = _Tree(principal, edits, text)
    source = Source(
        name=outline.instrument.title, format=outline.instrument.format,
        sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, hints=(), removed=(),
        metadata=_metadata(outline), tokens=count_words(text), given=tuple(tree.given()),
    )  # fmt: skip
    built = build(source)
    kept = dict(zip((unit.eid for unit in built.units), tree.origins(), strict=False))
    instrument = replace(outline.instrument, sha256=source.sha256, pages=None, part=None)
    return replace(built, instrument=instrument), {new: old for new, old in kept.items() if old}


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text after edits in order."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _metadata(outline: Outline) -> dict[str, str]:
    instrument = outline.instrument
    known = {"title": instrument.title, "language": instrument.language, "kind": instrument.kind}
    return known | {name: value for name in ("symbol", "date") if (value := getattr(instrument, name))}


class _Tree:
    """Makes the nodes of the consolidated text from the units of the amended one and from the edits."""

    def __init__(self, principal: Principal, edits: Sequence[Edit], text: str) -> None:
        self.principal = principal
        self.edits = edits
        self.text = text
        self.shift = Shift(edits)
        self.root = Node("preamble", 0, 0)
        self.nodes: dict[str, Node] = {}
        self.eids: dict[int, str] = {}
        dropped = {eid for edit in edits for eid in (*edit.drop, *(edit.graft.drop if edit.graft else ()))}
        for unit in principal.outline.units:
            if unit.eid not in dropped and (unit.parent is None or unit.parent in self.nodes):
                self._keep(unit)
        for index, edit in enumerate(edits):
            self._grow(index, edit)
        self._rebuild()
        self.root.close(len(text))

    def _keep(self, unit: Unit) -> None:
        if self.shift.gone(unit.start):
            return
        start = self.shift.start(unit.start)
        node = Node(
            unit.kind, start, max(start, self.shift.before(unit.head_end)), label=unit.number, word=self._word(unit)
        )
        node.heading = unit.heading
        self.nodes[unit.eid] = (self.nodes[unit.parent] if unit.parent else self.root).add(node)
        self.eids[id(node)] = unit.eid

    def _word(self, unit: Unit) -> str:
        """The word for a unit: the basic one of the text, or as the citation has it for containers and annexes."""
        if unit.kind == "article":
            return self.principal.word
        own = unit.citation.rpartition(", ")[2].lower().split()
        words = structure("en")
        names = (*(name for group in words.container_words.values() for name in group), *words.annex_words)
        return next((word for word in own if word in names), "")

    def _grow(self, index: int, edit: Edit) -> None:
        if edit.number and edit.number[0] in self.nodes:
            self.nodes[edit.number[0]].label = edit.number[1]
        if edit.graft is None:
            return
        parent = self.nodes.get(edit.graft.parent or "", self.root)
        start, end = self.shift.new(index)
        nodes = grown(self.text, start + edit.lead, end, edit.graft.kind, self.principal.word)
        for node in nodes:
            node.parent = parent
        at = self._place(parent, start)
        parent.children[at:at] = nodes

    def _place(self, parent: Node, start: int) -> int:
        return sum(child.start < start for child in parent.children)

    def _rebuild(self) -> None:
        """Read anew what edits reach beyond one unit, and take headings from where they now stand."""
        for index, edit in enumerate(self.edits):
            unit = self.principal.by_eid.get(edit.split or "")
            node = self.nodes.get(edit.split or "")
            if node and unit:
                self._reread(node, self.shift.new(index)[0])
            self._headings(edit)

    def _reread(self, node: Node, start: int) -> None:
        """The subdivisions of a unit, from its text."""
        self.root.close(len(self.text))
        page = Page(self.text[: node.end], ())
        fresh = Node(node.kind, node.start, node.head_end)
        fresh.heading, fresh.depth = node.heading, node.depth
        build_body(page, fresh, min(start, node.end), node.end, "en")
        for inner in node.walk():
            self.eids.pop(id(inner), None) if inner is not node else None
        node.children = fresh.children
        for child in node.children:
            child.parent = node

    def _headings(self, edit: Edit) -> None:
        for unit in self.principal.places.lineage(innermost(self.principal.outline.units, edit.start)):
            node = self.nodes.get(unit.eid)
            if node and unit.heading and unit.start <= edit.start < unit.head_end and edit.number is None:
                number = self.text.find(unit.number or "", node.start, node.head_end) if unit.number else node.start
                begin = max(number, node.start) + len(unit.number or "")
                node.heading = clean_heading(self.text[begin : node.head_end])
                return

    def given(self) -> list[Given]:
        """The nodes as units that are given."""
        found: list[Given] = []
        place = {id(self.root): -1}
        for node in self._walk():
            place[id(node)] = len(found)
            parent = place[id(node.parent)] if node.parent else -1
            found.append(
                Given(node.kind, node.label, node.heading, node.start, node.head_end, node.end, parent, node.word)
            )
        return found

    def origins(self) -> list[str]:
        """The old eId of every node, empty where it is new."""
        return [self.eids.get(id(node), "") for node in self._walk()]

    def _walk(self) -> list[Node]:
        return [node for node in self.root.walk() if node is not self.root]
