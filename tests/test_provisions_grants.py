"""Powers in the many ways in which laws and treaties give them, and what only sounds like one."""

from __future__ import annotations

import pytest

from caveat.kernel.shapes import InstrumentKind
from tests.test_provisions_drafts import Article, Chapter
from tests.test_provisions_powers import powers, read


def names(words: str, kind: InstrumentKind = "statute", heading: str = "Rules") -> list[str]:
    return sorted(power.name for power in powers(words, kind=kind, heading=heading))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "If a magistrate is satisfied, on information given on oath, that a device holds evidence, the magistrate "
            "may issue a warrant authorising a constable, with such help as is needed, to enter a place and to search "
            "and seize the device.",
            "search-seizure",
        ),
        (
            "The Secretary of State may by notice require a telecommunications operator to retain communications data "
            "for up to twelve months.",
            "retention",
        ),
        (
            "The Ministry may order an internet access provider to suspend its services in any area for as long as "
            "public order so requires.",
            "blocking",
        ),
        ("Whenever the head of the Service sees need, he may require any person to hand over a decryption key.",
         "compelled-assistance"),
        ("A police officer may by written order require a provider to keep specified traffic data intact for a month.",
         "preservation"),
        ("The owner of an internet cafe shall keep a log of the pages that each user has visited.", "retention"),
        ("The President may direct that communications in any area be cut off.", "blocking"),
        ("The Agency shall have power to monitor internet traffic in order to detect threats.", "interception"),
        ("The tribunal may on conviction order that the tools used in the crime be confiscated.",
         "seizure-of-proceeds"),
        ("A prosecutor may ask a judge for an order that restrains the suspect from dealing in his assets.",
         "seizure-of-proceeds"),
        ("The investigator is entitled to copy the data of a device that was lawfully seized.", "search-seizure"),
        ("A private institution shall co-operate with the Authority.", "compelled-assistance"),
        ("If it comes to know of such content, it shall promptly remove the file.", "blocking"),
        ("Messages on any platform may be restricted in order to protect morals.", "blocking"),
    ],
)  # fmt: skip
def test_whoever_holds_it_a_power_is_known_by_what_may_be_done_to_people(words: str, name: str) -> None:
    assert names(words) == [name]


@pytest.mark.parametrize(
    "words",
    [
        "A customs officer may detain any consignment that is suspected of holding prohibited goods.",
        "The Board may summon any person to appear before it and to give evidence.",
        "The Registrar may conduct such inquiries as he sees fit.",
        "The Authority may carry out an inspection of any facilities of an operator.",
        "The Regulator may give binding directions to an operator to remedy a weakness in its system.",
        "The Director may take urgent steps to secure any critical system.",
        "The Minister may, by order, prohibit the use of any application that in his opinion threatens morals.",
        "No person shall offer encryption to the public without a licence.",
        "The competent authority may order that the passport of the suspect be withdrawn.",
        "The court may make an order prohibiting the accused from using the internet.",
        "The Commissioner may impose an administrative fine on whoever breaks these rules.",
        "A judge may authorise the use of surveillance software on the device of a suspect.",
        "A host shall inform the police of any illegal content that it comes across.",
        "The investigative powers of the Police Code shall apply to offences under this Act.",
    ],
)
def test_other_coercion_is_a_power_too(words: str) -> None:
    assert names(words) == ["other"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The Party in whose territory the suspect is found shall take him or her into custody.", ["other"]),
        (
            "Once it sees that there is cause, the Party shall take the appropriate measures under its law to ensure "
            "that person's presence at the trial.",
            ["other"],
        ),
        ("Each Party shall adopt measures to enable the closure of any premises where such acts took place.",
         ["other"]),
        ("Each Party may adopt further measures, such as the supervision of convicted offenders.", ["other"]),
        ("The Parties shall strengthen, as far as they can, such border controls as detect smuggling.", ["other"]),
        ("Each Party shall consider taking measures that allow the refusal of entry to such persons.", ["other"]),
        ("Each Party shall ensure that means are available to overcome the hurdles of banking secrecy.", ["other"]),
        ("The Parties shall extend the application of the procedural measures of the Convention to these crimes.",
         ["other"]),
        (
            "Those measures shall include an obligation of carriers to check that all passengers hold valid papers.",
            ["compelled-assistance"],
        ),
        ("Each Party shall take the necessary measures to prohibit the dissemination of such material.",
         ["blocking"]),
        ("Each Party shall establish the power of its authorities to freeze such property.", ["seizure-of-proceeds"]),
        (
            "Each Party shall take the measures that allow for the use of controlled delivery and of electronic "
            "surveillance.",
            ["interception", "other"],
        ),
        ("Each Party shall ensure that a person who may flee can be placed in custody.", ["other"]),
    ],
)  # fmt: skip
def test_treaties_give_powers_without_a_word_of_order(words: str, found: list[str]) -> None:
    assert names(words, kind="treaty") == found


