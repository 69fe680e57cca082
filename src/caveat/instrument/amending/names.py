"""Which law an amending text means: by its name, or by words such as "the principal Act" that it explains."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from caveat.instrument.reference_names import Names
from caveat.kernel.folding import fold, squeeze
from caveat.language.amending import amending_words
from caveat.language.structure import any_of

_NEAR: Final = 240
_LONGEST: Final = 200
_TITLE: Final = 4000
_AMENDS: Final = re.compile(r"(?<!\w)(?:to (?:further )?amend|amending|for the amendment of) (?:the )?")
_WORD: Final = re.compile(r"[^\W_]+")
_CAPITAL: Final = re.compile(r"(?<!\w)[A-Z]")
_BLOCK: Final = re.compile(r"\n\s*\n")
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_ASIDE: Final = re.compile(r"\((?=[^()]{0,80}\d)[^()]{0,80}\)|\([^()]{0,80}\)\s*$|\([^()]{0,200}$")
_HEAD: Final = 12
_CITED: Final = re.compile(r"(?:cited|known|called)\s+(?:as\s+)?(?:the\s+)?(?P<name>[A-Z][^.;\n]{3,160})")


class PrincipalNames:
    """The names of laws in one amending text."""

    def __init__(self, text: str, view: str, names: Names) -> None:
        self.text = text
        self.view = view
        self.names = names
        nouns = any_of([noun.lower() for noun in names.words.instruments])
        generic = any_of(amending_words("en").generic)
        self._pointed = re.compile(rf"(?<!\w)(?:{generic})\s+(?:{nouns})(?!\w)")
        self._noun = re.compile(rf"(?<!\w)(?:{nouns})(?!\w)")
        called = any_of(amending_words("en").called)
        self._called = re.compile(
            rf"(?:{called})\s+[\"'(]{{0,2}}(?:the\s+)?[\"'(]{{0,2}}(?P<name>(?:(?:{generic})\s+)?(?:{nouns}))(?!\w)"
        )
        defines = any_of([*amending_words("en").defining, "is"])
        self._defined = re.compile(
            rf"[\"'](?:the\s+)?(?P<name>(?:{generic})\s+(?:{nouns}))[\"'],?\s+(?:{defines})\s+(?:the\s+)?"
        )

    @cached_property
    def explained(self) -> list[tuple[int, str]]:
        """Where the text says which law it calls the principal one, and which that is, in order."""
        found = []
        for match in self._defined.finditer(self.view):
            if name := self._name(match.end()):
                found.append((match.start(), name))
        for match in self._called.finditer(self.view):
            if names := list(self.named(max(0, match.start() - _NEAR), match.start())):
                found.append((match.start(), names[-1]))
        return sorted(found)

    @cached_property
    def titled(self) -> str | None:
        """The law that the title, or the words before the first provision, say the text is to amend."""
        for match in _AMENDS.finditer(self.view, 0, _TITLE):
            name = self._name(match.end())
            if name and not self.is_generic(name):
                return name
        return None

    def _name(self, start: int, least: int = 0) -> str | None:
        """The name of another law that stands at an offset and ends no earlier than `least`; none goes over a block."""
        owner = self.names.owner(start)
        if owner is None or owner.name is None or owner.end < least:
            return None
        block = _BLOCK.search(self.text, start, owner.end)
        return squeeze(self.text[start : block.start()]).removeprefix("the ") if block else owner.name

    def at(self, offset: int) -> str | None:
        """The law that is the principal one where words stand: the last that was explained, or the first to be."""
        if not self.explained:
            return self.titled
        place = bisect_right([start for start, _ in self.explained], offset) - 1
        return self.explained[max(place, 0)][1]

    def full(self, name: str | None, offset: int) -> str | None:
        """A name in full, where it only says "the principal Act"."""
        if name is None or not self.is_generic(name):
            return name
        return self.at(offset) or name

    def is_generic(self, name: str) -> bool:
        """Whether a name says no more than that it is the law that is amended."""
        plain = squeeze(fold(name)).removeprefix("the ")
        return self._pointed.fullmatch(plain) is not None or self._noun.fullmatch(plain) is not None

    def between(self, start: int, end: int) -> str | None:
        """The first law that is named in a stretch of text, its own name aside."""
        if pointed := self._pointed.search(self.view, start, end):
            return squeeze(self.text[slice(*pointed.span())])
        return next(self.named(start, end), None)

    def named(self, start: int, end: int) -> Iterator[str]:
        """Every law that is named in a stretch of text, its own name aside."""
        for match in self._noun.finditer(self.view, start, end):
            at = self.view.rfind("the ", start, match.start())
            capital = _CAPITAL.search(self.text, start if at < 0 else at + 4, match.start() + 1)
            if name := self._name(capital.start(), match.end()) if capital else None:
                yield name


def means(name: str | None, title: str, text: str) -> bool:
    """Whether a name is that of a text: its title, a line of its head, or the clause that says how it is cited."""
    if name is None or not (wanted := _telling(name)):
        return True
    front = text[:_TITLE]
    lines = front.splitlines()[:_HEAD]
    cited = [match["name"] for match in _CITED.finditer(front)]
    return any(_telling(one) == wanted and _same_year(name, one) for one in (title, *lines, *cited))


def _same_year(one: str, other: str) -> bool:
    years = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    return not all(years) or not years[0].isdisjoint(years[1])


def _telling(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    words = {word for word in _WORD.findall(fold(_ASIDE.sub(" ", name))) if not word[0].isdigit()}
    return frozenset(words - set(amending_words("en").generic) - set(amending_words("en").untelling))
