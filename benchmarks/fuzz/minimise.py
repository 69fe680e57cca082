"""A failing file is made as short as it can be while it fails in the same place."""

from __future__ import annotations

import time
from typing import Final

from benchmarks.fuzz.target import Outcome, outcome

SECONDS: Final = 60
"""How long one file is worked on."""


def minimised(data: bytes, failure: Outcome) -> bytes:
    """The shortest file found that has the same outcome: first lines are left out, then ever smaller pieces."""
    deadline = time.monotonic() + SECONDS
    pieces = data.splitlines(keepends=True)
    pieces = _without_needless(pieces, failure, deadline)
    for size in (64, 16, 4, 1):
        joined = b"".join(pieces)
        pieces = _without_needless([joined[at : at + size] for at in range(0, len(joined), size)], failure, deadline)
    return b"".join(pieces)


def _without_needless(pieces: list[bytes], failure: Outcome, deadline: float) -> list[bytes]:
    """Leave out runs of pieces, long ones first, as long as the failure stays."""
    run = len(pieces) // 2
    while run >= 1:
        at = 0
        while at < len(pieces) and time.monotonic() < deadline:
            shorter = pieces[:at] + pieces[at + run :]
            if outcome(b"".join(shorter), tree=True) == failure:
                pieces = shorter
            else:
                at += run
        run //= 2
    return pieces
