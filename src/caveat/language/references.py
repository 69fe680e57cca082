"""How legal texts in a language point to other places, loaded from `references.yaml` in the language's folder."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Final

import msgspec

from caveat.kernel.shapes import UnitKind
from caveat.language.structure import any_of
from caveat.language.words import load_words

CITING: Final = ("en", "fr", "es")
"""Languages whose references can be read."""

BASIC: Final = 2
"""The level of articles, sections and the like: annexes are 0, containers 1, subdivisions 3 to 5."""


class PlaceWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word for a kind of place: its level, its forms for one and for many, and the kinds of unit that it names.

    `container` is the kind that holds basic units, `division` the kind inside
    one, `in_statutes` the kind inside the sections of a statute.
    """

    level: int
    one: list[str]
    many: list[str]
    container: UnitKind | None = None
    division: UnitKind | None = None
    in_statutes: UnitKind | None = None


class Form(msgspec.Struct, frozen=True):
    """What a word as printed says: the kind of place, and whether there are several."""

    word: str
    many: bool


class ReferenceWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The words of references, as each `references.yaml` explains them; all in lower case but names.

    `compound_number`, `bare_numbers`, `name_number`, `name_year` and
    `adjectives` are regular expressions; the first two over the folded view.
    """

    words: dict[str, PlaceWord]
    everyday: list[str]
    everyday_here: list[str]
    also_called: dict[str, str] = {}
    prefixes: list[str] = []
    articles: list[str]
    joiners: list[str]
    ranges: list[str]
    here: list[str]
    before: list[str] = []
    after: list[str] = []
    before_behind: list[str] = []
    after_behind: list[str] = []
    last: list[str] = []
    last_behind: list[str] = []
    counts: dict[str, int] = {}
    firsts: list[str] = []
    unnumbered: list[str] = []
    ordinals: dict[str, int] = {}
    ordinal_levels: list[int] = []
    behind_levels: list[int] = []
    number_signs: list[str] = []
    number_ends: list[str] = []
    compound_number: str = "(?!)"
    bare_numbers: dict[str, str] = {}
    asides: list[str]
    owners: list[str]
    contracted: list[str] = []
    attachments: list[str]
    elsewhere: list[str] = []
    others: list[str]
    others_owning: list[str] = []
    never_said: list[str] = []
    possessive: list[str]
    after_letters: list[str]
    one_letter_words: list[str] = []
    measures: list[str]
    months: list[str]
    noun_first: bool = False
    instruments: list[str]
    instruments_after_names: list[str] = []
    instruments_alone: list[str]
    instruments_lower: list[str] = []
    instruments_with_names: list[str] = []
    nameless: list[str]
    pointing: list[str]
    amended: list[str] = []
    links: list[str]
    tails: list[str]
    weak_tails: list[str] = []
    verb_leads: list[str] = []
    infinitives: str = "(?!)"
    name_stops: list[str] = []
    name_number: str
    name_year: str
    name_ends: list[str] = []
    recital_openers: str = "(?!)"
    adjectives: str = "(?!)"
    everyday_names: list[str] = []
    said: list[str] = []

    @cached_property
    def forms(self) -> dict[str, Form]:
        """What each printed form says."""
        return {
            form: Form(word, many)
            for word, entry in self.words.items()
            for many, forms in ((False, entry.one), (True, entry.many))
            for form in forms
        }

    @cached_property
    def stems(self) -> list[str]:
        """The fewest strings of which every form contains one: what to look for first."""
        shortest: list[str] = []
        for form in sorted(self.forms, key=len):
            if not any(stem in form for stem in shortest):
                shortest.append(form)
        return shortest


@cache
def reference_words(language: str) -> ReferenceWords:
    """The reference words of a language of CITING.

    Raises:
        KeyError: references in that language are not read.
    """
    words = load_words(language, "references", ReferenceWords) if language in CITING else None
    if words is None:
        raise KeyError(language)
    return words


def before_a_noun(words: list[str]) -> str:
    """A regular expression for any of some words and the blank after it, which an elision needs not: "l'article"."""
    return rf"(?:{any_of(words)})(?:\s+|(?<=')\s*)"
