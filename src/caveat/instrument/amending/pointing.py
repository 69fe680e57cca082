"""References in an amending text that are about the law it amends lead there, and to no unit of the text itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from caveat.instrument.amending.instructions import Amendments
from caveat.instrument.amending.operations import Draft
from caveat.instrument.amending.quotes import Quote
from caveat.kernel.shapes import Note, Reference, Span


def pointed(references: list[Reference], amendments: Amendments) -> list[Reference]:
    """The references, those of new text and of the places of instructions as ones to the law that is amended."""
    meant = sorted({span: draft.instrument for draft in amendments.drafts for span in _spans(draft)}.items())
    return [_abroad(reference, meant) for reference in references] if meant else references


def _abroad(reference: Reference, meant: Sequence[tuple[Span, str | None]]) -> Reference:
    place = bisect_right(meant, reference.start, key=lambda one: one[0][0]) - 1
    (start, end), name = meant[place] if place >= 0 else ((0, 0), None)
    if not start <= reference.start < end or reference.instrument:
        return reference
    return replace(reference, targets=None, instrument=name)


def _spans(draft: Draft) -> Iterator[Span]:
    """Where an instruction speaks of the law that it amends: its places, and its new text."""
    for token in (*draft.where, draft.target, draft.anchor):
        if token and token.kind != "quote":
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
    return [Note(kind="amending", message=message)]
