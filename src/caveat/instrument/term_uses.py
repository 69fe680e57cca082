"""Where a text uses its terms: in the singular and the plural, within what each definition says it is for.

Where one term contains another, the longer is used. A term that a capital marks
is used with a capital, and not within a longer name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Final, NamedTuple

from caveat.instrument.term_definitions import Found
from caveat.kernel.shapes import Span
from caveat.language.structure import structure
from caveat.language.terms import TermWords, compiled, term_words

_WORD: Final = re.compile(r"[^\W_]+")
_FAR: Final = 1 << 60
_NESTED: Final = 8
_MANY: Final = 400
_LONGER_NAME: Final = re.compile(r"(?:^|[^\w])(?P<word>[^\W\d_][\w-]*)[ \n]\Z")
_NUMBERED: Final = re.compile(r" +(?:\d+ *(?:[,.;:)]|$)|[ivxlc]+\b)")
_NEAR: Final = 40


def uses(text: str, view: str, found: list[Found], scopes: list[Span], first: int, language: str) -> list[list[Span]]:
    """The uses of each term, in order, from the first provision on."""
    words = term_words(language)
    forms = _Forms(found, scopes, words)
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
    view: str, found: list[Found], scopes: list[Span], result: list[list[Span]], forms: _Forms, words: TermWords
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


class _Forms:
    """The terms of a text by their first words, with what they mean where."""

    def __init__(self, found: list[Found], scopes: list[Span], words: TermWords) -> None:
        self._meanings: dict[str, list[_Meaning]] = defaultdict(list)
        by_stem: dict[str, dict[str, str]] = defaultdict(dict)
        self._firsts: dict[str, str] = {}
        self._keys: list[str] = []
        self._scopes = scopes
        seen: set[tuple[str, Span]] = set()
        for index, (one, scope) in enumerate(zip(found, scopes, strict=True)):
            key = _canonical(one.name, words)
            self._keys.append(key)
            if (key, scope) not in seen:
                self._meanings[key].append(_Meaning(*scope, index))
            seen.add((key, scope))
            firsts = _firsts(one.name, words)
            stem = _common(firsts)
            by_stem[stem][" ".join(one.name.split())] = key
            self._firsts.update(dict.fromkeys(firsts, stem))
        self._by_stem = {stem: _Stem(keys, words) for stem, keys in by_stem.items()}
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
        around = [
            one for one in meanings[max(place - _NESTED, 0) : place] if one.end >= end and one[:2] != (start, end)
        ]
        return max(around).term if around else None

    def occurrences(self, view: str) -> list[tuple[int, int, str]]:
        """Where a term stands as words of its own: of those that begin at one place, the longest."""
        found = ((start, self._by_stem[stem].at(view, start)) for start, stem in self._begun(view))
        return sorted(((start, *use) for start, use in found if use), key=lambda use: (use[0], -use[1]))

    def _begun(self, view: str) -> Iterator[tuple[int, str]]:
        """Where first words begin; one by one where they are few, word by word where they are many."""
        if len(self._by_stem) > _MANY:
            for match in _WORD.finditer(view):
                if stem := self._firsts.get(match[0]):
                    yield match.start(), stem
            return
        yield from _stems(view, self._by_stem)


def _stems(view: str, stems: Collection[str]) -> Iterator[tuple[int, str]]:
    for stem in stems:
        offset = view.find(stem)
        while offset >= 0:
            if not view[offset - 1 : offset].isalnum():
                yield offset, stem
            offset = view.find(stem, offset + 1)


class _Stem:
    """The terms that begin with the same letters, as one pattern, the longest first."""

    def __init__(self, keys: Mapping[str, str], words: TermWords) -> None:
        names = sorted(keys, key=lambda name: (-len(name), name))
        self._keys = [keys[name] for name in names]
        alternatives = "|".join(f"({_pattern(name, words)})" for name in names)
        self._regex = re.compile(rf"(?<!\w-)(?:{alternatives})(?!\w)")

    def at(self, view: str, offset: int) -> tuple[int, str] | None:
        """The end of the term that begins at an offset, and what its forms share."""
        match = self._regex.match(view, offset)
        return (match.end(), self._keys[match.lastindex - 1]) if match and match.lastindex else None


def _pattern(name: str, words: TermWords) -> str:
    """A pattern for a term whose words take the plural as the language has it."""
    pieces = name.split(" ")
    last = len(pieces) - 1
    inflected = [
        "|".join(map(re.escape, sorted(numbers(piece, words), key=len, reverse=True)))
        if words.inflected == "any" or index == last
        else re.escape(piece)
        for index, piece in enumerate(pieces)
    ]
    return " +".join(f"(?:{one})" for one in inflected)


def _canonical(name: str, words: TermWords) -> str:
    """A term in a form that its singular and its plural share."""
    *before, last = name.split() or [""]
    forms = _both_numbers(last, tuple(words.plurals), _pairs(words.irregular), singular=True)
    roots = {
        root
        for form in forms
        for root in _both_numbers(form, tuple(words.plurals), _pairs(words.irregular), singular=True)
    }
    return " ".join([*before, min(roots, key=lambda form: (len(form), form))])


def _firsts(name: str, words: TermWords) -> list[str]:
    """The first words with which a term may begin, without what a hyphen or an apostrophe adds."""
    first, _, rest = name.partition(" ")
    forms = numbers(first, words) if words.inflected == "any" or not rest else {first}
    return sorted(match[0] if (match := _WORD.match(form)) else form for form in forms)


def _common(words: list[str]) -> str:
    """The letters with which all of some words begin."""
    first, last = min(words), max(words)
    length = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:length]


def numbers(word: str, words: TermWords) -> set[str]:
    """A word in the singular and the plural."""
    return _both_numbers(word, tuple(words.plurals), _pairs(words.irregular), words.inflected == "any")


def _pairs(irregular: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(irregular.items())


@lru_cache(maxsize=4096)
def _both_numbers(
    word: str, endings: tuple[tuple[str, str], ...], irregular: tuple[tuple[str, str], ...], singular: bool
) -> set[str]:
    """A word in the singular and the plural; a short or unusual one may have several forms that nobody uses."""
    forms = {word}
    for one, many in irregular:
        if word in (one, many):
            return {one, many}
    for one, many in endings:
        if word.endswith(one) and len(word) > 2:
            forms.add(word[: len(word) - len(one)] + many)
        if singular and word.endswith(many) and len(word) > len(many) + 2:
            forms.add(word[: len(word) - len(many)] + one)
    return forms
