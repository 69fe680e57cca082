"""References in an amending text that are about the law it amends lead there, and to no unit of the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final

from msgspec.structs import replace

from caveat.instrument.amending.drafts import Draft
from caveat.instrument.amending.instructions import Amendments
from caveat.instrument.amending.quotes import Quote
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Note, Reference, Span
from caveat.language.references import reference_words
from caveat.language.structure import any_of

_NEAR: Final = 40


def pointed(references: list[Reference], amendments: Amendments) -> list[Reference]:
    """The references, those of an instruction and of its new text as ones to the law that is amended."""
    if not amendments.drafts:
        return references
    meant = _Meant(amendments)
    return [meant.of(reference) for reference in references]


class _Meant:
    """Where a text speaks of the law that it amends, and which that is there."""

    def __init__(self, amendments: Amendments) -> None:
        named = {span: draft.instrument for draft in amendments.drafts for span in _spans(draft)}
        self.stretches = sorted(named.items(), key=lambda one: one[0])
        self.reach = [*accumulate((span[1] for span, _ in self.stretches), max)]
        self.text = amendments.text
        self.quotes = amendments.quotes
        self.starts = [quote.start for quote in self.quotes]

    def of(self, reference: Reference) -> Reference:
        """A reference as one to that law, where it stands in an instruction and names no other."""
        place = bisect_right(self.stretches, reference.start, key=lambda one: one[0][0]) - 1
        if place < 0 or reference.instrument or self.reach[place] <= reference.start:
            return reference
        while self.stretches[place][0][1] <= reference.start:
            place -= 1
        if not self._quoted(reference.start) and _own().match(fold(self.text[reference.end : reference.end + _NEAR])):
            return reference
        return replace(reference, targets=None, instrument=self.stretches[place][1])

    def _quoted(self, offset: int) -> bool:
        place = bisect_right(self.starts, offset) - 1
        return place >= 0 and offset < self.quotes[place].end


@cache
def _own() -> re.Pattern[str]:
    """Words after a reference that say it is one to the text itself: "of this Act"."""
    return re.compile(
        rf"\s*,?\s*(?:{any_of(reference_words('en').owners)})\s+(?:{any_of(reference_words('en').here)})\s"
    )


def _spans(draft: Draft) -> Iterator[Span]:
    """Where an instruction stands, the places around it that it is about, and its new text."""
    yield draft.start, draft.end
    for token in draft.where:
        yield token.start, token.end
    if isinstance(draft.new, Quote):
        yield draft.new.start, draft.new.end
    elif isinstance(draft.new, tuple):
        yield draft.new


def notes(amendments: Amendments) -> list[Note]:
    """That the text amends another, where it does."""
    drafts = amendments.drafts
    if not drafts:
        return []
    name = next((draft.instrument for draft in drafts if draft.instrument), "another text")
    count = "1 instruction" if len(drafts) == 1 else f"{len(drafts)} instructions"
    message = (
        f"this text amends {name} ({count}); its new words are judged only as far as they stand here:"
        " with the amended text beside it (--with) the result is judged"
    )
    return [Note(kind="amending" if amendments.mainly else "amends", message=message)]
