"""Definitions: each term that the text explains, also where many run on in one paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from caveat.kernel.deeds import Definition
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import Span, Unit
from caveat.kernel.shapes import Term as Known
from caveat.provisions.elements import trim
from caveat.provisions.explained import Term, explained, headed, restated
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_QUOTED: Final = re.compile(
    r"(?:\"|'')\s*(?:(?:an?|the)\s+)?([^\W_][^\"']{0,89}?)\s*(?:\"|'')"
    r"|(?<![\w'])'\s*(?:(?:an?|the)\s+)?([a-z][^'\"]{1,60}?)\s*'(?!\w)"
)
_QUOTE: Final = re.compile(r"[\"']")
_OPENING: Final = re.compile(r"[\"']{1,2}\s?$")
_BARE: Final = re.compile(
    r"(?:the\s+(?:terms?|expressions?|words?)\s+)?([a-z][a-z0-9 ,/'-]{1,70}?)\s+"
    r"(?:means|shall\s+mean|has\s+the|is\s+any|refers?\s+to|shall\s+refer\s+to|is\s+defined\s+as)\b"
)
_JOINED: Final = re.compile(r"\s*(?:,\s*)?(?:or|and)\s*|\s*,\s*")
_QUOTES: Final = re.compile(r"[\"“”„«»'‘’`]+")
_WINDOW: Final = 300
_BEFORE: Final = 60
_SAID: Final = 120
_MARKS: Final = 4
_NAMES: Final = 2


def find(ground: Ground) -> list[Definition]:
    """Every definition of an instrument, in document order, each term of a basic unit once."""
    found: dict[tuple[str, str], Definition] = {}
    for passage in ground.passages:
        for definition in _in(ground, passage) if passage.article else ():
            place = passage.article.eid if passage.article else ""
            found.setdefault((place, fold(definition.term)), definition)
    meant = {_name(one) for one in found.values() if not _widens(ground, one)}
    return [one for one in found.values() if _name(one) not in meant or not _widens(ground, one)]


def _name(definition: Definition) -> str:
    """The folded term, in the plural as in the singular."""
    return fold(definition.term).removesuffix("s")


def _widens(ground: Ground, definition: Definition) -> bool:
    """Whether a sentence only adds to what a term means, which is defined elsewhere: "here, data include"."""
    return signals("definitions").any("widens", ground.view, definition.start, definition.end)


def defines(ground: Ground, article: Unit) -> bool:
    """Whether a basic unit is headed as one of definitions."""
    heading = ground.heading(article)
    return signals("definitions").any("place", heading, 0, len(heading))


def _in(ground: Ground, passage: Passage) -> Iterator[Definition]:
    terms = sorted(_with_known(ground, passage, list(_terms(ground, passage))))
    for term, following in zip_longest(terms, terms[1:]):
        unit = ground.deepest(passage.unit, term.start)
        end = min(passage.end, unit.end, following.start if following else passage.end)
        yield _definition(ground, unit, term, trim(ground.text, term.start, max(end, term.last)))
        yield from _restated(ground, unit, term, end)


def _restated(ground: Ground, unit: Unit, term: Term, end: int) -> Iterator[Definition]:
    for again in restated(ground, term, end):
        yield _definition(ground, unit, again, trim(ground.text, again.start, end))


def _with_known(ground: Ground, passage: Passage, terms: list[Term]) -> Iterator[Term]:
    """The terms of a passage, and those that the outline knows beside them, unless they are only named in passing."""
    yield from terms
    spans = sorted((term.first, term.last) for term in terms)
    for known in ground.terms_between(passage.start, passage.end):
        at = bisect_right(spans, (known.start, known.end))
        earlier, later = spans[at - 1 : at], spans[at : at + 1]
        apart = all(last <= known.start for _, last in earlier) and all(known.end <= first for first, _ in later)
        if apart and _explains(ground, passage, known):
            yield Term(_opening(ground, known.start), known.start, known.end)


def _explains(ground: Ground, passage: Passage, known: Known) -> bool:
    """Whether a term has a meaning of its own here: it is no short name, and no subject of a rule on references."""
    said = max(passage.start, known.start - _SAID), known.start
    words = signals("definitions")
    named = any(words.any(element, ground.view, known.start, known.end) for element in ("unnamed", "no_name"))
    widens = words.any("widens", ground.view, known.start, min(passage.end, known.start + _WINDOW))
    return not named and not widens and not words.any("in_passing", ground.view, *said)


def _opening(ground: Ground, offset: int) -> int:
    """Where the quotation marks before a term begin."""
    before = ground.view[max(0, offset - _MARKS) : offset]
    mark = _OPENING.search(before)
    return offset - len(mark[0]) if mark else offset


def _terms(ground: Ground, passage: Passage) -> Iterator[Term]:
    yield from headed(ground, passage)
    quoted = list(_quoted(ground, passage))
    if quoted:
        yield from quoted
        return
    bare = [*_bare(ground, passage), *_qualities(ground, passage)]
    among = passage.article is not None and defines(ground, passage.article)
    yield from bare or explained(ground, passage, headed=among)


def _definition(ground: Ground, unit: Unit, term: Term, span: Span) -> Definition:
    start, end = span
    return Definition(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), text=ground.text[start:end],
        term=squeeze(_QUOTES.sub(" ", ground.text[term.first : term.last])),
    )  # fmt: skip


def _quoted(ground: Ground, passage: Passage) -> Iterator[Term]:
    """Quoted words that a verb of definition follows, or a naming verb precedes.

    `"freezing" or "seizure" means` is one term with two names, unless one name
    is the other in short.
    """
    if not _QUOTE.search(ground.view, passage.start, passage.end):
        return
    waiting: list[tuple[Term, int]] = []
    for match in _QUOTED.finditer(ground.view, passage.start, passage.end):
        first, last = match.span(1) if match[1] else match.span(2)
        term = Term(match.start(), first, last)
        if waiting and not _JOINED.fullmatch(ground.view, waiting[-1][1], match.start()):
            waiting = []
        waiting.append((term, match.end()))
        if _follows(ground, match.end(), passage.end) or _named(ground, term, passage.start):
            yield from _together(ground, [known for known, _ in waiting])
            waiting = []


def _follows(ground: Ground, start: int, end: int) -> bool:
    return signals("definitions").any("after_quoted", ground.view, start, min(end, start + _WINDOW))


def _named(ground: Ground, term: Term, start: int) -> bool:
    """Whether words before the quotation mark give a name, to something that is no instrument and no party."""
    before = max(start, term.start - _BEFORE)
    if not signals("definitions").any("before_quoted", ground.view, before, term.start):
        return False
    acronym = ground.text[term.first : term.last].isupper()
    return not acronym and not signals("definitions").any("unnamed", ground.view, term.first, term.last)


def _together(ground: Ground, names: list[Term]) -> Iterator[Term]:
    """Two names joined by "or" as one term; each by itself in a longer list, or where one contains another."""
    words = [ground.slice((name.first, name.last)) for name in names[:_NAMES]]
    if len(names) > _NAMES or any(one in other for one in words for other in words if one != other):
        yield from names
    else:
        yield Term(names[0].start, names[0].first, names[-1].last)


def _qualities(ground: Ground, passage: Passage) -> Iterator[Term]:
    """Qualities that a paragraph of its own explains: an act is unauthorised if."""
    hit = signals("definitions").top("quality", ground.view, passage.start, passage.end)
    if hit and signals("roles").any("elaborates", ground.view, passage.start, passage.end):
        yield Term(hit.start, hit.start, hit.end)


def _bare(ground: Ground, passage: Passage) -> Iterator[Term]:
    if passage.article is None:
        return
    headed = defines(ground, passage.article)
    items = list(_below(ground, passage.unit)) if headed or _opens(ground, passage) else []
    for unit in [passage.unit, *items] if headed else items:
        if signals("definitions").any("bare", ground.view, *ground.chapeau(unit)):
            match = _BARE.search(ground.view, *ground.chapeau(unit))
            if match:
                yield Term(match.start(1), *match.span(1))


def _opens(ground: Ground, passage: Passage) -> bool:
    """Whether the words before a list say that terms are explained in it: "for the purposes of this Protocol:"."""
    return signals("definitions").any("opens", ground.view, *ground.chapeau(passage.unit))


def _below(ground: Ground, unit: Unit) -> Iterator[Unit]:
    for child in ground.children(unit.eid):
        yield child
        yield from _below(ground, child)
