"""What an article on help between States takes from elsewhere: its chapter, and the article on scope."""

from __future__ import annotations

from functools import cached_property

from caveat.kernel.shapes import Unit
from caveat.provisions.ground import Ground
from caveat.provisions.signals import signals


class Chapters:
    """The articles on help by the chapter they stand in; `within` names those that deal with nothing else."""

    def __init__(self, ground: Ground, within: frozenset[str]) -> None:
        self._ground = ground
        self.within = within

    def siblings(self, article: Unit) -> list[Unit]:
        """The articles on help between States in the same chapter, in document order."""
        return self._articles.get(self._chapter(article.eid), [])

    @cached_property
    def _articles(self) -> dict[str | None, list[Unit]]:
        table: dict[str | None, list[Unit]] = {}
        for eid in self._ground.by_article:
            if eid in self.within:
                table.setdefault(self._chapter(eid), []).append(self._ground.units[eid])
        return table

    def _chapter(self, eid: str) -> str | None:
        around = self._ground.containers(eid)
        return around[-1].eid if around else None

    @cached_property
    def cover_serious_crime(self) -> bool:
        """Whether the article on scope brings serious crime at large under the instrument."""
        ground, lexicon = self._ground, signals("cooperation")
        headed = (ground.units[eid] for eid in ground.by_article)
        about = (unit for unit in headed if _is_about_scope(ground, unit))
        hits = (hit for unit in about for hit in lexicon.hits("scope", ground.view, unit.head_end, unit.end))
        return any(hit.entry.value == "serious-crime" for hit in hits)


def _is_about_scope(ground: Ground, unit: Unit) -> bool:
    heading = ground.heading(unit)
    return signals("cooperation").any("about", heading, 0, len(heading))
