"""Help between States: which acts, for which offences, on which conditions, and when it may be refused."""

from __future__ import annotations

import pytest

from caveat.kernel.deeds import Cooperation, Provisions
from caveat.kernel.shapes import InstrumentKind
from caveat.provisions import extract
from tests.test_provisions_drafts import Article, Chapter, draft


def read(*parts: Article | Chapter, kind: InstrumentKind = "treaty", title: str = "A treaty") -> Provisions:
    return extract(draft(*parts, kind=kind, title=title))


def chapter(*articles: Article) -> list[Cooperation]:
    return read(Chapter("International cooperation", list(articles))).cooperation


def kinds(found: list[Cooperation]) -> list[str]:
    return [one.kind for one in found]


# --- one row an act


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("A Party may, unasked, send what it has found to another Party.", "spontaneous"),
        ("A Party may of its own accord pass on its files to the authorities of another Party.", "spontaneous"),
        ("In an emergency a Party may make its request by any means of communication.", "emergency"),
        ("A prisoner whose testimony another Party seeks may be transferred to it for that purpose.", "transfer"),
        (
            "The Parties may agree on a joint investigation of offences that concern several of them.",
            "joint-investigation",
        ),
        ("The requested Party shall provide copies of public records.", "disclosure"),
        ("Each Party shall keep a point of contact that can be reached around the clock.", "network-24-7"),
        ("A Party may order a service provider established in another State to hand over data.", "transborder-access"),
    ],
)
def test_a_paragraph_may_add_an_act_to_the_one_that_the_heading_names(paragraph: str, kind: str) -> None:
    main = "The Parties shall afford one another mutual legal assistance in criminal matters."
    assert kinds(chapter(Article("Mutual legal assistance", [main, paragraph]))) == ["mutual-assistance", kind]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Mutual assistance shall also be given for the offences for which legal persons may be held liable.",
        "The requested Party shall allow the hearing of the witness to take place by video link.",
    ],
)
def test_help_of_the_same_kind_that_reaches_further_is_an_act_of_its_own(paragraph: str) -> None:
    main = "The Parties shall afford one another mutual legal assistance in criminal matters."
    found = chapter(Article("Mutual legal assistance", [main, paragraph]))
    assert [(one.kind, one.citation) for one in found] == [
        ("mutual-assistance", "Article 1(1)"),
        ("mutual-assistance", "Article 1(2)"),
    ]


def test_an_act_that_the_heading_names_is_not_counted_twice() -> None:
    article = Article(
        "Hearing by video conference",
        [
            "The judicial authorities of a Party may ask another Party for the hearing of a witness by video.",
            "The requested Party shall agree to the hearing of the witness by video conference.",
        ],
    )
    assert kinds(chapter(article)) == ["mutual-assistance"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The request shall be in writing and shall state the offence.",
        "Requests for such help shall contain a summary of the facts.",
        "The requested Party shall inform the other of its decision on the request.",
        "Reasons shall be given for any rejection.",
        "The procedure in such cases shall be governed by the law of the requested Party.",
    ],
)
def test_form_and_notice_are_no_help(paragraph: str) -> None:
    assert chapter(Article("Requests and decisions", [paragraph])) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "Extradition shall not be granted for an offence of a political nature. However, extradition may be granted "
        "where the offence was committed against a public body of the requesting Party.",
        "Assistance shall be refused if it would endanger the security of the requested Party.",
    ],
)
def test_an_article_that_begins_with_a_refusal_sets_conditions_only(paragraph: str) -> None:
    assert chapter(Article("Exceptions", [paragraph])) == []


@pytest.mark.parametrize("heading", ["Data protection", "Confidentiality", "Languages", "Costs", "Entry into force"])
def test_an_article_on_conditions_grants_no_help_of_its_own(heading: str) -> None:
    words = "The requested Party shall assist the requesting Party where data sent between the Parties are lost."
    assert chapter(Article(heading, [words])) == []


