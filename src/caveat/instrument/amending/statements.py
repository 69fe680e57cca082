"""Where one operation ends and the next begins, in the words of an instruction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from caveat.instrument.amending.tokens import Token
from caveat.language.amending import Verb

_BREAK: Final = re.compile(r";|\.\s")
_JOINT: Final = re.compile(r"(?:^|[\s,])and\b|,")
_PASSIVE: Final = re.compile(r"(?:^|(?<!\w)(?:is|are|be|hereby|been))\s+(?:hereby\s+)?$")
REMOVING: Final = frozenset({"delete", "repeal"})
"""What verbs do that take something out."""

_LONGEST: Final = 120
"""Most tokens of one statement: what has more is a list of something else, or hostile."""


class Statement(NamedTuple):
    """The tokens of one operation."""

    tokens: tuple[Token, ...]

    def verbs(self) -> set[Verb]:
        """What its verbs do, "amend" left aside."""
        return {token.verb for token in self.tokens if token.verb and token.verb != "amend"}

    def objects(self) -> list[Token]:
        """Its places, quotations and things."""
        return [token for token in self.tokens if token.kind in ("place", "quote", "thing")]

    def flag(self, name: str) -> Token | None:
        """A flag of a kind, if it has one."""
        return next((token for token in self.tokens if token.flag == name), None)


def statements(tokens: Sequence[Token]) -> list[Statement]:
    """The operations of a stretch of text, each with its tokens."""
    groups: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        if groups[-1] and _BREAK.search(token.gap):
            groups.append([])
        if len(groups[-1]) > _LONGEST:
            continue
        if token.verb and (cut := _cut(groups[-1], token, _from_on(tokens, index + 1))) is not None:
            rest = groups[-1][cut:]
            del groups[-1][cut:]
            groups.append(rest)
        groups[-1].append(token)
    return _joined([Statement(tuple(group)) for group in groups if 0 < len(group) <= _LONGEST])


def _from_on(tokens: Sequence[Token], index: int) -> Iterator[Token]:
    while index < len(tokens):
        yield tokens[index]
        index += 1


def _cut(group: list[Token], verb: Token, following: Iterable[Token]) -> int | None:
    """Where in a group a new operation begins with a further verb, or None where the verb goes on with the old one."""
    done = {token.verb for token in group if token.verb} - {"amend"}
    if verb.verb == "read" and done:
        return _after_new_text(group)
    if not done:
        return None
    last = max(index for index, token in enumerate(group) if token.verb and token.verb != "amend")
    between = group[last + 1 :]
    ahead = _until_verb(following)
    if verb.verb in ("substitute", "insert") and done <= REMOVING and not _own_place(verb, between, ahead):
        return None
    for index, token in enumerate(between, last + 1):
        leads = token.role in ("after", "before", "for", "within")
        if token.kind in ("place", "quote", "thing") and _JOINT.search(token.gap) and (leads or _passive(verb)):
            return index
    return len(group)


def _after_new_text(group: Sequence[Token]) -> int | None:
    """Where the words after a quotation begin that ends an operation, or None where there is none."""
    last = max((index for index, token in enumerate(group) if token.verb and token.verb != "amend"), default=0)
    quote = next((index for index, token in enumerate(group[last:], last) if token.quote), None)
    return None if quote is None else quote + 1


def _until_verb(tokens: Iterable[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.verb or _BREAK.search(token.gap):
            break
        found.append(token)
    return found


def _own_place(verb: Token, between: Sequence[Token], ahead: Sequence[Token]) -> bool:
    """Whether a verb that might give what is put in the place of deleted words says itself where its words go."""
    roles = ("for",) if verb.verb == "substitute" else ("after", "before")
    joined = [token for token in between if _JOINT.search(token.gap)]
    return any(token.role in roles or token.flag in ("end", "start") for token in (*joined, *ahead))


def _passive(verb: Token) -> bool:
    return _PASSIVE.search(verb.gap) is not None


def _joined(found: list[Statement]) -> list[Statement]:
    """Deletion and substitution that a semicolon parts are one operation."""
    joined: list[Statement] = []
    for statement in found:
        before = joined[-1] if joined else None
        alone = statement.verbs() <= {"substitute", "insert"} and len(statement.objects()) == 1
        gives = alone and statement.objects()[0].role in (None, "by", "new") and statement.verbs()
        if before and gives and before.verbs() and before.verbs() <= REMOVING and not _ends(statement):
            joined[-1] = Statement((*before.tokens, *statement.tokens))
        else:
            joined.append(statement)
    return joined


def _ends(statement: Statement) -> bool:
    return statement.flag("end") is not None or statement.flag("start") is not None
