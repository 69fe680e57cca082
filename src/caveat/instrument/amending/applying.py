"""Whether an instruction fits the text that it amends, and the edits that it makes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from caveat.instrument.amending import number_edits, unit_edits, word_edits
from caveat.instrument.amending.drafts import Draft
from caveat.instrument.amending.edits import Applied, Edit
from caveat.instrument.amending.ledger import Ledger
from caveat.instrument.amending.spots import NotFoundError, Principal
from caveat.instrument.amending.task import Task, operation, words_of
from caveat.kernel.changes import Operation

_WORK: Final[Mapping[Operation, Callable[[Task], list[Edit]]]] = {
    "substitute-words": word_edits.change,
    "delete-words": word_edits.change,
    "insert-words": word_edits.insert,
    "substitute-heading": word_edits.change,
    "substitute-unit": unit_edits.replace,
    "repeal-unit": unit_edits.repeal,
    "insert-unit": unit_edits.insert,
    "add-definition": unit_edits.define,
    "renumber": number_edits.renumber,
}


def apply(draft: Draft, principal: Principal, text: str, ledger: Ledger) -> Applied:
    """Look an instruction up in the text that it amends; `ledger` has what was made before."""
    task = Task(draft, principal, text, ledger)
    work = _WORK[task.op]
    if draft.act == "insert" and (task.op == "substitute-heading" or (task.op == "insert-unit" and not task.marks)):
        work = word_edits.insert
    try:
        made = tuple(edit._replace(wide=True) for edit in work(task)) if draft.everywhere else tuple(work(task))
        return Applied(task.op, task.unit, made)
    except NotFoundError as missing:
        return Applied(task.op, task.unit, (), str(missing))


def unapplied(draft: Draft, text: str) -> Applied:
    """What an instruction of a text is, where the text that it amends is not at hand."""
    return Applied(operation(draft, words_of(draft.new, text)), None, (), "the text that it amends is not given")
