"""Marks that may number a paragraph, an item or a definition inside a unit, with what speaks for and against each."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Final, NamedTuple

from caveat.instrument.lines import Page
from caveat.language.numerals import HAN, han, letter_value, roman
from caveat.language.structure import any_of, structure

DECIMAL: Final = "decimal"
LETTER: Final = "letter"
ROMAN: Final = "roman"
DOUBLE: Final = "double letter"
CAPITAL: Final = "capital"
CAPITAL_ROMAN: Final = "capital roman"
CHINESE: Final = "Chinese"
CHINESE_BRACKETED: Final = "Chinese in brackets"
TERM: Final = "term"
TAIL: Final = "tail"

_SUFFIX: Final = f"(?:{any_of(list(structure('en').suffixes))})"
_LABEL: Final = (
    rf"(?:\d{{1,3}}(?:[a-z]{{1,2}}|\s?\.?{_SUFFIX})?|[ivxl]{{1,6}}|[a-z]{{1,3}}(?:\s{_SUFFIX})?|[{HAN}]{{1,4}})"
)
_AT_LINE: Final = re.compile(
    rf"(?P<lead>[\s\[*\"'_#>-]{{0,6}})(?:\(\s?(?P<round>{_LABEL})\s?\)|(?P<half>{_LABEL})\s?\)"
    rf"|(?P<dot>{_LABEL})\s?[.:、](?![\d.])|(?P<degree>\d{{1,3}})\s?[°º]\.?-?(?=\s)"
    rf"|(?P<bare>\d{{1,3}}(?:\s?{_SUFFIX})?)(?=\s+[\[(]*[a-z\"'])|(?P<wide>[a-z]|[ivx]{{1,4}})(?=\s\s+\S))"
)
_ROUND: Final = re.compile(rf"\(\s?(?P<round>{_LABEL})\s?\)")
_SAME_FORM: Final = {"letter": "dot", "wide": "bare"}
_ROMAN_LETTERS: Final = frozenset("ivxl")
_LONGEST_ROW: Final = 4
_VALUE: Final = re.compile(rf"(?P<digits>\d+)(?P<letters>[a-z]{{1,2}}(?!\w))?\s?\.?(?P<suffix>{_SUFFIX})?")


class Reading(NamedTuple):
    """One way to take a label: as a kind of numbering, with its value and its rank among insertions."""

    kind: str
    value: int
    rank: float


class Marker(NamedTuple):
    """A possible mark: its offsets, its label as printed, its bracket form, and the costs of taking or leaving it.

    `indent` is the column of a mark with which a line begins, -1 for others;
    `after_option` says that a line such as "Option 2" stands before it.
    """

    start: int
    end: int
    label: str
    form: str
    readings: tuple[Reading, ...]
    opens: float
    continues: float
    skips: float
    line_start: bool
    indent: int = -1
    after_option: bool = False


@cache
def readings(label: str, upper: bool) -> tuple[Reading, ...]:
    """The ways to take a label in lower case: decimal, letter or roman numeral."""
    if label[0].isdigit():
        match = _VALUE.match(label)
        if not match:
            return ()
        return (Reading(DECIMAL, int(match["digits"]), _rank(match["letters"], match["suffix"])),)
    head, _, suffix = label.partition(" ")
    found = []
    if (value := letter_value(head)) is not None:
        found.append(Reading(CAPITAL if upper else LETTER, value, _rank(None, suffix or None)))
    elif len(head) == 2 and not suffix and roman(head) is None:
        found.append(Reading(CAPITAL if upper else LETTER, ord(head[0]) - 96, (ord(head[1]) - 96) / 1))
    if len(head) == 2 and head[0] == head[1] and not suffix and not upper:
        found.append(Reading(DOUBLE, ord(head[0]) - 96, 0.0))
    if not suffix and set(head) <= _ROMAN_LETTERS and (numeral := roman(head)) is not None:
        found.append(Reading(CAPITAL_ROMAN if upper else ROMAN, numeral, 0.0))
    return tuple(found)


def _ways(label: str, form: str, upper: bool) -> tuple[Reading, ...]:
    """As `readings`; Chinese numerals in brackets are another list than those without."""
    if label[0] not in HAN:
        return readings(label, upper)
    value = han(label)
    return (Reading(CHINESE_BRACKETED if form == "round" else CHINESE, value, 0.0),) if value else ()


def _rank(letters: str | None, suffix: str | None) -> float:
    if suffix:
        return float(structure("en").suffixes.get(suffix, 1))
    return float(sum((ord(letter) - 96) / 100**place for place, letter in enumerate(letters or "")))


@cache
def _open(language: str) -> re.Pattern[str]:
    """Marks in mid-line that only close: after a stop, and perhaps after the conjunction before the last item."""
    return re.compile(
        rf"[:;,.] (?:(?:{any_of(structure(language).conjunctions)}) )?(?:(?P<half>[a-z]|[ivx]{{1,4}})\)(?=\s?[^\W\d_])"
        rf"|(?P<dot>\d{{1,2}}(?:\s?{_SUFFIX})?)\.(?=\s{{1,4}}[\[(\"']?[^\W\d_])|(?P<letter>[a-z])\.(?=\s[^\W\d_]))"
    )


@cache
def _joiner(language: str) -> re.Pattern[str]:
    words = structure(language)
    joiners = any_of([*words.conjunctions, *words.ranges])
    return re.compile(rf"\s*(?:(?:,|,?\s*(?:{joiners}))\s*)?(?:[a-z]\)\s*)?|-")


@cache
def before_last(language: str) -> tuple[str, ...]:
    """How a stretch ends before the last item of a list."""
    return tuple(f"{mark}{word}" for word in structure(language).conjunctions for mark in " ;")


@cache
def _reference_word(language: str) -> str:
    """A reference word at the end of a stretch; only an abbreviation may end in a full stop."""
    words = structure(language)
    return rf"(?<![a-z])(?:(?:{any_of(words.reference_words)})\s*|(?:{any_of(words.reference_abbreviations)})\.\s*)$"


@cache
def _reference_end(language: str) -> re.Pattern[str]:
    return re.compile(rf"{_reference_word(language)}|\d[a-z]?,?\s*(?:[a-z]\)\s*)?$")


@cache
def _reference_word_end(language: str) -> re.Pattern[str]:
    return re.compile(_reference_word(language))


@cache
def _option_regex(language: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(structure(language).option_words)})\s+\(?\w{{1,5}}\b")


def find_markers(page: Page, start: int, end: int, language: str) -> list[Marker]:
    """Every possible mark between two offsets of a page, in order."""
    found: dict[int, tuple[re.Match[str], bool]] = {}
    first = page.line_at(start)
    for index in range(first, len(page.lines)):
        line = page.lines[index]
        if line.start >= end:
            break
        if line.end > start:
            _at_line(page, max(line.start, start), min(line.end, end), found)
    for match in _ROUND.finditer(page.view, start, end):
        if match.start() not in found and page.view[match.start() - 1 : match.start()] != "(":
            found[match.start()] = (match, False)
    for match in _open(language).finditer(page.view, start, end):
        offset = _mark_start(match)
        if offset not in found and _sentence_follows(page, match):
            found[offset] = (match, False)
    own = [found[offset] for offset in sorted(found) if not _of_quoted_law(page, offset)]
    return _weigh(page, start, _without_rows(page, own), language)


def _without_rows(page: Page, matches: list[tuple[re.Match[str], bool]]) -> list[tuple[re.Match[str], bool]]:
    """The marks without those that say the one before again and again, with no word between: they number nothing."""
    kept: list[tuple[re.Match[str], bool]] = []
    end, mark, row = -1, "", 0
    for match, at_line in matches:
        offset = _mark_start(match)
        words = page.view[offset : match.end()].strip()
        row = row + 1 if words == mark and not page.view[end:offset].strip() else 1
        end, mark = match.end(), words
        if row <= _LONGEST_ROW:
            kept.append((match, at_line))
    return kept


def _of_quoted_law(page: Page, offset: int) -> bool:
    """Whether a mark numbers words that are quoted, such as a paragraph to be put into another law."""
    return page.text[offset - 1 : offset] in ("“", '"', "«") or page.quoted(offset)


def _at_line(page: Page, offset: int, end: int, found: dict[int, tuple[re.Match[str], bool]]) -> None:
    """The marks with which a line begins: `1.`, `(a)`, or several at once."""
    first = offset
    while match := _AT_LINE.match(page.view, offset, end):
        if match["bare"] and (offset > first or not _capital_follows(page, match.end())):
            return
        if match["wide"] and page.text[match.start("wide")].isupper():
            return
        dot = match["dot"] or ""
        if len(dot) > 2 and dot.isascii() and dot.isalpha() and roman(dot) is None:
            return
        found[_mark_start(match)] = (match, True)
        offset = match.end()


def _mark_start(match: re.Match[str]) -> int:
    """Where the mark begins: after the bracket or quotation mark that leads a line, or after a comma and a blank."""
    if match.re is _AT_LINE:
        return match.end("lead")
    return match.start() if match.re is _ROUND else match.start(match.lastgroup or 0)


def _attached(page: Page, offset: int) -> bool:
    """Whether a bracket stands close after a number, as in the citation 15(2)."""
    before = page.view[max(offset - 2, 0) : offset]
    return before[-1:].isdigit() or (before[-1:].isalpha() and before[:1].isdigit())


def _capital_follows(page: Page, offset: int) -> bool:
    return next((letter for letter in page.text[offset : offset + 12] if letter.isalpha()), "a").isupper()


def _sentence_follows(page: Page, match: re.Match[str]) -> bool:
    following = page.text[match.end() : match.end() + 6].lstrip()
    return not match["dot"] or following.startswith("(") or _capital_follows(page, match.end())


def _weigh(page: Page, start: int, matches: list[tuple[re.Match[str], bool]], language: str) -> list[Marker]:
    markers: list[Marker] = []
    options = bool(_option_lines(page, language))
    previous_end, previous_cited = -1, False
    for match, at_line in matches:
        offset = _mark_start(match)
        if match.re is _ROUND and _attached(page, offset):
            previous_end, previous_cited = match.end(), True
            continue
        form = match.lastgroup or "round"
        cited = (
            _cited(page.view, start, offset, language, at_line)
            or _wordless(page, match.end())
            or (previous_cited and not at_line and _joins(page, previous_end, offset, language))
        )
        label = match[form] if match[form].isalnum() else " ".join(match[form].split())
        if ways := _ways(label, form, page.text[match.end(form) - 1].isupper()):
            costs = _costs(page, start, _Place(offset, previous_end, at_line, cited), language)
            indent = _indent(page, offset) if at_line else -1
            after = options and option_between(page, max(previous_end, start), offset, language)
            kind = _SAME_FORM.get(form, form)
            markers.append(Marker(offset, match.end(), label, kind, ways, *costs, at_line, indent, after))
        previous_end, previous_cited = match.end(), cited
    return markers


def _wordless(page: Page, end: int) -> bool:
    """A mark with no words after it numbers nothing: it stands in a list of citations."""
    return page.view[end : end + 3].lstrip()[:1] in (";", ",", ")", "]") and bool(page.view[end : end + 3].strip())


def _joins(page: Page, start: int, end: int, language: str) -> bool:
    """Whether nothing but a comma, a conjunction or a hyphen stands between two marks; a long dash opens a list."""
    return _joiner(language).fullmatch(page.view, start, end) is not None and "\u2014" not in page.text[start:end]


def _cited(view: str, start: int, offset: int, language: str, at_line: bool) -> bool:
    before = view[max(start, offset - 32) : offset]
    if before.endswith((": ", "; ")):
        return False
    pattern = _reference_word_end(language) if at_line else _reference_end(language)
    return pattern.search(before) is not None


class _Place(NamedTuple):
    """Where a mark stands: its offset, where the mark before it ends, whether it leads a line, whether it is cited."""

    offset: int
    previous_end: int
    at_line: bool
    cited: bool


def _costs(page: Page, start: int, place: _Place, language: str) -> tuple[float, float, float]:
    """The costs of opening a list with a mark, of continuing one with it, and of taking it for text."""
    offset = place.offset
    before = page.view[max(start, offset - 12) : offset].rstrip(" [*_\"'")
    last = before[-1:] or ":"
    stacked = place.previous_end >= 0 and not page.view[place.previous_end : offset].strip(" [*_")
    if place.at_line:
        opens, continues, skips = 0.2, 0.0, 4.0
    elif stacked or last in ":-":
        opens, continues, skips = 0.2, 0.2, 3.0
    elif last == ";" or before.endswith(before_last(language)):
        opens, continues, skips = 1.2, 0.0, 2.5
    elif last == ".":
        opens, continues, skips = 0.6, 0.1, 2.5
    elif last == ",":
        opens, continues, skips = 1.5, 0.1, 1.8
    else:
        opens, continues, skips = 2.0, 0.8, 1.2
    if place.cited:
        return opens + 4.0, continues + 3.0, 1.5 if place.at_line else 0.0
    return opens, continues, skips


def _indent(page: Page, offset: int) -> int:
    """The column in which a line begins that a mark leads, or -1 where the mark does not lead it."""
    line = page.lines[page.line_at(offset)]
    return -1 if page.text[line.start : offset].strip("[*_\"'( ") else line.indent


def option_between(page: Page, start: int, end: int, language: str) -> bool:
    """Whether a line between two offsets announces an option: numbering may start again after it."""
    starts = _option_lines(page, language)
    place = bisect_left(starts, start)
    return place < len(starts) and starts[place] < end


def _option_lines(page: Page, language: str) -> list[int]:
    """Where the lines that announce an option begin, in order."""
    if ("options", language) not in page.memo:
        regex, words = _option_regex(language), structure(language).option_words
        likely = (page.lines[index] for index in page.beginning(word[0] for word in words))
        page.memo["options", language] = [line.start for line in likely if regex.match(page.view, line.start, line.end)]
    return page.memo["options", language]
