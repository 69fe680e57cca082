"""What a criterion is: a standard of law made into questions, with the examples that test it."""

from __future__ import annotations

from typing import Literal

from caveat.criteria.operators import Ask
from caveat.kernel.shapes import Shape
from caveat.kernel.verdicts import Polarity, Result, Severity, Standard

Kind = Literal[
    "offence", "power", "safeguard", "cooperation", "jurisdiction", "definition", "arrangement", "article", "instrument"
]


class Part(Shape, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """An immutable part of a criterion; a key that it does not know is a mistake."""


class Selection(Part, frozen=True):
    """Which provisions a criterion judges: all of a kind, or those for which a question holds."""

    kind: Kind
    where: Ask | None = None


class Rule(Part, frozen=True, rename={"when": "if", "result": "is"}):
    """One line of the table from answers to results; the first whose question holds decides.

    `because` says why, of the provision at hand; `message`, `safeguard`, `severity`
    and `fix` replace those of the criterion, and `finds` what is reported.
    """

    result: Result
    because: str
    when: str | None = None
    message: str | None = None
    safeguard: str | None = None
    severity: Severity | None = None
    fix: str | None = None
    finds: tuple[Polarity, ...] | None = None


class Gravity(Part, frozen=True):
    """The rule of severity: a base, one step up or down for every named question that holds."""

    base: Severity
    raises: tuple[str, ...] = ()
    lowers: tuple[str, ...] = ()


class Example(Part, frozen=True):
    """An invented clause, and the result the criterion must give for it.

    `at` is the citation of the provision that is meant, where the clause holds
    several; `near_miss` says what the clause looks like and why it is not.
    """

    expect: Result
    text: str
    at: str | None = None
    near_miss: str | None = None


class LeansOn(Part, frozen=True):
    """By kind of instrument, the texts that may make good what is absent in this one."""

    treaty: tuple[str, ...] = ()
    statute: tuple[str, ...] = ()


class Criterion(Part, frozen=True):
    """One criterion, as its file states it.

    `contrary` names questions whose words the other side will cite. `once`
    says that an absence which runs through the text is reported at one place.
    """

    code: str
    title: str
    topic: str
    selects: Selection
    asks: dict[str, Ask]
    result: tuple[Rule, ...]
    severity: Gravity
    message: str
    why: str
    standards: tuple[Standard, ...]
    rights: tuple[str, ...]
    groups: tuple[str, ...]
    examples: tuple[Example, ...]
    fix: str
    safeguard: str | None = None
    contrary: tuple[str, ...] = ()
    once: bool = False
    leans_on: LeansOn = LeansOn()
