"""A PDF gives the tree of its text: whatever the layout, the program that made it, and the order of its drawing."""

from __future__ import annotations

import html
import subprocess
from collections import Counter
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path
from textwrap import wrap

import pypdf
import pytest

from caveat.instrument import build
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline
from caveat.kernel.source import Source
from caveat.reading import read, read_bytes
from tests.invariants import check
from tests.pdf_typst import LAYOUTS, blocks, sample, set_in_type
from tests.pdf_writer import Text, lines, pdf, rule, show

Tree = list[tuple[str, str | None, str | None]]
SENTENCE = (
    "Each State that joins keeps a record of every request that reaches it, says when it came and from whom, "
    "and lets the court that is competent see the record on demand."
)


def tree(outline: Outline) -> Tree:
    return [(unit.kind, unit.number, unit.heading) for unit in outline.units]


@cache
def expected(name: str) -> Tree:
    return tree(build(read_bytes(sample(name).encode(), name)))


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if letter.isalnum())


def all_letters(source: Source) -> Counter[str]:
    return letters(source.text) + letters("".join(piece.text for piece in source.removed))


def printed_letters(data: bytes, tmp_path: Path) -> Counter[str]:
    """What another library finds in the text layer."""
    path = tmp_path / "printed.pdf"
    path.write_bytes(data)
    return letters("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


@pytest.mark.parametrize("name", ["convention-draft-2.md", "convention-draft-3.md"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_tree_of_the_text(layout: str, name: str) -> None:
    outline = build(read_bytes(set_in_type(blocks(sample(name)), LAYOUTS[layout]), "x"))
    assert tree(outline) == expected(name)
    check(outline)


def notes_for(parts: list[tuple[int, str]]) -> dict[int, str]:
    """A note, each in other words, for every sixth long paragraph."""
    ends = [i for i, (level, text) in enumerate(parts) if not level and text.endswith(".") and len(text) > 80][::6]
    return {
        index: f"Delegation {number} gave {number * 7 + 3} reasons on day {number + 1} of the talks for words that it "
        f"asked to see kept in brackets until the {number}th reading, and handed in paper {number * 11}."
        for number, index in enumerate(ends)
    }


@pytest.mark.parametrize("layout", ["one column", "justified and hyphenated", "two columns, justified and hyphenated"])
def test_footnotes_stand_apart_and_are_anchored_where_they_are_called(layout: str) -> None:
    parts = blocks(sample())
    notes = notes_for(parts)
    source = read_bytes(set_in_type(parts, LAYOUTS[layout], notes), "x")
    assert tree(build(source)) == expected("convention-draft-3.md")
    apart = [piece for piece in source.removed if piece.reason.startswith("footnote ") and piece.text != ""]
    apart = [piece for piece in apart if piece.reason != "footnote mark"]
    assert [piece.reason for piece in apart] == [f"footnote {number}" for number in range(1, len(notes) + 1)]
    assert all("reasons on day" in piece.text and piece.page for piece in apart)
    anchors = [hint for hint in source.hints if hint.kind == "anchor"]
    assert [hint.number for hint in anchors] == [str(number) for number in range(1, len(notes) + 1)]
    assert all(hint.start == hint.end and source.text[hint.start - 1] == "." for hint in anchors)
    assert sum(mark.type == "footnote" for mark in build(source).marks) == len(notes)


def test_running_heads_feet_and_line_numbers_are_listed_with_their_page() -> None:
    source = read_bytes(set_in_type(blocks(sample()), LAYOUTS["line numbers"]), "x")
    reasons = Counter(piece.reason for piece in source.removed)
    assert source.pages
    assert reasons == {"page furniture": 2 * source.pages, "line number": source.pages}
    assert [piece.page for piece in source.removed if piece.reason == "line number"] == list(range(1, source.pages + 1))
    assert source.metadata["symbol"] == "I/CONF.7/L.9"


@pytest.mark.parametrize("layout", ["line numbers", "two columns, justified and hyphenated"])
def test_no_letter_is_lost(layout: str, tmp_path: Path) -> None:
    data = set_in_type(blocks(sample()), LAYOUTS[layout], notes_for(blocks(sample())))
    assert all_letters(read_bytes(data, "x")) == printed_letters(data, tmp_path)


def test_every_line_has_its_place_on_the_page() -> None:
    source = read_bytes(set_in_type(blocks(sample()), LAYOUTS["two columns"]), "x")
    assert source.places
    for before, place in zip(source.places, source.places[1:], strict=False):
        assert before.end <= place.start
    for place in source.places:
        left, top, right, bottom = place.box
        assert 60 < left < right < 535
        assert 60 < top < bottom < 790
        assert source.text[place.start : place.end].strip()
    covered = "".join(source.text[place.start : place.end] for place in source.places)
    assert letters(covered) == letters(source.text)
    unit = next(unit for unit in build(source).units if unit.kind == "article" and unit.number == "12")
    assert unit.page
    assert unit.boxes
    assert unit.boxes[0][0] == unit.page


def test_headings_come_from_bookmarks_with_their_depth() -> None:
    source = read_bytes(set_in_type(blocks(sample()), LAYOUTS["one column"]), "x")
    found = {source.text[hint.start : hint.end]: hint.level for hint in source.hints if hint.kind == "heading"}
    assert found["Convention on Offences against Information Systems"] == 1
    assert found["Chapter I"] == 2
    assert found["Article 1"] == 3


def articles(numbers: range, width: int) -> list[str]:
    return list(
        chain(*([f"Article {n}", *wrap(f"1. {SENTENCE}", width), *wrap(f"2. {SENTENCE}", width)] for n in numbers))
    )


def order(data: bytes) -> list[str]:
    return [unit.citation for unit in build(read_bytes(data, "x")).units if unit.kind == "article"]


IN_ORDER = [f"Article {number}" for number in range(1, 8)]
COLUMNS = {
    "on one grid": (310, 700),
    "off the grid": (310, 694),
    "with the gutter left of the middle": (278, 700),
}


@pytest.mark.parametrize("place", COLUMNS)
@pytest.mark.parametrize("interleaved", [True, False])
def test_columns_are_read_one_after_the_other_under_a_title_over_both(place: str, interleaved: bool) -> None:
    x, y = COLUMNS[place]
    left, right = lines(articles(range(1, 5), 44), 60, 700), lines(articles(range(5, 8), 44), x, y)
    pairs = zip_longest(left, right) if interleaved else [*((line, None) for line in right), *((x, None) for x in left)]
    title = Text(60, 760, "TREATY ON THE KEEPING OF RECORDS ABOUT REQUESTS FROM ABROAD", 13)
    data = pdf([show(title, *(line for pair in pairs for line in pair if line))])
    source = read_bytes(data, "x")
    assert source.text.splitlines()[0] == title.text
    assert order(data) == IN_ORDER
    assert source.text.count(SENTENCE) == 14


def test_a_heading_over_both_columns_parts_them() -> None:
    upper = [lines(articles(range(n, n + 1), 44), x, 760) for n, x in ((1, 60), (2, 310))]
    middle = lines(wrap(f"Article 3 {SENTENCE} {SENTENCE}", 95), 60, 600)
    lower = [lines(articles(range(n, n + 1), 44), x, 550) for n, x in ((4, 60), (5, 310))]
    drawn = [*chain(*zip(*upper, strict=True)), *middle, *chain(*zip(*lower, strict=True))]
    assert order(pdf([show(*drawn)])) == IN_ORDER[:5]


def test_a_paragraph_goes_on_over_a_page_and_a_column() -> None:
    whole = f"Article 6. {SENTENCE} {SENTENCE}".replace(",", "")
    text = wrap(whole, 70)
    pages = pdf([show(*lines(text[:4], 60, 100)), show(*lines(text[4:], 60, 760))])
    assert whole in read_bytes(pages, "x").text
    text = [*articles(range(4, 6), 44), *wrap(whole, 44)]
    columns = pdf([show(*lines(text[:-2], 60, 760), *lines([*text[-2:], *articles(range(7, 9), 44)], 310, 760))])
    assert whole in read_bytes(columns, "x").text


def test_the_cells_of_a_ruled_table_are_lines_row_by_row() -> None:
    rows = [("State", "Date of consent"), ("Aldmere, with its islands", "1 May 2031"), ("Port Caldry", "2 June 2032")]
    drawn = [show(*lines(articles(range(1, 3), 90), 60, 780))]
    for index, row in enumerate(rows):
        height = 500 - 30 * index
        drawn += [rule(60, height + 15, 400), show(*(Text(60 + 200 * i, height, cell) for i, cell in enumerate(row)))]
    text = read_bytes(pdf(["\n".join([*drawn, rule(60, 425, 400)])]), "x").text
    assert text.splitlines()[-6:] == [cell for row in rows for cell in row]


@pytest.mark.parametrize(
    ("mid_line", "parted", "read"),
    [
        ("The self-incrimination of a witness", "self-|incrimination", "self-incrimination"),
        ("The interception of data", "inter-|ception", "interception"),
        ("The rule on twenty-four hours", "twenty-|four", "twenty-four"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_the_word_has_one(mid_line: str, parted: str, read: str) -> None:
    before, after = parted.split("|")
    text = [f"Article 1. {mid_line} is dealt with in the law of the State that asks for it, and", f"so is {before}"]
    source = read_bytes(pdf([show(*lines([*text, f"{after} of any kind."], 60, 700))]), "x")
    assert source.text.endswith(f"so is {read} of any kind.\n")


def test_a_page_shown_turned_is_read_upright() -> None:
    upright = lines(articles(range(1, 4), 80), 60, 700)
    turned = [line._replace(x=842 - line.y, y=line.x, turn="0 1 -1 0") for line in upright]
    plain = read_bytes(pdf([show(*upright)]), "x").text
    assert read_bytes(pdf([show(*turned)], page="/Rotate 90 /MediaBox [0 0 842 595]"), "x").text == plain
    assert read_bytes(pdf([show(*turned)], page="/MediaBox [0 0 842 595]"), "x").text == plain


def test_words_that_nobody_sees_or_that_stand_askew_are_listed() -> None:
    odd = [
        Text(60, -300, "below the page"),
        Text(60, 400, "too small", 1),
        Text(300, 300, "WATERMARK", 60, turn="0.7 0.7 -0.7 0.7"),
        Text(20, 300, "sideways", 8, turn="0 1 -1 0"),
    ]
    source = read_bytes(pdf([show(*lines(articles(range(1, 4), 80), 60, 700), *odd)]), "x")
    assert {(piece.reason, piece.text) for piece in source.removed} == {
        ("turned text", "sideways WATERMARK"),
        ("text that is not seen", "below the page too small"),
    }


def test_a_contents_list_with_dots_is_set_apart() -> None:
    entries = [f"Article {n} {'. ' * 60} {n + 2}" for n in range(1, 8)]
    source = read_bytes(
        pdf([show(*lines(["CONTENTS", *entries], 60, 760)), show(*lines(articles(range(1, 8), 80), 60, 760))]), "x"
    )
    assert [unit.citation for unit in build(source).units if unit.kind == "article"] == IN_ORDER
    assert [piece.reason for piece in source.removed] == ["contents"]


def test_a_few_bytes_before_the_mark_of_the_format_do_no_harm() -> None:
    data = b"\r\n\x00mail\n" + pdf([show(*lines(articles(range(1, 4), 80), 60, 700))])
    assert read_bytes(data, "x").format == "pdf"


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    data = pdf([show(*lines(articles(range(1, 4), 80), 60, 700))])
    (tmp_path / "open.pdf").write_bytes(data)
    writer = pypdf.PdfWriter(clone_from=tmp_path / "open.pdf")
    writer.encrypt(user_password="", owner_password="mine", algorithm="RC4-128")
    writer.write(tmp_path / "owned.pdf")
    assert read(str(tmp_path / "owned.pdf")).text == read_bytes(data, "x").text


def test_a_file_of_libreoffice_gives_the_tree_of_the_text(soffice: list[str], tmp_path: Path) -> None:
    tags = ((f"h{level}" if level else "p", html.escape(text)) for level, text in blocks(sample()))
    marked = (f"<{tag}>{text}</{tag}>" for tag, text in tags)
    (tmp_path / "draft.html").write_text(f"<html><body>{''.join(marked)}</body></html>", encoding="utf-8")
    subprocess.run(
        [*soffice, "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(tmp_path / "draft.html")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert tree(build(read(str(tmp_path / "draft.pdf")))) == expected("convention-draft-3.md")


UNITS = ("part", "chapter", "section", "article", "annex")


def numbers(outline: Outline) -> list[tuple[str, str | None]]:
    return [(unit.kind, unit.number) for unit in outline.units if unit.kind in UNITS]


@pytest.mark.parametrize("name", ["bbnj-2023/en", "bbnj-2023/fr", "bbnj-2023/es", "ga-res-78-272/en"])
def test_an_official_file_has_the_units_of_its_text(name: str, corpus_folder: Path) -> None:
    outlines = [build(read(str(corpus_folder / "formats" / f"{name}.{kind}"))) for kind in ("pdf", "txt")]
    assert numbers(outlines[0]) == numbers(outlines[1])
    check(outlines[0])


@pytest.mark.parametrize("draft", ["2015-10-23-draft", "2015-12-04-draft"])
def test_a_draft_has_the_articles_of_its_markdown(draft: str, corpus_folder: Path) -> None:
    folder = corpus_folder / "drafts" / "paris-agreement-drafts"
    outlines = [build(read(str(folder / f"{draft}.{kind}"))) for kind in ("pdf", "md")]
    assert numbers(outlines[0]) == numbers(outlines[1])
    assert [part.selected for part in outlines[0].coverage.parts] == [True, False]
    check(outlines[0])


def test_a_long_convention_with_contents_has_every_article_and_annex(corpus_folder: Path) -> None:
    outline = build(read(str(corpus_folder / "formats" / "unclos-1982" / "en.pdf")))
    main = [unit.number for unit in outline.units if unit.kind == "article" and not unit.citation.startswith("Annex")]
    assert main == [str(number) for number in range(1, 321)]
    check(outline)


@pytest.mark.parametrize("language", ["ru", "zh", "ar"])
def test_a_text_layer_without_letters_is_refused(language: str, corpus_folder: Path) -> None:
    with pytest.raises(InputError, match="cannot be decoded"):
        read(str(corpus_folder / "formats" / "bbnj-2023" / f"{language}.pdf"))
