"""Whether an instruction fits the text that it amends, and the edits that it makes there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from caveat.instrument.amending.fragments import Mark, defined, marks_of, named_part
from caveat.instrument.amending.operations import Draft, below
from caveat.instrument.amending.quotes import Quote
from caveat.instrument.amending.spots import NotFound, Principal, Spot
from caveat.instrument.amending.tokens import Token
from caveat.kernel.folding import fold, straighten
from caveat.kernel.shapes import Span, Unit
from caveat.language.numerals import letter_value, roman

Op = Literal[
    "substitute-words", "insert-words", "delete-words", "substitute-unit", "insert-unit", "repeal-unit", "renumber",
    "substitute-heading", "add-definition",
]  # fmt: skip

_CONTAINERS: Final = ("part", "title", "chapter", "section")
_NO_BLANK_BEFORE: Final = (",", ";", ".", ":", ")", "’s", "'s")


class Graft(NamedTuple):
    """New units in the tree: under which unit, after which of its children (None: before all), and what they are."""

    parent: str | None
    after: str | None
    kind: str
    drop: tuple[str, ...] = ()


class Edit(NamedTuple):
    """A stretch of the amended text that gives way to other words; new units begin `lead` characters into these."""

    start: int
    end: int
    new: str
    lead: int = 0
    graft: Graft | None = None
    number: tuple[str, str] | None = None
    split: str | None = None
    drop: tuple[str, ...] = ()
    wide: bool = False


class Applied(NamedTuple):
    """What became of an instruction: what it is, its place in the amended text, and its edits; or why it has none."""

    op: Op
    target: Unit | None
    edits: tuple[Edit, ...]
    reason: str | None = None
    meant: bool = True


def apply(draft: Draft, principal: Principal, text: str, edits: Sequence[Edit] = ()) -> Applied:
    """Look an instruction up in the text that it amends; `text` is the amending one, `edits` those made before."""
    worker = _Worker(draft, principal, text, edits)
    try:
        return worker.applied()
    except NotFound as missing:
        return Applied(worker.op, worker.unit, (), str(missing))


def unapplied(draft: Draft, text: str) -> Applied:
    """What an instruction of a text is, where the text that it amends is not at hand."""
    return Applied(_operation(draft, words_of(draft.new, text)), None, (), "the text that it amends is not given")


def _operation(draft: Draft, new: str) -> Op:
    thing = draft.target.thing if draft.target else None
    if draft.act == "renumber":
        return "renumber"
    if draft.where and draft.where[-1].thing == "heading":
        return "substitute-heading"
    if draft.act == "insert":
        if draft.anchor and draft.anchor.quote:
            return "insert-words"
        if defined(new) and not marks_of(new):
            return "add-definition"
        return "insert-unit" if marks_of(new) or named_part(new) or draft.announced else "insert-words"
    if draft.old is not None or thing in ("punctuation", "sentence", "proviso", "opening", "closing"):
        return "substitute-words" if draft.act == "substitute" else "delete-words"
    if draft.act == "substitute":
        return "substitute-heading" if thing == "heading" else "substitute-unit"
    return "delete-words" if thing == "heading" else "repeal-unit"


class _Worker:
    """Applies one instruction."""

    def __init__(self, draft: Draft, principal: Principal, text: str, edits: Sequence[Edit]) -> None:
        self.draft = draft
        self.edits = edits
        self.principal = principal
        self.text = text
        self.new = words_of(draft.new, text)
        self.marks = marks_of(self.new)
        self.unit: Unit | None = None
        self.op = _operation(draft, self.new)

    def applied(self) -> Applied:
        """The edits of the instruction."""
        work = {
            "substitute-words": self._change, "delete-words": self._change, "insert-words": self._insert_words,
            "substitute-unit": self._replace, "repeal-unit": self._repeal,
            "insert-unit": self._insert_units if self.marks else self._insert_words,
            "add-definition": self._define, "renumber": self._renumber, "substitute-heading": self._insert_words if self.draft.act == "insert" else self._change,
        }  # fmt: skip
        edits = tuple(edit._replace(wide=self.draft.everywhere) for edit in work[self.op]())
        if self.op == "add-definition" and self.unit and self.unit.kind == "definition":
            self.unit = self.principal.by_eid.get(self.unit.parent or "")
        return Applied(self.op, self.unit, edits)

    def _spots(self, *tokens: Token) -> list[Spot]:
        where = self.draft.where
        for token in tokens:
            where = below(where, token)
        spots = self.principal.spots(where)
        self.unit = spots[0].unit
        return spots

    # words

    def _change(self) -> list[Edit]:
        draft = self.draft
        target = draft.target
        if target and target.thing and target.thing != "punctuation":
            return [self._edit(spot.start, spot.end) for spot in self._spots(target)]
        old = target.value if target and target.thing else words_of(draft.old, self.text)
        return [edit for spot in self._spots() for edit in self._changes(spot, old)]

    def _changes(self, spot: Spot, old: str) -> list[Edit]:
        found = [self._stretched(spot, one) for one in self._found(spot, old)]
        return [self._edit(start, end) for start, end in found]

    def _edit(self, start: int, end: int) -> Edit:
        """Words that go, or give way to others; no two blanks are left, and none before a comma or stop."""
        if self.new:
            capital = self.draft.capitals and self.principal.text[start].isupper()
            return Edit(start, end, self.new[0].upper() + self.new[1:] if capital else self.new)
        text = self.principal.text
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in ("", " ") and (after == " " or after in (",", ";", ".", ")", "\n", "")) and start:
            return Edit(start - 1, end, "")
        return Edit(start, end + (before == "\n" and after == " "), "")

    def _stretched(self, spot: Spot, found: Span) -> Span:
        draft = self.draft
        if draft.onward:
            return found[1], self._stop(spot, found[1])
        if draft.through is None:
            return found
        if draft.through.end == 0:
            return found[0], self._stop(spot, found[0])
        last = words_of(draft.through, self.text)
        ends = [end for start, end in self.principal_words(spot, last) if start >= found[1]]
        if not ends:
            raise NotFound(f"the words “{last}” do not stand after “{words_of(draft.old, self.text)}”")
        return found[0], ends[0]

    def _stop(self, spot: Spot, start: int) -> int:
        """The end of a stretch, before the stop that ends it where no new words bring one of their own."""
        keeps = not self.new or self.new[-1] not in ".;,:"
        return spot.end - 1 if keeps and self.principal.text[spot.end - 1] in ".;:," and spot.end - 1 > start else spot.end

    def _found(self, spot: Spot, old: str) -> list[Span]:
        """Where the old words stand: just once, unless the instruction says everywhere, or which time."""
        draft = self.draft
        found = self.principal_words(spot, old)
        if draft.position == "end":
            found = [one for one in found if not self.principal.text[one[1] : spot.end].strip(" .;,")][-1:]
        elif draft.position == "start":
            found = [one for one in found if not self.principal.text[self.principal.body(spot) : one[0]].strip()]
        found = [one for one in found if not self._excepted(one)]
        name = spot.unit.citation if spot.unit else "the text given"
        if not found:
            raise NotFound(f"the words “{old}” do not stand in {name}")
        if draft.occurrence:
            if abs(draft.occurrence) > len(found):
                raise NotFound(f"the words “{old}” stand in {name} only {_times(len(found))}")
            return [found[draft.occurrence - (draft.occurrence > 0)]]
        if len(found) > 1 and not draft.everywhere:
            found = [one for one in found if not self._gone(one)] or found
        if len(found) > 1 and not draft.everywhere:
            raise NotFound(f"the words “{old}” stand in {name} {_times(len(found))}, and the instruction does not say which")
        return found

    def _excepted(self, found: Span) -> bool:
        """Whether words stand where the instruction leaves them."""
        spots = [spot for token in self.draft.excepted for spot in self.principal.spots(below(self.draft.where, token))]
        return any(spot.start <= found[0] and found[1] <= spot.end for spot in spots)

    def _gone(self, found: Span) -> bool:
        """Whether words went by an instruction before."""
        return any(edit.start < found[1] and found[0] < edit.end for edit in self.edits)

    def principal_words(self, spot: Spot, old: str) -> list[Span]:
        """Every place in a stretch where words stand, quotation marks, dashes and blanks aside."""
        words = straighten(old).split()
        if not words:
            return []
        body = r"\s+".join(re.escape(word) for word in words)
        if self.draft.capitals:
            body = f"(?i:{body[0]}){body[1:]}"
        edges = (r"(?<!\w)" if words[0][0].isalnum() else "", r"(?!\w)" if words[-1][-1].isalnum() else "")
        start = spot.start if spot.unit is None else self.principal.body(spot)
        return [match.span() for match in re.compile(edges[0] + body + edges[1]).finditer(self.principal.plain, start, spot.end)]

    def _insert_words(self) -> list[Edit]:
        draft = self.draft
        anchor = draft.anchor
        if anchor and anchor.quote:
            old = words_of(anchor.quote, self.text)
            spans = [span for spot in self._spots() for span in self._found(spot, old)]
            if draft.anchor_through:
                spots = self._spots()
                last = words_of(draft.anchor_through, self.text)
                spans = [self._found(spots[0], last)[0]]
            return [self._joined(start if draft.position == "before" else end, draft.position == "before") for start, end in spans]
        if anchor and anchor.thing == "punctuation":
            return [self._joined(span[1], False) for spot in self._spots() for span in self._found(spot, anchor.value)]
        spots = self._spots(anchor) if anchor else self._spots()
        if draft.position in ("after", "end"):
            return [self._joined(self._insertion_end(spot), False) for spot in spots]
        if draft.position in ("before", "start"):
            return [self._joined(self.principal.body(spot), True) for spot in spots]
        raise NotFound("the instruction does not say where the words go")

    def _insertion_end(self, spot: Spot) -> int:
        """The end of a stretch: before its stop where the new words do not begin a sentence."""
        text = self.principal.text
        fresh = self.new[:1].isupper() and self.new[-1:] in ".;:"
        stops = ".;:," if not fresh else ""
        return spot.end - 1 if text[spot.end - 1] in stops else spot.end

    def _joined(self, at: int, before: bool) -> Edit:
        text = self.principal.text
        if before:
            blank = "" if self.new[-1:] in "([" or text[at : at + 1] in (",", ";", ".", "") else " "
            return Edit(at, at, f"{self.new}{blank}")
        if self.op == "insert-unit":
            return Edit(at, at, f"\n{self.new}")
        blank = "" if self.new.startswith(_NO_BLANK_BEFORE) or text[at - 1 : at].isspace() else " "
        return Edit(at, at, f"{blank}{self.new}")

    # units

    def _replace(self) -> list[Edit]:
        target = self.draft.target or self._same_number()
        spots = self._spots(target) if isinstance(target, Token) else [self.principal.spot(target)]
        if any(spot.unit is None for spot in spots):
            raise NotFound("the instruction does not say which unit is replaced")
        units = [spot.unit for spot in spots if spot.unit]
        if len({unit.parent for unit in units}) > 1:
            raise NotFound("the units to be replaced do not stand together")
        self.unit = units[0]
        if not self.marks and not defined(self.new):
            return [self._body_replaced(spots)]
        last = spots[-1]
        graft = Graft(units[0].parent, self._before(units[0]), units[0].kind, tuple(unit.eid for unit in units))
        return [Edit(spots[0].start, last.end, self.new, 0, graft)]

    def _body_replaced(self, spots: list[Spot]) -> Edit:
        """New text without a number is that of the unit, which keeps its own."""
        if len(spots) != 1:
            raise NotFound("the new text has no numbers that tell which unit is which")
        spot = spots[0]
        unit = spot.unit
        assert unit
        inner = tuple(child.eid for child in self.principal.children.get(unit.eid, []))
        return Edit(self.principal.body(spot), spot.end, self.new, split=unit.eid, drop=inner)

    def _same_number(self) -> Unit:
        """The unit whose number the new text bears, where the instruction names no other."""
        spot = self._spots()[0]
        if not self.marks and defined(self.new):
            return self.principal.definition(spot, defined(self.new) or "")
        if not self.marks:
            raise NotFound("the instruction does not say what is replaced")
        same = [unit for unit in self._siblings(spot) if _label(unit.number) == self.marks[0].label]
        if spot.unit and not same and _label(spot.unit.number) == self.marks[0].label:
            same = [spot.unit]
        if len(same) != 1:
            raise NotFound(f"no unit with the number {self.marks[0].label} is there to be replaced")
        return same[0]

    def _siblings(self, spot: Spot) -> list[Unit]:
        """The units among which new ones stand: the children of the unit around, or all basic units."""
        inside = spot.unit is not None and spot.unit.kind not in (*_CONTAINERS, "annex")
        if self.marks and self.marks[0].kind == "article" and not (inside and not self.marks[0].word):
            return [unit for unit in self.principal.outline.units if unit.kind == "article" and self._in(unit, spot)]
        return self.principal.children.get(spot.unit.eid if spot.unit else None, [])

    def _in(self, unit: Unit, spot: Spot) -> bool:
        lineage = self.principal.places.lineage(unit)
        return spot.unit in lineage if spot.unit else not any(above.kind == "annex" for above in lineage)

    def _before(self, unit: Unit) -> str | None:
        siblings = self.principal.children.get(unit.parent, [])
        place = siblings.index(unit)
        return siblings[place - 1].eid if place else None

    def _repeal(self) -> list[Edit]:
        assert self.draft.target
        edits = []
        for spot in self._spots(self.draft.target):
            if spot.unit is None:
                raise NotFound("the instruction does not say which unit is repealed")
            start, end = self._with_blanks(spot)
            edits.append(Edit(start, end, "", drop=(spot.unit.eid,)))
        return edits

    def _with_blanks(self, spot: Spot) -> Span:
        """A unit with the blanks that part it from what comes before, so that none stay behind."""
        text, start = self.principal.text, spot.start
        while start and text[start - 1].isspace():
            start -= 1
        return (start, spot.end) if start else (spot.start, spot.end)

    def _insert_units(self) -> list[Edit]:
        draft = self.draft
        if draft.anchor and draft.anchor.kind != "quote":
            spots = self._spots(draft.anchor)
            spot = spots[0] if draft.position == "before" else spots[-1]
            return [self._beside(spot, before=draft.position == "before")]
        spot = self._spots()[0]
        siblings = [unit for unit in self._siblings(spot) if unit.kind not in ("tail", "annex", "conclusions", "preamble")]
        if not siblings:
            return [self._first_child(spot)]
        return [self._by_number(spot, siblings)]

    def _by_number(self, spot: Spot, siblings: list[Unit]) -> Edit:
        """Beside the units whose numbers stand before and after that of the new one."""
        first = self.marks[0]
        numbered = [unit for unit in siblings if unit.number and _style(_label(unit.number)) & _style(first.label)]
        if any(_label(unit.number) == first.label for unit in numbered):
            raise NotFound(f"a unit with the number {first.label} is there already")
        lower = [unit for unit in numbered if _order(_label(unit.number), first.label) < 0]
        if not lower or (self.draft.position == "end" and lower[-1] is not numbered[-1]):
            raise NotFound("the number of the new unit does not tell where it goes")
        return self._beside(self.principal.spot(lower[-1]), before=False)

    def _beside(self, spot: Spot, *, before: bool) -> Edit:
        unit = spot.unit
        if unit is None or not spot.whole:
            raise NotFound("the instruction does not say beside which unit the new one goes")
        unit = self._of_its_kind(unit)
        gap = self._gap(unit)
        if before:
            graft = Graft(unit.parent, self._before(unit), unit.kind)
            return Edit(unit.start, unit.start, f"{self.new}{gap}", 0, graft)
        graft = Graft(unit.parent, unit.eid, unit.kind)
        end = self.principal.trimmed(unit.start, unit.end)
        return Edit(end, end, f"{gap}{self.new}", len(gap), graft)

    def _of_its_kind(self, unit: Unit) -> Unit:
        """Where new sections go after a section, or items after an item, the unit itself; never inside another."""
        if self.marks and self.marks[0].word and unit.kind not in ("article", *_CONTAINERS):
            raise NotFound(f"the new text is not of the same kind as {unit.citation}")
        return unit

    def _gap(self, unit: Unit) -> str:
        """What parts a unit from those beside it."""
        siblings = self.principal.children.get(unit.parent, [])
        place = siblings.index(unit)
        near = siblings[place + 1] if place + 1 < len(siblings) else None
        end = near.start if near else unit.start
        before = self.principal.text[:end]
        gap = before[len(before.rstrip()) :]
        return gap if gap and (near or place) else "\n\n" if unit.kind == "article" else "\n"

    def _first_child(self, spot: Spot) -> Edit:
        if spot.unit is None:
            raise NotFound("the instruction does not say where the new unit goes")
        graft = Graft(spot.unit.eid, None, "")
        return Edit(spot.end, spot.end, f"\n{self.new}", 1, graft)

    def _define(self) -> list[Edit]:
        draft = self.draft
        if draft.anchor:
            return [self._beside(self._spots(draft.anchor)[-1], before=draft.position == "before")]
        spot = self._spots()[0]
        known = [
            self.principal.by_eid[one.eid]
            for one in self.principal.outline.terms
            if spot.start <= one.start < spot.end and one.eid in self.principal.by_eid
        ]
        known = [unit for unit in known if spot.unit and unit.eid != spot.unit.eid]
        if not known:
            raise NotFound("no list of definitions is there to which the new one could be added")
        if draft.position == "end":
            return [self._beside(self.principal.spot(known[-1]), before=False)]
        return [self._alphabetically(known)]

    def _alphabetically(self, known: list[Unit]) -> Edit:
        terms = {one.eid: fold(one.term).strip() for one in self.principal.outline.terms}
        names = [terms[unit.eid] for unit in known]
        if names != sorted(names):
            raise NotFound("the definitions are not in the order of the alphabet, and the instruction does not say where")
        term = fold(defined(self.new) or "").strip()
        lower = [unit for unit, name in zip(known, names, strict=True) if name < term]
        spot = self.principal.spot(lower[-1] if lower else known[0])
        return self._beside(spot, before=not lower)

    # numbers

    def _renumber(self) -> list[Edit]:
        draft = self.draft
        assert draft.target
        spots = self._spots(draft.target)
        labels = self._new_labels(len(spots))
        if draft.anchor and draft.anchor.place and len(draft.anchor.place.items[0].path) > len(draft.target.place.items[0].path if draft.target.place else ()) and len(spots) == 1:
            labels = [draft.anchor.place.items[0].path[-1].label]
            if draft.target.thing == "existing" or (spots[0].unit and spots[0].unit.kind == "article"):
                return [self._split(spots[0], labels[0])]
        if draft.target.thing == "existing":
            return [self._split(spots[0], labels[0])]
        return [self._number(spot, label) for spot, label in zip(spots, labels, strict=True)]

    def _new_labels(self, count: int) -> list[str]:
        draft = self.draft
        if draft.label:
            labels = [draft.label]
        elif draft.anchor and draft.anchor.place:
            items = draft.anchor.place.items
            labels = [item.path[-1].label for item in items]
            if len(items) == 2 and items[1].ranges:
                labels = _counted(labels[0], count)
        else:
            labels = []
        if len(labels) != count:
            raise NotFound("the instruction does not give as many new numbers as there are units")
        return labels

    def _number(self, spot: Spot, label: str) -> Edit:
        unit = spot.unit
        if unit is None or not unit.number:
            raise NotFound("what is to be renumbered has no number")
        printed = re.compile(re.escape(unit.number).replace(r"\ ", r"\s+"), re.IGNORECASE)
        match = printed.search(self.principal.text, unit.start, unit.head_end)
        if not match:
            raise NotFound(f"the number of {unit.citation} does not stand at its head")
        shown = label.upper() if match[0].isupper() and match[0].isalpha() else label
        return Edit(match.start(), match.end(), shown, number=(unit.eid, shown))

    def _split(self, spot: Spot, label: str) -> Edit:
        """The words of a unit become its first subdivision."""
        assert spot.unit
        at = self.principal.body(spot)
        return Edit(at, at, f"({label}) ", split=spot.unit.eid)


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


def _label(number: str | None) -> str:
    return (number or "").lower().replace(" ", "").strip("().")


def _style(label: str) -> set[str]:
    """The series that a number can belong to."""
    if label[:1].isdigit():
        return {"digits"}
    found = {"letters"} if letter_value(label) else set()
    return found | ({"roman"} if roman(label) else set())


def _order(one: str, other: str) -> int:
    """Whether a number stands before (-1) or after (1) another."""
    first, second = _key(one), _key(other)
    return (first > second) - (first < second)


def _key(label: str) -> tuple[int, str]:
    digits = re.match(r"\d+", label)
    if digits:
        return int(digits[0]), label[digits.end() :]
    return letter_value(label[:1]) or 0, label[1:]


def _counted(first: str, count: int) -> list[str]:
    """So many numbers of a series, from its first on."""
    if first.isdigit():
        return [str(int(first) + step) for step in range(count)]
    value = letter_value(first)
    return [chr(96 + value + step) for step in range(count)] if value and value + count <= 27 else []


__all__ = ["Applied", "Edit", "Graft", "Mark", "apply"]
