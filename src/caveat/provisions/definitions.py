"""Definitions: each term that the text explains, also where many run on in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from caveat.kernel.deeds import Definition
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Unit
from caveat.provisions.elements import trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_QUOTED: Final = re.compile(r"\"\s*([^\"]{1,90}?)\s*\"|(?<![\w'])'\s*([a-z][^'\"]{1,60}?)\s*'(?!\w)")
_BARE: Final = re.compile(r"(?:the\s+(?:terms?|expressions?|words?)\s+)?([a-z][a-z0-9 ,/-]{1,70}?)\s+(?:means|shall\s+mean|has\s+the)\b")
_WINDOW: Final = 420


class _Term(NamedTuple):
    name: tuple[int, int]
    start: int


def find(ground: Ground) -> list[Definition]:
    """Every definition of an instrument, in document order, each term of a place once."""
    return [definition for passage in ground.passages if passage.article for definition in _in(ground, passage)]


def _in(ground: Ground, passage: Passage) -> Iterator[Definition]:
    terms = sorted(_quoted(ground, passage)) or list(_bare(ground, passage))
    for term, following in zip_longest(terms, terms[1:]):
        unit = _unit(ground, passage, term.start)
        end = min(passage.end, following.start if following else passage.end, unit.end)
        yield _definition(ground, unit, term, trim(ground.text, term.start, max(end, term.name[1])))


def _definition(ground: Ground, unit: Unit, term: _Term, span: tuple[int, int]) -> Definition:
    start, end = span
    return Definition(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), term=squeeze(ground.text[slice(*term.name)]),
        text=ground.text[start:end],
    )  # fmt: skip


def _quoted(ground: Ground, passage: Passage) -> Iterator[_Term]:
    for match in _QUOTED.finditer(ground.view, passage.start, passage.end):
        name = match.span(1) if match[1] else match.span(2)
        rest = min(passage.end, match.end() + _WINDOW)
        if signals("definitions").any("after_quoted", ground.view, match.end(), rest):
            yield _Term(name, match.start())


def _bare(ground: Ground, passage: Passage) -> Iterator[_Term]:
    heading = ground.heading(passage.article)
    if not signals("definitions").any("place", heading, 0, len(heading)):
        return
    for unit in [passage.unit, *_below(ground, passage.unit)]:
        if signals("definitions").any("bare", ground.view, unit.head_end, unit.end):
            match = _BARE.search(ground.view, unit.head_end, unit.end)
            if match:
                yield _Term(match.span(1), match.start(1))


def _below(ground: Ground, unit: Unit) -> Iterator[Unit]:
    for child in ground.children(unit.eid):
        yield child
        yield from _below(ground, child)


def _unit(ground: Ground, passage: Passage, offset: int) -> Unit:
    return ground.deepest(passage.unit, offset)
