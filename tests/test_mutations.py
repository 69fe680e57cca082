"""A real provision that is changed in one point is read as changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from benchmarks.mutations import Outcome, outcomes

TEXTS: Final = (
    "treaties/budapest-2001/en.md",
    "treaties/coe-mla-protocol2-2001/en.md",
    "treaties/coe-terrorism-2005/en.md",
    "treaties/untoc-2000/en.md",
    "treaties/echr-1950/en.md",
    "treaties/coe108-1981/en.md",
    "laws/ke-cybercrimes-2018/en.txt",
    "laws/tz-cybercrimes-2015/en.txt",
    "laws/zm-cyber-2021/en.txt",
    "laws/mw-etcs-2016/en.txt",
    "laws/sg-computer-misuse-1993/en.txt",
)
SORTS: Final = {
    "duty becomes option",
    "duty is denied",
    "safeguard becomes option",
    "safeguard is denied",
    "condition of an option binds",
    "intent becomes option",
    "offence is denied",
    "power is denied",
    "reference is taken out",
}


@pytest.fixture(scope="module")
def tried(corpus_folder: Path) -> list[Outcome]:
    return [outcome for name in TEXTS if (corpus_folder / name).is_file() for outcome in outcomes(name)]


def test_enough_sentences_of_every_sort_are_changed(tried: list[Outcome]) -> None:
    assert len(tried) >= 200
    assert set(Counter(outcome.sort for outcome in tried)) == SORTS


def test_what_is_changed_in_the_text_is_changed_in_what_is_read(tried: list[Outcome]) -> None:
    assert [outcome for outcome in tried if not outcome.right] == []
