"""Dual criminality: whether the act must be a crime in the State that is asked for help."""

from __future__ import annotations

from typing import Final, Literal, cast

from caveat.kernel.shapes import Unit
from caveat.provisions.chapters import Chapters
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

Dual = Literal["required", "may-refuse", "requested-law", "excluded", "none"]
_REACHES: Final = frozenset({"mutual-assistance", "disclosure", "real-time", "interception", "emergency"})
_OF_ARTICLE: Final = _REACHES | {"extradition", "asset-measures", "preservation"}
_OF_PARAGRAPH: Final = frozenset({"police"})
_BY_LAW: Final = frozenset({"mutual-assistance", "extradition"})


def dual(ground: Ground, passage: Passage, article: Unit, kind: str, chapters: Chapters) -> Dual:
    """Dual criminality in the article itself, else as the articles that govern it have it.

    A list of grounds that is closed lets no ground of another article in.
    """
    return _own(ground, passage, article, kind) or _governed(ground, article, kind, chapters) or "none"


def _own(ground: Ground, passage: Passage, article: Unit, kind: str) -> Dual | None:
    if kind in _OF_PARAGRAPH:
        return _in(ground, passage.start, passage.end)
    found = _in(ground, article.head_end, article.end) if kind in _OF_ARTICLE else None
    return None if found == "requested-law" and kind not in _BY_LAW else found


def _governed(ground: Ground, article: Unit, kind: str, chapters: Chapters) -> Dual | None:
    for unit in chapters.extraditable(article, kind):
        if found := _in(ground, unit.head_end, unit.end):
            return found
    if kind not in _REACHES or article.eid not in chapters.within or _closed(ground, article):
        return None
    values = (_in(ground, unit.head_end, unit.end) for unit in chapters.siblings(article))
    return next((value for value in values if value == "may-refuse"), None)


def _closed(ground: Ground, article: Unit) -> bool:
    return signals("cooperation").any("closed", ground.view, article.head_end, article.end)


def _in(ground: Ground, start: int, end: int) -> Dual | None:
    hit = signals("cooperation").top("dual", ground.view, start, end)
    return cast(Dual, hit.entry.value) if hit else None
