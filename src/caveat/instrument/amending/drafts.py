"""What an instruction says, before anything is looked up in the text that it amends."""

from __future__ import annotations

from typing import Literal, NamedTuple

from caveat.instrument.amending.quotes import Quote
from caveat.instrument.amending.tokens import Token
from caveat.kernel.shapes import Span

Act = Literal["substitute", "insert", "delete", "renumber"]


class Draft(NamedTuple):
    """An instruction as read, before anything is looked up in the text that it amends.

    `where` leads from the outside to the unit around; `target` is the unit or thing that is put away, `old` the words
    that are; `through` ends a stretch of words, and is empty where it goes to the end. `new` are the new words.
    """

    start: int
    end: int
    act: Act
    where: tuple[Token, ...]
    instrument: str | None
    target: Token | None = None
    old: Quote | None = None
    through: Quote | None = None
    onward: bool = False
    new: Span | Quote | str | None = None
    anchor: Token | None = None
    anchor_through: Quote | None = None
    position: Literal["after", "before", "end", "start"] | None = None
    everywhere: bool = False
    occurrence: int = 0
    unit: bool = False
    alphabetical: bool = False
    label: str = ""
    capitals: bool = False
    announced: bool = False
    excepted: tuple[Token, ...] = ()
    unclear: str = ""
