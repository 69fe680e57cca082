"""Instruments that are named on their own: "the Penal Code", "the Convention on Road Traffic", "Act 12 of 1994"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from caveat.instrument.reference_names import Names
from caveat.instrument.reference_titles import openings
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Reference
from caveat.language.references import before_a_noun, reference_words

_EDGE: Final = 16
_LAST: Final = re.compile(r",\s+(\w+)$")


class NamedInstruments:
    """Finds the names of other instruments in one text, outside the references to their places."""

    def __init__(self, names: Names, language: str) -> None:
        self._names = names
        self._titles = names.titles
        self._text = names.text
        self._words = names.words
        self._patterns = _patterns(language)
        links = {*self._words.links, *self._words.articles, *self._words.owners}
        self._links = links.difference(self._words.joiners)
        self._opening = openings(language)
        self._known: dict[str, str] = {}
        self._seen: set[tuple[str, bool]] = set()

    def find(self, placed: Sequence[Reference]) -> Iterator[Reference]:
        """Every name in order, none of them within one of the references to places."""
        taken = [(one.start, one.end) for one in placed]
        self._seen = set(self._nouns(one.instrument for one in placed if one.instrument))
        starts = [start for start, _ in taken]
        end = 0
        for match in self._titles.noun.finditer(self._text):
            before = bisect_right(starts, match.start()) - 1
            free = taken[before][1] if before >= 0 else 0
            limit = starts[before + 1] if before + 1 < len(starts) else len(self._text)
            if match.start() < max(end, free) or self._text[match.start() - 1 : match.start()].isalnum():
                continue
            found = self._pointed(match) or self._reference(match, limit)
            if found and not self._owns(free, found.start):
                end = found.end
                yield found

    def recalled(self, references: Sequence[Reference]) -> list[Reference]:
        """The references with the name itself in the place of "that Act", where one was named before."""
        last: dict[str, str] = {}
        found = []
        for one in references:
            if name := one.instrument:
                nouns = [noun for noun, _ in self._nouns([name])]
                if not self._patterns.again.match(name.lower()):
                    last.update(dict.fromkeys(nouns, name))
                elif meant := next((last[noun] for noun in nouns if noun in last), None):
                    one = replace(one, instrument=meant)
            found.append(one)
        return found

    def _nouns(self, names: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """The nouns for instruments in some names, each with whether it has a capital."""
        for name in names:
            for noun in self._titles.noun.finditer(name):
                yield noun[0].lower(), noun[0][0].isupper()

    def _owns(self, end: int, start: int) -> bool:
        """Whether a name only says of which instrument the place before it is: "Part II of the Convention"."""
        between = self._names.view[end:start].replace(",", " ")
        return end > 0 and start - end < _EDGE and self._links.issuperset(between.split())

    def _reference(self, noun: re.Match[str], limit: int) -> Reference | None:
        title = self._titles.around(noun)
        if title is None:
            return self._short(noun)
        owner = self._names.owner(title.start)
        if owner is None or owner.name is None:
            return None
        end = self._end(noun.end(), min(owner.end, limit))
        if end < noun.end():
            return None
        if title.start == noun.start() and (end == noun.end() or self._is_known(noun, end)):
            return self._short(noun)
        if not self._titles.is_certain(noun, title) or _alone_on_line(self._text, title.start, end):
            return None
        name = squeeze(self._text[title.start : end])
        self._known.setdefault(noun[0].lower(), name)
        self._seen.update(self._nouns([name]))
        return self._at(title.start, end, name)

    def _is_quoted(self, start: int, end: int) -> bool:
        """Whether words stand in quotation marks, as a short name does where it is given."""
        view = self._names.view
        return view[max(start - 2, 0) : start].strip() == view[end : end + 2].strip()[:1] == '"'

    def _pointed(self, noun: re.Match[str]) -> Reference | None:
        """ "That Act", which means the one that was named last; a small letter does not point to a capital one."""
        before = self._patterns.pointing.search(self._names.view, max(noun.start() - _EDGE, 0), noun.start())
        if not before or (noun[0].lower(), noun[0][0].isupper()) not in self._seen:
            return None
        return self._at(before.start(), noun.end(), self._text[before.start() : noun.end()])

    def _is_known(self, noun: re.Match[str], end: int) -> bool:
        return noun[0].lower() in self._known and self._titles.is_vague(noun, end)

    def _end(self, noun: int, end: int) -> int:
        """Where a name ends: before a new block, a number that heads one, or the next name of a list."""
        for pattern in (self._patterns.block, self._titles.next_name):
            if found := pattern.search(self._text, noun, end):
                end = found.start()
        while (last := _LAST.search(self._text, noun, end)) and last[1].lower() in self._opening:
            end = last.start()
        return end

    def _short(self, noun: re.Match[str]) -> Reference | None:
        """ "The Convention" for an instrument named before, or the one that has no other name, the Constitution."""
        kind = noun[0].lower()
        if not noun[0][0].isupper() or kind == self._names.own_noun:
            return None
        before = self._patterns.definite.search(self._names.view, max(noun.start() - _EDGE, 0), noun.start())
        if not before or self._is_quoted(before.start(), noun.end()):
            return None
        name = noun[0] if kind in self._words.nameless else self._known.get(kind)
        return self._at(noun.start(), noun.end(), name) if name else None

    def _at(self, start: int, end: int, name: str) -> Reference:
        return Reference(start=start, end=end, text=self._text[start:end], targets=None, instrument=squeeze(name))


class _Patterns(NamedTuple):
    """What ends a name, and the articles before one."""

    block: re.Pattern[str]
    definite: re.Pattern[str]
    pointing: re.Pattern[str]
    again: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = reference_words(language)
    return _Patterns(
        block=re.compile(rf"\n\s*\n|\n(?=[\d(\[#])|,\s*\n(?={words.recital_openers})|\s\(\d{{1,3}}\)|\s\d{{1,3}}\.\s"),
        definite=re.compile(rf"(?<!\w){before_a_noun(words.articles)}$"),
        again=re.compile(before_a_noun(words.others)),
        pointing=re.compile(rf"(?<!\w){before_a_noun(words.others)}$"),
    )


def _alone_on_line(text: str, start: int, end: int) -> bool:
    """Whether a name is a line of its own, as the title of the text is."""
    before = text[max(0, start - _EDGE) : start].rstrip(" \t*_#")
    after = text[end : end + _EDGE].lstrip(" \t*_#.")
    return before[-1:] in ("", "\n") and after[:1] in ("", "\n")
