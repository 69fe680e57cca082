"""From a match to an element: verbatim words at a place, with their force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from caveat.kernel.deeds import Element, Force, Via
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.ground import Ground
from caveat.provisions.signals import Signals

_LONGEST: Final = 40
"""Letters by which a word may go on beyond a span."""
_EDGES: Final = " \n\t\r\f\v\u00a0,;:.-–—([]"


def trim(text: str, start: int, end: int) -> Span:
    """Draw a span in until it neither begins nor ends with blanks or stray punctuation."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(_EDGES))
    return start, max(start, end - (len(piece) - len(piece.rstrip(_EDGES))))


def whole_words(text: str, start: int, end: int) -> Span:
    """A span widened so that it cuts no word: a pattern that looks ahead so many letters may stop within one."""
    if start == end:
        return start, end
    least, most = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    while text[start].isalnum() and start > least and text[start - 1].isalnum():
        start -= 1
    while text[end - 1].isalnum() and end < most and text[end].isalnum():
        end += 1
    return start, end


def element(
    ground: Ground, unit: Unit, span: Span, value: str, *, force: Force = "mandatory", via: Via = "own"
) -> Element:
    """An element at a span, placed in the smallest unit below `unit` that holds its beginning.

    What stands wholly in brackets of negotiation is neither duty nor option yet: its force is `bracketed`.
    """
    start, end = whole_words(ground.text, *trim(ground.text, *span))
    place = ground.deepest(unit, start).eid
    force = "bracketed" if ground.bracketed(start, end) else force
    return Element(value=value, text=ground.text[start:end], start=start, end=end, eid=place, force=force, via=via)


def from_hit(ground: Ground, unit: Unit, hit: Hit, *, force: Force | None = None, via: Via = "own") -> Element:
    """An element as a lexicon entry found it; the entry's own force unless another is given."""
    own: Force = "optional" if hit.entry.force == "optional" else "mandatory"
    return element(ground, unit, (hit.start, hit.end), hit.entry.value, force=force or own, via=via)


def earliest(signals: Signals, name: str, ground: Ground, spans: Iterable[Span]) -> Hit | None:
    """The first match of an element in spans that are read one after the other."""
    for start, end in spans:
        if hit := signals.first(name, ground.view, start, end):
            return hit
    return None
