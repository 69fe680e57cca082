"""The inside of a unit: paragraphs, items, definitions, and the words after a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Final

from caveat.instrument.lines import Page
from caveat.instrument.lists import Placed, nest
from caveat.instrument.markers import (
    CAPITAL,
    CAPITAL_ROMAN,
    CHINESE,
    CHINESE_BRACKETED,
    DECIMAL,
    DOUBLE,
    LETTER,
    ROMAN,
    TERM,
    Marker,
    Reading,
    before_last,
    find_markers,
    readings,
)  # fmt: skip
from caveat.instrument.nodes import Node
from caveat.kernel.bounds import MAX_UNITS
from caveat.kernel.errors import InputError
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import UnitKind
from caveat.language.structure import any_of, structure

_RANKS: Final = {
    DECIMAL: 0, TERM: 0, CHINESE: 0, LETTER: 1, CAPITAL: 1, CHINESE_BRACKETED: 1, DOUBLE: 2, ROMAN: 2, CAPITAL_ROMAN: 2,
}  # fmt: skip
_KINDS: Final[tuple[UnitKind, ...]] = ("paragraph", "subparagraph", "point", "item")
_QUOTED: Final = (
    r"\"(?P<term>\s?[^\"\n]{1,120}?\s?)\"|''(?P<ticks>[^'\n\"]{1,120}?)(?:''|\")|(?<=[\s-])'(?P<single>[^'\n]{1,80}?)'"
)
_LETTERED: Final = re.compile(r"[\s*_\[]*\(?[a-z0-9]{1,4}[.)][\s*_\[]*")
_TERMS_ENOUGH: Final = 3
_LEAD: Final = 16
_TERM_READINGS: Final = (Reading(TERM, 1, 0.0),)


@cache
def _definition_regex(language: str) -> re.Pattern[str]:
    words = structure(language)
    verbs, joined, led = words.definition_verbs or "(?!)", any_of(words.conjunctions), any_of(words.term_leads)
    return re.compile(
        rf"(?:{_QUOTED})(?:\s*(?:,|{joined})\s*(?:(?:{led})\s+)?\"[^\"\n]{{1,80}}\"){{0,3}}(?:\s*\[[^\]]{{0,60}}\])?,?\s*(?:{verbs})"
    )


def build_body(page: Page, unit: Node, start: int, end: int, language: str) -> None:
    """Put the numbered and defined parts of `start..end` under a unit, and close it at `end`."""
    markers = find_markers(page, start, end, language)
    definitions = _definition_markers(page, unit, start, end, language)
    if definitions:
        markers = sorted([*_without_quoted(markers, definitions), *definitions])
    implied = _implied_items(page, start, end)
    if implied and not any(marker.line_start for marker in markers):
        markers = sorted([*markers, *implied])
    page.marks += len(markers)
    if page.marks > MAX_UNITS:
        raise InputError(
            f"it has more than {MAX_UNITS:,} numbers of paragraphs and items",
            where="the text",
            remedy="Give a single legal text.",
        )
    stack = [unit]
    for placed in nest(markers):
        del stack[placed.depth + 1 :]
        stack.append(stack[-1].add(_node(page, placed, stack[-1])))
    unit.close(end)
    split_tails(page, unit, language)


def _node(page: Page, placed: Placed, parent: Node) -> Node:
    marker = placed.marker
    if placed.kind == TERM:
        node = Node("definition", marker.start, marker.end, label=None)
        node.heading = marker.label
        node.style, node.depth = TERM, parent.depth
        return node
    inherited = parent.depth if parent.kind not in ("article", "annex", "definition") else -1
    rank = min(max(_RANKS[placed.kind], inherited + 1), len(_KINDS) - 1)
    label = marker.label.upper() if placed.kind in (CAPITAL, CAPITAL_ROMAN) else marker.label
    if placed.kind == DECIMAL:
        label = _decimal_label(label)
    node = Node(_KINDS[rank], marker.start, marker.end, label=label)
    node.style, node.depth = placed.kind, rank
    return node


def _decimal_label(label: str) -> str:
    digits = re.match(r"\d+", label)
    rest = label[digits.end() :].strip(" .") if digits else ""
    number = digits[0] if digits else label
    if not rest:
        return number
    return f"{number} {rest}" if len(rest) > 2 else number + rest.upper()


def _definition_markers(page: Page, unit: Node, start: int, end: int, language: str) -> list[Marker]:
    """Defined terms in quotation marks, where the unit defines terms; a term after a letter of its own is no unit."""
    if '"' not in page.view[start:end] and "''" not in page.view[start:end]:
        return []
    words = structure(language)
    heading = (unit.heading or "").lower()
    defines = any(word in heading for word in words.definition_headings)
    found: list[Marker] = []
    for match in _definition_regex(language).finditer(page.view, start, end):
        if _begins_definition(page, match, start, first=not found, language=language):
            term = squeeze(page.text[slice(*match.span(match.lastgroup or 0))])
            found.append(Marker(match.start(), match.start(), term, "term", _TERM_READINGS, 0.0, 0.0, 6.0, True))
    if defines or len(found) >= _TERMS_ENOUGH:
        return found
    chapeau = re.search(words.definition_chapeau, page.view[start : found[0].start]) if found else None
    return found if chapeau else []


def _begins_definition(page: Page, match: re.Match[str], start: int, *, first: bool, language: str) -> bool:
    """Whether a quoted term opens a definition of its own: after punctuation, on a new line, or after the chapeau."""
    line = page.lines[page.line_at(match.start())].start
    term = page.text[slice(*match.span(match.lastgroup or 0))]
    if ";" in term or "\n\n" in term:
        return False
    before = page.view[max(start, match.start() - _LEAD) : match.start()].rstrip()
    if _LETTERED.fullmatch(page.view, line, match.start()) or before.endswith(")"):
        return False
    led = (*before_last(language), *structure(language).term_leads)
    if not before or before[-1] in ";:-.,]" or before.endswith(led) or line == match.start():
        return True
    return first and re.search(structure(language).definition_chapeau, page.view[start : match.start()]) is not None


def _without_quoted(markers: list[Marker], definitions: list[Marker]) -> list[Marker]:
    starts = {definition.start for definition in definitions}
    return [marker for marker in markers if marker.start not in starts]


def _implied_items(page: Page, start: int, end: int) -> list[Marker]:
    """List items whose numbers the file only implies."""
    found = []
    for index in range(page.line_at(start), len(page.lines)):
        line = page.lines[index]
        if line.start >= end:
            break
        if line.number and line.start >= start:
            _, _, label = line.number.partition(":")
            ways = readings(label.lower(), label.isupper())
            found.append(Marker(line.start, line.start, label.lower(), "implied", ways, 0.0, 0.0, 5.0, True))
    return found


@cache
def _tail_regex(language: str) -> re.Pattern[str]:
    words = structure(language)
    openers = "|".join(words.tail_openers) or "(?!)"
    return re.compile(rf"(?<=[\s,;])(?:(?:{any_of(words.tail_subjects)})\s+)?(?:{openers})")


@cache
def _person_regex(language: str) -> re.Pattern[str]:
    return re.compile(structure(language).person_chapeau or "(?!)")


def split_tails(page: Page, unit: Node, language: str) -> None:
    """Set the words after a list apart from its last item, innermost lists first.

    A list that follows such words is theirs and goes with them.
    """
    for parent in reversed(list(unit.walk())):
        items = parent.children
        if len(items) >= 2 and items[-1].style not in ("", TERM, DECIMAL) and not _ends_in_tail(items[-1]):
            _split_last(page, parent, items[-1], language)


def _ends_in_tail(node: Node) -> bool:
    while node.children:
        node = node.children[-1]
    return node.kind == "tail"


def _split_last(page: Page, parent: Node, last: Node, language: str) -> None:
    chapeau = page.view[parent.head_end : parent.children[0].start].rstrip(" [*_")
    if chapeau.endswith((".", ";")):
        return
    cut = _block_tail(page, parent, last, language) or _worded_tail(page, parent, last, chapeau, language)
    if not cut or any(node.kind == "tail" and node.start == cut for node in last.walk()):
        return
    tail = Node("tail", cut, cut)
    moved = [child for node in _holding(last, cut) for child in node.children if child.start >= cut]
    for node in _holding(last, cut):
        node.children = [child for child in node.children if child.start < cut]
    end = parent.end
    parent.add(tail)
    for child in sorted(moved, key=lambda child: child.start):
        parent.add(child)
    parent.close(end)


def _holding(node: Node, offset: int) -> list[Node]:
    """The units around an offset, from a unit down to the innermost."""
    found = [node]
    while before := bisect_left(found[-1].children, offset, key=lambda child: child.start):
        found.append(found[-1].children[before - 1])
    return found


def _worded_tail(page: Page, parent: Node, last: Node, chapeau: str, language: str) -> int:
    """Words in the last item that complete the chapeau: "commits an offence", or the main clause after "where"."""
    if not chapeau.endswith((":", "-", ",", *structure(language).unfinished)):
        return 0
    regex = _tail_regex(language)
    if _person_regex(language).search(chapeau) and not regex.search(chapeau):
        for match in regex.finditer(page.view, last.head_end, last.end):
            if page.view[_holding(last, match.start())[-1].head_end : match.start()].strip():
                return match.start()
    condition, clause = _clause_regexes(language)
    if condition.match(chapeau) and not clause.search(chapeau):
        found = clause.search(page.view, last.head_end, last.end)
        return found.start("clause") if found else 0
    return 0


@cache
def _clause_regexes(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = structure(language)
    return (
        re.compile(rf"\W*(?:{any_of(words.conditional_openers)})(?!\w)"),
        re.compile(
            rf",\s+(?P<clause>(?:{any_of(words.clause_subjects)})\s[^,;:.]{{2,90}}?\s(?:{any_of(words.clause_verbs)})(?!\w))"
        ),
    )


def _block_tail(page: Page, parent: Node, last: Node, language: str) -> int:
    """A new block in lower case after the list's last item."""
    node = last
    while node.children:
        node = node.children[-1]
    index = page.line_at(node.head_end)
    for following in range(index + 1, len(page.lines)):
        line = page.lines[following]
        if line.start >= parent.end:
            return 0
        before = page.lines[following - 1]
        ended = page.text[before.end - 1] in ";,." or page.view[before.start : before.end].endswith(
            before_last(language)
        )
        first = page.content_start(following)
        if (line.blank_before or (ended and before.end - before.start < 60)) and page.text[first : first + 1].islower():
            return line.start
    return 0
