"""Sentences of a criterion, filled in with what is true of the provision at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from caveat.criteria.law import Words
from caveat.criteria.operators import Case
from caveat.kernel.deeds import Cooperation, Power
from caveat.kernel.folding import fold, squeeze
from caveat.provisions.signals import signals

_HOLE: Final = re.compile(r"\{([a-z_.]*)\}")
_LONG: Final = 90
_LONG_NAME: Final = 40
_TURN: Final = 30
_PAUSE: Final = re.compile(r"[,;:](?=\s)|(?<=[a-z])\.(?=\s)")
GENERAL: Final = ("citation", "words", "name", "unit", "instrument")
"""Placeholders that every kind fills: citation, deciding words, name, "section" or "article", and "this Act"."""

_SECTION: Final = re.compile(r"\s*(?:section|regulation|rule|clause)\b", re.IGNORECASE)
_SELF: Final = re.compile(
    r"\b(Convention|Protocol|Treaty|Covenant|Agreement|Act|Law|Code|Bill|Ordinance|Decree)\b", re.IGNORECASE
)
_SELF_BY_KIND: Final = {"statute": "Act", "bill": "Act"}

_NAMES: Final = ("name", "kind", "term", "citation")
_LABELS: Final = {
    "real-time-traffic": "real-time collection of traffic data",
    "search-seizure": "search and seizure",
    "seizure-of-proceeds": "seizure of proceeds",
    "other": "power",
    "real-time": "real-time collection",
    "network-24-7": "24/7 network",
}
"""What a reader calls the slugs of powers and cooperation that are no English as they stand."""


def placeholders(template: str) -> list[str]:
    """The names of the holes in a template."""
    return _HOLE.findall(template)


def fill(template: str, case: Case, words: Iterable[Words]) -> str:
    """The template as a sentence about one provision; a field that is empty reads "none"."""
    shown = list(words)
    return _HOLE.sub(lambda hole: _value(hole[1], case, shown), _line(template))


@cache
def _line(template: str) -> str:
    return squeeze(template)


def cut(quote: str, length: int = _LONG) -> str:
    """A quotation on one line; a long one ends at a pause, and never before words that change what it says."""
    line = squeeze(quote)
    if len(line) <= length:
        return line
    pauses = [found.start() for found in _PAUSE.finditer(line)]
    end = max((place for place in pauses if length // 2 <= place <= length), default=0)
    end = end or max(line.rfind(" ", 0, length + 1), 0) or length
    view = fold(line)
    while end < 2 * length and turns(view, end):
        end = next((place for place in pauses if place > end), len(line))
    return line if end >= len(line) else line[:end] + " ..."


def turns(view: str, end: int) -> bool:
    """Whether the words of a folded view after a place change the meaning of those before it."""
    return signals("terms").any("changes", view, end, min(end + _TURN, len(view)))


def _value(name: str, case: Case, words: list[Words]) -> str:
    if name == "citation":
        return case.subject.citation if case.subject else "the instrument"
    if name == "name":
        return _name(case)
    if name == "unit":
        return _unit(case)
    if name == "instrument":
        return _instrument(case)
    if name == "words":
        quotes = dict.fromkeys(f'"{cut(case.law.text[found.start : found.end])}"' for found in words)
        return ", ".join(list(quotes)[:3]) or "nothing"
    return ", ".join(_plain(leaf.value) for leaf in case.law.leaves(case.subject, name)) or "none"


def _unit(case: Case) -> str:
    """What the text calls its basic unit."""
    own = _SECTION.match(case.subject.citation) if case.subject else None
    return own[0].strip().lower() if own else "article"


def _instrument(case: Case) -> str:
    """How the text speaks of itself, such as "this Convention" or "this Act"."""
    instrument = case.law.outline.instrument
    named = _SELF.search(instrument.title)
    word = named[1].capitalize() if named else _SELF_BY_KIND.get(instrument.kind, "instrument")
    return f"this {'Act' if word == 'Bill' else word}"


def _name(case: Case) -> str:
    if case.subject is None:
        return case.law.provisions.instrument.title
    name = str(next(value for name in _NAMES if (value := getattr(case.subject, name, None))))
    short = name if len(name) <= _LONG_NAME else name.split(": ", 1)[0]
    return _LABELS.get(short, short.replace("-", " ") if isinstance(case.subject, Power | Cooperation) else short)


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return _LABELS.get(str(value), str(value))
