"""Words with a capital that a text uses as defined terms without defining them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.cli.main import run
from caveat.instrument import build
from caveat.kernel.shapes import Outline
from caveat.reading import read_bytes
from caveat.reports.outline_text import outline_text

FRAME = (
    "WELLS ACT\n\n1. Interpretation\n\nIn this Act “keeper” means a person who tends a well.\n\n"
    "2. Duties\n\n{clause}\n\n3. Functions of the Board\n\nA keeper keeps books.\n\n4. Fees\n\nNone.\n"
)


def outline(clause: str) -> Outline:
    return build(read_bytes(FRAME.format(clause=clause).encode(), "act"))


def names(clause: str) -> list[str]:
    return [one.term for one in outline(clause).undefined]


@pytest.mark.parametrize(
    ("clause", "terms"),
    [
        ("A keeper pays the Board. Every keeper obeys the Board.", ["Board"]),
        ("Where the Minister so orders, a well is shut. The Minister gives reasons.", ["Minister"]),
        (
            "A list goes to the Review Panel. The water and its review are free. The Review Panel answers.",
            ["Review Panel"],
        ),
        (
            "A Water Panel meets. The Panel decides on water. A keeper obeys the Water Panel and the Panel.",
            ["Water Panel"],
        ),
    ],
)
def test_a_name_used_as_a_term_without_a_definition_is_listed(clause: str, terms: list[str]) -> None:
    assert names(clause) == terms


@pytest.mark.parametrize(
    "clause",
    [
        "A keeper pays the Board once.",
        "A keeper pays the board. Every keeper obeys the board.",
        "The Attorney-General and the Supreme Court are told. A keeper obeys the Supreme Court.",
        "A keeper pays the Board of Lusaka. Every keeper obeys the Board of Lusaka.",
        "A Wells Fund (WF) is filled. The Wells Fund pays a keeper.",
        "A body (in this Act referred to as “the Board”) meets. A keeper pays the Board. All obey the Board.",
        "A keeper obeys the Permanent Council of the Convention. Reports go to the Council of the Convention.",
    ],
)
def test_what_is_defined_known_or_named_by_others_is_not(clause: str) -> None:
    assert names(clause) == []


@pytest.mark.parametrize(
    "clause",
    [
        "There is hereby established a Board. The Board meets. A keeper obeys the Board.",
        "A Board for wells is hereby established. A keeper obeys the Board, and the Board meets.",
        "The Minister shall appoint a Board. A keeper obeys the Board, and the Board meets.",
    ],
)
def test_where_a_text_sets_it_up_the_place_is_given(clause: str) -> None:
    made = outline(clause)
    found = {one.term: one.established for one in made.undefined}
    assert found["Board"] == "sec_2"
    assert "Board (Section 2," in outline_text(made)
    assert "set up in Section 2" in outline_text(made)


@given(st.text(alphabet="tThe BoardofMinister \n.(1)", max_size=200))
def test_every_use_quotes_the_text(clause: str) -> None:
    made = outline(f"A keeper obeys the Board, and the Board obeys. {clause}")
    for one in made.undefined:
        assert made.text[one.start : one.end]
        assert [one.start, one.end] == list(one.uses[0])
        assert one.uses == sorted(one.uses)


def test_the_outline_on_a_terminal_lists_them(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "act.txt"
    file.write_text(FRAME.format(clause="A keeper pays the Board. Every keeper obeys the Board."))
    assert run(["outline", str(file)]) == 0
    assert "- Board (Section 2, 2 times" in capfd.readouterr().out
