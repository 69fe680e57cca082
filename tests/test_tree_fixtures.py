"""The tree of invented texts in many layouts against the structure that another hand wrote down."""

from __future__ import annotations

import pytest

from tests import invariants
from tests.shortfalls import same
from tests.tree_fixtures import Fixture, children, fixtures, heads, holds, units

FIXTURES = fixtures()
SHORT = {
    ("containers", "uk_style_act"): "headings without a number between sections are not containers",
    ("headings", "art_abbrev"): "a note that an article is repealed is taken for its heading",
    ("children", "art_abbrev"): "dashes number nothing",
    ("children", "negotiating_brackets"): "1 alt is no number",
    ("children", "run_on_lines"): "a second list in mid-sentence without a colon or a semicolon before it",
    ("children", "unclosed_p"): "lists in mid-sentence without punctuation",
}


@pytest.fixture(params=FIXTURES, ids=[fixture.name for fixture in FIXTURES])
def fixture(request: pytest.FixtureRequest) -> Fixture:
    one: Fixture = request.param
    return one


def test_invariants_hold(fixture: Fixture) -> None:
    invariants.check(fixture.outline())


def test_units_are_those_of_the_text(fixture: Fixture) -> None:
    wanted, found = units(fixture)
    assert found == wanted


def test_headings_are_told_from_text(fixture: Fixture) -> None:
    wanted, found = heads(fixture)
    same(wanted, found, SHORT.get(("headings", fixture.name)))


def test_containers_are_those_of_the_text(fixture: Fixture) -> None:
    wanted, found = holds(fixture)
    same(wanted, found, SHORT.get(("containers", fixture.name)))


def test_what_is_numbered_below_a_unit(fixture: Fixture) -> None:
    compared = children(fixture)
    wanted = {key: pair[0] for key, pair in compared.items()}
    same(wanted, {key: pair[1] for key, pair in compared.items()}, SHORT.get(("children", fixture.name)))
