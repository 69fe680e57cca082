"""Powers, who must allow them, the safeguards that reach them, and what they are not."""

from __future__ import annotations

import pytest

from caveat.kernel.deeds import Power, Provisions
from caveat.kernel.shapes import InstrumentKind
from caveat.provisions import extract
from tests.test_provisions_drafts import Article, Chapter, draft


def read(*parts: Article | Chapter, kind: InstrumentKind = "statute") -> Provisions:
    return extract(draft(*parts, kind=kind))


def powers(*paragraphs: str, heading: str = "Powers", kind: InstrumentKind = "statute") -> list[Power]:
    return read(Article(heading, list(paragraphs)), kind=kind).powers


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "A police officer may by notice require a provider to preserve computer data for thirty days.",
            "preservation",
        ),
        ("An inspector may order a person to produce records in that person's possession.", "production"),
        ("The court may order a service provider to submit subscriber information.", "subscriber-information"),
        ("A police officer may enter any premises and search a computer.", "search-seizure"),
        ("A judge may authorise a police officer to collect or record traffic data in real time.", "real-time-traffic"),
        ("The Minister may authorise a police officer to intercept any communication.", "interception"),
        (
            "An inspector may require anyone who knows how the system works to give help.",
            "compelled-assistance",
        ),
        ("The Authority may order a provider to block access to a website.", "blocking"),
        ("A service provider shall retain traffic data for twelve months.", "retention"),
        ("The court may order the forfeiture of any device.", "seizure-of-proceeds"),
        ("A police officer may arrest any person without a warrant.", "other"),
    ],
)
def test_each_kind_of_power_is_known_by_what_an_authority_may_do(words: str, name: str) -> None:
    assert [power.name for power in powers(words)] == [name]


@pytest.mark.parametrize(
    "words",
    [
        "Each Party shall empower its competent authorities to search a computer system.",
        "Each State shall give its competent authorities the power to look into a computer system.",
        (
            "Each Party shall adopt the measures needed to enable its competent authorities to seize data or "
            "to put them out of reach."
        ),
    ],
)
def test_treaty_powers_need_no_word_of_order_where_the_heading_names_them(words: str) -> None:
    (power,) = powers(words, heading="Search and seizure", kind="treaty")
    assert power.name == "search-seizure"


def test_in_a_statute_too_the_heading_names_what_a_paragraph_only_hints_at() -> None:
    words = "Where data may be lost, a police officer may by notice require the person in control to keep them whole."
    (power,) = powers(words, "A notice under subsection (1) is valid for a month.", heading="Preservation of data")
    assert (power.name, power.citation) == ("preservation", "Section 1(1)")


def test_immunity_on_condition_of_removal_works_as_a_power_to_block() -> None:
    words = "A hosting provider shall not be liable for what it stores if it removes or disables access to the content."
    assert [power.name for power in powers(words)] == ["blocking"]


def test_what_another_state_asks_for_is_help_and_no_power_of_its_own() -> None:
    article = Article("Search on request", ["A Party may ask another Party to search or seize stored data."])
    found = read(Chapter("International cooperation", [article]), kind="treaty")
    assert found.powers == []
    assert len(found.cooperation) == 1


def test_one_article_gives_several_powers_each_at_its_item() -> None:
    words = (
        "Each Party shall empower its competent authorities to order\n(a) a person to hand over "
        "specified electronic records which that person holds; and\n(b) a service provider to submit "
        "subscriber information."
    )
    found = powers(words, heading="Production order", kind="treaty")
    assert [(power.name, power.citation) for power in found] == [
        ("production", "Article 1(a)"),
        ("subscriber-information", "Article 1(b)"),
    ]


@pytest.mark.parametrize(
    ("words", "value", "timing", "body"),
    [
        ("A police officer may apply to the court for a warrant to enter any premises.", "mandatory", "prior", "court"),
        ("A police officer may, with a warrant, search any premises.", "mandatory", "prior", "court"),
        ("A judge may order a provider to disclose traffic data.", "mandatory", "prior", "court"),
        ("The court or the Authority may order a provider to block access to a site.", "optional", "prior", "court"),
        ("The Minister may order a provider to block access to a site.", "absent", None, "minister"),
        ("A police officer may search any premises.", "absent", None, "police"),
    ],
)
def test_a_court_counts_only_as_the_one_who_must_allow_the_power(
    words: str, value: str, timing: str | None, body: str
) -> None:
    (power,) = powers(words)
    found = power.judicial_authorisation
    assert (found.value, found.timing, found.body) == (value, timing, body)


def test_report_to_a_court_afterwards_is_no_leave() -> None:
    (power,) = powers("A police officer may intercept any communication and shall report to a judge within two days.")
    assert (power.judicial_authorisation.value, power.judicial_authorisation.timing) == ("absent", "after")


