"""Which help a basic unit promises: what its heading names, and each act that a single sentence adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_STOP: Final = re.compile(r"[.](?=\s|$)")
_POWERS: Final = frozenset({"interception", "real-time", "preservation", "disclosure"})
_GENERAL: Final = "mutual-assistance"


class Act(NamedTuple):
    """One act of help: its kind, the paragraph, unit and sentence that it stands in, and where its words begin."""

    kind: str
    passage: Passage
    unit: Unit
    sentence: Span
    start: int


def acts(ground: Ground, article: Unit, passages: list[Passage], *, inside: bool) -> list[Act]:
    """The acts of a basic unit, each once; `inside` says that it deals with nothing but help between States."""
    return list(_Article(ground, article, inside=inside).acts(passages).values())


def extensions(ground: Ground, passages: list[Passage]) -> list[Act]:
    """Sentences that extend the help of another instrument to this one, under whatever heading."""
    hits = ((passage, signals("cooperation").first("extends", ground.view, *passage[2:])) for passage in passages)
    return [
        Act(hit.entry.value, passage, ground.deepest(passage.unit, hit.start), (passage.start, passage.end), hit.start)
        for passage, hit in hits
        if hit
    ]


def duty(ground: Ground, span: Span) -> Hit | None:
    """The word of force in a span: an effort before a duty, a duty before an option."""
    return signals("cooperation").top("duty", ground.view, *span)


def force(ground: Ground, act: Act) -> str | None:
    """The word of force that governs an act: the last before its words, else the first of its sentence."""
    hits = list(signals("cooperation").hits("duty", ground.view, *act.sentence))
    before = [hit for hit in hits if hit.start <= act.start]
    if before:
        return max(before, key=lambda hit: (hit.start, hit.end)).entry.value
    return min(hits, key=lambda hit: (hit.start, -hit.end)).entry.value if hits else None


class _Article:
    """A basic unit read sentence by sentence."""

    def __init__(self, ground: Ground, article: Unit, *, inside: bool) -> None:
        self._ground = ground
        self._inside = inside
        heading = ground.heading(article)
        self._headed = signals("cooperation").top("title", heading, 0, len(heading))
        self._title = self._headed if inside else None
        self._known = {hit.entry.id for hit in signals("cooperation").hits("act", heading, 0, len(heading))}

    def acts(self, passages: list[Passage]) -> dict[str, Act]:
        """The acts by what tells them apart; an article that begins with refusal or form grants only what is added."""
        sentences = [(passage, span) for passage in passages for span in self._sentences(passage)]
        grants = all(self._speaks(span) for _, span in sentences[:1])
        found: dict[str, Act] = {}
        for passage, span in sentences:
            for key, act in self._of_sentence(passage, span, grants=grants) if self._speaks(span) else ():
                if not any(act.kind == other.kind and act.passage == other.passage for other in found.values()):
                    found.setdefault(key, act)
        return found

    def _speaks(self, span: Span) -> bool:
        """Whether a sentence neither refuses help nor only says how it is asked for."""
        return not (self._says("refuse", span) or self._says("formal", span))

    def _sentences(self, passage: Passage) -> list[Span]:
        """The sentences of a paragraph; a list belongs to the sentence that opens it."""
        stops = [stop.end() for stop in _STOP.finditer(self._ground.view, passage.start, passage.end)]
        ends = sorted({*stops, passage.end})
        return [span for span in zip([passage.start, *ends], ends, strict=False) if self._ground.slice(span).strip()]

    def _of_sentence(self, passage: Passage, span: Span, *, grants: bool) -> Iterator[tuple[str, Act]]:
        bound = duty(self._ground, (passage.start, passage.end)) is not None
        added = [hit for hit in self._added(passage, span) if bound or hit.entry.force == "constitutive"]
        plain = self._plain(passage, span, added) if grants and bound else ()
        for key, act in (*plain, *(self._named(passage, span, hit) for hit in added)):
            if self._inside or self._abroad(act):
                yield key, act
        if not bound and not self._inside:
            yield from (self._named(passage, span, hit) for hit in added if self._in_company(passage))

    def _added(self, passage: Passage, span: Span) -> list[Hit]:
        """Acts that count under any heading; some only where they open the paragraph."""
        elements = ("lead", "act") if span[0] == passage.start else ("act",)
        return [hit for name in elements for hit in signals("cooperation").hits(name, self._ground.view, *span)]

    def _named(self, passage: Passage, span: Span, hit: Hit) -> tuple[str, Act]:
        """An act, and what tells it from others of its kind: the entry, unless the heading or the kind says as much."""
        kind = self._power if hit.entry.value == "as-headed" else hit.entry.value
        plain = hit.entry.id in self._known or hit.entry.id.partition(".")[2] == kind
        return kind if plain else hit.entry.id, self._act(kind, passage, span, hit)

    def _act(self, kind: str, passage: Passage, span: Span, hit: Hit) -> Act:
        return Act(kind, passage, self._ground.deepest(passage.unit, hit.start), span, hit.start)

    @property
    def _power(self) -> str:
        """The power that the heading names, where another State may be helped by it."""
        return self._headed.entry.value if self._headed and self._headed.entry.value in _POWERS else _GENERAL

    def _plain(self, passage: Passage, span: Span, added: list[Hit]) -> Iterator[tuple[str, Act]]:
        """What the heading names, where the sentence does not only add something else; else what the words say."""
        hits = list(signals("cooperation").hits("kind", self._ground.view, *span))
        if self._title:
            kind = self._title.entry.value
            if not added or kind in {hit.entry.value for hit in (*hits, *added)}:
                yield kind, Act(kind, passage, passage.unit, span, span[0])
        elif hits:
            kind = hits[0].entry.value
            yield kind, self._act(kind, passage, span, hits[0])

    def _abroad(self, act: Act) -> bool:
        """Whether another State is named where the act stands: in its item, or in the words around the list."""
        return any(self._says("abroad", span) for span in self._ground.spans(act.unit, act.passage))

    def _in_company(self, passage: Passage) -> bool:
        """Whether the chapter around a paragraph names another State or the law on its requests."""
        around = self._ground.containers(passage.unit.eid)[:1]
        return any(self._says("abroad", (unit.start, unit.end)) for unit in around)

    def _says(self, element: str, span: Span) -> bool:
        return signals("cooperation").any(element, self._ground.view, *span)
