"""Which help a basic unit promises: what its heading names, and each act that a single sentence adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.ground import CONTAINERS, Ground, Passage
from caveat.provisions.signals import signals

_STOP: Final = re.compile(r"[.](?=\s|$)")
_POWERS: Final = frozenset({"interception", "real-time", "preservation", "disclosure"})
_GENERAL: Final = "mutual-assistance"
_FAR: Final = 20_000


class Act(NamedTuple):
    """One act of help: its kind, the paragraph, unit and sentence that it stands in, and where its words begin."""

    kind: str
    passage: Passage
    unit: Unit
    sentence: Span
    start: int


class _Clue(NamedTuple):
    """What says that there is an act: what tells it from others, its kind, and where its words begin if they do."""

    key: str
    kind: str
    start: int | None


class _Around(NamedTuple):
    """Whether a paragraph has a word of force, and names another State."""

    bound: bool
    abroad: bool


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


def _distinct(found: dict[str, Act]) -> dict[str, Act]:
    """Acts of one kind in one paragraph are one."""
    first: dict[tuple[str, int], str] = {}
    for key, act in found.items():
        first.setdefault((act.kind, act.passage.start), key)
    return {key: found[key] for key in first.values()}


class _Article:
    """A basic unit read sentence by sentence."""

    def __init__(self, ground: Ground, article: Unit, *, inside: bool) -> None:
        self._ground = ground
        self._inside = inside
        heading = ground.heading(article)
        self._headed = signals("cooperation").top("title", heading, 0, len(heading))
        self._title = self._headed if inside else None
        self._last: tuple[Passage, _Around] | None = None
        self._before = _GENERAL
        self._known = {hit.entry.id for hit in signals("cooperation").hits("act", heading, 0, len(heading))}

    def acts(self, passages: list[Passage]) -> dict[str, Act]:
        """The acts by what tells them apart; an article that begins with refusal or form grants only what is added."""
        grants = all(self._speaks(span) for passage in passages[:1] for span in self._sentences(passage)[:1])
        found: dict[str, Act] = {}
        for passage in filter(self._touches, passages):
            for span in filter(self._speaks, self._sentences(passage)):
                for clue in self._clues(passage, span, grants=grants):
                    if clue.key not in found and (act := self._act(passage, span, clue)):
                        found[clue.key] = act
                        self._before = act.kind
        return _distinct(found)

    def _touches(self, passage: Passage) -> bool:
        """Whether a paragraph can hold help at all: the most of a statute cannot."""
        whole = (passage.start, passage.end)
        return self._inside or self._says("abroad", whole) or self._says("act", whole)

    def _speaks(self, span: Span) -> bool:
        """Whether a sentence neither refuses help nor only says how it is asked for."""
        return not (self._says("refuse", span) or self._says("formal", span))

    def _sentences(self, passage: Passage) -> list[Span]:
        """The sentences of a paragraph; a list belongs to the sentence that opens it."""
        stops = [stop.end() for stop in _STOP.finditer(self._ground.view, passage.start, passage.end)]
        ends = sorted({*stops, passage.end})
        return [span for span in zip([passage.start, *ends], ends, strict=False) if self._ground.slice(span).strip()]

    def _clues(self, passage: Passage, span: Span, *, grants: bool) -> Iterator[_Clue]:
        """What a sentence says of help; without a word of force, only what makes an act by being said."""
        around = self._around(passage)
        added = [hit for hit in self._added(passage, span) if around.bound or hit.entry.force == "constitutive"]
        if grants and around.bound:
            yield from self._plain(span, added)
        yield from map(self._clue, added)

    def _added(self, passage: Passage, span: Span) -> list[Hit]:
        """Acts that count under any heading; some only where they open the paragraph."""
        elements = ("lead", "act") if span[0] == passage.start else ("act",)
        return [hit for name in elements for hit in signals("cooperation").hits(name, self._ground.view, *span)]

    def _clue(self, hit: Hit) -> _Clue:
        """An act, and what tells it from others of its kind: the entry, unless the heading or the kind says as much."""
        kind = {"as-headed": self._power, "as-before": self._before}.get(hit.entry.value, hit.entry.value)
        plain = hit.entry.id in self._known or hit.entry.id.partition(".")[2] == kind
        return _Clue(kind if plain else hit.entry.id, kind, hit.start)

    @property
    def _power(self) -> str:
        """The power that the heading names, where another State may be helped by it."""
        return self._headed.entry.value if self._headed and self._headed.entry.value in _POWERS else _GENERAL

    def _plain(self, span: Span, added: list[Hit]) -> Iterator[_Clue]:
        """What the heading names, where the sentence does not only add something else; else what the words say."""
        hits = list(signals("cooperation").hits("kind", self._ground.view, *span))
        if self._title:
            kind = self._title.entry.value
            if not added or kind in {hit.entry.value for hit in (*hits, *added)}:
                yield _Clue(kind, kind, None)
        elif hits:
            yield _Clue(hits[0].entry.value, hits[0].entry.value, hits[0].start)

    def _act(self, passage: Passage, span: Span, clue: _Clue) -> Act | None:
        """The act in its unit, if it is about another State."""
        unit = passage.unit if clue.start is None else self._ground.deepest(passage.unit, clue.start)
        act = Act(clue.kind, passage, unit, span, span[0] if clue.start is None else clue.start)
        return act if self._inside or self._abroad(act) else None

    def _around(self, passage: Passage) -> _Around:
        """What a paragraph says as a whole, asked once."""
        if self._last is None or self._last[0] != passage:
            whole = (passage.start, passage.end)
            self._last = (passage, _Around(duty(self._ground, whole) is not None, self._says("abroad", whole)))
        return self._last[1]

    def _abroad(self, act: Act) -> bool:
        """Whether another State is named where the act stands: in its item, or in the words around the list.

        What has no word of force of its own may take this from its chapter.
        """
        around = self._around(act.passage)
        if not around.bound:
            return self._company(act.passage)
        if act.unit.eid == act.passage.unit.eid or not around.abroad:
            return around.abroad
        return any(self._says("abroad", span) for span in self._ground.spans(act.unit, act.passage))

    def _company(self, passage: Passage) -> bool:
        """Whether the article, or the chapter around it, names another State or the law on its requests."""
        lineage = self._ground.ancestors(passage.unit.eid)
        around = [passage.unit, *(unit for unit in lineage if unit.kind in CONTAINERS or unit.kind == "article")][:3]
        return any(self._says("abroad", (unit.start, min(unit.end, unit.start + _FAR))) for unit in around)

    def _says(self, element: str, span: Span) -> bool:
        return signals("cooperation").any(element, self._ground.view, *span)
