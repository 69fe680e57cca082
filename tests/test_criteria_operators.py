"""The closed set of questions: silence, options, brackets, reach, definitions, years."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from caveat.criteria.decode import criterion as decode
from caveat.criteria.evaluate import evaluate
from caveat.criteria.fields import UnknownFieldError, choices, leaves, type_of
from caveat.criteria.law import Law
from caveat.criteria.mistakes import CriterionError
from caveat.criteria.operators import AllOf, Answer, AnyOf, Case, Not, Operator
from caveat.kernel import deeds, shapes

TEXT = (
    "Article 1\nWhoever, with intent to defraud, disturbs public order shall be punished.\n"
    "Article 2\nThe court decides beforehand, with respect for human rights.\n"
    "Article 3\nThe police may intercept messages for thirty days.\n"
)


def element(words: str, value: str = "x", force: deeds.Force = "mandatory") -> deeds.Element:
    start = TEXT.index(words)
    return deeds.Element(value=value, text=words, start=start, end=start + len(words), eid="art_1", force=force)


def place(eid: str, words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    spot = {"start": start, "end": start + len(words), "quote": words}
    return {"id": f"{eid}_x", "eid": eid, "citation": f"Article {eid[-1]}", "propositions": [], **spot}


def offence(**given_: Any) -> deeds.Offence:
    base: dict[str, Any] = {
        **place("art_1", "Whoever, with intent to defraud, disturbs public order shall be punished."),
        "name": "disturbance", "addressee": "person", "class_": "content", "conduct": element("disturbs public order"),
        "specific_intent": [], "harm": [], "exemptions": [],
    }  # fmt: skip
    return deeds.Offence(**{**base, **given_})


def law(
    *offences: deeds.Offence, edges: list[deeds.Edge] | None = None, definitions: list[deeds.Definition] | None = None
) -> Law:
    instrument = shapes.Instrument(title="T", kind="other", language="en", format="text", sha256="0")
    starts = [TEXT.index(f"Article {n}") for n in (1, 2, 3)] + [len(TEXT)]
    units = [
        shapes.Unit(eid=f"art_{n}", kind="article", number=str(n), citation=f"Article {n}", heading=None,
                    start=start, end=end, head_end=start + 10)
        for n, (start, end) in enumerate(itertools.pairwise(starts), 1)
    ]  # fmt: skip
    coverage = shapes.Coverage(parts=[], unplaced=[], removed=[], tokens=0, notes=[])
    outline = shapes.Outline(instrument=instrument, text=TEXT, units=units, propositions=[], references=[], terms=[],
                             marks=[], coverage=coverage)  # fmt: skip
    safeguard = deeds.Safeguard(
        **place("art_2", "The court decides beforehand, with respect for human rights."),
        kind="judicial-authorisation",
        mandatory=False,
        deference=False,
        reach="chapter",
    )
    power = deeds.Power(
        **place("art_3", "The police may intercept messages for thirty days."),
        name="interception",
        judicial_authorisation=deeds.Authorisation(value="optional"),
        duration=element("thirty days"),
    )
    provisions = deeds.Provisions(
        instrument=instrument,
        offences=list(offences),
        powers=[power],
        safeguards=[safeguard],
        cooperation=[],
        jurisdiction=[],
        definitions=definitions or [],
        arrangements=[],
        reach=edges or [],
    )
    return Law(outline, provisions)


EDGE = deeds.Edge(safeguard="art_2_x", target="art_3_x", via="chapter", force="optional", deference=True)


def stated(question: dict[str, Any], kind: str, rules: list[dict[str, Any]]) -> dict[str, Any]:
    """A criterion that asks one question, as a file states it."""
    return {
        "code": "TST-001", "title": "t", "topic": "penalty", "selects": {"kind": kind}, "asks": {"q": question},
        "result": rules, "severity": {"base": "minor"}, "message": "m", "why": "w", "standards": [], "rights": [],
        "groups": [], "fix": "f", "examples": EXAMPLES,
    }  # fmt: skip


def ask(where: Law, question: dict[str, Any], kind: str = "offence") -> Answer:
    """The answer of a question as a file states it."""
    rules = [{"if": "q", "is": "met", "because": "."}, {"is": "unmet", "because": "."}]
    (outcome,) = evaluate(where, [decode(stated(question, kind, rules))])
    answer = outcome.criterion.asks["q"].evaluate(Case(where, outcome.subject))
    assert (outcome.result == "met") == (answer.holds is True)
    return answer


HELD = [{"if": "q", "is": "met", "because": "."}, {"is": "unmet", "because": "."}]
EXAMPLES = [{"expect": result, "text": "x"} for result in ("met", "met", "unmet", "unmet")]
EXAMPLES.append({"expect": "met", "text": "x", "near-miss": "y"})


def quotes(answer: Answer) -> list[str]:
    return [TEXT[words.start : words.end] for words in answer.words]


@pytest.mark.parametrize(
    ("force", "mandatory", "optional", "any_force"),
    [("mandatory", True, False, True), ("optional", False, True, True), ("bracketed", None, None, None)],
)
def test_duty_option_and_bracket_are_three_things(
    force: deeds.Force, mandatory: bool | None, optional: bool | None, any_force: bool | None
) -> None:
    where = law(offence(specific_intent=[element("with intent to defraud", force=force)]))
    assert ask(where, {"present": "specific_intent", "force": "mandatory"}).holds is mandatory
    assert ask(where, {"present": "specific_intent", "force": "optional"}).holds is optional
    assert ask(where, {"present": "specific_intent"}).holds is any_force
    assert ask(where, {"absent": "specific_intent"}).holds is (None if any_force is None else False)


def test_silence_is_not_an_option() -> None:
    where = law(offence())
    assert ask(where, {"present": "specific_intent", "force": "optional"}).holds is False
    assert ask(where, {"absent": "specific_intent"}).holds is True


def test_an_element_is_shown_in_its_own_words_and_can_be_told_by_them() -> None:
    where = law(offence(specific_intent=[element("with intent to defraud")]))
    answer = ask(where, {"present": "specific_intent", "mentioning": "malice"})
    assert answer.holds and quotes(answer) == ["with intent to defraud"]
    assert not ask(where, {"present": "specific_intent", "mentioning": "good-faith"}).holds


def test_years_are_compared_and_silence_is_no_number() -> None:
    where = law(offence(penalty=deeds.Penalty(max_years=1.5, source=element("shall be punished"))))
    answer = ask(where, {"at-least": "penalty.max_years", "of": 1})
    assert answer.holds and quotes(answer) == ["shall be punished"]
    assert not ask(where, {"at-least": "penalty.max_years", "of": 2}).holds
    assert ask(where, {"at-most": "penalty.max_years", "of": 2}).holds
    assert not ask(where, {"at-least": "penalty.min_years", "of": 0}).holds
    assert not ask(law(offence()), {"at-most": "penalty.max_years", "of": 100}).holds


def test_values_are_compared_one_or_several() -> None:
    where = law(offence())
    assert ask(where, {"equals": "class", "to": "content"}).holds
    assert ask(where, {"equals": "class", "to": ["ancillary", "content"]}).holds
    assert not ask(where, {"equals": "class", "to": "ancillary"}).holds


@pytest.mark.parametrize(
    ("wants", "short"),
    [
        ({}, ""),
        ({"force": "optional"}, ""),
        ({"force": "mandatory"}, "an option, not a duty"),
        ({"deference": False}, "leaves its content to domestic law"),
        ({"via": ["own"]}, "only in general terms"),
    ],
)
def test_a_safeguard_reaches_with_its_own_strength(wants: dict[str, Any], short: str) -> None:
    answer = ask(law(edges=[EDGE]), {"reached-by": "judicial-authorisation", **wants}, "power")
    assert answer.holds is (not short)
    assert [one.why for one in answer.weighed] == [one.why for one in answer.weighed if short and short in one.why]
    assert bool(answer.weighed) is bool(short)


def test_without_an_edge_nothing_reaches() -> None:
    answer = ask(law(), {"reached-by": "judicial-authorisation"}, "power")
    assert answer.holds is False and not answer.weighed


def test_the_instrument_is_reached_by_what_covers_all_of_it_or_a_part() -> None:
    where = law(edges=[EDGE])
    whole = ask(where, {"reached-by": "judicial-authorisation", "via": ["whole"]}, "instrument")
    assert whole.holds is False and whole.weighed[0].why == "it covers a part of the text only"
    assert ask(where, {"reached-by": "judicial-authorisation", "via": ["chapter"]}, "instrument").holds is True


def test_a_safeguard_can_be_told_by_its_words() -> None:
    where = law(edges=[EDGE])
    assert ask(where, {"reached-by": "judicial-authorisation", "mentioning": "rights"}, "power").holds is True
    assert ask(where, {"reached-by": "judicial-authorisation", "mentioning": "malice"}, "power").holds is False


def test_the_instrument_has_what_any_of_its_provisions_has() -> None:
    assert ask(law(), {"present": "powers"}, "instrument").holds is True
    assert ask(law(), {"present": "offences"}, "instrument").holds is False


def test_an_elastic_term_is_found_and_a_definition_covers_it() -> None:
    where = law(offence())
    assert quotes(ask(where, {"mentions": "vague"})) == ["public order"]
    assert quotes(ask(where, {"defined": "vague"})) == ["public order"]
    assert ask(where, {"defined": "vague"}).holds is False
    spot = place("art_2", "The court decides beforehand, with respect for human rights.")
    covered = law(offence(), definitions=[deeds.Definition(**spot, term="public order", text="x")])
    assert ask(covered, {"defined": "vague"}).holds is True


def test_a_definition_of_a_part_of_a_term_does_not_cover_the_term() -> None:
    spot = place("art_2", "The court decides beforehand, with respect for human rights.")
    part = law(offence(), definitions=[deeds.Definition(**spot, term="public", text="x")])
    assert ask(part, {"defined": "vague"}).holds is False


def test_words_are_looked_for_where_the_question_says() -> None:
    assert not ask(law(offence()), {"mentions": "rights"}).holds
    assert ask(law(offence()), {"mentions": "rights", "within": "instrument"}).holds


class Fixed(Operator, frozen=True):
    """A question with a known answer."""

    holds: bool | None

    def evaluate(self, case: Case) -> Answer:
        return Answer(self.holds)


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=5))
def test_brackets_leave_open_exactly_what_they_can_change(values: list[bool | None]) -> None:
    case = Case(law(), None)
    worlds = list(itertools.product(*[(True, False) if value is None else (value,) for value in values]))
    asks = tuple(Fixed(value) for value in values)
    for operator, combine in ((AllOf(of=asks), all), (AnyOf(of=asks), any)):
        possible = {combine(world) for world in worlds}
        expected = possible.pop() if len(possible) == 1 else None
        assert operator.evaluate(case).holds is expected
        assert Not(of=operator).evaluate(case).holds is (None if expected is None else not expected)


def test_fields_are_those_of_the_published_shapes() -> None:
    assert choices("offence", "class") == ("cyber-dependent", "cyber-enabled", "content", "ancillary")
    assert type_of("cooperation", "refusal.ground") is str
    with pytest.raises(UnknownFieldError) as caught:
        type_of("power", "judicial_authorisation.who")
    assert "body" in caught.value.known


def test_paths_lead_through_lists_to_plain_values() -> None:
    where = law()
    found = leaves(where.provisions, "safeguards.kind")
    assert [(leaf.value, leaf.force) for leaf in found] == [("judicial-authorisation", "mandatory")]
    assert [leaf.value for leaf in leaves(where.provisions, "powers.duration")] == ["x"]


def test_what_hangs_on_brackets_is_judged_with_them_and_without() -> None:
    purpose = element("with intent to defraud", force="bracketed")
    rules = [{"if": "q", "is": "met", "because": "."}, {"is": "unmet", "because": "no purpose in {citation}"}]
    criterion = decode(stated({"present": "specific_intent", "force": "mandatory"}, "offence", rules))
    (outcome,) = evaluate(law(offence(specific_intent=[purpose])), [criterion])
    assert (outcome.result, outcome.bracketed, outcome.finds) == ("unmet", True, ["problem"])
    (settled,) = evaluate(law(offence()), [criterion])
    assert (settled.result, settled.bracketed) == ("unmet", False)


@pytest.mark.parametrize(
    ("raises", "lowers", "severity"),
    [
        ([], [], "minor"),
        (["yes"], [], "major"),
        (["yes", "yes"], [], "critical"),
        ([], ["yes"], "minor"),
        (["no"], [], "minor"),
    ],
)
def test_severity_moves_by_stated_steps_and_stays_in_bounds(
    raises: list[str], lowers: list[str], severity: str
) -> None:
    plain = stated({"present": "duration"}, "power", [{"is": "unmet", "because": "."}])
    plain["asks"] |= {"yes": {"present": "duration"}, "no": {"absent": "duration"}}
    plain["severity"] = {"base": "minor", "raises": raises, "lowers": lowers}
    (outcome,) = evaluate(law(), [decode(plain)])
    assert outcome.severity == severity


def test_words_can_be_asked_for_by_what_they_mean() -> None:
    where = law(offence())
    assert ask(where, {"mentions": "vague", "value": ["public order"]}).holds
    assert not ask(where, {"mentions": "vague", "value": ["public safety"]}).holds


def test_a_rule_may_bring_a_fix_of_its_own() -> None:
    question = {"present": "harm"}
    rules = [
        {"if": "q", "is": "met", "because": "."},
        {"is": "unmet", "because": ".", "fix": "Add to this {unit} of {instrument}."},
    ]
    (outcome,) = evaluate(law(offence()), [decode(stated(question, "offence", rules))])
    assert outcome.rule.fix == "Add to this {unit} of {instrument}."


def test_an_article_can_be_judged_whatever_it_does() -> None:
    where = law()
    found = evaluate(where, [decode(stated({"mentions": "general"}, "article", [{"is": "unmet", "because": "."}]))])
    assert [outcome.subject.citation for outcome in found if outcome.subject] == ["Article 1", "Article 2", "Article 3"]


def test_a_treaty_is_told_from_a_law() -> None:
    assert ask(law(offence()), {"text-is": "law"}).holds
    assert not ask(law(offence()), {"text-is": "treaty"}).holds


def test_a_text_that_only_amends_another_is_told_from_one_that_stands_alone() -> None:
    where = law(offence())
    note = shapes.Note(kind="amending", message="this text amends another")
    coverage = replace(where.outline.coverage, notes=[note])
    amending = Law(replace(where.outline, coverage=coverage), where.provisions)
    assert ask(amending, {"text-is": "amending"}).holds
    assert not ask(where, {"text-is": "amending"}).holds


def test_what_stands_beside_a_provision_is_asked_of_the_others_in_its_article_alone() -> None:
    narrow = offence(id="narrow", specific_intent=[element("with intent to defraud")])
    wide = offence(id="wide")
    elsewhere = offence(id="elsewhere", eid="art_2", specific_intent=[element("with intent to defraud")])
    where = law(narrow, wide, elsewhere)
    found = decode(stated({"beside": {"present": "specific_intent"}}, "offence", HELD)).asks["q"]
    answers = [found.evaluate(Case(where, one)) for one in (narrow, wide, elsewhere)]
    assert [answer.holds for answer in answers] == [False, True, False]
    assert quotes(answers[1]) == ["with intent to defraud"]
    assert found.evaluate(Case(where, None)).holds is False


def test_beside_takes_one_question() -> None:
    with pytest.raises(CriterionError):
        decode(stated({"beside": [{"present": "harm"}]}, "offence", HELD))
