"""What negotiators mark in a draft, over a text that stays as it is."""

from __future__ import annotations

import pytest
from benchmarks.meaning import marks as scores
from hypothesis import given
from hypothesis import strategies as st

from caveat.instrument import build
from caveat.kernel.shapes import Mark
from caveat.reading import read_bytes

HEAD = "DRAFT CONVENTION ON WELLS\n\nThe States Parties to this Convention have agreed as follows:\n\n"
FRAME = HEAD + "Article 1\nDuties\n\n1. {clause}\n\n2. Nothing else.\n\nArticle 2\nFees\n\nThere are none.\n"


def marked(clause: str) -> list[tuple[str, int, bool, str]]:
    made = build(read_bytes(FRAME.format(clause=clause).encode(), "draft"))
    return [(one.type, one.depth, one.closed, " ".join(made.text[one.start : one.end].split())) for one in made.marks]


def one(clause: str) -> Mark:
    (mark,) = build(read_bytes(FRAME.format(clause=clause).encode(), "draft")).marks
    return mark


def test_brackets_nest() -> None:
    assert marked("Each Party [shall [without delay]] act.") == [
        ("bracket", 0, True, "[shall [without delay]]"),
        ("bracket", 1, True, "[without delay]"),
    ]


def test_a_bracket_that_is_never_closed_ends_with_its_paragraph() -> None:
    assert marked("Each Party [shall act [soon].") == [
        ("bracket", 0, False, "[shall act [soon]."),
        ("bracket", 1, True, "[soon]"),
    ]


def test_a_bracket_that_closes_nothing_spoils_no_other() -> None:
    assert marked("Each Party shall] act [soon].") == [("bracket", 0, False, "]"), ("bracket", 0, True, "[soon]")]


def test_a_bracket_may_hold_several_provisions() -> None:
    text = (
        HEAD
        + "[Article 1\nDuties\n\nEach Party acts.\n\nArticle 2\nFees\n\nThere are none.]\n\nArticle 3\nEnd\n\nNow.\n"
    )
    (mark,) = build(read_bytes(text.encode(), "draft")).marks
    assert text[mark.start : mark.end].endswith("There are none.]")


@pytest.mark.parametrize("inside", ["...", "…", "X", "placeholder for a rule on fees", "to be completed", "____"])
def test_what_is_still_to_come_is_a_placeholder(inside: str) -> None:
    assert one(f"Each Party shall [{inside}] act.").type == "placeholder"


DECISION = "DRAFT DECISION ON WELLS\n\nThe Conference of the Parties,\n\n"


def spans(text: str, kind: str) -> list[str]:
    made = build(read_bytes(text.encode(), "draft"))
    return [
        " ".join(made.text[one.start : one.end].split()) for one in made.marks if one.type == kind and one.depth == 0
    ]


def test_a_bracket_after_a_number_may_hold_the_paragraphs_that_follow() -> None:
    text = DECISION + "1. [Decides to dig;\n\n2. Requests a report [soon];]\n\n3. Invites all States;\n\n4. Ends.\n"
    assert spans(text, "bracket") == ["[Decides to dig; 2. Requests a report [soon];]"]


def test_a_note_behind_a_closing_bracket_does_not_hide_it() -> None:
    text = DECISION + "1. [Decides to dig;\n\n2. Requests a report;](move to part II)\n\n3. Invites all;\n\n4. Ends.\n"
    assert spans(text, "bracket") == ["[Decides to dig; 2. Requests a report;]"]


def test_a_bracket_that_opens_a_paragraph_closes_with_the_last_one_of_it() -> None:
    assert marked("[Each Party [shall] [will] act [soon]] [and well] at all wells.]")[0] == (
        "bracket",
        0,
        True,
        "[Each Party [shall] [will] act [soon]] [and well] at all wells.]",
    )


def test_an_option_has_the_paragraphs_inserted_after_its_own() -> None:
    text = FRAME.format(
        clause="Option 1: A Party acts.\n\n1 bis. It reports.\n\nOption 2: A Party waits.\n\n1 ter. It rests."
    )
    assert spans(text, "option") == [
        "Option 1: A Party acts. 1 bis. It reports.",
        "Option 2: A Party waits. 1 ter. It rests.",
    ]


def test_an_inserted_paragraph_after_all_options_belongs_to_none() -> None:
    text = FRAME.format(clause="Option 1: A Party acts.\n\nOption 2: No text.\n\n1 bis. Each Party reports.")
    assert spans(text, "option")[1] == "Option 2: No text."


@pytest.mark.parametrize("inside", ["alternative verb", "number x", "-Y", "y"])
def test_a_word_for_what_is_to_come_is_a_placeholder(inside: str) -> None:
    assert one(f"Each Party shall [{inside}] act.").type == "placeholder"


def test_the_ending_of_a_word_in_brackets_is_no_placeholder() -> None:
    assert one("The part[y] shall act.").type == "bracket"


@pytest.mark.parametrize("inside", [",", "and", "without delay", "or the like"])
def test_words_and_points_in_brackets_are_no_placeholder(inside: str) -> None:
    assert one(f"Each Party shall act [{inside}] at once.").type == "bracket"


