"""Where a text may give an instruction to amend: a verb of amendment, in the form of a command. Costs little."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from caveat.instrument.reference_words import occurring, places_of
from caveat.language.amending import AmendingWords, amending_words
from caveat.language.references import reference_words
from caveat.language.structure import any_of

_BACK: Final = 10
_NEAR: Final = 140
_STOP: Final = re.compile(r"(?<=[a-z]{5})(?<!paras)(?<!parag)\.\s")
_QUOTE: Final = re.compile(r"\"|(?<!\w)'(?=\w)")


def verbs(view: str) -> list[int]:
    """The offsets at which verbs of amendment may stand, in whatever form, in order."""
    return places_of(occurring(_stems(), view), view)


def commanding(view: str) -> list[int]:
    """The offsets at which a text may command an amendment, in order."""
    return [offset for offset in verbs(view) if commands(view, offset)]


def commands(view: str, offset: int) -> bool:
    """Whether a verb that may command an amendment stands at an offset."""
    verb = _verb().match(view, offset)
    if verb is None or view[offset - 1 : offset].isalnum():
        return False
    near = _sentence(view, offset, verb.end())
    if _QUOTE.search(near):
        return True
    if not _placed(view, offset, verb[0]):
        return False
    return (
        _named().match(view, verb.end()) is not None
        if verb[0] in _words().naming
        else _object().search(near) is not None
    )


def _placed(view: str, offset: int, verb: str) -> bool:
    """Whether a verb stands at the head of its clause, or after words that lead to a command."""
    return verb.startswith(("by ", "and ")) or bool(_leading().search(view[max(offset - _BACK, 0) : offset].rstrip()))


def _sentence(view: str, start: int, end: int) -> str:
    """The words around a verb, as far as the sentence goes."""
    before, after = view[max(start - _NEAR, 0) : start], view[end : end + _NEAR]
    stops = [stop.end() for stop in _STOP.finditer(before)]
    stop = _STOP.search(after)
    return before[stops[-1] if stops else 0 :] + view[start:end] + after[: stop.start() if stop else None]


def _words() -> AmendingWords:
    return amending_words("en")


@cache
def _forms() -> list[str]:
    verbs = _words().verbs.items()
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
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)(?:{any_of(_words().leading)})|[^\w\s]|^|\d)$")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_forms())})(?!\w)")


@cache
def _named() -> re.Pattern[str]:
    """A place as the next words after a verb: "as paragraph 3"."""
    return re.compile(rf"\s(?:(?:respectively|accordingly|as|the|new)\s){{0,3}}(?:{_places()})(?!\w)")


@cache
def _places() -> str:
    return any_of([form for form in reference_words("en").forms if form not in reference_words("en").everyday])


@cache
def _object() -> re.Pattern[str]:
    """A place that is named near: its word, and a number or "the following" by it."""
    words = _places()
    return re.compile(
        rf"(?<!\w)(?:{words})\s(?:\(|\d|[ivxl]+\b)|(?<!\w)following(?:\s\w+)?\s(?:{words})(?!\w)|(?<!\w)new\s(?:{words})(?!\w)|(?:{any_of(amending_words('en').definitions)})\sof"
    )