def test_urgency_counts_where_it_opens_the_paragraph() -> None:
    main = "The Parties shall afford one another mutual legal assistance."
    form = "Requests shall be in writing. In urgent cases requests may be made by word of mouth."
    assert kinds(chapter(Article("Mutual legal assistance", [main, form]))) == ["mutual-assistance"]


def test_people_who_cooperate_with_the_police_are_no_states() -> None:
    words = "Each Party shall encourage persons to give useful information to its law enforcement authorities."
    assert read(Article("Cooperation with law enforcement authorities", [words])).cooperation == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("An offence under this Act is an extraditable offence for the purposes of the Surrender Act.", "extradition"),
        ("Offences under this Part shall be considered to be extraditable crimes.", "extradition"),
        ("The Authority shall share information on threats with foreign incident response teams.", "spontaneous"),
        ("The Government may enter into an agreement with a foreign State on the provision of mutual assistance.",
         "mutual-assistance"),
    ],
)  # fmt: skip
def test_a_statute_may_help_in_a_section_on_anything(words: str, kind: str) -> None:
    assert kinds(read(Article("Miscellaneous", [words]), kind="statute").cooperation) == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "A provider shall respond to a request for assistance, be it from the police or under mutual assistance.",
        "The Authority shall cooperate with sectoral response teams.",
        "An offence under this Act is not an extraditable offence.",
    ],
)
def test_a_mention_in_passing_is_no_help(words: str) -> None:
    assert read(Article("Miscellaneous", [words]), kind="statute").cooperation == []


def test_a_power_used_for_another_state_is_help_of_that_kind() -> None:
    words = (
        "The court may issue a warrant (a) for security; or (b) to give effect to a mutual legal assistance request."
    )
    found = read(Article("Interception of content data", [words]), kind="statute").cooperation
    assert kinds(found) == ["interception"]


def test_a_protocol_may_extend_the_help_of_its_treaty() -> None:
    words = "The Parties shall extend the measures of the Convention to the acts named in this Protocol."
    (found,) = read(Article("Relations with the Convention", [words])).cooperation
    assert (found.kind, found.scope) == ("mutual-assistance", ["own-offences"])


# --- for which offences


def test_serious_crime_is_what_the_text_says_it_is() -> None:
    help_ = Article("Mutual assistance", ["The Parties shall afford one another assistance for any serious crime."])
    severe = Article("Use of terms", ['"Serious crime" means an offence punishable by imprisonment of three years.'])
    own = Article("Use of terms", ['"Serious crime" means any of the offences established under this Convention.'])
    assert read(severe, help_).cooperation[0].scope == ["serious-crime"]
    (narrow,) = read(own, help_).cooperation
    assert narrow.scope == ["own-offences"]
    assert [item.via for item in narrow.scope_evidence] == ["definition"]


def test_a_class_of_offences_may_be_a_term_of_the_text() -> None:
    terms = Article("Use of terms", ['"Network crime" means any of the offences listed in the annex.'])
    help_ = Article("Cooperation in prevention", ["The Parties shall assist one another to prevent network crimes."])
    assert read(terms, help_).cooperation[0].scope == ["own-offences"]


@pytest.mark.parametrize(
    ("scope_of_text", "scope"),
    [
        ("This Protocol applies to the offences established in accordance with article 3.", ["own-offences"]),
        ("This Protocol applies to the offences established under this Protocol and to serious crime.",
         ["own-offences", "serious-crime"]),
    ],
)  # fmt: skip
def test_where_an_article_is_silent_the_article_on_scope_speaks(scope_of_text: str, scope: list[str]) -> None:
    general = Article("Scope of application", [scope_of_text])
    help_ = Article("Mutual assistance", ["The Parties shall afford one another legal assistance in criminal cases."])
    (found,) = read(general, help_).cooperation
    assert found.scope == scope
    assert found.scope_evidence == []


