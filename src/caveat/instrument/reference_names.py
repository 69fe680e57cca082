"""The names of instruments that stand after a reference: "of the Penal Code", "of this Act"."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import Final, NamedTuple

from caveat.instrument.reference_words import places_of
from caveat.kernel.folding import squeeze
from caveat.language.references import ReferenceWords
from caveat.language.structure import any_of

_TITLE: Final = 600
_BACK: Final = 120
_LONGEST: Final = 200
_NUMBERED: Final = (
    r"(?:\s\([A-Z]{2,4}\))?(?:\s(?:No\.?\s?)?\d[\w/-]{0,14})?"
    r"(?:,?\s(?:of\s)?(?:\d{1,2}\s[A-Z][a-z]{2,8}\s)?(?:1[89]|20)\d\d\b)?"
    r"(?:\s?\((?:Cap|No|Act|E?TS|CETS|Chapter|19|20)\b[^()\n]{0,40}\))?"
)


class Owner(NamedTuple):
    """The instrument that a reference belongs to: its name as printed, or None where it is the text itself."""

    name: str | None
    end: int


class Names:
    """Reads names of instruments in one text, and tells its own from those of others."""

    def __init__(self, text: str, view: str, words: ReferenceWords) -> None:
        self.text = text
        self.view = view
        self.words = words
        self._name = _name_regex(words)
        nouns = any_of([noun.lower() for noun in words.instruments])
        self._noun = re.compile(rf"(?<![a-z])(?:{nouns})(?![a-z])")
        self._this = re.compile(rf"(?:{any_of(words.here)})\s+(?P<noun>{nouns})(?![a-z])")

    @cached_property
    def own_noun(self) -> str:
        """What the text calls itself: the noun it has most often after "this"; empty where there is none."""
        found = (self._this.match(self.view, offset) for offset in places_of(self.words.here, self.view))
        counts = Counter(match["noun"] for match in found if match)
        return counts.most_common(1)[0][0] if counts else ""

    def owner(self, offset: int) -> Owner | None:
        """The instrument that is named at an offset, if one is."""
        if own := self._this.match(self.view, offset):
            return Owner(None, own.end())
        match = self._name.match(self.text, offset, offset + _LONGEST)
        if not match:
            return None
        name = (match["pointed"] or match["named"]).rstrip(" .,;:")
        start = match.start("pointed" if match["pointed"] else "named")
        itself = match["named"] is not None and self._is_own(name)
        return Owner(None if itself else squeeze(name), start + len(name))

    def own_before(self, offset: int) -> bool:
        """Whether "its" at an offset stands for the text itself: the instrument last named before is its own."""
        named = list(self._noun.finditer(self.view, max(offset - _BACK, 0), offset))
        return bool(named) and named[-1][0] == self.own_noun

    def _is_own(self, name: str) -> bool:
        """Whether "the Act", or the title in full, is what the text calls itself."""
        if not self.own_noun:
            return False
        plain = squeeze(name.lower())
        if plain == self.own_noun:
            return True
        lines = self.text[:_TITLE].lower().splitlines()
        titled = any(line.strip(" #*_").removeprefix("the ").startswith(plain) for line in lines)
        return titled and self.own_noun in plain.replace(",", " ").split()


def _name_regex(words: ReferenceWords) -> re.Pattern[str]:
    """A name over the text itself: capital words up to a noun for an instrument, what it is about, number and year."""
    places = any_of([form.capitalize() for form in words.forms if form.isalpha()])
    capital = rf"(?!(?:{places})\b)[A-Z0-9(](?:[^\s,;:.]|\.(?=\w)|(?<=No)\.){{0,40}}"
    links = rf"(?:{any_of(words.links)})\b"
    nouns = any_of([*words.instruments, *(noun.upper() for noun in words.instruments)])
    front = rf"(?:(?=[A-Z])(?:(?:{capital}|{links}),?\s+){{1,14}}?)"
    more = rf"(?:,?\s+(?:{links}\s+){{0,3}}{capital}){{0,14}}"
    tail = rf"\s+(?:{any_of(words.tails)})(?:\s+{links}){{0,3}}\s+{capital}{more}"
    lower = any_of([noun.lower() for noun in words.instruments])
    pointing = any_of([word.removeprefix("the ") for word in words.pointing])
    named = rf"(?:{front}(?:{any_of(words.instruments_after_names)})|{front}?(?:{nouns}))\b(?:{tail})?{_NUMBERED}"
    return re.compile(
        rf"(?:(?:the|its)\s+)?(?:(?P<pointed>(?:{pointing})\s+(?:{lower}|{nouns})\b)"
        rf"|(?P<named>{named}|(?<=the\s)(?:{lower})\b|[A-Z]{{3,8}}\b(?!\s[A-Z]{{2}})))"
    )
