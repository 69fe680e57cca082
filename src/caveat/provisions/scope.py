"""For which offences States help one another: named by the article, by a defined term, or for the whole chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, cast

from msgspec import structs

from caveat.kernel.deeds import Definition, Element, Scope
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Span, Unit
from caveat.provisions.assistance import Act
from caveat.provisions.chapters import Chapters
from caveat.provisions.elements import element, from_hit
from caveat.provisions.ground import Ground
from caveat.provisions.signals import signals

_CLASS: Final = re.compile(r"offen[cs]e|crime")
_SHORT: Final = 7
_MOST: Final = 100


class Offences:
    """The classes of offences of one instrument."""

    def __init__(self, ground: Ground, chapters: Chapters, terms: list[Definition]) -> None:
        self._ground = ground
        self._chapters = chapters
        names = ((fold(term.term), term) for term in terms)
        classes = ((name, term) for name, term in names if len(name) > _SHORT and _CLASS.search(name))
        self._terms = dict(islice(classes, _MOST))
        self._read: dict[str, frozenset[str]] = {}
        self._name = fold(ground.outline.instrument.title)

    def of(self, article: Unit, act: Act) -> tuple[list[Scope], list[Element]]:
        """The offences that an act of help names, or its article, or what governs the article; with the words."""
        own = next((named for place in self._places(article, act) if (named := self._named(article, place))), [])
        values = {item.value for item in own}
        onward = signals("cooperation").any("onward", self._ground.view, act.passage.start, act.passage.end)
        if (onward or not values) and self._governed(article):
            values |= self._general(article, act.kind)
        if "own-offences" in values and self._chapters.cover_serious_crime:
            values.add("serious-crime")
        return cast(list[Scope], sorted(values or {"any-offence"})), own

    def _places(self, article: Unit, act: Act) -> Iterator[list[Span]]:
        """The sentence, then the paragraphs of its article."""
        yield self._ground.spans(act.unit, act.passage)
        if self._governed(article):
            yield from ([(passage.start, passage.end)] for passage in self._ground.by_article[article.eid])

    def _governed(self, article: Unit) -> bool:
        """Whether what stands around an act is about help too; a section of a statute may be about anything."""
        return article.eid in self._chapters.within or self._ground.outline.instrument.kind == "treaty"

    def _general(self, article: Unit, kind: str) -> set[str]:
        """What the first governing article says that says anything."""
        said = map(self._said, self._chapters.governing(article, kind))
        return set(next((values for values in said if values), frozenset()))

    def _said(self, unit: Unit) -> frozenset[str]:
        if unit.eid not in self._read:
            named = self._named(unit, [(unit.head_end, unit.end)])
            self._read[unit.eid] = frozenset(item.value for item in named)
        return self._read[unit.eid]

    def _named(self, unit: Unit, spans: list[Span]) -> list[Element]:
        """The classes of offences named in a sentence; a threshold makes one only where no other is named."""
        defined = [item for span in spans for item in self._defined(span)]
        said = [item for item in self._hits("scope", unit, spans) if not (defined and item.value == "serious-crime")]
        found = [*said, *defined, *(item for span in spans for item in self._itself(unit, span))]
        return sorted(found or self._hits("threshold", unit, spans), key=lambda item: item.start)

    def _hits(self, name: str, unit: Unit, spans: list[Span]) -> list[Element]:
        hits = (hit for span in spans for hit in signals("cooperation").hits(name, self._ground.view, *span))
        return [from_hit(self._ground, unit, hit) for hit in hits]

    def _defined(self, span: Span) -> list[Element]:
        """Terms of the text that name offences, each with the class that its definition makes it."""
        words = self._ground.slice(span)
        used = (term for name, term in self._terms.items() if name in words and span != (term.start, term.end))
        return [item for term in used for item in self._class(term)]

    def _class(self, term: Definition) -> list[Element]:
        unit, spans = self._ground.units[term.eid], [(term.start, term.end)]
        found = self._hits("scope", unit, spans) + self._hits("threshold", unit, spans)
        named = [item for item in found if fold(term.term) not in fold(item.text)]
        return [structs.replace(item, via="definition") for item in named[:1]]

    def _itself(self, unit: Unit, span: Span) -> list[Element]:
        """Offences under an Act that is named, where the name is the title of the text itself."""
        at = self._ground.view.find(f"under the {self._name}", *span) if len(self._name) > _SHORT else -1
        found = (at, at + len("under the ") + len(self._name))
        return [element(self._ground, unit, found, "own-offences")] if at >= 0 else []
