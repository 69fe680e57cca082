"""What States do for one another, whom they try, and what their words mean."""

from __future__ import annotations

import pytest

from caveat.kernel.deeds import Provisions
from caveat.kernel.shapes import InstrumentKind
from caveat.provisions import extract
from tests.test_provisions_drafts import Article, Chapter, draft


def read(*parts: Article | Chapter, kind: InstrumentKind = "treaty", title: str = "A treaty") -> Provisions:
    return extract(draft(*parts, kind=kind, title=title))


def chapter(*articles: Article) -> Provisions:
    return read(Chapter("International cooperation", list(articles)))


@pytest.mark.parametrize(
    ("heading", "words", "kind", "duty"),
    [
        (
            "Mutual legal assistance",
            "States Parties shall afford one another legal assistance.",
            "mutual-assistance",
            "must",
        ),
        (
            "Extradition",
            "Each of the offences shall be an extraditable offence between States Parties.",
            "extradition",
            "must",
        ),
        ("Preservation on request", "A Party may request another Party to preserve data.", "preservation", "may"),
        ("Real-time collection of traffic data", "Parties shall assist one another.", "real-time", "must"),
        (
            "Spontaneous information",
            "A Party may send information to another Party without prior request.",
            "spontaneous",
            "may",
        ),
        (
            "24/7 network",
            "Each Party shall name a point of contact available on a twenty-four hour basis.",
            "network-24-7",
            "must",
        ),
        (
            "Transborder access",
            "A Party may open publicly available data, wherever another Party stores them.",
            "transborder-access",
            "may",
        ),
        (
            "Joint investigations",
            "Parties shall consider agreeing on joint investigation teams.",
            "joint-investigation",
            "endeavour",
        ),
        ("Transfer of sentenced persons", "Parties may agree on the transfer of sentenced persons.", "transfer", "may"),
        ("Law enforcement cooperation", "Parties shall work closely with one another.", "police", "must"),
    ],
)
def test_each_kind_of_help_is_known_with_its_force(heading: str, words: str, kind: str, duty: str) -> None:
    found = chapter(Article(heading, [words])).cooperation
    assert [(item.kind, item.duty) for item in found] == [(kind, duty)]


def test_what_the_requested_state_must_do_decides_where_the_other_only_may_ask() -> None:
    paragraphs = ["A Party may request another Party to preserve data.", "The requested Party shall preserve the data."]
    assert chapter(Article("Preservation on request", paragraphs)).cooperation[0].duty == "must"


@pytest.mark.parametrize(
    ("words", "dual"),
    [
        ("Assistance is given if the act is an offence under the laws of both Parties.", "required"),
        ("A Party may make assistance conditional upon dual criminality.", "may-refuse"),
        ("Dual criminality shall not be required for assistance.", "excluded"),
        ("The costs are borne by the requested Party.", "none"),
    ],
)
def test_dual_criminality_is_a_duty_an_option_excluded_or_unsaid(words: str, dual: str) -> None:
    article = Article("Mutual legal assistance", ["Parties shall afford one another legal assistance.", words])
    assert chapter(article).cooperation[0].dual_criminality == dual


def test_grounds_for_refusal_say_whether_they_bind() -> None:
    article = Article(
        "Extradition",
        [
            "Extradition shall be granted between Parties for any extraditable offence.",
            "Extradition shall be refused if the person would face torture or the death penalty.",
            "Extradition may be refused if the offence is a political offence.",
        ],
    )
    (found,) = chapter(article).cooperation
    assert {(refusal.ground, refusal.force) for refusal in found.refusal} == {
        ("human-rights", "must"),
        ("death-penalty", "must"),
        ("political-offence", "may"),
    }


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        (
            ("Parties shall afford one another assistance for the offences established under this Convention."),
            "own-offences",
        ),
        ("Parties shall afford one another assistance in any criminal matter.", "any-offence"),
        ("Parties shall afford one another assistance for serious crimes.", "serious-crime"),
    ],
)
def test_scope_is_what_the_paragraph_names(words: str, scope: str) -> None:
    assert chapter(Article("Mutual legal assistance", [words])).cooperation[0].scope == [scope]


def test_a_statute_that_mentions_a_foreign_state_in_passing_does_not_cooperate() -> None:
    article = Article(
        "Interpretation", ['In this Act, "foreign State" means any State that requests mutual legal assistance.']
    )
    assert read(article, kind="statute").cooperation == []


