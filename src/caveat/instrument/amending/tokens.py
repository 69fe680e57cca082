"""The words of amending instructions: verbs, places, quotations, and what else decides what an instruction does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from caveat.instrument.amending.quotes import HOLE, Quote
from caveat.instrument.reference_grammar import Citation, Grammar
from caveat.instrument.reference_patterns import patterns
from caveat.instrument.reference_places import Places
from caveat.instrument.reference_words import places_of
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import Span
from caveat.language.amending import AmendingWords, Role, Verb, amending_words
from caveat.language.references import reference_words
from caveat.language.structure import any_of, structure

Thing = Literal[
    "heading", "definition", "sentence", "opening", "closing", "proviso", "punctuation", "existing", "itself", "unknown"
]
Flag = Literal[
    "everywhere",
    "occurrence",
    "end",
    "start",
    "alphabetical",
    "following",
    "instead",
    "to the end",
    "capital",
    "announced",
]

_LETTERS: Final = re.compile(r"[a-z]+")
_GAP: Final = 160
_BACK: Final = 10
_TERM: Final = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?(?:(?:terms?|words?|expressions?)\s+)?")
_OR_NONE: Final = re.compile(rf"(?:{_TERM.pattern}|\s+)")
_AND_TERM: Final = re.compile(r"\s*(?:,|,?\s*and|,?\s*or)\s*(?:of\s+)?")
_OF: Final = re.compile(r"\s+of\s+(?:the\s+)?")
_BARE_TERM: Final = re.compile(r"[a-z][a-z -]{1,50}?(?=\s(?:in|is|are|appearing|by)\b|[,;:.]|\s*-|\s*$)")


class Token(NamedTuple):
    """One of the words that matter, with what is known of it; `role` says how the words before it lead to it."""

    kind: Literal["verb", "place", "quote", "thing", "flag"]
    start: int
    end: int
    gap: str
    role: Role | None = None
    verb: Verb | None = None
    place: Citation | None = None
    quote: Quote | None = None
    thing: Thing | None = None
    flag: Flag | None = None
    value: str = ""
    nth: int = 0
    excepted: bool = False


class Stretches:
    """Stretches of text, which may overlap, for look-ups."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = [*accumulate((end for _, end in ordered), max)]

    def meets(self, start: int, end: int) -> bool:
        """Whether any of them has a character in common with another stretch."""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and self._reach[place] > start


