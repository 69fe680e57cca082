"""An instruction as it is reported."""

from __future__ import annotations

from bisect import bisect_right

from caveat.instrument.amending.chains import below
from caveat.instrument.amending.drafts import Draft
from caveat.instrument.amending.edits import Applied
from caveat.instrument.amending.spots import cited
from caveat.instrument.amending.task import words_of
from caveat.kernel.changes import Instruction
from caveat.kernel.shapes import Outline, Unit


def instruction(draft: Draft, applied: Applied, amending: Outline) -> Instruction:
    """What a draft says, where it says it, and what became of it."""
    text = amending.text
    around = innermost(amending.units, draft.start)
    new = draft.new
    return Instruction(
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        eid=around.eid if around else None,
        citation=around.citation if around else "Instrument",
        instrument=draft.instrument,
        op=applied.op,
        target=_cited(draft, applied) if applied.target else _said(draft, text),
        target_eid=applied.target.eid if applied.target else None,
        old=draft.old.words(text) if draft.old else None,
        new=words_of(new, text) or None,
        position=draft.position,
        everywhere=draft.everywhere,
        meant=applied.meant,
        applied=applied.reason is None,
        reason=applied.reason,
    )


def _cited(draft: Draft, applied: Applied) -> str:
    """The unit that the instruction is about; a proviso has no number of its own."""
    assert applied.target
    last = next((token for token in (draft.anchor, draft.target, *draft.where[::-1]) if token), None)
    proviso = f", {last.value}" if last and last.thing == "proviso" else ""
    return f"{applied.target.citation}{proviso}"


def _said(draft: Draft, text: str) -> str:
    """The places as they would be cited, from the outside to the inside."""
    last = draft.target or (draft.anchor if draft.anchor and draft.anchor.place else None)
    named = below(draft.where, last) if last and last.kind != "quote" else draft.where
    path = [step for token in named if token.place for step in next(token.place.paths())]
    things = [" ".join(text[token.start : token.end].split()) for token in named if token.thing]
    return ", ".join([*([cited(tuple(path))] if path else []), *things])


def innermost(units: list[Unit], offset: int) -> Unit | None:
    """The smallest unit around an offset."""
    place = bisect_right(units, offset, key=lambda unit: unit.start) - 1
    while place >= 0 and units[place].end <= offset:
        place -= 1
    return units[place] if place >= 0 else None
