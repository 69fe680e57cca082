"""An amending text and the text that it amends become the consolidated text, and a report of every instruction."""

from __future__ import annotations

from typing import NamedTuple

from caveat.instrument.amending.applying import apply
from caveat.instrument.amending.consolidated import consolidated
from caveat.instrument.amending.drafts import Draft
from caveat.instrument.amending.edits import Applied
from caveat.instrument.amending.instructions import Amendments
from caveat.instrument.amending.ledger import Ledger
from caveat.instrument.amending.names import means
from caveat.instrument.amending.reporting import instruction
from caveat.instrument.amending.spots import Principal
from caveat.kernel.bounds import MAX_EDITS, MAX_INSTRUCTIONS
from caveat.kernel.changes import Instruction
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline


class Consolidation(NamedTuple):
    """The amended text as it reads after the instructions that apply, and every instruction.

    `kept` has, for each unit that was there before, its old eId by its new one.
    """

    outline: Outline
    instructions: list[Instruction]
    kept: dict[str, str]


def amend(amending: Outline, principal: Outline) -> Consolidation:
    """Apply the instructions of one text to another; each is looked up in that text as it stood, and made in order.

    Raises:
        InputError: there are more instructions, or they change more places, than the bound.
    """
    base = Principal(principal)
    found = Amendments(amending.text, amending.units, amending.instrument.language, places=base.places)
    ledger = Ledger()
    instructions = []
    if len(found.drafts) > MAX_INSTRUCTIONS:
        raise _too_much(f"it has more than {MAX_INSTRUCTIONS:,} instructions to amend", amending)
    looked_at = 0
    for draft in found.drafts:
        applied = apply(draft, base, amending.text, ledger)
        looked_at += len(applied.edits)
        if looked_at > MAX_EDITS:
            raise _too_much(f"its instructions change more than {MAX_EDITS:,} places", amending)
        applied = _fitting(draft, applied, base, ledger)
        ledger.add(applied.edits)
        instructions.append(instruction(draft, applied, amending))
    outline, kept = consolidated(base, ledger.edits)
    return Consolidation(outline, instructions, kept)


def _too_much(what: str, amending: Outline) -> InputError:
    return InputError(what, where=amending.instrument.title, remedy="Give a single amending text.")


def _fitting(draft: Draft, applied: Applied, base: Principal, ledger: Ledger) -> Applied:
    """What becomes of an instruction after those before it."""
    if not means(draft.instrument, base.outline.instrument.title, base.text):
        reason = f"it amends another text: {draft.instrument}"
        return applied._replace(edits=(), reason=reason, target=None, meant=False)
    free = tuple(one for one in applied.edits if ledger.free(one))
    if len(free) == len(applied.edits) or (free and draft.everywhere):
        return applied._replace(edits=free)
    return applied._replace(edits=(), reason="another instruction has already changed these words")
