"""Terms that a paragraph explains without quotation marks: after a frame, beside a heading, or in the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from caveat.kernel.shapes import Span
from caveat.language.lexicon import Hit
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_MARK: Final = re.compile(r"\W*(?:\(\w{1,3}\)\W*)?")
_LEAD: Final = re.compile(r"\s*(?:(?:an?|any|the)\s+)?(?:(?:terms?|expressions?|words?)\s*)?")
_RESTATED: Final = re.compile(r"[.;]\s+(?:the\s+)?([a-z][a-z -]{2,40}?)\s+(?:shall\s+)?(?:means?|includes?)\b")
_WINDOW: Final = 260
_FAR: Final = 2000


class Term(NamedTuple):
    """A term: where its explanation starts, and where its name begins and ends."""

    start: int
    first: int
    last: int


def explained(ground: Ground, passage: Passage, *, headed: bool) -> Iterator[Term]:
    """The term of a paragraph that begins "for the purposes of this section", or stands among definitions."""
    start = _framed(ground, passage, headed=headed)
    if start is None:
        return
    hit = signals("definitions").top("explains", ground.view, start, min(passage.end, start + _WINDOW))
    if hit:
        first, last = _name(ground, hit)
        yield Term(first, first, last)


def _framed(ground: Ground, passage: Passage, *, headed: bool) -> int | None:
    """Where the words after the frame begin."""
    frame = signals("definitions").first("frame", ground.view, passage.start, passage.end)
    if frame:
        return frame.end
    mark = _MARK.match(ground.view, passage.start, passage.end) if headed else None
    return mark.end() if mark else None


def _name(ground: Ground, hit: Hit) -> Span:
    """The words of the term: before its verb, or between the verb and the condition."""
    way = hit.entry.id.partition(".")[2]
    begins = signals("definitions").first(f"{way}_begins", ground.view, hit.start, hit.end)
    start = begins.end if begins else hit.start
    lead = _LEAD.match(ground.view, start, hit.end)
    start = lead.end() if lead else start
    stops = signals("definitions").first(f"{way}_stops", ground.view, start, hit.end)
    return start, stops.start if stops else hit.end


def headed(ground: Ground, passage: Passage) -> Iterator[Term]:
    """The heading as a term, where the first paragraph puts it in brackets behind what it describes."""
    heading = ground.heading(passage.article)
    first = passage.article is not None and ground.by_article[passage.article.eid][0] == passage
    at = ground.view.find(f"({heading})", passage.start, passage.end) if heading and first else -1
    if at >= 0:
        yield Term(passage.start, at + 1, at + 1 + len(heading))


def restated(ground: Ground, term: Term, end: int) -> Iterator[Term]:
    """A word of a definition that the sentence after it explains in turn."""
    end = min(end, term.last + _FAR)
    for match in _RESTATED.finditer(ground.view, term.last, end):
        if match[1] in ground.view[term.last : match.start()]:
            yield Term(match.start(1), *match.span(1))