def abroad(words: str, heading: str) -> list[str]:
    return [
        power.name for power in read(Chapter("Mutual assistance", [Article(heading, [words])]), kind="treaty").powers
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The requested Party may, on an urgent request, detain the person sought.",
        "The authorities of the requested Party may order the provisional arrest of the person sought.",
        "The judicial authority of the requested Party shall summon the person to appear before it.",
        "Officers of one Party shall be authorised to continue their observation in the territory of another Party.",
        "At the request of a Party, controlled deliveries may be permitted in the territory of another Party.",
        "The Parties may agree to work together through officers acting under a false identity.",
        "Members of the team may, if its leader agrees, be entrusted with taking investigative measures.",
    ],
)
def test_what_a_state_does_with_its_own_hands_is_a_power_also_where_it_helps_another(words: str) -> None:
    assert abroad(words, "Assistance") == ["other"]


def test_seizing_what_is_handed_over_with_a_person_is_one_power_for_each_kind_of_thing() -> None:
    words = (
        "The requested Party shall, on request, seize and hand over objects:\n(a) that may serve as evidence; or\n"
        "(b) that were acquired through the offence."
    )
    assert sorted(abroad(words, "Property")) == ["search-seizure", "seizure-of-proceeds"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A Party shall execute, as its own law provides, letters of request by which documents are to be obtained "
         "and which the courts of another Party address to it.", "production"),
        ("The requested Party shall execute letters rogatory for the search of premises.", "search-seizure"),
    ],
)  # fmt: skip
def test_the_execution_of_letters_rogatory_is_a_power_over_what_they_seek(words: str, name: str) -> None:
    assert abroad(words, "Letters rogatory") == [name]


def test_letters_from_a_court_abroad_are_no_leave_that_binds_at_home() -> None:
    words = (
        "A Party shall execute letters of request by which documents are to be obtained and which the courts of "
        "another Party address to it."
    )
    provisions = read(Chapter("Mutual assistance", [Article("Letters", [words])]), kind="treaty")
    assert [power.judicial_authorisation.value for power in provisions.powers] == ["optional"]


def test_the_translation_of_letters_rogatory_is_no_power() -> None:
    assert abroad("Letters rogatory shall be translated by the requesting Party.", "Letters rogatory") == []


