"""The words without which a pattern cannot match, read off the pattern itself.

`cue("order [^.;]{0,80} (?:submit|produce)")` is `("produce", "submit")`: a text
that holds none of them need not be searched. An empty cue means nothing is known.
"""

from __future__ import annotations

import re
from typing import Final

_ATOM: Final = re.compile(
    r"[a-z0-9'-]+(?![a-z0-9'*?{-])|\\.|\[(?:\\.|[^\]\\])*\]|\{[a-z_]+\}|\((?:\?(?:[:=!]|<[=!]))?|\)|\||[*+?]|\{\d*,?\d*\}|[^\\]",
    re.DOTALL,
)
_LITERAL: Final = re.compile(r"[a-z0-9'-]+")
_DROPS: Final = re.compile(r"[*?]|\{0?,|\{0\}")
_LEAST: Final = 3

Words = frozenset[str]


def cue(pattern: str) -> tuple[str, ...]:
    """The words of which any match must hold at least one, sorted; empty where the pattern does not tell."""
    words, _ = _alternatives(_ATOM.findall(pattern), 0)
    return tuple(sorted(words))


def _alternatives(atoms: list[str], at: int) -> tuple[Words, int]:
    branches = []
    while True:
        words, at = _sequence(atoms, at)
        branches.append(words)
        if at >= len(atoms) or atoms[at] != "|":
            break
        at += 1
    return (frozenset().union(*branches) if all(branches) else frozenset()), at


def _sequence(atoms: list[str], at: int) -> tuple[Words, int]:
    best: Words = frozenset()
    run = ""
    while at < len(atoms) and atoms[at] not in {"|", ")"}:
        atom = atoms[at]
        at += 1
        if atom.startswith("("):
            words, at = _alternatives(atoms, at)
            at += 1
            known = not atom.startswith(("(?=", "(?!", "(?<")) and not _dropped(atoms, at)
            best, run = _better(_better(best, run), words if known else frozenset()), ""
        elif _LITERAL.fullmatch(atom) and not _dropped(atoms, at):
            run += atom
        else:
            best, run = _better(best, run), ""
    return _better(best, run), at


def _dropped(atoms: list[str], at: int) -> bool:
    return at < len(atoms) and _DROPS.match(atoms[at]) is not None


def _better(best: Words, other: str | Words) -> Words:
    words = frozenset({other}) if isinstance(other, str) else other
    return words if _worth(words) > _worth(best) else best


def _worth(words: Words) -> int:
    least = min(map(len, words), default=0)
    return least if least >= _LEAST else 0
