"""What a sentence denies is not read as if it granted it."""

from __future__ import annotations

import pytest

from caveat.kernel.folding import fold
from caveat.language.lexicon import Hit, load
from caveat.provisions.denial import denied, emptied, refused


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
        ("The inspector may not, where he holds a permit, copy the files.", "copy", True),
        ("The inspector may not, without a permit, copy the files.", "copy", False),
        ("The Parties shall not, where appropriate, consult the press.", "consult the press", True),
        ("Each Party shall not adopt such rules as may be needed to protect the accused.", "accused", True),
        ("Each Party shall not take steps, where an act is grave, to hear experts.", "experts", True),
        ("The papers shall not come with a note stating that the owner may seek redress.", "redress", True),
        ("Custody shall not in any event exceed ten days.", "ten days", False),
    ],
)
def test_a_denial_reaches_as_far_as_the_next_word_of_force_or_exception(
    sentence: str, words: str, wanted: bool
) -> None:
    view = fold(sentence)
    assert denied(view, 0, view.index(words)) is wanted


@pytest.mark.parametrize(
    ("sentence", "words", "wanted"),
    [
        (
            "With due regard to the rights of owners, each Party shall not take measures to return the goods.",
            "rights",
            True,
        ),
        ("The freedom of the press shall not be promoted by the Board.", "freedom", True),
        ("The same protection shall not apply to reporters.", "reporters", True),
        ("Personal data shall not be: (a) kept lawfully.", "Personal data", True),
        ("The freedom of the press shall not be restricted.", "freedom", False),
        ("The owner shall not provide others with personal data without consent.", "personal data", False),
        ("The court shall hear the press, and the Board shall not inform the Minister.", "press", False),
        ("No Party may take measures that restrict the press.", "press", False),
    ],
)
def test_a_verb_of_protection_that_is_denied_empties_the_words_before_and_after(
    sentence: str, words: str, wanted: bool
) -> None:
    view = fold(sentence)
    start = view.index(fold(words))
    entry = load("en", "safeguards").entries[0]
    assert emptied(view, Hit(entry, start, start + len(words)), (0, len(view))) is wanted


@pytest.mark.parametrize(
    ("sentence", "act", "wanted"),
    [
        ("An officer may not search a dwelling.", "search", True),
        ("An officer may not, by written notice, require a list.", "require", True),
        ("A search of a dwelling may not be carried out.", "search", True),
        ("An officer may not search a dwelling without a warrant.", "search", False),
        ("An officer may not search a dwelling unless the owner agrees.", "search", False),
        ("An officer may search a dwelling and may not be hindered.", "search", False),
    ],
)
def test_what_may_not_be_done_is_refused_unless_an_exception_implies_the_power(
    sentence: str, act: str, wanted: bool
) -> None:
    view = fold(sentence)
    start = view.index(act)
    assert refused(view, (start, start + len(act))) is wanted
