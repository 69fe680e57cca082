"""The words without which a pattern cannot match, read off the pattern itself.

`ways("shall not (?:disclose|share)")` are two: a text must hold "shall ", " not "
and "disclose", or the first two and "share". A blank in a pattern stands for
white space and so for the edge of a word: "shall " does not occur in "shallow".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Cue = str | frozenset[str]
"""A piece of a word, with a blank at the end that is the word's edge; or several pieces of which one suffices."""
Way = frozenset[Cue]
"""Cues that must all be there."""

_OPAQUE: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.", re.DOTALL)
_STEP: Final = re.compile(r"\((?:\?(?::|<?[=!]|[^()]*))?|\)(?:[*?]|\{[0,])?|\|| ?[a-z]{3,}(?![*?{]) ?")
_READ: Final = ("(", "(?:")
_Cues = list[Cue]


def ways(pattern: str) -> list[Way]:
    """The ways in which a pattern can match: a text that meets none of them holds no match.

    A way without cues says that the pattern may match whatever the words. Named
    parts must have been put in place.
    """
    edged = pattern.replace(r"\b", " ").replace(" ", "  ")
    found, _ = _alternatives(iter(_STEP.findall(_OPAQUE.sub(".", edged))))
    return list(map(frozenset, found))


def _alternatives(steps: Iterator[str]) -> tuple[list[_Cues], str]:
    """The ways through alternatives up to their closing bracket; the bracket, with what makes it optional."""
    found: list[_Cues] = []
    pieces: _Cues = []
    groups: list[list[_Cues]] = []
    for step in steps:
        mark = step[0]
        if mark == "(":
            inner, close = _alternatives(steps)
            if step in _READ and close == ")":
                groups.append(inner)
        elif mark in "|)":
            found += _branch(pieces, groups)
            if mark == ")":
                return found, step
            pieces, groups = [], []
        else:
            pieces.append(step)
    return found + _branch(pieces, groups), ""


def _branch(pieces: _Cues, groups: list[list[_Cues]]) -> list[_Cues]:
    """The ways through one alternative: those through its widest brackets, each with what else it asks for."""
    if not groups:
        return [pieces]
    widest = max(groups, key=len)
    rest = pieces + [one_of for group in groups if group is not widest and (one_of := _one_of(group))]
    return [rest + way for way in widest]


def _one_of(group: list[_Cues]) -> frozenset[str]:
    """One cue for brackets as a whole: the best of each way; empty where a way asks for nothing."""
    if not all(group):
        return frozenset()
    best = [max(way, key=_worth) for way in group]
    return frozenset([piece for cue in best for piece in ([cue] if isinstance(cue, str) else cue)])


def _worth(cue: Cue) -> int:
    return len(cue) if isinstance(cue, str) else min(map(len, cue))
