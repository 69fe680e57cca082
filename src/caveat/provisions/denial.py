"""Whether a sentence denies what its words seem to grant: "shall not be subject to review"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from caveat.kernel.folding import fold
from caveat.kernel.shapes import Span
from caveat.language.lexicon import Hit, load
from caveat.provisions.signals import signals

_AHEAD: Final = 40
"""How far beyond the words the verb may stand that tells a denial from a protection: "cannot be waived"."""
_FAR: Final = 1_000
"""How far from the words the verb is looked for that governs them."""
_ASIDE: Final = re.compile(r"\s?,[^,.;]{1,400},")
_WORD: Final = re.compile(r"\w{4,}")
_ENDS: Final = frozenset({"exception", "condition", "force", "stop"})
_UNCONDITIONAL: Final = _ENDS - {"condition"}


def denied(view: str, start: int, offset: int, *, conditions: bool = True) -> bool:
    """Whether words at an offset of a folded view stand under a denial since `start`, where their sentence begins.

    A denial reaches as far as the next word of force or of exception: "shall not search without a warrant"
    denies the search and not the warrant. It ends at a condition too, unless this is only an aside ("may not,
    where he sees fit, search"), the denial is of what would protect at all, or `conditions` says otherwise.
    """
    hits = signals("denial").hits("denial", view, start, offset + _AHEAD)
    last = max((hit for hit in hits if hit.end <= offset), key=lambda hit: hit.end, default=None)
    if last is None:
        return False
    ends = _ENDS if conditions and last.entry.value != "wholly" else _UNCONDITIONAL
    aside = _aside(view, last.end, offset)
    if _released(view, (last.end, aside), aside - 1, frozenset({"exception"})):
        return False
    return not _released(view, (aside, offset + _AHEAD), offset, ends)


def _aside(view: str, start: int, offset: int) -> int:
    """Where a denial goes on after what is put between commas behind its word of force."""
    aside = _ASIDE.match(view, start, offset)
    return aside.end() if aside else start


def _released(view: str, span: Span, offset: int, values: frozenset[str]) -> bool:
    """Whether a denial ends in a span, at an offset or before; no clause that the denied verb governs ends it."""
    words = signals("denial")
    inside = {hit.end for hit in words.hits("complement", view, *span)}
    return any(
        hit.start <= offset and hit.entry.value in values and hit.end not in inside
        for hit in words.hits("release", view, *span)
    )


def refused(view: str, act: Span) -> bool:
    """Whether a sentence denies an act without exception: "may not search" grants nothing.

    Where it may be done with a warrant or unless someone objects, the power is implied.
    """
    words, (start, end) = signals("denial"), act
    if not (denied(view, 0, start) or words.any("refusal", view, end, len(view))):
        return False
    return not any(hit.entry.value == "exception" for hit in words.hits("release", view, start, len(view)))


def is_denied(lexicon: str, hit: Hit, view: str, sentence: Span, *, conditions: bool = True) -> bool:
    """Whether a hit stands under a denial in its sentence, and its entry does not speak of what is denied anyway.

    Some words protect by denying: "does not lose its privilege". The examples of their entry show which.
    """
    under = denied(view, sentence[0], hit.start, conditions=conditions) or _denies_itself(view, hit.start, hit.end)
    return under and _spoken(view[hit.start : hit.end]).isdisjoint(_denying(lexicon, hit.entry.id))


def emptied(view: str, hit: Hit, sentence: Span) -> bool:
    """Whether the verb that would make the words of a hit protect is denied: "with due regard to X, shall not ensure".

    What is so denied but for an exception protects: "shall not provide others with the data without consent".
    """
    start, end = max(sentence[0], hit.start - _FAR), min(sentence[1], hit.end + _FAR)
    wholly = (d for d in signals("denial").hits("denial", view, start, end) if d.entry.value == "wholly")
    denial = next((denial for denial in wholly if _governs(view, denial, hit)), None)
    return denial is not None and not _released(view, (denial.end, end), end, frozenset({"exception"}))


def _governs(view: str, denial: Hit, hit: Hit) -> bool:
    """Whether no other verb of force stands between a denial and a hit, or in the clause of a hit that it follows."""
    far = max(0, hit.start - _FAR)
    clause = max(far, *(view.rfind(stop, far, hit.start) + 1 for stop in ",.;"))
    between = (clause, denial.start) if hit.start <= denial.start else (denial.end, max(denial.end, hit.start))
    return not _released(view, between, between[1], frozenset({"force", "stop"}))


def _denies_itself(view: str, start: int, end: int) -> bool:
    """Whether the words of a hit hold a denial up to their end: "the condition, but shall not be bound by".

    Words that begin with it are of the kind that protects by denying: "may not be passed on".
    """
    first, last = view.find(" ", start, end), view.rfind(" ", start, end)
    return first < last and denied(view, first, last)


def _spoken(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(words))


@cache
def _denying(lexicon: str, identifier: str) -> frozenset[str]:
    """The words that the examples of an entry show under a denial."""
    words = load("en", lexicon)
    entry = next(entry for entry in words.entries if entry.id == identifier)
    return frozenset().union(*(_denied_words(fold(example), words.pattern(entry)) for example in entry.examples))


def _denied_words(view: str, pattern: re.Pattern[str]) -> Iterator[str]:
    match = pattern.search(view)
    if match and (denied(view, 0, match.start()) or _denies_itself(view, *match.span())):
        yield from _spoken(match[0])
