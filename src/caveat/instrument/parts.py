"""Several instruments, or several languages, one after another in one file."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from caveat.instrument.headings import Container, containers, unit_candidates
from caveat.instrument.lines import Page
from caveat.instrument.sequence import Candidate
from caveat.kernel.folding import squeeze
from caveat.language.detect import detect
from caveat.language.structure import LANGUAGES, any_of, structure

_FRONT_LINES: Final = 80
_COVER_CHARS: Final = 300
_TELLING_LINE: Final = 60
_TELLING_RUN: Final = 1500
_GLANCE: Final = 400


class Piece(NamedTuple):
    """One part of a file: its offsets, its language, and whether it only introduces what follows."""

    start: int
    end: int
    language: str
    cover: bool = False


def split(page: Page) -> list[Piece]:
    """The parts of a file in order; one where it holds a single instrument.

    A part begins where the numbering of articles starts again at one although
    no annex and no numbered chapter explains it, or where the word for an
    article changes to that of another language.
    """
    heads = _all_candidates(page)
    bounds = [0]
    for before, current in pairwise(heads):
        if _restarts(page, before, current):
            bounds.append(_front(page, before, current))
    if len(bounds) == 1:
        bounds += _language_changes(page) or _lettered(page)
    ends = [*bounds[1:], len(page.text)]
    pieces = [Piece(start, end, _language(page, start, end)) for start, end in zip(bounds, ends, strict=True)]
    return _with_cover(page, pieces)


def _language_changes(page: Page) -> list[int]:
    """Where a text goes over to another language for good, which numbers without words do not show."""
    spans = [(line.start, line.end) for line in page.lines]
    if len({language for language, *_ in _runs(page, _chunks(spans)) if language != "und"}) < 2:
        return []
    kept: list[tuple[str, int, int]] = []
    for run in _runs(page, spans):
        if run[2] >= _TELLING_RUN and (not kept or kept[-1][0] != run[0]):
            kept.append(run)
    return [_heading_before(page, start) for _, start, _ in kept[1:]]


def _chunks(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring spans put together until each is long enough to tell its language at a glance."""
    chunks: list[tuple[int, int]] = []
    for start, end in spans:
        if chunks and chunks[-1][1] - chunks[-1][0] < _TELLING_RUN:
            chunks[-1] = (chunks[-1][0], end)
        else:
            chunks.append((start, end))
    return chunks


