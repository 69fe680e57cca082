"""Alternatives of a text under negotiation: "Option A", "Option B", each with the text it covers.

Options of one list are a group. A list lives in the provision or bracket that
holds its first option; a list of the same style that begins in a smaller
provision is nested in the one that is open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from caveat.instrument.lines import Page
from caveat.instrument.reference_words import places_of
from caveat.kernel.shapes import Mark, Span, Unit
from caveat.language.numerals import letter_value, roman
from caveat.language.structure import structure

_LONGEST_LEAD: Final = 4000
_FAR: Final = 1 << 60
_NO_WORD: Final = re.compile(r"[^\w(]*(?:\([^()\n]{0,80}\)[^\w(]*)?")
_INNER: Final = frozenset({"paragraph", "subparagraph", "point", "item", "definition", "tail", "recital"})
_DIGITS: Final = re.compile(r"\d+")


class _Label(NamedTuple):
    """The heading of an option: where it stands, how its list is numbered, and its place in the list."""

    start: int
    end: int
    style: str
    value: int


class _List(NamedTuple):
    """A list of options that is open: its last label, its group, and the stretch in which it lives."""

    last: _Label
    group: str
    home: Span


class _Placed(NamedTuple):
    """A label with its depth and its list as it stood there."""

    label: _Label
    depth: int
    known: _List


_BEFORE: Final = re.compile(r"[ \t*_\[\"“(]*(?:\(?\w{1,4}[.)][ \t*_\[]*){0,2}|.*\[[*_]*", re.DOTALL)
_AFTER: Final = re.compile(
    r"[ \t]?\(?(?P<label>\d{1,2}|[a-z](?:\.\d)?|[ivx]{1,5})\)?(?=[ \t*_]*(?:[:.)\]\[(\u2013\u2014-]|\n|$))",
    re.IGNORECASE,
)


def options(page: Page, units: Sequence[Unit], brackets: Sequence[Mark], language: str) -> list[Mark]:
    """Every option as a mark, in order; ids are given later.

    An option ends where the next of its list or of an outer list begins, and the
    last of a list with the bracket or the provision in which the list lives, or
    before a heading that stands alone; in a preamble, with its own paragraph.
    """
    labels = _labels(page, language)
    if not labels:
        return []
    homes = _Homes(page, units)
    placed = _placed(labels, homes)
    ends = _Ends(page, placed, units, brackets, homes)
    return [_mark(page.text, one, ends.of(index)) for index, one in enumerate(placed)]


def _placed(labels: list[_Label], homes: _Homes) -> list[_Placed]:
    open_: list[_List] = []
    placed: list[_Placed] = []
    groups = 0
    for label in labels:
        home = homes.of(label)
        open_ = [one for one in open_ if label.start < one.home[1] or homes.goes_on(one, label)]
        depth, goes_on = _place(open_, label, home)
        groups += not goes_on
        known = open_[depth] if goes_on else _List(label, f"g{groups}", home)
        open_[depth:] = [known._replace(last=label, home=(known.home[0], max(known.home[1], home[1])))]
        placed.append(_Placed(label, depth, open_[depth]))
    return placed


def _labels(page: Page, language: str) -> list[_Label]:
    """The headings of options: they begin a line, perhaps after a number, or follow an opening bracket."""
    found = []
    words = structure(language).option_words
    for offset in places_of(words, page.view):
        line = page.text.rfind("\n", 0, offset) + 1
        word = next(word for word in sorted(words, key=len, reverse=True) if page.view.startswith(word, offset))
        after = _AFTER.match(page.text, offset + len(word))
        if after and offset - line < _LONGEST_LEAD and _BEFORE.fullmatch(page.text, line, offset):
            style, value = _read(after["label"])
            if value:
                found.append(_Label(offset, after.end(), style, value))
    return found


def _read(label: str) -> tuple[str, int]:
    """How a label counts, and its value; a lone I is a numeral, and A.1 counts in a list of its own."""
    head, _, below = label.lower().partition(".")
    if below:
        return f"below {head}", int(below)
    if head.isdigit():
        return "digit", int(head)
    numeral = roman(head)
    if numeral and (len(head) > 1 or head in "iv"):
        return "roman", numeral
    return "letter", letter_value(head) or 0


def _place(open_: list[_List], label: _Label, home: Span) -> tuple[int, bool]:
    """At which depth a label stands, and whether it goes on with the list that is open there."""
    alike = any(known.last.style == label.style for known in open_)
    for depth in range(len(open_) - 1, -1, -1):
        known = open_[depth]
        if not alike and label.value == known.last.value + 1:
            return depth, True
        if known.last.style != label.style:
            continue
        if label.value > known.last.value:
            return depth, True
        nested = known.home[0] <= home[0] and home[1] <= known.home[1] and home != known.home
        return (depth + 1 if nested else depth), False
    return len(open_), False


class _Homes:
    """In which provision a list of options lives, by its first label."""

    def __init__(self, page: Page, units: Sequence[Unit]) -> None:
        self._page = page
        self._text = page.text
        self._units = units
        self._starts = [unit.start for unit in units]
        self._by_eid = {unit.eid: unit for unit in units}
        self._ends: dict[int, Span] = {}

    def of(self, label: _Label) -> Span:
        """The provision that holds the unit just after the label, or else the innermost around the label itself."""
        after = bisect_right(self._starts, label.start)
        if after < len(self._units):
            following = self._units[after]
            gap = _NO_WORD.fullmatch(self._text, label.end, following.start)
            holder = self._by_eid.get(following.parent or "")
            if gap:
                return self._home(holder, label)
        return self._around(after - 1, label)

    def goes_on(self, known: _List, label: _Label) -> bool:
        """Whether a label is the next of a list whose provision is over, with no article between the two."""
        following = label.style == known.last.style and label.value == known.last.value + 1
        between = self._units[bisect_right(self._starts, known.last.start) : bisect_right(self._starts, label.start)]
        return following and all(unit.kind in _INNER for unit in between)

    def _around(self, index: int, label: _Label) -> Span:
        unit = self._units[index] if index >= 0 else None
        while unit and unit.end <= label.start:
            unit = self._by_eid.get(unit.parent or "")
        return self._home(unit, label)

    def _home(self, unit: Unit | None, label: _Label) -> Span:
        if unit and unit.kind == "preamble":
            return unit.start, self._page.lines[self._page.line_at(label.end)].end
        if unit is None:
            return 0, len(self._text)
        if unit.start not in self._ends:
            self._ends[unit.start] = (unit.end, self._with_inserted(unit))
        return unit.start, self._ends[unit.start][1]

    def end(self, home: Span, last: int) -> int:
        """Where a list ends of which the last option begins at an offset.

        It has the provisions inserted after its own only if its options do.
        """
        own, inserted = self._ends.get(home[0], home[1:] * 2)
        return own if last < own and inserted == home[1] else home[1]

    def _with_inserted(self, unit: Unit) -> int:
        """Where a provision ends with those inserted after it under the same number: 3 bis belongs to 3."""
        number, end = _DIGITS.match(unit.number or ""), unit.end
        for other in self._units[bisect_left(self._starts, end) :] if number else ():
            if other.start >= end:
                inserted = other.parent == unit.parent and _DIGITS.match(other.number or "")
                if not (number and inserted and inserted[0] == number[0] and inserted.end() < len(other.number or "")):
                    break
                end = other.end
        return end


def _mark(text: str, placed: _Placed, end: int) -> Mark:
    label, depth, known = placed
    end = label.start + len(text[label.start : end].rstrip(' \t\n[*_("“'))
    return Mark(id="", type="option", start=label.start, end=end, depth=depth, group=known.group, closed=True)


class _Ends:
    """Where options end, worked out for all of them in one pass each way."""

    def __init__(
        self, page: Page, placed: list[_Placed], units: Sequence[Unit], brackets: Sequence[Mark], homes: _Homes
    ) -> None:
        self._page = page
        self._homes = homes
        self._placed = placed
        self._articles = [(unit.start, _value(unit)) for unit in units if unit.kind == "article"]
        self._next = _following(placed, len(page.text))
        self._brackets = _brackets_around(placed, brackets, len(page.text))
        self._groups: dict[str, list[int]] = {}
        for one in placed:
            self._groups.setdefault(one.known.group, []).append(one.label.start)
        self._highest: dict[str, int] = {}

    def of(self, index: int) -> int:
        """Where the text of an option ends."""
        label, _, known = self._placed[index]
        counted = self._counted_on(label.start, known)
        home = self._homes.end(known.home, self._groups[known.group][-1])
        return self._before_headings(label.end, min(home, counted, self._next[index], self._brackets[index]))

    def _before_headings(self, start: int, end: int) -> int:
        """The end of a stretch without the headings of what comes next that stand last in it."""
        index = self._page.line_at(max(end - 1, 0))
        while self._is_heading(index) and self._page.lines[index].start > start:
            end = self._page.lines[index].start
            index -= 1
        return end

    def _is_heading(self, index: int) -> bool:
        """Whether a line is one by its layout, or stands alone in capitals."""
        line = self._page.lines[index]
        return line.level > 0 or (line.blank_before and self._page.line_text(index).isupper())

    def _counted_on(self, start: int, known: _List) -> int:
        """Where the numbers of a text go on after its options: past the highest that the first of them has."""
        highest = self._highest_of_first(known.group)
        for offset, value in self._articles[bisect_right(self._articles, (start, _FAR)) :] if highest else ():
            if offset >= known.home[1] or value > highest:
                return offset
        return len(self._page.text)

    def _highest_of_first(self, group: str) -> int:
        if group not in self._highest:
            first, second = (*self._groups[group][:2], self._groups[group][0])[:2]
            between = self._articles[
                bisect_right(self._articles, (first, _FAR)) : bisect_left(self._articles, (second,))
            ]
            self._highest[group] = max((value for _, value in between), default=0)
        return self._highest[group]


def _following(placed: list[_Placed], last: int) -> list[int]:
    """For each label, where the next of its list or of an outer one begins."""
    found = [last] * len(placed)
    waiting: list[int] = []
    for index, one in enumerate(placed):
        while waiting and placed[waiting[-1]].depth >= one.depth:
            found[waiting.pop()] = one.label.start
        waiting.append(index)
    return found


def _brackets_around(placed: list[_Placed], brackets: Sequence[Mark], last: int) -> list[int]:
    """For each label, where the innermost bracket around it closes."""
    closed = sorted((mark.start, mark.end) for mark in brackets if mark.closed)
    found, open_, at = [], list[int](), 0
    for one in placed:
        while at < len(closed) and closed[at][0] < one.label.start:
            open_.append(closed[at][1])
            at += 1
        while open_ and open_[-1] <= one.label.start:
            open_.pop()
        found.append(open_[-1] - 1 if open_ else last)
    return found


def _value(unit: Unit) -> int:
    found = _DIGITS.match(unit.number or "")
    return int(found[0]) if found else 0
