"""References: words that point to another place, and the units that they point to.

The way of reading follows drafting practice: a reference belongs to the text
in which it stands unless another instrument is named after it, and a
subdivision named alone is looked for from where the words stand outwards, up
to the article or section around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from caveat.instrument.reference_grammar import Citation, Grammar
from caveat.instrument.reference_instruments import NamedInstruments
from caveat.instrument.reference_memory import Memory
from caveat.instrument.reference_patterns import patterns
from caveat.instrument.reference_places import ALL_SAID, HERE, ONLY, POINTERS, SAID, WIDEST, Places
from caveat.instrument.reference_said import said_things
from caveat.instrument.reference_words import occurring, places_of
from caveat.kernel.shapes import Reference, Unit
from caveat.language.references import CITING, Form
from caveat.language.structure import any_of

_ALONE_BEFORE: Final = re.compile(r"(?:\n\s*\n|^)[\s*_#]*$")
_NEAR: Final = 12
_ALONE_AFTER: Final = re.compile(r"[\s*_]*(?:\n|$)")


def references(text: str, view: str, units: list[Unit], basic_word: str, language: str) -> list[Reference]:
    """The references of a text in order; empty in a language whose words for them are not known.

    `view` is the folded text, `units` the tree in document order, `basic_word`
    the word for the basic unit, such as "article". `targets` is None where the
    words name another instrument, or where what they name is not certain. A
    list keeps those of its places that are found; a range is found as a whole
    or not at all.
    """
    if language not in CITING:
        return []
    reader = _Reader(text, view, units, basic_word, language)
    found = list(reader.references())
    found += reader.instruments.find(found)
    found = reader.instruments.recalled(sorted(found, key=_start))
    taken = [(one.start, one.end) for one in found]
    if said := list(said_things(text, view, units, reader.places, taken)):
        found = sorted([*found, *said], key=_start)
    return found


def _start(reference: Reference) -> int:
    return reference.start


class _Reader:
    """Goes through one text from start to end."""

    def __init__(self, text: str, view: str, units: list[Unit], basic_word: str, language: str) -> None:
        self.text = text
        self.view = view
        self.units = units
        self.patterns = patterns(language)
        self.words = self.patterns.words
        self.places = Places(units, basic_word, language)
        marks = {unit.start for unit in units if unit.number}
        self._prefixes = tuple(self.words.prefixes)
        self.heads = {unit.start for unit in units if unit.number and unit.kind not in ("definition", "tail")}
        self.grammar = Grammar(text, view, self.places, marks, self.patterns)
        self.memory = Memory(self.words)
        self.instruments = NamedInstruments(self.grammar.names, language)

    def references(self) -> Iterator[Reference]:
        """Every reference, none inside another."""
        citations = self._citations()
        around = _innermost(self.units, [citation.start for citation in citations])
        for citation, here in zip(citations, around, strict=True):
            self.memory.enter(self.places.article(here))
            reference = self._reference(citation, here)
            if reference and not self._is_head(citation, reference):
                self.memory.add(citation, here, reference.instrument)
                yield reference

    def _citations(self) -> list[Citation]:
        found: list[Citation] = []
        end = 0
        for offset, form, after in self._words():
            citation = self.grammar.read(offset, form, after) if offset >= end and offset not in self.heads else None
            if citation and citation.start >= end and not self._stands_alone(citation):
                found.append(citation)
                end = citation.end
        return self._shared(found)

    def _words(self) -> Iterator[tuple[int, Form, int]]:
        """Every word for a place, with its offset and its end."""
        view, prefixes, form_at = self.view, self._prefixes, self.grammar.form_at
        for offset in self._offsets():
            start = self._with_prefix(offset) if view.endswith(prefixes, 0, offset) else offset
            if not view[start - 1 : start].isalnum() and (found := form_at(start)):
                yield start, *found

    def _offsets(self) -> list[int]:
        offsets = places_of(occurring(self.words.stems, self.view), self.view)
        if lead := self.patterns.bare_lead:
            offsets = sorted({*offsets, *(match.end() for match in lead.finditer(self.view))})
        return offsets

    def _with_prefix(self, offset: int) -> int:
        """Where a word begins of which "section" or the like may be the last part: "sub-section"."""
        return next(offset - len(prefix) for prefix in self._prefixes if self.view.endswith(prefix, 0, offset))

    def _stands_alone(self, citation: Citation) -> bool:
        """Whether the words are a line of their own, as a heading is, and point nowhere from where they stand."""
        if self.text[citation.start - 2 : citation.start - 1].isalnum():
            return False
        if citation.items[0].path[0].label in POINTERS:
            return False
        before = _ALONE_BEFORE.search(self.text, max(citation.start - 20, 0), citation.start)
        return bool(before and _ALONE_AFTER.match(self.text, citation.end))

    def _shared(self, citations: list[Citation]) -> list[Citation]:
        """In "paragraph 1 or paragraph 2 of article 7" the last words belong to both."""
        for place in range(len(citations) - 2, -1, -1):
            first, second = citations[place], citations[place + 1]
            if first.owned or not second.owned or second.start - first.end > _NEAR:
                continue
            if not self.patterns.joined.fullmatch(self.view, first.end, second.start):
                continue
            if first.word != second.word:
                citations[place] = first._replace(perhaps=second.instrument)
            else:
                citations[place] = first._replace(
                    owners=second.owners, own=second.own, instrument=second.instrument, elsewhere=second.elsewhere
                )
        return citations

    def _reference(self, citation: Citation, here: Unit | None) -> Reference | None:
        instrument = citation.instrument or self._amended(citation, here) or self._recalled(citation)
        if not instrument and not citation.owned:
            instrument = self.memory.instrument_of(citation, near=True)
        targets = [] if instrument or citation.elsewhere else self._targets(citation, here)
        if not targets and not instrument and not citation.owned:
            instrument = citation.perhaps or self.memory.instrument_of(citation, near=False)
        if not targets and not instrument and not citation.owners and self._is_everyday(citation):
            return None
        return Reference(
            start=citation.start, end=citation.end, text=self.text[citation.start : citation.end],
            targets=targets or None, instrument=instrument,
        )  # fmt: skip

    def _recalled(self, citation: Citation) -> str | None:
        """Look up what "that section" means: the instrument where it is one of another, else the places themselves."""
        last = self.memory.last(citation.said) if citation.said else None
        self.places.said = []
        if last and not last.instrument:
            self.places.said = [self.places.by_eid[eid] for eid in self._targets(last.citation, last.here)]
        return last.instrument if last else None

    def _targets(self, citation: Citation, here: Unit | None) -> list[str]:
        if len(citation.items) == 1 and not citation.owners:
            return [unit.eid for unit in self.places.find(citation.items[0].path, here, citation.own)]
        found: dict[str, None] = {}
        for owner in citation.owners or ((),):
            before: list[Unit] = []
            for item in citation.items:
                units = self.places.find((*owner, *item.path), here, citation.own)
                if item.ranges:
                    units = self.places.between(before[0], units[-1]) if before and units else []
                if (item.ranges and not units) or len(found) > WIDEST:
                    return []
                found.update(dict.fromkeys(unit.eid for unit in units))
                before = units
        return list(found)

    def _is_everyday(self, citation: Citation) -> bool:
        label = citation.items[0].path[0].label
        if label in (SAID, ALL_SAID):
            return True
        if label == ONLY:
            return not self.text[citation.start : citation.end].split()[-1][0].isupper()
        pointing = label in POINTERS
        return citation.word in (self.words.everyday_here if pointing else self.words.everyday)

    def _is_head(self, citation: Citation, reference: Reference) -> bool:
        """Whether the words are the number of the unit at whose head they stand, or of one around it."""
        if not reference.targets or len(reference.targets) > 1 or citation.items[0].path[0].label == HERE:
            return False
        unit = self.places.by_eid[reference.targets[0]]
        return unit.start <= citation.start < unit.head_end

    def _amended(self, citation: Citation, here: Unit | None) -> str | None:
        """The act that the provision around amends: its sections are meant where no other words say whose they are."""
        if not self._amendments or citation.owned or not self.places.is_basic(citation.word):
            return None
        if citation.items[0].path[0].label in POINTERS:
            return None
        article = self.places.article(here)
        place = bisect_left(self._amendments, (article.start, 0)) if article else len(self._amendments)
        start, end = self._amendments[place] if place < len(self._amendments) else (len(self.text), 0)
        return self.text[start:end] if article and start < article.end else None

    @cached_property
    def _amendments(self) -> list[tuple[int, int]]:
        """Where the text speaks of "the principal Act", in order."""
        nouns = any_of([noun.lower() for noun in self.words.instruments])
        principal = re.compile(rf"(?<![a-z])(?:{any_of(self.words.amended)})\s+(?:{nouns})(?![a-z])")
        found = (principal.match(self.view, offset) for offset in places_of(self.words.amended, self.view))
        return [match.span() for match in found if match]


def _innermost(units: list[Unit], offsets: list[int]) -> Iterator[Unit | None]:
    """For each offset, in rising order, the innermost unit that covers it."""
    stack: list[Unit] = []
    following = 0
    for offset in offsets:
        while following < len(units) and units[following].start <= offset:
            stack.append(units[following])
            following += 1
        while stack and stack[-1].end <= offset:
            stack.pop()
        yield stack[-1] if stack else None
