"""Sentences of a criterion, filled in with what is true of the provision at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from caveat.criteria.fields import leaves
from caveat.criteria.law import Words
from caveat.criteria.operators import Case
from caveat.kernel.deeds import Cooperation, Power
from caveat.kernel.folding import squeeze

_HOLE: Final = re.compile(r"\{([a-z_.]*)\}")
_LONG: Final = 90
_LONG_NAME: Final = 40
GENERAL: Final = ("citation", "words", "name")
"""Placeholders that every kind of provision fills: its citation, the words that decide, and what it is called."""

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
    return _HOLE.sub(lambda hole: _value(hole[1], case, shown), squeeze(template))


def cut(quote: str) -> str:
    """A quotation on one line, shortened in the middle of a sentence if it is long."""
    line = squeeze(quote)
    return line if len(line) <= _LONG else line[:_LONG].rsplit(" ", 1)[0] + " ..."


def _value(name: str, case: Case, words: list[Words]) -> str:
    if name == "citation":
        return case.subject.citation if case.subject else "the instrument"
    if name == "name":
        return _name(case)
    if name == "words":
        quotes = dict.fromkeys(f'"{cut(case.law.text[found.start : found.end])}"' for found in words)
        return ", ".join(list(quotes)[:3]) or "nothing"
    return ", ".join(_plain(leaf.value) for leaf in leaves(case.record, name)) or "none"


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
