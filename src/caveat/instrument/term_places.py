"""Where definitions stand: the units of a text by offset, and for how much of the text a term is defined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from caveat.kernel.shapes import Span, Unit
from caveat.language.terms import TermWords, compiled

_BACK: Final = 400
_AHEAD: Final = 160
_SENTENCE: Final = re.compile(r"\.\s")
_LIST: Final = re.compile(r"[^.;:]{0,60}(?::|--|-\s)")
_BASIC: Final = "article"


class Places:
    """The units of a text by offset."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self._starts = [unit.start for unit in units]
        self._by_eid = {unit.eid: unit for unit in units}

    def at(self, offset: int) -> Unit | None:
        """The innermost unit around an offset."""
        index = bisect_right(self._starts, offset) - 1
        unit = self.units[index] if index >= 0 else None
        while unit and unit.end <= offset:
            unit = self._by_eid.get(unit.parent or "")
        return unit

    def eid(self, offset: int) -> str:
        """The eId of that unit, or an empty string."""
        unit = self.at(offset)
        return unit.eid if unit else ""

    def lineage(self, offset: int) -> Iterator[Unit]:
        """The units around an offset, the innermost first."""
        unit = self.at(offset)
        while unit:
            yield unit
            unit = self._by_eid.get(unit.parent or "")

    def scope(self, view: str, start: int, words: TermWords) -> Span:
        """For how much of the text a term defined at an offset holds: what "in this part" names, or all."""
        lineage = list(self.lineage(start))
        article = next((unit for unit in lineage if unit.kind == _BASIC), None)
        if article is not None:
            before = list(compiled(words.scope).finditer(view, max(article.start, start - _BACK), start))
            said = next((match for match in reversed(before) if _reaches(view, match.end(), start)), None)
            said = said or compiled(words.scope).search(view, start, min(lineage[0].end, _sentence_end(view, start)))
            kind = words.scopes.get(said[1]) if said else None
            for unit in lineage:
                if unit.kind == kind:
                    return unit.start, unit.end
        return 0, len(view)


def _reaches(view: str, said: int, start: int) -> bool:
    """Whether words such as "in this section" are about a term: in its own sentence, or before its list."""
    return _SENTENCE.search(view, said, start) is None or _LIST.match(view, said) is not None


def _sentence_end(view: str, start: int) -> int:
    ends = (view.find(mark, start, start + _AHEAD) for mark in ".;")
    return min((end for end in ends if end >= 0), default=start + _AHEAD)
