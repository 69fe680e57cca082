"""References: words that point to another place lead where a lawyer would look, and nowhere else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.instrument import build
from caveat.instrument.references import references
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Outline, Reference
from caveat.language.references import reference_words
from caveat.reading import read, read_bytes

TREATY = """Convention on the Safety of Wells

Chapter I. General provisions

Article 1. Use of terms
For the purposes of this Convention:
(a) "Well" means a shaft dug for water;
(b) "Keeper" means:
(i) a person who owns a well;
(ii) a person who tends one.

Article 2. Duties
1. Each Party shall inspect its wells.
2. Each Party shall publish:
(a) the date of each inspection;
(b) the name of the keeper;
(c) the state of the water.
3. {clause}

Article 3. Signs
1. Each Party shall mark its wells.
2. Marks shall be in plain letters.

Article 3 bis. Lights
Wells shall be lit at night.

Chapter II. Enforcement

Section 1. Orders

Article 4. Orders to close
1. A Party may close a well.
2. An order shall be in writing.

Section 2. Appeals

Article 5. Appeal
A keeper may appeal.

Article 6. Costs
1. Costs follow the event.
2. Parties may agree otherwise.

Annex I. Forms

Article 1. Form of order
1. Every order shall bear a date.
2. It shall bear a seal.

Annex II. Marks

Article 1. Colours
Marks shall be white.
"""

ACT = """Wells Act, 2019

Part I - PRELIMINARY

1. Short title
This Act may be cited as the Wells Act, 2019.

2. Interpretation
(1) In this Act a well is a shaft dug for water.
(2) A spring is not a well.

Part II - OFFENCES

3. Fouling a well
(1) A person who fouls a well commits an offence.
(2) It is a defence that the person—
(a) owned the well;
(b) acted—
(i) in an emergency; or
(ii) on advice; or
(c) was a child.
(3) {clause}
(4) The court may order that the well be cleaned.

4. Blocking a well
(1) A person who blocks a well commits an offence.
(2) The penalty is a fine.

5. Attempt
(1) A person who attempts an offence commits an offence.
(2) The penalty is the same.

5A. Aid
A person who aids an offence commits an offence.

