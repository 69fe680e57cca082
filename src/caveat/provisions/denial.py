"""Whether a sentence denies what its words seem to grant: "shall not be subject to review"."""

from __future__ import annotations

from typing import Final

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
    return last is not None and not words.any("release", view, last, offset)
