"""Offences in several styles of drafting, and what a reader gets to know of each."""

from __future__ import annotations

import pytest

from caveat.instrument import build
from caveat.kernel.deeds import Offence
from caveat.provisions import extract
from caveat.reading import read_bytes
from tests.test_provisions_drafts import Article, Chapter, draft

STATUTE = [
    Article(
        "Unlawful entry",
        [
            (
                "A person who knowingly and without authority enters a computer system commits an offence "
                "and is liable to a fine of up to 900 crowns, to imprisonment for up to two years, or to both."
            )
        ],
    ),
    Article(
        "Unlawful entry",
        [
            "Any person who enters a network without permission shall be guilty of an offence.",
            "Whoever is convicted of the offence described in subsection (1) may be imprisoned for up to two years.",
        ],
    ),
    Article(
        "Unlawful entry",
        [
            "A person shall not intentionally enter a network without permission.",
            "Whoever contravenes subsection (1) is guilty of an offence punishable with two years of imprisonment.",
        ],
    ),
    Article(
        "Unlawful entry",
        [("Whoever enters a computer network without right shall be punished by imprisonment of up to two years.")],
    ),
    Article(
        "Unlawful entry",
        [
            (
                "It is an offence for a person to hack into a network; the penalty is imprisonment not "
                "exceeding two years."
            )
        ],
    ),
]
TREATY = [
    (
        "Each State Party shall enact what is needed to establish as a criminal offence, where it is "
        "done intentionally and without right, the entry into any part of a computer system."
    ),
    (
        "Each State shall make it a criminal offence under its law, when done intentionally and "
        "without right, to gain access to a computer system."
    ),
    (
        "Each Party shall ensure that the following intentional conduct is criminalised: entry into "
        "a computer system without right."
    ),
    (
        "The Contracting States undertake to make punishable the intentional entry, without right, "
        "into a computer system."
    ),
    (
        "Each Party shall adopt measures to establish intentional entry into a computer system "
        "without right as a criminal offence."
    ),
]


def offences(*parts: Article | Chapter, kind: str = "statute") -> list[Offence]:
    return extract(draft(*parts, kind="treaty" if kind == "treaty" else "statute")).offences


@pytest.mark.parametrize("article", STATUTE)
def test_every_statutory_style_of_one_offence_gives_one_offence_with_its_penalty(article: Article) -> None:
    (offence,) = offences(article)
    assert (offence.class_, offence.addressee) == ("cyber-dependent", "person")
    assert offence.penalty is not None
    assert offence.penalty.max_years == 2


@pytest.mark.parametrize("words", TREATY)
def test_every_treaty_style_of_one_offence_gives_one_offence_asked_of_states(words: str) -> None:
    (offence,) = offences(Article("Entry", [words]), kind="treaty")
    assert (offence.class_, offence.addressee, offence.penalty) == ("cyber-dependent", "state", None)
    assert offence.general_intent is not None
    assert offence.authorisation is not None
    assert offence.authorisation.text == "without right"


def test_each_act_of_a_list_is_an_offence_of_its_own() -> None:
    found = offences(
        Article(
            "Indecent images of children",
            [
                (
                    "A person who intentionally\n(a) makes child pornography;\n(b) sells child pornography; "
                    "or\n(c) keeps child pornography,\ncommits an offence and is liable to imprisonment for ten "
                    "years."
                )
            ],
        )
    )
    assert [offence.citation for offence in found] == ["Section 1(a)", "Section 1(b)", "Section 1(c)"]
    assert {offence.class_ for offence in found} == {"cyber-enabled"}
    assert all(offence.general_intent and offence.penalty and offence.penalty.max_years == 10 for offence in found)


def test_ways_to_do_one_act_are_one_offence() -> None:
    (offence,) = offences(
        Article(
            "Fraud",
            [
                (
                    "A person who causes another to lose property by\n(a) entering data; or\n(b) stopping a "
                    "system,\nwith dishonest intent, commits an offence."
                )
            ],
        )
    )
    assert offence.citation == "Section 1"
    assert [element.text for element in offence.specific_intent] == ["with dishonest intent"]
    assert offence.harm == [] or offence.harm[0].force == "mandatory"