6. Regulations
The Minister may make regulations.
"""

BASIC = {
    "art": "article", "sec": "section", "para": "paragraph", "rule": "rule", "reg": "regulation", "cl": "clause",
    "prn": "principle",
}  # fmt: skip


def outline_of(text: str) -> Outline:
    return build(read_bytes(text.encode(), name="invented.txt"))


def basic_word(outline: Outline) -> str:
    article = next(unit for unit in outline.units if unit.kind == "article")
    return BASIC[article.eid.rpartition("__")[2].partition("_")[0]]


def found(outline: Outline) -> list[Reference]:
    return references(outline.text, fold(outline.text), outline.units, basic_word(outline), "en")


def in_clause(frame: str, clause: str) -> list[Reference]:
    outline = outline_of(frame.format(clause=clause))
    start = outline.text.index(clause)
    return [reference for reference in found(outline) if start <= reference.start < start + len(clause)]


def only(frame: str, clause: str) -> Reference:
    (reference,) = in_clause(frame, clause)
    return reference


IN_TREATY = [
    ("This rule follows article 5.", "article 5", ["art_5"]),
    ("This rule follows Article 4 (2).", "Article 4 (2)", ["art_4__para_2"]),
    ("It applies under article 4, paragraph 2.", "article 4, paragraph 2", ["art_4__para_2"]),
    ("It applies under article 4 paragraph 2.", "article 4 paragraph 2", ["art_4__para_2"]),
    ("It applies under article 2, paragraph 2 (b).", "article 2, paragraph 2 (b)", ["art_2__para_2__subpara_b"]),
    ("It applies under article 2, paragraph 2, subparagraph (b).", None, ["art_2__para_2__subpara_b"]),
    ("It applies under Article 2 - paragraph 2.", None, ["art_2__para_2"]),
    ("It applies under article 2.2.b.", "article 2.2.b", ["art_2__para_2__subpara_b"]),
    ("It applies under articles 2, 3 and 5 alike.", "articles 2, 3 and 5", ["art_2", "art_3", "art_5"]),
    ("It applies under articles 3 to 5.", "articles 3 to 5", ["art_3", "art_3bis", "art_4", "art_5"]),
    ("It applies under articles 4 through 6.", "articles 4 through 6", ["art_4", "art_5", "art_6"]),
    ("It applies under article 3 to article 4.", "article 3 to article 4", ["art_3", "art_3bis", "art_4"]),
    ("It applies under articles 4 to 5 and 2 (2) (b).", None, ["art_4", "art_5", "art_2__para_2__subpara_b"]),
    ("It applies under article 2 (2) (a) and (c).", None, ["art_2__para_2__subpara_a", "art_2__para_2__subpara_c"]),
    ("It applies under article 3 bis.", "article 3 bis", ["art_3bis"]),
    ("It applies under article 1 (b) (ii).", None, ["art_1__subpara_b__point_ii"]),
    ("It applies under Articles 3, 4, paragraph 2, 5 and 6, paragraph 1.", None,
     ["art_3", "art_4__para_2", "art_5", "art_6__para_1"]),
    ("It applies under paragraphs 1 and 2, sub-paragraphs a. and c.", None,
     ["art_2__para_1", "art_2__para_2__subpara_a", "art_2__para_2__subpara_c"]),
    ("The reports in paragraph 1 are public.", "paragraph 1", ["art_2__para_1"]),
    ("The reports in paragraphs 1 and 2 above are public.", "paragraphs 1 and 2", ["art_2__para_1", "art_2__para_2"]),
    ("It applies to paragraph 2 (a) and (b) of this article.", "paragraph 2 (a) and (b) of this article",
     ["art_2__para_2__subpara_a", "art_2__para_2__subpara_b"]),
    ("It applies to paragraph 2 of the present article.", None, ["art_2__para_2"]),
    ("It applies to paragraphs 1 to 2 of article 6.", "paragraphs 1 to 2 of article 6",
     ["art_6__para_1", "art_6__para_2"]),
    ("It applies to paragraph 1 or paragraph 2 of article 6.", None, ["art_6__para_1", "art_6__para_2"]),
    ("It applies to subparagraph (b) of paragraph 2.", None, ["art_2__para_2__subpara_b"]),
    ("The preceding paragraph applies.", "The preceding paragraph", ["art_2__para_2"]),
    ("The preceding paragraphs apply.", None, ["art_2__para_1", "art_2__para_2"]),
    ("It is without prejudice to the preceding article.", None, ["art_1"]),
    ("This article binds all Parties.", "This article", ["art_2"]),
    ("The present article binds all Parties.", None, ["art_2"]),
    ("This paragraph binds all Parties.", None, ["art_2__para_3"]),
    ("The duties of this chapter bind all.", "this chapter", ["chp_I"]),
    ("The duties of Chapter II bind all.", "Chapter II", ["chp_II"]),
    ("The duties of section 2 of chapter II bind all.", None, ["sec_2"]),
    ("The duties of Chapter II, Section 2, bind all.", None, ["sec_2"]),
    ("The forms in Annex I are models.", "Annex I", ["annex_I"]),
    ("The forms in Annexes I and II are models.", None, ["annex_I", "annex_II"]),
    ("The forms follow article 1 of Annex I.", None, ["annex_I__art_1"]),
    ("The forms follow Annex I, article 1, paragraph 2.", None, ["annex_I__art_1__para_2"]),
    ("The terms follow article 1 of this Convention.", "article 1", ["art_1"]),
    ("It stands with the Convention and article 5 of the Convention.", "article 5", ["art_5"]),
]  # fmt: skip

IN_ACT = [
    ("Subject to subsection (2), a person is liable.", "subsection (2)", ["sec_3__subsec_2"]),
    ("Subject to subsections (1) and (4), a person is liable.", None, ["sec_3__subsec_1", "sec_3__subsec_4"]),
    ("Subject to sub-section 2(a), a person is liable.", "sub-section 2(a)", ["sec_3__subsec_2__para_a"]),
    ("Subject to section 4, a person is liable.", "section 4", ["sec_4"]),
    ("Subject to section 3(2)(b)(ii), a person is liable.", None, ["sec_3__subsec_2__para_b__subpara_ii"]),
    ("An offence under section 4, 5 or 6 counts.", "section 4, 5 or 6", ["sec_4", "sec_5", "sec_6"]),
    ("An offence under sections 4(1), 5 and 5A counts.", None, ["sec_4__subsec_1", "sec_5", "sec_5A"]),
    ("An offence under sections 4-6 counts.", "sections 4-6", ["sec_4", "sec_5", "sec_5A", "sec_6"]),
    ("The fine under section 4 and 30 days in prison are maxima.", "section 4", ["sec_4"]),
    ("An act in paragraph (a) of subsection (2) counts.", None, ["sec_3__subsec_2__para_a"]),
    ("An act in paragraph (a) or (c) of subsection (2) of section 3 counts.", None,
     ["sec_3__subsec_2__para_a", "sec_3__subsec_2__para_c"]),
    ("An act in subsection (2)(a) or (b) counts.", None, ["sec_3__subsec_2__para_a", "sec_3__subsec_2__para_b"]),
    ("An act in section 3(2)(b)(i) or (ii) counts.", None,
     ["sec_3__subsec_2__para_b__subpara_i", "sec_3__subsec_2__para_b__subpara_ii"]),
    ("An act in section 3(2)(a) to (c) counts.", None,
     ["sec_3__subsec_2__para_a", "sec_3__subsec_2__para_b", "sec_3__subsec_2__para_c"]),
    ("In this section a child is a person under ten.", "this section", ["sec_3"]),
    ("In this Part a child is a person under ten.", "this Part", ["part_II"]),
    ("This subsection is subject to review.", "This subsection", ["sec_3__subsec_3"]),
    ("Under this subsection (1) a person is liable.", "subsection (1)", ["sec_3__subsec_1"]),
    ("The offences of Part II are grave.", "Part II", ["part_II"]),
    ("The offences of section 4 of this Part are grave.", "section 4 of this Part", ["sec_4"]),
    ("An offence under section 5 of the Act counts.", "section 5", ["sec_5"]),
    ("An offence under section 5 of the Wells Act, 2019 counts.", "section 5", ["sec_5"]),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "words", "targets"), IN_TREATY)
def test_a_reference_in_a_treaty_leads_to_what_it_names(clause: str, words: str | None, targets: list[str]) -> None:
    references_found = in_clause(TREATY, clause)
    reached = [target for reference in references_found for target in reference.targets or []]
    assert reached == targets
    if words:
        assert [reference.text for reference in references_found] == [words]


@pytest.mark.parametrize(("clause", "words", "targets"), IN_ACT)
def test_a_reference_in_an_act_leads_to_what_it_names(clause: str, words: str | None, targets: list[str]) -> None:
    reference = only(ACT, clause)
    assert reference.targets == targets
    assert words is None or reference.text == words


@pytest.mark.parametrize(
    ("clause", "words", "name"),
    [
        ("An offence under section 5 of the Penal Code counts.", "section 5", "Penal Code"),
        ("An offence under sections 4 and 5 of the Prevention of Fraud Act, 1998 counts.", "sections 4 and 5",
         "Prevention of Fraud Act, 1998"),
        ("Article 5 (2) of the Constitution prevails.", "Article 5 (2)", "Constitution"),
        ("Article 5 of the Regional Charter on the Rights of Keepers prevails.", "Article 5",
         "Regional Charter on the Rights of Keepers"),
        ("Article 5 of the Convention prevails.", "Article 5", "Convention"),
        ("An order under section 5 of Act No. 12 of 2004 lapses.", "section 5", "Act No. 12 of 2004"),
        ("An order lapses under section 5 of the Act to Protect Keepers. Each order lapses.", "section 5",
         "Act to Protect Keepers"),
        ("An order under section 5 of that Act lapses.", "section 5", "that Act"),
        ("Part II of the ICCPR prevails.", "Part II", "ICCPR"),
        ("A duty under article 5 of the Civil Code and other law remains.", "article 5", "Civil Code"),
    ],
)  # fmt: skip
def test_a_reference_to_another_instrument_bears_its_name_and_leads_nowhere(clause: str, words: str, name: str) -> None:
    reference = only(ACT, clause)
    assert (reference.text, reference.targets, reference.instrument) == (words, None, name)


def test_two_references_joined_share_the_instrument_named_after_the_second() -> None:
    first, second = in_clause(ACT, "An offence under section 4 or section 5 of the Penal Code counts.")
    assert (first.instrument, second.instrument) == ("Penal Code", "Penal Code")


@pytest.mark.parametrize(
    "clause",
    [
        "Subject to section 99, a person is liable.",
        "Subject to subsection (9), a person is liable.",
        "Subject to section 4(7), a person is liable.",
        "Subject to sections 4 to 99, a person is liable.",
        "Subject to section 4 of Part I, a person is liable.",
        "Subject to subsection (2) of that section, a person is liable.",
        "The Code and in particular section 5 thereof apply.",
        "The Penal Code and its section 5 apply.",
        "The forms in the First Schedule are models.",
        "Article 4 applies.",
    ],
)
def test_what_is_not_certain_leads_nowhere(clause: str) -> None:
    assert all(reference.targets is None for reference in found(outline_of(ACT.replace("{clause}", clause))))


@pytest.mark.parametrize(
    "clause",
    [
        "A person who takes part in a theft is liable.",
        "Parties to this Act shall act in good faith.",
        "A rule is a rule.",
        "The section of the pipe and the title of the owner are irrelevant.",
        "The Minister may, in part, repeal this Act.",
        "A point of contact shall be open 24 hours.",
    ],
)
def test_plain_words_are_no_references(clause: str) -> None:
    assert in_clause(ACT, clause) == []


def test_the_number_of_a_unit_is_no_reference() -> None:
    for frame in (TREATY, ACT):
        clause = "Nothing here."
        assert in_clause(frame, clause) == []
        assert {reference.text for reference in found(outline_of(frame.format(clause=clause)))} == set()


def test_its_stands_for_the_instrument_named_before() -> None:
    reference = only(TREATY, "This Convention and its article 5 bind all Parties.")
    assert reference.targets == ["art_5"]


def test_a_mark_that_begins_an_item_is_not_taken_for_part_of_a_reference() -> None:
    outline = outline_of(ACT.format(clause="A court may, under section 4—\n(a) close the well; or\n(b) fill it."))
    assert [(r.text, r.targets) for r in found(outline)] == [("section 4", ["sec_4"])]


def test_sections_of_an_act_that_is_amended_are_not_those_of_the_amending_act() -> None:
    clause = "The principal Act is amended in section 4 by deleting a word."
    reference = only(ACT, clause)
    assert (reference.targets, reference.instrument) == (None, "principal Act")


def test_a_subdivision_is_looked_for_from_the_inside_outwards() -> None:
    reasons = "for a reason in paragraph (a) or subparagraph (i); or"
    text = ACT.format(clause="Nothing here.").replace("on advice; or", reasons)
    assert [r.targets for r in found(outline_of(text))] == [
        ["sec_3__subsec_2__para_a"],
        ["sec_3__subsec_2__para_b__subpara_i"],
    ]


def test_references_in_an_annex_lead_to_the_annex_first() -> None:
    cited = "See article 1 and article 6; see article 1 of this Convention."
    text = TREATY.format(clause="Nothing here.").replace("It shall bear a seal.", cited)
    assert [r.targets for r in found(outline_of(text))] == [["annex_I__art_1"], ["art_6"], ["art_1"]]


SCHEDULES = """

