"""Where the head of a unit ends and its text begins."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from caveat.instrument.lines import Page
from caveat.instrument.sequence import Candidate
from caveat.language.structure import Structure, structure

_MARGINAL_LEAST: Final = 3
_MARGINAL_SHARE: Final = 0.7
_MARGINAL_LENGTH: Final = 100
_LABEL: Final = 14
_STOPPED_WORDS: Final = 9
_WORD_LENGTH: Final = 14
MAX_HEADING: Final = 260
"""Longest heading, in code points."""

_DASHED: Final = re.compile(
    r"\s*(?P<head>[^\s.][^.\n]{1,159}?)\s*(?:\.\s?[-–—\ufffd\u00ad]+|[-–—\ufffd\u00ad]{2,}|\.\s(?=\())\s*"
)
_TRIM: Final = " \t\n*_#[]"
_EDGE: Final = " \t\n*_#.:;-–—\ufffd\u00ad"
_MARK: Final = re.compile(r"\s(?:\(?1\)|1\.|\(a\)|a\)|—|–\(|-\()(?=[\s(])|[—–]\s?\(")
_WORD: Final = re.compile(r"[^\W_][\w'’-]*")


class Head(NamedTuple):
    """The heading as printed, or None, and the offset where the head ends."""

    heading: str | None
    end: int


def head_after(page: Page, number_end: int, limit: int, language: str, *, bare: bool, container: bool = False) -> Head:
    """The heading that follows a number: on its line, or on the next lines.

    `limit` is where the unit ends. A heading on the number's own line is told
    from text by its end (no full stop), by a dash after it, or by the first
    word that opens a sentence.
    """
    words = structure(language)
    index = page.line_at(max(number_end - 1, 0))
    line_end = min(page.lines[index].end, limit)
    rest = page.text[number_end:line_end]
    if rest.strip(_EDGE):
        return _same_line(page, number_end, line_end, limit, words, index, bare=bare, container=container)
    return _next_lines(page, index, number_end, limit, words, container=container)


def with_marginal_headings(page: Page, units: list[Candidate], taken: set[int]) -> list[Candidate]:
    """The units with the headings that stand on the line before each number, where nearly all units have one.

    `taken` are the lines of containers.
    """
    taken = taken | {unit.line for unit in units}
    placed = [_with_line_before(page, unit, taken) for unit in units]
    body = [unit for unit in placed if unit.reset == placed[0].reset]
    headed = sum(unit.heading_line >= 0 for unit in body)
    return placed if headed >= _MARGINAL_LEAST and headed >= _MARGINAL_SHARE * len(body) else units


def _with_line_before(page: Page, unit: Candidate, taken: set[int]) -> Candidate:
    line = unit.line - 1
    if (
        line < 0
        or line in taken
        or (line - 1 in taken and page.lines[line - 1].end - page.lines[line - 1].start < _LABEL)
    ):
        return unit
    text = page.line_text(line).strip("*_ ")
    if len(text) > _MARGINAL_LENGTH or not text[:1].isupper() or text[-1] in '.;:,)”"—-':
        return unit
    return unit._replace(start=page.lines[line].start, heading_line=line)


def marginal_heading(page: Page, unit: Candidate) -> str | None:
    """The heading before a unit's number."""
    return clean_heading(page.line_text(unit.heading_line))


def _same_line(
    page: Page, start: int, line_end: int, limit: int, words: Structure, index: int, *, bare: bool, container: bool
) -> Head:
    rest = page.text[start:line_end]
    level = page.lines[index].level
    if (dashed := _DASHED.match(rest)) and _is_title(dashed["head"]):
        return Head(clean_heading(dashed["head"]), start + dashed.end())
    following = container or (index + 1 < len(page.lines) and page.lines[index + 1].start < limit)
    wrapped = not level and (
        _full(page, index, limit) or (_goes_on(page, index, limit) and _run_on(rest, words, words.openers))
    )
    if (level or following) and not wrapped and _looks_like_heading(rest, words, marked=bool(level)):
        end = _wrapped_heading(page, index, line_end, limit, words) if not level else line_end
        return Head(clean_heading(page.text[start:end]), end)
    if following and _stopped_heading(page, index, rest, words):
        return Head(clean_heading(rest), line_end)
    openers = words.openers if bare else words.treaty_openers
    cut = _run_on(rest, words, openers) if not bare or not _opens_sentence(rest, words) else 0
    if cut:
        return Head(clean_heading(rest[:cut]), start + cut)
    return Head(None, start)


def _stopped_heading(page: Page, index: int, text: str, words: Structure) -> bool:
    """A heading that ends in a full stop: a few words without a verb, set off from the text that follows."""
    plain = text.strip(_TRIM)
    if index + 1 >= len(page.lines) or not plain.endswith(".") or len(plain.split()) > _STOPPED_WORDS:
        return False
    if not plain[0].isupper() or _opens_sentence(plain, words) or ". " in plain:
        return False
    return page.lines[index + 1].blank_before and words.verbs.isdisjoint(plain.lower().split())


