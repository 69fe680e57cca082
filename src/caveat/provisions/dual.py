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


class DualCriminality:
    """Dual criminality over one instrument; each article is read once."""

    def __init__(self, ground: Ground, chapters: Chapters) -> None:
        self._ground = ground
        self._chapters = chapters
        self._read: dict[str, Dual | None] = {}
        self._chosen: dict[str | None, bool] = {}

    def of(self, passage: Passage, article: Unit, kind: str) -> Dual:
        """Dual criminality in the article itself, else as the articles that govern it have it.

        A list of grounds that is closed lets no ground of another article in.
        """
        return self._own(passage, article, kind) or self._governed(article, kind) or "none"

    def _own(self, passage: Passage, article: Unit, kind: str) -> Dual | None:
        if kind in _OF_PARAGRAPH:
            return self._in(passage.start, passage.end)
        found = self._of(article) if kind in _OF_ARTICLE else None
        return None if found == "requested-law" and kind not in _BY_LAW else found

    def _governed(self, article: Unit, kind: str) -> Dual | None:
        for unit in self._chapters.extraditable(article, kind):
            if found := self._of(unit):
                return found
        if kind not in _REACHES or article.eid not in self._chapters.within or self._closed(article):
            return None
        return "may-refuse" if self._chosen_in(article) else None

    def _chosen_in(self, article: Unit) -> bool:
        """Whether an article of the chapter lets a State refuse for want of dual criminality."""
        chapter = self._chapters.chapter(article)
        if chapter not in self._chosen:
            self._chosen[chapter] = any(self._of(unit) == "may-refuse" for unit in self._chapters.siblings(article))
        return self._chosen[chapter]

    def _closed(self, article: Unit) -> bool:
        return signals("cooperation").any("closed", self._ground.view, article.head_end, article.end)

    def _of(self, article: Unit) -> Dual | None:
        if article.eid not in self._read:
            self._read[article.eid] = self._in(article.head_end, article.end)
        return self._read[article.eid]

    def _in(self, start: int, end: int) -> Dual | None:
        hit = signals("cooperation").top("dual", self._ground.view, start, end)
        return cast(Dual, hit.entry.value) if hit else None
