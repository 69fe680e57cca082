"""The names of instruments that stand after a reference: "of the Penal Code", "of this Act"."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property
from typing import Final, NamedTuple

from caveat.instrument.reference_titles import NounFirst, NounLast
from caveat.instrument.reference_words import places_of
from caveat.kernel.folding import squeeze
from caveat.language.references import ReferenceWords, before_a_noun, reference_words
from caveat.language.structure import any_of

_TITLE: Final = 600
_BACK: Final = 400


class Owner(NamedTuple):
    """The instrument that a reference belongs to: its name as printed, or None where it is the text itself."""

    name: str | None
    end: int


class _Patterns(NamedTuple):
    noun: re.Pattern[str]
    this: re.Pattern[str]
    article: re.Pattern[str]


def closed(name: str) -> str:
    """A name without a bracket at its end that is not closed, as in "Convention (hereinafter", and without a stop."""
    opened = name.rfind("(")
    if opened > name.rfind(")"):
        name = name[:opened]
    return name.rstrip(" .,;:\n")


@cache
def _patterns(language: str) -> _Patterns:
    words = reference_words(language)
    nouns = any_of([noun.lower() for noun in words.instruments])
    return _Patterns(
        noun=re.compile(rf"(?<!\w)(?:{nouns})(?!\w)"),
        this=re.compile(rf"{before_a_noun(words.here)}(?P<noun>{nouns})(?!\w)"),
        article=re.compile(before_a_noun(words.articles)),
    )


class Names:
    """Reads names of instruments in one text, and tells its own from those of others."""

    def __init__(self, text: str, view: str, words: ReferenceWords, language: str) -> None:
        self.text = text
        self.view = view
        self.words = words
        self.titles = (NounFirst if words.noun_first else NounLast)(text, view, language)
        self._patterns = _patterns(language)

    @cached_property
    def own_noun(self) -> str:
        """What the text calls itself: the noun it has most often after "this"; empty where there is none."""
        found = (self._patterns.this.match(self.view, offset) for offset in places_of(self.words.here, self.view))
        counts = Counter(match["noun"] for match in found if match)
        return counts.most_common(1)[0][0] if counts else ""

    def owner(self, offset: int) -> Owner | None:
        """The instrument that is named at an offset, if one is."""
        if own := self._patterns.this.match(self.view, offset):
            return Owner(None, own.end())
        title = self.titles.at(offset)
        if title is None:
            return None
        name = closed(self.text[title.start : title.end])
        itself = not title.pointed and self._is_own(name)
        return Owner(None if itself else squeeze(name), title.start + len(name))

    def before(self, offset: int) -> Owner | None:
        """What "its" or "thereof" at an offset stands for: the instrument that was named last."""
        named = list(self._patterns.noun.finditer(self.view, max(offset - _BACK, 0), offset))
        if not named:
            return None
        noun = named[-1]
        if noun[0] == self.own_noun:
            return Owner(None, noun.end())
        printed = self.titles.noun.match(self.text, noun.start())
        title = self.titles.around(printed) if printed else None
        name = self.text[title.start : title.end] if title and title.end <= offset else self.text[slice(*noun.span())]
        return Owner(squeeze(name), noun.end())

    def _is_own(self, name: str) -> bool:
        """Whether "the Act", or the title in full, is what the text calls itself."""
        if not self.own_noun:
            return False
        plain = squeeze(name.lower())
        if plain == self.own_noun:
            return True
        lines = self.text[:_TITLE].lower().splitlines()
        titled = any(self._bare(line.strip(" #*_")).startswith(plain) for line in lines)
        return titled and self.own_noun in plain.replace(",", " ").split()

    def _bare(self, title: str) -> str:
        """A title without the article before it."""
        match = self._patterns.article.match(title)
        return title[match.end() :] if match else title
