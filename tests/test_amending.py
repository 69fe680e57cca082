"""Amending texts: what an instruction says is done to the law that it amends, and what does not fit is said."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.instrument import build
from caveat.instrument.amending.amend import Consolidation, amend
from caveat.instrument.amending.edits import Edit
from caveat.instrument.amending.ledger import Ledger
from caveat.instrument.amending.quotes import HOLE, masked, quotations
from caveat.instrument.amending.recognising import recognised
from caveat.kernel.changes import Instruction
from caveat.kernel.shapes import Outline
from caveat.language.amending import amending_words
from caveat.reading import read_bytes

ACT = """LIGHTHOUSES ACT, 2011

PART I - PRELIMINARY

1. Short title
This Act may be cited as the Lighthouses Act, 2011.

2. Interpretation
In this Act, unless the context otherwise requires—
“beacon” means a light on a shore;
“keeper” means a person who tends a beacon;
“ship” means a vessel of any kind.

PART II - KEEPING

3. Duty to light
(1) A keeper who lets a beacon go out commits an offence, with imprisonment for a term not exceeding ten years.
(2) Subsection (1) does not apply to a keeper who acts—
(a) in fog;
(b) by order of the Board; or
(c) in an emergency.
(3) A trial is held in public.

4. Reports
The Board shall report each year. The Board may publish the report.

5. Entry
An officer may enter any lighthouse.

6. Fees
(1) Fees are paid to the Board.
(2) Fees are fixed by rule, provided that no fee exceeds ten crowns.

SCHEDULE

1. A beacon is white.

2. A beacon is lit at dusk.
"""

TREATY = """Convention on Coastal Lights

The Parties to this Convention have agreed as follows:

Article 1
Use of terms

For the purposes of this Convention:
(a) “light” means a lamp on a coast;
(b) “coast” means land by the sea.

Article 2
Duties

1. Each Party shall tend its lights. The costs lie with the Party.
2. Each Party may inspect lights with:
(a) ships; and
(b) boats.

Article 3
Entry into force

