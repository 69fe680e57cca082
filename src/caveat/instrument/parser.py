"""Canonical text of one instrument becomes a tree of nodes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import zip_longest
from typing import Final, NamedTuple

from caveat.instrument.body import build_body
from caveat.instrument.headings import (
    Container,
    alone_on_line,
    containers,
    roman_heads,
    run_on_annexes,
    unit_candidates,
)
from caveat.instrument.heads import Head, head_after, marginal_heading, with_marginal_headings
from caveat.instrument.lines import Page
from caveat.instrument.nodes import Node
from caveat.instrument.preamble import conclusions_start, preamble
from caveat.instrument.sequence import BARE, Candidate
from caveat.instrument.style import basic_units, is_bare
from caveat.kernel.folding import squeeze

_LOOK_BACK: Final = 260
_LEAD: Final = 500
_CERTAIN: Final = 2.0
_RUN_ON: Final = re.compile(r"[.;:\u00ad–—-]\s{0,2}(?P<num>\d{1,4})\.(?=\s+(?:[A-Z\"“(]|[-–—\u00ad]))")


class Tree(NamedTuple):
    """The parsed text: its top nodes in order, the word of its basic unit ("" for bare numbers), and those units."""

    nodes: list[Node]
    word: str
    units: list[Candidate]


def parse(page: Page, language: str) -> Tree:
    """Build the legal tree of a text that holds one instrument; `nodes` is empty where no numbered unit is found."""
    alone = alone_on_line(page, language)
    heads = [head for head in containers(page, language, "") if not _heads_unit(head, alone)]
    passed_over = {head.line for head in heads if head.kind == "annex" and _goes_on(page, language, head)}
    units = basic_units(page, language, [head for head in heads if head.line not in passed_over])
    if not units:
        return Tree([], "", [])
    if is_bare(units):
        units = [unit for unit in units if unit.reset == units[0].reset]
    heads = _containers(page, language, units, alone, passed_over)
    units = with_marginal_headings(page, units, {head.line for head in heads})
    units = _recovered(page, _inside(page, units, heads), language)
    if not units:
        return Tree([], "", [])
    nodes = _assemble(page, language, units, heads)
    return Tree(nodes, "" if is_bare(units) else units[0].word, units)


def _inside(page: Page, units: list[Candidate], heads: list[Container]) -> list[Candidate]:
    """Units on a line that also heads a container are dropped; an annex run on in mid-line heads none."""
    taken = {head.line for head in heads if head.start == page.lines[head.line].start}
    return [unit for unit in units if unit.line not in taken]


def _goes_on(page: Page, language: str, head: Container) -> bool:
    """Whether the numbers of articles go on over what looks like the heading of an annex, which then is none."""
    certain = [unit for unit in unit_candidates(page, language) if unit.evidence >= _CERTAIN]
    place = bisect_right([unit.start for unit in certain], head.start)
    if not 0 < place < len(certain):
        return False
    before, after = certain[place - 1], certain[place]
    return after.number.value > 1 and after.word == before.word and after.number.follows(before.number)


def _containers(
    page: Page, language: str, units: list[Candidate], alone: set[int], passed_over: set[int]
) -> list[Container]:
    taken = {unit.line for unit in units} | passed_over
    found = [c for c in containers(page, language, units[0].word) if c.line not in taken and not _heads_unit(c, alone)]
    first = units[0].start
    found = [c for c in found if c.start > first or (c.kind != "annex" and _may_open(c))]
    if not any(container.kind != "annex" for container in found):
        found = sorted([*found, *(c for c in roman_heads(page) if c.line not in taken)], key=lambda c: c.start)
    if not any(container.kind == "annex" for container in found):
        found += run_on_annexes(page, units[-1].number_end, language)
    return _leading(page, _without_repeats(found, units), units)


def _leading(page: Page, heads: list[Container], units: list[Candidate]) -> list[Container]:
    """The headings that lead to units: a word that mostly heads text of its own divides articles and holds none."""
    starts = sorted([*(unit.start for unit in units), *(head.start for head in heads)])
    leads: dict[str, list[bool]] = {}
    for head in heads:
        after = bisect_right(starts, head.start)
        near = after < len(starts) and starts[after] - head.number_end < _LEAD
        leads.setdefault(head.word, []).append(near)
    return [head for head in heads if head.kind == "annex" or 2 * sum(leads[head.word]) >= len(leads[head.word])]


def _may_open(container: Container) -> bool:
    """A text begins with its first part or chapter; a higher number there is its own number in a collection."""
    return container.number is None or container.number.value == 1 or container.printed in ("A", "C", "D", "L", "M")


def _without_repeats(heads: list[Container], units: list[Candidate]) -> list[Container]:
    """A heading printed twice in a row, with no unit between, is one heading."""
    starts = [unit.start for unit in units]
    kept: list[Container] = []
    for head in heads:
        last = kept[-1] if kept else None
        same = last and (last.word, last.printed) == (head.word, head.printed)
        if last and same and bisect_right(starts, last.start) == bisect_right(starts, head.start):
            continue
        kept.append(head)
    return kept


def _heads_unit(container: Container, alone: set[int]) -> bool:
    """Whether a line such as "Annexes" is but the heading of the article whose number stands on the line before."""
    return container.printed is None and container.line - 1 in alone


def _recovered(page: Page, units: list[Candidate], language: str) -> list[Candidate]:
    """Where a number is missing, look for it in mid-line: a unit that the file runs on after another."""
    found: list[Candidate] = []
    for unit, following in zip_longest(units, units[1:]):
        found.append(unit)
        end = following.start if following else len(page.text)
        if following and (following.reset != unit.reset or following.number.value <= unit.number.value + 1):
            continue
        if following is None and not is_bare(units):
            continue
        found.extend(_run_on_units(page, unit, end))
    return found


def _run_on_units(page: Page, unit: Candidate, end: int) -> list[Candidate]:
    """Units after another on its line: the next number, and the next again, each after a sentence or a dash."""
    found: list[Candidate] = []
    value = unit.number.value
    for match in _RUN_ON.finditer(page.text, unit.number_end, end):
        if int(match["num"]) == value + 1:
            value += 1
            number = unit.number._replace(value=value, rank=0.0, printed=str(value))
            start = match.start("num")
            found.append(Candidate(page.line_at(start), start, match.end(), number, 0.0, unit.word, unit.reset))
    return found


class _Event(NamedTuple):
    start: int
    unit: Candidate | None
    container: Container | None


def _assemble(page: Page, language: str, units: list[Candidate], heads: list[Container]) -> list[Node]:
    heads = [head for head in heads if head.kind != "annex" or head.start > units[0].start]
    starts = sorted([*(unit.start for unit in units), *(head.start for head in heads)])
    events = sorted(
        [*(_Event(u.start, u, None) for u in units), *(_Event(_glued_after(page, h, starts), None, h) for h in heads)],
        key=lambda e: e.start,
    )
    root = Node("preamble", 0, 0)
    if front := preamble(page, events[0].start, language):
        root.add(front)
    stack: list[Node] = [root]
    for event, following in zip(events, [*events[1:], None], strict=True):
        end = following.start if following else len(page.text)
        if event.unit:
            stack[-1].add(_unit(page, event.unit, end, language))
        elif event.container:
            _open(page, stack, event, end, language)
    root.close(len(page.text))
    if front:
        front.end = events[0].start
    _close_off(page, root, language)
    return root.children


def _unit(page: Page, unit: Candidate, end: int, language: str) -> Node:
    if unit.heading_line >= 0:
        head = Head(marginal_heading(page, unit), unit.number_end)
    else:
        head = head_after(page, unit.number_end, end, language, bare=unit.word == BARE)
    node = Node("article", unit.start, head.end, label=unit.number.printed, word=unit.word)
    node.heading = _without_repeat(head.heading, unit)
    build_body(page, node, head.end, end, language)
    return node


def _without_repeat(heading: str | None, unit: Candidate) -> str | None:
    return None if heading and heading.lower() == unit.number.printed.lower() else heading


def _open(page: Page, stack: list[Node], event: _Event, end: int, language: str) -> None:
    """Open a container: beside one of its own kind where one is open, inside the innermost otherwise."""
    container = event.container
    assert container is not None
    head = head_after(page, container.number_end, end, language, bare=False, container=True)
    node = Node(container.kind, event.start, head.end, label=container.printed, word=container.word)
    node.heading = head.heading
    open_words = [open_node.word for open_node in stack]
    if container.kind == "annex":
        del stack[1:]
    elif container.word in open_words[1:]:
        del stack[open_words.index(container.word, 1) :]
    stack.append(stack[-1].add(node))
    if container.kind == "annex":
        build_body(page, node, head.end, end, language)


def _glued_after(page: Page, container: Container, starts: list[int]) -> int:
    """Where a heading begins, glued or not; never before another."""
    at = _glued(page, container)
    return at if bisect_left(starts, at) == bisect_left(starts, container.start) else container.start


def _glued(page: Page, container: Container) -> int:
    """Where a heading also stands, glued, at the end of the text before it: some files print it twice."""
    line = page.lines[container.line]
    if container.start != line.start:
        return container.start
    label = squeeze(page.view[line.start : container.number_end]).strip(" .:-*_")
    begin = max(0, line.start - _LOOK_BACK)
    before = page.view[begin : line.start].rstrip()
    offset = before.rfind(label)
    if offset <= 0 or len(label) < 5 or not page.text[begin + offset].isupper():
        return container.start
    rest = before[offset + len(label) :]
    preceding = before[:offset].rstrip()
    if preceding[-1:] in '.;:)"]' and not re.search(r"[.;]\s", rest) and rest[:1] in ("", " ", "-", ".", ":"):
        return begin + offset
    return container.start


def _close_off(page: Page, root: Node, language: str) -> None:
    """Take the testimonium out of the last unit before the annexes, as a unit of its own."""
    body = [node for node in root.walk() if node.kind == "article" and not _in_annex(node)]
    if not body:
        return
    last = body[-1]
    start = conclusions_start(page, last.head_end, last.end, language)
    if start is None or start <= last.head_end:
        return
    top = last
    while top.parent and top.parent is not root:
        top = top.parent
    if top.end > last.end:
        return
    node = Node("conclusions", start, start)
    end = last.end
    node.parent, node.end = root, end
    for unit in [*last.walk(), *_ancestors(last, root)]:
        if unit.end > start and unit.end <= end:
            unit.end = start
    for unit in last.walk():
        unit.children = [child for child in unit.children if child.start < start]
    root.children.insert(root.children.index(top) + 1, node)


def _ancestors(node: Node, root: Node) -> list[Node]:
    found = []
    while node.parent and node.parent is not root:
        node = node.parent
        found.append(node)
    return found


def _in_annex(node: Node) -> bool:
    return any(ancestor.kind == "annex" for ancestor in _all_ancestors(node))


def _all_ancestors(node: Node) -> list[Node]:
    found = []
    while node.parent:
        node = node.parent
        found.append(node)
    return found