@pytest.mark.parametrize(
    "words",
    [
        "The requested Party shall search for and seize the data that the request names.",
        "A Party may ask another Party to preserve stored data.",
        "A Party may require the Party that receives the data to give information on their use.",
        "The Central Authority shall, on a request, see to the preservation of the data.",
    ],
)
def test_help_on_request_is_no_power(words: str) -> None:
    assert abroad(words, "Requests") == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The Authority may cancel or suspend the licence of a broadcaster.", "statute"),
        ("The Committee may publish reports on its work and shall advise the Minister on policy.", "statute"),
        ("An inspector shall carry an identity card and show it on request.", "statute"),
        ("A person whose property was seized may ask the court to order its return.", "statute"),
        ("The provider is not obliged to monitor the information that it stores.", "statute"),
        ("The police may publish statistics on arrests.", "statute"),
        ("The officers may neither question nor arrest any person.", "statute"),
        ("A data subject may require the controller to disclose the records that concern him.", "statute"),
        ("The Minister may give directives on matters of policy to the Board.", "statute"),
        ("A provider may disclose traffic data to the person whom they concern.", "statute"),
        ("An access provider shall tell its customers of means that filter what their children see.", "statute"),
        ("A person whose premises are searched may be present during the search.", "statute"),
        ("The court may impose any penalty or forfeiture provided by this Act.", "statute"),
        ("A warrant issued under subsection (1) shall require the provider to intercept the data.", "statute"),
        ("A service provider that is required to keep an interception capability shall bear its cost.", "statute"),
        ("The Minister may prescribe the offences for which a forensic tool may be used.", "statute"),
        ("Each Party shall ensure that arrested persons are informed of their rights.", "treaty"),
        ("Each Party shall train its police officers in searching for electronic evidence.", "treaty"),
        ("This Treaty does not create an obligation on the Parties to provide such information.", "treaty"),
        ("The archives of the Organisation shall be inviolable and exempt from search.", "treaty"),
        ("The Committee may conduct an inquiry on the spot.", "treaty"),
        ("Each Party shall provide all necessary assistance to victims.", "treaty"),
        ("Each Party shall prohibit the sale of such goods.", "treaty"),
        ("A Party may suspend the application of this Treaty.", "treaty"),
        ("Each Party shall take measures to preserve the accuracy of accounting records.", "treaty"),
    ],
)
def test_what_only_sounds_like_a_power(words: str, kind: InstrumentKind) -> None:
    assert names(words, kind=kind) == []


def test_words_of_grant_reach_no_further_than_their_sentence() -> None:
    assert names("The Authority may issue guidance. Search of premises is dear and seizure of data is dearer.") == []


def test_each_item_of_a_list_is_a_power_of_its_own_and_what_serves_it_is_not() -> None:
    found = powers(
        "An inspector may-\n(a) enter any premises;\n(b) search any person found there;\n(c) inspect any equipment "
        "on the premises; and\n(d) require the owner to hand over passwords."
    )
    assert [(power.name, power.citation) for power in found] == [
        ("search-seizure", "Section 1(a)"),
        ("search-seizure", "Section 1(b)"),
        ("other", "Section 1(c)"),
        ("compelled-assistance", "Section 1(d)"),
    ]


def test_whoever_may_search_may_look_round() -> None:
    found = powers("An inspector may enter any premises and-\n(a) inspect any equipment;\n(b) take photographs.")
    assert [power.name for power in found] == ["search-seizure"]


def test_to_extend_a_search_to_another_system_is_an_act_of_its_own() -> None:
    found = powers(
        "A constable may-\n(a) search the computer named in the warrant; or\n(b) extend the search to a system to "
        "which that computer gives access."
    )
    assert [power.citation for power in found] == ["Section 1(a)", "Section 1(b)"]


def test_under_a_heading_of_functions_every_duty_of_the_body_is_one() -> None:
    duties = "The Authority shall advise the public; and with the police disable any service that does harm."
    assert names(duties, heading="Functions of the Authority") == ["blocking"]
    assert names(duties, heading="Advice") == []


def test_regulations_may_give_a_power_of_inspection_or_order_and_no_other() -> None:
    assert names("The Minister may make regulations directing an operator to take such measures as they state.") == [
        "other"
    ]
    assert names("The Minister may make regulations on the form of a search of premises.") == []


def test_application_and_decision_are_one_power_where_the_court_decides() -> None:
    found = read(
        Article(
            "Application",
            [
                "An officer may apply to the High Court for an order to collect subscriber information.",
                "The officer shall show that there are reasonable grounds to believe that it is needed.",
                "An application under this section shall be heard in camera.",
            ],
        ),
        Article("Order", ["The High Court may grant an application under section 1 if it is complete."]),
    ).powers
    (power,) = found
    assert (power.name, power.citation) == ("subscriber-information", "Section 2")
    assert power.judicial_authorisation.value == "mandatory"
    assert power.threshold and power.threshold.text.startswith("there are reasonable grounds")
    assert power.secrecy


