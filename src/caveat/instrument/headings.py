"""Lines that may head a unit, a container or an annex."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from caveat.instrument.lines import Page
from caveat.instrument.sequence import BARE, Candidate
from caveat.kernel.shapes import UnitKind
from caveat.language.numerals import (
    Number,
    number_after,
    number_before,
    number_pattern,
    read_number,
    roman,
    suffix_rank,
)
from caveat.language.structure import Structure, any_of, structure

_TERMINAL: Final = '.;:!?"”’)]-–—。；：！？'
_LEAD: Final = r"[\s\[*\"'_#>|(]{0,6}"
_SUFFIX: Final = any_of(list(structure("en").suffixes))
_BARE: Final = re.compile(
    r"(?:\d{1,3}(?=\[))?[\s\[*_#>|]{0,6}(?P<num>\d{1,4})"
    rf"(?:\s?\.?(?P<suf>{_SUFFIX})(?![a-z])|(?P<let>[a-z]{{1,4}})(?![a-z)])|(?P<glued>{_SUFFIX})(?=[a-z]))?"
    r"(?P<pre>(?!))?(?P<post>(?!))?(?P<stop>\s?(?P<dot>[.:)\]।]))?"
)
_RANGE_END: Final = re.compile(r"\.?\s?[-–—]\s?(?P<num>\d{1,4})\.")
_WORD: Final = re.compile(r"[^\W_]+")
_WIDE_STOP: Final = re.compile(r"[，。；：、]")
_CENTRED: Final = 8
_CENTRED_LENGTH: Final = 90
_ITEM: Final = -4.0
_NO_HEADING: Final = -2.5
_QUOTED: Final = -3.5
_LARGEST: Final = 9999


class Container(NamedTuple):
    """A line that heads a part, title, chapter, section or annex, and where its number ends."""

    line: int
    start: int
    number_end: int
    kind: UnitKind
    number: Number | None
    printed: str | None
    word: str


@cache
def _unit_regex(language: str) -> re.Pattern[str]:
    words = structure(language)
    listed = [word for group in words.unit_words.values() for word in group]
    if words.number_prefix:
        return re.compile(rf"{_LEAD}{number_before(words.number_prefix, listed)}(?P<tail>[.:)\]*_]*)")
    heads = any_of(listed)
    return re.compile(
        rf"{_LEAD}(?P<word>{heads})(?![a-z])\.?\s*(?:no\.\s*)?{number_pattern(words)}(?P<tail>[.:)\]*_]*)"
    )


@cache
def _container_regexes(language: str) -> tuple[re.Pattern[str], ...]:
    words = structure(language)
    listed = [word for group in words.container_words.values() for word in group]
    if words.number_prefix:
        rest = r"(?P<ordinal>(?!))?(?P<letter>(?!))?(?P<tail>[.:)\]*_]*)"
        forms = (number_before(words.number_prefix, listed), number_after(words.annex_words))
        return tuple(re.compile(f"{_LEAD}{form}{rest}") for form in forms)
    names = any_of([*listed, *words.annex_words])
    ordinals = any_of(words.ordinals)
    return (
        re.compile(
            rf"{_LEAD}(?:the\s+)?(?:(?P<ordinal>{ordinals})\s+)?(?P<word>{names})(?![a-z])"
            rf"\.?(?:\s*(?:no\.\s*)?(?:{number_pattern(words)}|(?P<letter>[a-z](?![a-z'])))(?![a-z]))?(?P<tail>[.:)\]*_]*)"
        ),
    )


_ROMAN_HEAD: Final = re.compile(r"[\s\[*_#]{0,6}(?P<num>[ivxl]{1,6})(?P<tail>\.?)(?:\s+|$)")


def unit_candidates(page: Page, language: str) -> list[Candidate]:
    """Lines that begin with a word for a basic unit and a number, with the evidence that they head one."""
    if ("units", language) not in page.memo:
        page.memo["units", language] = _unit_candidates(page, language)
    return page.memo["units", language]


def _unit_candidates(page: Page, language: str) -> list[Candidate]:
    words, found = structure(language), []
    pattern = _unit_regex(language)
    kinds = {word: kind for kind, group in words.unit_words.items() for word in group}
    for index in page.beginning([words.number_prefix] if words.number_prefix else [word[0] for word in kinds]):
        line = page.lines[index]
        match = pattern.match(page.view, line.start, line.end)
        if match and (number := read_number(match, words)):
            evidence = _evidence(page, index, match.end(), words, _dotted(match["tail"]))
            if evidence <= _NO_HEADING:
                continue
            found.append(Candidate(index, line.start, match.end(), number, evidence, kinds[match["word"]]))
    return found


def alone_on_line(page: Page, language: str) -> set[int]:
    """The lines that hold a unit's word and number and nothing else."""
    return {
        candidate.line
        for candidate in unit_candidates(page, language)
        if not page.text[candidate.number_end : page.lines[candidate.line].end].strip(" .:-*_[]")
    }


