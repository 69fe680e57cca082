"""From an amending text to its instructions, in order, each in the places that the words around it lead to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice, pairwise
from typing import Final, NamedTuple

from caveat.instrument.amending.commands import commands
from caveat.instrument.amending.names import PrincipalNames
from caveat.instrument.amending.operations import Draft, Statement, is_basic, read, renumbered, statements, unread
from caveat.instrument.amending.quotes import Quote, masked, quotations
from caveat.instrument.amending.rows import rows
from caveat.instrument.amending.tokens import Lexer, Token
from caveat.instrument.body import build_body
from caveat.instrument.lines import Page
from caveat.instrument.nodes import Node
from caveat.instrument.reference_places import Places
from caveat.kernel.bounds import MAX_INSTRUCTIONS
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Span, Unit
from caveat.language.amending import AMENDING, amending_words
from caveat.language.structure import any_of, structure

_OPENS_BLOCK: Final = re.compile(r"(?:[:—]|[:—][-–—]|[–-](?=\s{0,9}\n))\s*(?=\S)")
_COLON: Final = re.compile(r"[ \t]{0,4}[:—–-]{1,2}[ \t]*\n")
_NEW_LINE: Final = re.compile(r"\n\s*(?=\S)")
_NUMBER: Final = re.compile(r"\d{1,4}")
_ATTACHED: Final = 400
_LEAD: Final = 90
_AMEND: Final = "amend"
_STOPS: Final = (". ", "\n", "; ")


class _Around(NamedTuple):
    """What the words above a part of an instruction say: places, the law, and verbs still without objects."""

    where: tuple[Token, ...] = ()
    instrument: str | None = None
    verbs: tuple[Token, ...] = ()
    amends: bool = False
    amended: bool = False


class _Stretch(NamedTuple):
    """A provision of the amending text, or a row of its table; `named` is where the law stands that a row is under."""

    start: int
    head_end: int
    end: int
    number: str | None = None
    heading: str | None = None
    kind: str = "article"
    named: Span | None = None
    place: Token | None = None


class Amendments:
    """The instructions of one text. `places` are those of the text that it amends, or of none."""

    def __init__(
        self, text: str, units: list[Unit], language: str, *, view: str = "", places: Places | None = None
    ) -> None:
        self.text = text
        self.view = view or fold(text)
        self.units = units
        self.known = language in AMENDING
        self.places = places or Places([], "section")

    @cached_property
    def quotes(self) -> list[Quote]:
        """The quotations of the text."""
        return quotations(self.text)

    @cached_property
    def drafts(self) -> list[Draft]:
        """The instructions in order, at most one over the bound; empty in a language in which they are not read."""
        found = islice(self._drafts(), MAX_INSTRUCTIONS + 1) if self._commands else ()
        return sorted(found, key=lambda one: one.start)

    @property
    def amends(self) -> bool:
        """Whether the text as a whole is to amend: its title says so, or the text that it amends is at hand."""
        return bool(self.places.by_eid) or self.names.titled is not None

    @property
    def mainly(self) -> bool:
        """Whether at least half of its provisions amend: then it is an amending text, and else one that also amends."""
        starts = [unit.start for unit in self.units if unit.kind in ("article", "annex")]
        amending = {bisect_right(starts, draft.start) for draft in self.drafts}
        return 2 * len(amending) >= len(starts)

    @cached_property
    def _commands(self) -> list[int]:
        """Where the text may command an amendment."""
        return commands(self.view) if self.known and self.units else []

    def speaks(self, start: int, end: int) -> bool:
        """Whether a stretch may have an instruction, or say what the next ones amend."""
        return self._commanding(start, end) or self.view.find(_AMEND, start, end) >= 0

    def _commanding(self, start: int, end: int) -> bool:
        place = bisect_left(self._commands, start)
        return place < len(self._commands) and self._commands[place] < end

    def _drafts(self) -> Iterator[Draft]:
        if not any(self._commanding(one.start, one.end) for one in self._own_units()):
            return
        self._hollow = masked(self.text, self.quotes)
        self._lexer = Lexer(self.text, self._hollow, self.quotes, self.places)
        self.names = PrincipalNames(self.text, self._lexer.grammar.names)
        own = self._stretches()
        index = 0
        while index < len(own):
            stretch = own[index]
            index += 1
            if not self._commanding(stretch.start, stretch.end):
                continue
            reader = _Provision(self, stretch)
            if reader.opens_block:
                end, index = self._block_end(own, index)
                reader = _Provision(self, stretch._replace(end=end), block=True)
            yield from reader.drafts()

    def _stretches(self) -> list[_Stretch]:
        """The provisions of the text, and the rows of its tables in the place of what a table was taken for."""
        table = [
            _Stretch(row.start, row.command, row.end, named=row.named, place=row.place)
            for row in rows(self._hollow, self._lexer)
        ]
        if not table:
            return self._own_units()
        first, last = table[0].start, table[-1].end
        outside = [one for one in self._own_units() if not first <= one.start < last]
        kept = [one._replace(end=min(one.end, first)) if one.start < first else one for one in outside]
        return sorted([*kept, *table], key=lambda one: one.start)

    def _own_units(self) -> list[_Stretch]:
        """The provisions that are the text's own, each with its end: what is quoted belongs to the one before."""
        starts = [quote.start for quote in self.quotes]
        holders = {unit.parent for unit in self.units if unit.kind == "article"}
        own = [
            unit
            for unit in self.units
            if (unit.kind == "article" or (unit.kind == "annex" and unit.eid not in holders))
            and not self._is_quoted(unit.start, starts)
        ]
        ends = [*(unit.start for unit in own[1:]), len(self.text)]
        return [
            _Stretch(unit.start, unit.head_end, end, unit.number, unit.heading, unit.kind)
            for unit, end in zip(own, ends if own else [], strict=True)
        ]

    def _is_quoted(self, offset: int, starts: list[int]) -> bool:
        quote = bisect_right(starts, offset) - 1
        return quote >= 0 and offset < self.quotes[quote].end

    def _block_end(self, own: list[_Stretch], index: int) -> tuple[int, int]:
        """Where new text without marks ends that the file's own numbering took for provisions."""
        wanted = _value(own[index - 1].number) + 1
        at = index
        while at < len(own) and _value(own[at].number) != wanted and own[at].kind == "article":
            at += 1
        return own[at - 1].end, at


