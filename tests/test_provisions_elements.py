"""Elements of crimes in several styles of drafting, and what only looks like one."""

from __future__ import annotations

import pytest

from caveat.kernel.deeds import Offence
from tests.test_provisions_drafts import Article
from tests.test_provisions_offences import offences

FINE = "is liable to a fine of up to 900 crowns"


def one(words: str, heading: str = "Wrongs") -> Offence:
    (offence,) = offences(Article(heading, [words]))
    return offence


@pytest.mark.parametrize(
    ("act", "kind", "words"),
    [
        ("enters a computer system", "system", "computer system"),
        ("by means of a computer network deletes data", "data", "data"),
        ("shares a password that opens a computer", "credential", "password"),
        ("sells a device made to open computers", "device", "device"),
        ("intercepts a communication", "communication", "communication"),
        ("hands out child pornography", "child-material", "child pornography"),
        ("spreads a false statement", "content", "statement"),
        ("threatens another person", "person", "another person"),
    ],
)
def test_an_offence_says_what_the_act_is_done_to_and_not_with_what(act: str, kind: str, words: str) -> None:
    offence = one(f"A person who {act} commits an offence and {FINE}.")
    assert offence.object is not None
    assert (offence.object.value, offence.object.text) == (kind, words)


def test_what_an_act_aims_at_is_not_what_it_is_done_to() -> None:
    offence = one(f"A person who works in secret with the intent to enter a computer commits an offence and {FINE}.")
    assert offence.object is None


@pytest.mark.parametrize(
    ("words", "harm"),
    [
        ("enters a computer and thereby causes loss to another person", True),
        ("sends letters that would cause that person fear", True),
        ("enters a computer with the intent to frighten, harass or cause distress to another", False),
        ("reveals a password (a) for gain; or (b) to occasion any loss to another", False),
        ("reveals a password knowing that it is likely to cause loss to a person", False),
    ],
)
def test_harm_must_come_about_and_not_only_be_meant(words: str, harm: bool) -> None:
    assert bool(one(f"A person who {words} commits an offence and {FINE}.").harm) is harm


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("unlawfully gains money by a computer", True),
        ("sends mail for the purpose of illegal trade", False),
        ("hides the illicit origin of funds", False),
        ("with intent to harm, unlawfully enters a computer", True),
    ],
)
def test_the_act_and_not_its_aim_must_be_unlawful(words: str, found: bool) -> None:
    assert (one(f"A person who {words} commits an offence and {FINE}.").authorisation is not None) is found


@pytest.mark.parametrize(
    ("words", "forces"),
    [
        ("enters a computer with the intent to steal", ["mandatory"]),
        ("enters a computer without leave or for the purpose of hiding a crime", ["optional"]),
        ("fails to hand in a report in order to allow an audit", []),
        ("enters a computer knowing that the entry she intends to make is forbidden", []),
    ],
)
def test_a_purpose_binds_unless_there_is_another_way(words: str, forces: list[str]) -> None:
    offence = one(f"A person who {words} commits an offence and {FINE}.")
    assert [purpose.force for purpose in offence.specific_intent] == forces


def test_mere_knowledge_as_an_alternative_makes_the_purpose_an_option() -> None:
    words = (
        "A person commits an offence if that person hands out a password\n"
        "(a) for the purpose of gain; or\n"
        "(b) knowing that it will be misused."
    )
    for offence in offences(Article("Passwords", [words])):
        assert all(purpose.force == "optional" for purpose in offence.specific_intent)


GRAVER = (
    "A person who intentionally and without authority enters a computer commits an offence "
    "and is liable to imprisonment for up to two years."
)


def test_a_graver_form_takes_over_what_the_plain_form_requires() -> None:
    worse = (
        "A person who commits an offence under subsection (1) which results in serious loss is liable to "
        "imprisonment for up to nine years."
    )
    plain, graver = offences(Article("Unlawful entry", [GRAVER, worse]))
    assert plain.penalty and graver.penalty
    assert (plain.penalty.max_years, graver.penalty.max_years) == (2, 9)
    assert graver.general_intent and graver.authorisation and graver.harm
    assert (graver.general_intent.via, graver.authorisation.via) == ("reference", "reference")
    assert not plain.harm


def test_a_graver_form_of_a_graver_form_takes_over_what_both_require() -> None:
    aimed = Article(
        "Aimed entry",
        ["A person who commits an offence under section 1 with intent to commit a theft commits an offence."],
    )
    worst = Article(
        "Hospitals",
        ["Where a person commits any of the offences specified in sections 1 and 2 on a hospital, that person shall "
         "be liable to imprisonment for up to nine years."],
    )  # fmt: skip
    _, middle, graver = offences(Article("Unlawful entry", [GRAVER]), aimed, worst)
    assert middle.specific_intent[0].text == "with intent to commit a theft"
    assert middle.conduct.text == "commits an offence under section 1 with intent to commit a theft"
    assert graver.general_intent and graver.authorisation
    assert (graver.general_intent.via, graver.authorisation.via) == ("reference", "reference")


