"""One row an act: where a sentence lists several acts under one chapeau, each is an offence of its own."""

from __future__ import annotations

import re
from typing import Final

from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_FRAME: Final = ("furniture", "authorisation", "general_intent", "specific_intent")
_INTERFERENCE: Final = {"data-interference", "system-interference"}
_FEW: Final = 2
_OPENING: Final = 80
_MEANS: Final = re.compile(
    r"\W*(?:by|through|using)\b|[^.;:]{0,20}\b(?:is|are|shall\s+be)\s+deemed\s+to\s+have\s+taken\s+part\b"
)
_LEFT: Final = re.compile(r"[a-z]{3}")


def acts(ground: Ground, passage: Passage, opening: int) -> list[Unit]:
    """The units that each describe one act: items where the words before the list describe none, else the passage."""
    items = _items(ground, passage, passage.unit, opening)
    one = len(items) == 1 or _variants(ground, items) or _goes_on(ground, passage, items)
    return [passage.unit] if one else items


def _goes_on(ground: Ground, passage: Passage, items: list[Unit]) -> bool:
    """Whether the act goes on in the words after the list, so that the items are only pieces of one act."""
    last = items[-1]
    tails = [unit for unit in ground.children(passage.unit.eid) if unit.kind == "tail" and unit.start >= last.end]
    return any(_MEANS.match(ground.view, tail.head_end, tail.end) for tail in tails)


def _variants(ground: Ground, items: list[Unit]) -> bool:
    """Whether a long list only spells out the ways to interfere with data or a system: then it is one offence."""
    return len(items) > _FEW and {_name(ground, item) for item in items} <= _INTERFERENCE


def _name(ground: Ground, item: Unit) -> str | None:
    hit = signals("offences").top("name", ground.view, item.head_end, item.end)
    return hit.entry.id.partition(".")[2] if hit else None


def _items(ground: Ground, passage: Passage, unit: Unit, opening: int) -> list[Unit]:
    below = [child for child in ground.children(unit.eid) if child.kind not in {"tail", "definition"}]
    inside = [child for child in below if passage.start <= child.start < passage.end and child.end > opening]
    if not inside:
        return [unit]
    before = (max(opening, ground.chapeau(unit)[0]), inside[0].start)
    if not (_bare(ground, before) or _category(ground, before)):
        return [unit]
    return [leaf for child in inside for leaf in _items(ground, passage, child, 0) if not _penal(ground, leaf)]


def _category(ground: Ground, span: Span) -> bool:
    """Whether the words before a list only name the kind of offences that follow."""
    return signals("offences").any("category", ground.slice(span).strip(), 0, span[1] - span[0])


def _penal(ground: Ground, item: Unit) -> bool:
    """Whether an item is a tier of punishment and not an act."""
    stop = min(item.end, item.head_end + _OPENING)
    punishes = any(signals("penalties").any(name, ground.view, item.head_end, stop) for name in ("fine", "custody"))
    return punishes or signals("roles").any("worsens", ground.view, item.head_end, stop)


def _bare(ground: Ground, span: Span) -> bool:
    """Whether the words before a list are only its frame: who, when, without right, the following acts."""
    words = ground.slice(span)
    framed = set[int]()
    for element in _FRAME:
        for hit in signals("offences").hits(element, words, 0, len(words)):
            framed.update(range(hit.start, _clause_end(words, hit)))
    return not _LEFT.search("".join(" " if at in framed else letter for at, letter in enumerate(words)))


def _clause_end(words: str, hit: Hit) -> int:
    """A purpose frames a list only up to the comma after which the act may follow."""
    comma = words.find(",", hit.start + _OPENING // 2, hit.end) if hit.entry.element == "specific_intent" else -1
    return hit.end if comma < 0 else comma
