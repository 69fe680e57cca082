"""What in a file is not the text of the law: running heads, contents pages, and the remains of web pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

from caveat.instrument.headings import bare_candidates, containers, unit_candidates
from caveat.instrument.lines import Page
from caveat.instrument.placing import page_at
from caveat.instrument.sequence import BARE, Candidate
from caveat.kernel.shapes import Removed
from caveat.kernel.source import Hint, Place
from caveat.language.structure import any_of, structure

_FURNITURE_LENGTH: Final = 110
_ANY_DIGIT: Final = str.maketrans("0123456789", "#" * 10)
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(r"(?:page\s+)?[-–(\[\s]{0,3}\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?[-–)\]\s]{0,3}")
_SYMBOL: Final = re.compile(
    r"(?<!\w)(?:[A-Z]{1,6}(?:/[A-Z0-9.()]+){1,6}|\d{2}-\d{5}|[A-Z]{1,3}\d{1,4}\s?[-\u00ad–]\s?\d{1,4}|\[Issue \d+\])"
)
_MARKER_LINE: Final = re.compile(r"\W{0,3}(?:\(?[a-z0-9]{1,4}\)|[a-z0-9]{1,3}\.)")
_INLINE_NUMBERS: Final = re.compile(r"(?<!\d)\d{1,3}[A-Z]?\.\s")
_SENTENCE_END: Final = re.compile(r"[.!?”\"][\])]{0,2}\s")
_HEAD_LINES: Final = 600
_RUN: Final = 4
_SITE_ENOUGH: Final = 3
_Stretch = TypeVar("_Stretch", Hint, Place)


class Cut(NamedTuple):
    """A stretch of text to take out, and why."""

    start: int
    end: int
    reason: str


class Trimmed(NamedTuple):
    """A text without its cuts, with what is known of it moved accordingly, and what was taken out."""

    text: str
    hints: tuple[Hint, ...]
    places: tuple[Place, ...]
    removed: list[Removed]


def trim(text: str, hints: tuple[Hint, ...], places: tuple[Place, ...], cuts: list[Cut]) -> Trimmed:
    """The text without the cuts, the hints and places moved accordingly, and what was taken out."""
    merged = _merged(cuts)
    if not merged:
        return Trimmed(text, hints, places, [])
    pieces, removed, offset = [], [], 0
    for cut in merged:
        pieces.append(text[offset : cut.start])
        page = page_at(places, cut.start)
        removed.append(Removed(reason=cut.reason, page=page, text=text[cut.start : cut.end].strip()))
        offset = cut.end
    pieces.append(text[offset:])
    found = [piece for piece in removed if piece.text]
    return Trimmed("".join(pieces), _moved(hints, merged), _moved(places, merged), found)


def _merged(cuts: list[Cut]) -> list[Cut]:
    merged: list[Cut] = []
    for cut in sorted(cuts):
        if merged and cut.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(merged[-1].end, cut.end))
        elif cut.end > cut.start:
            merged.append(cut)
    return merged


def _moved(stretches: tuple[_Stretch, ...], cuts: list[Cut]) -> tuple[_Stretch, ...]:
    """The stretches where they stand after the cuts; of one that a cut touches, what remains of it."""
    moved: list[_Stretch] = []
    shift, index = 0, 0
    for stretch in sorted(stretches, key=lambda stretch: (stretch.start, stretch.end)):
        while index < len(cuts) and cuts[index].end <= stretch.start:
            shift += cuts[index].end - cuts[index].start
            index += 1
        start, end = stretch.start, stretch.end
        length = end - start
        for cut in cuts[index:]:
            if cut.start >= end:
                break
            length -= min(cut.end, end) - max(cut.start, start)
        before = max(0, start - cuts[index].start) if index < len(cuts) else 0
        if length or (start == end and not before):
            moved.append(stretch._replace(start=start - shift - before, end=start - shift - before + length))
    return tuple(moved)


def running_heads(page: Page, language: str) -> list[Cut]:
    """Lines that come back again and again with a page number or a document symbol, or beside one."""
    shapes: dict[str, list[int]] = defaultdict(list)
    view = page.view.translate(_ANY_DIGIT)
    for index, line in enumerate(page.lines):
        if line.end - line.start <= _FURNITURE_LENGTH and not line.level:
            shapes[view[line.start : line.end]].append(index)
    headings = {candidate.line for candidate in unit_candidates(page, language)}
    certain = _certain_furniture(page, shapes, headings)
    beside = _beside(page, shapes, certain, headings)
    return [Cut(page.lines[i].start, page.lines[i].end, "page furniture") for i in sorted(certain | beside)]


def _certain_furniture(page: Page, shapes: dict[str, list[int]], headings: set[int]) -> set[int]:
    certain: set[int] = set()
    for indices in shapes.values():
        if len(indices) < 3:
            continue
        text = page.line_text(indices[0])
        symbol = _SYMBOL.search(text) and len(text) < 80
        number = _PAGE_NUMBER.fullmatch(text.lower()) and _climbs(page, indices)
        if (symbol or number) and not headings.intersection(indices):
            certain.update(indices)
    return certain


def _climbs(page: Page, indices: list[int]) -> bool:
    """Page numbers rise through the text, mostly by one."""
    values = [int(found[0]) for i in indices if (found := _DIGITS.search(page.line_text(i)))]
    rising = sum(after == before + 1 for before, after in pairwise(values))
    return len(values) > 2 and 2 * rising >= len(values) - 1


def _beside(page: Page, shapes: dict[str, list[int]], certain: set[int], headings: set[int]) -> set[int]:
    near = {index + step for index in certain for step in (-2, -1, 1, 2)}
    found: set[int] = set()
    for indices in shapes.values():
        text = page.line_text(indices[0])
        if (
            len(indices) < 3
            or headings.intersection(indices)
            or text[-1] in ".;:,"
            or _MARKER_LINE.match(page.line_view(indices[0]))
        ):
            continue
        beside = [index for index in indices if index in near]
        if 3 * len(beside) >= 2 * len(indices):
            found.update(beside)
    return found - certain


def contents(page: Page, language: str) -> list[Cut]:
    """The list of articles or sections at the head of a text: numbers that all come again with their text."""
    start = _announced(page, language)
    if start is None and not _crowded(page, language):
        return []
    listed = _numbered_after(page, language, -1 if start is None else start)
    if start is None:
        return _unannounced(page, listed)
    if not listed:
        return []
    again = next((c for c in listed[1:] if c.number.key == listed[0].number.key and c.word == listed[0].word), None)
    if again is None:
        return []
    end = _entry_end(page, language, again.line, start)
    return [Cut(page.lines[start].start, page.lines[end - 1].end, "contents")] if end > start else []


def _numbered_after(page: Page, language: str, start: int) -> list[Candidate]:
    """The lines after one that may head a unit; bare numbers far from the head of the text only if a list begins so."""
    found = _numbered(page, language, start, _HEAD_LINES)
    return _numbered(page, language, start, len(page.lines)) if found and found[0].word == BARE else found


def _numbered(page: Page, language: str, start: int, last: int) -> list[Candidate]:
    candidates = (*unit_candidates(page, language), *bare_candidates(page, language, last))
    return sorted({c.line: c for c in candidates if c.line > start}.values())


def _crowded(page: Page, language: str) -> bool:
    """Whether several lines in a row near the head of a text begin with a number or head a unit."""
    digits = [index for index in page.beginning("0123456789") if index < _HEAD_LINES]
    lines = sorted({*digits, *(c.line for c in unit_candidates(page, language) if c.line < _HEAD_LINES)})
    return any(lines[i + _RUN - 1] - lines[i] <= _RUN + 1 for i in range(len(lines) - _RUN + 1))


def _announced(page: Page, language: str) -> int | None:
    words = structure(language).contents_words
    for index in range(min(len(page.lines), 200)):
        view = page.line_view(index).strip(" *_.:-")
        if view in words:
            return index
    return None


def _entry_end(page: Page, language: str, line: int, start: int) -> int:
    """Walk back from the first real heading over the title and container lines that belong to the body."""
    heads = {container.line for container in containers(page, language, "")}
    index = line
    while index - 1 > start:
        text = page.line_text(index - 1)
        if _INLINE_NUMBERS.search(text) or text[0].isdigit():
            break
        if (index - 1) not in heads and line - index > 6:
            break
        index -= 1
    return index


def _unannounced(page: Page, candidates: list[Candidate]) -> list[Cut]:
    """A run of headings without text between them, whose numbers come again later."""
    run: list[Candidate] = []
    for candidate in candidates:
        if run and (
            candidate.line - run[-1].line > 3
            or candidate.number.value < run[-1].number.value
            or not _bodyless(page, run[-1], candidate)
        ):
            break
        run.append(candidate)
    if len(run) < _RUN:
        return []
    later = Counter(c.number.key for c in candidates if c.line > run[-1].line and c.word == run[0].word)
    if sum(1 for c in run if later[c.number.key]) < 0.8 * len(run):
        return []
    return [Cut(page.lines[run[0].line].start, page.lines[run[-1].line].end, "contents")]


def _bodyless(page: Page, before: Candidate, after: Candidate) -> bool:
    text = page.text[before.number_end : page.lines[after.line].start]
    return len(text) < 200 and not _SENTENCE_END.search(text.rstrip() + " ")


@cache
def _site_regex(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(structure(language).site)})(?!\w)")


def site_remains(page: Page, language: str) -> list[Cut]:
    """The foot of a web page after the last sentence of the law: several phrases of menus and imprints in a row."""
    start = int(len(page.text) * 0.6)
    matches = list(_site_regex(language).finditer(page.view, start))
    if len({match[0] for match in matches}) < _SITE_ENOUGH:
        return []
    offset = matches[0].start()
    while offset > start and not (page.text[offset - 1].isalnum() or page.text[offset - 1] in '.;:)]”"'):
        offset -= 1
    return [Cut(offset, len(page.text.rstrip()), "web page")]
