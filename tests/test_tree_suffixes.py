"""Numbers inserted between two others by a Latin suffix, however far the suffixes run."""

from __future__ import annotations

from pathlib import Path

import pytest

from caveat.instrument.build import build
from caveat.language.structure import structure
from caveat.reading.reader import read

SUFFIXES = sorted(structure("en").suffixes)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_section_numbered_without_a_word_may_have_any_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "act.txt"
    path.write_text(
        "AN ACT ON SYSTEMS\n\n1. Short title\nThis law is the Systems Act.\n\n"
        "2. Access\nA person who enters a system without right commits an offence.\n\n"
        f"2 {suffix}. Interference\nA person who alters data without right commits an offence.\n\n"
        "3. Entry into force\nThis law enters into force at once.\n",
        encoding="utf-8",
    )
    sections = [unit.number for unit in build(read(str(path))).units if unit.kind == "article"]
    assert sections == ["1", "2", f"2 {suffix}", "3"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_paragraph_may_have_any_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "treaty.txt"
    path.write_text(
        "Article 1\nEach Party shall adopt the measures that it needs:\n\n"
        f"1. A Party may act.\n1 {suffix}. A Party may wait.\n2. A Party may stop.\n\n"
        "Article 2\nThe measures are reported.\n",
        encoding="utf-8",
    )
    units = build(read(str(path))).units
    assert [unit.number for unit in units if unit.parent == "art_1"] == ["1", f"1 {suffix}", "2"]