def test_a_threshold_narrows_the_offences_of_the_text_and_is_a_class_where_it_stands_alone() -> None:
    own = "Extradition shall be granted for offences under this Convention, if punishable by imprisonment of one year."
    alone = "Extradition shall be granted for offences punishable by imprisonment of one year."
    assert chapter(Article("Extradition", [own]))[0].scope == ["own-offences"]
    assert chapter(Article("Extradition", [alone]))[0].scope == ["serious-crime"]


def test_extradition_takes_offences_and_dual_criminality_from_the_article_on_extraditable_offences() -> None:
    duty = Article("Duty to extradite", ["The Parties undertake to surrender to each other all persons sought."])
    offences = Article(
        "Extraditable offences",
        ["Extradition shall be granted for offences punishable under the laws of both Parties by imprisonment."],
    )
    first = read(duty, offences, title="Treaty on extradition").cooperation[0]
    assert (first.scope, first.dual_criminality) == (["serious-crime"], "required")


def test_offences_over_which_a_party_has_jurisdiction_under_the_text_are_its_own() -> None:
    words = "A Party with jurisdiction in accordance with article 6 shall extradite the person or submit the case."
    assert chapter(Article("Extradite or prosecute", [words]))[0].scope == ["own-offences"]


# --- dual criminality


@pytest.mark.parametrize(
    ("words", "dual"),
    [
        ("Extradition shall be subject to the conditions set by the law of the requested Party.", "requested-law"),
        ("In other cases the Parties shall afford one another assistance in accordance with their national law.",
         "requested-law"),
        ("Where dual criminality is a requirement, it shall be deemed met if both Parties punish the conduct.",
         "requested-law"),
        ("Assistance may concern any act similar to an offence of the requested Party.", "required"),
        ("Each Party shall take measures in accordance with its national law.", "none"),
    ],
)  # fmt: skip
def test_dual_criminality_may_be_left_to_the_law_of_who_is_asked(words: str, dual: str) -> None:
    main = "The Parties shall afford one another mutual legal assistance."
    assert chapter(Article("Mutual legal assistance", [main, words]))[0].dual_criminality == dual


def test_a_closed_list_of_grounds_lets_no_dual_criminality_in() -> None:
    general = Article(
        "Mutual legal assistance",
        [
            "The Parties shall afford one another legal assistance.",
            "A Party may decline it in the absence of dual criminality.",
        ],
    )
    open_ = Article("Interception", ["The Parties shall assist one another in intercepting content data."])
    closed = Article(
        "Disclosure of traffic data",
        [
            "The requested Party shall disclose the data.",
            "Disclosure may only be refused if it endangers its sovereignty.",
        ],
    )
    found = {one.kind: one for one in chapter(general, open_, closed)}
    assert found["interception"].dual_criminality == "may-refuse"
    assert found["disclosure"].dual_criminality == "none"
    assert [(one.ground, one.closed) for one in found["disclosure"].refusal] == [("essential-interests", True)]


# --- grounds of refusal


@pytest.mark.parametrize(
    ("words", "grounds"),
    [
        ("Extradition shall be refused if a special tribunal would try the person or sentenced him in absentia.",
         {("exceptional-court", "must"), ("in-absentia", "must")}),
        ("Extradition may be refused where the offence is statute-barred, or has been the subject of an amnesty.",
         {("lapse-of-time", "may"), ("amnesty", "may")}),
        ("Extradition must be denied for purely military offences, and may be declined for reasons of health, on "
         "humanitarian grounds.",
         {("military-offence", "must"), ("humanitarian", "may")}),
        ("A Party may, besides the grounds named elsewhere, refuse what interferes with pending proceedings.",
         {("pending-proceedings", "may")}),
        ("Extradition may not be refused on the sole ground that the offence is a fiscal offence.", set()),
        ("The requested Party shall not exercise the right to refuse because the act is a fiscal offence.", set()),
    ],
)  # fmt: skip
def test_each_ground_stands_by_itself_with_its_force(words: str, grounds: set[tuple[str, str]]) -> None:
    article = Article("Extradition", ["Extradition shall be granted between the Parties.", words])
    (found,) = chapter(article)
    assert {(one.ground, one.force) for one in found.refusal} == grounds


