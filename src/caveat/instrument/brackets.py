"""Square brackets of a text under negotiation: what is not agreed, who wants what, and what is still to come.

Brackets in drafts are nested and often unbalanced. A reader pairs those of one
paragraph first. A bracket around several paragraphs or articles opens where one
begins and closes where one ends; if it opens within a provision it closes within
it. So one that lacks its partner spoils no other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from caveat.kernel.folding import fold
from caveat.kernel.shapes import Mark, MarkType, Span, Unit
from caveat.language.structure import any_of, structure

_WORD: Final = re.compile(r"\w")
_BRACKET: Final = re.compile(r"[\[\]]")
_LEADING: Final = " \t\n[*_\"“'("
_EDGE: Final = " *_\"'."
_LONGEST_NOTE: Final = 400
_NEAR: Final = 200
_JOINT: Final = 10
"""Characters that a bracket may have of the item in which it opens to hold the next: "[; and"."""
_BREAK: Final = re.compile(r"\n")
_BLANK_LINE: Final = re.compile(r"\n\n")
_BEGINNING: Final = re.compile(r"[\s*_\"“(\[]*(?:(?:[^\W_]+[ \t]){0,2}[^\W_]{1,6}[.:)\]]*[\s*_\"“(\[]*)?")
_ENDING: Final = re.compile(r"[\s*_\"”)\].;:,]*(?:(?:and|or)\s*)?(?:[({][^(){}\[\]\n]{0,120}[)}][\s*_.;]*)?")


class _Pair(NamedTuple):
    start: int
    end: int
    closed: bool


def brackets(text: str, view: str, units: Sequence[Unit], language: str) -> list[Mark]:
    """Every square bracket of a text as a mark, in the order in which they begin; ids are given later."""
    found = sorted(_pairs(text, units), key=lambda pair: (pair.start, -pair.end))
    marks: list[Mark] = []
    open_: list[int] = []
    for start, end, closed in found:
        while open_ and open_[-1] <= start:
            open_.pop()
        marks.append(_mark(text, view, (start, end), len(open_), closed, language))
        if end - start > 1:
            open_.append(end)
    return marks


def _pairs(text: str, units: Sequence[Unit]) -> list[_Pair]:
    offsets = [match.start() for match in _BRACKET.finditer(text)]
    if not offsets:
        return []
    places = _Places(text, units)
    pairs, alone = _within(text, offsets, places.edges)
    pairs += _around(text, [at for at in alone if _at_edge(text, at, places.line(at))], places)
    pairs = _outermost(text, pairs, alone, places)
    paired = {pair.start for pair in pairs} | {pair.end - 1 for pair in pairs}
    return [*pairs, *(_alone(text, at, places.limits) for at in alone if at not in paired)]


class _Places:
    """Where the provisions begin, with the brackets before their numbers, and how far a bracket may hold."""

    def __init__(self, text: str, units: Sequence[Unit]) -> None:
        self._units = units
        self._starts = [unit.start for unit in units]
        self._by_eid = {unit.eid: unit for unit in units}
        self._text = text
        self._outer = [_outer_start(text, unit.start) for unit in units]
        self._breaks = [match.start() for match in _BREAK.finditer(text)]
        self.edges = sorted({0, *self._outer, len(text)})
        blank_lines = (match.start() for match in _BLANK_LINE.finditer(text))
        self.limits = sorted({_before_blanks(text, at) for at in (*self.edges, *blank_lines)})

    def line(self, at: int) -> Span:
        """The line around an offset, without its line break."""
        place = bisect_left(self._breaks, at)
        start = self._breaks[place - 1] + 1 if place else 0
        return start, self._breaks[place] if place < len(self._breaks) else len(self._text)

    def opening(self, at: int) -> int:
        """Where the first bracket of a provision stands, if the provision opens with one; else -1."""
        before = bisect_right(self._starts, at) - 1
        if before < 0:
            return -1
        unit = self._units[before]
        found = self._text.find("[", unit.head_end, min(at, unit.head_end + _NEAR))
        return found if found >= 0 and self._heads(unit, found) else -1

    def reach(self, at: int) -> int:
        """A bracket just before or after a number may hold as long as what holds that provision.

        One within a provision holds no longer than the provision.
        """
        after = bisect_right(self._starts, at)
        before = self._units[after - 1] if after else None
        if after < len(self._units) and self._outer[after] <= at:
            holder = self._by_eid.get(self._units[after].parent or "")
        elif before and (self._leads(before, at) or self._heads(before, at) or self.line(at)[1] - at <= _JOINT):
            holder = self._by_eid.get(before.parent or "")
        else:
            holder = before
            while holder and holder.end <= at:
                holder = self._by_eid.get(holder.parent or "")
        return holder.end if holder else len(self._text)

    def _leads(self, unit: Unit, at: int) -> bool:
        """Whether a bracket is the first thing in a provision, before its number."""
        return not _WORD.search(self._text, unit.start, at)

    def _heads(self, unit: Unit, at: int) -> bool:
        """Whether a bracket is the first thing after the number of a paragraph or an item, on the same line.

        An article of which the number stands alone has a body of its own.
        """
        numbered = unit.kind != "article" or not (unit.heading or "\n" in self._text[unit.start : at])
        return numbered and not _WORD.search(self._text, unit.head_end, at)


def _at_edge(text: str, at: int, line: Span) -> bool:
    """Whether a bracket opens where a paragraph or a list begins, or closes where a paragraph ends."""
    start, end = line
    if text[at] == "[":
        if at - start < _NEAR and _BEGINNING.fullmatch(text, start, at):
            return True
        while end > at and text[end - 1] in " *_":
            end -= 1
        return text[end - 1] == ":" or end - at <= _JOINT
    return end - at < _NEAR and _ENDING.fullmatch(text, at + 1, end) is not None


def _outer_start(text: str, start: int) -> int:
    """Where the brackets and emphasis that stand before a unit's number begin, also on lines of their own."""
    found, at = start, start
    while at > max(start - _NEAR, 0) and text[at - 1] in _LEADING:
        at -= 1
        if text[at] != "\n" and (text[at] == "[" or "\n" not in text[at:start]):
            found = at
    return found


