"""The grammar of punishment: terms, their limits, life, death, fines, and how they are joined.

Terms are read in years, decimal: six months are 0.5. Of several tiers in one
clause the first counts, which is the one for a first offence by a natural person.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from caveat.kernel.deeds import Penalty
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Span
from caveat.provisions.signals import signals

_ONES: Final = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES: Final = {word: n for n, word in enumerate(_ONES, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_IN_WORDS: Final = rf"(?:{'|'.join(_VALUES)})(?:[\s-]+(?:{'|'.join(_ONES[:9])}))?"
_NUMBER: Final = rf"(?:\d{{1,3}}|{_IN_WORDS})(?:\s+\(\s*\d{{1,3}}\s*\))?"
_UNIT: Final = r"(?:years?|months?|weeks?|days?)"
_TERM: Final = re.compile(
    rf"\b(?:(?P<low>{_NUMBER})(?:\s+(?P<low_unit>{_UNIT}))?(?:\s+(?:to|and)\s+|\s*-\s*(?=\d)))?(?P<n>{_NUMBER})[\s-]+(?P<unit>{_UNIT})\b"
)
_DAYS: Final = {"year": 365.0, "month": 365.0 / 12, "week": 7.0, "day": 1.0}
_STOP: Final = re.compile(
    r"[;.](?=\s|$)|\bor\s+(?:to\s+|with\s+)?(?:a\s+)?fine\b|\bin\s+the\s+case\s+of\b|\bin\s+default\b"
)
_OR: Final = re.compile(r"\bor\b")
_BOTH: Final = re.compile(r"\bor\s+(?:to\s+|with\s+)?both\b")
_BEFORE: Final = 60
_AFTER: Final = 240
_KINDS: Final = ("life", "death", "corporal", "unlimited")
_LIMIT_REACH: Final = 48


class Term(NamedTuple):
    """A length of custody in years, with the limits that its wording sets."""

    least: float | None
    most: float | None


def parse(view: str, start: int, end: int) -> Penalty | None:
    """The punishment set between two offsets of a folded view, without its source; None where there is none."""
    term = _named(view, start, end) or _term(view, start, end)
    life, death, corporal, unlimited = (_any(name, view, start, end) for name in _KINDS)
    custody, fine = _first("custody", view, start, end), _first("fine", view, start, end)
    reference = None if term or fine or life or death else _first("reference", view, start, end)
    if not (term or fine or custody or reference or life or death or corporal or unlimited):
        return None
    return Penalty(
        min_years=term.least if term else None, max_years=term.most if term else None,
        life=life, death=death, corporal=corporal, unlimited=unlimited,
        fine=squeeze(view[slice(*fine)]) if fine else None,
        alternative=fine is not None and custody is not None and _joined_by_or(view, fine, custody, end),
        by_reference=squeeze(view[slice(*reference)]) if reference else None,
    )  # fmt: skip


def clause(view: str, start: int, end: int) -> Span | None:
    """Where the penal clause of a passage stands: from its verb to the end of the passage.

    How another offence is punished, where only its gravity is described, is no clause.
    """
    others = [(hit.start, hit.end) for hit in signals("penalties").hits("threshold", view, start, end)]
    starts = [hit.start for hit in signals("penalties").hits("clause", view, start, end)]
    own = [at for at in starts if not any(first <= at < last for first, last in others)]
    return (min(own), end) if own else None


def years(number: str, unit: str) -> float:
    """A printed number and unit of time in decimal years: `years("eighteen", "months")` is 1.5."""
    days = _number(number) * _DAYS[unit.rstrip("s")]
    return round(days / 365.0, 4)


def _number(words: str) -> int:
    words = words.partition("(")[0].strip()
    return int(words) if words.isdigit() else sum(_VALUES[word] for word in re.split(r"[\s-]+", words))


def _any(element: str, view: str, start: int, end: int) -> bool:
    return signals("penalties").any(element, view, start, end)


def _first(element: str, view: str, start: int, end: int) -> Span | None:
    hit = signals("penalties").top(element, view, start, end)
    return (hit.start, hit.end) if hit else None


def _named(view: str, start: int, end: int) -> Term | None:
    bounds = [hit.entry.value.split("-") for hit in signals("penalties").hits("named", view, start, end)]
    if not bounds:
        return None
    return Term(min(float(low) for low, _ in bounds), max(float(high) for _, high in bounds))


def _term(view: str, start: int, end: int) -> Term | None:
    for hit in signals("penalties").hits("custody", view, start, end):
        if term := _after(view, hit.end, end) or _before(view, max(start, hit.start - _BEFORE), hit.start):
            return term
    return None


def _after(view: str, start: int, end: int) -> Term | None:
    stop = _STOP.search(view, start, min(end, start + _AFTER))
    until = stop.start() if stop else min(end, start + _AFTER)
    return _limits(view, start, until, fixed=_any("fixed", view, max(0, start - 120), start))


def _before(view: str, start: int, end: int) -> Term | None:
    matches = list(_TERM.finditer(view, start, end))
    if not matches or end - matches[-1].end() > len("' of actual "):
        return None
    return _limits(view, start, end, fixed=False)


def _limits(view: str, start: int, end: int, *, fixed: bool) -> Term | None:
    least = most = None
    for match in _TERM.finditer(view, start, end):
        value = years(match["n"], match["unit"])
        limit = _limit(view, max(start, match.start() - _LIMIT_REACH), match.start())
        if match["low"]:
            return Term(years(match["low"], match["low_unit"] or match["unit"]), value)
        if limit == "min":
            least = value if least is None else least
        elif most is None:
            most = value
            least = value if limit is None and fixed else least
    return Term(least, most) if least is not None or most is not None else None


def _limit(view: str, start: int, end: int) -> str | None:
    last = max(signals("penalties").hits("limit", view, start, end), key=lambda hit: hit.end, default=None)
    return last.entry.value if last else None


def _joined_by_or(view: str, fine: Span, custody: Span, end: int) -> bool:
    first, second = sorted((fine, custody))
    return bool(_OR.search(view, first[1], second[0] + 1) or _BOTH.search(view, second[1], min(end, second[1] + 120)))
