"""What words mean without quotation marks, whom a State tries, and how a text is run."""

from __future__ import annotations

import pytest

from caveat.kernel.deeds import Provisions
from caveat.kernel.shapes import InstrumentKind
from caveat.provisions import extract
from tests.test_provisions_drafts import Article, draft


def read(heading: str, *paragraphs: str, kind: InstrumentKind = "statute") -> Provisions:
    return extract(draft(Article(heading, list(paragraphs)), kind=kind, title="A text"))


def terms(heading: str, *paragraphs: str) -> list[str]:
    return [definition.term for definition in read(heading, *paragraphs).definitions]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("For the purposes of subsection (1), an intimate picture may include a drawing.", ["intimate picture"]),
        ("For the purposes of this Act, a change of the contents of a disk takes place if data are added to it.",
         ["change of the contents of a disk"]),
        ("For the purpose of paragraph 1 of this article, an offence is cross-border in nature if it touches two.",
         ["cross-border in nature"]),
        ("For the purposes of this Act, a person gains entry to a system if its data are seen.", ["gains entry"]),
        ("For the purposes of this section, the term benefit shall include a promise.", ["benefit"]),
        ("For the purposes of this section, a person is liable if the person helps.", []),
        ("For the purposes of this section, it is immaterial whether the act is punishable where it was done.", []),
        ("For the purposes of this section, possession of a device includes having it at home.", []),
        ("For the purposes of this section, a court may include costs.", []),
    ],
)  # fmt: skip
def test_a_frame_and_a_verb_make_a_term_without_quotation_marks(words: str, found: list[str]) -> None:
    assert terms("Entry into systems", words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('A seller of goods (in this Act otherwise referred to as the "merchant") shall state a price.', ["merchant"]),
        ("Officers of the host State are referred to as ''hosts'', those of the others are referred to as ''guests''.",
         ["hosts", "guests"]),
        ('A server is treated as a "guarded server" if it serves the army.', ["guarded server"]),
        ('The Trade Act, hereinafter referred to as the "principal Act", is amended.', []),
        ('The clerk, who was called "slow", left.', []),
    ],
)  # fmt: skip
def test_a_name_given_on_the_way_is_a_term(words: str, found: list[str]) -> None:
    assert terms("Trade", words) == found


def test_a_heading_in_brackets_behind_what_it_describes_is_a_term() -> None:
    words = "Officers may act under an assumed name (undercover work)."
    assert terms("Undercover work", words) == ["undercover work"]
    assert terms("Officers", words) == []


def test_a_word_of_a_definition_may_be_explained_in_the_next_sentence() -> None:
    words = '"Trade in data" means selling data for profit. Profit shall include any gain. The State shall include all.'
    assert terms("Definitions", words) == ["Trade in data", "Profit"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"Seal", with respect to data, includes a copy.', ["Seal"]),
        ('"digital mark"-- (a) means a sign; and (b) includes a sound.', ["digital mark"]),
        ('An "order" shall amount to an "offer".', ["order"]),
        ('"network output" or "output" means what a network sends.', ["network output", "output"]),
        ('"freezing" or "seizure" means holding.', ["freezing or seizure"]),
        ('"cache" means a store for data"; "child" means a young person.', ["cache", "child"]),
    ],
)
def test_quoted_terms_may_have_an_aside_a_list_or_two_names(words: str, found: list[str]) -> None:
    assert terms("Interpretation", words) == found


# --- jurisdiction


@pytest.mark.parametrize(
    ("words", "bases"),
    [
        ("Each Party shall establish its jurisdiction over the offence where the suspect is present in its territory "
         "and it does not extradite the suspect because he is one of its nationals.", ["aut-dedere"]),
        ("A Party may establish its jurisdiction where the offence is committed against one of its nationals or a "
         "person with habitual residence in its territory.", ["passive-personality"]),
        ("A Party may establish jurisdiction if the act was directed towards a crime in its territory.", ["effects"]),
        ("Any competent court shall try an offence under this Act that is committed in the country.", ["territorial"]),
        ("For this purpose this Act applies if the accused was in the country at the time.", ["territorial"]),
        ("For this purpose this Act applies if the damage occurred within the country.", ["effects"]),
    ],
)  # fmt: skip
def test_a_ground_that_only_describes_another_is_not_claimed(words: str, bases: list[str]) -> None:
    (claim,) = read("Jurisdiction", words).jurisdiction
    assert claim.bases == bases


def test_a_request_from_a_state_that_has_jurisdiction_claims_none() -> None:
    words = "A Party shall grant the request of a State having jurisdiction over an offence for goods in its territory."
    assert read("Seizure", words, kind="treaty").jurisdiction == []


# --- arrangements


@pytest.mark.parametrize(
    ("words", "kind", "value", "duty"),
    [
        ("There is established by this Act an Office of the Ombudsman.", "institution", "body", "none"),
        ("There is established by this Act a Network Security Authority.", "institution", "body", "none"),
        ("Each Party shall designate a supervisory authority.", "institution", "body", "must"),
        ("A committee of experts is hereby set up.", "institution", "body", "none"),
        ("The committee shall review the implementation of this Convention yearly.", "review", "review", "must"),
        ("Each Party shall report on the measures taken to implement this Convention.", "review", "report", "must"),
        ("This Convention may be supplemented by protocols.", "protocol", "protocol", "may"),
        ("A Party may reserve the right not to apply paragraph 2.", "reservation", "permitted", "may"),
        ("No reservation may be made to this Convention.", "reservation", "prohibited", "may"),
        ("Any Party may, on signing, declare that it will apply paragraph 3.", "option", "declaration", "may"),
        ("The Parties shall promote the participation of civil society.", "participation", "participation", "must"),
        ("The court may review the order.", None, None, None),
        ("The authority shall establish whether the data are needed.", None, None, None),
        ("A Party may denounce this Convention by a notification.", None, None, None),
    ],
)  # fmt: skip
def test_bodies_review_protocols_reservations_options_and_participation(
    words: str, kind: str | None, value: str | None, duty: str | None
) -> None:
    found = read("Final clauses", words, kind="treaty").arrangements
    assert [(one.kind, one.value, one.duty) for one in found] == ([(kind, value, duty)] if kind else [])
