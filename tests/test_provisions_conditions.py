"""Under which conditions a power may be used, wherever in the text they stand."""

from __future__ import annotations

import pytest

from caveat.kernel.deeds import Power
from caveat.kernel.shapes import InstrumentKind
from caveat.provisions import extract
from tests.test_provisions_drafts import Article, Chapter, draft
from tests.test_provisions_powers import powers, read

SEARCH = "A police officer may search any computer."


def first(*paragraphs: str, kind: InstrumentKind = "statute", heading: str = "Powers") -> Power:
    return powers(*paragraphs, kind=kind, heading=heading)[0]


@pytest.mark.parametrize(
    ("words", "value", "timing", "body"),
    [
        ("A police officer may search any computer with the leave of a court.", "mandatory", "prior", "court"),
        ("The police may, under the authority of a warrant, enter a house.", "mandatory", "prior", "court"),
        (
            "An officer may, with the prior approval of an independent commissioner, require a provider to disclose "
            "traffic data.",
            "mandatory",
            "prior",
            "independent",
        ),
        ("A tribunal or the Minister may order a host to remove content.", "optional", "prior", "court"),
        (
            "Where there is no time to lose, an officer may intercept a call and shall apply to a judge for "
            "confirmation within two days.",
            "absent",
            "after",
            "court",
        ),
        (
            "The Director of Public Prosecutions may require any bank to produce the records of an account.",
            "absent",
            None,
            "prosecutor",
        ),
        (
            "A Judge may, upon application by an officer and on being satisfied, having read all the papers in the "
            "case and heard whoever wishes to be heard, that there is cause, order that the page be no longer hosted.",
            "mandatory",
            "prior",
            "court",
        ),
    ],
)
def test_who_must_agree_and_when(words: str, value: str, timing: str | None, body: str) -> None:
    leave = first(words).judicial_authorisation
    assert (leave.value, leave.timing, leave.body) == (value, timing, body)


def test_urgency_is_told_apart_from_leave() -> None:
    leave = first("A police officer may, in cases of urgency, search any computer without a warrant.")
    assert leave.judicial_authorisation.urgency is not None


def test_a_paragraph_for_the_whole_article_names_who_orders() -> None:
    freeze, order = powers(
        "Each Party shall take measures to enable the freezing of proceeds of crime.",
        "For the purposes of this article, each Party shall empower its courts or other competent authorities to "
        "order that bank records be made available.",
        kind="treaty",
    )
    assert freeze.judicial_authorisation.value == order.judicial_authorisation.value == "optional"


def test_words_on_the_same_request_have_the_leave_that_every_order_before_needs() -> None:
    deemed = "The request shall be deemed to require the person to give access to it in a legible form."
    court = "An officer may apply to the court for an order compelling a person to produce records."
    police = "A police officer may order a person to produce records."
    assert powers(court, deemed)[-1].judicial_authorisation.value == "mandatory"
    assert powers(police, court, deemed)[-1].judicial_authorisation.value == "absent"


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("If there are reasonable grounds to suspect fraud, an officer may search any computer.", "there are"),
        ("Where it is proved that a site promotes fraud, the Authority may block access to the site.", "Where it is"),
        ("The Minister may, where the Minister considers it expedient, block access to a website.", "where the"),
        ("The Authority may disable any service that is likely to endanger the public.", "that is likely"),
        ("The Board may impose an administrative fine on persons who contravene a provision of this Act.", "persons"),
        ("An officer may continue the observation of a person presumed to have taken part in a crime.", "person"),
    ],
)
def test_grounds_are_suspicion_danger_breach_or_what_must_have_been_found(words: str, start: str) -> None:
    threshold = first(words).threshold
    assert threshold and threshold.text.startswith(start)


def test_suspicion_counts_before_any_other_condition() -> None:
    threshold = first(
        "Where an officer believes that a host breaks the law and there are reasonable grounds for it, the officer may "
        "block access to the site."
    ).threshold
    assert threshold and threshold.value == "grounds"


def test_grounds_are_read_in_the_application_that_an_order_decides() -> None:
    applies = "Where an officer has reasonable grounds to believe that data are held, the officer may apply to a court."
    order = "The court shall issue an order directing a person to produce records."
    assert powers(applies, order)[-1].threshold
    assert powers(order, applies)[0].threshold is None


