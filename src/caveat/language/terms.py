"""How legal texts in a language define their terms, loaded from `terms.yaml` in the language's folder."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Final

import msgspec

from caveat.language.words import load_words

DEFINING: Final = ("en", "fr", "es")
"""Languages whose defined terms can be read."""

_BLANKS: Final = re.compile(r" +")
_REPEATED: Final = re.compile(r" [*?+{]")


class Saying(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """A sentence that defines: its pattern, with the term as a group, and wordings that prove it.

    `examples` are the sentences in which a term must be found, by that term;
    `not_` those in which none must be. `cues` are strings of which the sentence
    has one; they find it where it is looked for in a whole text.
    """

    pattern: str
    examples: dict[str, str]
    not_: list[str] = []
    cues: list[str] = []

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return compiled(self.pattern)


class TermWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The words of definitions; all in lower case.

    Fields of type `str` and those of a `Saying` are regular expressions over the folded view of a text, in
    which a blank stands for any run of blanks.
    """

    articles: str
    labels: str
    joiners: str
    asides: str
    verbs: str
    bare_verbs: str
    definers: str
    before: str
    no_terms: list[str]
    headings: list[str]
    heading_of_one: list[str]
    chapeaux: list[str]
    names: list[str]
    in_parentheses: str
    small: list[str]
    scope: str
    scopes: dict[str, str]
    assigned: str
    extends: str
    leads: list[str]
    after_leads: list[Saying]
    openings: list[Saying]
    anywhere: list[Saying]
    plurals: list[tuple[str, str]]
    irregular: dict[str, str]
    inflected: str
    determiners: list[str]
    capital_heads: list[str]
    capital_known: str = "(?!)"
    capital_plain: list[str] = []
    capital_before: str = "(?!)"
    capital_after: str = "(?!)"
    capital_elsewhere: str = "(?!)"

    @cached_property
    def never(self) -> frozenset[str]:
        """The words that are no terms, as a set."""
        return frozenset(self.no_terms)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of these data as a regular expression.

    Raises:
        ValueError: a quantifier follows a blank, which is a run already.
    """
    if _REPEATED.search(pattern):
        raise ValueError(f"put the blank in brackets: {pattern}")
    return re.compile(_BLANKS.sub(" +", pattern))


@cache
def term_words(language: str) -> TermWords:
    """The words of definitions in a language of DEFINING.

    Raises:
        KeyError: terms in that language are not read.
    """
    words = load_words(language, "terms", TermWords) if language in DEFINING else None
    if words is None:
        raise KeyError(language)
    return words
