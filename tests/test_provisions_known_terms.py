"""Terms that the outline of a text knows are its definitions, unless the text only names them in passing."""

from __future__ import annotations

import time

import pytest

from caveat.instrument import build
from caveat.kernel.deeds import Provisions
from caveat.provisions import extract
from caveat.reading import read_bytes

ACT = "WELLS ACT\n\n1. Name\n\nThis is the Wells Act.\n\n2. Of wells\n\n{words}\n\n3. Fees\n\nNone.\n"


def provisions(words: str) -> Provisions:
    return extract(build(read_bytes(ACT.format(words=words).encode(), "act")))


def terms(words: str) -> list[str]:
    return [definition.term for definition in provisions(words).definitions]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("A person secures entry to a well if he lifts its lid.", ["secures entry"]),
        ("An alteration of a pump takes place if a part of it is moved.", ["alteration of a pump"]),
        ("A water unit is equivalent to ten litres.", ["water unit"]),
        ("For the purposes of this section, the required notice is a notice of ten days.", ["required notice"]),
        ("For the purposes of this section, “idle pumping” is the use of a pump without need.", ["idle pumping"]),
        ("Entry to a well is authorised if its keeper agrees.", ["authorised"]),
    ],
)
def test_a_sentence_that_explains_words_defines_them(words: str, found: list[str]) -> None:
    assert terms(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "A reference to a bucket includes a reference to a pail.",
        "The National Well Board (NWB) meets each spring. The NWB keeps a list.",
        "The Act of last year, hereinafter referred to as the “Pump Act”, stays in force.",
        "For the purposes of this section, the holding of a key includes having it at home.",
    ],
)
def test_what_is_named_in_passing_is_no_definition(words: str) -> None:
    assert terms(words) == []


def test_each_name_of_a_list_of_three_is_a_term_and_two_names_are_one() -> None:
    assert terms("In this Act, “lid”, “cover”, or “hatch” means what closes a well.") == ["lid", "cover", "hatch"]
    assert len(terms("In this Act, “lid” or “cover” means what closes a well.")) == 1


def test_a_definition_is_quoted_with_its_quotation_marks() -> None:
    (found,) = provisions("For the purposes of this section, “idle pumping” is the use of a pump.").definitions
    assert found.quote.startswith("“idle pumping”")


def test_a_sentence_that_adds_to_a_term_defined_elsewhere_is_no_second_definition() -> None:
    act = "WELLS ACT\n\n1. Interpretation\n\n“water” means what falls as rain.\n\n2. Tax\n\n{tax}\n"
    more = "For the purposes of this section, water includes snow."
    found = extract(build(read_bytes(act.format(tax=more).encode(), "act"))).definitions
    assert [one.term for one in found] == ["water"]


def test_a_term_that_two_sentences_add_to_and_none_defines_is_kept() -> None:
    act = "WELLS ACT\n\n1. Rain\n\n{one}\n\n2. Tax\n\n{two}\n"
    one, two = (f"For the purposes of this section, water includes {what}." for what in ("snow", "dew"))
    found = extract(build(read_bytes(act.format(one=one, two=two).encode(), "act"))).definitions
    assert len(found) == 2


def test_a_paragraph_of_two_thousand_terms_is_read_in_bounded_time() -> None:
    words = " ".join(f"“lid {number}” means a lid of size {number};" for number in range(2000))
    outline = build(read_bytes(ACT.format(words=f"In this Act, {words}").encode(), "act"))
    start = time.process_time()
    assert len(extract(outline).definitions) == 2000
    assert time.process_time() - start < 3
