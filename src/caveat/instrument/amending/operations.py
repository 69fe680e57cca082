"""What the tokens of an instruction say: which operation, on which words or unit, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from caveat.instrument.amending.chains import chained, first_word, locations
from caveat.instrument.amending.drafts import Act, Draft
from caveat.instrument.amending.quotes import Quote
from caveat.instrument.amending.statements import REMOVING, Statement
from caveat.instrument.amending.tokens import Token
from caveat.kernel.shapes import Span
from caveat.language.amending import Verb, amending_words
from caveat.language.structure import any_of

_AND: Final = re.compile(r"(?<!\w)and(?!\w)")
_GIVING: Final = frozenset({"substitute", "insert", "read"})
_AS: Final = re.compile(r"\s*(?:as|to(?:\s+be)?)?\s*\(?(?P<label>\d{1,4}[a-z]{0,2}|[a-z]{1,4})\)?(?=[\s.,;)]|$)")


class Reading(NamedTuple):
    """What a statement says: the chain of places it goes on from, and its operations."""

    where: tuple[Token, ...]
    drafts: list[Draft]


def read(statement: Statement, where: tuple[Token, ...], instrument: str | None, block: Span | None) -> Reading:
    """Read a statement in the places that the words around it lead to; `block` is new text without marks, after it."""
    verbs = statement.verbs()
    objects = statement.objects()
    if not verbs:
        return Reading(chained(where, locations(objects, statement)), [])
    sorter = _Sorter(statement, where, instrument, block)
    if "renumber" in verbs:
        drafts = sorter.renumbering()
    elif "substitute" in verbs or (verbs & REMOVING and verbs & _GIVING) or verbs == {"read"}:
        drafts = sorter.substitution()
    elif "insert" in verbs:
        drafts = sorter.insertion()
    else:
        drafts = sorter.deletion()
    return Reading(sorter.carried(where), [draft for draft in drafts if _says_where(draft)])


_ACTS: Final[dict[Verb, Act]] = {"delete": "delete", "repeal": "delete", "insert": "insert", "renumber": "renumber"}


def unread(statement: Statement, where: tuple[Token, ...], instrument: str | None) -> Draft:
    """An instruction of which no more is understood than that it is one."""
    verb = next(token.verb for token in statement.tokens if token.verb and token.verb != "amend")
    act = _ACTS.get(verb, "substitute")
    start, end = statement.tokens[0].start, statement.tokens[-1].end
    return Draft(start, end, act, where, instrument, unclear="what it does cannot be told")


def _says_where(draft: Draft) -> bool:
    """Whether a draft has what no instruction lacks: a target, or words and the law or place that they stand in."""
    if draft.target and draft.target.thing == "punctuation":
        return draft.position is not None or draft.act == "substitute"
    placed = bool(draft.where) or draft.instrument is not None
    if draft.act == "insert":
        announced = draft.position is not None or draft.unit or draft.alphabetical
        return announced and (placed or (draft.anchor is not None and draft.anchor.place is not None))
    return (draft.target is not None and (placed or draft.target.place is not None)) or (draft.unit and placed)


class _Sorter:
    """Tells apart what the objects of one statement are: the place, the words that go, those that come, the anchor."""

    def __init__(
        self, statement: Statement, where: tuple[Token, ...], instrument: str | None, block: Span | None
    ) -> None:
        self.statement = statement
        self.instrument = instrument
        self.block = block
        self.objects = statement.objects()
        self.through: dict[int, Quote | None] = {}
        self._stretches()
        amend = next((token.start for token in statement.tokens if token.verb == "amend"), -1)
        self.excepted = tuple(token for token in self.objects if token.excepted)
        self.objects = [token for token in self.objects if not token.excepted]
        self.quotes = [token for token in self.objects if token.quote]
        self.others = [token for token in self.objects if not token.quote]
        own = [token for token in self.others if self._locates(token, amend)]
        self.targets = [token for token in self.others if token not in own and token.role != "new"]
        self.announced = [token for token in self.others if token.role == "new"]
        self.where = chained(where, locations(own, statement))

    def carried(self, where: tuple[Token, ...]) -> tuple[Token, ...]:
        """The places that hold for what follows too: those before the verb, and not those of the words after it."""
        verb = min(token.start for token in self.statement.tokens if token.verb and token.verb != "amend")
        targets = {id(token) for token in (*self.targets, *self.announced)} - {id(token) for token in self.where}
        named = [token for token in self.others if token.start < verb and id(token) not in targets]
        return chained(where, locations(named, self.statement))

    def _locates(self, token: Token, amend: int) -> bool:
        return token.role == "within" or (token.role is None and token.start < amend)

    def _stretches(self) -> None:
        """Put together "from A to B" and "from A to the end"."""
        kept: list[Token] = []
        for token in self.statement.tokens:
            last = kept[-1] if kept and kept[-1].quote and _from().search(kept[-1].gap) else None
            if last and token.quote and _to().search(token.gap):
                self.through[last.start] = token.quote
            elif last and token.flag == "to the end":
                self.through[last.start] = None
            elif token.kind in ("place", "quote", "thing"):
                kept.append(token)
        self.objects = kept

    def _draft(self, act: Act, **fields: object) -> Draft:
        tokens = self.statement.tokens
        new = fields.get("new")
        end = max(tokens[-1].end, new[1] if isinstance(new, tuple) else 0)
        everywhere = self.statement.flag("everywhere") is not None
        occurrence = self.statement.flag("occurrence")
        draft = Draft(tokens[0].start, end, act, self.where, self.instrument)
        return draft._replace(
            unclear=self._unclear(fields),
            everywhere=everywhere,
            occurrence=occurrence.nth if occurrence else 0,
            excepted=self.excepted,
            capitals=self.statement.flag("capital") is not None,
            alphabetical=self.statement.flag("alphabetical") is not None,
            **fields,  # type: ignore[arg-type]
        )

    def _unclear(self, fields: dict[str, object]) -> str:
        """Why the statement cannot be carried out as it was read: it says more than was understood."""
        unknown = next((token.value for token in self.statement.tokens if token.thing == "unknown"), None)
        if unknown:
            return f"the place it names cannot be told (“{unknown}”)"
        anchor = fields.get("anchor")
        told = [fields.get("old"), fields.get("new"), anchor.quote if isinstance(anchor, Token) else None]
        more = [token for token in self.quotes if token in self.objects and token.quote not in told]
        if more and self.block is None and fields.get("new") is not None:
            return "it quotes more than one old and one new text"
        return ""

    def _demote(self, kept: Token | None) -> None:
        """What is no target after all is a place on the way."""
        rest = [token for token in self.targets if token is not kept]
        self.where = chained(self.where, locations(rest, self.statement))

    def renumbering(self) -> list[Draft]:
        """ "Paragraph (c) is renumbered as paragraph (d)"."""
        old = next((token for token in self.targets if token.role != "as"), None)
        verb = next(token for token in self.statement.tokens if token.verb == "renumber")
        later = [token for token in self.others if token is not old and token.place and token.start > verb.start]
        new = next((token for token in later if token.role in ("as", "within", None)), None)
        if old is None:
            return []
        if new and new in self.where:
            self.where = tuple(token for token in self.where if token is not new)
        return [self._draft("renumber", target=old, anchor=new, label="" if new else f"@{verb.end}")]

    def substitution(self) -> list[Draft]:
        """Words, or a unit, in the place of others."""
        put = [token for token in (*self.quotes, *self.targets) if token.role == "for"][:1]
        quotes = [token for token in self.quotes if token not in put]
        removing = bool(self.statement.verbs() & REMOVING)
        if not put and (len(quotes) > 1 or (quotes and self.block and quotes[-1].role != "by")):
            put = quotes[:1]
            quotes = quotes[1:]
        if not put:
            put = self.targets[-1:]
        stop = self._stop_given() if removing and len(self.quotes) == 1 else None
        new = stop or self._new(quotes)
        if stop:
            put = self.quotes[:1]
        if new is None:
            return self.deletion() if removing else []
        if put and put[0].quote:
            self._demote(None)
            return [self._words("substitute", put[0], new)]
        self._demote(put[0] if put else None)
        return self._units_replaced(put[0] if put else None, new)

    def _stop_given(self) -> str | None:
        """A stop that comes in the place of words and is called by its name: "inserting a semicolon"."""
        giving = next((token.start for token in self.statement.tokens if token.verb in ("insert", "substitute")), None)
        stops = [token for token in self.others if token.thing == "punctuation" and giving and token.start > giving]
        return stops[0].value if stops and giving and self.quotes[0].start < giving else None

    def _units_replaced(self, target: Token | None, new: Quote | Span | str) -> list[Draft]:
        if target is None and not self.announced and self.statement.verbs() == {"read"} and self.where:
            target, self.where = self.where[-1], self.where[:-1]
        return [self._draft("substitute", target=target, new=new, unit=True)]

    def _words(self, act: Act, old: Token, new: Quote | Span | str | None = None) -> Draft:
        draft = self._draft(act, old=old.quote, new=new, onward=old.role == "onward", position=self._edge())
        return (
            draft._replace(target=old)
            if old.start not in self.through
            else draft._replace(target=old, through=self.through[old.start] or Quote(0, 0, 0, 0))
        )

    def _edge(self) -> Literal["end", "start"] | None:
        return "end" if self.statement.flag("end") else "start" if self.statement.flag("start") else None

    def deletion(self) -> list[Draft]:
        """Words, or units, that go."""
        if self.quotes:
            return self._words_deleted()
        targets = self.targets or self._itself()
        while len(targets) > 1 and not _AND.search(targets[-1].gap) and not _same_list(targets[-2:]):
            self.where = chained(self.where, locations(targets[:1], self.statement))
            targets = targets[1:]
        return [self._draft("delete", target=token, position=self._edge(), unit=True) for token in targets]

    def _words_deleted(self) -> list[Draft]:
        """Words that go, and with them units that "and" joins to them."""
        units = [token for token in self.targets if self._joined_to_words(token)]
        self.targets = [token for token in self.targets if token not in units]
        known = self.where
        after = [token for token in self.others if token.start > self.quotes[0].start and token in known]
        drafts: list[Draft] = []
        if units:
            self.where = tuple(token for token in known if token not in after)
            drafts = [self._draft("delete", target=token, unit=True) for token in units]
            self.where = known
        self._demote(None)
        return [*drafts, *(self._words("delete", token) for token in self.quotes if token in self.objects)]

    def _joined_to_words(self, token: Token) -> bool:
        """Whether "and" parts a place from the words beside it: "paragraph (c) and the word X"."""
        verb = min(one.start for one in self.statement.tokens if one.verb and one.verb != "amend")
        if token.role is not None or not token.place or token.start < verb:
            return False
        following = next((one for one in self.quotes if one.start > token.start), None)
        return bool(_AND.search(following.gap if following else token.gap))

    def _itself(self) -> list[Token]:
        """The place around, where the instruction says but "the section"."""
        return [token for token in self.others if token.thing == "itself" and token in self.where][:1]

    def insertion(self) -> list[Draft]:
        """Words, or units, that come."""
        anchors = [token for token in (*self.quotes, *self.targets) if token.role in ("after", "before")]
        anchor = anchors[0] if anchors else None
        new = self._new([token for token in self.quotes if token is not anchor and token in self.objects])
        self._demote(anchor)
        if new is None:
            return []
        position = anchor.role if anchor else self._edge()
        announced = bool(self.announced) or self.statement.flag("announced") is not None
        unit = announced or self.statement.flag("following") is not None
        draft = self._draft("insert", new=new, anchor=anchor, position=position, unit=unit, announced=announced)
        through = anchor and anchor.start in self.through
        return [draft._replace(anchor_through=self.through[anchor.start]) if anchor and through else draft]

    def _new(self, quotes: Sequence[Token]) -> Quote | Span | None:
        return self.block or (quotes[-1].quote if quotes else None)


def _same_list(tokens: Sequence[Token]) -> bool:
    return all(token.place for token in tokens) and len({first_word(token) for token in tokens}) == 1


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(amending_words('en').stretch.from_)})(?!\w)")


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"^[\s,]*(?:{any_of(amending_words('en').stretch.to)})(?!\w)")


def renumbered(hollow: str, draft: Draft) -> str:
    """The number that stands bare after "renumbered", where no word for a place leads to it."""
    match = _AS.match(hollow, int(draft.label[1:])) if draft.label.startswith("@") else None
    return match["label"] if match else ""