def bare_candidates(page: Page, language: str, last: int | None = None) -> list[Candidate]:
    """Lines that begin with a number alone, with the evidence that they head a unit; of the first `last`, if given."""
    last = len(page.lines) if last is None else min(last, len(page.lines))
    key = f"bare {last}", language
    if key not in page.memo:
        page.memo[key] = _bare_candidates(page, language, last)
    return page.memo[key]


def _bare_candidates(page: Page, language: str, last: int) -> list[Candidate]:
    words, found = structure(language), []
    digits, item = set(page.beginning(filter(str.isdecimal, page.initials))), 0
    for index, line in enumerate(page.lines[:last]):
        if line.number and line.number.startswith("1:") and (implied := _implied(line.number[2:])):
            found.append(Candidate(index, line.start, line.start, implied, 0.5, BARE))
        elif index in digits and (candidate := _bare_candidate(page, index, words)):
            value = candidate.number.value
            item = _item_of_list(page, index, value, item) if found else 0
            if item != 1:
                found.append(candidate._replace(evidence=candidate.evidence + (_ITEM if item else 0.0)))
                found.extend(_range_end(page, found[-1]))
    return found


def _range_end(page: Page, first: Candidate) -> list[Candidate]:
    """The last of several numbers that one line stands for, such as 12.-13. before a note that they are repealed."""
    match = _RANGE_END.match(page.view, first.number_end - 1, page.lines[first.line].end)
    if not match or int(match["num"]) <= first.number.value:
        return []
    number = Number(int(match["num"]), 0.0, match["num"])
    return [first._replace(start=match.start("num"), number_end=match.end(), number=number)]


def _bare_candidate(page: Page, index: int, words: Structure) -> Candidate | None:
    line = page.lines[index]
    match = _BARE.match(page.view, line.start, line.end)
    if not match or _runs_into_word(page, match, line.end):
        return None
    number = _bare_number(match, words)
    if number is None or number.value > _LARGEST:
        return None
    evidence = 0.3 if match["dot"] or match["suf"] or match["glued"] else -1.5
    evidence += _bare_evidence(page, index, match.end(), words)
    return Candidate(index, line.start, match.end(), number, evidence, BARE)


def _item_of_list(page: Page, index: int, value: int, before: int) -> int:
    """Which item of a list inside a unit a number may be, 0 for none.

    Lists begin at 1 after a colon or after another list, and count on.
    """
    announced = before or page.text[page.lines[index - 1].end - 1] == ":"
    if value == 1 and announced and not page.lines[index].level:
        return 1
    return value if before and value == before + 1 else 0


def _runs_into_word(page: Page, match: re.Match[str], end: int) -> bool:
    """Whether a number without a full stop is the beginning of a word, such as 3rd.

    A suffix in small letters may run into the capital that opens the sentence: 3bisEach.
    """
    if match["glued"]:
        return not (page.text[match.end() - 1].islower() and page.text[match.end()].isupper())
    stopped = match["dot"] or match["suf"]
    return not stopped and match.end() < end and page.view[match.end()].isalnum()


def _bare_number(match: re.Match[str], words: Structure) -> Number | None:
    number = read_number(match, words)
    if number is None or not match["glued"]:
        return number
    suffix = match["glued"]
    return Number(number.value, suffix_rank(suffix, words), f"{number.printed} {suffix}")