FIRST SCHEDULE
Fees

1. The fee for a permit is ten shillings.
2. The fee for a copy is one shilling.

SECOND SCHEDULE
Forms

1. The form of a permit is as follows.
2. The form of a notice is as follows.
"""


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("The fees in the First Schedule are payable.", ["annex"]),
        ("The fees and forms in the First and Second Schedules are models.", ["annex", "annex"]),
        ("The fee in paragraph 2 of the First Schedule is payable.", ["2"]),
    ],
)
def test_schedules_are_called_by_their_ordinals(clause: str, kinds: list[str]) -> None:
    outline = outline_of(ACT.format(clause=clause) + SCHEDULES)
    units = {unit.eid: unit for unit in outline.units}
    (reference,) = [reference for reference in found(outline) if "Schedule" in reference.text]
    reached = [units[target] for target in reference.targets or []]
    assert [unit.kind if unit.kind == "annex" else unit.number for unit in reached] == kinds


def test_rules_are_cited_as_rules() -> None:
    body = "\n".join(f"Rule {n}. Matter {n}\nA member shall act in time.\n" for n in range(1, 8))
    outline = outline_of(f"Rules of Procedure\n\n{body}\nRule 8. Leave\nRule 7 and rules 2 to 4 yield to leave.\n")
    assert [r.targets for r in references(outline.text, fold(outline.text), outline.units, "rule", "en")] == [
        ["rule_7"],
        ["rule_2", "rule_3", "rule_4"],
    ]


def test_references_are_not_read_where_the_words_for_them_are_not_known_and_the_outline_says_so() -> None:
    outline = outline_of(TREATY.format(clause="See article 5."))
    assert references(outline.text, fold(outline.text), outline.units, "article", "ru") == []
    articles = "".join(f"Статья {n}\n\nКаждое государство принимает меры по защите колодцев.\n\n" for n in range(1, 4))
    russian = outline_of(f"Конвенция о колодцах\n\n{articles}")
    said = [note.message for note in russian.coverage.notes if note.kind == "undetermined"]
    assert "references to other provisions are not read in Russian" in said


def test_every_word_for_a_place_is_found_by_its_stem() -> None:
    words = reference_words("en")
    assert all(any(stem in form for stem in words.stems) for form in words.forms)


NUMBERS = st.sampled_from(
    ["1", "2", "3", "99", "3 bis", "(1)", "(2)", "(a)", "(b)(ii)", "2 (2) (b)", "a.", "IV", "II", "1.a"]
)
WORDS = st.sampled_from(sorted(reference_words("en").forms))
GLUE = st.sampled_from(
    [" ", ", ", " and ", " to ", " of ", " - ", " of this article ", " of the Penal Code ", "; ", "\n", "\n\n",
     " the preceding ", " this ", " First "]
)  # fmt: skip
LETTERS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=6)


@given(st.lists(st.one_of(NUMBERS, WORDS, GLUE, LETTERS), max_size=30), st.sampled_from([TREATY, ACT]))
def test_whatever_the_words_spans_are_verbatim_and_targets_exist(pieces: list[str], frame: str) -> None:
    outline = outline_of(frame.replace("{clause}", "See " + " ".join(pieces) + "."))
    eids = {unit.eid for unit in outline.units}
    end = 0
    for reference in found(outline):
        assert outline.text[reference.start : reference.end] == reference.text
        assert reference.start >= end
        end = reference.end
        assert reference.targets is None or (reference.targets and set(reference.targets) <= eids)
        assert reference.targets is None or reference.instrument is None


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_range_reaches_every_article_in_it(first: int, last: int) -> None:
    body = "".join(f"Article {n}. Matter {n}\nEach Party shall act.\n\n" for n in range(1, 31))
    outline = outline_of(f"Convention on Ranges\n\n{body}Article 31. Effect\nArticles {first} to {last} prevail.\n")
    (reference,) = found(outline)
    whole = first < last <= 31
    assert reference.targets == ([f"art_{n}" for n in range(first, last + 1)] if whole else None)


def of_file(path: Path) -> tuple[Outline, list[Reference]]:
    outline = build(read(str(path)))
    return outline, found(outline)


@pytest.mark.parametrize(
    ("file", "share"),
    [
        ("treaties/budapest-2001/en.md", 0.97),
        ("laws/ke-cybercrimes-2018/en.txt", 0.97),
        ("treaties/uncac-2003/en.md", 0.97),
        ("treaties/untoc-2000/en.md", 0.97),
        ("laws/mw-etcs-2016/en.txt", 0.97),
        ("laws/zm-cyber-2021/en.txt", 0.97),
        ("formats/unclos-1982/en.txt", 0.9),
    ],
)
def test_references_to_the_own_instrument_resolve(corpus_folder: Path, file: str, share: float) -> None:
    outline, all_of_it = of_file(corpus_folder / file)
    own = [reference for reference in all_of_it if reference.instrument is None]
    assert len(own) > 50
    assert sum(reference.targets is not None for reference in own) >= share * len(own)
    assert all(outline.text[reference.start : reference.end] == reference.text for reference in own)


def test_time_is_linear_in_the_length_of_the_text() -> None:
    def seconds(count: int) -> float:
        clause = "Subject to articles 2 to 5 and paragraph 2 (a) of this article, a Party may act under section 7. "
        view = fold(clause * count)
        units = outline_of(TREATY.format(clause="Nothing.")).units
        start = time.process_time()
        references(clause * count, view, units, "article", "en")
        return time.process_time() - start

    seconds(10)
    assert seconds(8000) < 40 * max(seconds(400), 0.001)


def test_a_subsection_inserted_with_a_capital_is_a_place() -> None:
    clauses = (
        "(1) Subject to subsection (2A), a keeper is liable.\n(2) A keeper keeps a book.\n(2A) No keeper pays twice."
    )
    outline = outline_of(
        f"AN ACT ON WELLS\n\n1. Name\nThis is the Wells Act.\n\n2. Liability\n{clauses}\n\n3. Fees\nNone."
    )
    assert ["sec_2__subsec_2A"] in [reference.targets for reference in found(outline)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The Harbour Act 1907 (Cap. 12) applies.", "Harbour Act 1907 (Cap. 12)"),
        (
            "Rights under the European Convention on Wells and Springs are kept.",
            "European Convention on Wells and Springs",
        ),
        ("What the Constitution says of property prevails.", "Constitution"),
        ("The fee is that of Act 9 of 1988, as last amended.", "Act 9 of 1988"),
        ("A keeper acts as the Criminal Procedure Code requires.", "Criminal Procedure Code"),
    ],
)
def test_another_instrument_may_be_named_alone(sentence: str, name: str) -> None:
    assert name in [reference.instrument for reference in found(outline_of(ACT.replace("{clause}", sentence)))]


@pytest.mark.parametrize(
    "sentence", ["This Act binds everyone.", "The Act applies.", "A code of conduct is kept.", "An act of war is none."]
)
def test_what_names_the_text_itself_or_no_instrument_is_no_reference(sentence: str) -> None:
    assert not [one for one in found(outline_of(ACT.replace("{clause}", sentence))) if one.instrument]


@pytest.mark.parametrize(
    ("clause", "reached"),
    [
        ("Section 4 binds a keeper; that section is brief.", [["sec_4"], ["sec_4"]]),
        (
            "Section 4(1) binds a keeper; subsection (2) of that section too.",
            [["sec_4__subsec_1"], ["sec_4__subsec_2"]],
        ),
        ("Sections 4 and 5 bind a keeper; those sections are brief.", [["sec_4", "sec_5"], ["sec_4", "sec_5"]]),
        ("Sections 4 and 5 bind a keeper; that section is brief.", [["sec_4", "sec_5"]]),
        ("A keeper does that part of the work; those rules are plain.", []),
        (
            "Part II binds a keeper in that part of the land, but such sections of the pipe as are sold are not.",
            [["part_II"]],
        ),
    ],
)
def test_that_section_is_the_one_named_last_in_the_provision(clause: str, reached: list[list[str]]) -> None:
    assert [reference.targets for reference in in_clause(ACT, clause)] == reached


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("Section 91 of the Penal Code binds; a keeper may invoke section 91.", ["Penal Code"] * 2),
        ("Section 4 of the Penal Code binds; a keeper may invoke section 4.", ["Penal Code"] * 2),
        ("Sections 90 to 95 of the Penal Code bind; a keeper may invoke section 92.", ["Penal Code"] * 2),
        ("Section 9 of the Penal Code binds; so does subsection (3) of that section.", ["Penal Code"] * 2),
        ("Article 9 of the Penal Code binds, and article 12 of that Code too.", ["Penal Code"] * 2),
        ("The Penal Code and its article 12 bind.", ["Penal Code"] * 2),
        ("Part VII and Annex IX of the Treaty of Valmont bind.", ["Treaty of Valmont"] * 2),
    ],
)
def test_the_instrument_of_a_place_is_carried_on(clause: str, names: list[str]) -> None:
    assert [reference.instrument for reference in in_clause(ACT, clause)] == names


@pytest.mark.parametrize(
    ("clause", "words", "targets"),
    [
        ("Acts under [section 4] [this Part] are grave.", "this Part", ["part_II"]),
        ("Acts under subsection l are grave.", "subsection l", ["sec_3__subsec_1"]),
        ("Acts under subparagraph (ii) of this section are grave.", None, ["sec_3__subsec_2__para_b__subpara_ii"]),
        ("Acts under paragraph b) of subsection (2) are grave.", None, ["sec_3__subsec_2__para_b"]),
        ("Acts under the first two subsections of section 4 are grave.", None, ["sec_4__subsec_1", "sec_4__subsec_2"]),
    ],
)
def test_odd_ways_to_name_a_place(clause: str, words: str | None, targets: list[str]) -> None:
    reference = in_clause(ACT, clause)[-1]
    assert reference.targets == targets
    assert words is None or reference.text == words


def test_an_article_inserted_before_another_is_a_place() -> None:
    text = TREATY.format(clause="See article 5 ante and article 5.").replace(
        "Article 5. Appeal", "Article 5 ante. Notice\nNotice is given.\n\nArticle 5. Appeal"
    )
    outline = outline_of(text)
    eids = [unit.eid for unit in outline.units if unit.number == "5 ante"]
    assert [reference.targets for reference in found(outline)] == [eids, ["art_5"]]


@pytest.mark.parametrize(
    ("clause", "targets"),
    [
        ("A keeper may take measures.\n(4) The said measures end after a year.", ["sec_3__subsec_3"]),
        ("The aforesaid defence is barred.", ["sec_3__subsec_2"]),
        ("The said lanterns are lit.", None),
    ],
)
def test_a_thing_named_again_leads_to_where_it_was_named(clause: str, targets: list[str] | None) -> None:
    text = ACT.format(clause=clause).replace("(4) The court", "(5) The court") if "(4)" in clause else None
    outline = outline_of(text or ACT.format(clause=clause))
    (reference,) = [one for one in found(outline) if one.text.lower().startswith(("the said", "the aforesaid"))]
    assert reference.targets == targets


@pytest.mark.parametrize("clause", ["The said Act binds.", "Well said. It is said that the keeper sleeps."])
def test_nothing_is_named_again(clause: str) -> None:
    assert [one for one in in_clause(ACT, clause) if "said" in one.text] == []


def test_the_instrument_of_a_paragraph_is_not_carried_on_to_the_paragraphs_of_the_text() -> None:
    clause = "Subsection (2) of section 9 of the Penal Code binds a keeper who is liable under subsection (2)."
    assert [reference.targets for reference in in_clause(ACT, clause)] == [None, ["sec_3__subsec_2"]]
