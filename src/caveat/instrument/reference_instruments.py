"""Instruments that are named on their own: "the Penal Code", "the Convention on Road Traffic", "Act 12 of 1994"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from caveat.instrument.reference_names import Names
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Reference, Span
from caveat.language.numerals import roman
from caveat.language.references import ReferenceWords
from caveat.language.structure import Structure, any_of

_WINDOW: Final = 160
_MOST_WORDS: Final = 14
_EDGE: Final = 16
_TOKEN: Final = re.compile(r"\S+")
_NUMBER: Final = re.compile(r",?\s(?:\([^()\n]{1,12}\)\s)?(?:No\.?\s?)?\d[\w/-]{0,12}")
_BLOCK: Final = re.compile(r"\n\s*\n|\n(?=[\d(\[#])|,\s*\n(?=[A-Z][a-z]+ing\b)|\s\(\d{1,3}\)|\s\d{1,3}\.\s")
_LAST: Final = re.compile(r",\s+(\w+)$")
_STOP: Final = re.compile(r"[.;:,]$")


class NamedInstruments:
    """Finds the names of other instruments in one text, outside the references to their places."""

    def __init__(self, names: Names, words: ReferenceWords, structure: Structure) -> None:
        self._names = names
        self._text = names.text
        self._words = words
        self._noun = re.compile(rf"(?:{any_of(words.instruments)})(?![\w-])")
        self._goes_on = re.compile(rf"\s+(?:{any_of(words.tails)})\s|{_NUMBER.pattern}|\s?\(")
        nouns = any_of(words.instruments)
        joined = r"(?:(?<=, )|(?<=and )|(?<=and\n)|(?<=,\n))(?:the\s+)?"
        self._next_name = re.compile(
            rf",?\s(?:and\s+)?{joined}(?:[A-Z0-9][^\s,;:.]{{0,30}}\s+){{0,8}}?(?:{nouns})(?![\w-])"
        )
        self._alone = frozenset(words.instruments_alone)
        self._links = frozenset(words.links)
        opening = (*structure.sentence_openers, *structure.party_openers, *words.here, *words.forms, *words.joiners)
        self._opening = frozenset(opening)
        self._known: dict[str, str] = {}

    def find(self, taken: Sequence[Span]) -> Iterator[Reference]:
        """Every name in order, none of them within one of the spans that are taken."""
        starts = [start for start, _ in taken]
        end = 0
        for match in self._noun.finditer(self._text):
            before = bisect_right(starts, match.start()) - 1
            free = taken[before][1] if before >= 0 else 0
            if match.start() < max(end, free) or self._text[match.start() - 1 : match.start()].isalnum():
                continue
            found = self._reference(match)
            if found and not self._owns(free, found.start):
                end = found.end
                yield found

    def _owns(self, end: int, start: int) -> bool:
        """Whether a name only says of which instrument the place before it is: "Part II of the Convention"."""
        return end > 0 and start - end < _EDGE and self._links.issuperset(self._text[end:start].split())

    def _reference(self, noun: re.Match[str]) -> Reference | None:
        start = self._front(noun.start())
        if start == noun.start() and not self._goes_on.match(self._text, noun.end()):
            return self._short(noun)
        owner = self._names.owner(start)
        if owner is None or owner.name is None or owner.end < noun.end():
            return None
        end = self._end(noun.end(), owner.end)
        if start == noun.start() and end == noun.end():
            return self._short(noun)
        if noun[0] not in self._alone and not _NUMBER.match(self._text, noun.end()):
            return None
        if _alone_on_line(self._text, start, end):
            return None
        name = squeeze(self._text[start:end])
        self._known.setdefault(noun[0].lower(), name)
        return self._at(start, end, name)

    def _end(self, noun: int, end: int) -> int:
        """Where a name ends: before a new block, a number that heads one, or the next name of a list."""
        for pattern in (_BLOCK, self._next_name):
            if found := pattern.search(self._text, noun, end):
                end = found.start()
        while (last := _LAST.search(self._text, noun, end)) and last[1].lower() in self._opening:
            end = last.start()
        return end

    def _short(self, noun: re.Match[str]) -> Reference | None:
        """ "The Convention" for an instrument named before, or the one that has no other name, the Constitution."""
        if not self._text.endswith(("the ", "the\n", "The "), 0, noun.start()):
            return None
        if noun[0].lower() == self._names.own_noun:
            return None
        name = noun[0] if noun[0].lower() in self._words.nameless else self._known.get(noun[0].lower())
        return self._at(noun.start(), noun.end(), name) if name else None

    def _at(self, start: int, end: int, name: str) -> Reference:
        return Reference(start=start, end=end, text=self._text[start:end], targets=None, instrument=squeeze(name))

    def _front(self, noun: int) -> int:
        """Where a name begins whose noun stands at an offset: at the first of the capital words before it."""
        start = max(0, noun - _WINDOW)
        tokens = [(match[0], match.start()) for match in _TOKEN.finditer(self._text, start, noun)]
        found = noun
        if tokens and not tokens[-1][0].strip("()")[:1].isupper():
            return noun
        for word, at in reversed(tokens[-_MOST_WORDS:]):
            bare = word.strip("()")
            if (
                not bare
                or bare == self._words.definite
                or _STOP.search(word)
                or not (bare[0].isupper() or bare.lower() in self._links)
            ):
                break
            if bare[0].isupper():
                if bare.lower() in self._opening or roman(bare.lower()):
                    break
                found = at + (len(word) - len(word.lstrip("(")) if ")" not in self._text[at:noun] else 0)
        return found


def _alone_on_line(text: str, start: int, end: int) -> bool:
    """Whether a name is a line of its own, as the title of the text is."""
    before = text[max(0, start - _EDGE) : start].rstrip(" \t*_#")
    after = text[end : end + _EDGE].lstrip(" \t*_#.")
    return before[-1:] in ("", "\n") and after[:1] in ("", "\n")
