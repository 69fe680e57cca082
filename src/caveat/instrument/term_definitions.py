"""Where a text defines its terms.

A term is defined where a quoted word is followed by a verb of definition, or
preceded by words that make it one; where an item of a list of definitions opens
with a term; where a name is given to what was just said (hereinafter "the Fund");
and where a sentence explains words: "access is unauthorised if".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain
from typing import Final, NamedTuple

from caveat.instrument.reference_words import places_of
from caveat.instrument.term_places import Places
from caveat.kernel.shapes import Span, Unit
from caveat.language.numerals import roman
from caveat.language.structure import structure
from caveat.language.terms import Saying, TermWords, compiled, term_words

_QUOTED: Final = re.compile(
    r"\"\s*(?P<double>[^\W_][^\"\n]{0,119}?)\s*\"|''(?P<ticks>[^'\n\"]{1,120}?)(?:''|\")|'(?<![\w']')(?P<single>[^'\n]{1,80}?)'(?!\w)"
)
_IN_PARENTHESES: Final = re.compile(r"\([ \"“«]*([A-Z][^()\n]{0,9})\)")
_SHORT: Final = re.compile(r"(?<![\w(])[A-Z][A-Z0-9&./-]{1,9}(?![\w)])")
_ITEM: Final = r"(?:\(?[a-z0-9]{1,4}[).°]\s*)?"
_LINE: Final = re.compile(r"\n\s*")
_CLOSING: Final = ".;:,-*_ "
_BLANK: Final = re.compile(r"\s*")
_EDGE: Final = "\"'“”‘’„«»` ,.;:()[]*_-\n\t"
_LONGEST: Final = 120
_BEFORE: Final = 100
_AFTER: Final = 200
_SENTENCE: Final = 400
_WORD: Final = 40


class Found(NamedTuple):
    """A term as it is defined: its place, the words in the folded view, and whether quotation marks show it."""

    start: int
    end: int
    name: str
    quoted: bool = False


class _Patterns:
    """The patterns of a language in which its words are joined to what stands around terms in all languages."""

    def __init__(self, words: TermWords) -> None:
        quoted = r"\"\s*(?P<quoted>[^\"\n]{2,90}?)\s*\""
        plain = r"[*_]*(?P<term>[^\"()\n;]{2,90}?)[*_]*\s*(?=[)\",.;]|$)"
        name = rf"\s*(?:{words.articles})?(?:{quoted}|{plain})"
        self.article = compiled(words.articles)
        self.joined = compiled(rf"[\s,]*(?:{words.joiners}|,)?\s*(?:{words.labels})?")
        aside = rf"(?:,?\s*(?:{words.asides})[^.;:\"]{{0,160}}?,\s*)?"
        self.after = compiled(rf"(?:\s*\[[^\]\n]{{0,60}}\])?{aside}[\s,:-]*{_ITEM}(?:{words.verbs})(?!\w)")
        self.alternative = compiled(rf"((?:,\s*|\s+)(?:{words.joiners})\s+|,\s+)")
        self.before = compiled(words.before)
        self.label = compiled(rf"\s*(?:{words.labels})?")
        self.parted = compiled(rf"\s*(?::|--?\s|,\s*(?:{words.definers})\b)")
        lead = rf"[\s*_\"'\[.:-]*{_ITEM}[\s*_\"']*\(?(?:{words.labels})?"
        tail = rf"(?:[\s,*_\"'.-]+(?:{words.bare_verbs})(?!\w)|(?P<parted>\s?(?::|--?)\s)(?:{words.definers})\b)"
        self.bare = compiled(rf"{lead}(?P<term>[^\W\d_][^.;:\"\n]{{0,90}}?){tail}")
        self.names = [compiled(pattern + name) for pattern in words.names]
        self.in_parentheses = compiled(rf"\((?:{words.in_parentheses})?\"\s*(?P<term>[^\"\n()]{{2,80}}?)\s*\"\)")
        self.heading_of_one = [compiled(pattern) for pattern in words.heading_of_one]


@cache
def _patterns(language: str) -> _Patterns:
    return _Patterns(term_words(language))


class Definitions:
    """The definitions of one text, looked for in every way in which terms are defined."""

    def __init__(self, text: str, view: str, places: Places, language: str) -> None:
        self._text = text
        self._view = view
        self._places = places
        self._words = term_words(language)
        self._openers = structure(language).openers
        self._patterns = _patterns(language)

    def all(self) -> list[Found]:
        """The terms in order, each once in a unit; of two that overlap, the first and longest."""
        found = chain(self._by_quotation(), self._by_item(), self._by_heading(), self._by_name(), self._by_saying())
        kept: list[Found] = []
        seen: set[tuple[str, str]] = set()
        for one in sorted(found, key=lambda one: (one.start, -one.end)):
            place = (self._places.eid(one.start), one.name)
            if place[0] and place not in seen and self._may_be_term(one) and (not kept or one.start >= kept[-1].end):
                kept.append(one)
                seen.add(place)
        return kept

    def _found(self, span: Span, *, quoted: bool = False) -> Found:
        """A term without the blanks, marks and article around it."""
        start, end = span
        view = self._view
        while start < end and view[start] in _EDGE:
            start += 1
        while end > start and view[end - 1] in _EDGE and not (view[end - 1] == ")" and "(" in view[start:end]):
            end -= 1
        if article := self._patterns.article.match(view, start, end):
            start = article.end()
        return Found(start, end, view[start:end], quoted)

    def _by_quotation(self) -> Iterator[Found]:
        """Quoted words with words of definition after or before; names joined by "or" share one definition."""
        pending: list[Found] = []
        last, known = -1, False
        for match in _QUOTED.finditer(self._view):
            if not self._patterns.joined.fullmatch(self._view, last, match.start()):
                pending, known = [], self._announced(match.start())
            pending.append(self._found(match.span(match.lastgroup or 0), quoted=True))
            last = match.end()
            if known or self._is_explained(last) or self._opens_item(match.start()):
                yield from pending
                pending = []

    def _announced(self, offset: int) -> bool:
        """Whether words that make a term of what is quoted stand just before it."""
        return self._patterns.before.search(self._view, max(offset - _BEFORE, 0), offset) is not None

    def _is_explained(self, offset: int) -> bool:
        """Whether a verb of definition follows, or in a list of definitions a colon or a dash."""
        if self._patterns.after.match(self._view, offset, offset + _AFTER):
            return True
        return self._patterns.parted.match(self._view, offset) is not None and self._in_list(offset)

    def _opens_item(self, offset: int) -> bool:
        """Whether an item of a list of definitions opens here: whatever follows explains what is quoted."""
        if not self._in_list(offset):
            return False
        start = self._openings[bisect_right(self._openings, offset) - 1]
        return offset - start < _BEFORE and self._patterns.label.fullmatch(self._view, start, offset) is not None

    def _may_be_term(self, one: Found) -> bool:
        """A verb of definition is no term, unless it is called one: the word "means" refers to."""
        before = self._view[max(one.start - 20, 0) : one.start - 1]
        if not one.name or one.name not in self._words.never:
            return bool(one.name)
        return one.quoted and compiled(f"(?:{self._words.labels})$").search(before) is not None

    @cached_property
    def _lists(self) -> list[Span]:
        """The stretches that define: provisions that are headed so, and what follows "in this law:"."""
        headed = re.compile("|".join(map(re.escape, self._words.headings)))
        found = [(unit.head_end, unit.end) for unit, heading in self._headings if headed.search(heading)]
        for match in self._matches(self._words.chapeaux):
            unit = self._places.at(match.start())
            if unit is not None:
                found.append((match.end(), unit.end))
        return _merged(found)

    def _matches(self, patterns: Iterable[str]) -> Iterator[re.Match[str]]:
        return chain.from_iterable(compiled(pattern).finditer(self._view) for pattern in patterns)

    @cached_property
    def _headings(self) -> list[tuple[Unit, str]]:
        """The provisions that have a heading, with it."""
        return [(unit, unit.heading.lower()) for unit in self._places.units if unit.kind == "article" and unit.heading]

    def _in_list(self, offset: int) -> bool:
        index = bisect_right(self._lists, (offset, len(self._view))) - 1
        return index >= 0 and offset < self._lists[index][1]

    @cached_property
    def _openings(self) -> list[int]:
        """Where units and paragraphs without a number begin, after their numbers and headings."""
        text = self._text
        lines = (match.end() for match in _LINE.finditer(text) if text[match.start() - 1] in _CLOSING)
        heads = (_BLANK.match(self._text, unit.head_end) for unit in self._places.units)
        return sorted({*lines, *(match.end() for match in heads if match)})

    def _by_item(self) -> Iterator[Found]:
        """Terms without quotation marks that open an item of a list of definitions, but no item of one definition."""
        if not self._lists:
            return
        inside = [(unit.start, unit.end) for unit in self._places.units if unit.kind == "definition"]
        for start in chain.from_iterable(_between(self._openings, *span) for span in self._lists):
            within = bisect_right(inside, (start, len(self._view))) - 1
            if within >= 0 and start < inside[within][1]:
                continue
            match = self._patterns.bare.match(self._view, start, start + _LONGEST + 60)
            if match and self._is_name(match):
                yield from self._names(match.span("term"))

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether words that open an item name something: neither "The means" nor what opens a list, "In this Act:"."""
        first = match["term"].split(maxsplit=1)[0] if match["parted"] else match["term"]
        parting = match.span("parted") if match["parted"] else (0, 0)
        return first not in self._openers and "\n" not in self._text[slice(*parting)]

    def _names(self, span: Span) -> Iterator[Found]:
        """The names in words without quotation marks: "flow data or call data" are two, "fixed or mobile line" one."""
        pieces = self._patterns.alternative.split(self._view[slice(*span)])
        alike = len(pieces) % 2 and len({len(piece.split()) for piece in pieces[::2]}) == 1
        offset = span[0]
        for index, piece in enumerate(pieces if alike else [self._view[slice(*span)]]):
            if index % 2 == 0:
                yield self._found((offset, offset + len(piece)))
            offset += len(piece)

    def _by_heading(self) -> Iterator[Found]:
        """The term that the heading of a provision says to be defined there, where the provision has it."""
        for unit, heading in self._headings:
            for match in filter(None, (pattern.match(heading) for pattern in self._patterns.heading_of_one)):
                at = self._view.find(match["term"], unit.head_end, unit.end)
                if at >= 0:
                    yield self._found((at, at + len(match["term"])))

    def _by_name(self) -> Iterator[Found]:
        """Names given to what the text has just said: hereinafter "the Fund"; (the "Fund"); international fund (IF)."""
        for pattern in self._patterns.names:
            for match in pattern.finditer(self._view):
                if not self._view[match.start() - 1 : match.start()].isalpha():
                    yield self._found(match.span("quoted" if match["quoted"] else "term"), quoted=True)
        for match in self._patterns.in_parentheses.finditer(self._view):
            yield self._found(match.span("term"), quoted=True)
        for match in _IN_PARENTHESES.finditer(self._text):
            one = self._found(match.span(1), quoted=True)
            if self._abbreviates(one, match.start()):
                yield one

    def _abbreviates(self, one: Found, offset: int) -> bool:
        """Whether letters in parentheses stand for the words before them: by their initials, or as they are used."""
        short = self._text[one.start : one.end]
        if not _SHORT.fullmatch(short) or roman(short.lower()) or not self._view[offset - 2 : offset - 1].isalpha():
            return False
        words = self._text[max(0, offset - _LONGEST) : offset].split()
        initials = [word[0].lower() for word in words if word.lower() not in self._words.small]
        letters = [letter for letter in short.lower() if letter.isalpha()]
        if len(letters) > 2 and initials[-len(letters) :] == letters:
            return True
        return short in self._shorts and any(word[0].isupper() for word in words[-6:])

    @cached_property
    def _shorts(self) -> set[str]:
        """What stands in capitals outside parentheses."""
        return set(_SHORT.findall(self._text))

    def _by_saying(self) -> Iterator[Found]:
        for match in chain(self._after_leads(), self._opened(), self._anywhere()):
            yield self._found(match.span("term"))

    def _after_leads(self) -> Iterator[re.Match[str]]:
        for lead in self._matches(self._words.leads):
            yield from _first(self._words.after_leads, self._view, lead.end())

    def _opened(self) -> Iterator[re.Match[str]]:
        for saying in self._words.openings:
            for cue in places_of(saying.cues, self._view):
                index = bisect_right(self._openings, cue) - 1
                start = self._openings[index] if index >= 0 else 0
                if cue - start < _LONGEST:
                    yield from _first([saying], self._view, start)

    def _anywhere(self) -> Iterator[re.Match[str]]:
        for saying in self._words.anywhere:
            for cue in places_of(saying.cues, self._view):
                yield from _first([saying], self._view, _word_start(self._view, cue))


def _first(sayings: Iterable[Saying], view: str, start: int) -> Iterator[re.Match[str]]:
    """The first of some sentences that begins at an offset."""
    for saying in sayings:
        if match := saying.regex.match(view, start, start + _SENTENCE):
            yield match
            return


def _between(offsets: list[int], start: int, end: int) -> list[int]:
    return offsets[bisect_left(offsets, start) : bisect_left(offsets, end)]


def _word_start(view: str, offset: int) -> int:
    letters = view[max(offset - _WORD, 0) : offset]
    return offset - next((at for at, letter in enumerate(reversed(letters)) if not letter.isalpha()), len(letters))


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
