"""Where a text may give an instruction to amend: a verb of amendment, in the form of a command. Costs little."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from caveat.instrument.reference_words import occurring, places_of
from caveat.language.amending import amending_words
from caveat.language.references import reference_words
from caveat.language.structure import any_of

_BEFORE: Final = re.compile(
    r"(?:(?<!\w)(?:is|are|be|shall|hereby|by|and|or|there|to|also)|[^\w\s]|^|act|\d|following|thereof|place)$"
)
_BACK: Final = 10
_NEAR: Final = 140
_QUOTE: Final = re.compile(r"[\"']")


def verbs(view: str) -> list[int]:
    """The offsets at which verbs of amendment may stand, in whatever form, in order."""
    return places_of(occurring(_stems(), view), view)


def commands(view: str, offset: int) -> bool:
    """Whether a verb that may command an amendment stands at an offset."""
    verb = _verb().match(view, offset)
    if verb is None or view[offset - 1 : offset].isalnum():
        return False
    near = view[max(offset - _NEAR, 0) : verb.end() + _NEAR]
    if _QUOTE.search(near):
        return True
    if verb[0].startswith(("by ", "and ")):
        return _object().search(near) is not None
    before = view[max(offset - _BACK, 0) : offset].rstrip()
    return _BEFORE.search(before) is not None and _object().search(near) is not None


@cache
def _forms() -> list[str]:
    verbs = amending_words("en").verbs.items()
    return [form for verb, forms in verbs if verb != "amend" for form in forms]


@cache
def _stems() -> list[str]:
    """The fewest strings of which every form contains one."""
    shortest: list[str] = []
    for form in sorted(_forms(), key=len):
        if not any(stem in form for stem in shortest):
            shortest.append(form)
    return shortest


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_forms())})(?!\w)")


@cache
def _object() -> re.Pattern[str]:
    """A place that is named near: its word, and a number or "the following" by it."""
    words = any_of([form for form in reference_words("en").forms if form not in reference_words("en").everyday])
    return re.compile(
        rf"(?<!\w)(?:{words})\s(?:\(|\d|[ivxl]+\b)|(?<!\w)following(?:\s\w+)?\s(?:{words})(?!\w)|(?<!\w)new\s(?:{words})(?!\w)|(?:{any_of(amending_words('en').definitions)})\sof"
    )
