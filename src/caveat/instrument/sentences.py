"""Where sentences and paragraphs end inside the words of one unit, and which of its words are no sentence."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Span
from caveat.language.propositions import NEVER, proposition_words
from caveat.language.structure import any_of

LETTER: Final = re.compile(r"[^\W_]")
STOP: Final = re.compile(r"\.(?:(?<=[a-z][a-z]\.)|(?<=[\d)”\"]\.))\s+(?=[A-Z])[A-Z]")
_ENDED: Final = (".", ".)", ".”", '."', ";", "!", "?")
_BREAK: Final = re.compile(r"(?<=\S)[^\S\n]*+\n\s*+(?=\S)")
_LINE_ENDED: Final = re.compile(r"[.;!?)”\"][^\S\n]*+\n\s*+\S")
_BULLET: Final = re.compile(r"\n[^\S\n]*+[–—•▪◦·-][^\S\n]++(?=\S)")
_FEWEST: Final = 2
_LEADS: Final = (":", ",", ";", "—", "–")
_CLOSE: Final = 12
_NEAR: Final = 60
_NOTE: Final = 160


def lowered(text: str, start: int) -> bool:
    """Whether the first letter from an offset on is a small one: the words go on with what stands before."""
    first = LETTER.search(text, start, start + _NEAR)
    return first is not None and first[0].islower()


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a span, which together are the span."""
    start, end = span
    found: list[Span] = []
    while stop := STOP.search(text, start, end):
        found.append((start, stop.end() - 1))
        start = stop.end() - 1
    return [*found, (start, end)]


def paragraphs(text: str, span: Span) -> list[Span]:
    """The paragraphs of a span, which together are the span.

    A line that ends a sentence ends a paragraph, unless lines are broken at a
    width and the next word would not have stood on it: then it ends by chance.
    """
    start, end = span
    line_end = text.find("\n", start, end)
    if line_end < 0 or text[line_end:end].isspace():
        return [span]
    if _LINE_ENDED.search(text, max(start, line_end - _CLOSE), end) is None:
        return [span]
    breaks = [match.span() for match in _BREAK.finditer(text, start, end) if match.start() > start]
    lines = [squeeze(text[one:other]) for one, other in pairwise([start, *(after for _, after in breaks), end])]
    fresh = [
        line.endswith(_ENDED) and not lowered(text, after) for line, (_, after) in zip(lines, breaks, strict=False)
    ]
    width = max(map(len, lines))
    room = [width - len(line) > len(following.split(" ", 1)[0]) for line, following in pairwise(lines)]
    broken = not all(fresh)
    cuts = [after for (_, after), new, free in zip(breaks, fresh, room, strict=True) if new and (free or not broken)]
    return [piece for piece in pairwise([start, *cuts, end]) if LETTER.search(text, *piece)]


def has_bullets(text: str) -> bool:
    """Whether any line of a text begins with a dash or a dot."""
    return _BULLET.search(text) is not None


def bullets(text: str, span: Span) -> tuple[Span, list[Span]]:
    """The words of a span before lines that begin with a dash or a dot, and those of each such line."""
    start, end = span
    marks = [match.span() for match in _BULLET.finditer(text, max(start - 1, 0), end)]
    if len(marks) < _FEWEST or (marks[0][0] > start and not text[start : marks[0][0]].rstrip().endswith(_LEADS)):
        return span, []
    ends = [before for before, _ in marks[1:]] + [end]
    first = max(start, marks[0][0])
    leading = (start, first) if LETTER.search(text, start, first) else (start, start)
    return leading, [(after, stop) for (_, after), stop in zip(marks, ends, strict=True)]


def own_words(text: str, span: Span, number: str | None, divided: bool, language: str) -> Span | None:
    """The words of a unit that say something: without its number printed again, a heading of an item, an editor's note.

    None where nothing remains.
    """
    start, end = span
    if text.find("]", max(start, end - _CLOSE), end) >= 0:
        end = _before_notes(text, start, end, language)
    if number:
        if end - start <= len(number) + _CLOSE and text[start:end].strip(" \n\t.—–-").lower() == number.lower():
            return None
        start = _after_heading(text, start, end, divided, language)
    return (start, end) if LETTER.search(text, start, end) else None


def _before_notes(text: str, start: int, end: int, language: str) -> int:
    """Where the words end before notes in square brackets about when they were put in."""
    while (bracket := text.rfind("]", max(start, end - _NOTE), end)) >= 0 and not text[bracket + 1 : end].strip():
        opened = text.rfind("[", max(start, bracket - _NOTE), bracket)
        if opened < 0 or not _annotation(language).fullmatch(text, opened, bracket + 1):
            break
        end = opened
    return end


@cache
def _annotation(language: str) -> re.Pattern[str]:
    return re.compile("|".join(proposition_words(language).annotations) or NEVER, re.IGNORECASE)


@cache
def _heading(language: str) -> re.Pattern[str]:
    """A few words with capital letters, and the mark after them."""
    words = proposition_words(language)
    if not words.lower_in_headings:
        return re.compile(NEVER)
    first = rf"(?=[A-Z])(?!(?i:{any_of(words.subjects)})\b)\w++"
    others = rf"[ -](?:[A-Z]\w*+|(?:{any_of(words.lower_in_headings)})\b)"
    return re.compile(rf"\s*+{first}(?:{others}){{0,8}}+(?P<end>\.?\s{{0,3}}[—–\ufffd-]{{1,2}}\s|\.?\s*+\Z)")


def _after_heading(text: str, start: int, end: int, divided: bool, language: str) -> int:
    """Where the text begins after a heading in capital letters that runs on in the same line, or is all there is."""
    heading = _heading(language).match(text, start, end)
    if heading is None or LETTER.search(text, heading.end(), end):
        return heading.end() if heading else start
    return heading.end() if divided and _ends(heading["end"]) else start


def _ends(mark: str) -> bool:
    """Whether the mark after a heading shows that it is all there is: a dash alone leads to a list."""
    return not mark.strip() or mark.lstrip().startswith(".")
