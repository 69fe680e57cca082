"""Numbers that a source prints badly are still the numbers of its provisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from caveat.instrument.build import build
from caveat.reading.reader import read

SENTENCE = "The registrar shall keep a record of each request that it receives and shall open it to anyone who asks."


def sections(lines: list[str], folder: Path) -> list[str | None]:
    path = folder / "act.txt"
    path.write_text("AN ACT ON RECORDS\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    return [unit.number for unit in build(read(str(path))).units if unit.kind == "article"]


def numbered(*heads: str) -> list[str]:
    return [f"{head}{'' if head.endswith(('bis', 'ter', 'quater')) else ' '}{SENTENCE}" for head in heads]


@pytest.mark.parametrize("missing", ["2", "3", "4"])
def test_a_number_may_lack_its_full_stop(missing: str, tmp_path: Path) -> None:
    heads = [number if number == missing else f"{number}." for number in "12345"]
    assert sections(numbered(*heads), tmp_path) == list("12345")


def test_a_number_in_mid_sentence_heads_nothing(tmp_path: Path) -> None:
    lines = numbered("1.", "2.", "3.")
    lines[1] += "\nThe request is answered within\n3 days, or\n30 Days where the minister so decides."
    assert sections(lines, tmp_path) == list("123")


@pytest.mark.parametrize("suffix", ["bis", "ter", "quater"])
def test_a_latin_suffix_may_run_into_its_sentence(suffix: str, tmp_path: Path) -> None:
    lines = numbered("1.", "2.", "3.", f"3{suffix}", "4.")
    assert sections(lines, tmp_path) == ["1", "2", "3", f"3 {suffix}", "4"]


def test_a_word_that_begins_like_a_suffix_is_no_suffix(tmp_path: Path) -> None:
    lines = numbered("1.", "2.", "3.")
    lines.insert(2, "2territories share one register.")
    assert sections(lines, tmp_path) == list("123")


@pytest.mark.parametrize("dash", ["-", "–", " - "])
def test_one_line_may_stand_for_two_numbers(dash: str, tmp_path: Path) -> None:
    lines = numbered("1.", "2.", "5.", "6.")
    lines.insert(2, f"3.{dash}4. [Repealed by the Archives Act.]")
    assert sections(lines, tmp_path) == list("123456")


def test_a_number_printed_again_stands_for_the_one_that_is_missing(tmp_path: Path) -> None:
    assert sections(numbered("1.", "2.", "3.", "4.", "3.", "6.", "7."), tmp_path) == list("1234367")


def test_a_list_inside_a_section_is_not_a_number_printed_again(tmp_path: Path) -> None:
    lines = numbered("1.", "2.", "3.", "5.", "6.")
    lines[2] += " The record holds:\n\n1. The name.\n\n2. The date."
    assert sections(lines, tmp_path) == list("12356")
