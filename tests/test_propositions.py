"""Complete sentences put together from a chapeau, its items and the words after the list."""

from __future__ import annotations

from caveat.instrument import build
from caveat.reading import read_bytes

FRAME = "AN ACT ON WELLS\n\n1. Name\n\nThis is the Wells Act.\n\n2. Duties\n\n{clause}\n\n3. Fees\n\nNone.\n"


def sentences(clause: str) -> list[str]:
    made = build(read_bytes(FRAME.format(clause=clause).encode(), "act.txt"))
    of_two = [one for one in made.propositions if one.eids[0] == "sec_2"]
    return [" ".join(" ".join(made.text[start:end] for start, end in one.spans).split()) for one in of_two]


def test_every_item_completes_the_words_before_and_after_the_list() -> None:
    found = sentences("A person who:\n(a) fills a well; or\n(b) soils a well,\ncommits an offence.")
    assert found == [
        "A person who: fills a well; or commits an offence.",
        "A person who: soils a well, commits an offence.",
    ]


def test_a_sentence_of_its_own_after_an_item_is_no_part_of_it() -> None:
    found = sentences(
        "A keeper shall:\n(a) mark the well; and\n(b) keep a book that names every user. The book is open to all."
    )
    assert found == [
        "A keeper shall: mark the well; and",
        "A keeper shall: keep a book that names every user.",
        "The book is open to all.",
    ]


def test_a_sentence_after_the_words_that_close_a_list_is_its_own() -> None:
    found = sentences(
        "Where a well\n(a) is dry; or\n(b) is unsafe,\nthe keeper shall close it. The owner pays for the work."
    )
    assert found[-1] == "The owner pays for the work."
    assert all(one.endswith("the keeper shall close it.") for one in found[:2])