@pytest.mark.parametrize(
    "words",
    [
        "A person who commits any act described in section 1 with intent to hurt another commits an offence.",
        "Where a ward is shut down in the course of the commission of an offence under section 1, the person convicted "
        "of it shall, in lieu of the punishment set out there, be liable to imprisonment for up to nine years.",
    ],
)
def test_a_graver_form_may_name_the_act_or_the_occasion(words: str) -> None:
    _, graver = offences(Article("Unlawful entry", [GRAVER]), Article("Hospitals", [words]))
    assert graver.general_intent and graver.authorisation
    assert (graver.general_intent.via, graver.authorisation.via) == ("reference", "reference")


def test_what_a_graver_form_calls_a_place_may_ask_for_knowledge() -> None:
    words = [
        "Where a vital computer is reached in the course of the commission of an offence under section 1, the person "
        "convicted is, instead of the punishment set out there, liable to imprisonment for life.",
        'For the purposes of subsection (1), a computer is treated as a "vital computer" if the person knows or ought '
        "to know that lives depend on it.",
    ]
    plain = "A person who enters a computer commits an offence and is liable to a fine."
    _, graver = offences(Article("Unlawful entry", [plain]), Article("Vital computers", words))
    assert graver.general_intent and graver.general_intent.via == "definition"
    assert graver.penalty and graver.penalty.life and graver.penalty.by_reference is None


def test_an_act_of_another_class_is_not_called_by_the_heading() -> None:
    words = (
        "A person who, without permission,\n(a) enters a computer; or\n(b) films another person,\ncommits an offence."
    )
    entry, film = offences(Article("Unlawful access", [words]))
    assert entry.name == "unlawful access: enters a computer"
    assert (film.name, film.class_) == ("recording of people: films another person", "cyber-enabled")


def test_a_graver_form_of_several_crimes_takes_only_what_they_share() -> None:
    second = Article(
        "Copying", ["A person who intentionally copies a file commits an offence and is liable to a fine."]
    )
    worse = Article(
        "Hospitals",
        [
            "A person who commits an offence under sections 1 and 2 in respect of a hospital commits an offence "
            "and is liable to imprisonment for up to nine years."
        ],
    )
    *_, graver = offences(Article("Unlawful entry", [GRAVER]), second, worse)
    assert graver.general_intent is not None
    assert graver.authorisation is None


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("is liable to one half of the maximum penalty for the complete offence", True),
        ("shall be charged as a person who did the act", True),
        ("may be tried and sentenced accordingly", True),
        ("is liable to imprisonment for up to one year", False),
    ],
)
def test_a_penalty_may_stand_by_reference_alone(words: str, reference: bool) -> None:
    offence = one(f"Whoever attempts to commit a crime commits an offence and {words}.")
    assert offence.penalty is not None
    assert (offence.penalty.by_reference is not None) is reference
    assert offence.conduct.text == "attempts to commit a crime"


def test_a_penalty_that_is_only_added_is_not_that_of_the_plain_offence() -> None:
    added = (
        "Whoever is convicted of an offence under subsection (1) shall, in addition to the punishment under that "
        "subsection, be liable to whipping if a child was harmed."
    )
    (offence,) = offences(Article("Unlawful entry", [GRAVER, added]))
    assert offence.penalty and offence.penalty.max_years == 2
    assert not offence.penalty.corporal


def test_a_penal_clause_that_names_itself_speaks_of_its_article() -> None:
    acts = "A person commits an offence if that person enters a computer without leave."
    slip = "A person convicted of an offence under subsection (2) is liable to imprisonment for up to three years."
    (offence,) = offences(Article("Entry", [acts, slip]))
    assert offence.penalty and offence.penalty.max_years == 3


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("A person commits an offence under this section if that person enters a computer without leave.", 1),
        ("Whoever hosts pages is not subject to criminal liability where users violate section 9.", 0),
        ("Where a company is convicted, every manager shall be deemed to have committed that offence.", 1),
        ("A person is guilty of an offence if, knowing that records were obtained in contravention of section 3, "
         "that person keeps them.", 1),
    ],
)  # fmt: skip
def test_wordings_that_make_an_offence_and_wordings_that_do_not(words: str, count: int) -> None:
    assert len(offences(Article("Matters", [words]))) == count


def test_whoever_answers_for_a_company_commits_an_ancillary_offence() -> None:
    offence = one(
        "The treasurer and the secretary of a network operator that commits an offence under section 4 shall be "
        "deemed to have also committed the offence.",
        "Interception",
    )
    assert offence.class_ == "ancillary"
