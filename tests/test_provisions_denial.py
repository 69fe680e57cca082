"""What a sentence denies is not read as if it granted it."""

from __future__ import annotations

import pytest

from caveat.kernel.folding import fold
from caveat.provisions.denial import denied


@pytest.mark.parametrize(
    ("sentence", "words", "wanted"),
    [
        ("Orders under this Part shall not be subject to review by a court.", "review", True),
        ("An inspector may not copy the data.", "copy", True),
        ("An inspector may not copy the data without a warrant.", "warrant", False),
        ("Nothing is owed; the court shall review the order.", "review", False),
        ("The operator shall not disclose the order and the court shall review it.", "review", False),
        ("This Part shall not affect the right of appeal.", "right of appeal", False),
        ("The Party is not obliged to ask an independent authority.", "independent", True),
        ("Data shall not be kept unless a judge authorises it.", "judge", False),
        ("Notice shall be given within a period that shall not exceed ten days.", "ten days", False),
        ("The right to be heard cannot be waived.", "waived", False),
    ],
)
def test_a_denial_reaches_as_far_as_the_next_word_of_force_or_exception(
    sentence: str, words: str, wanted: bool
) -> None:
    view = fold(sentence)
    assert denied(view, 0, view.index(words)) is wanted
