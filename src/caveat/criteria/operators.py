"""The questions a criterion can ask: a small closed set of operators, each with one method, `evaluate`.

An answer holds, does not hold, or (None) holds only if brackets fall or stay:
`all`, `any` and `not` combine the three as Kleene's logic does.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final, Literal, NamedTuple, Protocol, runtime_checkable

from caveat.criteria.fields import Leaf
from caveat.criteria.law import Law, Words, words_of
from caveat.kernel.deeds import Edge, Provision, Safeguard, Via
from caveat.kernel.shapes import Shape

Bound = Literal["mandatory", "optional"]
Within = Literal["provision", "article", "instrument"]
EdgeVia = Literal["own", "reference", "chapter", "whole"]


class Case(NamedTuple):
    """The law, and the provision that is judged; None where it is the whole instrument."""

    law: Law
    subject: Provision | None


class Weighed(NamedTuple):
    """A safeguard that reaches the provision and does not suffice, and why."""

    safeguard: Safeguard
    why: str


class Answer(NamedTuple):
    """Whether a question holds, the words that show it, and the safeguards weighed on the way."""

    holds: bool | None
    words: tuple[Words, ...] = ()
    weighed: tuple[Weighed, ...] = ()


@runtime_checkable
class Ask(Protocol):
    """One question that can be put to a provision."""

    def evaluate(self, case: Case) -> Answer:
        """The answer for one provision, or for the instrument."""

    def surely(self, holds: bool, case: Case) -> bool:
        """Whether the answer is that it holds, or that it does not, worked out no further than need be."""


class Operator(Shape, frozen=True, forbid_unknown_fields=True):
    """What the operators share; the first key of each is its name in a file."""

    def surely(self: Ask, holds: bool, case: Case) -> bool:
        """Whether the answer is that it holds, or that it does not."""
        return self.evaluate(case).holds is holds


class Present(Operator, frozen=True, rename={"field": "present"}):
    """The field has an element; where given, with one of the values, that force, that way, and words of that kind."""

    field: str
    value: tuple[str, ...] = ()
    force: Bound | None = None
    via: tuple[Via, ...] = ()
    mentioning: str | None = None

    def evaluate(self, case: Case) -> Answer:
        """Elements of another force do not count; bracketed ones leave it open."""
        fitting = [leaf for leaf in case.law.leaves(case.subject, self.field) if self._fits(leaf, case.law)]
        firm = [leaf for leaf in fitting if leaf.force != "bracketed" and self.force in (None, leaf.force)]
        if firm:
            return Answer(True, _carried(firm, self.field))
        bracketed = [leaf for leaf in fitting if leaf.force == "bracketed"]
        return Answer(None if bracketed else False, _carried(bracketed, self.field))

    def _fits(self, leaf: Leaf, law: Law) -> bool:
        if self.value and leaf.value not in self.value:
            return False
        if self.via and not any(getattr(carrier, "via", "own") in self.via for carrier in leaf.carriers):
            return False
        spans = [(carrier.start, carrier.end) for carrier in leaf.carriers]
        return self.mentioning is None or bool(law.mentions(self.mentioning, spans))


class Absent(Operator, frozen=True, rename={"field": "absent"}):
    """The text is silent: the field has no element at all, of whatever force."""

    field: str
    value: tuple[str, ...] = ()

    def evaluate(self, case: Case) -> Answer:
        """The opposite of `present` without a force."""
        return _negate(Present(field=self.field, value=self.value).evaluate(case))


class Equals(Operator, frozen=True, rename={"field": "equals"}):
    """The value of a field, or one of its values, is the given one or in the given list."""

    field: str
    to: str | bool | tuple[str, ...]

    def evaluate(self, case: Case) -> Answer:
        """A field without a value equals nothing but false."""
        wanted = self.to if isinstance(self.to, tuple) else (self.to,)
        given = case.law.leaves(case.subject, self.field)
        found = [leaf for leaf in given if leaf.value in wanted]
        return Answer(bool(found) or (self.to is False and not given), _carried(found, self.field))


class AtLeast(Operator, frozen=True, rename={"field": "at-least"}):
    """A number (years of imprisonment) is at least so much."""

    field: str
    of: float

    def evaluate(self, case: Case) -> Answer:
        """False where the text gives no number."""
        found = [leaf for leaf in case.law.leaves(case.subject, self.field) if _number(leaf) >= self.of]
        return Answer(bool(found), _carried(found, self.field))


class AtMost(Operator, frozen=True, rename={"field": "at-most"}):
    """A number (years of imprisonment) is at most so much."""

    field: str
    of: float

    def evaluate(self, case: Case) -> Answer:
        """False where the text gives no number."""
        found = [leaf for leaf in case.law.leaves(case.subject, self.field) if _number(leaf) <= self.of]
        return Answer(bool(found), _carried(found, self.field))


class ReachedBy(Operator, frozen=True, rename={"kind": "reached-by"}):
    """A safeguard of that kind reaches the provision, with that force, that way, deferring to domestic law or not.

    To the instrument, `whole` is a safeguard for all of it, `chapter` one for a
    chapter, `own` one for a single provision.
    """

    kind: str | tuple[str, ...]
    force: Bound | None = None
    deference: bool | None = None
    via: tuple[EdgeVia, ...] = ()
    mentioning: str | None = None

    def evaluate(self, case: Case) -> Answer:
        """Safeguards of the kind that fall short are weighed, with what they fall short in."""
        kinds = [self.kind] if isinstance(self.kind, str) else self.kind
        reaching = [(edge, one) for edge, one in case.law.reaching(case.subject) if one.kind in kinds]
        judged = [(one, self._shortfall(edge, one, case.law)) for edge, one in reaching]
        good = tuple(words_of("safeguard", one) for one, short in judged if not short)
        return Answer(bool(good), good, tuple(Weighed(one, short) for one, short in judged if short))

    def _shortfall(self, edge: Edge, safeguard: Safeguard, law: Law) -> str:
        spoken = not self.mentioning or bool(law.mentions(self.mentioning, [(safeguard.start, safeguard.end)]))
        wants = (
            (self.force == "mandatory" and edge.force == "optional", _softness(safeguard, law)),
            (self.deference is False and edge.deference, "it leaves its content to domestic law"),
            (bool(self.via) and edge.via not in self.via, _SHORT_REACH["own" in self.via]),
            (not spoken, "it speaks of something else"),
        )
        exception = f" (with the exception: {edge.except_})" if edge.except_ else ""
        reasons = [why for missing, why in wants if missing]
        return " and ".join(reasons) + exception if reasons else ""


class Mentions(Operator, frozen=True, rename={"element": "mentions"}):
    """Words that signal an element of the lexicon of terms, or some values of it, occur in that part of the text."""

    element: str
    value: tuple[str, ...] = ()
    within: Within = "provision"

    def evaluate(self, case: Case) -> Answer:
        """The role of each word found is the value of its lexicon entry."""
        used = case.law.used(self.element, case.subject, self.within)
        words = tuple([words for words in used if words.role in self.value]) if self.value else used
        return Answer(bool(words), words)


class Defined(Operator, frozen=True, rename={"element": "defined"}):
    """Every word of that element which the provision uses, outside headings and names, has a definition."""

    element: str
    within: Within = "provision"

    def evaluate(self, case: Case) -> Answer:
        """The words of the answer are those that no definition covers; without any, it holds."""
        used = case.law.used(self.element, case.subject, self.within)
        open_ = tuple([words for words in used if case.law.definition(words) is None and case.law.operative(words)])
        return Answer(not open_, open_)


class TextIs(Operator, frozen=True, rename={"kind": "text-is"}):
    """The text is a treaty, or a law of one State (statute, bill), or one that does nothing but amend another."""

    kind: Literal["treaty", "law", "amending"]

    def evaluate(self, case: Case) -> Answer:
        """What the text is says nothing of its words."""
        outline = case.law.outline
        if self.kind == "amending":
            return Answer(any(note.kind == "amending" for note in outline.coverage.notes))
        return Answer((outline.instrument.kind == "treaty") == (self.kind == "treaty"))


class AllOf(Operator, frozen=True, rename={"of": "all"}):
    """Every one of several questions holds."""

    of: tuple[Ask, ...]

    def evaluate(self, case: Case) -> Answer:
        """The words of all."""
        answers = [ask.evaluate(case) for ask in self.of]
        return _merge(_kleene_all([answer.holds for answer in answers]), answers)

    def surely(self, holds: bool, case: Case) -> bool:
        """One that does not hold settles it."""
        return (all if holds else any)(ask.surely(holds, case) for ask in self.of)


class AnyOf(Operator, frozen=True, rename={"of": "any"}):
    """At least one of several questions holds."""

    of: tuple[Ask, ...]

    def evaluate(self, case: Case) -> Answer:
        """The words of those that hold, or of all where none does."""
        answers = [ask.evaluate(case) for ask in self.of]
        open_ = _kleene_all([_not(answer.holds) for answer in answers])
        return _merge(_not(open_), [answer for answer in answers if answer.holds] or answers)

    def surely(self, holds: bool, case: Case) -> bool:
        """One that holds settles it."""
        return (any if holds else all)(ask.surely(holds, case) for ask in self.of)


class Not(Operator, frozen=True, rename={"of": "not"}):
    """A question does not hold."""

    of: Ask

    def evaluate(self, case: Case) -> Answer:
        """The words that were found, whichever way it goes."""
        return _negate(self.of.evaluate(case))

    def surely(self, holds: bool, case: Case) -> bool:
        """The opposite of the question."""
        return self.of.surely(not holds, case)


class Beside(Operator, frozen=True, rename={"of": "beside"}):
    """Another provision of the same kind stands in the same article, for which a question holds."""

    of: Ask

    def evaluate(self, case: Case) -> Answer:
        """The words are those of the first such provision; to the instrument nothing is beside."""
        if case.subject is None:
            return Answer(False)
        article = case.law.article(case.subject.eid)
        place = type(case.subject), article.eid if article else case.subject.eid
        holding = case.law.once((self, place), lambda: self._first_two(case.law, place))
        others = [answer for one, answer in holding if one.id != case.subject.id]
        return Answer(True, others[0].words) if others else Answer(False)

    def _first_two(self, law: Law, place: tuple[type[Provision], str]) -> list[tuple[Provision, Answer]]:
        """Two are enough: of any provision asked for, at least one of them is another."""
        judged = ((one, self.of.evaluate(Case(law, one))) for one in law.together(*place))
        return list(islice(((one, answer) for one, answer in judged if answer.holds), 2))


_SHORT_REACH: Final = {
    True: "it says so only in general terms, not of this provision",
    False: "it covers a part of the text only",
}
LEAVES: Final[dict[str, type[Operator]]] = {
    "present": Present,
    "absent": Absent,
    "equals": Equals,
    "at-least": AtLeast,
    "at-most": AtMost,
    "reached-by": ReachedBy,
    "mentions": Mentions,
    "defined": Defined,
    "text-is": TextIs,
}
BRANCHES: Final = ("all", "any", "not", "beside")


def _softness(safeguard: Safeguard, law: Law) -> str:
    """What a safeguard is that is no firm duty."""
    qualified = law.mentions("qualified", [(safeguard.start, safeguard.end)])
    return "it is a qualified duty" if qualified else "it is an option, not a duty"


def _carried(found: Iterable[Leaf], role: str) -> tuple[Words, ...]:
    return tuple([words_of(role, carrier) for leaf in found for carrier in leaf.carriers])


def _number(leaf: Leaf) -> float:
    return leaf.value if isinstance(leaf.value, int | float) and not isinstance(leaf.value, bool) else float("nan")


def _not(holds: bool | None) -> bool | None:
    return None if holds is None else not holds


def _negate(answer: Answer) -> Answer:
    return Answer(_not(answer.holds), answer.words, answer.weighed)


def _kleene_all(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def _merge(holds: bool | None, answers: list[Answer]) -> Answer:
    words = tuple(dict.fromkeys([words for answer in answers for words in answer.words]))
    return Answer(holds, words, tuple([weighed for answer in answers for weighed in answer.weighed]))
