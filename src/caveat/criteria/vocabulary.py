"""The words that a criterion can look for: elements of the lexicons of terms, each in exactly one file."""

from __future__ import annotations

from functools import cache
from typing import Final

from caveat.language import lexicon

_TERMS: Final = "terms"
"""Lexicons of terms are called so, or so with a subject: `terms-speech`."""


@cache
def lexicons() -> dict[str, str]:
    """The lexicon that holds each element.

    Raises:
        LexiconError: an element stands in two lexicons.
    """
    found: dict[str, str] = {}
    for name in lexicon.names("en"):
        if name.partition("-")[0] != _TERMS:
            continue
        for element in dict.fromkeys(entry.element for entry in lexicon.load("en", name).entries):
            if element in found:
                raise lexicon.LexiconError(f"element {element} stands in {found[element]} and in {name}")
            found[element] = name
    return found


@cache
def values(element: str) -> list[str]:
    """What the entries of an element may mean."""
    return [entry.value for entry in lexicon.load("en", lexicons()[element]).of(element)]
