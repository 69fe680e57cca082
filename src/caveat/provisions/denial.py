"""Whether a sentence denies what its words seem to grant: "shall not be subject to review"."""

from __future__ import annotations

from functools import cache
from typing import Final

from caveat.kernel.folding import fold
from caveat.language.lexicon import Hit, load
from caveat.provisions.signals import signals

_AHEAD: Final = 40
"""How far beyond the words the verb may stand that tells a denial from a protection: "cannot be waived"."""


def denied(view: str, start: int, offset: int) -> bool:
    """Whether words at an offset of a folded view stand under a denial since `start`, where their sentence begins.

    A denial reaches as far as the next word of force or of exception: "shall not search without a warrant"
    denies the search and not the warrant.
    """
    words = signals("denial")
    hits = words.hits("denial", view, start, offset + _AHEAD)
    last = max((hit.end for hit in hits if hit.end <= offset), default=None)
    return last is not None and not any(
        hit.start <= offset for hit in words.hits("release", view, last, offset + _AHEAD)
    )


def is_denied(lexicon: str, hit: Hit, view: str, start: int) -> bool:
    """Whether a hit stands under a denial, and its entry does not speak of what is denied anyway.

    Some words protect by denying: "shall not be used for any other purpose". The examples of their entry show it.
    """
    return denied(view, start, hit.start) and not _speaks_of_denial(lexicon, hit.entry.id)


@cache
def _speaks_of_denial(lexicon: str, identifier: str) -> bool:
    words = load("en", lexicon)
    entry = next(entry for entry in words.entries if entry.id == identifier)
    views = [fold(example) for example in entry.examples]
    matches = [(view, match.start()) for view in views if (match := words.pattern(entry).search(view))]
    return any(denied(view, 0, offset) for view, offset in matches)
