"""One provision of an amending text: its instructions, each in the places that the words around it lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple, Protocol

from caveat.instrument.amending.chains import is_basic
from caveat.instrument.amending.drafts import Draft
from caveat.instrument.amending.names import PrincipalNames
from caveat.instrument.amending.operations import read, renumbered, unread
from caveat.instrument.amending.statements import Statement, statements
from caveat.instrument.amending.tokens import Lexer, Token
from caveat.instrument.body import build_body
from caveat.instrument.lines import Page
from caveat.instrument.nodes import Node
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Span
from caveat.language.amending import amending_words
from caveat.language.structure import any_of, structure

_OPENS_BLOCK: Final = re.compile(r"(?:[:—]|[:—][-–—]|[–-](?=\s{0,9}\n))\s*(?=\S)")
_COLON: Final = re.compile(r"[ \t]{0,4}[:—–-]{1,2}[ \t]*\n")
_NEW_LINE: Final = re.compile(r"\n\s*(?=\S)")
_ATTACHED: Final = 400
_LEAD: Final = 90
_STOPS: Final = (". ", "\n", "; ")


class Amending(Protocol):
    """What a provision must know of the text in which it stands."""

    text: str
    hollow: str
    lexer: Lexer
    names: PrincipalNames

    @property
    def amends(self) -> bool:
        """Whether the text as a whole is to amend."""

    def speaks(self, start: int, end: int) -> bool:
        """Whether a stretch may have an instruction, or say what the next ones amend."""


class _Around(NamedTuple):
    """What the words above a part of an instruction say: places, the law, and verbs still without objects."""

    where: tuple[Token, ...] = ()
    instrument: str | None = None
    verbs: tuple[Token, ...] = ()
    amends: bool = False
    amended: bool = False


class Stretch(NamedTuple):
    """A provision of the amending text, or a row of its table; `named` is where the law stands that a row is under."""

    start: int
    head_end: int
    end: int
    number: str | None = None
    heading: str | None = None
    kind: str = "article"
    named: Span | None = None
    place: Token | None = None


class Provision:
    """Reads one provision of an amending text."""

    def __init__(self, amendments: Amending, unit: Stretch, *, block: bool = False) -> None:
        self.all = amendments
        self.lexer = amendments.lexer
        self.unit = unit
        self.end = unit.end
        self.block = block
        self.last: tuple[Token, ...] = ()
        self.named: str | None = None
        self.root = self._tree()

    def _tree(self) -> Node:
        """The items of the provision, in which what is quoted numbers nothing."""
        start = self.unit.start
        page = Page(self.all.hollow[start : self.end], ())
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
            max(self.all.hollow.rfind(stop, max(first - _LEAD, 0), first) for stop in _STOPS),
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
        leads += [token for token in giving[-1:] if _COLON.match(self.all.hollow, token.end)]
        if not leads or not giving or any(token.quote and token.start > leads[-1].start for token in tokens):
            return None
        last = leads[-1].end
        stop = min(last + _ATTACHED, node.end)
        opens = _OPENS_BLOCK.search(self.all.hollow, last, stop) or _NEW_LINE.search(self.all.hollow, last, stop)
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
    return re.compile(rf"\s*,?\s*(?:{any_of(amending_words('en').defining)}|includes?)(?!\w)")


def _instructs(view: str, verb: Token) -> bool:
    """Whether a verb commands: in the passive, as a gerund after "by", or at the head of its clause."""
    before = view[max(verb.start - 30, 0) : verb.start].rstrip()
    return (
        before.endswith((" is", " are", " be", " shall", "hereby", " by", ":", "-", ",", ";", "(a)", "there is", "and"))
        or not before[-1:].isalpha()
    )
