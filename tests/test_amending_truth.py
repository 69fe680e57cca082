"""Amending texts whose instructions and consolidations were written down by readers who did not see the program."""

from __future__ import annotations

import pytest
from benchmarks.amendments import names, of_pair, pair


@pytest.mark.parametrize("name", names())
def test_instructions_and_the_consolidated_text_are_as_written_down(name: str) -> None:
    for tally in of_pair(pair(name), name):
        assert tally.errors == [], tally.name
        assert (tally.right, tally.given) == (tally.wanted, tally.wanted), tally.name
