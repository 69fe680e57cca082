"""Elements of a text under negotiation: which of them stand whatever is agreed."""

from __future__ import annotations

import pytest

from caveat.instrument import build
from caveat.kernel.deeds import Offence, Provisions
from caveat.provisions import extract
from caveat.reading import read_bytes

FRAME = (
    "DRAFT CONVENTION ON WELLS\n\nThe States Parties to this Convention have agreed as follows:\n\n"
    "Article 1\nAccess\n\n{clause}\n\nArticle 2\nFees\n\n1. There are none.\n\n2. Nor will there be.\n"
)


def provisions(clause: str) -> Provisions:
    return extract(build(read_bytes(FRAME.format(clause=clause).encode(), "draft")))


def offence(clause: str) -> Offence:
    (found,) = provisions(clause).offences
    return found


ACT = "the entry into a computer network without right"


def test_without_brackets_an_element_is_settled() -> None:
    found = offence(f"1. Each Party shall establish as a criminal offence, when committed intentionally, {ACT}.")
    assert found.general_intent is not None
    assert found.general_intent.force == "mandatory"


@pytest.mark.parametrize(
    "words", ["[when committed intentionally,]", "when committed [intentionally],", "when [committed] intentionally,"]
)
def test_an_element_that_goes_with_a_bracket_is_bracketed(words: str) -> None:
    found = offence(f"1. Each Party shall establish as a criminal offence, {words} {ACT}.")
    assert found.general_intent is not None
    assert found.general_intent.force == ("mandatory" if words == "when [committed] intentionally," else "bracketed")


def test_brackets_within_an_element_do_not_hide_it() -> None:
    found = offence(f"1. Each Party shall establish as a criminal offence, when committed intentionally, {ACT}.")
    same = offence(
        "1. Each Party shall establish as a criminal offence, when committed intentionally, the entry into a "
        "[computer] [information] network without [any] right."
    )
    assert found.authorisation is not None
    assert same.authorisation is not None


def test_what_every_option_has_is_settled_and_what_one_has_is_bracketed() -> None:
    found = offence(
        "1. Each Party shall establish as a criminal offence:\n\n"
        f"Option A: when committed intentionally and with intent to obtain data, {ACT}.\n\n"
        f"Option B: when committed intentionally, {ACT}."
    )
    assert found.general_intent is not None
    assert found.general_intent.force == "mandatory"
    assert [element.force for element in found.specific_intent] == ["bracketed"]


CHANGED = (
    "# DRAFT CONVENTION ON WELLS\n\nThe States Parties to this Convention have agreed as follows:\n\n## Article 1\n\n"
    "1. Each Party shall establish as a criminal offence, ~~freely,~~ <u>when committed intentionally,</u> {act}.\n\n"
    "2. Nothing else.\n\n## Article 2\n\nNone.\n"
)


def test_what_a_change_brings_in_is_bracketed() -> None:
    (found,) = extract(build(read_bytes(CHANGED.format(act=ACT).encode(), "draft.md"))).offences
    assert found.general_intent is not None
    assert found.general_intent.force == "bracketed"


def test_where_nothing_is_an_offence_without_what_is_bracketed_every_element_is() -> None:
    found = offence(f"1. [Each Party shall establish as a criminal offence,] when committed intentionally, {ACT}.")
    assert found.conduct.force == "bracketed"


def test_offsets_quote_the_text_with_its_brackets() -> None:
    made = build(read_bytes(FRAME.format(clause=f"1. Each Party shall [establish] as an offence {ACT}.").encode(), "d"))
    for found in extract(made).offences:
        assert made.text[found.start : found.end] == found.quote