def test_an_extension_that_another_decides_is_a_power_and_that_of_the_same_judge_is_not() -> None:
    ordered = "An officer may by notice require a provider to preserve computer data for thirty days."
    found = powers(ordered, "The court may, on application, extend that period.")
    assert [(power.citation, power.judicial_authorisation.value) for power in found] == [
        ("Section 1(1)", "absent"),
        ("Section 1(2)", "mandatory"),
    ]
    judged = "A judge may order a provider to preserve computer data for thirty days."
    assert len(powers(judged, "The judge may, on application, extend that period.")) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A service provider shall preserve the data by which a user can be identified.", "retention"),
        ("A service provider shall, when ordered to do so, preserve the data of a user.", "preservation"),
    ],
)
def test_to_keep_what_nobody_has_asked_for_is_retention(words: str, name: str) -> None:
    assert name in names(words)


def test_a_heading_does_not_make_a_duty_of_a_judge_or_a_provider_a_power() -> None:
    assert names("A judge shall keep a record of each hearing.", heading="Interception of communications") == []
    assert names("A provider shall publish its terms.", heading="Blocking of content") == []


def test_a_negation_takes_the_power_away() -> None:
    assert names("The Authority may order a provider to block access to a website.") == ["blocking"]
    assert names("The Authority may not order a provider to block access to a website.") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The competent ministry may decree the interruption of internet services.", "blocking"),
        ("Owners of social networks shall delete unlawful posts within a day of a notice.", "blocking"),
        ("Providers of messaging services shall store the metadata of their users in the country.", "retention"),
        ("The examining magistrate may order the tapping of telephones.", "interception"),
        ("The prosecutor may ask from a provider the identity of the holder of an address.", "subscriber-information"),
        ("The authority shall be entitled to demand that a maker build in a means of access for the police.",
         "compelled-assistance"),
        ("A person under such an order shall surrender his passport to the police.", "other"),
        ("The Council may ban an outlet from broadcasting for six months.", "other"),
        ("A judge may issue an order that obliges a bank to monitor an account.", "other"),
        ("The court may order that a website that publishes such content be closed.", "blocking"),
        ("An officer may require any person on the premises to open any encrypted file.", "compelled-assistance"),
        ("The Agency may oblige a host to tell it the name and address of a subscriber.", "subscriber-information"),
        ("An officer may seize and detain any device that was used in a crime.", "search-seizure"),
        ("The court may, when the prosecutor asks for it, order a bank to disclose the transactions of a customer.",
         "production"),
    ],
)  # fmt: skip
def test_orders_are_known_by_their_object_as_well_as_by_their_verb(words: str, name: str) -> None:
    assert names(words) == [name]


@pytest.mark.parametrize(
    "words",
    [
        "No officer shall search the office of a lawyer without telling the bar.",
        "The court shall not order the disclosure of a source.",
        "A person whose property was confiscated may challenge the order.",
    ],
)
def test_limits_on_a_power_are_no_power(words: str) -> None:
    assert names(words) == []


def test_a_search_in_execution_of_a_warrant_is_part_of_it_and_what_goes_beyond_is_not() -> None:
    found = powers(
        "An officer may apply to a judge for a warrant to enter any premises.",
        "In the execution of the warrant, the officer may-\n(a) seize any device;\n(b) block access to the website.",
    )
    assert [(power.name, power.citation) for power in found] == [
        ("search-seizure", "Section 1(1)"),
        ("blocking", "Section 1(2)(b)"),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("A police officer may not search any premises.", []),
        ("A police officer may not: (a) search any premises; (b) seize a device.", []),
        ("A police officer may not, where he suspects a crime, by written notice require any person to hand over a "
         "decryption key.", []),
        ("Each Party undertakes to ensure that controlled deliveries may not be permitted on its territory.", []),
    ],
)  # fmt: skip
def test_a_sentence_that_denies_an_act_gives_no_power(words: str, found: list[str]) -> None:
    assert names(words) == found


def test_a_treaty_that_shall_not_adopt_measures_protects_nobody() -> None:
    words = (
        "Each Party shall {} such laws as may be necessary to ensure that whoever is harmed by an act of bribery has "
        "the right to seek compensation."
    )
    kinds = [
        {guard.kind for guard in read(Article("Victims", [words.format(verb)]), kind="treaty").safeguards}
        for verb in ("adopt", "not adopt")
    ]
    assert kinds == [{"remedy-oversight"}, set()]
