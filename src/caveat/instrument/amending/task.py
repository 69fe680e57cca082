"""One instruction at work on the text that it amends."""

from __future__ import annotations

import re

from caveat.instrument.amending.chains import below
from caveat.instrument.amending.drafts import Draft
from caveat.instrument.amending.fragments import defined, marks_of, named_part
from caveat.instrument.amending.ledger import Ledger
from caveat.instrument.amending.quotes import Quote
from caveat.instrument.amending.spots import NotFoundError, Principal, Spot
from caveat.instrument.amending.tokens import Token
from caveat.kernel.changes import Operation
from caveat.kernel.folding import straighten
from caveat.kernel.shapes import Span, Unit

_WORDED = frozenset({"punctuation", "sentence", "proviso", "opening", "closing"})


class Task:
    """An instruction with its words and its place. `text` is the amending text, `ledger` has the edits made before."""

    def __init__(self, draft: Draft, principal: Principal, text: str, ledger: Ledger) -> None:
        self.draft = draft
        self.principal = principal
        self.text = text
        self.ledger = ledger
        self.new = words_of(draft.new, text)
        self.marks = marks_of(self.new)
        self.unit: Unit | None = None
        self.op = operation(draft, self.new)

    def spots(self, *tokens: Token | None) -> list[Spot]:
        """The stretches of the amended text that the instruction is about, or that lie below by further places.

        Raises:
            NotFoundError: they are not there, or not certain.
        """
        if self.draft.unclear:
            raise NotFoundError(self.draft.unclear)
        where = self.draft.where
        for token in tokens:
            where = below(where, token) if token else where
        found = self.principal.spots(where)
        self.unit = found[0].unit
        return found

    def found(self, spot: Spot, old: str) -> list[Span]:
        """Where words stand in a stretch: just once, unless the instruction says everywhere, or which time.

        Raises:
            NotFoundError: they do not stand there, or it is not said which are meant.
        """
        kept = self._excepted() if self.draft.excepted else []
        places = [
            one
            for one in self._at_edge(spot, self.places(spot, old))
            if not any(left.start <= one[0] and one[1] <= left.end for left in kept)
        ]
        name = spot.unit.citation if spot.unit else "the text given"
        if not places:
            raise NotFoundError(f"“{old}” is not in {name}")
        count = self.draft.occurrence
        if count:
            if abs(count) > len(places):
                raise NotFoundError(f"“{old}” is in {name} only {_times(len(places))}")
            return [places[count - (count > 0)]]
        if len(places) > 1 and not self.draft.everywhere:
            places = [one for one in places if not self._gone(one)]
            if len(places) != 1:
                raise NotFoundError(
                    f"“{old}” is in {name} {_times(len(places))}, and the instruction does not say which"
                )
        return places

    def places(self, spot: Spot, old: str) -> list[Span]:
        """Every place in a stretch where words stand, quotation marks, dashes and blanks aside."""
        words = straighten(old).split()
        if not words:
            return []
        body = r"\s+".join(re.escape(word) for word in words)
        if self.draft.capitals and body[0].isalpha():
            body = f"(?i:{body[0]}){body[1:]}"
        before = r"(?<!\w)" if words[0][0].isalnum() else ""
        after = r"(?!\w)" if words[-1][-1].isalnum() else ""
        start = spot.start if spot.unit is None else self.principal.body(spot)
        pattern = re.compile(f"{before}{body}{after}")
        return [match.span() for match in pattern.finditer(self.principal.plain, start, spot.end)]

    def _at_edge(self, spot: Spot, places: list[Span]) -> list[Span]:
        """Of some places the one at the end, or at the beginning, where the instruction says so."""
        text = self.principal.text
        if self.draft.position == "end":
            return [one for one in places if not text[one[1] : spot.end].strip(" .;,")][-1:]
        if self.draft.position == "start":
            return [one for one in places if not text[self.principal.body(spot) : one[0]].strip()]
        return places

    def _excepted(self) -> list[Spot]:
        """Where the instruction leaves words as they are."""
        return [spot for token in self.draft.excepted for spot in self.principal.spots(below(self.draft.where, token))]

    def _gone(self, found: Span) -> bool:
        """Whether words went by an instruction before."""
        return any(edit.start < found[1] and found[0] < edit.end for edit in self.ledger.touching(*found))


def operation(draft: Draft, new: str) -> Operation:
    """What an instruction does, by its verbs, its objects and its new words."""
    if draft.act == "renumber":
        return "renumber"
    if draft.where and draft.where[-1].thing == "heading":
        return "substitute-heading"
    if draft.act == "insert":
        return _insertion(draft, new)
    thing = draft.target.thing if draft.target else None
    if draft.old is not None or thing in _WORDED:
        return "substitute-words" if draft.act == "substitute" else "delete-words"
    if draft.act == "substitute":
        return "substitute-heading" if thing == "heading" else "substitute-unit"
    return "delete-words" if thing == "heading" else "repeal-unit"


def _insertion(draft: Draft, new: str) -> Operation:
    if draft.anchor and draft.anchor.quote:
        return "insert-words"
    if marks_of(new) or draft.announced or named_part(new):
        return "add-definition" if defined(new) else "insert-unit"
    return "add-definition" if defined(new) else "insert-words"


def words_of(quote: Quote | Span | str | None, text: str) -> str:
    """The words of a quotation, or of a stretch of text, each line without the blanks around it."""
    if quote is None or isinstance(quote, str):
        return quote or ""
    if isinstance(quote, Quote):
        return quote.words(text)
    lines = (line.strip() for line in text[slice(*quote)].split("\n"))
    return "\n".join(line for line in lines if line)


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"
