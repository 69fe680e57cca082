"""Definitions: each term that the text explains, also where many run on in one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from caveat.kernel.deeds import Definition
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import Span, Unit
from caveat.provisions.elements import trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_QUOTED: Final = re.compile(
    r"(?:\"|'')\s*(?:(?:an?|the)\s+)?([^\s\"'][^\"']{0,89}?)\s*(?:\"|'')"
    r"|(?<![\w'])'\s*(?:(?:an?|the)\s+)?([a-z][^'\"]{1,60}?)\s*'(?!\w)"
)
_QUOTE: Final = re.compile(r"[\"']")
_BARE: Final = re.compile(
    r"(?:the\s+(?:terms?|expressions?|words?)\s+)?([a-z][a-z0-9 ,/'-]{1,70}?)\s+"
    r"(?:means|shall\s+mean|has\s+the|refers?\s+to|shall\s+refer\s+to|is\s+defined\s+as)\b"
)
_JOINED: Final = re.compile(r"\s*(?:,\s*)?(?:or|and)\s*")
_QUOTES: Final = re.compile(r"[\"“”„«»'‘’`]+")
_WINDOW: Final = 300


class _Term(NamedTuple):
    """A term: where its name begins and ends, and where its definition begins."""

    start: int
    first: int
    last: int


def find(ground: Ground) -> list[Definition]:
    """Every definition of an instrument, in document order, each term of a basic unit once."""
    found: dict[tuple[str, str], Definition] = {}
    for passage in ground.passages:
        for definition in _in(ground, passage) if passage.article else ():
            place = passage.article.eid if passage.article else ""
            found.setdefault((place, fold(definition.term)), definition)
    return list(found.values())


def defines(ground: Ground, article: Unit) -> bool:
    """Whether a basic unit is headed as one of definitions."""
    heading = ground.heading(article)
    return signals("definitions").any("place", heading, 0, len(heading))


def _in(ground: Ground, passage: Passage) -> Iterator[Definition]:
    terms = list(_quoted(ground, passage)) or [*_bare(ground, passage), *_qualities(ground, passage)]
    for term, following in zip_longest(terms, terms[1:]):
        unit = ground.deepest(passage.unit, term.start)
        end = min(passage.end, unit.end, following.start if following else passage.end)
        yield _definition(ground, unit, term, trim(ground.text, term.start, max(end, term.last)))


def _definition(ground: Ground, unit: Unit, term: _Term, span: Span) -> Definition:
    start, end = span
    return Definition(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), text=ground.text[start:end],
        term=squeeze(_QUOTES.sub(" ", ground.text[term.first : term.last])),
    )  # fmt: skip


def _quoted(ground: Ground, passage: Passage) -> Iterator[_Term]:
    """Quoted words that a verb of definition follows; `"freezing" or "seizure" means` is one term with two names."""
    if not _QUOTE.search(ground.view, passage.start, passage.end):
        return
    before: tuple[_Term, int] | None = None
    for match in _QUOTED.finditer(ground.view, passage.start, passage.end):
        first, last = match.span(1) if match[1] else match.span(2)
        term = _Term(match.start(), first, last)
        if before and _JOINED.fullmatch(ground.view, before[1], match.start()):
            term = _Term(before[0].start, before[0].first, last)
        rest = (match.end(), min(passage.end, match.end() + _WINDOW))
        before = (term, match.end())
        if signals("definitions").any("after_quoted", ground.view, *rest):
            yield term
            before = None


def _qualities(ground: Ground, passage: Passage) -> Iterator[_Term]:
    """Qualities that a paragraph of its own explains: an act is unauthorised if."""
    hit = signals("definitions").top("quality", ground.view, passage.start, passage.end)
    if hit and signals("roles").any("elaborates", ground.view, passage.start, passage.end):
        yield _Term(hit.start, hit.start, hit.end)


def _bare(ground: Ground, passage: Passage) -> Iterator[_Term]:
    if passage.article is None:
        return
    headed = defines(ground, passage.article)
    items = list(_below(ground, passage.unit)) if headed or _opens(ground, passage) else []
    for unit in [passage.unit, *items] if headed else items:
        if signals("definitions").any("bare", ground.view, *ground.chapeau(unit)):
            match = _BARE.search(ground.view, *ground.chapeau(unit))
            if match:
                yield _Term(match.start(1), *match.span(1))


def _opens(ground: Ground, passage: Passage) -> bool:
    """Whether the words before a list say that terms are explained in it: "for the purposes of this Protocol:"."""
    return signals("definitions").any("opens", ground.view, *ground.chapeau(passage.unit))


def _below(ground: Ground, unit: Unit) -> Iterator[Unit]:
    for child in ground.children(unit.eid):
        yield child
        yield from _below(ground, child)
