"""What one text does to another: instructions to amend, and what became of them."""

from __future__ import annotations

from typing import Literal

from caveat.kernel.shapes import Shape

Operation = Literal[
    "substitute-words", "insert-words", "delete-words", "substitute-unit", "insert-unit", "repeal-unit", "renumber",
    "substitute-heading", "add-definition",
]  # fmt: skip


class Instruction(Shape, frozen=True, kw_only=True):
    """An instruction to amend.

    `start`, `end`, `text`, `eid` and `citation` are its place in the amending
    text. `target` is the place it is about: the citation in the amended text
    where it is found there, else as the instruction says it; `target_eid` is
    its eId there. `meant` says whether it is about that text at all, `reason`
    why it is not applied.
    """

    start: int
    end: int
    text: str
    eid: str | None
    citation: str
    instrument: str | None
    op: Operation
    target: str
    target_eid: str | None
    old: str | None
    new: str | None
    position: Literal["after", "before", "end", "start"] | None
    everywhere: bool
    meant: bool
    applied: bool
    reason: str | None
