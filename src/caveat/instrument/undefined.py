"""Words with a capital that a text uses as it uses defined terms, without a definition: "the Authority".

Such a name ends with a word for a body, an office, a fund or the like, and stands
within sentences more than once, also with an article. Names that exist without
the text are none, nor are those with a word that never occurs in lower case: they
name a place, or what others have set up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from caveat.instrument.reference_words import occurring, places_of
from caveat.instrument.term_forms import numbers
from caveat.instrument.term_places import Places
from caveat.kernel.shapes import Span, Term, Undefined, Unit
from caveat.language.terms import DEFINING, TermWords, compiled, term_words

_LEFT: Final = re.compile(r"(?:(?<![\w-])[A-Z][\w'’-]*(?:[ \n](?:of|for|and|on)(?=[ \n][A-Z]))?[ \n])+\Z")
_RIGHT: Final = re.compile(r"[ \n]{1,3}(?:of|for|on)(?:[ \n]{1,3}the)?(?:[ \n]{1,3}[A-Z][\w'’-]*){1,4}")
_GOES_ON: Final = re.compile(r"[ \n](?:and[ \n])?[A-Z]")
_WORD_BEFORE: Final = re.compile(r"(?<![\w-])([^\W\d_][\w-]*)[\s\"“(]+\Z")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_ABBREVIATED: Final = re.compile(r",?\s\(\s?[\"“]?[A-Z][A-Z0-9&/-]+")
_LONGEST: Final = 100
_FEWEST: Final = 2
_SHORT: Final = 2
_MOST: Final = 200
"""Names that are looked into, the most used first."""
_OUTSIDE: Final = frozenset({"preamble", "recital", "conclusions"})


class _Use(NamedTuple):
    """Where a name is used, and whether with an article."""

    start: int
    end: int
    article: bool


def undefined(text: str, view: str, units: Sequence[Unit], defined: Sequence[Term], language: str) -> list[Undefined]:
    """The undefined terms of a text, in the order of their first uses; `view` is the folded text."""
    if language not in DEFINING or not term_words(language).capital_heads:
        return []
    names = _Names(text, view, Places(units), defined, term_words(language))
    found = names.open()
    established = {name: names.established(name) for name in found}
    listed = _under_longest({name: found[name] for name in found if established[name] or names.is_short(name)})
    return [
        Undefined(
            term=name,
            eid=names.places.eid(uses[0].start),
            start=uses[0].start,
            end=uses[0].end,
            uses=[(use.start, use.end) for use in uses],
            established=established[name],
        )
        for name, uses in listed.items()
    ]


class _Names:
    """The names with a capital in one text."""

    def __init__(self, text: str, view: str, places: Places, defined: Sequence[Term], words: TermWords) -> None:
        self.places = places
        self._text = text
        self._view = view
        self._words = words
        self._heads = {
            form.capitalize(): head.capitalize() for head in words.capital_heads for form in numbers(head, words)
        }
        self._defined = [term.term.lower() for term in defined]
        self._taken = sorted(
            [*((term.start, term.end) for term in defined), *(use for term in defined for use in term.uses)]
        )

    def open(self) -> dict[str, list[_Use]]:
        """The names that may need a definition, with their uses."""
        found: dict[str, list[_Use]] = {}
        for start, end in self._spans():
            if use := self._use(start, end):
                found.setdefault(self._singular(start, end), []).append(use)
        often = [name for name, uses in found.items() if len(uses) >= _FEWEST and any(use.article for use in uses)]
        most_used = sorted(often, key=lambda name: -len(found[name]))[:_MOST]
        return {name: found[name] for name in most_used if self._is_open(name)}

    def _spans(self) -> Iterator[Span]:
        """The names that end with one of the known words, or go on from it with "of"; outside what is defined."""
        last = 0
        heads = {head[:-1] if head.endswith("y") else head for head in self._heads.values()}
        for offset in places_of([head for head in heads if occurring([head.lower()], self._view)], self._text):
            word = _WORD.match(self._text, offset)
            if word is None or word[0] not in self._heads or self._is_taken(offset, word.end()):
                continue
            if _GOES_ON.match(self._text, word.end()):
                continue
            start, end = self._start(offset), self._end(word.end())
            if start >= last and not self._is_taken(start, offset):
                yield start, end
                last = end

    def _start(self, offset: int) -> int:
        left = _LEFT.search(self._text, max(offset - _LONGEST, 0), offset)
        start = left.start() if left else offset
        while (word := _WORD.match(self._text, start)) and word[0].lower() in self._words.determiners:
            start = min(word.end() + 1, offset)
            if start == offset:
                break
        return start

    def _end(self, offset: int) -> int:
        """Where a name ends; what follows "of" is no part of it if it is the name of one: Director of the Authority."""
        right = _RIGHT.match(self._text, offset)
        if right is None:
            return offset
        last = right[0].split()[-1]
        named = last in self._heads or self._is_taken(offset, right.end())
        return offset if named and not self._is_plural(last) else right.end()

    def _is_plural(self, word: str) -> bool:
        return any(word.lower().endswith(many) for _, many in self._words.plurals)

    def _is_taken(self, start: int, end: int) -> bool:
        """Whether a defined term stands between two offsets."""
        index = bisect_right(self._taken, (end, -1)) - 1
        return index >= 0 and self._taken[index][1] > start

    def _use(self, start: int, end: int) -> _Use | None:
        """The use of a name in a sentence of a provision; None in a heading and at the beginning of a sentence."""
        before = _WORD_BEFORE.search(self._text, max(start - _LONGEST, 0), start)
        word = before[1] if before else ""
        if not word or not (word[0].islower() or word.lower() in self._words.determiners):
            return None
        unit = self.places.at(start)
        if unit is None or unit.kind in _OUTSIDE or start < unit.head_end:
            return None
        return _Use(start, end, compiled(self._words.articles).match(f"{word.lower()} ") is not None)

    def _singular(self, start: int, end: int) -> str:
        """A name with its last word, or the one before "of", in the singular."""
        words = self._text[start:end].split()
        return " ".join(self._heads.get(word, word) for word in words)

    def _is_open(self, name: str) -> bool:
        """Whether only a definition could say what a name stands for."""
        lower = name.lower()
        if compiled(self._words.capital_known).fullmatch(lower) or self._is_abbreviated(name):
            return False
        after = compiled(self._words.capital_elsewhere)
        if any(after.match(self._view, offset + len(name)) for offset in places_of([lower], self._view)):
            return False
        if any(one == lower or one.endswith(f" {lower}") or lower.endswith(f" {one}") for one in self._defined):
            return False
        plain = {*self._words.capital_plain, *self._words.small, *self._words.determiners}
        others = [word for word in name.split() if word not in self._heads and word.lower() not in plain]
        return all(f" {word.lower()}" in self._text for word in others)

    def is_short(self, name: str) -> bool:
        """Whether a name is short, as terms are, and not short for a known one; longer ones are names of other laws."""
        known = compiled(self._words.capital_known)
        longer = (_RIGHT.match(self._text, offset + len(name)) for offset in places_of([name], self._text))
        return len(name.split()) <= _SHORT and not any(
            known.fullmatch(f"{name}{match[0]}".lower()) for match in longer if match
        )

    def _is_abbreviated(self, name: str) -> bool:
        """Whether a text gives letters for a name, and so says that it exists."""
        return any(
            _ABBREVIATED.match(self._text, offset + len(name)) is not None for offset in places_of([name], self._text)
        )

    def established(self, name: str) -> str | None:
        """The unit that says that what a name stands for is to exist."""
        for offset in places_of([name.lower()], self._view):
            start = self._start(offset)
            before = compiled(self._words.capital_before).search(self._view, max(start - 2 * _LONGEST, 0), start)
            if before or compiled(self._words.capital_after).match(self._view, offset + len(name)):
                return self.places.eid(offset)
        return None


def _under_longest(found: dict[str, list[_Use]]) -> dict[str, list[_Use]]:
    """Names with the uses of those that shorten them: "the Committee" is the one Advisory Committee of a text."""
    longer = {
        name: [other for other in found if other.endswith(f" {name}") or other.startswith(f"{name} of ")]
        for name in found
    }
    kept = {name: list(uses) for name, uses in found.items() if len(longer[name]) != 1}
    for name, others in longer.items():
        if len(others) == 1 and others[0] in kept:
            kept[others[0]] += found[name]
    ordered = {name: sorted(uses) for name, uses in kept.items()}
    return dict(sorted(ordered.items(), key=lambda item: item[1][0].start))
