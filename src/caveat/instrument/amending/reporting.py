"""An instruction as it is reported."""

from __future__ import annotations

from caveat.instrument.amending.applying import Applied
from caveat.instrument.amending.operations import Draft
from caveat.instrument.amending.quotes import Quote
from caveat.kernel.changes import Instruction
from caveat.kernel.shapes import Outline, Unit


def instruction(draft: Draft, applied: Applied, amending: Outline) -> Instruction:
    """What a draft says, where it says it, and what became of it."""
    text = amending.text
    around = _innermost(amending.units, draft.start)
    new = draft.new
    return Instruction(
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        eid=around.eid if around else None,
        citation=around.citation if around else "Instrument",
        instrument=draft.instrument,
        op=applied.op,
        target=applied.target.citation if applied.target else _said(draft, text),
        target_eid=applied.target.eid if applied.target else None,
        old=draft.old.words(text) if draft.old else None,
        new=new.words(text) if isinstance(new, Quote) else text[slice(*new)] if new else None,
        position=draft.position,
        everywhere=draft.everywhere,
        meant=applied.meant,
        applied=applied.reason is None,
        reason=applied.reason,
    )


def _said(draft: Draft, text: str) -> str:
    """The places as the instruction says them, from the outside to the inside."""
    named = [token for token in (*draft.where, draft.target) if token and token.kind != "quote"]
    return ", ".join(" ".join(text[token.start : token.end].split()) for token in named)


def _innermost(units: list[Unit], offset: int) -> Unit | None:
    found = None
    for unit in units:
        if unit.start > offset:
            break
        if offset < unit.end:
            found = unit
    return found