def _implied(printed: str) -> Number | None:
    return Number(int(printed), 0.0, printed) if printed.isdigit() else None


def _dotted(tail: str) -> float:
    return 0.5 if tail else 0.0


def _evidence(page: Page, index: int, end: int, words: Structure, bonus: float) -> float:
    line = page.lines[index]
    rest = page.view[end : line.end].strip(" .:-*_[]")
    points = (
        bonus
        + (_QUOTED if page.quoted(line.start) else 0.0)
        + (2.0 if line.level else 0.0)
        + (0.5 if line.blank_before else 0.0)
    )
    if not rest:
        return points + 3.0 + (0.0 if line.blank_before or line.level else _unfinished(page, index, 3.5))
    first = _WORD.search(rest)
    if first and first[0] in words.repealed:
        return points + 1.5
    if not line.level and (
        rest[0] in ",;(" or (first and first[0] in words.continuations and not _capital(page, index, end))
    ):
        return points - 4.0
    if not line.level:
        points += _unfinished(page, index, 2.5)
    return points + (0.5 if _capital(page, index, end) else -1.5)


def _bare_evidence(page: Page, index: int, end: int, words: Structure) -> float:
    line = page.lines[index]
    points = (1.5 if line.level else 0.0) + (0.3 if line.blank_before else 0.0)
    if page.text[line.start] in "\"“«'" or page.quoted(line.start):
        points += _QUOTED
    rest = page.view[end : line.end].strip()
    if not rest:
        return points - 0.8
    if not line.level:
        points += _unfinished(page, index, 2.0)
    if len(rest) < 140 and rest[-1] not in ".;:," and _capital(page, index, end):
        points += 0.7
    return points + (0.3 if _capital(page, index, end) else -1.5 if rest[0].isalpha() else 0.0)


def _unfinished(page: Page, index: int, cost: float) -> float:
    """Points lost where the line before ends in mid-sentence, so that this one may be its continuation."""
    if index == 0:
        return 0.0
    before = page.lines[index - 1]
    last = page.text[before.end - 1]
    if before.level or last in _TERMINAL or (page.lines[index].blank_before and last != ","):
        return 0.0
    return -cost if before.end - before.start > 60 or last == "," else -0.3 * cost


def _capital(page: Page, index: int, end: int) -> bool:
    rest = page.text[end : page.lines[index].end]
    letter = next((character for character in rest if character.isalnum()), "")
    return letter.isupper() or letter.isdigit()


def containers(page: Page, language: str, unit_word: str) -> list[Container]:
    """Lines that head a container or an annex; a word that heads the basic unit heads none."""
    if ("containers", language) not in page.memo:
        page.memo["containers", language] = _containers(page, language)
    basic = structure(language).unit_words.get(unit_word, ())
    return [container for container in page.memo["containers", language] if container.word not in basic]


def _containers(page: Page, language: str) -> list[Container]:
    words = structure(language)
    kinds: dict[str, UnitKind] = dict.fromkeys(words.annex_words, "annex")
    for kind, group in words.container_words.items():
        kinds |= dict.fromkeys(group, kind)  # type: ignore[arg-type]
    likely = page.beginning(["t", words.number_prefix, *(word[0] for word in (*kinds, *words.ordinals))])
    found = [_container(page, index, language, kinds) for index in likely]
    known = [container for container in found if container]
    return _in_order(known) if words.number_prefix else known


def _in_order(found: list[Container]) -> list[Container]:
    """Without annexes that come before the first: where words are not parted by blanks, a cited one looks like it."""
    first = next((place for place, one in enumerate(found) if _is_first_annex(one)), None)
    return [one for place, one in enumerate(found) if one.kind != "annex" or first is None or place >= first]


def _is_first_annex(one: Container) -> bool:
    return one.kind == "annex" and (one.number is None or one.number.value == 1)