def test_tiers_of_punishment_are_no_acts() -> None:
    found = offences(
        Article(
            "Entry",
            [
                (
                    "A person who knowingly\n(a) enters a network without authority; or\n(b) intercepts a "
                    "communication,\nshall be guilty of an offence and is liable\n(c) to a fine not exceeding 10 "
                    "crowns or to imprisonment for a term not exceeding 1 year; and\n(d) for a second or later "
                    "conviction, to imprisonment for up to 9 years."
                )
            ],
        )
    )
    assert [offence.citation for offence in found] == ["Section 1(a)", "Section 1(b)"]
    assert [offence.penalty and offence.penalty.max_years for offence in found] == [1, 1]


def test_acts_declared_punishable_in_one_place_find_the_penalty_in_another() -> None:
    first = Article(
        "Punishable acts",
        [
            (
                "The following acts constitute offences punishable under this Act:\n(a) entry into a "
                "computer system without right;\n(b) the intentional alteration of computer data without "
                "right."
            )
        ],
    )
    second = Article(
        "Penalties",
        [
            (
                "Whoever is found guilty of an act described in section 1 shall be punished with imprisonment of "
                "three (3) to six (6) years."
            )
        ],
    )
    found = offences(first, second)
    assert [offence.citation for offence in found] == ["Section 1(a)", "Section 1(b)"]
    assert {offence.penalty and (offence.penalty.min_years, offence.penalty.max_years) for offence in found} == {(3, 6)}


def test_breach_of_a_duty_is_an_ancillary_offence_where_it_is_punished() -> None:
    (offence,) = offences(
        Article(
            "Reports",
            [
                "An operator shall report every incident to the Authority.",
                (
                    "An operator who contravenes subsection (1) commits an offence and is liable to a fine not "
                    "exceeding 40 crowns."
                ),
            ],
        )
    )
    assert (offence.citation, offence.class_) == ("Section 1(2)", "ancillary")


def test_an_aggravated_form_is_an_offence_and_a_mere_penalty_is_none() -> None:
    base = (
        "A person who alters computer data without authority commits an offence and is liable to "
        "imprisonment for a term not exceeding two years."
    )
    graver = (
        "Whoever commits the offence described in subsection (1) and thereby causes the death of another "
        "is liable to imprisonment for life."
    )
    plain = "Any person who commits the offence described in subsection (1) may be imprisoned for up to two years."
    assert [o.citation for o in offences(Article("Alteration", [base, graver]))] == ["Section 1(1)", "Section 1(2)"]
    assert len(offences(Article("Alteration", [base, plain]))) == 1


def test_a_general_penalty_serves_where_an_offence_has_none() -> None:
    bare = Article("Entry", ["A person who enters a network without authority commits an offence."])
    general = Article(
        "General penalty",
        [
            (
                "Whoever commits an offence under this Act for which it names no penalty may be imprisoned for up "
                "to one year."
            )
        ],
    )
    (offence,) = offences(bare, general)
    assert offence.penalty is not None
    assert offence.penalty.max_years == 1


@pytest.mark.parametrize(
    "words",
    [
        "For the purposes of this section, it is immaterial whether the data are altered for good.",
        ("A person is not guilty of an offence under this section if the act was done to test a network."),
        "Nothing in this section makes it an offence to report a weakness.",
        "The Authority shall publish each year the number of offences committed.",
        ("A person who fails to register is liable to pay to the Authority an administrative penalty of 10 crowns."),
        "A person aggrieved by a decision under this section may appeal to the High Court.",
    ],
)
def test_paragraphs_that_explain_exempt_or_regulate_make_no_offence(words: str) -> None:
    assert offences(Article("Entry", [words, "This section applies from January."])) == []