class _Provision:
    """Reads one provision of an amending text."""

    def __init__(self, amendments: Amendments, unit: _Stretch, *, block: bool = False) -> None:
        self.all = amendments
        self.lexer = amendments._lexer
        self.unit = unit
        self.end = unit.end
        self.block = block
        self.last: tuple[Token, ...] = ()
        self.named: str | None = None
        self.root = self._tree()

    def _tree(self) -> Node:
        """The items of the provision, in which what is quoted numbers nothing."""
        start = self.unit.start
        page = Page(self.all._hollow[start : self.end], ())
        node = Node("article", 0, self._head_end() - start)
        if not self.block:
            build_body(page, node, node.head_end, len(page.text), "en")
        node.close(len(page.text))
        for inner in node.walk():
            inner.start, inner.head_end, inner.end = inner.start + start, inner.head_end + start, inner.end + start
        return node

    def _head_end(self) -> int:
        """Where the provision's words begin: at a heading that is none, for it is part of a sentence."""
        rest = self.all.text[self.unit.head_end : self.end].lstrip()
        heading = fold(self.unit.heading or "")
        verbal = '"' in heading or not structure("en").verbs.isdisjoint(heading.split())
        if not heading or not (verbal or rest[:1].islower()):
            return self.unit.head_end
        number = self.all.text.find(self.unit.number or "", self.unit.start, self.unit.head_end)
        return max(number, self.unit.start) + len(self.unit.number or "")

    @property
    def opens_block(self) -> bool:
        """Whether the provision ends by announcing a unit that then stands in the file as if it were its own."""
        rest = self.all.text[self.unit.head_end : self.end].rstrip()
        if self.block or not rest.endswith((":", "-", "–", "—")):
            return False
        tokens = self.lexer.tokens(self.unit.head_end, self.end)
        return any(token.flag in ("following", "announced") for token in tokens)

    def drafts(self) -> Iterator[Draft]:
        """The instructions of the provision."""
        named = self.all.names.between(*self.unit.named) if self.unit.named else None
        where = (self.unit.place,) if self.unit.place else ()
        around = _Around(
            where,
            named,
            amends=bool(self.unit.named),
            amended=self.unit.place is not None,
        )
        yield from self._walk(self.root, around)

    def _walk(self, node: Node, around: _Around) -> Iterator[Draft]:
        if not (around.verbs or self.all.speaks(node.start, node.end)):
            return
        end = node.own_end()
        tokens = self.lexer.tokens(node.head_end, end)
        block = self._block(node, tokens)
        if block:
            tokens = [token for token in tokens if token.start < block[0]]
        inside, drafts = self._read(
            [*around.verbs, *tokens], around, block, begin=node.head_end, parted=bool(node.children)
        )
        yield from drafts
        if not block:
            for child in node.children:
                yield from self._walk(child, inside)

    def _read(
        self, tokens: list[Token], around: _Around, block: Span | None, *, begin: int, parted: bool
    ) -> tuple[_Around, list[Draft]]:
        """What the words from `begin` on say; `parted` says that items follow, which may have the objects of a verb."""
        found: list[Draft] = []
        instrument, where = around.instrument, around.where
        verbs: tuple[Token, ...] = ()
        groups = statements(tokens)
        amends = around.amends or any(token.verb for token in tokens)
        amended = around.amended or any(token.verb == "amend" for token in tokens)
        end = begin
        for place, statement in enumerate(groups):
            last = place == len(groups) - 1
            named = self._instrument(statement, end)
            instrument = named or instrument
            if instrument and any(token.verb == "amend" for token in statement.tokens):
                self.named = instrument
            end = statement.tokens[-1].end
            if self._is_power(statement, around):
                continue
            reading = read(statement, where, instrument, block if last else None)
            where = reading.where
            drafts = reading.drafts
            pending = statement.verbs() and not drafts
            if pending and last and parted:
                verbs = tuple(token for token in statement.tokens if token.verb and token.verb != "amend")
            elif (
                pending
                and (amended or (named and _quotes_at_once(statement)))
                and statement.objects()
                and self._commands(statement)
            ):
                drafts = [unread(statement, where, instrument)]
            if amended or instrument or self.named or self.all.amends:
                found += [self._settled(draft) for draft in drafts]
        return _Around(where, instrument, verbs, amends, amended), found

    def _commands(self, statement: Statement) -> bool:
        return any(_instructs(self.lexer.view, token) for token in statement.tokens if token.verb)

    def _settled(self, draft: Draft) -> Draft:
        draft = self._continued(draft)
        label = renumbered(self.lexer.view, draft) if draft.label else ""
        name = draft.instrument or self.named or self.all.names.at(draft.start)
        for token in (draft.target, draft.anchor, *draft.where):
            if token and token.place and token.place.instrument:
                name = token.place.instrument
        return draft._replace(label=label, instrument=self.all.names.full(name, draft.start))

    def _continued(self, draft: Draft) -> Draft:
        """A subdivision without its section is one of the section that the words before were about."""
        named = [*draft.where, *(token for token in (draft.target, draft.anchor) if token and token.place)]
        if any(is_basic(token) for token in named):
            self.last = tuple(token for token in named if is_basic(token))[:1] or self.last
            return draft
        return draft._replace(where=(*self.last, *draft.where)) if any(token.place for token in named) else draft

    def _instrument(self, statement: Statement, start: int) -> str | None:
        """The law that the words before an operation name."""
        for token in statement.tokens:
            if token.place and token.place.instrument:
                return token.place.instrument
        verb = next((token.start for token in statement.tokens if token.verb and token.verb != "amend"), None)
        return self.all.names.between(start, verb or statement.tokens[-1].end)

    def _is_power(self, statement: Statement, around: _Around) -> bool:
        """Whether words give a power to amend, or speak of what others do, and amend nothing themselves."""
        if any(token.place and token.place.own for token in statement.tokens):
            return True
        verb = next((token for token in statement.tokens if token.verb and token.verb != "amend"), None)
        if verb is None:
            return False
        first = min(statement.tokens[0].start, verb.start)
        start = max(
            max(self.all._hollow.rfind(stop, max(first - _LEAD, 0), first) for stop in _STOPS),
            first - _LEAD,
            self.unit.start,
        )
        if _powers().search(self.lexer.view, start, verb.start) or _conditions().match(self.lexer.view, start):
            return True
        quoted = any(token.quote for token in statement.tokens) or "read" in statement.verbs()
        return not (quoted or around.amends or _instructs(self.lexer.view, verb))

    def _block(self, node: Node, tokens: list[Token]) -> Span | None:
        """New text without quotation marks around it, after the words that announce it, up to the end of the node."""
        for place, token in enumerate(tokens):
            if token.quote and place and self._defines(token):
                return token.start, self._trimmed(node.end)
        giving = [token for token in tokens if token.verb in ("insert", "substitute", "read")]
        leads = [token for token in tokens if token.flag in ("following", "announced") or token.verb == "read"]
        leads += [token for token in giving[-1:] if _COLON.match(self.all._hollow, token.end)]
        if not leads or not giving or any(token.quote and token.start > leads[-1].start for token in tokens):
            return None
        last = leads[-1].end
        stop = min(last + _ATTACHED, node.end)
        opens = _OPENS_BLOCK.search(self.all._hollow, last, stop) or _NEW_LINE.search(self.all._hollow, last, stop)
        if not opens or not self.all.text[opens.end() : node.end].strip():
            return None
        return opens.end(), self._trimmed(node.end)

    def _defines(self, token: Token) -> bool:
        """Whether a quotation is the term of a definition that stands without marks around it."""
        after = _defining().match(self.lexer.view, token.end)
        before = self.lexer.view[max(token.start - _LEAD, 0) : token.start].rstrip()
        return after is not None and before.endswith((":", "-", "following", "follows"))

    def _trimmed(self, end: int) -> int:
        return len(self.all.text[:end].rstrip())


def _value(number: str | None) -> int:
    match = _NUMBER.match(number or "")
    return int(match[0]) if match else -1


def _quotes_at_once(statement: Statement) -> bool:
    """Whether a quotation follows a verb at once."""
    return any(one.verb and other.quote for one, other in pairwise(statement.tokens))


@cache
def _powers() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(amending_words('en').powers)})(?!\w)")


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:\w{{1,3}}\)\s*)?(?:{any_of(amending_words('en').conditions)})(?!\w)")


@cache
def _defining() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{any_of(structure('en').plain_definition_verbs)}|includes?)(?!\w)")


def _instructs(view: str, verb: Token) -> bool:
    """Whether a verb commands: in the passive, as a gerund after "by", or at the head of its clause."""
    before = view[max(verb.start - 30, 0) : verb.start].rstrip()
    return (
        before.endswith((" is", " are", " be", " shall", "hereby", " by", ":", "-", ",", ";", "(a)", "there is", "and"))
        or not before[-1:].isalpha()
    )