@pytest.mark.parametrize("inside", ["agreed ad referendum", "agreed", "ad referendum", "provisionally agreed"])
def test_agreement_is_marked(inside: str) -> None:
    assert one(f"Each Party shall act. [{inside}]").type == "agreed"


def test_a_wish_names_who_wants_what() -> None:
    mark = one("Each Party shall act [State A, supported by State B: delete] at once.")
    assert (mark.by, mark.wish) == ("State A, supported by State B", "delete")


def test_options_of_one_list_are_a_group_and_end_where_the_next_begins() -> None:
    found = build(
        read_bytes(FRAME.format(clause="Option A: A Party acts.\nOption B: A Party waits.").encode(), "draft")
    )
    texts = [" ".join(found.text[mark.start : mark.end].split()) for mark in found.marks]
    assert texts == ["Option A: A Party acts.", "Option B: A Party waits."]
    assert len({mark.group for mark in found.marks}) == 1


def test_brackets_of_a_law_in_force_are_its_editors() -> None:
    sections = "1. Name\n\nThis is the Wells Act. [Act 5 of 1990]\n\n2. Fees\n\nNone. [Repealed]\n\n3. End\n\nNow.\n"
    text = f"WELLS ACT\n\n{sections}"
    assert build(read_bytes(text.encode(), "act")).marks == []


@given(st.text(alphabet="[] ab.\n1", max_size=120))
def test_every_bracket_is_accounted_for_once(clause: str) -> None:
    made = build(read_bytes(FRAME.format(clause="Text " + clause).encode(), "draft"))
    brackets = [mark for mark in made.marks if mark.type in ("bracket", "placeholder", "agreed")]
    opening = [mark.start for mark in brackets if made.text[mark.start] == "["]
    closing = [
        mark.end - 1
        for mark in brackets
        if made.text[mark.end - 1] == "]" and (mark.closed or mark.end - mark.start == 1)
    ]
    assert opening == [at for at, character in enumerate(made.text) if character == "["]
    assert sorted(closing) == [at for at, character in enumerate(made.text) if character == "]"]


def test_of_real_drafts_nearly_every_bracket_is_as_readers_have_it(corpus_folder: object) -> None:
    found = [score for score in scores() if score.name.startswith("brackets")]
    assert sum(score.right for score in found) / sum(score.wanted for score in found) > 0.98


def test_of_real_drafts_nearly_every_option_is_as_readers_have_it(corpus_folder: object) -> None:
    found = [score for score in scores() if score.name.startswith("options")]
    assert sum(score.right for score in found) / sum(score.wanted for score in found) > 0.95


NOTED = (
    "# DRAFT CONVENTION ON WELLS\n\nThe Parties to this Convention have agreed as follows:\n\n## Article 1\n\n"
    "1. Each Party shall {clause}.\n\n2. Nothing else.\n\n## Article 2\n\nNone.\n\n[^1]: {note}\n"
)


def noted(clause: str, note: str = "See the report.") -> list[tuple[str, str, str | None, str | None]]:
    made = build(read_bytes(NOTED.format(clause=clause, note=note).encode(), "draft.md"))
    return [(one.type, made.text[one.start : one.end], one.by, one.wish) for one in made.marks]


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("~~close~~ open its wells", [("deletion", "close")]),
        ("~~close~~ <u>open</u> its wells", [("deletion", "close"), ("insertion", "open")]),
        ("<del>close</del> <ins>open</ins> its wells", [("deletion", "close"), ("insertion", "open")]),
        ("<u>open</u> its wells", []),
        ("~~open its wells", []),
    ],
)
def test_words_struck_through_are_deleted_and_those_underlined_beside_them_inserted(
    clause: str, kinds: list[tuple[str, str]]
) -> None:
    assert [mark[:2] for mark in noted(clause)] == kinds


def test_changes_of_a_page_are_marked_as_its_type_shows_them() -> None:
    page = (
        "<html><body><h1>DRAFT CONVENTION ON WELLS</h1><p>The Parties have agreed as follows:</p><h2>Article 1</h2>"
        "<p>1. Each Party shall <s>close</s> <u>open</u> its <span style='text-decoration: line-through'>old</span> "
        "wells <ins>by <b>day</b></ins>.</p><p>2. Nothing else.</p></body></html>"
    )
    made = build(read_bytes(page.encode(), "draft.html"))
    assert [(one.type, made.text[one.start : one.end]) for one in made.marks] == [
        ("deletion", "close"),
        ("insertion", "open"),
        ("deletion", "old"),
        ("insertion", "by day"),
    ]


def test_a_note_may_say_who_wants_what() -> None:
    assert noted("open[^1] its wells", "State A: delete this article.") == [
        ("footnote", "", "State A", "delete this article")
    ]


def test_a_note_that_says_no_more_than_a_source_names_nobody() -> None:
    assert noted("open[^1] its wells", "Source: the report of the group.") == [("footnote", "", None, None)]
