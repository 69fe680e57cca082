"""Places that lead one to another, from the outside to the inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from caveat.instrument.amending.statements import Statement
from caveat.instrument.amending.tokens import Token
from caveat.language.references import BASIC, reference_words

_NEAR: Final = re.compile(r"[\s,]*(?:of|in|to|under|from|appearing in|contained in|occurring in)\s+(?:the\s+)?")


def locations(objects: Iterable[Token], statement: Statement) -> list[list[Token]]:
    """Places in groups that lead one to another: "paragraph (a) of the definition of X" is one, outermost first."""
    groups: list[list[Token]] = []
    before = dict(zip(statement.tokens[1:], statement.tokens, strict=False))
    last: Token | None = None
    for token in objects:
        if token.quote:
            continue
        if groups and before.get(token) is last and _NEAR.fullmatch(token.gap):
            groups[-1].insert(0, token)
        else:
            groups.append([token])
        last = token
    return groups


def chained(where: tuple[Token, ...], groups: Iterable[Sequence[Token]]) -> tuple[Token, ...]:
    """A chain of places with more of them."""
    for group in groups:
        for token in group:
            where = below(where, token)
    return where


def below(where: tuple[Token, ...], token: Token) -> tuple[Token, ...]:
    """A chain with one more place: what is as high or higher in the chain gives way to it."""
    kept = where
    if token.place:
        level, word = _level(token), token.place.word
        first = token.place.items[0].path[0] if not token.place.owners else token.place.owners[0][0]
        word = first.word or word
        for index, above in enumerate(where):
            if above.place and (_level(above) > level or (_level(above) == level and first_word(above) == word)):
                kept = where[:index]
                break
        if level <= BASIC:
            kept = tuple(above for above in kept if above.place and _level(above) < level)
    elif token.thing:
        kept = tuple(above for above in where if above.thing != token.thing)
    return (*kept, token)


def first_word(token: Token) -> str:
    """The word for the outermost unit that a place names."""
    assert token.place
    owners = token.place.owners
    return (owners[0] if owners else token.place.items[0].path)[0].word or token.place.word


def is_basic(token: Token) -> bool:
    """Whether a place says in which section or article, or other large unit, it lies."""
    return token.place is not None and _level(token) <= BASIC


def _level(token: Token) -> int:
    return reference_words("en").words[first_word(token)].level
