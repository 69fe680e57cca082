"""Words as the text layer has them: torn, parted, without a code."""

from __future__ import annotations

import pytest

from caveat.instrument import build
from caveat.reading import read_bytes
from caveat.reading.pdf_hyphens import Hyphens
from caveat.reading.pdf_lines import Segment, segments_of
from caveat.reading.pdf_shapes import UNMAPPED, Line, Sheet, Word, joined
from caveat.reading.pdf_torn import mend
from caveat.reading.pdf_unmapped import tell


def words(text: str) -> list[Word]:
    """Words of one line, five points a letter and three between words."""
    found, left = [], 0.0
    for order, part in enumerate(text.split(" ")):
        found.append(Word(part, left, 0, left + 5 * len(part), 10, 10, order))
        left += 5 * len(part) + 3
    return found


def sheet(text: str, *doubtful: int) -> Sheet:
    return Sheet(1, 600, 800, words(text), [], 0.0, [], [], list(doubtful))


@pytest.mark.parametrize(
    ("text", "doubtful", "mended"),
    [
        ("an agree ment is an agreement", 2, "an agreement is an agreement"),
        ("recalling further that", 1, "recalling further that"),
        ("the matter , as decided", 2, "the matter, as decided"),
    ],
)
def test_a_torn_word_is_mended_where_the_text_has_it_whole(text: str, doubtful: int, mended: str) -> None:
    page = sheet(text, doubtful)
    mend([page])
    assert joined(page.words) == mended


def glyphs(text: str, *, codes: dict[str, int]) -> str:
    return "".join(chr(UNMAPPED + codes[letter]) if letter in codes else letter for letter in text)


def test_a_glyph_without_a_code_is_told_by_its_place_in_the_font_and_noted() -> None:
    page = sheet(glyphs("DISPOSITIONS GENERALES accès l’aire ?", codes={"G": 42, "è": 113, "’": 182, "?": 3000}))
    notes = tell([page])
    assert joined(page.words) == "DISPOSITIONS GENERALES accès l’aire \ufffd"
    assert [note.kind for note in notes] == ["characters without code"]
    assert "4 characters" in notes[0].message


def lines(*texts: str) -> list[Line]:
    return [Line(words(text), 1) for text in texts]


@pytest.mark.parametrize(
    ("rest", "before", "after", "tied"),
    [
        ("the seizure of data", "a sei-", "zure of data", "a sei"),
        ("land-locked States", "every land-", "locked State", "every land-"),
        ("nothing of the kind", "the A/B-", "2 form", "the A/B-"),
        ("nothing of the kind", "no hyphen", "here", ""),
        ("nothing of the kind", "a soft\u00ad", "ware", "a soft"),
    ],
)
def test_a_hyphen_is_judged_by_the_rest_of_the_text(rest: str, before: str, after: str, tied: str) -> None:
    assert Hyphens(lines(rest, before, after)).join(before, after) == tied


def test_a_text_that_parts_no_words_keeps_its_hyphens() -> None:
    text = lines(
        "capacity-building and follow-up are", "named capacity-", "building, and so is cross-", "border aid: border"
    )
    assert Hyphens(text).join("so is cross-", "border aid") == "so is cross-"


def test_a_wide_gap_parts_segments() -> None:
    row = [*words("one two"), *(word._replace(left=word.left + 200, right=word.right + 200) for word in words("three"))]
    found: list[Segment] = segments_of(row)
    assert [joined(segment.words) for segment in found] == ["one two", "three"]


def test_instruments_under_lettered_headings_are_parts() -> None:
    treaty = "".join(f"## Article {n}\n\nEach State keeps a record of requests and shows it.\n\n" for n in range(1, 60))
    decision = "".join(f"{n}. Asks the secretariat to keep a list of requests.\n\n" for n in range(1, 40))
    text = f"# Papers of the session\n\n## A. DRAFT TREATY\n\n{treaty}## B. DRAFT DECISION\n\n{decision}"
    outline = build(read_bytes(text.encode(), "x"))
    assert [(part.title, part.selected) for part in outline.coverage.parts] == [
        ("Papers of the session", True),
        ("B. DRAFT DECISION", False),
    ]
    assert {unit.kind for unit in outline.units} == {"preamble", "article"}
    second = build(read_bytes(text.encode(), "x"), "2")
    assert len([unit for unit in second.units if unit.kind == "article"]) == 39