def test_grounds_of_an_article_at_large_reach_the_help_of_its_chapter() -> None:
    help_ = Article("Preservation of data", ["A Party may request another Party to preserve data."])
    grounds = Article("Grounds for refusal", ["Assistance may be refused if the request concerns a political offence."])
    surrender = Article("Extradition", ["Extradition shall be granted between the Parties."])
    found = {one.kind: one for one in chapter(help_, surrender, grounds)}
    assert [(one.ground, one.via) for one in found["preservation"].refusal] == [("political-offence", "chapter")]
    assert found["extradition"].refusal == []


# --- data, use, secrecy, other treaties


def test_what_protects_data_and_limits_use_reaches_from_its_own_article() -> None:
    help_ = Article("Mutual legal assistance", ["The Parties shall afford one another legal assistance."])
    guard = Article(
        "Protection of personal data",
        ["Personal data shall not be used for other purposes without the consent of the sending Party."],
    )
    (found,) = chapter(help_, guard)
    assert [item.via for item in found.data_protection] == ["chapter"]
    assert [item.via for item in found.use_limits] == ["chapter"]


@pytest.mark.parametrize(
    ("words", "residual"),
    [
        ("This article applies if the Parties are not bound by a treaty on legal assistance.", True),
        ("Where there is no treaty between the Parties, paragraphs 3 to 9 apply.", True),
        ("The Parties shall do so in conformity with any treaties on assistance that exist between them.", True),
        ("In the absence of such arrangements, joint teams may be formed from case to case.", False),
    ],
)
def test_a_rule_that_yields_to_other_treaties_is_residual(words: str, residual: bool) -> None:
    article = Article("Mutual legal assistance", ["The Parties shall afford one another legal assistance.", words])
    assert (chapter(article)[0].residual is not None) == residual


def test_secrecy_of_a_request_is_quoted() -> None:
    words = "The requested Party shall treat the request as secret."
    article = Article("Mutual legal assistance", ["The Parties shall afford one another legal assistance.", words])
    (found,) = chapter(article)
    assert found.secrecy and "secret" in found.secrecy.text


# --- what changes when a word changes

_PROMISES = [
    ("Mutual legal assistance", "The Parties shall afford one another mutual legal assistance in criminal matters."),
    ("Extradition", "The requested Party shall extradite the person for an offence established under this Convention."),
    ("Preservation of data", "The requested Party shall preserve the data for the requesting Party."),
    (
        "Disclosure of traffic data",
        "The requested Party shall disclose traffic data on an offence to the requesting Party.",
    ),
    ("Interception of content data", "The Parties shall assist one another in the interception of content data."),
    ("Joint investigations", "The Parties shall set up joint investigation teams for offences that concern several."),
    ("Law enforcement cooperation", "The Parties shall cooperate closely through their police forces."),
    ("Confiscation", "The requested Party shall confiscate proceeds at the request of another Party."),
]


@pytest.mark.parametrize(("heading", "words"), _PROMISES)
def test_the_word_of_force_decides_the_duty(heading: str, words: str) -> None:
    for force, duty in (
        ("shall", "must"),
        ("undertakes to", "must"),
        ("shall endeavour to", "endeavour"),
        ("may", "may"),
    ):
        found = chapter(Article(heading, [words.replace("shall", force)]))
        assert [one.duty for one in found] == [duty], force


@pytest.mark.parametrize(("heading", "words"), _PROMISES)
def test_a_negation_takes_the_help_away(heading: str, words: str) -> None:
    for negation in ("shall not", "is not obliged to"):
        assert chapter(Article(heading, [words.replace("shall", negation)])) == []


def test_the_offences_of_the_text_are_named_by_a_reference_to_it() -> None:
    words = "The Parties shall afford one another assistance for offences{}."
    own, any_ = (
        chapter(Article("Mutual assistance", [words.format(reference)]))[0].scope
        for reference in (" established in accordance with this Convention", "")
    )
    assert (own, any_) == (["own-offences"], ["any-offence"])


