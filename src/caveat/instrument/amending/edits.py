"""What an instruction does to the text that it amends: stretches that give way to other words."""

from __future__ import annotations

from typing import NamedTuple

from caveat.kernel.changes import Operation
from caveat.kernel.shapes import Unit


class Graft(NamedTuple):
    """New units in the tree: under which unit, and the kind of those beside them; `drop` are those they replace."""

    parent: str | None
    kind: str
    drop: tuple[str, ...] = ()


class Edit(NamedTuple):
    """A stretch of the amended text that gives way to other words.

    New units begin `lead` characters into these. `number` is a unit with its
    new number, `split` a unit whose inside is to be read anew, `drop` are units
    that go. `wide` says that the instruction is for every place where words stand.
    """

    start: int
    end: int
    new: str
    lead: int = 0
    graft: Graft | None = None
    number: tuple[str, str] | None = None
    split: str | None = None
    drop: tuple[str, ...] = ()
    wide: bool = False

    def meets(self, other: Edit) -> bool:
        """Whether two edits are about the same words; two insertions at one place follow each other."""
        if self.start == self.end and other.start == other.end:
            return False
        if self.start == self.end:
            return other.start < self.start < other.end
        if other.start == other.end:
            return self.start < other.start < self.end
        return self.start < other.end and other.start < self.end

    def covers(self, other: Edit) -> bool:
        """Whether a whole unit goes, with what an instruction for the whole text has changed in it."""
        whole = self.graft is not None or bool(self.drop)
        return whole and other.wide and self.start <= other.start and other.end <= self.end


class Applied(NamedTuple):
    """What became of an instruction: what it is, its place in the amended text, and its edits; or why it has none."""

    op: Operation
    target: Unit | None
    edits: tuple[Edit, ...]
    reason: str | None = None
    meant: bool = True
