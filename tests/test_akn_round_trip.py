"""The tree survives the way into Akoma Ntoso and back, and the second export is the first again."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from caveat.instrument import build
from caveat.instrument.akn import to_akn
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline, Unit
from caveat.kernel.source import words
from caveat.reading import read, read_bytes

from .invariants import outline_of
from .tree_fixtures import FOLDER

AKN = sorted((Path(__file__).parent / "fixtures" / "akn").glob("*.xml"))
SAMPLES = sorted(Path(str(resources.files("caveat.samples"))).glob("[cn]*.*"))
NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32)], "\ufffd")


def described(outline: Outline) -> list[tuple[object, ...]]:
    """Each unit with its names, its number and heading, and its words, apart from white space."""
    return [_described(outline.text, unit) for unit in outline.units]


def _described(text: str, unit: Unit) -> tuple[object, ...]:
    own = "".join(text[unit.start : unit.end].translate(NOT_IN_XML).split())
    head = "".join(text[unit.start : unit.head_end].translate(NOT_IN_XML).split())
    heading = unit.heading and unit.heading.translate(NOT_IN_XML)
    return unit.eid, unit.kind, unit.number, heading, unit.citation, unit.parent, head, own


def assert_survives(outline: Outline) -> None:
    written = to_akn(outline)
    again = build(read_bytes(written.encode(), "again.xml"))
    assert described(again) == described(outline)
    assert "".join(words(again.text)) == "".join(words(outline.text.translate(NOT_IN_XML)))
    assert len(again.propositions) == len(outline.propositions)
    for name in ("title", "symbol", "date", "kind", "language"):
        assert getattr(again.instrument, name) == getattr(outline.instrument, name), name
    assert to_akn(again) == written


@pytest.mark.parametrize("path", [*SAMPLES, *AKN], ids=lambda path: path.name)
def test_samples_and_files_of_other_editors(path: Path) -> None:
    assert_survives(build(read(str(path))))


@pytest.mark.parametrize(
    "path", [path for path in sorted(FOLDER.iterdir()) if path.suffix != ".yaml"], ids=lambda p: p.name
)
def test_trees_of_every_shape(path: Path) -> None:
    assert_survives(build(read(str(path))))


def test_what_a_file_marks_survives_too() -> None:
    first = build(read(str(next(path for path in AKN if path.stem == "bill-2"))))
    again = build(read_bytes(to_akn(first).encode(), "again.xml"))
    assert [(m.type, m.group, first.text[m.start : m.end]) for m in first.marks] == [
        (m.type, m.group, again.text[m.start : m.end]) for m in again.marks
    ]
    notes = [{piece.text for piece in made.coverage.removed if "footnote" in piece.reason} for made in (first, again)]
    assert notes[0] == notes[1] == {"Redacción de la comisión."}


def test_numbers_that_the_text_only_implies() -> None:
    made = build(read_bytes(b"<html><body><h2>Article 1</h2><p>Each Party shall:</p><ol type=a><li>see;</li><li>hear."
                            b"</li></ol><h2>Article 2</h2><p>Speak.</p></body></html>", "page.html"))  # fmt: skip
    assert [unit.number for unit in made.units if unit.kind == "subparagraph"] == ["a", "b"]
    assert_survives(made)


def test_an_annex_without_a_number_whose_heading_begins_with_that_of_a_part() -> None:
    articles = "## Article 1\n\nOne.\n\n## Article 2\n\nTwo.\n\n"
    annexed = f"{articles}# ANNEX\n\n## Section I\n\n1. Boats float.\n\n2. So do buoys.\n"
    assert_survives(outline_of(f"# Convention on Lakes\n\n{annexed}"))


def test_parts_without_a_word_and_headings_before_the_number() -> None:
    assert_survives(outline_of("# I. GENERAL\n\n## Article 1\n\nOne.\n\n# II. SPECIAL\n\n## Article 2\n\nTwo.\n"))
    headed = "".join(f"Of the {word}\n{number}. (1) It is {word}.\n(2) It stays.\n\n"
                     for number, word in enumerate(["sea", "sky", "land", "lake"], start=1))  # fmt: skip
    assert_survives(outline_of(f"Lakes Act\nBe it enacted as follows\n\n{headed}"))


def test_real_texts(corpus_folder: Path) -> None:
    survived = 0
    for path in sorted(corpus_folder.rglob("*")):
        if path.suffix not in (".md", ".txt", ".html") or "scale" in path.parts:
            continue
        try:
            made = build(read(str(path)))
        except InputError:
            continue
        assert_survives(made)
        survived += 1
    assert survived >= 40


def test_brackets_and_options_survive_too() -> None:
    first = build(read(str(next(path for path in SAMPLES if path.name == "convention-draft-2.md"))))
    again = build(read_bytes(to_akn(first).encode(), "again.xml"))
    kept = [
        [(m.type, m.depth, m.closed, "".join(made.text[m.start : m.end].split())) for m in made.marks]
        for made in (first, again)
    ]
    assert kept[0] == kept[1]
    assert len(kept[0]) > 200
