"""Safeguards and how far they reach, in several styles of drafting, and what only looks like one."""

from __future__ import annotations

import pytest

from caveat.kernel.deeds import Provisions, Safeguard
from caveat.provisions import extract
from tests.test_provisions_drafts import Article, Chapter, draft

SPEECH = (
    "Each Party shall adopt measures to establish as a criminal offence, when done intentionally, "
    "the publication of racist material."
)
CHILDREN = (
    "Each Party shall adopt measures to establish as a criminal offence, when done intentionally, "
    "the making of child pornography."
)


def provisions(*parts: Article | Chapter, kind: str = "statute") -> Provisions:
    return extract(draft(*parts, kind="treaty" if kind == "treaty" else "statute"))


def guards(words: str, kind: str, *others: Article | Chapter, text: str = "statute") -> list[Safeguard]:
    found = provisions(Article("Matters", [words]), *others, kind=text).safeguards
    return [guard for guard in found if guard.kind == kind]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The Parties recall the Convention for the Protection of Human Rights.", "human-rights-clause"),
        ("The Parties recall the Convention on the Rights of the Child.", "children"),
        ("Records shall be preserved for a period of not less than two months.", "data-retention"),
        ("The court may order the convicted person to pay compensation to the victim.", "remedy-oversight"),
        ("A complaint holds a statement that it is made in good faith.", "public-interest-exemption"),
        ("An inspector may require for the purposes of this section that a record be shown.", "mental-element"),
        ("Training shall be given together with civil society.", "participation-review"),
        ("The request gives a brief summary of the facts.", "reasonable-suspicion"),
    ],
)
def test_words_that_only_name_what_elsewhere_protects_are_no_safeguard(words: str, kind: str) -> None:
    assert guards(words, kind) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The measures are applied with respect for human rights.", "human-rights-clause"),
        ("The judge shall act with respect for the wishes and the rights of the child.", "children"),
        ("Victims shall have access to compensation.", "remedy-oversight"),
        ("An officer who misuses a power conferred by this Part commits an offence.", "remedy-oversight"),
        (
            "Where a judge determines that an interception was unlawful, the judge may order that its yield be erased.",
            "remedy-oversight",
        ),
        ("The plan is reviewed after the views of all stakeholders were heard.", "participation-review"),
        ("The provider of a vault is bound by professional secrecy.", "data-protection"),
    ],
)
def test_words_that_protect_are_a_safeguard(words: str, kind: str) -> None:
    assert len(guards(words, kind)) == 1


@pytest.mark.parametrize(
    ("who", "found"), [("A police officer", True), ("A person", False), ("Any person", False)]
)  # fmt: skip
def test_leave_of_a_court_is_asked_by_an_authority_and_not_by_a_party(who: str, found: bool) -> None:
    application = f"{who} may apply to the court for an order against the provider."
    orders = Article(
        "Orders", ["A police officer may enter any premises, search a computer and seize data.", application]
    )
    kinds = {guard.kind for guard in provisions(orders).safeguards}
    assert ("judicial-authorisation" in kinds) is found


@pytest.mark.parametrize(
    ("words", "kind", "mandatory"),
    [
        ("Whoever is aggrieved by a decision may appeal to the High Court.", "remedy-oversight", True),
        ("The Agency may publish every year how many orders it gave.", "remedy-oversight", False),
        ("Personal data may be used by the Agency, only: for the case at hand.", "data-protection", True),
        ("Personal data may be used by the Agency for the case at hand.", "data-protection", False),
        ("Measures may be taken without prejudice to the rights of the defence.", "human-rights-clause", True),
        ("The Agency shall consider the rights of the defence.", "human-rights-clause", False),
        ("The Agency shall, where necessary, respect the rights of the defence.", "human-rights-clause", True),
        ("The objects of this Act are to uphold the rights of the defence.", "human-rights-clause", False),
    ],
)
def test_a_right_or_a_condition_binds_and_a_mere_permission_does_not(words: str, kind: str, mandatory: bool) -> None:
    (guard,) = guards(words, kind)
    assert guard.mandatory is mandatory


