"""How a text in a language amends another, loaded from `amending.yaml` in the language's folder."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

import msgspec

from caveat.language.words import load_words

AMENDING: Final = ("en",)
"""Languages whose amending instructions can be read."""

Verb = Literal["amend", "delete", "repeal", "insert", "substitute", "renumber", "read"]
Role = Literal["after", "before", "for", "by", "within", "as", "new", "onward"]


class Stretch(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The words that lead to the first and to the last of a stretch of words."""

    from_: list[str]
    to: list[str]


class Announced(msgspec.Struct, frozen=True):
    """What says that a unit without a number follows: words before it, and words for it besides those of places."""

    before: list[str]
    units: list[str]


class AmendingWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of amending instructions, all in lower case."""

    verbs: dict[Verb, list[str]]
    naming: list[str]
    leading: list[str]
    roles: dict[Role, list[str]]
    ends: list[str]
    to_the_end: list[str]
    starts: list[str]
    stretch: Stretch
    everywhere: list[str]
    occurrence_before: list[str]
    occurrence_after: list[str]
    occurrence_ordinals: dict[str, int]
    headings: list[str]
    definitions: list[str]
    sentences: list[str]
    last: list[str]
    openings: list[str]
    closings: list[str]
    provisos: list[str]
    proviso_words: list[str]
    punctuation: dict[str, str]
    wordings: list[str]
    alphabetical: list[str]
    existing: list[str]
    itself: list[str]
    capitals: list[str]
    exceptions: list[str]
    named_parts: list[str]
    defining: list[str]
    reports: tuple[str, ...]
    aside_goes_on: list[str]
    unknown: list[str]
    following: list[str]
    announced: Announced
    instead: list[str]
    generic: list[str]
    powers: list[str]
    conditions: list[str]
    called: list[str]
    untelling: list[str]


@cache
def amending_words(language: str) -> AmendingWords:
    """The amending words of a language of AMENDING.

    Raises:
        KeyError: amending instructions in that language are not read.
    """
    words = load_words(language, "amending", AmendingWords) if language in AMENDING else None
    if words is None:
        raise KeyError(language)
    return words
