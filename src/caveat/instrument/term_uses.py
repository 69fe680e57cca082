"""Where a text uses its terms: in the singular and the plural, within what each definition says it is for.

Where one term contains another, the longer is used. A term that a capital marks
is used with a capital, and not within a longer name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from caveat.instrument.reference_words import occurring, places_of
from caveat.instrument.term_definitions import Found
from caveat.instrument.term_forms import Forms
from caveat.kernel.shapes import Span
from caveat.language.structure import structure
from caveat.language.terms import TermWords, compiled, term_words

_WORD: Final = re.compile(r"[^\W_]+")
_FAR: Final = 1 << 60
_NESTED: Final = 8
_MANY: Final = 400
_LONGER_NAME: Final = re.compile(r"(?:^|[^\w])(?P<word>[^\W\d_][\w-]*)[ \n]\Z")
_HYPHENED: Final = re.compile(r"\w-\Z")
_NUMBERED: Final = re.compile(r" +(?:\d+ *(?:[,.;:)]|$)|[ivxlc]+\b)")
_NEAR: Final = 40


def uses(text: str, view: str, found: list[Found], scopes: list[Span], first: int, language: str) -> list[list[Span]]:
    """The uses of each term, in order, from the first provision on."""
    words = term_words(language)
    forms = _Meanings(found, scopes, words)
    cited, strict = _place_words(language), _marked(text, found)
    places = [one.start for one in found]
    result: list[list[Span]] = [[] for _ in found]
    last = -1
    for start, end, key in forms.occurrences(view):
        at = bisect_right(places, start) - 1
        if start < max(last, first) or (at >= 0 and start < found[at].end) or _is_cited(view, start, end, cited):
            continue
        index = forms.meant(key, start)
        if index is not None and (not strict[index] or _stands_alone(text, start, words)):
            result[index].append((start, end))
            last = end
    kept = [_as_marked(text, one, used) for one, used in zip(found, result, strict=True)]
    return _shared(view, found, scopes, kept, forms, words)


def _marked(text: str, found: list[Found]) -> list[bool]:
    """Which terms a capital marks: those shown by quotation marks, in a text of which most terms have none."""
    lower = sum(text[one.start].islower() for one in found)
    return [text[one.start].isupper() and one.quoted and 2 * lower > len(found) for one in found]


def _as_marked(text: str, one: Found, used: list[Span]) -> list[Span]:
    """The uses of a term; with a capital only, where it is defined and, within sentences, mostly used with one."""
    if not text[one.start].isupper():
        return used
    lower = sum(text[start].islower() for start, _ in used)
    capital = sum(text[start].isupper() and text[start - 2 : start - 1].isalpha() for start, _ in used)
    return [span for span in used if text[span[0]].isupper()] if capital > lower else used


@cache
def _place_words(language: str) -> frozenset[str]:
    """The words that head units, in the singular."""
    known = structure(language)
    return frozenset(
        chain.from_iterable([*known.unit_words.values(), *known.container_words.values(), known.annex_words])
    )


def _is_cited(view: str, start: int, end: int, place_words: frozenset[str]) -> bool:
    """Whether a word has a number and so cites a part of a text: "Party" is a term, but "Part IV" is none."""
    return view[start:end] in place_words and _NUMBERED.match(view, end) is not None


def _stands_alone(text: str, start: int, words: TermWords) -> bool:
    """Whether a word has a capital, and none before it makes it part of a longer name."""
    if not text[start].isupper():
        return False
    before = _LONGER_NAME.search(text, max(start - _NEAR, 0), start)
    return before is None or before["word"][0].islower() or before["word"].lower() in words.determiners


def _shared(
    view: str, found: list[Found], scopes: list[Span], result: list[list[Span]], forms: _Meanings, words: TermWords
) -> list[list[Span]]:
    """The uses of terms, with those of a narrower definition that a wider one names, or that only adds to it."""
    assigned, extends = compiled(words.assigned), compiled(words.extends)
    narrow_first = sorted(range(len(found)), key=lambda index: scopes[index][1] - scopes[index][0])
    for index in narrow_first if len(set(scopes)) > 1 else ():
        wider = forms.wider(index)
        if wider is None or not result[index]:
            continue
        if assigned.match(view, found[wider].end) or extends.match(view, found[index].end):
            result[wider] = sorted({*result[wider], *result[index]})
    return result


class _Meaning(NamedTuple):
    """For which stretch of the text a term has a meaning, and which of its definitions that is."""

    start: int
    end: int
    term: int


class _Meanings:
    """The terms of a text with what they mean where."""

    def __init__(self, found: list[Found], scopes: list[Span], words: TermWords) -> None:
        self._forms = Forms(words)
        self._scopes = scopes
        self._keys = [self._forms.add(one.name) for one in found]
        self._meanings: dict[str, list[_Meaning]] = defaultdict(list)
        seen: set[tuple[str, Span]] = set()
        for index, place in enumerate(zip(self._keys, scopes, strict=True)):
            if place not in seen:
                self._meanings[place[0]].append(_Meaning(*place[1], index))
                seen.add(place)
        for meanings in self._meanings.values():
            meanings.sort()

    def meant(self, key: str, offset: int) -> int | None:
        """The definition that counts for a term at an offset: the one with the narrowest scope around it."""
        meanings = self._meanings[key]
        place = bisect_right(meanings, (offset, _FAR, 0))
        nearest = meanings[max(place - _NESTED, 0) : place]
        return next((one.term for one in reversed(nearest) if one.end > offset), None)

    def wider(self, index: int) -> int | None:
        """The definition of the same term with the narrowest scope around that of another."""
        start, end = self._scopes[index]
        meanings = self._meanings[self._keys[index]]
        place = bisect_right(meanings, (start, _FAR, 0))
        nearest = meanings[max(place - _NESTED, 0) : place]
        around = [one for one in nearest if one.end >= end and one[:2] != (start, end)]
        return max(around).term if around else None

    def occurrences(self, view: str) -> list[tuple[int, int, str]]:
        """Where a term stands as words of its own: of those that begin at one place, the longest."""
        starts = sorted(set(_begun(view, self._forms.firsts())))
        found = ((start, self._forms.at(view, start)) for start in starts)
        return [(start, *use) for start, use in found if use]


def _begun(view: str, firsts: Mapping[str, Collection[str]]) -> Iterator[int]:
    """Where first words begin; one by one where they are few, word by word where they are many."""
    if len(firsts) > _MANY:
        wanted = set(chain.from_iterable(firsts.values()))
        yield from (match.start() for match in _WORD.finditer(view) if match[0] in wanted)
        return
    for offset in places_of(occurring(firsts, view), view):
        before = view[offset - 1 : offset]
        if not before.isalnum() and not (before == "-" and _HYPHENED.search(view, max(offset - 2, 0), offset)):
            yield offset
