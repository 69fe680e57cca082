"""Where sentences and paragraphs end inside the words of one unit, and which of its words are no sentence."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from caveat.kernel.shapes import Span
from caveat.language.propositions import proposition_words

LETTER: Final = re.compile(r"[^\W_]")
STOP: Final = re.compile(r"\.(?:(?<=[a-z][a-z]\.)|(?<=[\d)”\"]\.))\s+(?=[A-Z])[A-Z]")
_ENDED: Final = (".", ".)", ".”", '."', ";", "!", "?")
_BREAK: Final = re.compile(r"\n[^\S\n]*(?P<blank>\n\s*)?(?=\S)")
_HEADING: Final = re.compile(r"\s*(?P<words>[^\W\d_][^.:;,\n]{1,80})(?P<end>\.?\s*[—–\ufffd-]{1,2}\s|\.?\s*\Z)")
_MANY_WORDS: Final = 8
_NUMBER: Final = 12


def lowered(text: str, start: int) -> bool:
    """Whether the first letter from an offset on is a small one: the words go on with what stands before."""
    first = LETTER.search(text, start)
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

    A new line begins one after a blank line; in words whose lines are not
    broken at a width also where the last line ended a sentence.
    """
    start, end = span
    if text.find("\n", start, end) < 0:
        return [span]
    breaks = [match for match in _BREAK.finditer(text, start, end) if match.start() > start]
    ended = [text[max(start, match.start() - 8) : match.start()].rstrip().endswith(_ENDED) for match in breaks]
    fresh = [done and not lowered(text, match.end()) for match, done in zip(breaks, ended, strict=True)]
    cuts = [match.end() for match, new in zip(breaks, fresh, strict=True) if new and (all(fresh) or match["blank"])]
    return [piece for piece in pairwise([start, *cuts, end]) if LETTER.search(text, *piece)]


def own_words(text: str, span: Span, number: str | None, divided: bool, language: str) -> Span | None:
    """The words of a unit that say something: without its number printed again, a heading of an item, an editor's note.

    None where nothing remains.
    """
    start, end = span
    end = _before_notes(text, start, end, language)
    if number and end - start <= len(number) + _NUMBER and text[start:end].strip(" \n\t.—–-").lower() == number.lower():
        return None
    if number:
        start = _after_heading(text, start, end, divided, language)
    return (start, end) if LETTER.search(text, start, end) else None


def _before_notes(text: str, start: int, end: int, language: str) -> int:
    while (stop := len(text[max(start, end - 240) : end].rstrip()) + max(start, end - 240)) and text[stop - 1] == "]":
        opened = text.rfind("[", start, stop)
        if opened < 0 or not _annotation(language).fullmatch(text, opened, stop):
            break
        end = opened
    return end


@cache
def _annotation(language: str) -> re.Pattern[str]:
    return re.compile("|".join(proposition_words(language).annotations) or "(?!)", re.IGNORECASE)


def _after_heading(text: str, start: int, end: int, divided: bool, language: str) -> int:
    """Where the text begins after a heading in capital letters that runs on in the same line, or is all there is."""
    heading = _HEADING.match(text, start, end)
    if heading is None or (not LETTER.search(text, heading.end(), end) and not (divided and _ends(heading["end"]))):
        return start
    known = proposition_words(language)
    words = heading["words"].split()
    small, first = known.lower_in_headings, words[0].lower()
    capital = all(word[:1].isupper() or word.lower() in small for word in words)
    return heading.end() if small and capital and len(words) <= _MANY_WORDS and first not in known.subjects else start


def _ends(mark: str) -> bool:
    """Whether the mark after a heading shows that it is all there is: a dash alone leads to a list."""
    return not mark.strip() or mark.lstrip().startswith(".")
