"""What is worth saying: the model ranks and holds back, and adds nothing."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from caveat.criteria.law import Law
from caveat.criteria.loader import catalogue
from caveat.instrument import build
from caveat.provisions import extract
from caveat.reading import read_bytes
from caveat.review.assess import assess, candidates
from caveat.review.features import Candidate, code_of, features
from caveat.review.salience import Model, salient, shipped


@pytest.fixture(scope="module")
def law() -> Law:
    sample = (resources.files("caveat.samples") / "convention-draft-1.txt").read_bytes()
    outline = build(read_bytes(sample, "draft.txt"))
    return Law(outline, extract(outline))


@pytest.fixture(scope="module")
def found(law: Law) -> list[Candidate]:
    return candidates(law, catalogue())


def knowing(found: list[Candidate], least: float, base: float = 0.0) -> Model:
    return Model(least=least, base=base, weights={code_of(one.finding): 0.0 for one in found})


def test_nothing_is_said_that_no_criterion_found(law: Law, found: list[Candidate]) -> None:
    said = salient(law, found, shipped())
    plain = [one.finding for one in found]
    assert all(replace(one, confidence=None) in plain for one in said)


def test_what_has_too_little_weight_is_held_back_and_stays_among_the_checks(law: Law, found: list[Candidate]) -> None:
    assert salient(law, found, knowing(found, 0.6)) == []
    review = assess(law.outline, law.provisions, catalogue(), knowing(found, 0.6))
    assert review.findings == []
    assert {check.code for check in review.checks} == {criterion.code for criterion in catalogue()}
    assert len(salient(law, found, knowing(found, 0.5))) == len(found)


def test_a_criterion_that_the_model_has_not_met_is_never_held_back(law: Law, found: list[Candidate]) -> None:
    said = salient(law, found, Model(least=1.0, base=-9.0, weights={}))
    assert said == [one.finding for one in found]
    assert {one.confidence for one in said} == {None}


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_confidence_is_a_chance_and_grows_with_the_weight(weight: float, value: float) -> None:
    model = Model(least=0.0, base=0.0, weights={"x": weight})
    confidence = model.confidence({"x": value, "not known": 5.0})
    assert 0.0 <= confidence <= 1.0
    assert (confidence >= 0.5) == (weight * value >= 0) or abs(weight * value) < 1e-12


def test_every_feature_has_a_name_that_can_be_read(law: Law, found: list[Candidate]) -> None:
    names = {name for one in features(law, found) for name in one}
    assert all(name == name.strip() and "\n" not in name and len(name) < 90 for name in names)
    assert "problem: years of prison" in names or "problem: asks for intent" in names
