"""Schedules of amendments set out as a table: the provision in one column, what is done to it in the next."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from caveat.instrument.amending.tokens import Lexer, Token
from caveat.kernel.shapes import Span
from caveat.language.amending import amending_words
from caveat.language.references import reference_words
from caveat.language.structure import any_of, structure

_LEAST: Final = 2
_REACH: Final = 1000
_LINE: Final = re.compile(r"^[ \t]*(?=\S)", re.MULTILINE)


class Row(NamedTuple):
    """One row: where it begins and ends, where its command begins, the place it is about, and the name above it."""

    start: int
    end: int
    command: int
    place: Token | None
    named: Span | None


def rows(hollow: str, lexer: Lexer, verbs: list[int]) -> list[Row]:
    """The rows of the tables of amendments in a text; none where there are not at least two.

    `verbs` are the offsets at which verbs of amendment may stand: no row is without one.
    """
    places = [place for line in _lines_before(verbs, hollow) if (place := _opening(hollow, line, lexer))]
    if len(places) < _LEAST:
        return []
    names = [match.span("name") for match in _name_line().finditer(hollow)]
    ends = sorted([*(place.start for place in places), *(start for start, _ in names), *_annexes(hollow), len(hollow)])
    return [_row(place, ends, names) for place in places]


def _lines_before(verbs: list[int], hollow: str) -> Iterator[int]:
    """Where lines begin from which on a verb stands so near that both may be of one row, in order."""
    at = 0
    for verb in verbs:
        for match in _LINE.finditer(hollow, max(at, verb - _REACH), verb):
            yield match.end()
        at = verb


def _row(place: Token, ends: list[int], names: list[Span]) -> Row:
    end = ends[bisect_right(ends, place.start)]
    above = bisect_right(names, (place.start, 0)) - 1
    named = names[above] if above >= 0 else None
    alone = place.role is None
    return Row(place.start, end, place.end if alone else place.start, place if alone else None, named)


def _annexes(hollow: str) -> list[int]:
    return [match.start() for match in _annex_line().finditer(hollow)]


def _opening(hollow: str, at: int, lexer: Lexer) -> Token | None:
    """The place with which a row begins, from the start of its line; its role is that of a word before it."""
    lead = _lead().match(lexer.view, at)
    known = lexer.grammar.form_at(lead.end()) if lead else None
    place = lexer.grammar.read(lead.end(), *known) if lead and known else None
    if lead is None or place is None or not _command().match(hollow, place.end):
        return None
    return Token("place", at, place.end, "", role="after" if lead["role"] else None, place=place)


@cache
def _lead() -> re.Pattern[str]:
    words = amending_words("en")
    roles, forms = words.roles, reference_words("en").forms
    leads = any_of([*roles["after"], *roles["before"], *roles["for"], *words.ends])
    return re.compile(
        rf"(?:\d{{1,3}}\s+)?(?:(?P<role>{leads})\s+(?:of\s+)?)?"
        r"(?:the\s+)?"
        rf"(?:(?:{any_of(structure('en').ordinals)})\s+)?(?={any_of(list(forms))})"
    )


@cache
def _command() -> re.Pattern[str]:
    """A gap between columns, or the end of a cell, and then a command."""
    verbs = [form for verb, forms in amending_words("en").verbs.items() if verb != "amend" for form in forms]
    plain = any_of([form for form in verbs if not form.endswith(("ed", "ing")) and " the " not in form])
    return re.compile(
        r"(?:[ \t]{2,}|[ \t]*\n[ \t]*)(?:\(?a\)\s+)?"
        rf"(?:(?:{plain})(?::|\s+(?!of\s))|(?:in|after|before|for|at)\s[^.\n]{{0,80}}?(?:{plain})(?!\w))",
        re.IGNORECASE,
    )


@cache
def _name_line() -> re.Pattern[str]:
    """A line with the name of a law and nothing else, but for a mark before it and a citation after it."""
    nouns = any_of(reference_words("en").instruments)
    return re.compile(
        r"^[ \t]*(?:(?:[A-Z]|\d{1,2}|[IVX]{1,4})\.\s{1,3})?"
        rf"(?P<name>(?:The\s+)?[A-Z][^\n.;:\ue000]{{2,120}}?\b(?:{nouns})\b"
        rf"(?:[^\n.;:a-z]|No\.|Cap\.?|of){{0,40}})$",
        re.MULTILINE,
    )


@cache
def _annex_line() -> re.Pattern[str]:
    words = any_of([word.upper() for word in structure("en").annex_words])
    return re.compile(rf"^[ \t]*(?:[A-Z]+ )?(?:{words})\b", re.MULTILINE)
