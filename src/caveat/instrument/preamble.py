"""The text before the first provision, with its recitals, and the text after the last."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from caveat.instrument.lines import Page
from caveat.instrument.nodes import Node
from caveat.language.structure import any_of, structure


@cache
def _recital_regex(language: str) -> re.Pattern[str]:
    shape = structure(language).recital
    joined = any_of(structure(language).conjunctions)
    return re.compile(rf"(?:^|(?<=[,;:.،؛]))[\s*_\[]*(?:(?:{joined})\s+)?(?={shape})" if shape else "(?!)")


@cache
def _conclusions_regex(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(structure(language).conclusions) or '(?!)'})")


@cache
def _enacting_regex(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(structure(language).enacting) or '(?!)'})")


def preamble(page: Page, end: int, language: str) -> Node | None:
    """Everything before the first provision: title, recitals, words of agreement or enactment."""
    if not page.text[:end].strip():
        return None
    start = page.lines[0].start
    node = Node("preamble", start, start)
    formula = _enacting_regex(language).search(page.view, start, end)
    stop = formula.start() if formula else end
    for offset in _recital_starts(page, start, stop, language):
        node.add(Node("recital", offset, offset, label=str(len(node.children) + 1)))
    node.close(end)
    if node.children and formula and formula.start() > node.children[-1].start:
        node.children[-1].end = _line_or_word_start(page, formula.start(), node.children[-1].start)
    return node


def _line_or_word_start(page: Page, offset: int, least: int) -> int:
    """Before the formula stands its subject or nothing; the last recital ends at the punctuation before it."""
    for index in range(offset - 1, least, -1):
        if page.text[index] in ",;:.":
            return index + 1
    return offset


def _recital_starts(page: Page, start: int, stop: int, language: str) -> list[int]:
    starts = []
    small = structure(language).small_recitals
    regex = _recital_regex(language)
    headed = [regex.match(page.view[after:stop]) and after for after in _after_heading(page, stop, language)]
    places = {match.end() for match in regex.finditer(page.view, start, stop)}.union(filter(None, headed))
    for offset in sorted(places):
        if small or not page.text[offset : offset + 1].islower():
            starts.append(offset)
    if len(starts) >= 2:
        return starts
    return []


def _after_heading(page: Page, stop: int, language: str) -> list[int]:
    """Where the line after the heading of the preamble begins."""
    words = structure(language).preamble_words
    found = []
    for heading, line in pairwise(page.lines):
        if line.start >= stop:
            break
        if heading.level or page.view[heading.start : heading.end].strip(" *_#:") in words:
            found.append(line.start)
    return found


def conclusions_start(page: Page, start: int, end: int, language: str) -> int | None:
    """Where the testimonium begins inside the last provision, or None; only after the end of a sentence."""
    for match in _conclusions_regex(language).finditer(page.view, start, end):
        before = page.text[start : match.start()].rstrip(" \t\n*_")
        at_line = page.lines[page.line_at(match.start())].start == match.start()
        starts_sentence = page.text[match.start()].isupper() and (not before or before[-1] in '.;:)”"]')
        if starts_sentence or (at_line and page.text[match.start()].isupper()):
            return match.start()
    return None
