"""What an article on help takes from others: from its chapter, and from those on scope and extraditable offences."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from caveat.kernel.folding import fold
from caveat.kernel.shapes import Unit
from caveat.provisions.ground import Ground
from caveat.provisions.signals import signals

_MOST: Final = 24
"""How many articles of one sort are looked at: no honest text has more, and a hostile one may have thousands."""


class Chapters:
    """The articles on help by the chapter they stand in; `within` names those that deal with nothing else."""

    def __init__(self, ground: Ground, within: frozenset[str]) -> None:
        self._ground = ground
        self.within = within

    def siblings(self, article: Unit) -> list[Unit]:
        """The articles on help between States in the same chapter, in document order."""
        return self._articles.get(self.chapter(article), [])

    def governing(self, article: Unit, kind: str) -> list[Unit]:
        """The articles that say for which offences help is given where an article does not, the nearest first."""
        first = self.siblings(article)[:1] if self.chapter(article) else []
        return [*self.extraditable(article, kind), *first, *self.about_scope]

    def extraditable(self, article: Unit, kind: str) -> list[Unit]:
        """The article that says which offences are extraditable, for extradition and in a treaty on extradition."""
        if kind != "extradition" and not self._on_extradition:
            return []
        return [unit for unit in self._extraditable if unit.eid != article.eid][:1]

    def guards(self, article: Unit) -> list[Unit]:
        """The articles of the chapter that protect data or limit their use in all help."""
        return [unit for unit in self._guards.get(self.chapter(article), []) if unit.eid != article.eid]

    def refusing(self, article: Unit, kind: str) -> list[Unit]:
        """The other articles of the chapter whose grounds of refusal hold for an act of help of this kind."""
        subject = "extradition" if kind == "extradition" else "assistance"
        units = self._refusing.get((self.chapter(article), subject), [])
        return [unit for unit in units if unit.eid != article.eid]

    @cached_property
    def _guards(self) -> dict[str | None, list[Unit]]:
        table = {key: [unit for unit in units if self._headed(unit, "guards")] for key, units in self._articles.items()}
        return {key: units[:_MOST] for key, units in table.items()}

    @cached_property
    def _refusing(self) -> dict[tuple[str | None, str], list[Unit]]:
        """The articles that refuse at large, by chapter and by what they refuse."""
        table: dict[tuple[str | None, str], list[Unit]] = {}
        for key, units in self._articles.items():
            for unit in units:
                if subject := self._refused(unit):
                    table.setdefault((key, subject), []).append(unit)
        return {key: units[:_MOST] for key, units in table.items()}

    def _refused(self, unit: Unit) -> str | None:
        """What an article at large refuses: one on assistance, or one that begins with a refusal."""
        title = self._title(unit)
        if title == "mutual-assistance":
            return "assistance"
        first = self._ground.by_article[unit.eid][0]
        if title not in {None, "extradition"} or not self._says("refuse", first.start, first.end):
            return None
        return self._says("subject", first.start, first.end)

    @cached_property
    def about_scope(self) -> list[Unit]:
        """The articles that say what the instrument applies to."""
        return [unit for unit in self._basic if self._headed(unit, "about")][:_MOST]

    @cached_property
    def cover_serious_crime(self) -> bool:
        """Whether the article on scope brings serious crime at large under the instrument."""
        view, lexicon = self._ground.view, signals("cooperation")
        hits = (hit for unit in self.about_scope for hit in lexicon.hits("scope", view, unit.head_end, unit.end))
        return any(hit.entry.value == "serious-crime" for hit in hits)

    @cached_property
    def _devoted(self) -> bool:
        title = fold(self._ground.outline.instrument.title)
        return signals("cooperation").any("place", title, 0, len(title))

    @cached_property
    def _on_extradition(self) -> bool:
        return "extradition" in fold(self._ground.outline.instrument.title)

    @cached_property
    def _extraditable(self) -> list[Unit]:
        return [unit for unit in self._basic if unit.eid in self.within and self._headed(unit, "extraditable")]

    @cached_property
    def _basic(self) -> list[Unit]:
        return [self._ground.units[eid] for eid in self._ground.by_article]

    @cached_property
    def _articles(self) -> dict[str | None, list[Unit]]:
        table: dict[str | None, list[Unit]] = {}
        for unit in self._basic:
            if unit.eid in self.within:
                table.setdefault(self.chapter(unit), []).append(unit)
        return table

    def chapter(self, article: Unit) -> str | None:
        """The outermost container of an article; a treaty on help is one chapter, whatever its own."""
        around = [] if self._devoted else self._ground.containers(article.eid)
        return around[-1].eid if around else None

    def _headed(self, unit: Unit, element: str) -> bool:
        heading = self._ground.heading(unit)
        return signals("cooperation").any(element, heading, 0, len(heading))

    def _title(self, unit: Unit) -> str | None:
        """The kind of help that the heading names."""
        heading = self._ground.heading(unit)
        title = signals("cooperation").top("title", heading, 0, len(heading))
        return title.entry.value if title else None

    def _says(self, element: str, start: int, end: int) -> str | None:
        hit = signals("cooperation").top(element, self._ground.view, start, end)
        return hit.entry.value if hit else None