@pytest.mark.parametrize(
    "words",
    [
        (
            "Each Party shall ensure that the offences established in accordance with articles 1 to 3 "
            "are punishable by effective sanctions."
        ),
        "Each Party shall establish its jurisdiction over the offences covered by this Convention.",
        (
            "Each Party shall ensure that legal persons may be held liable for the offences set forth in "
            "this Convention."
        ),
    ],
)
def test_treaty_duties_about_offences_establish_none(words: str) -> None:
    assert offences(Article("Measures", [words]), kind="treaty") == []


def test_what_states_may_require_is_an_option_and_never_a_duty() -> None:
    (offence,) = offences(
        Article(
            "Illegal access",
            [
                (
                    "Each Party shall adopt measures to establish as a criminal offence, when committed "
                    "intentionally, access to a computer system without right."
                ),
                "A Party may make dishonest intent an element of that offence.",
            ],
        ),
        kind="treaty",
    )
    assert [(element.text, element.force, element.via) for element in offence.specific_intent] == [
        ("dishonest intent", "optional", "reference")
    ]


def test_an_act_defined_in_another_paragraph_brings_its_elements_along() -> None:
    defines = "For the purposes of this Convention, training means teaching a skill with the intent to cause harm."
    asks = (
        "Each Party shall adopt measures to establish training, as defined in paragraph 1, as a criminal offence "
        "where it is given without lawful authority."
    )
    (offence,) = offences(Article("Training", [defines, asks]), kind="treaty")
    assert [(element.text, element.via) for element in offence.specific_intent] == [
        ("with the intent to cause harm", "reference")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The same shall apply to an attempt to commit such an act and to complicity in it.",
        "Paragraph 1 shall likewise apply to participation in the act.",
    ],
)
def test_attempt_and_help_may_be_joined_to_a_crime_by_reference(words: str) -> None:
    asks = "Each Party shall make it a criminal offence under its law to sell the organs of a child."
    _, joined = offences(Article("Sale of organs", [asks, words]), kind="treaty")
    assert (joined.citation, joined.class_, joined.addressee) == ("Article 1(2)", "ancillary", "state")


def test_what_applies_to_requests_joins_nothing_to_a_crime() -> None:
    asks = "Each Party shall make it a criminal offence under its law to sell the organs of a child."
    assert (
        len(offences(Article("Sale", [asks, "The same shall apply to requests for assistance."]), kind="treaty")) == 1
    )


def test_attempt_joins_nothing_where_the_article_makes_no_crime() -> None:
    words = [
        "The Parties may buy and sell antiquities.",
        "The provisions of this article shall also apply to attempts.",
    ]
    assert offences(Article("Trade", words), kind="treaty") == []


def test_in_a_statute_whoever_attempts_is_addressed_in_person() -> None:
    makes = "A person who gains access to a computer without right commits an offence."
    found = offences(Article("Access", [makes, "The same applies to an attempt to do so."]))
    assert [one.addressee for one in found] == ["person", "person"]


def test_a_minister_who_may_exclude_something_is_no_state_with_a_reservation() -> None:
    makes = "A person who gains access to a computer without right commits an offence."
    excludes = "The Secretary of State may by order declare that paragraph 1 is not to apply to old computers."
    (offence,) = offences(Article("Access", [makes, excludes]), kind="treaty")
    assert [element.force for element in offence.exemptions] != ["optional"]


def test_a_reservation_is_an_optional_exemption() -> None:
    asks = "Each Party shall adopt measures to establish as a criminal offence the possession of child pornography."
    reserves = "A Party may declare that it will exempt images kept by the persons shown from paragraph 1."
    (offence,) = offences(Article("Child pornography", [asks, reserves]), kind="treaty")
    assert [(element.eid, element.force) for element in offence.exemptions] == [("art_1__para_2", "optional")]


def test_purpose_is_found_where_mere_purposes_of_the_section_are_not() -> None:
    (offence,) = offences(
        Article(
            "Entry",
            [
                "A person who, for the purpose of obtaining money, enters a network commits an offence.",
                "For the purposes of this section, entry includes an attempt to enter.",
            ],
        )
    )
    assert [element.text for element in offence.specific_intent] == [
        "for the purpose of obtaining money, enters a network"
    ] or (offence.specific_intent[0].text.startswith("for the purpose of obtaining money"))