This Convention enters into force after ten ratifications.
"""


def outline(text: str) -> Outline:
    return build(read_bytes(text.encode(), "text.txt"))


def bill(*clauses: str) -> str:
    numbered = "\n\n".join(f"{number}. {clause}" for number, clause in enumerate(clauses, 2))
    return (
        "THE LIGHTHOUSES (AMENDMENT) BILL, 2020\n\nA Bill to amend the Lighthouses Act, 2011.\n\n"
        f"1. This Act may be cited as the Lighthouses (Amendment) Act, 2020.\n\n{numbered}\n"
    )


def done(*clauses: str, principal: str = ACT) -> Consolidation:
    return amend(outline(bill(*clauses)), outline(principal))


def only(result: Consolidation) -> Instruction:
    assert len(result.instructions) == 1, [one.text for one in result.instructions]
    return result.instructions[0]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("clause", "op", "target", "stands"),
    [
        (
            "Section 3(1) of the principal Act is amended by deleting “ten years” and substituting “two years”.",
            "substitute-words", "Section 3(1)", "not exceeding two years.",
        ),
        (
            "In section 3(1) of the principal Act, for \"ten years\" substitute \"two years\".",
            "substitute-words", "Section 3(1)", "not exceeding two years.",
        ),
        (
            "In section 3 of the principal Act, in subsection (1), the words ‘ten years’ shall be replaced by the"
            " words ‘two years’.",
            "substitute-words", "Section 3(1)", "not exceeding two years.",
        ),
        (
            "Section 3 of the principal Act is hereby amended by the substitution in subsection (1) for the words"
            " “ten years” of the words “two years”.",
            "substitute-words", "Section 3(1)", "not exceeding two years.",
        ),
        (
            "Section 3(1) is amended by striking “ten years” and inserting “two years” in its place.",
            "substitute-words", "Section 3(1)", "not exceeding two years.",
        ),
        (
            "In section 3(2)(b) of the principal Act, after “order” insert “in writing”.",
            "insert-words", "Section 3(2)(b)", "(b) by order in writing of the Board; or",
        ),
        (
            "Section 3(2)(b) of the principal Act is amended by inserting the word “written” immediately before the"
            " word “order”.",
            "insert-words", "Section 3(2)(b)", "(b) by written order of the Board; or",
        ),
        (
            "Section 5 of the principal Act is amended by adding at the end the words “with a warrant”.",
            "insert-words", "Section 5", "An officer may enter any lighthouse with a warrant.",
        ),
        (
            "In section 3(2)(b) of the principal Act, omit “or” at the end.",
            "delete-words", "Section 3(2)(b)", "(b) by order of the Board; (c) in an emergency.",
        ),
        (
            "In section 4 of the principal Act, leave out the words from “each” to “may”.",
            "delete-words", "Section 4", "The Board shall report publish the report.",
        ),
        (
            "In section 6(2) of the principal Act, for the words from “provided” to the end there is substituted"
            " “and never exceed six crowns”.",
            "substitute-words", "Section 6(2)", "Fees are fixed by rule, and never exceed six crowns.",
        ),
        (
            "The second sentence of section 4 of the principal Act is deleted.",
            "delete-words", "Section 4", "The Board shall report each year. 5. Entry",
        ),
        (
            "Section 3(2)(a) of the principal Act is repealed.",
            "repeal-unit", "Section 3(2)(a)", "who acts— (b) by order of the Board; or",
        ),
        (
            "Section 4 of the principal Act shall cease to have effect.",
            "repeal-unit", "Section 4", "held in public. 5. Entry",
        ),
        (
            "The principal Act is amended by repealing section 5 and replacing it with the following—\n"
            "“5. Entry\n(1) An officer may enter with a warrant.\n(2) A judge issues the warrant.”",
            "substitute-unit", "Section 5", "5. Entry (1) An officer may enter with a warrant. (2) A judge issues",
        ),
        (
            "Section 3(3) of the principal Act shall read as follows: “(3) A trial is held in the harbour.”",
            "substitute-unit", "Section 3(3)", "(3) A trial is held in the harbour. 4. Reports",
        ),
        (
            "After section 5 of the principal Act insert—\n“5A Visits\n(1) Anyone may visit a lighthouse.\n"
            "(2) A visit ends at dusk.”",
            "insert-unit", "Section 5", "any lighthouse. 5A Visits (1) Anyone may visit a lighthouse. (2) A visit",
        ),
        (
            "Section 3 of the principal Act is amended by inserting the following new subsection immediately after"
            " subsection (2)—\n(2A) A keeper who sleeps by day commits no offence.",
            "insert-unit", "Section 3(2)", "(2A) A keeper who sleeps by day commits no offence. (3) A trial",
        ),
        (
            "Section 3(3) of the principal Act is renumbered as section 3(4).",
            "renumber", "Section 3(3)", "(4) A trial is held in public.",
        ),
        (
            "In the principal Act, for the heading of section 5 substitute “Inspection”.",
            "substitute-heading", "Section 5", "5. Inspection An officer",
        ),
        (
            "In section 2 of the principal Act, insert in its proper alphabetical place the following definition—\n"
            "“buoy” means a mark that floats;",
            "add-definition", "Section 2", "a shore; “buoy” means a mark that floats; “keeper” means",
        ),
        (
            "In section 2 of the principal Act, the definition of “ship” is repealed.",
            "repeal-unit", "Section 2, “ship”", "who tends a beacon; PART II",
        ),
        (
            "In the principal Act, “Board” is replaced by “Council” wherever it occurs.",
            "substitute-words", "", "The Council shall report each year. The Council may publish",
        ),
        (
            "In section 4 of the principal Act, for “Board”, where it secondly occurs, substitute “Minister”.",
            "substitute-words", "Section 4", "The Board shall report each year. The Minister may publish",
        ),
    ],
)  # fmt: skip
def test_an_instruction_is_read_and_carried_out(clause: str, op: str, target: str, stands: str) -> None:
    result = done(clause)
    one = only(result)
    assert (one.op, one.target, one.reason) == (op, target, None)
    assert stands in flat(result.outline.text)


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        ("In section 9 of the principal Act, for “Board” substitute “Council”.", "Section 9 is not in the text given"),
        ("In section 3(7) of the principal Act, omit “keeper”.", "Section 3(7) is not in the text given"),
        ("In section 4 of the principal Act, omit “Council”.", "“Council” is not in Section 4"),
        ("In section 4 of the principal Act, for “Board” substitute “Council”.", "is in Section 4 twice"),
        ("In section 4 of the principal Act, omit “Board” where it thirdly occurs.", "only twice"),
        ("In section 4 of the principal Act, insert “at once”.", "does not say where"),
        ("In the preamble to the principal Act, for “A” substitute “B”.", "(“preamble”)"),
        ("Section 3 of the principal Act is amended by inserting the following: “(2) New.”.", "is there already"),
        ("In section 2 of the principal Act, omit the definition of “mast”.", "no definition of “mast”"),
        ("In section 4 of the principal Act, for “Board” and “report” substitute “x”.", "more than one old"),
        ("In section 3 of the Harbours Act, 1990, omit “keeper”.", "it amends another text: Harbours Act, 1990"),
    ],
)
def test_an_instruction_that_does_not_fit_is_reported_and_changes_nothing(clause: str, reason: str) -> None:
    result = done(clause, "Section 6(1) of the principal Act is amended by deleting “Board” and substituting “Crown”.")
    assert reason in (result.instructions[0].reason or "")
    assert flat(result.outline.text) == flat(ACT.replace("paid to the Board", "paid to the Crown"))


@pytest.mark.parametrize(
    "clause",
    [
        "The Minister may by order amend the Schedule or delete any paragraph of it.",
        "A person who deletes “data” under section 3 commits an offence.",
        "Where section 4 is repealed, an officer keeps his post.",
        "The Board shall add to each report a list of the keepers removed under section 3.",
        "Regulations may substitute “week” for “month” in section 5.",
        "Section 3 was repealed by an earlier Act.",
    ],
)
def test_a_power_to_amend_and_a_report_of_what_was_done_are_no_instructions(clause: str) -> None:
    assert recognised(outline(ACT.replace("An officer may enter any lighthouse.", clause))) == []


def test_items_inherit_the_place_and_the_verb_above_them() -> None:
    result = done(
        "Section 3 of the principal Act is amended—\n(a) in subsection (1), by deleting “ten” and substituting “two”;\n"
        "(b) in subsection (2)—\n(i) by repealing paragraph (a); and\n(ii) by inserting “a” before “emergency”.",
        "The following are repealed—\n(a) section 4;\n(b) section 6(2).",
    )
    assert [one.target for one in result.instructions] == [
        "Section 3(1)", "Section 3(2)(a)", "Section 3(2)", "Section 4", "Section 6(2)",
    ]  # fmt: skip
    assert [one.citation for one in result.instructions][:3] == ["Section 2(a)", "Section 2(b)(i)", "Section 2(b)(ii)"]


def test_a_second_change_of_the_same_words_is_not_made() -> None:
    first = "In section 3(1) of the principal Act, for “ten years” substitute “two years”."
    result = done(first, "In section 3(1) of the principal Act, for “not exceeding ten years” substitute “for life”.")
    assert [one.applied for one in result.instructions] == [True, False]
    assert "already changed" in (result.instructions[1].reason or "")


def test_a_unit_that_is_replaced_takes_with_it_what_was_changed_throughout() -> None:
    result = done(
        "In the principal Act, for “Board” wherever it occurs substitute “Council”.",
        "For section 4 of the principal Act substitute “4. Reports\nThe Clerk reports.”.",
    )
    assert all(one.applied for one in result.instructions)
    assert "The Clerk reports. 5. Entry" in flat(result.outline.text)


def test_a_treaty_is_amended_in_its_own_manner() -> None:
    protocol = """Protocol amending the Convention on Coastal Lights