def _within(text: str, offsets: list[int], edges: list[int]) -> tuple[list[_Pair], list[int]]:
    """The pairs of brackets that stand in one stretch between edges, and those that remain, in order."""
    pairs: list[_Pair] = []
    left: list[int] = []
    for inside in _stretches(offsets, edges):
        open_: list[int] = []
        for at in inside:
            if text[at] == "[":
                open_.append(at)
            elif open_:
                pairs.append(_Pair(open_.pop(), at + 1, True))
            else:
                left.append(at)
        left += open_
    return pairs, sorted(left)


def _around(text: str, offsets: list[int], places: _Places) -> list[_Pair]:
    """The pairs that hold several provisions: each closing bracket has the last open one that may hold so long."""
    pairs: list[_Pair] = []
    open_: list[tuple[int, int]] = []
    for at in offsets:
        if text[at] == "[":
            open_.append((at, places.reach(at)))
            continue
        while open_ and open_[-1][1] <= at:
            open_.pop()
        if open_:
            pairs.append(_Pair(open_.pop()[0], at + 1, True))
    return pairs


def _outermost(text: str, pairs: list[_Pair], alone: list[int], places: _Places) -> list[_Pair]:
    """The pairs; where a paragraph ends with one closing bracket too many, the bracket that opens it is around all."""
    paired = {pair.end - 1 for pair in pairs}
    by_start = {pair.start: pair for pair in pairs}
    for at in alone:
        if text[at] == "]" and at not in paired and _at_edge(text, at, places.line(at)):
            first = by_start.get(places.opening(at))
            if first and first.end <= at and "[" in text[first.start + 1 : first.end]:
                by_start[first.start] = first._replace(end=at + 1)
    return list(by_start.values())


def _stretches(offsets: list[int], edges: list[int]) -> Iterable[list[int]]:
    groups: dict[int, list[int]] = {}
    for at in offsets:
        groups.setdefault(bisect_right(edges, at), []).append(at)
    return groups.values()


def _before_blanks(text: str, at: int) -> int:
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _alone(text: str, at: int, limits: list[int]) -> _Pair:
    """A bracket without a partner: an opening one lasts until its own paragraph ends, at one of the limits."""
    if text[at] == "]":
        return _Pair(at, at + 1, False)
    limit = limits[min(bisect_right(limits, at), len(limits) - 1)]
    return _Pair(at, max(limit, at + 1), False)


@cache
def _content(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = structure(language)
    wishes = any_of(words.wishes)
    return (
        re.compile(words.agreed or "(?!)"),
        re.compile(words.placeholder or "(?!)"),
        re.compile(rf"(?P<by>[^:\[\]]{{2,120}}):\s*(?P<wish>(?:{wishes})(?!\w)[^\[\]]{{0,200}})"),
    )


def _mark(text: str, view: str, span: Span, depth: int, closed: bool, language: str) -> Mark:
    start, end = span
    inside = _trimmed(view, start + 1, end - closed) if end - start < _LONGEST_NOTE else (start, start)
    agreed, placeholder, attributed = _content(language)
    kind: MarkType = "bracket"
    if closed and inside[0] > start and agreed.fullmatch(view, *inside):
        kind = "agreed"
    elif (
        closed and inside[0] > start and not view[start - 1 : start].isalpha() and placeholder.fullmatch(view, *inside)
    ):
        kind = "placeholder"
    wish = attributed.fullmatch(view, *inside)
    return Mark(
        id="",
        type=kind,
        start=start,
        end=end,
        depth=depth,
        group=None,
        closed=closed,
        by=text[slice(*wish.span("by"))] if wish else None,
        wish=text[slice(*wish.span("wish"))] if wish else None,
    )


def position(note: str, language: str) -> tuple[str, str] | None:
    """Who wants what, where a note says just that: "State A: delete this article"."""
    words = note.strip(" \n[]().;")
    found = _content(language)[2].fullmatch(fold(words))
    return (words[slice(*found.span("by"))], words[slice(*found.span("wish"))]) if found else None


def _trimmed(view: str, start: int, end: int) -> Span:
    while start < end and view[start] in _EDGE:
        start += 1
    while end > start and view[end - 1] in _EDGE:
        end -= 1
    return start, max(start, end)
