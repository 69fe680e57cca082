"""The tree of every corpus file against the structure that readers wrote down."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.truth import Truth, numbers, outline_of, placed_share, truths, wanted

from tests import invariants

TRUTHS = truths()


@pytest.mark.parametrize("truth", TRUTHS, ids=[truth.file for truth in TRUTHS])
def test_articles_and_sections_are_those_of_the_text(truth: Truth, corpus_folder: Path) -> None:
    outline = outline_of(truth)
    invariants.check(outline)
    assert placed_share(outline) <= 0.005
    assert numbers(outline) == wanted(truth)