def test_harm_counts_only_where_the_offence_needs_it() -> None:
    (offence,) = offences(
        Article(
            "Interference",
            [
                (
                    "A person who alters computer data without authority and thereby causes serious damage "
                    "commits an offence."
                )
            ],
        )
    )
    assert [element.text for element in offence.harm] == ["causes serious damage"]


def test_a_defence_in_the_article_reaches_its_offences() -> None:
    article = Article(
        "Devices",
        [
            "A person who sells a device designed for committing an offence commits an offence.",
            "It is a defence that the device was used for the authorised testing of a system.",
        ],
    )
    (offence,) = offences(article)
    assert [element.eid for element in offence.exemptions] == ["sec_1__para_2"]


def test_a_defence_of_another_article_does_not() -> None:
    first = Article("Entry", ["A person who enters a network without authority commits an offence."])
    second = Article(
        "Devices",
        [
            "A person who sells a hacking device commits an offence.",
            (
                "No offence is committed under this section by a person who tests a network, whatever "
                "section 1 provides."
            ),
        ],
    )
    found = offences(first, second)
    assert [len(offence.exemptions) for offence in found] == [0, 1]


@pytest.mark.parametrize(
    ("heading", "conduct", "class_"),
    [
        ("Interception", "intercepts a communication without authority", "cyber-dependent"),
        ("Malicious code", "spreads a virus", "cyber-dependent"),
        ("Access codes", "discloses a password or access code", "cyber-dependent"),
        ("Forgery", "enters data with the result that they are not authentic", "cyber-enabled"),
        ("Identity", "uses the means of identification of another person", "cyber-enabled"),
        ("False news", "publishes false information", "content"),
        ("Insult", "sends a grossly offensive message", "content"),
        ("Obscenity", "distributes obscene material", "content"),
        ("Obstruction", "obstructs an inspector in the exercise of a power", "ancillary"),
        ("Aiding", "aids or abets another person", "ancillary"),
        ("Attempt", "attempts to commit an offence under this Act", "ancillary"),
    ],
)
def test_the_class_follows_from_the_act(heading: str, conduct: str, class_: str) -> None:
    (offence,) = offences(Article(heading, [f"A person who {conduct} commits an offence."]))
    assert offence.class_ == class_
    assert offence.name == heading.lower()


def test_an_element_in_brackets_is_neither_duty_nor_option() -> None:
    words = (
        "Each Party shall adopt measures to establish as a criminal offence, when committed "
        "intentionally [and without right], access to a computer system."
    )
    outline = draft(Article("Access", [words]), kind="treaty", marks=[("[and without", "right]")])
    (offence,) = extract(outline).offences
    assert offence.authorisation is not None
    assert offence.authorisation.force == "bracketed"
    assert offence.general_intent is not None
    assert offence.general_intent.force == "mandatory"


def test_how_another_offence_is_punished_is_not_the_penalty() -> None:
    (offence,) = offences(
        Article(
            "Access for a further offence",
            [
                "Any person who accesses a computer with intent to commit an offence that is punishable by "
                "imprisonment for two years or more commits an offence and is punishable with imprisonment for up to "
                "nine years."
            ],
        )
    )
    assert offence.penalty and offence.penalty.max_years == 9


def test_a_graver_form_does_not_lend_its_penalty() -> None:
    plain = "A person shall not alter data without authority."
    graver = (
        "Where an offence under this section is committed against a hospital, the penalty is imprisonment for life."
    )
    usual = "A person who contravenes subsection (1) commits an offence and is liable to imprisonment for one year."
    found = offences(Article("Alteration", [plain, graver, usual]))
    assert [(o.citation, o.penalty and o.penalty.max_years, o.penalty and o.penalty.life) for o in found] == [
        ("Section 1(1)", 1, False)
    ]


def test_a_term_that_exceeds_some_years_has_no_upper_limit() -> None:
    (offence,) = offences(
        Article(
            "Lies",
            [
                "A person who lies online commits an offence and is liable to a term of imprisonment exceeding "
                "five years."
            ],
        )
    )
    assert offence.penalty and (offence.penalty.min_years, offence.penalty.max_years) == (5, None)


