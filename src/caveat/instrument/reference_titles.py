"""How far the name of an instrument goes: "the Penal Code of 1930", "la loi n° 12 relative aux ports"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from caveat.language.numerals import roman
from caveat.language.references import before_a_noun, reference_words
from caveat.language.structure import any_of, structure

_LONGEST: Final = 200
_WINDOW: Final = 160
_MOST_WORDS: Final = 14
_TOKEN: Final = re.compile(r"\S+")
_STOP: Final = re.compile(r"[.;:,]$")
_BACK: Final = 12
_INITIALS: Final = re.compile(r"[A-Z]{3,8}\b(?!\s[A-Z]{2})")
_CAPITAL: Final = re.compile(r"[A-Z\u00c0-\u00dd]")
_NEVER: Final = re.compile(r"(?!)")


class Title(NamedTuple):
    """A name where it stands; `pointed` says that it is no name but points to one: "that Act"."""

    start: int
    end: int
    pointed: bool = False


class NounLast:
    """Names in which capital words lead up to the noun: "the Prevention of Fraud Act, 1998"."""

    def __init__(self, text: str, view: str, language: str) -> None:
        self.text = text
        self.words = reference_words(language)
        self._patterns = _noun_last(language)
        self.noun = self._patterns.noun
        self.next_name = self._patterns.next_name
        self._alone = frozenset(self.words.instruments_alone)
        self._links = frozenset(self.words.links)
        self._articles = frozenset(self.words.articles)
        self._opening = openings(language)

    def at(self, offset: int) -> Title | None:
        """The name that begins at an offset, or after the article there."""
        match = self._patterns.name.match(self.text, offset, offset + _LONGEST)
        if not match:
            return None
        kind = "pointed" if match["pointed"] else "named"
        return Title(*match.span(kind), pointed=kind == "pointed")

    def around(self, noun: re.Match[str]) -> Title | None:
        """The name that has a noun in it, None where the noun stands by itself."""
        start = self._front(noun.start())
        if start == noun.start() and not self._patterns.goes_on.match(self.text, noun.end()):
            return None
        title = self.at(start)
        return title if title and not title.pointed and title.end >= noun.end() else None

    def is_certain(self, noun: re.Match[str], title: Title) -> bool:
        """Whether the words are the name of one instrument, as a noun with no more than a word before it may not be."""
        return noun[0] in self._alone or self._patterns.number.match(self.text, noun.end()) is not None

    def is_vague(self, noun: re.Match[str], end: int) -> bool:
        """Whether what follows the noun may as well belong to the sentence; here it has capitals."""
        return False

    def _front(self, noun: int) -> int:
        """Where a name begins whose noun stands at an offset: at the first of the capital words before it."""
        start = max(0, noun - _WINDOW)
        nearest = self.text[start:noun].rsplit(None, 1)[-1:]
        if nearest and not nearest[0].strip("()")[:1].isupper():
            return noun
        tokens = [(match[0], match.start()) for match in _TOKEN.finditer(self.text, start, noun)]
        found = noun
        for word, at in reversed(tokens[-_MOST_WORDS:]):
            bare = word.strip("()")
            if (
                not bare
                or bare in self._articles
                or _STOP.search(word)
                or not (bare[0].isupper() or bare.lower() in self._links)
            ):
                break
            if bare[0].isupper():
                if bare.lower() in self._opening or roman(bare.lower()):
                    break
                found = at + (len(word) - len(word.lstrip("(")) if ")" not in self.text[at:noun] else 0)
        return found


class NounFirst:
    """Names that begin with the noun: "code pénal", "Ley 12 de 2004", "Convention sur la sécurité des puits"."""

    def __init__(self, text: str, view: str, language: str) -> None:
        self.text = text.replace("\u2019", "'")
        self.view = view
        self.words = reference_words(language)
        self._patterns = _noun_first(language)
        self.noun = self._patterns.noun
        self.next_name = _NEVER
        self._alone = frozenset(self.words.instruments_alone)
        self._lower = frozenset(self.words.instruments_lower)
        self._named = frozenset(self.words.instruments_with_names)

    def at(self, offset: int) -> Title | None:
        """The name that begins at an offset."""
        if pointed := self._patterns.pointed.match(self.view, offset):
            return Title(*pointed.span(), pointed=True)
        if noun := self.noun.match(self.text, offset):
            return Title(offset, self._end(noun.end()))
        initials = _INITIALS.match(self.text, offset)
        return Title(*initials.span()) if initials else None

    def around(self, noun: re.Match[str]) -> Title | None:
        """The name that begins with a noun, None where the noun stands by itself or begins none that is certain."""
        if not self._patterns.number.match(self.text, noun.end()) and not self._is_definite(noun):
            return None
        end = self._end(noun.end())
        return Title(noun.start(), end) if end > noun.end() else None

    def is_certain(self, noun: re.Match[str], title: Title) -> bool:
        """Whether the words are the name of one instrument: it has a number, or is a definite one of its kind."""
        if self._patterns.number.match(self.text, noun.end()):
            return True
        if not self._is_definite(noun):
            return False
        kind = noun[0].lower()
        if kind in self._lower:
            return not self._patterns.everyday.match(self.text, noun.end())
        if noun[0][0].isupper():
            return kind in self._alone
        return kind in self._named and self.has_capital(noun.end(), title.end)

    def _is_definite(self, noun: re.Match[str]) -> bool:
        """Whether an article stands before a noun that names an instrument without a number."""
        if noun[0].lower() not in self._alone:
            return False
        return self._patterns.definite.search(self.view, max(noun.start() - _BACK, 0), noun.start()) is not None

    def is_vague(self, noun: re.Match[str], end: int) -> bool:
        """Whether what follows the noun may as well belong to the sentence: "la Convention pour le règlement"."""
        if noun[0].lower() in self._lower or self.has_capital(noun.end(), end):
            return False
        return self._patterns.weak.match(self.text, noun.end()) is not None

    def has_capital(self, start: int, end: int) -> bool:
        """Whether a stretch has a capital letter."""
        return _CAPITAL.search(self.text, start, end) is not None

    def _end(self, noun: int) -> int:
        """Where a name ends whose noun ends at an offset: what it is about may be a row of "of" and "on"."""
        end = self._patterns.own_words.match(self.text, noun).end()  # type: ignore[union-attr]
        found = self._patterns.tail.match(self.text, end)
        while found and found.end() - noun < _LONGEST:
            end = found.end()
            found = self._patterns.more.match(self.text, end)
        return end


class _NounFirst(NamedTuple):
    """The patterns of names in a language that puts the noun first; `own_words` always matches."""

    noun: re.Pattern[str]
    pointed: re.Pattern[str]
    number: re.Pattern[str]
    definite: re.Pattern[str]
    everyday: re.Pattern[str]
    own_words: re.Pattern[str]
    tail: re.Pattern[str]
    more: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def _noun_first(language: str) -> _NounFirst:
    words = reference_words(language)
    nouns = any_of([*words.instruments, *(noun.capitalize() for noun in words.instruments)])
    places = [*words.forms, *(form.capitalize() for form in words.forms)]
    stops = rf"(?!(?:{any_of([*places, *words.here, *words.others])})(?!\w))"
    joined = rf"(?:(?:{any_of(words.joiners)})\s+)?"
    number = rf"(?:{words.name_number})"
    own = rf"(?:(?!{number})\s+{joined}{stops}(?:{_CAPITAL.pattern}[\w'-]*|(?:{words.adjectives})(?!\w))){{0,6}}"
    leading = [word for word in (*words.tails, *words.links, *words.name_stops) if word.isalpha()]
    content = rf"(?:{before_a_noun(words.articles)})?{stops}(?!(?:{any_of(leading)})(?!\w))[\w'-]+{own}"
    verb = rf"(?!(?:{before_a_noun(words.verb_leads)})(?:{words.infinitives})(?!\w))"
    numbers = rf"(?:{number}|{words.name_year})"
    first_words = tuple(f"{word} " for word in words.joiners)
    joining = [word for word in words.links if word.startswith(first_words)]
    no_other = rf"(?!\s+{before_a_noun(joining)}(?:{nouns})(?!\w))"
    attached = rf"\s+{before_a_noun(words.attachments)}(?:{nouns})(?!\w){own}"

    def led(words_before: list[str]) -> str:
        return rf"{numbers}{own}|{attached}|{no_other}\s+{verb}{before_a_noun(words_before)}{content}"

    return _NounFirst(
        noun=re.compile(rf"(?<!\w)(?:{nouns})(?![\w-])"),
        pointed=re.compile(rf"{before_a_noun(words.pointing)}(?:{any_of(words.instruments)})(?!\w)"),
        number=re.compile(own + number),
        definite=re.compile(rf"(?<!\w){before_a_noun(words.articles)}$"),
        everyday=re.compile(rf"\s+(?:{any_of(words.everyday_names)})(?!\w)"),
        own_words=re.compile(own),
        tail=re.compile(led(words.tails)),
        more=re.compile(led([*words.tails, *words.links])),
        weak=re.compile(rf"\s+{before_a_noun(words.weak_tails)}"),
    )


@cache
def openings(language: str) -> frozenset[str]:
    """Words with which a sentence begins and no name does."""
    words, built = reference_words(language), structure(language)
    return frozenset([*built.sentence_openers, *built.party_openers, *words.here, *words.forms, *words.joiners])


class _NounLast(NamedTuple):
    """The patterns of names in a language that puts the noun last."""

    noun: re.Pattern[str]
    name: re.Pattern[str]
    goes_on: re.Pattern[str]
    number: re.Pattern[str]
    next_name: re.Pattern[str]


@cache
def _noun_last(language: str) -> _NounLast:
    words = reference_words(language)
    nouns = any_of(words.instruments)
    joiners = any_of(words.joiners)
    after_comma = "".join(rf"|(?<={re.escape(joiner)}\s)" for joiner in words.joiners)
    return _NounLast(
        noun=re.compile(rf"(?:{nouns})(?![\w-])"),
        name=_name(language),
        goes_on=re.compile(rf"\s+(?:{any_of(words.tails)})\s|{words.name_number}|\s?\("),
        number=re.compile(words.name_number),
        next_name=re.compile(
            rf",?\s(?:(?:{joiners})\s+)?(?:(?<=,\s){after_comma})(?:{before_a_noun(words.articles)})?"
            rf"(?:[A-Z0-9][^\s,;:.]{{0,30}}\s+){{0,8}}?(?:{nouns})(?![\w-])"
        ),
    )


def _name(language: str) -> re.Pattern[str]:
    """A name over the text itself: capital words up to a noun for an instrument, what it is about, number and year."""
    words = reference_words(language)
    places = any_of([form.capitalize() for form in words.forms if form.isalpha()])
    dotted = "".join(rf"|(?<={re.escape(end)})\." for end in words.name_ends)
    capital = rf"(?!(?:{places})\b)[A-Z0-9(](?:[^\s,;:.]|\.(?=\w){dotted}){{0,40}}"
    links = rf"(?:{any_of(words.links)})\b"
    nouns = any_of([*words.instruments, *(noun.upper() for noun in words.instruments)])
    front = rf"(?:(?=[A-Z])(?:(?:{capital}|{links}),?\s+){{1,14}}?)"
    more = rf"(?:,?\s+(?:{links}\s+){{0,3}}{capital}){{0,14}}"
    tail = rf"\s+(?:{any_of(words.tails)})(?:\s+{links}){{0,3}}\s+{capital}{more}"
    lower = any_of([noun.lower() for noun in words.instruments])
    article = before_a_noun(words.articles)
    pointing = any_of([re.sub(rf"^{article}", "", word) for word in words.pointing])
    after_article = "|".join(rf"(?<={re.escape(word)}\s)" for word in words.articles)
    named = rf"(?:{front}(?:{any_of(words.instruments_after_names)})|{front}?(?:{nouns}))\b(?:{tail})?{words.name_year}"
    return re.compile(
        rf"(?:(?:{any_of([*words.articles, *words.possessive])})\s+)?"
        rf"(?:(?P<pointed>(?:{pointing})\s+(?:{lower}|{nouns})\b)|(?P<named>{named}|(?:{after_article})(?:{lower})\b|{_INITIALS.pattern}))"
    )