def test_conditions_are_quoted() -> None:
    (power,) = powers(
        "Where a police officer has reasonable grounds to believe that data may be lost, the police "
        "officer may by notice require a provider to preserve the data for a period not exceeding "
        "ninety days and to keep the notice confidential."
    )
    assert power.threshold is not None
    assert power.threshold.text.startswith("has reasonable grounds to believe")
    assert power.duration is not None
    assert "ninety days" in power.duration.text
    assert power.secrecy is not None


def chapter(
    guard: str, power: str = "Each Party shall empower its competent authorities to search a computer system."
) -> Provisions:
    guards = Article(
        "Conditions and safeguards", ["The powers and procedures in this chapter are laid down by law.", guard]
    )
    return read(Chapter("Procedural measures", [guards, Article("Search", [power])]), kind="treaty")


@pytest.mark.parametrize(
    ("guard", "value"),
    [
        ("The use of such powers shall be subject to prior authorisation by a court.", "mandatory"),
        ("Conditions shall, as appropriate, include judicial or other independent supervision.", "optional"),
        (
            ("Conditions shall include judicial or other independent supervision as provided for in its domestic law."),
            "optional",
        ),
        ("The use of such powers shall be recorded.", "absent"),
    ],
)
def test_leave_of_a_court_may_reach_a_power_from_its_chapter_as_firmly_as_it_is_worded(guard: str, value: str) -> None:
    found = chapter(guard)
    assert [power.judicial_authorisation.value for power in found.powers] == [value]


def test_reach_says_how_a_safeguard_reaches_a_power() -> None:
    found = chapter("The use of such powers shall be necessary and proportionate, except in an emergency.")
    (safeguard,) = [item for item in found.safeguards if item.kind == "necessity-proportionality"]
    (edge,) = [edge for edge in found.reach if edge.safeguard == safeguard.id]
    assert (edge.target, edge.via, edge.force) == (found.powers[0].id, "chapter", "mandatory")
    assert edge.except_ == "except in an emergency"


def test_a_power_that_submits_itself_to_an_article_is_reached_by_its_safeguards() -> None:
    guard = Article("Limits", ["A search shall be necessary and proportionate."])
    search = Article(
        "Search", ["The competent authorities may search any premises.", "This power is subject to section 1."]
    )
    found = read(guard, search)
    assert {(edge.target, edge.via) for edge in found.reach} == {(found.powers[0].id, "reference")}


def test_submission_to_the_conditions_for_all_powers_is_itself_a_safeguard() -> None:
    guards = Article("Conditions", ["The powers and procedures in this chapter shall respect human rights."])
    search = Article(
        "Search",
        [
            "Each Party shall empower its competent authorities to search a computer system.",
            "This power is subject to article 1.",
        ],
    )
    found = read(Chapter("Procedural measures", [guards, search]), kind="treaty")
    assert [(safeguard.kind, safeguard.citation) for safeguard in found.safeguards] == [
        ("human-rights-clause", "Article 1"),
        ("human-rights-clause", "Article 2(2)"),
    ]


def test_a_safeguard_of_one_article_does_not_reach_another() -> None:
    guard = Article("Limits", ["A search shall be necessary and proportionate."])
    assert read(guard, Article("Search", ["The competent authorities may search any premises."])).reach == []


@pytest.mark.parametrize(
    "words",
    [
        "An application shall contain the name of the person and the premises to be searched.",
        "A person may appeal to the High Court against an order to produce records.",
        "A service provider shall not be liable for the content of a message.",
        "A person who fails to preserve data commits an offence.",
        "The warrant is valid for thirty days.",
        "The Authority shall promote awareness of safe practices.",
    ],
)
def test_remedies_formalities_offences_and_immunities_are_no_powers(words: str) -> None:
    assert powers(words) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("This Act shall be applied with full respect for human rights.", "human-rights-clause"),
        ("A person aggrieved by a decision may appeal to the High Court.", "remedy-oversight"),
        (
            "Personal data shall not be used for another purpose than the one that they were collected for.",
            "data-protection",
        ),
        ("A service provider shall have no general obligation to monitor what it stores.", "intermediary-liability"),
        ("The Authority shall consult civil society before it issues a code.", "participation-review"),
        ("This Act shall be applied without discrimination on any ground.", "non-discrimination"),
        ("A privileged communication does not lose its privileged character.", "at-risk-groups"),
    ],
)
def test_safeguards_carry_the_topic_they_serve(words: str, kind: str) -> None:
    assert kind in [safeguard.kind for safeguard in read(Article("General", [words])).safeguards]


@pytest.mark.parametrize(
    ("words", "mandatory", "deference"),
    [
        ("Each measure shall be proportionate.", True, False),
        ("Each measure should be proportionate.", False, False),
        ("Each Party shall consider whether a measure is proportionate.", False, False),
        ("Each measure shall be proportionate, as provided for in its domestic law.", True, True),
        (
            ("Each Party shall adopt such laws as may be necessary to ensure that a measure is proportionate."),
            True,
            False,
        ),
    ],
)
def test_the_force_of_a_safeguard_is_that_of_its_verb(words: str, mandatory: bool, deference: bool) -> None:
    (safeguard,) = read(Article("Measures", [words]), kind="treaty").safeguards
    assert (safeguard.mandatory, safeguard.deference) == (mandatory, deference)