def test_good_faith_disclosure_is_no_offence() -> None:
    shield = "A person examined under this section shall not be treated as being in breach of a duty of secrecy."
    crime = "A person who refuses to answer commits an offence and is liable to a fine."
    assert [o.citation for o in offences(Article("Questions", [shield, crime]))] == ["Section 1(2)"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("for purposes of carrying out an attack on a hospital", 1),
        ("with the requisite intent", 1),
        ("by means of a device designed primarily for the purpose of entering systems", 0),
        ("without authority or for the purpose of gain", 0),
        ("for the purposes of grave sabotage", 0),
    ],
)
def test_intent_is_a_purpose_of_the_person_that_says_more_than_the_heading(words: str, wanted: int) -> None:
    (offence,) = offences(Article("Grave sabotage", [f"A person who uses a computer {words} commits an offence."]))
    assert sum(purpose.force == "mandatory" for purpose in offence.specific_intent) == wanted


def test_intent_may_stand_where_the_act_is_explained() -> None:
    crime = "A person who carries out computer trickery commits an offence."
    meaning = (
        'For the purposes of this section, "computer trickery" means lies told with the intention of securing a gain.'
    )
    (offence,) = offences(Article("Trickery", [crime, meaning]))
    assert [element.via for element in offence.specific_intent] == ["definition"]


@pytest.mark.parametrize(
    "words",
    [
        "A person who shares any information about another person commits an offence.",
        "A person who sends malicious information through a computer commits an offence.",
    ],
)
def test_information_about_people_is_content(words: str) -> None:
    (offence,) = offences(Article("Use of computers", [words]))
    assert offence.class_ == "content"


def test_an_exemption_reaches_only_the_paragraphs_it_names() -> None:
    law = extract(
        draft(
            Article(
                "Images",
                [
                    "A person who sells an image without right commits an offence.",
                    "A person who keeps an image without right commits an offence.",
                    "Subsection (2) does not apply to an image kept for scientific work.",
                ],
            ),
            kind="statute",
        )
    )
    first, second = law.offences
    assert (len(first.exemptions), len(second.exemptions)) == (0, 1)
    saving = {safeguard.id for safeguard in law.safeguards if safeguard.kind == "public-interest-exemption"}
    assert {edge.target for edge in law.reach if edge.safeguard in saving} == {second.id}


GROUPS = """AN ACT ON SYSTEMS

Section 1. Policy. - The State recognises that commerce needs safe networks and shall protect them by making it
punishable under the law to misuse, abuse or enter them without right.

Section 2. Punishable acts. - The following acts constitute offences under this Act:

(a) {first}

(1) Illegal entry. - The entry into any part of a network without right.

(2) Eavesdropping. - The interception of private messages without right.

(b) {second}

(1) Trickery. - The alteration of data without right to obtain a gain.

(2) Imposture. - The use of the name of another person without right.

Section 3. Penalties. - Whoever commits an act listed in section 2 shall be punished with imprisonment of two years.
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Offences against the secrecy of systems:", "Other punishable acts:"),
        ("Crimes relating to networks -", "Content crimes:"),
    ],
)
class TestGroupsOfOffences:
    def found(self, first: str, second: str) -> list[Offence]:
        text = GROUPS.format(first=first, second=second)
        return extract(build(read_bytes(text.encode(), "act.txt"))).offences

    def test_the_acts_are_the_offences_while_groups_and_policies_are_none(self, first: str, second: str) -> None:
        cited = [offence.citation for offence in self.found(first, second)]
        assert cited == ["Section 2(a)(1)", "Section 2(a)(2)", "Section 2(b)(1)", "Section 2(b)(2)"]

    def test_the_words_of_the_act_count_before_those_of_its_name(self, first: str, second: str) -> None:
        authorisation = self.found(first, second)[0].authorisation
        assert authorisation is not None
        assert authorisation.text == "without right"
