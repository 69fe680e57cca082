"""The instructions of an amending text that is read alone, without the text that it amends."""

from __future__ import annotations

from caveat.instrument.amending.applying import unapplied
from caveat.instrument.amending.instructions import Amendments
from caveat.instrument.amending.reporting import instruction
from caveat.kernel.changes import Instruction
from caveat.kernel.shapes import Outline


def recognised(outline: Outline) -> list[Instruction]:
    """The instructions of a text in order; none is applied, for want of the text that it amends."""
    found = Amendments(outline.text, outline.units, outline.instrument.language)
    return [instruction(draft, unapplied(draft, outline.text), outline) for draft in found.drafts]
