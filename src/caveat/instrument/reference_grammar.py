"""What the words of a reference say: which places, of which instrument, seen from where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from caveat.instrument.reference_labels import Label, Labels, grafted
from caveat.instrument.reference_names import Names, Owner
from caveat.instrument.reference_patterns import Patterns
from caveat.instrument.reference_places import (
    AFTER,
    ALL_BEFORE,
    ALL_SAID,
    BEFORE,
    HERE,
    LAST,
    ONLY,
    SAID,
    Path,
    Places,
    Step,
)
from caveat.language.references import BASIC, Form

_DEEPEST: Final = 4
_MOST: Final = 200
_BACK: Final = 60
_WORD: Final = 16
_POSSESSIVE: Final = 8


class Item(NamedTuple):
    """One place in a list, and whether it is the end of a range that the one before it begins."""

    path: Path
    ranges: bool = False


class Citation(NamedTuple):
    """One reference as read: its places, the words that own them, and the instrument where it is another.

    `perhaps` is the instrument of the reference after "and": it may be that of both. `said` is the word that points
    back, such as "section" in "paragraph 2 of that section".
    """

    start: int
    end: int
    word: str
    items: tuple[Item, ...]
    owners: tuple[Path, ...] = ()
    own: bool = False
    instrument: str | None = None
    elsewhere: bool = False
    perhaps: str | None = None
    said: str | None = None

    @property
    def owned(self) -> bool:
        """Whether words after the reference say where it belongs."""
        return bool(self.owners or self.own or self.instrument or self.elsewhere)

    def paths(self) -> Iterator[Path]:
        """The whole way to each place, through the words that own it."""
        for owner in self.owners or ((),):
            for item in self.items:
                yield (*owner, *item.path)


class _List(NamedTuple):
    """The places of a list and the offset at which it ends."""

    items: tuple[Item, ...]
    end: int


class Grammar:
    """Reads references in one text."""

    def __init__(self, text: str, view: str, places: Places, marks: set[int], patterns: Patterns) -> None:
        self.text = text
        self.view = view
        self.patterns = patterns
        self.words = patterns.words
        self.places = places
        self.labels = Labels(text, view, marks, patterns)
        self.names = Names(text, view, patterns.words, places.language)

    def level(self, word: str) -> int:
        """How far in a word's places lie; that of the text's own basic unit is BASIC whatever the word."""
        if self.places.is_basic(word):
            return BASIC
        entry = self.words.words[word]
        holds = entry.level == BASIC and entry.container is not None and self.places.basic == "article"
        return BASIC - 1 if holds else entry.level

    def form_at(self, offset: int) -> tuple[Form, int] | None:
        """The word for a place that stands at an offset, and where it ends; a bare number is a place without one."""
        if match := self.patterns.form.match(self.view, offset):
            return self.words.forms[match[0]], match.end()
        return self._bare_at(offset) if self.words.bare_numbers else None

    def _bare_at(self, offset: int) -> tuple[Form, int] | None:
        match = self.patterns.bare.match(self.view, offset)
        if not match or (match[0].isalpha() and not self.text[offset : match.end()].isupper()):
            return None
        return Form(match.lastgroup or "", many=True), offset

    def read(self, offset: int, form: Form, end: int, depth: int = 0) -> Citation | None:
        """The reference whose word for a place stands from `offset` to `end`; None where it is none."""
        pointing = self._pointing(offset, form, end, depth) if end > offset else None
        return pointing or self._numbered(offset, form, end, depth)

    def _pointing(self, offset: int, form: Form, end: int, depth: int) -> Citation | None:
        """ "This article", "the preceding paragraph", "the First Schedule", "the Annex"; "l'article précédent"."""
        if self.words.before_behind and (behind := self.patterns.behind.match(self.view, end)):
            return self._closed(offset, behind.end(), form, (Step(form.word, _label_of(behind, form)),), depth)
        match = self._word_before(offset)
        if not match:
            return None
        level = self.words.words[form.word].level
        if match["firsts"]:
            return self._first_few(match, form, end, depth)
        if match["ordinal"]:
            return self._by_ordinal(offset, form, end, depth) if level in self.words.ordinal_levels else None
        label = _label_of(match, form)
        if self._is_no_pointer(label, form, end):
            return None
        return self._closed(offset if label == ONLY else match.start(), end, form, (Step(form.word, label),), depth)

    def _is_no_pointer(self, label: str, form: Form, end: int) -> bool:
        """Whether the word before says nothing by itself: a number follows, or the form cannot be meant."""
        level = self.words.words[form.word].level
        if form.many and label not in (ALL_BEFORE, ALL_SAID):
            return True
        if label == HERE:
            return level > BASIC and self._bracketed(end)
        if label == ONLY:
            return level > 0 or self._first(end, level) is not None
        if label in (SAID, ALL_SAID):
            described = self.patterns.owner.match(self.view, end)
            return bool(described) or form.word in self.words.never_said or self._first(end, level) is not None
        return False

    def _word_before(self, offset: int) -> re.Match[str] | None:
        """The word before a word for a place, where it may say which place is meant."""
        before = self.view[max(offset - _WORD, 0) : offset].rstrip()
        word = before[before.rfind(" ") + 1 :]
        pointing = self.patterns.final_words
        if word not in pointing and (word.isalpha() or word[_bracket(word) + 1 :] not in pointing):
            return None
        return self.patterns.last_words.search(self.view, max(offset - self.patterns.reach, 0), offset)

    def _first(self, offset: int, level: int) -> Label | None:
        return self.labels.first(self._after_gap(offset), level)

    def _bracketed(self, offset: int) -> bool:
        """Whether a number in brackets follows, which then says more than "this": "this subsection (1)"."""
        label = self.labels.first(offset, BASIC)
        return label is not None and not label.bare

    def _closed(self, start: int, end: int, form: Form, path: Path, depth: int) -> Citation:
        if path[0].label == HERE and self.patterns.over.match(self.view, end):
            return Citation(start, end, form.word, (Item(path),))
        listed = self._descended(_List((Item(path),), end), form)
        said = form.word if path[0].label in (SAID, ALL_SAID) else None
        citation = Citation(start, listed.end, form.word, listed.items, said=said)
        return citation if path[0].label in (HERE, SAID, ALL_SAID) else self._owned(citation, depth)

    def _by_ordinal(self, offset: int, form: Form, end: int, depth: int) -> Citation | None:
        match = self.patterns.ordinals.search(self.view, max(offset - _BACK, 0), offset)
        if not match:
            return None
        ranks = [self.words.ordinals[ordinal[0]] for ordinal in self.patterns.ordinal.finditer(match[0])]
        items = tuple(Item((Step(form.word, str(rank)),)) for rank in ranks)
        return self._owned(Citation(match.start(), end, form.word, items), depth)

    def _first_few(self, match: re.Match[str], form: Form, end: int, depth: int) -> Citation | None:
        """ "The first two paragraphs"."""
        count = next((rank for word, rank in self.words.counts.items() if word in match["firsts"].split()), 0)
        if not form.many or self.words.words[form.word].level <= BASIC:
            return None
        items = tuple(Item((Step(form.word, str(rank)),)) for rank in range(1, count + 1))
        return self._owned(Citation(match.start(), end, form.word, items), depth)

    def _numbered(self, offset: int, form: Form, end: int, depth: int) -> Citation | None:
        if plain := self._plain(end, form):
            citation = Citation(offset, plain.end, form.word, plain.items)
            return self._owned(citation, depth) if self._is_possessed(offset) else citation
        first = self._first(end, self.words.words[form.word].level)
        if first is None:
            return None
        listed = self._descended(self._list(first, form, (), outer=False), form)
        return self._owned(Citation(offset, listed.end, form.word, listed.items), depth)

    def _plain(self, offset: int, form: Form) -> _List | None:
        """A list of whole numbers after which nothing more is said of them; most are no more, and soon read."""
        match = self.patterns.plain.match(self.view, offset)
        if not match or "\n\n" in self.text[offset : match.end()]:
            return None
        items: list[Item] = []
        ranges = False
        for piece in self.patterns.plain_piece.finditer(self.view, offset, match.end()):
            if not piece["num"]:
                ranges = True
                continue
            if piece.start() in self.labels.marks:
                return None
            items.append(Item((Step(form.word, piece["num"]),), ranges))
            ranges = False
        return _List(tuple(items), match.end())

    def _after_gap(self, offset: int) -> int:
        match = self.patterns.gap.match(self.view, offset)
        end = match.end() if match else offset
        return offset if "\n\n" in self.text[offset:end] else end

    def _after_comma(self, offset: int) -> int:
        match = self.patterns.comma.match(self.view, offset)
        end = match.end() if match else offset
        return offset if "\n\n" in self.text[offset:end] else end

    def _after_article(self, offset: int) -> int:
        match = self.patterns.article.match(self.view, offset)
        return match.end() if match else offset

    def _list(self, label: Label, form: Form, above: Path, *, outer: bool) -> _List:
        """The numbers from a first one on; `outer` says that a longer list stands around, which keeps its numbers."""
        parts, end = label.parts, label.end
        items = [Item(_path(above, form.word, parts))]
        while len(items) < _MOST and (following := self._next(end, form)):
            ranges, label = following
            if outer and _is_number(label) and not (form.many and parts[0][0].isdigit()):
                break
            parts, end = grafted(parts, label.parts, label.bare), label.end
            items.append(Item(_path(above, form.word, parts), ranges))
        return _List(tuple(items), end)

    def _next(self, offset: int, form: Form) -> tuple[bool, Label] | None:
        """The next number of a list, and whether a range leads to it."""
        joint = self.labels.joint(offset)
        if joint is None:
            return None
        start = joint.end
        if joint.ranges and (again := self.form_at(self._after_article(start))) and again[0].word == form.word:
            start = self._after_gap(again[1])
        label = self.labels.following(start, self.words.words[form.word].level)
        return (joint.ranges, label) if label else None

    def _descended(self, listed: _List, form: Form) -> _List:
        """The list with what is named below its last place: "article 5, paragraph 1"; then the list may go on."""
        while len(listed.items) < _MOST and (below := self._below(listed, form)):
            items = (*listed.items[:-1], *below.items)
            listed = _List(items, below.end)
            if form.many and (resumed := self._resumed(listed, form)):
                listed = resumed
        return listed

    def _below(self, listed: _List, form: Form) -> _List | None:
        start = self._after_comma(listed.end)
        if start == listed.end:
            return None
        found = self.form_at(start)
        if not found and self.words.ordinal_levels:
            return self._below_by_ordinal(start, listed.items[-1].path, form)
        if not found or not self._lies_below(found[0].word, form.word):
            return None
        first = self._first(found[1], self.words.words[found[0].word].level)
        if first is None:
            return None
        below = self._list(first, found[0], listed.items[-1].path, outer=form.many)
        if self._belongs_elsewhere(below.end, form):
            return None
        return self._descended(below, found[0])

    def _below_by_ordinal(self, offset: int, above: Path, outer: Form) -> _List | None:
        """ "Article 5, second paragraph": one place named by its ordinal."""
        ordinal = self.patterns.ordinal.match(self.view, offset)
        found = self.form_at(self._after_gap(ordinal.end())) if ordinal else None
        if not ordinal or not found or not self._lies_below(found[0].word, outer.word):
            return None
        if self.words.words[found[0].word].level not in self.words.ordinal_levels:
            return None
        return _List((Item((*above, Step(found[0].word, str(self.words.ordinals[ordinal[0]])))),), found[1])

    def _lies_below(self, inner: str, outer: str) -> bool:
        """Whether one word may follow another on the way down; a part may hold chapters, or a chapter parts."""
        within, around = self.level(inner), self.level(outer)
        return within > around or (within == around and inner != outer and within not in (0, BASIC))

    def _belongs_elsewhere(self, offset: int, form: Form) -> bool:
        """Whether "of this article" after "article 4, paragraph 2" shows the two to be apart."""
        match = self.patterns.owner.match(self.view, offset)
        if not match:
            return False
        here = self.patterns.here.match(self.view, match.end())
        found = self.form_at(here.end() if here else match.end())
        return found is not None and found[0].word == form.word

    def _resumed(self, listed: _List, form: Form) -> _List | None:
        """The outer list that goes on after an inner one: "articles 6, paragraph 1, 7 and 9"."""
        following = self._next(listed.end, form)
        if following is None or not _is_number(following[1]):
            return None
        above = listed.items[0].path[: _place_of(listed.items[0].path, form.word)]
        rest = self._list(following[1], form, above, outer=False)
        first = rest.items[0]._replace(ranges=following[0])
        return _List((*listed.items, first, *rest.items[1:]), rest.end)

    def _owned(self, citation: Citation, depth: int) -> Citation:
        """The reference with the words after it that say where its places are."""
        if self.belongs_to_one_named(citation):
            owner = self.names.before(citation.start)
            return self._of(citation, owner) if owner else citation._replace(elsewhere=True)
        match = self.patterns.owner.match(self.view, citation.end)
        level = self.level(citation.word)
        to = match is not None and match["to"] is not None
        if not match or (to and level > 1) or (match[0].startswith(".") and not self._after_letter(citation)):
            return citation
        place = None if to else self._owning_place(match.end(), citation, depth)
        if place:
            uncertain = place.elsewhere or any(item.ranges for item in place.items)
            owners = tuple(place.paths())
            return citation._replace(
                end=place.end, owners=owners, own=place.own, instrument=place.instrument, elsewhere=uncertain,
                said=place.said,
            )  # fmt: skip
        if self.patterns.other.match(self.view, match.end()):
            return citation._replace(elsewhere=True)
        owner = self.names.owner(match.end())
        return self._of(citation, owner) if owner else citation

    def _of(self, citation: Citation, owner: Owner) -> Citation:
        return citation._replace(own=owner.name is None, instrument=owner.name)

    def belongs_to_one_named(self, citation: Citation) -> bool:
        """Whether "thereof" follows, or "its" stands before."""
        return bool(self.patterns.elsewhere.match(self.view, citation.end)) or self._is_possessed(citation.start)

    def _is_possessed(self, start: int) -> bool:
        return self.patterns.possessive.search(self.view, max(start - _POSSESSIVE, 0), start) is not None

    def _after_letter(self, citation: Citation) -> bool:
        return self.view[citation.end - 1].isalpha()

    def _owning_place(self, offset: int, citation: Citation, depth: int) -> Citation | None:
        """The place that "of" leads to: "this article", "subsection (2)", "the First Schedule"."""
        start = self._skipped(offset)
        found = self.form_at(start)
        if not found or depth >= _DEEPEST:
            return None
        form, end = found
        inner, outer = self.level(citation.word), self.level(form.word)
        if form.word == citation.word or (inner <= BASIC and (outer > inner or outer == inner == BASIC)):
            return None
        place = self.read(start, form, end, depth + 1)
        return place if place and place.start >= offset else None

    def _skipped(self, offset: int) -> int:
        """Where the word for a place stands after "this", "the preceding" or "the First"."""
        match = self.patterns.leading.match(self.view, offset)
        return match.end() if match else offset


def _bracket(word: str) -> int:
    """Where the last bracket in a word stands, -1 where there is none: "[this"."""
    return max(map(word.rfind, "([)]"))


def _label_of(match: re.Match[str], form: Form) -> str:
    """Where the words beside a word for a place point; only the preceding ones may be several, or those named."""
    labels = {"the": ONLY, "that": SAID, "last": LAST, "before": BEFORE, "after": AFTER, "here": HERE}
    found = match.groupdict()
    label = next(label for group, label in labels.items() if found.get(group))
    return {BEFORE: ALL_BEFORE, SAID: ALL_SAID}.get(label, label) if form.many else label


def _path(above: Path, word: str, parts: tuple[str, ...]) -> Path:
    return (*above, Step(word, parts[0]), *(Step(None, part) for part in parts[1:]))


def _is_number(label: Label) -> bool:
    return label.bare and label.parts[0][0].isdigit()


def _place_of(path: Path, word: str) -> int:
    return next((place for place, step in enumerate(path) if step.word == word), 0)
