"""The tree of every corpus file against the structure that readers wrote down."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.truth import Truth, numbers, outline_of, placed_share, truths, wanted

from tests import invariants
from tests.shortfalls import same

SHORT_OF_TRUTH = {
    "drafts/paris-agreement-drafts/2015-12-12-decision.md": "four numbers are misprinted or have no full stop",
}
TRUTHS = truths()


@pytest.mark.parametrize("truth", TRUTHS, ids=[truth.file for truth in TRUTHS])
def test_articles_and_sections_are_those_of_the_text(truth: Truth, corpus_folder: Path) -> None:
    outline = outline_of(truth)
    invariants.check(outline)
    assert placed_share(outline) <= 0.005
    same(wanted(truth), numbers(outline), SHORT_OF_TRUTH.get(truth.file))
