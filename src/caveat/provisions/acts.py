"""One row an act: where a sentence lists several acts under one chapeau, each is an offence of its own."""

from __future__ import annotations

import re
from typing import Final

from caveat.kernel.shapes import Span, Unit
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

_LEFT: Final = re.compile(r"[a-z]{3}")


def acts(ground: Ground, passage: Passage, opening: int) -> list[Unit]:
    """The units that each describe one act: items where the words before the list describe none, else the passage."""
    items = _items(ground, passage, passage.unit, opening)
    return items if len(items) > 1 else [passage.unit]


def _items(ground: Ground, passage: Passage, unit: Unit, opening: int) -> list[Unit]:
    below = [child for child in ground.children(unit.eid) if child.kind not in {"tail", "definition"}]
    inside = [child for child in below if passage.start <= child.start < passage.end and child.end > opening]
    if not inside or not _bare(ground, (max(opening, ground.chapeau(unit)[0]), inside[0].start)):
        return [unit]
    return [leaf for child in inside for leaf in _items(ground, passage, child, 0)]


def _bare(ground: Ground, span: Span) -> bool:
    """Whether the words before a list are only its frame: who, when, without right, the following acts."""
    words = ground.slice(span)
    for element in ("furniture", "authorisation", "general_intent", "specific_intent"):
        for hit in reversed(sorted(signals("offences").hits(element, words, 0, len(words)), key=lambda hit: hit.start)):
            words = words[: hit.start] + " " * (hit.end - hit.start) + words[hit.end :]
    return not _LEFT.search(words)