@pytest.mark.parametrize(
    ("words", "deference"),
    [
        ("Human rights shall be respected as provided under its domestic law.", True),
        ("A Party whose law so permits shall respect human rights.", True),
        ("Each Party shall ensure that its domestic legal system respects human rights.", False),
        ("Each Party shall respect human rights.", False),
    ],
)
def test_deference_is_leaving_the_safeguard_to_domestic_law(words: str, deference: bool) -> None:
    (guard,) = guards(words, "human-rights-clause", text="treaty")
    assert guard.deference is deference


@pytest.mark.parametrize(
    ("words", "kind", "reach"),
    [
        ("Whoever is aggrieved by a decision may appeal to the High Court.", "remedy-oversight", "instrument"),
        ("A data controller shall keep personal data safe.", "data-protection", "instrument"),
        ("An amendment shall be subject to ratification.", "future-expansion", "instrument"),
        ("Nothing in this Act limits the rights of the defence.", "human-rights-clause", "instrument"),
        ("The objects of this Act are to uphold the rights of the defence.", "human-rights-clause", "instrument"),
        ("Whoever is aggrieved by a decision under this section may appeal to the court.", "remedy-oversight",
         "provision"),
    ],
)  # fmt: skip
def test_what_stands_alone_and_speaks_of_the_whole_reaches_the_whole(words: str, kind: str, reach: str) -> None:
    (guard,) = guards(words, kind)
    assert guard.reach == reach


def test_a_refusal_reaches_a_treaty_of_one_kind_of_help_though_it_lets_a_person_be_arrested() -> None:
    articles = (
        Article("Duty", ["The Parties undertake to surrender to each other all persons whom the other prosecutes."]),
        Article("Refusal", ["Extradition shall not be granted if the offence is a political offence."]),
        Article("Arrest", ["The requested Party may, on an urgent request, arrest the person sought."]),
    )
    found = extract(draft(*articles, kind="treaty", title="Treaty on extradition"))
    assert [power.name for power in found.powers] == ["other"]
    assert [one.reach for one in found.safeguards if one.kind == "refusal-grounds"] == ["instrument"]


@pytest.mark.parametrize(("offence", "kind"), [(SPEECH, "content-offence"), (CHILDREN, "children")])
def test_a_right_not_to_apply_an_article_serves_its_subject(offence: str, kind: str) -> None:
    option = "A Party may reserve the right not to apply paragraph 1 of this article."
    found = provisions(Article("Crimes", [offence, option]), kind="treaty").safeguards
    assert [(guard.kind, guard.mandatory) for guard in found] == [(kind, False)]


def test_a_right_not_to_apply_any_other_article_limits_the_scope_of_crimes() -> None:
    entry = "Each Party shall adopt measures to establish as a criminal offence the entry into a computer system."
    option = "A Party may reserve the right not to apply paragraph 1 of this article."
    found = provisions(Article("Entry", [entry, option]), kind="treaty").safeguards
    assert [guard.kind for guard in found] == ["criminalisation-scope"]


def test_a_reference_to_the_conditions_takes_over_each_principle_of_them() -> None:
    conditions = Article(
        "Conditions",
        [
            "The powers and procedures set out in this chapter shall respect human rights and incorporate the "
            "principle of proportionality."
        ],
    )
    power = Article(
        "Orders",
        [
            "Each Party shall empower its authorities to order a provider to preserve data.",
            "This power is subject to article 1.",
        ],
    )
    found = provisions(Chapter("Powers", [conditions, power]), kind="treaty")
    own = {guard.kind for guard in found.safeguards if guard.eid.startswith("art_2")}
    assert own == {"human-rights-clause", "necessity-proportionality"}
    ways = {edge.via for edge in found.reach if edge.target == found.powers[0].id}
    assert ways == {"own", "reference"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Nothing here touches a law that is more favourable to the rights of patients.", "human-rights-clause"),
        ("Each Party shall provide for the safety of witnesses and of their kin from intimidation.", "at-risk-groups"),
        ("The clerk shall safeguard the welfare and the dignity of each child.", "children"),
        ("Each Party shall submit every third year a report to the Committee on the measures taken.",
         "participation-review"),
        ("The Parties encourage the participation of the community in training.", "participation-review"),
        ("A device seized under this section shall be returned within four days.", "remedy-oversight"),
        ("Victims may seek, free of any charge, compensation.", "remedy-oversight"),
        ("Each Party makes the acts punishable by penalties that take into account their grave nature.", "penalty"),
        ("The Parties afford each other assistance in accordance with their domestic law.", "domestic-law-deference"),
        ("The request is carried out in the manner laid down by its law.", "domestic-law-deference"),
    ],
)  # fmt: skip
def test_protection_is_read_in_other_wordings(words: str, kind: str) -> None:
    assert len(guards(words, kind, text="treaty")) == 1


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The Agency shall submit to the Council a report on the measures taken.", "participation-review"),
        ("The master may act to protect the safety of the ship or of persons aboard.", "at-risk-groups"),
        ("Goods are moved with due regard to the interests of nearby towns.", "necessity-proportionality"),
        ("This time shall be stated in the summons and shall not exceed 30 days.", "necessity-proportionality"),
        ("The request and its annexes shall be accompanied by a translation.", "secrecy-notification"),
        ("The seller has against a third party the rights acquired by the agent.", "remedy-oversight"),
    ],
)
def test_words_of_care_for_other_things_protect_nobody(words: str, kind: str) -> None:
    assert guards(words, kind) == []