def _full(page: Page, index: int, limit: int) -> bool:
    """Whether a line is as long as lines of this file get and the next one follows at once: it is wrapped text."""
    line, following = page.lines[index], index + 1
    if not page.width or following >= len(page.lines) or page.lines[following].start >= limit:
        return False
    return line.end - line.start > page.width - _WORD_LENGTH and not page.lines[following].blank_before


def _goes_on(page: Page, index: int, limit: int) -> bool:
    """Whether the next line goes on in mid-sentence."""
    following = index + 1
    if following >= len(page.lines) or page.lines[following].start >= limit or page.lines[following].blank_before:
        return False
    return page.text[page.lines[following].start].islower()


def _next_lines(page: Page, index: int, number_end: int, limit: int, words: Structure, *, container: bool) -> Head:
    following = index + 1
    if following >= len(page.lines) or page.lines[following].start >= limit:
        return Head(None, number_end)
    line = page.lines[following]
    text = page.text[line.start : min(line.end, limit)]
    last = following + 1 >= len(page.lines) or page.lines[following + 1].start >= limit
    if last and not line.level and not container:
        cut = _run_on(text, words, words.treaty_openers)
        return Head(clean_heading(text[:cut]), line.start + cut) if cut else Head(None, number_end)
    if _looks_like_heading(text, words, marked=line.level > 0):
        end = line.end if line.level else _wrapped_heading(page, following, line.end, limit, words)
        return Head(clean_heading(page.text[line.start : end]), end)
    return Head(None, number_end)


def _wrapped_heading(page: Page, index: int, end: int, limit: int, words: Structure) -> int:
    """The end of a heading that goes on over following lines, none of which opens a sentence or an item."""
    for following in range(index + 1, min(index + 4, len(page.lines) - 1)):
        line = page.lines[following]
        text = page.text[line.start : line.end]
        next_line = page.lines[following + 1]
        if line.start >= limit or next_line.start >= limit or line.blank_before or line.level or len(text) > 90:
            break
        if not text[0].islower() or text[-1] in ".;:,":
            break
        end = line.end
    return end


def _looks_like_heading(text: str, words: Structure, *, marked: bool) -> bool:
    plain = text.strip(_TRIM)
    bare = plain.rstrip(" ]*_")
    if not plain.strip(_EDGE) or len(plain) > MAX_HEADING or plain.lower().startswith(tuple(words.repealed)):
        return False
    if marked:
        return True
    if (
        bare[-1] in ";:,—–。；：，"
        or (bare[-1] == "." and len(bare.split()) > 3)
        or plain[0] in '(“"'
        or plain[0].isdigit()
    ):
        return False
    if plain[0].islower() or _MARK.search(plain) or not words.operative.isdisjoint(plain.lower().split()):
        return False
    return len(plain.split()) <= 28 and not (_opens_sentence(plain, words) and len(plain.split()) > 12)


def _is_title(text: str) -> bool:
    plain = text.strip(_EDGE)
    return bool(plain) and (plain[0].isupper() or plain[0].isdigit()) and len(plain.split()) <= 24


def _opens_sentence(text: str, words: Structure) -> bool:
    match = _WORD.search(text)
    return match is not None and match[0].lower() in words.openers


def _run_on(text: str, words: Structure, openers: frozenset[str]) -> int:
    """Where the text begins after a heading on the same line, or 0 where no heading can be told."""
    marked = _MARK.search(text, 0, MAX_HEADING)
    stop = marked.start() + 1 if marked else len(text)
    tokens = list(_WORD.finditer(text, 0, min(stop, MAX_HEADING)))
    if not tokens or not tokens[0][0][0].isupper() or (tokens[0][0].lower() in words.openers and not marked):
        return 0
    titled = sum(token[0][0].isupper() for token in tokens[:8]) > 5
    subjects = words.treaty_openers - words.openers
    for before, token in pairwise(tokens):
        opens = token[0][0].isupper() and token[0].lower() in openers
        opens = opens and not {before[0].lower(), token[0].lower()} <= subjects
        if opens and not titled and text[before.end() : token.start()].strip() in ("", ".", "-", "–", "—", ")"):
            return token.start()
    if marked and len(tokens) <= 24 and not _opens_long(text[:stop], words, len(tokens)):
        return stop
    return 0


def _opens_long(text: str, words: Structure, count: int) -> bool:
    return _opens_sentence(text, words) and (count > 8 or text.rstrip()[-1:] in ":—–-,")


def clean_heading(text: str) -> str | None:
    """A heading without the marks around it, or None where no word remains."""
    plain = " ".join(text.split()).strip(_EDGE + "[]")
    return plain or None