class Lexer:
    """Finds tokens in an amending text, whose quotations are holes in `hollow`."""

    def __init__(self, text: str, hollow: str, quotes: list[Quote], places: Places) -> None:
        self.text = text
        self.view = fold(hollow.replace("—", ":"))
        self.quotes = quotes
        self.starts = [quote.start for quote in quotes]
        self.words = amending_words("en")
        self.grammar = Grammar(hollow, self.view, places, set(), patterns("en"))

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens of a stretch in order, none inside another."""
        found = sorted([*self._places(start, end), *self._quotes(start, end)], key=lambda one: one.start)
        asides = [span for one in found if one.place and (span := self._aside(one.end))]
        asides += [match.span() for match in _naming().finditer(self.view, start, end)]
        apart = Stretches(asides)
        found = [one for one in found if not apart.meets(one.start, one.end)]
        taken = Stretches([*asides, *((one.start, one.end) for one in found)])
        found += [one for one in self._words(start, end) if not taken.meets(one.start, one.end)]
        return self._with_roles(start, self._with_terms(sorted(found, key=lambda one: one.start)))

    def _aside(self, offset: int) -> tuple[int, int] | None:
        """The brackets after a place in which its heading stands: "section 3 (powers of entry)"."""
        match = _asides().match(self.view, offset)
        return match.span() if match else None

    def _places(self, start: int, end: int) -> list[Token]:
        found: list[Token] = []
        at = start
        for offset in places_of(self.grammar.words.stems, self.view[start:end]):
            place = self._place(start + offset) if start + offset >= at else None
            if place and at <= place.start and place.end <= end:
                found.append(Token("place", place.start, place.end, "", place=place))
                at = place.end
        return found

    def _place(self, offset: int) -> Citation | None:
        for prefix in self.grammar.words.prefixes:
            if self.view.endswith(prefix, 0, offset):
                offset -= len(prefix)
                break
        known = None if self.view[offset - 1 : offset].isalnum() else self.grammar.form_at(offset)
        place = self.grammar.read(offset, *known) if known else None
        if place and self.grammar.belongs_to_one_named(place):
            return place._replace(instrument=None, own=False, elsewhere=True)  # the place named before, not the law
        return place

    def _quotes(self, start: int, end: int) -> list[Token]:
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [Token("quote", quote.start, quote.end, "", quote=quote) for quote in self.quotes[first:last]]

    def _words(self, start: int, end: int) -> list[Token]:
        found: list[Token] = []
        for letters in _LETTERS.finditer(self.view, start, end):
            if letters[0] in _first_words() and (not found or letters.start() >= found[-1].end):
                match = _patterns().match(self.view, letters.start(), end)
                token = _word(match) if match and not self._reports(match) else None
                found += [token] if token else []
        return found

    def _reports(self, match: re.Match[str]) -> bool:
        """Whether a verb only says what was done: "as renumbered"."""
        before = self.view[max(match.start() - _BACK, 0) : match.start()].rstrip()
        return match.lastgroup == "verb" and before.endswith(self.words.reports)

    def _with_terms(self, tokens: list[Token]) -> list[Token]:
        """Definitions with the terms that are defined; the quotations of the terms are no objects of their own."""
        found: list[Token] = []
        rest = iter(tokens)
        held: list[Token] = list(rest)
        index = 0
        while index < len(held):
            token = held[index]
            index += 1
            if token.thing != "definition":
                found.append(token)
                continue
            named, index = self._terms(token, held, index)
            found += named
        return found

    def _terms(self, token: Token, tokens: list[Token], index: int) -> tuple[list[Token], int]:
        found: list[Token] = []
        end, lead = token.end, _OR_NONE
        while index < len(tokens) and tokens[index].quote and lead.fullmatch(self.view, end, tokens[index].start):
            quote = tokens[index].quote
            assert quote
            found.append(
                token._replace(start=tokens[index].start, end=quote.end, value=squeeze(quote.words(self.text)))
            )
            end, index, lead = quote.end, index + 1, _AND_TERM
        leads = None if found else _TERM.match(self.view, token.end)
        bare = _BARE_TERM.match(self.view, leads.end()) if leads else None
        if bare:
            found = [token._replace(end=bare.end(), value=squeeze(bare[0]))]
        if found:
            found[0] = found[0]._replace(start=token.start)
        return found or [token], index

    def _with_roles(self, start: int, tokens: list[Token]) -> list[Token]:
        found: list[Token] = []
        end = start
        for token in tokens:
            gap = self.view[max(end, token.start - _GAP) : token.start]
            role = _role(gap) if token.kind in ("place", "quote", "thing") else None
            if role == "within" and found and _OF.fullmatch(gap) and _is_object(found):
                role = None
            if found and found[-1].flag == "following" and not token.quote and gap.strip() in ("", "new"):
                role = "new"
            role = None if token.quote and role == "within" else role
            found.append(token._replace(gap=gap, role=role, excepted=_exceptions().search(gap) is not None))
            end = token.end
        return found


def _role(gap: str) -> Role | None:
    """The last of the words before an object that says of its part in the instruction; none reaches over a comma."""
    found = [*_roles().finditer(gap)]
    role = _role_of()[squeeze(found[-1][0])] if found else None
    return None if role == "within" and "," in gap[found[-1].end() :] else role


@cache
def _role_of() -> dict[str, Role]:
    return {form: role for role, forms in amending_words("en").roles.items() for form in forms}


def _is_object(before: list[Token]) -> bool:
    """Whether "of" after a noun such as "deletion", or after the place where that is, leads to its object."""
    last = before[-1]
    if last.kind == "place" and last.role == "within" and len(before) > 1:
        last = before[-2]
    return last.verb is not None


@cache
def _asides() -> re.Pattern[str]:
    words = amending_words("en")
    goes_on = any_of([*words.exceptions, *words.everywhere, *words.aside_goes_on])
    return re.compile(rf"\s{{0,3}}\((?!(?:{goes_on})(?!\w))[^()]{{0,240}}\)")


@cache
def _naming() -> re.Pattern[str]:
    """Brackets, or words between commas, that give the law a name for the rest of the text."""
    called = any_of(amending_words("en").called)
    words = any_of(amending_words("en").generic)
    nouns = any_of([noun.lower() for noun in reference_words("en").instruments])
    name = rf"(?:the\s+)?(?:{words})\s+(?:{nouns})"
    return re.compile(
        rf"\([^()]{{0,80}}(?<!\w)(?:{called})(?!\w)[^()]{{0,80}}\)"
        rf"|(?<!\w)(?:{called})\s+(?:the\s+|as\s+)?(?:{HOLE}{{3,60}}|{name})"
    )


@cache
def _exceptions() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(amending_words('en').exceptions)})(?!\w)")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!\w-)(?:{_forms(list(_role_of()))})(?!\w|-\w)")


def _word(match: re.Match[str]) -> Token | None:
    kind, value = match.lastgroup or "", match[0]
    start, end = match.span()
    words = amending_words("en")
    if kind == "verb":
        return Token("verb", start, end, "", verb=_verb_of()[squeeze(value)])
    if kind in ("everywhere", "end", "start", "alphabetical", "following", "instead", "toend", "capital", "announced"):
        flag: Flag = "to the end" if kind == "toend" else kind  # type: ignore[assignment]
        return Token("flag", start, end, "", flag=flag)
    if kind == "occurrence":
        return Token("flag", start, end, "", flag="occurrence", nth=_count(match["nth"]))
    if kind == "sentence":
        return Token("thing", start, end, "", thing="sentence", nth=_count(match["which"]))
    if kind == "proviso":
        return Token("thing", start, end, "", thing="proviso", nth=_count(match["nthproviso"] or "first"), value=value)
    if kind == "punctuation":
        return Token("thing", start, end, "", thing="punctuation", value=words.punctuation[squeeze(value)])
    return Token("thing", start, end, "", thing=kind, value=value)  # type: ignore[arg-type]


def _count(word: str) -> int:
    """The place that an ordinal names, counted from 1; -1 for the last."""
    words = amending_words("en")
    if word in words.last:
        return -1
    return words.occurrence_ordinals.get(word) or structure("en").ordinals.index(word) + 1


@cache
def _verb_of() -> dict[str, Verb]:
    return {form: verb for verb, forms in amending_words("en").verbs.items() for form in forms}


@cache
def _patterns() -> re.Pattern[str]:
    words: AmendingWords = amending_words("en")
    ordinals = _forms([*structure("en").ordinals, *words.occurrence_ordinals, *words.last])
    named = [form for form in reference_words("en").forms if form not in words.headings]
    units = _forms([*words.announced.units, *named])
    before = _forms(words.occurrence_before)
    groups = {
        "occurrence": rf"(?:{before})\s+(?P<nth>{ordinals})\s+(?:{_forms(words.occurrence_after)})",
        "sentence": rf"(?P<which>{ordinals})\s+(?:{_forms(words.sentences)})",
        "unknown": _forms(words.unknown),
        "announced": rf"(?:{_forms(words.announced.before)})\s+(?:{units})",
        "itself": rf"(?:{_forms(words.itself)})\s+(?:{_forms(named)})(?!\w)(?!\s*[\(\d])",
        "verb": _forms(list(_verb_of())),
        "capital": _forms(words.capitals),
        "everywhere": _forms(words.everywhere),
        "toend": _forms(words.to_the_end),
        "end": _forms(words.ends),
        "start": _forms(words.starts),
        "alphabetical": _forms(words.alphabetical),
        "instead": _forms(words.instead),
        "following": _forms(words.following),
        "heading": _forms(words.headings),
        "definition": _forms(words.definitions),
        "opening": _forms(words.openings),
        "closing": _forms(words.closings),
        "proviso": rf"(?:(?P<nthproviso>{ordinals})\s+)?(?:{_forms(words.provisos)})",
        "punctuation": _forms(list(words.punctuation)),
        "existing": _forms(words.existing),
    }
    body = "|".join(f"(?P<{name}>{pattern})" for name, pattern in groups.items())
    return re.compile(rf"(?<!\w)(?<!\w-)(?:{body})(?!\w|-\w)")


def _forms(words: list[str]) -> str:
    """A regular expression for any of some words; where they are several, a line may end between them."""
    return any_of(words).replace(r"\ ", r"\s+")


@cache
def _first_words() -> frozenset[str]:
    """The letters with which anything that matters begins: the long pattern is tried nowhere else."""
    words = amending_words("en")
    lists = [
        words.occurrence_before, structure("en").ordinals, list(words.occurrence_ordinals), words.last, words.unknown,
        words.announced.before, words.itself, list(_verb_of()), words.capitals, words.everywhere, words.to_the_end,
        words.ends, words.starts, words.alphabetical, words.instead, words.following, words.headings, words.definitions,
        words.openings, words.closings, words.provisos, list(words.punctuation), words.existing,
    ]  # fmt: skip
    return frozenset(match[0] for forms in lists for form in forms if (match := _LETTERS.match(form)))