The Parties to the Convention on Coastal Lights (hereinafter “the Convention”) have agreed as follows:

Article 1

The title of Article 2 of the Convention shall be replaced by the following: “Care of lights”.

Article 2

1. In Article 1 of the Convention, subparagraph (b) shall be replaced by the following:
“(b) “coast” means land within sight of the sea.”
2. The following subparagraph shall be added after subparagraph (b):
“(c) “Party” means a State.”

Article 3

Paragraph 1 of Article 2 of the Convention shall be amended as follows:
(a) the second sentence shall be deleted;
(b) after the word “tend” there shall be inserted the words “and mend”.

Article 4

A new Article 2 bis shall be inserted after Article 2 of the Convention, reading as follows:
“Article 2 bis
Remedies

1. Each Party shall provide a remedy.
2. The remedy shall be swift.”
"""
    result = amend(outline(protocol), outline(TREATY))
    assert [one.reason for one in result.instructions] == [None] * 6
    text = flat(result.outline.text)
    assert "Article 2 Care of lights 1. Each Party shall tend and mend its lights. 2. Each" in text
    assert "(c) “Party” means a State. Article 2" in text
    units = {unit.eid: unit for unit in result.outline.units}
    assert units["art_2bis"].heading == "Remedies"
    assert units["art_2bis__para_2"].citation == "Article 2 bis(2)"


def test_a_table_of_amendments_is_read_row_by_row_each_for_its_own_law() -> None:
    text = """HARBOUR COUNCIL ACT, 2020

