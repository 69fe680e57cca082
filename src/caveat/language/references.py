"""How legal texts in a language point to other places, loaded from `references.yaml` in the language's folder."""

from __future__ import annotations

from functools import cache, cached_property
from importlib import resources
from typing import Final

import msgspec
import yaml

CITING: Final = ("en",)
"""Languages whose references can be read."""

BASIC: Final = 2
"""The level of articles, sections and the like: annexes are 0, containers 1, subdivisions 3 to 5."""


class PlaceWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word for a kind of place: its level, and its forms for one and for many."""

    level: int
    one: list[str]
    many: list[str]


class Form(msgspec.Struct, frozen=True):
    """What a word as printed says: the kind of place, and whether there are several."""

    word: str
    many: bool


class ReferenceWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The words of references; all in lower case but those of `instruments`."""

    words: dict[str, PlaceWord]
    everyday: list[str]
    everyday_here: list[str]
    also_called: dict[str, str]
    prefixes: list[str]
    joiners: list[str]
    ranges: list[str]
    here: list[str]
    before: list[str]
    after: list[str]
    asides: list[str]
    owners: list[str]
    attachments: list[str]
    elsewhere: list[str]
    others: list[str]
    possessive: list[str]
    after_letters: list[str]
    measures: list[str]
    instruments: list[str]
    instruments_after_names: list[str]
    instruments_alone: list[str]
    nameless: list[str]
    definite: str
    pointing: list[str]
    amended: list[str]
    links: list[str]
    tails: list[str]

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
    if language not in CITING:
        raise KeyError(language)
    path = resources.files("caveat.language") / language / "references.yaml"
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return msgspec.convert(raw, ReferenceWords)
