"""How legal texts in a language are built, loaded from `structure.yaml` in the language's folder."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Final

import msgspec

from caveat.language.words import load_words

LANGUAGES: Final = ("en", "fr", "es", "nl", "de", "ru", "ar", "zh")
"""Languages whose heading words are known, the best supported first."""


class Structure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Words that head units, carry numbers, open sentences and close texts; all in lower case.

    `number_prefix` is what stands before a number that is followed by its word,
    as in Chinese. Strings in `enacting`, `conclusions`, `tail_openers` and the fields of type
    `str` are regular expressions over the folded view of a text.
    """

    name: str
    unit_words: dict[str, list[str]]
    container_words: dict[str, list[str]]
    annex_words: list[str]
    number_prefix: str = ""
    cover_annex_words: list[str] = []
    suffixes: dict[str, int] = {}
    before: list[str] = []
    cardinals: list[str] = []
    ordinals: list[str] = []
    conjunctions: list[str] = []
    ranges: list[str] = []
    reference_words: list[str] = []
    reference_abbreviations: list[str] = []
    continuation_words: list[str] = []
    sentence_openers: list[str] = []
    party_openers: list[str] = []
    option_words: list[str] = []
    agreed: str = ""
    placeholder: str = ""
    wishes: list[str] = []
    title_words: list[str] = []
    draft_title: str = ""
    preamble_words: list[str] = []
    contents_words: list[str] = []
    enacting: list[str] = []
    conclusions: list[str] = []
    recital: str = ""
    small_recitals: bool = False
    definition_verbs: str = ""
    definition_headings: list[str] = []
    definition_chapeau: str = ""
    term_leads: list[str] = []
    tail_openers: list[str] = []
    tail_subjects: list[str] = []
    unfinished: list[str] = []
    person_chapeau: str = ""
    conditional_openers: list[str] = []
    clause_subjects: list[str] = []
    clause_verbs: list[str] = []
    operative_verbs: list[str] = []
    plain_verbs: list[str] = []
    site: list[str] = []
    repealed: list[str] = []
    kinds: list[tuple[str, str, str]] = []
    citation_words: dict[str, str] = {}
    stopwords: list[str] = []

    @cached_property
    def stops(self) -> frozenset[str]:
        """The stop words as a set."""
        return frozenset(self.stopwords)

    @cached_property
    def openers(self) -> frozenset[str]:
        """The sentence openers as a set."""
        return frozenset(self.sentence_openers)

    @cached_property
    def operative(self) -> frozenset[str]:
        """The verbs that sentences of law have and headings do not, as a set."""
        return frozenset(self.operative_verbs)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The operative verbs and the plain ones of main clauses, as a set."""
        return self.operative | frozenset(self.plain_verbs)

    @cached_property
    def treaty_openers(self) -> frozenset[str]:
        """The sentence openers with the subjects of treaties, as a set."""
        return self.openers | frozenset(self.party_openers)

    @cached_property
    def continuations(self) -> frozenset[str]:
        """The continuation words as a set."""
        return frozenset(self.continuation_words)


@cache
def structure(language: str) -> Structure:
    """The structure words of a language of LANGUAGES.

    Raises:
        KeyError: no folder for that language exists.
    """
    words = load_words(language, "structure", Structure) if language in LANGUAGES else None
    if words is None:
        raise KeyError(language)
    return words


def any_of(words: list[str]) -> str:
    """A regular expression for any of some literal words, the longest first; never matches where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