def _runs(page: Page, spans: list[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """Stretches in one language: the language, where it starts, how many code points it has."""
    runs: list[tuple[str, int, int]] = []
    for start, end in spans:
        size = end - start
        found = detect(page.text[start : min(end, start + _GLANCE)]) if size > _TELLING_LINE else "und"
        if runs and found in ("und", runs[-1][0]):
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + size)
        elif found != "und":
            runs.append((found, start, size))
    return runs


def _heading_before(page: Page, start: int) -> int:
    """Short lines and headings just before the first telling line belong to it."""
    index = page.line_at(start)
    while index > 0 and page.lines[index - 1].end - page.lines[index - 1].start <= _TELLING_LINE:
        if not (page.lines[index - 1].level or page.line_text(index - 1)[-1] not in ".;:,"):
            break
        index -= 1
    return page.lines[index].start


def _lettered(page: Page) -> list[int]:
    """Where the second and later of several instruments begin whose headings are a letter and a short name.

    Such as `A. DRAFT TREATY` and, far below, `B. DRAFT DECISION`.
    """
    words = any_of([word for language in LANGUAGES for word in structure(language).title_words])
    named = re.compile(rf"(?P<letter>[a-h])\.\s(?:\w+ ){{0,2}}?(?:{words})(?!\w)(?: \w+){{0,2}}$")
    found: list[int] = []
    for index in page.beginning("abcdefgh"):
        line = page.lines[index]
        match = named.match(page.view, line.start, line.end) if line.level or _capitals(page, index) else None
        far = not found or line.start - found[-1] > _TELLING_RUN
        if match and far and match["letter"] == "abcdefgh"[len(found)]:
            found.append(line.start)
    return found[1:]


class _Head(NamedTuple):
    candidate: Candidate
    language: str


def _all_candidates(page: Page) -> list[_Head]:
    """Headings of articles in any known language, the strongest claim to each line."""
    best: dict[int, _Head] = {}
    for language in LANGUAGES:
        for candidate in unit_candidates(page, language):
            if candidate.word != "article" or candidate.evidence < 0.5:
                continue
            known = best.get(candidate.line)
            if known is None or candidate.evidence > known.candidate.evidence:
                best[candidate.line] = _Head(candidate, language)
    return [best[line] for line in sorted(best)]


def _restarts(page: Page, before: _Head, current: _Head) -> bool:
    number, previous = current.candidate.number, before.candidate.number
    if number.value != 1 or number.rank > 0 or previous.value < 2 or current.candidate.evidence < 1.0:
        return False
    between = _heads_between(page, before.candidate.line, current.candidate.line, current.language)
    if before.language != current.language and not _shared_word(before.language, current.language):
        return True
    if any(container.kind == "annex" for container in between):
        return False
    return not any(container.number and container.number.value > 1 for container in between)


def _shared_word(one: str, other: str) -> bool:
    return {one, other} <= {"en", "fr"}


def _heads_between(page: Page, first: int, last: int, language: str) -> list[Container]:
    known = containers(_slice(page, first, last), language, "article")
    return known if language == "en" else [*known, *containers(_slice(page, first, last), "en", "article")]


def _slice(page: Page, first: int, last: int) -> Page:
    part = Page.__new__(Page)
    part.text, part.view = page.text, page.view
    part.quotes, part.width, part.memo = page.quotes, page.width, {}
    part.lines, part.starts = page.lines[first:last], page.starts[first:last]
    part.initials = part.lines_by_initial()
    return part


def _front(page: Page, before: _Head, current: _Head) -> int:
    """Where the title of the new part stands: back from its first article to the nearest line that can be a title."""
    first = current.candidate.line
    least = max(before.candidate.line + 1, first - _FRONT_LINES)
    language = _language(page, page.lines[first].start, len(page.text))
    heads = _container_lines(page, least, first, current.language)
    named = re.compile(rf"\W*(?:the )?(?:\w+ ){{0,3}}?(?:{any_of(structure(current.language).title_words)})(?!\w)")
    for index in range(first - 1, least - 1, -1):
        titled = page.lines[index].level or _capitals(page, index)
        if titled and index not in heads and named.match(page.line_view(index)):
            return page.lines[_title_start(page, index, least, heads)].start
    for index in range(first - 1, least - 1, -1):
        line = page.lines[index]
        if (line.level or _capitals(page, index)) and index not in heads and not _other(page, index, language):
            return page.lines[_title_start(page, index, least, heads)].start
        if page.line_view(index).strip("#*_ .:") in structure(current.language).preamble_words:
            return line.start
    return _by_language(page, least, first, language)


def _container_lines(page: Page, least: int, first: int, language: str) -> set[int]:
    found = containers(_slice(page, least, first), language, "article")
    lines = {least + container.line for container in found}
    return lines | {line + 1 for line in lines}


def _title_start(page: Page, index: int, least: int, heads: set[int]) -> int:
    while index - 1 >= least and (page.lines[index - 1].level or _capitals(page, index - 1)) and index - 1 not in heads:
        index -= 1
    return index


def _capitals(page: Page, index: int) -> bool:
    text = page.line_text(index)
    return len(text) > 8 and text.upper() == text and any(map(str.isalpha, text))


def _other(page: Page, index: int, language: str) -> bool:
    found = detect(page.line_text(index))
    return found not in (language, "und") and len(page.line_text(index)) > 40


def _by_language(page: Page, least: int, first: int, language: str) -> int:
    index = first
    while index - 1 >= least and not _other(page, index - 1, language):
        index -= 1
    return page.lines[max(index, min(least + 1, first))].start


def _language(page: Page, start: int, end: int) -> str:
    return detect(page.text[start:end])


def _with_cover(page: Page, pieces: list[Piece]) -> list[Piece]:
    """A note or a resolution before the annexed instrument is a part of its own."""
    first = pieces[0]
    heads = _all_candidates(page)
    if first.language not in LANGUAGES or not heads:
        return pieces
    opening = next((head for head in heads if head.candidate.number.value == 1), heads[0])
    limit = opening.candidate.line
    words = structure(first.language).cover_annex_words
    for index in range(limit - 1, 0, -1):
        label = page.line_view(index).strip(" .:*_#").split(" ")
        if label[0] in words and len(label) <= 2 and page.lines[index].start > first.start + _COVER_CHARS:
            start = page.lines[index].start
            return [first._replace(end=start, cover=True), first._replace(start=start), *pieces[1:]]
    return pieces


def title_of(page: Page, piece: Piece) -> str:
    """The first words of a part, to name it in a list."""
    for index in range(page.line_at(piece.start), len(page.lines)):
        if page.lines[index].start >= piece.start and any(map(str.isalpha, page.line_text(index))):
            return squeeze(page.line_text(index))[:160]
    return ""