def _container(page: Page, index: int, language: str, kinds: dict[str, UnitKind]) -> Container | None:
    line = page.lines[index]
    matches = (regex.match(page.view, line.start, line.end) for regex in _container_regexes(language))
    match = next(filter(None, matches), None)
    if not match or match["word"] not in kinds or page.text[line.start] == "(":
        return None
    words, kind = structure(language), kinds[match["word"]]
    number = read_number(match, words) if match["num"] else None
    printed = _printed(match, number)
    if printed is None and (kind != "annex" or not _alone(page, index, match.end())):
        return None
    if not _heads(page, index, match.end(), words):
        return None
    if kind == "annex" and not number and _WIDE_STOP.search(page.text, match.end(), line.end):
        return None
    if match["ordinal"]:
        number = Number(words.ordinals.index(match["ordinal"]) + 1, 0.0, match["ordinal"].capitalize())
    return Container(index, line.start, match.end(), kind, number, printed, match["word"])


def _printed(match: re.Match[str], number: Number | None) -> str | None:
    if match["ordinal"]:
        return match["ordinal"].capitalize()
    if number:
        return number.printed.upper() if not number.printed[0].isdigit() and len(match["num"]) < 6 else number.printed
    return match["letter"].upper() if match["letter"] else None


def _alone(page: Page, index: int, end: int) -> bool:
    rest = page.view[end : page.lines[index].end].strip(" .:-*_[]()")
    return len(rest) < 90


def _heads(page: Page, index: int, end: int, words: Structure) -> bool:
    line = page.lines[index]
    rest = page.view[end : line.end].strip(" .:-*_[]")
    if line.level or not rest:
        return line.level > 0 or _unfinished(page, index, 2.0) > -1.5
    first = _WORD.match(rest)
    if words.number_prefix:
        return not rest.startswith((",", ";", ")", "、", *words.continuations))
    text = page.text[end : line.end]
    upper = text.upper() == text and any(map(str.isalpha, text))
    if upper:
        return True
    if rest[0] in ",;)" or (first and first[0] in words.continuations) or not _capital(page, index, end):
        return False
    return len(rest) < 160 and rest[-1] not in ".;," and _unfinished(page, index, 2.0) > -1.5


def _centred(page: Page, index: int) -> bool:
    """A short line without a full stop, set in from the margin and apart from the text around it."""
    line = page.lines[index]
    alone = line.blank_before and (index + 1 == len(page.lines) or page.lines[index + 1].blank_before)
    return (
        alone
        and line.indent >= _CENTRED
        and line.end - line.start < _CENTRED_LENGTH
        and page.text[line.end - 1] not in ".;:,"
    )


@cache
def _run_on_annex_regex(language: str) -> re.Pattern[str]:
    words = structure(language)
    return re.compile(
        rf"(?<=[.;)\]\"] )(?:(?P<ordinal>{any_of(words.ordinals)})\s)?(?P<word>{any_of(words.annex_words)})"
        rf"(?:\s(?P<label>[ivx]+|\d+|[a-z]))?(?=\s?[\[(])"
    )


def run_on_annexes(page: Page, start: int, language: str) -> list[Container]:
    """Annexes run on after the last provision: a capital word after a full stop, then a reference in brackets."""
    found = []
    for match in _run_on_annex_regex(language).finditer(page.view, start):
        if page.text[match.start("word")].isupper():
            printed = match["ordinal"].capitalize() if match["ordinal"] else match["label"] and match["label"].upper()
            line = page.line_at(match.start())
            found.append(Container(line, match.start(), match.end(), "annex", None, printed, match["word"]))
    return found


def roman_heads(page: Page) -> list[Container]:
    """Headings that are a roman numeral without a word, such as `II. GENERAL`; where the layout shows a heading."""
    found = []
    for index, line in enumerate(page.lines):
        if page.view[line.start] not in "ivxl[*_#":
            continue
        match = _ROMAN_HEAD.match(page.view, line.start, line.end)
        if not match or not page.text[match.start("num")].isupper():
            continue
        rest = page.text[match.end() : line.end]
        capitals = rest.upper() == rest and len(rest) > 3
        if (line.level and (match["tail"] or not rest)) or (match["tail"] and (capitals or _centred(page, index))):
            printed = match["num"].upper()
            if value := roman(match["num"]):
                found.append(
                    Container(index, line.start, match.end(), "part", Number(value, 0.0, printed), printed, "")
                )
    return found
