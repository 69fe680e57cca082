"""Where in a sentence the deed stands: after who, when and how, before the penalty."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from caveat.kernel.deeds import Element
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions import penalties
from caveat.provisions.elements import element, from_hit, trim
from caveat.provisions.ground import Ground
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals

_MADE: Final = re.compile(
    r"(?:mak|establish|treat|declar|regard|designat)\w*\s+(.{3,400}?)(?:,?\s+as)?\s+(?:an?\s+)?"
    r"(?:(?:distinct|separate|criminal|punishable)\s+)*(?:offen[cs]es?|crimes?|punishable)",
    re.DOTALL,
)
_CONDITION: Final = re.compile(r"\b(?:if|where|who)\s+(?:the|that|he|she|they|such|any|it)\b")
_COMMITS: Final = re.compile(
    r"(?<![\s,])(?<!\bto)[\s,]*\b(?:commits?|shall\s+(?:also\s+)?commit|(?:shall\s+be|is)\s+guilty\s+of)\s+(?:an|the|that)\s+(?:same\s+)?offen[cs]e"
)
_RELATIVE: Final = re.compile(r"\b(?:who|which|that|if|where|when|to|not|by)\b")
_SENTENCE: Final = re.compile(r"[.]\s")
_LIST: Final = re.compile(r"\s?:")
_LINK: Final = re.compile(r"[;,]\s*(?:and|or)\Z")
_FRAME: Final = ("furniture", "general_intent", "authorisation")
_MEANS: Final = "furniture.instrument"
_PASSIVE: Final = "treaty.passive"
_NAMED: Final = 1200
_REACH: Final = 240
_GAP: Final = 4


def opening(ground: Ground, reading: Reading) -> int:
    """Where the words that make the act a crime end, if the act comes after them; else where the passage begins."""
    after = reading.role == "treaty" and reading.hit and not _told_first(ground, reading)
    return reading.hit.end if after and reading.hit else reading.passage.start


def _told_first(ground: Ground, reading: Reading) -> bool:
    """Whether the act stands before words in the passive that make it a crime, and no list of acts after them."""
    hit = reading.hit
    return hit is not None and hit.entry.id == _PASSIVE and not _LIST.match(ground.view, hit.end)


def spans(ground: Ground, reading: Reading, unit: Unit) -> list[Span]:
    """The words of one offence without its penal clause."""
    return [piece for span in ground.spans(unit, reading.passage) for piece in _without_penalty(ground.view, span)]


def conduct(ground: Ground, reading: Reading, unit: Unit) -> Element:
    """The act itself, as closely as the sentence shows it."""
    passage = reading.passage
    first, last = ground.extent(unit, passage)
    if reading.hit and _told_first(ground, reading):
        last = reading.hit.start
    start, end = _telling(ground.view, _without_penalty(ground.view, (max(first, opening(ground, reading)), last)))
    start = _after_frame(ground, start, end)
    sentence = _SENTENCE.search(ground.view, start, end)
    stops = [stop.start() for stop in (_verdict(ground.view, start, end), sentence) if stop and stop.start() > start]
    start, end = trim(ground.text, start, min(stops, default=end))
    start, end = trim(ground.text, start, _without_link(ground.view, start, end))
    if end - start < _GAP and reading.hit:
        start, end = _inside(ground.view, reading.hit)
    return element(ground, passage.unit, (start, end), "conduct")


def thing(ground: Ground, act: Element) -> Element | None:
    """What the act is done to: the first thing named in it that is not merely the means, nor what it aims at."""
    aims = signals("offences").hits("specific_intent", ground.view, act.start, act.end)
    end = min((hit.start for hit in aims if hit.start > act.start + _GAP), default=min(act.end, act.start + _NAMED))
    frames = signals("offences").hits("furniture", ground.view, act.start, end)
    means = [(hit.start, hit.end) for hit in frames if hit.entry.id == _MEANS]
    hits = sorted(
        signals("offences").hits("object", ground.view, act.start, end), key=lambda hit: (hit.start, -hit.end)
    )
    things = (hit for hit in hits if not any(first < hit.start < last for first, last in means))
    found = next(things, None)
    return from_hit(ground, ground.units[act.eid], found) if found else None


def _verdict(view: str, start: int, end: int) -> re.Match[str] | None:
    """The words that call an act an offence, behind the act: a graver form begins with such words too."""
    verdicts = islice(_COMMITS.finditer(view, start, end), 2)
    return next((verdict for verdict in verdicts if verdict.start() > start), None)


def _inside(view: str, hit: Hit) -> Span:
    """The act where it stands inside the words that make it a crime: "make an attempt a criminal offence"."""
    match = _MADE.fullmatch(view, hit.start, hit.end)
    return match.span(1) if match else (hit.start, hit.end)


def _without_penalty(view: str, span: Span) -> list[Span]:
    start, end = span
    clause = penalties.clause(view, start, end)
    if clause is None:
        return [span]
    again = _CONDITION.search(view, clause[0], end)
    pieces = [(start, clause[0]), (again.start(), end)] if again else [(start, clause[0])]
    return [piece for piece in pieces if piece[0] < piece[1]] or [span]


def _telling(view: str, pieces: list[Span]) -> Span:
    """The words that tell of the act: those after the penalty where those before only say who is punished."""
    start, end = pieces[0]
    return pieces[0] if len(pieces) == 1 or _RELATIVE.search(view, start, end) else pieces[1]


def _without_link(view: str, start: int, end: int) -> int:
    """Drop the word that only joins an item to the next."""
    link = _LINK.search(view[start:end])
    return start + link.start() if link else end


def _after_frame(ground: Ground, start: int, end: int) -> int:
    """Skip who may commit the act, under which law, and with which mental element."""
    while True:
        stop = min(end, start + _REACH)
        hits = (hit for name in _FRAME for hit in signals("offences").hits(name, ground.view, start, stop))
        near = max((hit.end for hit in hits if not _letters(ground.view[start : hit.start])), default=start)
        if near == start:
            return start
        start = near


def _letters(words: str) -> bool:
    return any(letter.isalpha() for letter in words)
