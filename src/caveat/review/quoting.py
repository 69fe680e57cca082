"""Words of the text as evidence: verbatim, at the citation of the smallest unit that holds them."""

from __future__ import annotations

import re
from typing import Final

from caveat.criteria.law import Law, Words
from caveat.kernel.verdicts import Evidence

_TERSE: Final = 24
_REACH: Final = 90
_BREAK: Final = re.compile(r"[;:.\n()]")


def evidence(law: Law, words: Words, *, exact: bool = False) -> Evidence:
    """The evidence for some words; unless `exact`, a word or two are quoted with the phrase they stand in."""
    start, end = (words.start, words.end) if exact else phrase(law, words.start, words.end)
    unit = law.smallest(start, end)
    return Evidence(
        role=words.role.replace("_", " "),
        eid=unit.eid if unit else "",
        citation=unit.citation if unit else "",
        start=start,
        end=end,
        quote=law.text[start:end],
        page=unit.page if unit else None,
    )


def phrase(law: Law, start: int, end: int) -> tuple[int, int]:
    """A span long enough to be understood: a terse one grows to its phrase, inside its unit and never past a stop."""
    unit = law.smallest(start, end)
    if end - start >= _TERSE or unit is None:
        return start, end
    low = max(start - _REACH, unit.head_end if unit.head_end <= start else start)
    before, after = law.text[low:start], law.text[end : min(end + _REACH, unit.end)]
    opening = max((stop.end() for stop in _BREAK.finditer(before)), default=_first_word(before, low, unit.head_end))
    closing = next((stop.start() for stop in _BREAK.finditer(after)), _last_word(after))
    grown_start, grown_end = low + opening, end + closing
    padding = len(law.text[grown_start:start]) - len(law.text[grown_start:start].lstrip())
    return grown_start + padding, end + len(law.text[end:grown_end].rstrip())


def _first_word(before: str, low: int, head_end: int) -> int:
    """Where the first whole word begins in a stretch that was cut at `low`."""
    return 0 if low == head_end or " " not in before else before.index(" ") + 1


def _last_word(after: str) -> int:
    return len(after) if len(after) < _REACH else after.rfind(" ") if " " in after else 0
