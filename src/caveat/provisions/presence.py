"""Which cues a stretch of text holds: worked out once for each word and for each stretch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from caveat.language.cues import Cue

_TOKEN: Final = re.compile(r"[a-z0-9]+")
_KEY: Final = 3
_TOKENS: Final = 1 << 16
_STRETCHES: Final = 1 << 11


class Presence:
    """The cues that are looked for, and those that words and stretches hold."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._met_by: dict[str, set[Cue]] = {}
        self._pieces: dict[str, list[str]] = {}
        for cue in cues:
            for piece in (cue,) if isinstance(cue, str) else cue:
                self._met_by.setdefault(piece, set()).add(cue)
        for piece in self._met_by:
            self._pieces.setdefault(piece[:_KEY], []).append(piece)
        self._in_token = lru_cache(_TOKENS)(self._token)
        self.of = lru_cache(_STRETCHES)(self._stretch)

    def _stretch(self, folded: str) -> set[Cue]:
        """The cues that a stretch of folded text holds."""
        return set[Cue]().union(*map(self._in_token, set(_TOKEN.findall(folded))))

    def _token(self, token: str) -> set[Cue]:
        word = f" {token} "
        held = set[Cue]()
        for at in range(len(token)):
            for piece in self._pieces.get(word[at : at + _KEY], ()):
                if word.startswith(piece, at):
                    held |= self._met_by[piece]
        return held
