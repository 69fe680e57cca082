"""Punishments as statutes word them, and what is read from them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.kernel.deeds import Penalty
from caveat.kernel.folding import fold
from caveat.provisions.penalties import clause, parse, years

UNLIMITED: tuple[None, None] = (None, None)


def read(words: str) -> Penalty:
    penalty = parse(fold(words), 0, len(words))
    assert penalty is not None, words
    return penalty


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("is liable to imprisonment for a term not exceeding three years", None, 3),
        ("to imprisonment for not more than eighteen months", None, 1.5),
        ("to imprisonment for a period of up to two (2) years", None, 2),
        ("to imprisonment which may extend to ten years", None, 10),
        ("imprisonment for a maximum of twenty-five years", None, 25),
        ("imprisonment for a term of not less than seven years", 7, None),
        ("imprisonment for at least six months", 0.5, None),
        ("imprisonment for a term exceeding five years", 5, None),
        ("imprisonment for a term of not less than one year but not exceeding four years", 1, 4),
        ("imprisonment of not less than two (2) years and not more than five (5) years", 2, 5),
        ("shall be punished by imprisonment from six months to two years", 0.5, 2),
        ("shall be punished with imprisonment of three (3) to six (6) years", 3, 6),
        ("shall be sentenced to imprisonment for four years", 4, 4),
        ("is liable to imprisonment for four years", None, 4),
        ("is punishable by a maximum of five years' imprisonment", None, 5),
        ("is liable to penal servitude for a term not exceeding 20 years", None, 20),
        ("a custodial sentence of not more than ninety days", None, 0.2466),
        ("the penalty of prision correccional", 0.5, 6),
        ("to a fine not exceeding nine thousand crowns", *UNLIMITED),
    ],
)
def test_terms_are_read_in_years_with_the_limits_their_wording_sets(words: str, least: Any, most: Any) -> None:
    penalty = read(words)
    assert (penalty.min_years, penalty.max_years) == (least, most)


def test_fine_or_prison_or_both_is_an_alternative() -> None:
    penalty = read("liable to a fine not exceeding five thousand crowns or to imprisonment for two years, or to both.")
    assert penalty.fine == "fine not exceeding five thousand crowns"
    assert penalty.alternative


def test_fine_and_prison_together_are_no_alternative() -> None:
    assert not read(
        "liable to a fine of 100 crowns and to imprisonment for a term not exceeding two years."
    ).alternative


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("is liable to imprisonment for life", "life"),
        ("shall be sentenced to death", "death"),
        ("imprisonment for one year and six strokes of the cane", "corporal"),
        ("is liable to an unlimited fine", "unlimited"),
    ],
)
def test_the_gravest_punishments_are_flagged(words: str, flag: str) -> None:
    assert getattr(read(words), flag)


def test_the_first_tier_counts() -> None:
    words = (
        "liable to imprisonment for a term not exceeding two years; and in the case of a second or subsequent "
        "conviction, to imprisonment for a term not exceeding six years"
    )
    assert read(words).max_years == 2


def test_a_penalty_may_only_be_named_by_the_place_that_sets_it() -> None:
    assert read("is liable to the penalty prescribed for the completed offence.").by_reference is not None


@pytest.mark.parametrize("words", ["shall keep a register", "the right to life of every person", "within thirty days"])
def test_words_without_punishment_have_none(words: str) -> None:
    assert parse(fold(words), 0, len(words)) is None


def test_the_penal_clause_begins_at_its_verb() -> None:
    view = "a person who lies is liable on conviction to a fine."
    start, _ = clause(view, 0, len(view)) or (0, 0)
    assert view[start:].startswith("is liable")


@given(st.integers(1, 99), st.sampled_from(["years", "months", "weeks", "days"]))
def test_a_longer_unit_makes_a_longer_term(number: int, unit: str) -> None:
    assert 0 < years(str(number), unit) <= number


@given(st.text(alphabet="abc 0123456789().,;-\nyearsmonthimprisonmentof not exceeding", max_size=200))
def test_no_words_break_the_grammar(words: str) -> None:
    penalty = parse(fold(words), 0, len(words))
    assert penalty is None or penalty.max_years is None or penalty.max_years >= 0
