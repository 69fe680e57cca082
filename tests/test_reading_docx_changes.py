"""Tracked changes: the final view is the new text, the original view the old one, the raw view shows both."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.cli.main import run as main
from caveat.instrument import build
from caveat.kernel.source import Source, View, words
from caveat.reading import read_bytes
from tests.docx_maker import abstract, change, deleted, docx, inserted, level, num, p, r, table, tracked
from tests.test_reading_docx import plain, read, text_outline, tree

OLD = ["Article 1", "Each Party keeps a register.", "Article 2", "It enters into force after thirty days."]
NEW = ["Article 1", "Each Party may keep a public register.", "Article 2", "No one is bound.", "It enters into force."]


def shown(data: bytes, revisions: View) -> list[str]:
    return [line.strip() for line in read(data, revisions).text.split("\n") if line.strip()]


def hinted(source: Source, kind: str) -> list[tuple[str, str | None]]:
    return [(source.text[hint.start : hint.end], hint.number) for hint in source.hints if hint.kind == kind]


def test_each_view_shows_its_text() -> None:
    made = docx(tracked(OLD, NEW))
    assert shown(made, "final") == NEW
    assert shown(made, "original") == OLD
    assert "Each Party keeps may keep a public register." in shown(made, "raw")


@pytest.mark.parametrize(("old", "new"), [(1, 2), (2, 3)])
def test_a_draft_changed_into_another_gives_the_tree_of_each(old: int, new: int) -> None:
    before, after = (plain(f"convention-draft-{n}.{'txt' if n == 1 else 'md'}") for n in (old, new))
    made = docx(tracked(before, after))
    assert tree(build(read(made, "final"))) == tree(text_outline(after))
    assert tree(build(read(made, "original"))) == tree(text_outline(before))
    raw = read(made, "raw")
    assert raw.tokens == len(words(raw.text))


WORDS = st.sampled_from(["a", "register", "of", "all", "requests"])
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), max_size=6)


@given(LINES, LINES)
def test_whatever_is_changed_each_view_is_what_it_was_or_became(old: list[str], new: list[str]) -> None:
    made = docx(p("Register") + tracked(old, new) + p("End"))
    assert shown(made, "original") == ["Register", *old, "End"]
    assert shown(made, "final") == ["Register", *new, "End"]


def test_words_that_a_view_does_not_show_are_listed() -> None:
    body = (
        p("Each ", deleted("old "), inserted("new "), "register") + p(deleted("Gone."), mark=change("del")) + p("End.")
    )
    final, original, raw = (read(docx(body), view) for view in ("final", "original", "raw"))
    assert [(piece.reason, piece.text) for piece in final.removed] == [
        ("deleted by tracked change", "old"), ("deleted by tracked change", "Gone."),
    ]  # fmt: skip
    assert [(piece.reason, piece.text) for piece in original.removed] == [("inserted by tracked change", "new")]
    assert (final.tokens, original.tokens, raw.tokens, raw.removed) == (6, 6, 6, ())


def test_a_note_says_how_many_changes_by_whom_and_which_view() -> None:
    body = p("A", inserted(" b"), deleted(" c"), inserted(" d", "B. Editor"), mark=change("ins", author="B. Editor"))
    made = docx(body + p(r("x", '<w:rPrChange w:author="B. Editor"><w:rPr/></w:rPrChange>')))
    (note,) = read(made).notes
    assert note.kind == "revisions"
    assert note.message.startswith(
        "the file has tracked changes (1 insertion, 1 deletion by A. Drafter; "
        "1 insertion, 1 change of format by B. Editor): shown is the text with all changes accepted"
    )
    assert "shown is the text before the changes" in read(made, "original").notes[0].message
    assert read(docx(p("A"))).notes == ()


def test_the_raw_view_marks_who_inserted_and_who_deleted() -> None:
    both = change("ins", change("del", r(" both"), "B").replace("w:t", "w:delText"), "A")
    source = read(docx(p("Kept", inserted(" in", "A"), inserted(" more", "A"), deleted(" out", "B"), both)), "raw")
    assert source.text == "Kept in more out both"
    assert hinted(source, "insertion") == [(" in more", "A"), (" both", "A")]
    assert hinted(source, "deletion") == [(" out both", "B")]
    assert shown(docx(p("Kept", both)), "final") == shown(docx(p("Kept", both)), "original") == ["Kept"]


def test_the_raw_view_parts_an_old_word_from_the_new_one_but_no_word_changed_within() -> None:
    number = docx(p("See Article ", deleted("15"), inserted("16"), "."))
    assert shown(number, "raw") == ["See Article 15 16."]
    assert (shown(number, "original"), shown(number, "final")) == (["See Article 15."], ["See Article 16."])
    assert hinted(read(number, "raw"), "insertion") == [(" 16", "A. Drafter")]
    assert shown(docx(p(inserted("may"), deleted("shall"), " keep")), "raw") == ["may shall keep"]
    assert shown(docx(p("organi", deleted("s"), inserted("z"), "e")), "raw") == ["organisze"]


def test_paragraphs_are_joined_and_parted() -> None:
    joined = docx(p("first half", mark=change("del")) + p(" second half") + p("end"))
    assert shown(joined, "final") == ["first half second half", "end"]
    assert shown(joined, "original") == ["first half", "second half", "end"]
    parted = docx(p("first half", mark=change("ins")) + p(" second half"))
    assert shown(parted, "final") == ["first half", "second half"]
    assert shown(parted, "original") == ["first half second half"]


def test_what_is_moved_stands_in_its_old_or_its_new_place() -> None:
    moved = p(change("moveFrom", r("Movable.")), mark=change("moveFrom"))
    target = p(change("moveTo", r("Movable.")), mark=change("moveTo"))
    made = docx(moved + p("Middle.") + target + p("End."))
    assert shown(made, "original") == ["Movable.", "Middle.", "End."]
    assert shown(made, "final") == ["Middle.", "Movable.", "End."]
    assert shown(made, "raw") == ["Movable.", "Middle.", "Movable.", "End."]


def test_numbers_are_computed_for_the_view() -> None:
    body = (
        p("kept", num=(1, 0)) + p(deleted("old"), num=(1, 0), mark=change("del"))
        + p(inserted("new"), num=(1, 0), mark=change("ins")) + p(inserted("newer"), num=(1, 0), mark=change("ins"))
        + p("last", num=(1, 0))
    )  # fmt: skip
    made = docx(body, numbering=abstract(0, level("decimal", "%1.")) + num(1, 0))
    assert shown(made, "final") == ["1. kept", "2. new", "3. newer", "4. last"]
    assert shown(made, "original") == ["1. kept", "2. old", "3. last"]
    assert shown(made, "raw") == ["1. kept", "2. old", "3. new", "4. newer", "5. last"]


def test_rows_and_cells_are_inserted_and_deleted() -> None:
    gone, come = table(["gone"], row=change("del")), table(["come"], row=change("ins"))
    cells = table(["alpha", "beta", "gamma"]).replace("<w:tcPr/>", f"<w:tcPr>{change('cellIns')}</w:tcPr>", 1)
    cells = cells.replace("<w:tcPr/>", f"<w:tcPr>{change('cellDel')}</w:tcPr>", 1)
    inner = table([p("x", inserted(" y"), deleted(" z"))])
    made = docx(p("Table") + gone + p("") + come + p("") + cells + p("") + inner + p(""))
    assert shown(made, "final") == ["Table", "come", "alpha", "gamma", "x y"]
    assert shown(made, "original") == ["Table", "gone", "beta", "gamma", "x z"]


def test_changes_in_notes_headers_and_comments() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    texts = (p("Old note", inserted(" made new")), p("Second."), p("Third."))
    notes = "".join(f'<w:footnote w:id="{key}">{text}</w:footnote>' for key, text in enumerate(texts, start=1))
    body = p("Word", mark.format(1), change("del", mark.format(2)), change("ins", mark.format(3)))
    made = docx(body, footnotes=notes, header=p("Draft", deleted(" 1"), inserted(" 2")))
    final = [(piece.reason, piece.text) for piece in read(made).removed]
    assert final == [
        ("footnote 1", "Old note made new"), ("deleted by tracked change", "Second."), ("footnote 2", "Third."),
        ("page furniture", "Draft 2"), ("deleted by tracked change", "1"),
    ]  # fmt: skip
    original = [(piece.reason, piece.text) for piece in read(made, "original").removed]
    assert original == [
        ("footnote 1", "Old note"), ("inserted by tracked change", "made new"), ("footnote 2", "Second."),
        ("inserted by tracked change", "Third."), ("page furniture", "Draft 1"), ("inserted by tracked change", "2"),
    ]  # fmt: skip


def test_changed_formats_are_those_of_the_view() -> None:
    hidden = r("was hidden", '<w:rPrChange w:author="A"><w:rPr><w:vanish/></w:rPr></w:rPrChange>')
    made = docx(p("Seen ", hidden))
    assert shown(made, "final") == ["Seen was hidden"]
    assert shown(made, "original") == ["Seen"]


def test_the_marks_of_the_raw_view_reach_the_outline() -> None:
    made = docx("".join(map(p, OLD[:3])) + p("Text", inserted(" new", "A. Drafter"), deleted(" old"), "."))
    found = build(read_bytes(made, "made", "raw")).marks
    assert [(mark.type, mark.group) for mark in found] == [("insertion", "A. Drafter"), ("deletion", "A. Drafter")]


def test_a_review_says_at_its_head_which_text_it_is_of(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(docx(tracked(plain("convention-draft-1.txt"), plain("convention-draft-2.md"))))
    for view, articles, note in (
        ("final", b"45 articles", b"all changes accepted"),
        ("original", b"44 articles", b"before"),
    ):
        assert main(["review", str(path), "--revisions", view]) == 0
        head = capsysbinary.readouterr().out[:700]
        assert articles in head
        assert note in b" ".join(head.split())