@pytest.mark.parametrize(
    "words",
    [
        "The court may order that nobody be allowed to prevent the distribution of what shows the identity of a child.",
        "A court may allow any person affected by the seizure to access and copy the computer data.",
        "The provider shall immediately submit to a judge every recording of the interception of a communication.",
        "An officer who intercepts a communication under a warrant may share it with another officer.",
        "The Authority may suspend the licence of a network operator for three months.",
        "A police officer shall return the seized property that was to be confiscated.",
        "A service provider shall not be liable for a takedown made in answer to a notice.",
    ],
)
def test_what_protects_helps_accounts_or_gives_back_is_no_power(words: str) -> None:
    assert powers(words) == []


def test_a_list_of_functions_grants_what_its_items_say() -> None:
    (power,) = powers(
        "The Committee shall-\n(a) study new threats;\n(b) issue a directive to render a website inaccessible.",
        heading="Functions of the Committee",
    )
    assert (power.name, power.citation) == ("blocking", "Section 1(b)")


def test_a_formality_in_one_item_does_not_hide_the_power_in_another() -> None:
    (power,) = powers("The Authority may-\n(a) make a list of the experts it employs;\n(b) block access to a website.")
    assert power.name == "blocking"


def test_a_court_that_decides_itself_gives_leave() -> None:
    (power,) = powers("The court may-\n(a) order the person to remove the information or to disable access to it.")
    assert power.judicial_authorisation.value == "mandatory"


def test_leave_in_a_sibling_paragraph_reaches_the_power_it_names() -> None:
    (power,) = powers(
        "A police officer may seize any computer system.",
        "A system to which subsection (1) applies may be taken only by virtue of a search warrant.",
    )
    assert power.judicial_authorisation.value == "mandatory"
    (other,) = powers(
        "A police officer may seize any computer system.",
        "A house may be entered at night only by virtue of a search warrant.",
    )
    assert other.judicial_authorisation.value == "absent"


def test_a_measure_within_a_warranted_search_needs_no_second_warrant() -> None:
    first, second = powers(
        "A police officer may, with a warrant, enter any premises.",
        "A police officer who is carrying out the search may seize any computer system.",
    )
    assert first.judicial_authorisation.value == second.judicial_authorisation.value == "mandatory"


def test_a_period_in_a_sibling_paragraph_limits_the_measure_and_a_time_to_report_does_not() -> None:
    ordered = "A police officer may by notice require a provider to preserve computer data."
    (power,) = powers(ordered, "The data shall be preserved for a period not exceeding thirty days.")
    assert power.duration and power.duration.via == "reference"
    (power,) = powers(ordered, "The officer shall tell the Minister within thirty days.")
    assert power.duration is None


def test_the_commission_of_an_offence_holds_no_power() -> None:
    (power,) = powers(
        "Where property was used in the commission of an offence, the court may order the forfeiture of it."
    )
    assert power.holder and power.holder.text == "court"


def safeguards(words: str, *, kind: InstrumentKind = "treaty", heading: str = "Rules") -> list[str]:
    return [found.kind for found in read(Article(heading, [words]), kind=kind).safeguards]


@pytest.mark.parametrize(
    "words",
    [
        "The freedom of expression shall be limited in respect of false news.",
        "Nothing in this Convention shall affect the rights, obligations and responsibilities of a Party.",
        "The Commissioner for Human Rights shall appoint one member of the Committee.",
        "Training under this article may include human rights law.",
        "Each Party shall keep its limitation period commensurate with the gravity of the offence.",
        "Each Party shall enhance transparency in the funding of political parties.",
        "Denunciation does not affect duties of data protection.",
        'For the purposes of this Convention, "personal data" means any information about a natural person.',
        "Requests may be sent by telefax where this offers appropriate levels of security.",
    ],
)
def test_words_that_name_a_right_without_protecting_it_are_no_safeguard(words: str) -> None:
    assert safeguards(words) == []


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Each Party shall apply the Convention in conformity with human rights law.", "human-rights-clause"),
        ("Each Party shall ensure that personal data are kept only as long as they are needed.", "data-protection"),
        ("Each Party shall provide for independent oversight of the use of the powers.", "remedy-oversight"),
        ("No provision of this Convention may be used to suppress the exercise of a freedom.", "content-offence"),
    ],
)
def test_clauses_that_bind_a_state_are_safeguards(words: str, topic: str) -> None:
    assert topic in safeguards(words)


def test_a_crime_of_obtaining_data_does_not_protect_personal_data() -> None:
    law = read(
        Article(
            "Espionage",
            [
                "A person shall not obtain data protected against unauthorised access.",
                "A person who contravenes subsection (1) commits an offence and is liable to a fine.",
            ],
        )
    )
    assert "data-protection" not in {found.kind for found in law.safeguards}