def test_care_in_the_use_of_a_power_is_a_safeguard() -> None:
    search = Article(
        "Search",
        [
            "A police officer may, with a warrant, enter premises and search a computer, using no more force than is "
            "necessary.",
            "In doing so the officer shall have due regard to the interests of those who live there.",
        ],
    )
    kinds = [guard.kind for guard in provisions(search).safeguards]
    assert kinds.count("necessity-proportionality") == 2


@pytest.mark.parametrize(
    ("words", "firm"),
    [
        ("The officer shall have due regard to the interests of those who live there.", True),
        ("The officer may, with due regard to the interests of those who live there, move goods.", True),
        ("The officer may have due regard to the interests of those who live there.", False),
        ("The officer shall endeavour to minimise the disruption.", False),
    ],
)
def test_care_that_is_only_allowed_binds_nobody(words: str, firm: bool) -> None:
    search = Article("Search", ["A police officer may, with a warrant, search a computer.", words])
    found = [guard for guard in provisions(search).safeguards if guard.kind == "necessity-proportionality"]
    assert [guard.mandatory for guard in found] == [firm]


def test_each_paragraph_gives_a_ground_of_its_own_to_refuse() -> None:
    grounds = Article(
        "Mutual assistance",
        [
            "The Parties shall afford each other mutual assistance. Assistance may be refused if the act is political.",
            "A request shall be granted if the law of the requested Party does not forbid it.",
            "A Party may reserve the right to make searches for another Party conditional on a treaty.",
        ],
    )
    found = [guard for guard in provisions(grounds, kind="treaty").safeguards if guard.kind == "refusal-grounds"]
    assert len(found) == 3


def test_a_witness_who_stays_away_is_not_punished_and_one_who_comes_is_not_arrested() -> None:
    words = [
        "A witness who does not answer the summons of the requesting Party shall not be liable to any penalty.",
        "A witness who answers it shall not be tried or detained in the requesting Party for earlier acts.",
    ]
    requests = Article("Mutual assistance", ["The Parties shall afford each other mutual assistance.", *words])
    kinds = {guard.kind for guard in provisions(requests, kind="treaty").safeguards}
    assert {"compelled-assistance", "requester-accountability"} <= kinds


def test_when_an_act_is_authorised_is_a_safeguard_also_apart_from_the_crimes() -> None:
    guard = guards("Access to a system is authorised if its owner agrees.", "authorisation-element")
    assert len(guard) == 1
    assert guards("An inspector is authorised if the Minister signs.", "authorisation-element") == []


def test_the_best_interest_that_excuses_a_crime_is_no_right_of_the_child() -> None:
    ban = [
        "A person shall not share pictures of a child unless that is in the best interests of the child.",
        "A person who contravenes subsection (1) commits an offence and is liable to a fine.",
    ]
    assert "children" not in {guard.kind for guard in provisions(Article("Pictures", ban)).safeguards}


def test_a_purpose_clause_protects_nobody_in_particular() -> None:
    words = "The objects of this Act are to protect the rights of children and to promote human rights."
    assert guards(words, "children") == []
