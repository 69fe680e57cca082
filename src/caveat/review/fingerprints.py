"""The identity of a finding: what it says of which words, wherever the article has moved to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Final

from caveat.criteria.law import Law
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import Unit

_DIGITS: Final = 8
Key = tuple[str, str, str]


def key(law: Law, code: str, polarity: str, unit: Unit | None) -> Key:
    """Code, polarity, and the unit's words without its number and heading; no words for the whole instrument."""
    return code, polarity, squeeze(fold(law.text[unit.head_end : unit.end])) if unit else ""


def fingerprints(keys: Iterable[Key]) -> list[str]:
    """One fingerprint a key, in order; the n-th of several equal keys carries its n."""
    seen: Counter[Key] = Counter()
    return [_fingerprint(one, seen) for one in keys]


def _fingerprint(one: Key, seen: Counter[Key]) -> str:
    seen[one] += 1
    digest = hashlib.sha256("\x00".join((*one, str(seen[one]))).encode()).hexdigest()
    return f"{one[0]}@{digest[:_DIGITS]}"