def test_of_several_paragraphs_that_a_power_names_each_must_ask_for_grounds() -> None:
    free = "The competent authorities may search a computer."
    bound = "Where there are reasonable grounds to believe that data are there, they may extend the search to a system."
    seize = "The competent authorities may seize any data found under {}."
    assert powers(free, bound, seize.format("subsection (2)"))[-1].threshold
    assert powers(free, bound, seize.format("subsections (1) and (2)"))[-1].threshold is None


def test_an_extension_has_no_grounds_but_its_own() -> None:
    ordered = (
        "Where an officer has reasonable grounds to believe that data may be lost, the officer may by notice require a "
        "provider to preserve the data for thirty days."
    )
    assert powers(ordered, "The court may, on application, extend the period of subsection (1).")[-1].threshold is None


@pytest.mark.parametrize(
    ("term", "quoted"),
    [
        ("A warrant under this section shall be of force until it is carried out.", "until it is carried out"),
        ("The order is valid for the period stated in it.", "valid for the period"),
        ("An order under this section shall remain in force until the trial ends.", "until the trial ends"),
        ("The authorisation shall be valid for a period of ten days.", "ten days"),
    ],
)
def test_a_power_lasts_as_long_as_the_order_for_it(term: str, quoted: str) -> None:
    duration = first("A police officer may, with a warrant, search any computer.", term).duration
    assert duration and quoted in duration.text


def test_a_rule_of_another_article_may_say_how_long_its_orders_last() -> None:
    power = read(
        Article("Search", ["A police officer may, with a warrant, search any computer."]),
        Article("Validity", ["A warrant issued under section 1 is valid for ten days."]),
    ).powers[0]
    assert power.duration and "ten days" in power.duration.text


@pytest.mark.parametrize(
    "words",
    [
        "A judge shall keep the recordings of an interception for five years.",
        "The officer shall report to the Minister within thirty days.",
        "A person who hinders the officer is liable to imprisonment for two years.",
    ],
)
def test_other_periods_are_no_duration_of_a_power(words: str) -> None:
    assert first("The Minister may authorise an officer to intercept any communication.", words).duration is None


def test_custody_has_a_limit_of_its_own() -> None:
    duration = first(
        "The police may arrest any person who flees.",
        "Detention under this section shall not exceed forty-eight hours.",
    ).duration
    assert duration and "forty-eight hours" in duration.text


def test_a_duty_of_silence_anywhere_in_the_article_makes_a_power_secret() -> None:
    silent = "A provider shall keep the order confidential."
    assert first("A judge may order a provider to disclose traffic data.", silent).secrecy
    kept = "A person who compromises the confidentiality of a computer system is liable to a fine."
    assert first(SEARCH, kept).secrecy is None


def test_a_hearing_behind_closed_doors_makes_secret_what_is_asked_for_there() -> None:
    asks = "An officer may apply ex parte to a judge for an order under subsection (1)."
    order = "A judge may order a provider to intercept any communication."
    assert first(order, asks).secrecy
    other = "A provider may apply ex parte to a court for its costs."
    assert first(order, other).secrecy is None


def test_hearings_of_a_whole_part_are_closed_for_powers_that_a_court_decides_on() -> None:
    rule = Article("Hearings", ["Applications under this Chapter shall be heard in camera."])
    with_court = Article("Orders", ["A judge may order a provider to disclose traffic data."])
    without = Article("Notices", ["A police officer may order a person to produce records."])
    outside = Article("Copies", ["A judge may order a person to produce records."])
    found = read(Chapter("Procedure", [with_court, without, rule]), Chapter("Others", [outside]))
    assert [power.secrecy is not None for power in found.powers] == [True, False, False]


def test_a_covert_technique_is_not_by_that_alone_a_duty_of_silence() -> None:
    (power,) = powers("Each Party shall take the measures that allow for the use of covert operations.", kind="treaty")
    assert power.secrecy is None


def test_a_condition_in_brackets_is_neither_duty_nor_option() -> None:
    words = (
        "Each Party shall empower its competent authorities to search a computer [where there are reasonable grounds "
        "to believe that evidence is there]."
    )
    outline = draft(Article("Search", [words]), kind="treaty", marks=[("[where there", "is there]")])
    (power,) = extract(outline).powers
    assert power.threshold and power.threshold.force == "bracketed"