1. Short title
This Act may be cited as the Harbour Council Act, 2020.

2. Amendments
The Acts named in the Schedule are amended as set out there.

SCHEDULE

A. Moorings Act, 1985
    Section 4           Repeal the section.

B. Lighthouses Act, 2011
    Section 3(1)        Delete “ten years” and substitute “two years”.
    After section 5     Insert the following section:
                        5A. Visits
                        Anyone may visit a lighthouse.
    Section 6           Repeal the section.
"""
    result = amend(outline(text), outline(ACT))
    assert [(one.target, one.applied) for one in result.instructions if one.meant] == [
        ("Section 3(1)", True), ("Section 5", True), ("Section 6", True),
    ]  # fmt: skip
    assert "4. Reports The Board" in flat(result.outline.text)
    assert "5A. Visits Anyone may visit a lighthouse. SCHEDULE" in flat(result.outline.text)


def test_what_nobody_touched_keeps_its_place_in_the_tree() -> None:
    result = done(
        "After section 3 of the principal Act insert “3A. Oil\nA beacon burns oil.”.",
        "Section 3(2)(b) of the principal Act is repealed.",
    )
    before = {unit.eid for unit in outline(ACT).units}
    after = {unit.eid: unit for unit in result.outline.units}
    assert before - after.keys() == {"sec_3__subsec_2__para_b"}
    assert after.keys() - before == {"sec_3A"}
    assert after["sec_3A"].parent == "part_II"
    assert set(result.kept) == after.keys() - {"sec_3A"}
    for unit in after.values():
        assert 0 <= unit.start <= unit.head_end <= unit.end <= len(result.outline.text)


def test_references_of_new_text_and_of_instructions_lead_to_the_law_that_is_amended() -> None:
    text = bill(
        "Section 3 of the Lighthouses Act, 2011 is amended—\n(a) in subsection (2), by deleting “fog”; and\n"
        "(b) by inserting after subsection (3)—\n“(4) Section 2 and this section apply to boats under subsection (1).”",
        "This Act applies from the day fixed under section 1 of this Act.",
    )
    found = {one.text: (one.targets, one.instrument) for one in outline(text).references}
    for words in ("Section 2", "this section", "subsection (1)", "subsection (2)", "subsection (3)"):
        assert found[words] == (None, "Lighthouses Act, 2011")
    assert found["section 1"] == (["sec_1"], None)


def test_a_text_that_amends_says_so_in_a_note() -> None:
    notes = list(outline(bill("Section 4 of the principal Act is repealed.")).coverage.notes)
    assert [note.kind for note in notes] == ["amending"]
    assert "Lighthouses Act, 2011 (1 instruction)" in notes[0].message
    assert [note for note in outline(ACT).coverage.notes if note.kind == "amending"] == []


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("insert “one” here", ["one"]),
        ('insert "one" and "two"', ["one", "two"]),
        ("insert ‘the keeper’s lamp’ here", ["the keeper’s lamp"]),
        ("““lamp” means a light;”", ["“lamp” means a light;"]),
        ('""lamp" means a light;"', ['"lamp" means a light;']),
        ("“(1) First.\n“(2) Second.” and “x”", ["(1) First.\n(2) Second.", "x"]),
        ("“lamp” means a light;\nthe “end", ["lamp", "end"]),
    ],
)
def test_quotations_are_found_in_any_marks(text: str, inner: list[str]) -> None:
    assert [quote.words(text) for quote in quotations(text)] == inner


@given(st.text(alphabet="“”‘’\"' ab\n(1);.", max_size=80))
def test_quotations_lie_one_after_another_and_leave_holes_of_their_length(text: str) -> None:
    quotes = quotations(text)
    ends = [0, *(quote.end for quote in quotes)]
    assert all(end <= quote.start < quote.end for end, quote in zip(ends, quotes, strict=False))
    hollow = masked(text, quotes)
    assert len(hollow) == len(text)
    assert all(set(hollow[quote.start : quote.end]) == {HOLE} for quote in quotes)


WORDS = st.sampled_from(
    ["section 3", "subsection (1)", "“Board”", "delete", "is repealed", "insert", "after", "for", "substitute",
     "the following", "wherever it occurs", ";", "(a)", "\n", "the definition of", "at the end", "renumber", "as", ".",
     "“(4) New.”", "paragraph (b)", "the heading", "and", "of the principal Act", "Schedule", ":"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=25))
def test_any_words_of_instructions_give_a_whole_text_and_a_reason_for_each_that_is_not_applied(
    words: list[str],
) -> None:
    result = done("Section 3 of the principal Act is amended " + " ".join(words))
    text = result.outline.text
    for one in result.instructions:
        assert one.applied == (one.reason is None)
    if not any(one.applied for one in result.instructions):
        assert text == outline(ACT).text
    for unit in result.outline.units:
        assert 0 <= unit.start <= unit.head_end <= unit.end <= len(text)


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda pair: Edit(pair[0], sum(pair), "x"))


@given(st.lists(SPANS, max_size=20))
def test_edits_that_are_entered_never_overlap(edits: list[Edit]) -> None:
    ledger = Ledger()
    for edit in edits:
        if ledger.free(edit):
            ledger.add([edit])
    entered = ledger.edits
    assert all(one.end <= other.start for one, other in itertools.pairwise(entered))


def test_a_long_hostile_text_is_read_in_a_moment() -> None:
    text = bill(*(f"In section {n}, for “a” substitute “b”; after “" + "c " * 200 for n in range(400)))
    start = time.perf_counter()
    recognised(outline(text))
    assert time.perf_counter() - start < 15


def test_every_word_of_the_grammar_is_in_lower_case() -> None:
    words = amending_words("en")
    for forms in (*words.verbs.values(), *words.roles.values(), words.everywhere, words.headings, words.unknown):
        assert [form for form in forms if form != form.lower()] == []