def test_a_ground_in_an_optional_sentence_is_an_option() -> None:
    main = "Extradition shall be granted between the Parties."
    for force in ("must", "may"):
        words = f"Extradition {'shall' if force == 'must' else 'may'} be refused where the person faces torture."
        (found,) = chapter(Article("Extradition", [main, words]))
        assert [(one.ground, one.force) for one in found.refusal] == [("human-rights", force)]


# --- help as the older conventions and two States between themselves draft it


def of_a_treaty(*paragraphs: str) -> list[tuple[str, str]]:
    """What an article without a heading promises, in a treaty on help whose title says what it is about."""
    found = read(Article("", list(paragraphs)), title="Treaty on mutual assistance in criminal matters").cooperation
    return [(one.citation, one.kind) for one in found]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The State asked shall execute letters of request by which documents are to be handed over.",
         "mutual-assistance"),
        ("The requested State shall without delay ask the person concerned to attend before the court that seeks him.",
         "mutual-assistance"),
        ("A detainee whose testimony is needed in the other State shall be temporarily handed over to it.", "transfer"),
        ("Each State shall permit the transit across its territory of persons whom the other hands over.", "transfer"),
        ("The States shall notify each other once a year of the sentences passed on citizens of the other.",
         "spontaneous"),
        ("Where a person belongs to the other State, that State shall be sent what it needs, and the court shall "
         "forward to it copies of the judgments.", "disclosure"),
        ("Where the matter is urgent, requests may be sent by way of Interpol.", "emergency"),
        ("In cases of urgency the courts may address one another without further formality.", "emergency"),
    ],
)  # fmt: skip
def test_help_is_found_without_a_heading_that_names_it(words: str, kind: str) -> None:
    assert of_a_treaty(words) == [("Article 1", kind)]


def test_help_in_other_proceedings_is_an_act_of_its_own() -> None:
    found = of_a_treaty(
        "The two States shall lend each other judicial assistance in the prosecution of crimes.",
        "Such assistance shall likewise be given where an administrative body punishes an infringement.",
        "Assistance shall be given in accordance with the law of the requested State.",
    )
    assert found == [("Article 1(1)", "mutual-assistance"), ("Article 1(2)", "mutual-assistance")]


def test_a_request_in_other_cases_is_of_the_kind_that_the_article_began_with() -> None:
    found = of_a_treaty(
        "Each State shall supply the other with extracts from its penal register.",
        "In other cases a request for such extracts may be granted as the law of the requested State allows.",
    )
    assert found == [("Article 1(1)", "disclosure"), ("Article 1(2)", "disclosure")]


@pytest.mark.parametrize(
    "words",
    [
        "The requested State shall notify the other of any action taken on the letters that it received.",
        "A State may refuse transit to its own citizens.",
        "The transit of goods through the other State shall be permitted on payment of duties.",
        "A request for provisional arrest shall state the offence.",
        "The witness may claim the costs of travel from the requesting State.",
    ],
)
def test_notice_refusal_form_and_costs_of_such_help_promise_none(words: str) -> None:
    assert of_a_treaty(words) == []


def test_a_condition_that_a_state_may_set_does_not_hide_the_help() -> None:
    words = (
        "The transit of a prisoner through the territory of a third State shall be granted on application. "
        "The State of transit may require a translation of the papers."
    )
    assert of_a_treaty(words) == [("Article 1", "transfer")]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The Parties shall intensify their cooperation by arrangements for the detection and prosecution of "
         "traffickers.", ["police"]),
        ("The Parties shall intensify their cooperation in order to relieve the poverty on which crime feeds.", []),
        ("The Bureau shall intensify international cooperation for the detection of crime.", []),
    ],
)  # fmt: skip
def test_states_that_strengthen_cooperation_against_crime_promise_police_work(words: str, wanted: list[str]) -> None:
    assert kinds(read(Article("", [words])).cooperation) == wanted