@pytest.mark.parametrize(
    ("words", "bases"),
    [
        (
            (
                "Each Party shall establish its jurisdiction over an offence committed in its territory or "
                "on board a ship flying its flag."
            ),
            {"territorial", "flag"},
        ),
        (
            (
                "A Party may establish its jurisdiction over an offence committed by one of its nationals or "
                "against one of its nationals."
            ),
            {"nationality", "passive-personality"},
        ),
        (
            (
                "The courts have and shall have jurisdiction over an act committed by a person ordinarily "
                "resident in the country."
            ),
            {"residence"},
        ),
        ("A Party that does not extradite a person shall submit the case to its authorities.", {"aut-dedere"}),
    ],
)
def test_jurisdiction_lists_its_grounds(words: str, bases: set[str]) -> None:
    (claim,) = read(Article("Jurisdiction", [words])).jurisdiction
    assert bases <= set(claim.bases)


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ('"device" means any machine; "network" includes two devices.', ["device", "network"]),
        ("For the purposes of this Act, ‘device’ means any machine.", ["device"]),
        ('The term "freezing" or "seizure" shall mean holding property.', ["freezing or seizure"]),
        ('In this section, "a hosting provider" is a person who stores data.', ["hosting provider"]),
        ('"child", in relation to an image, has the same meaning as in the Children Act.', ["child"]),
        ('He shouted "stop" and the officer may arrest him.', []),
    ],
)
def test_terms_are_what_a_text_explains_in_quotation_marks(words: str, terms: list[str]) -> None:
    found = read(Article("Interpretation", [words]), kind="statute").definitions
    assert [definition.term for definition in found] == terms


def test_terms_without_quotation_marks_count_where_the_heading_says_so() -> None:
    items = "In this Act\n(a) computer system means any machine;\n(b) the expression public body means an office."
    found = read(Article("Definitions", [items]), kind="statute").definitions
    assert [definition.term for definition in found] == ["computer system", "public body"]
    assert read(Article("Devices", [items.replace("In this Act", "It is so that")]), kind="statute").definitions == []


def test_lettered_terms_need_no_quotation_marks_and_end_at_the_verb() -> None:
    items = (
        "For the purposes of the present Protocol:\n(a) Sale of organs means any act of trade;\n"
        "(b) Entry refers to the use of a system."
    )
    found = read(Article("Scope", [items])).definitions
    assert [definition.term for definition in found] == ["Sale of organs", "Entry"]


def test_a_condition_of_dual_criminality_that_is_deemed_met_is_left_to_the_law_of_who_is_asked() -> None:
    (found,) = read(
        Article(
            "Mutual assistance",
            [
                "The Parties shall afford one another mutual legal assistance. Where dual criminality is a "
                "requirement, it shall be deemed fulfilled if the act is an offence under the laws of both Parties."
            ],
        )
    ).cooperation
    assert found.dual_criminality == "requested-law"


def test_evidence_of_serious_crime_is_not_evidence_of_any_offence() -> None:
    (found,) = read(
        Article(
            "Mutual assistance",
            [
                "The Parties shall afford one another assistance in the taking of evidence in electronic form of "
                "any serious crime."
            ],
        )
    ).cooperation
    assert found.scope == ["serious-crime"]


def test_an_offence_that_is_never_political_is_no_ground_of_refusal() -> None:
    found = read(
        Article(
            "Extradition",
            [
                "Extradition shall be granted for the offences in this Convention.",
                "None of these offences shall be regarded as a political offence.",
            ],
        )
    )
    principles = [saved.principle for saved in found.safeguards if saved.kind == "refusal-grounds"]
    assert principles == ["refusal-taken-away"]
    assert found.cooperation[0].refusal == []


def test_a_paragraph_that_says_when_an_act_is_unauthorised_defines_it() -> None:
    found = read(
        Article("Entry", ["Entry is unauthorised if the person has no consent.", "This is all."]), kind="statute"
    )
    assert [definition.term for definition in found.definitions] == ["unauthorised"]


def test_help_in_other_matters_than_crime_is_not_mutual_assistance() -> None:
    article = Article(
        "International cooperation", ["The Parties shall cooperate with one another to conserve sea life."]
    )
    assert read(article).cooperation == []


def test_a_closed_list_of_grounds_is_told_from_an_open_one() -> None:
    found = read(
        Article(
            "Mutual assistance",
            [
                "The Parties shall afford one another mutual legal assistance.",
                "A request may only be refused if it would prejudice the sovereignty of the requested Party.",
            ],
        )
    )
    assert [saved.principle for saved in found.safeguards if saved.kind == "refusal-grounds"] == ["refusal-closed"]
