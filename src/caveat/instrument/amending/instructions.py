"""From an amending text to its instructions, in order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from caveat.instrument.amending.commands import commanding, verbs
from caveat.instrument.amending.drafts import Draft
from caveat.instrument.amending.names import PrincipalNames
from caveat.instrument.amending.provision import Provision, Stretch
from caveat.instrument.amending.quotes import Quote, masked, quotations
from caveat.instrument.amending.rows import rows
from caveat.instrument.amending.tokens import Lexer
from caveat.instrument.reference_places import Places
from caveat.kernel.bounds import MAX_INSTRUCTIONS
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Unit
from caveat.language.amending import AMENDING

_NUMBER: Final = re.compile(r"\d{1,4}")
_AMEND: Final = "amend"


class Amendments:
    """The instructions of one text. `places` are those of the text that it amends, or of none."""

    def __init__(
        self, text: str, units: list[Unit], language: str, *, view: str = "", places: Places | None = None
    ) -> None:
        self.text = text
        self.view = view or fold(text)
        self.units = units
        self.known = language in AMENDING
        self.places = places or Places([], "section", "en")

    @cached_property
    def quotes(self) -> list[Quote]:
        """The quotations of the text."""
        return quotations(self.text)

    @cached_property
    def drafts(self) -> list[Draft]:
        """The instructions in order, at most one over the bound; empty in a language in which they are not read."""
        found = islice(self._drafts(), MAX_INSTRUCTIONS + 1) if self._commands else ()
        return sorted(found, key=lambda one: one.start)

    @property
    def amends(self) -> bool:
        """Whether the text as a whole is to amend: its title says so, or the text that it amends is at hand."""
        return bool(self.places.by_eid) or self.names.titled is not None

    @property
    def mainly(self) -> bool:
        """Whether at least half of its provisions amend: then it is an amending text, and else one that also amends."""
        starts = [unit.start for unit in self.units if unit.kind in ("article", "annex")]
        amending = {bisect_right(starts, draft.start) for draft in self.drafts}
        return 2 * len(amending) >= len(starts)

    @cached_property
    def _commands(self) -> list[int]:
        """Where the text may command an amendment."""
        return commanding(self.view) if self.known and self.units else []

    @cached_property
    def _verbs(self) -> list[int]:
        """Where verbs of amendment may stand."""
        return verbs(self.view) if self.known and self.units else []

    def speaks(self, start: int, end: int) -> bool:
        """Whether a stretch may have an instruction, or say what the next ones amend."""
        return self._commanding(start, end) or self.view.find(_AMEND, start, end) >= 0

    def _commanding(self, start: int, end: int) -> bool:
        place = bisect_left(self._commands, start)
        return place < len(self._commands) and self._commands[place] < end

    def _drafts(self) -> Iterator[Draft]:
        if not any(self._commanding(one.start, one.end) for one in self._own_units):
            return
        self.hollow = masked(self.text, self.quotes)
        self.lexer = Lexer(self.text, self.hollow, self.quotes, self.places)
        self.names = PrincipalNames(self.text, self.view, self.lexer.grammar.names)
        own = self._stretches()
        index = 0
        while index < len(own):
            stretch = own[index]
            index += 1
            if not self._commanding(stretch.start, stretch.end):
                continue
            reader = Provision(self, stretch)
            if reader.opens_block:
                end, index = self._block_end(own, index)
                reader = Provision(self, stretch._replace(end=end), block=True)
            yield from reader.drafts()

    def _stretches(self) -> list[Stretch]:
        """The provisions of the text, and the rows of its tables in the place of what a table was taken for."""
        table = [
            Stretch(row.start, row.command, row.end, named=row.named, place=row.place)
            for row in rows(self.hollow, self.lexer, self._verbs)
        ]
        if not table:
            return self._own_units
        first, last = table[0].start, table[-1].end
        outside = [one for one in self._own_units if not first <= one.start < last]
        kept = [one._replace(end=min(one.end, first)) if one.start < first else one for one in outside]
        return sorted([*kept, *table], key=lambda one: one.start)

    @cached_property
    def _own_units(self) -> list[Stretch]:
        """The provisions that are the text's own, each with its end: what is quoted belongs to the one before."""
        starts = [quote.start for quote in self.quotes]
        holders = {unit.parent for unit in self.units if unit.kind == "article"}
        own = [
            unit
            for unit in self.units
            if (unit.kind == "article" or (unit.kind == "annex" and unit.eid not in holders))
            and not self._is_quoted(unit.start, starts)
        ]
        ends = [*(unit.start for unit in own[1:]), len(self.text)]
        return [
            Stretch(unit.start, unit.head_end, end, unit.number, unit.heading, unit.kind)
            for unit, end in zip(own, ends if own else [], strict=True)
        ]

    def _is_quoted(self, offset: int, starts: list[int]) -> bool:
        quote = bisect_right(starts, offset) - 1
        return quote >= 0 and offset < self.quotes[quote].end

    def _block_end(self, own: list[Stretch], index: int) -> tuple[int, int]:
        """Where new text without marks ends that the file's own numbering took for provisions."""
        wanted = _value(own[index - 1].number) + 1
        at = index
        while at < len(own) and _value(own[at].number) != wanted and own[at].kind == "article":
            at += 1
        return own[at - 1].end, at


def _value(number: str | None) -> int:
    match = _NUMBER.match(number or "")
    return int(match[0]) if match else -1
