"""Complete sentences put together from a chapeau, its items and the words after the list, joined and limited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.instrument import build
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Outline, Proposition
from caveat.language.propositions import Opener, proposition_words
from caveat.language.structure import LANGUAGES
from caveat.reading import read_bytes
from tests.invariants import check

FRAME = "AN ACT ON WELLS\n\n1. Name\n\nThis is the Wells Act.\n\n2. Duties\n\n{clause}\n\n3. Fees\n\nNone.\n"
OPENERS = [(language, opener) for language in LANGUAGES for opener in proposition_words(language).qualifications]


class Section(list[Proposition]):
    """The propositions of a clause put into an act."""

    def __init__(self, clause: str) -> None:
        self.outline: Outline = build(read_bytes(FRAME.format(clause=clause).encode(), "act.txt"))
        super().__init__(one for one in self.outline.propositions if one.eids[0].startswith("sec_2"))

    def words(self, start: int, end: int) -> str:
        return " ".join(self.outline.text[start:end].split())

    def said(self) -> list[str]:
        return [self.words_of(one) for one in self]

    def words_of(self, one: Proposition) -> str:
        return " ".join(" ".join(self.outline.text[start:end] for start, end in one.spans).split())

    def limits(self) -> dict[str, list[str]]:
        """The words of each qualification, with those of the item or sentence that it governs."""
        found: dict[str, list[str]] = {}
        for one in self:
            for limit in one.qualifications:
                key = f"{limit.kind}: {self.words(limit.start, limit.end)}"
                found.setdefault(key, []).append(one.eids[-1].removeprefix("sec_2__"))
        return found


def sentences(clause: str) -> list[str]:
    return Section(clause).said()


def test_every_item_completes_the_words_before_and_after_the_list() -> None:
    found = sentences("A person who:\n(a) fills a well; or\n(b) soils a well,\ncommits an offence.")
    assert found == [
        "A person who: fills a well; or commits an offence.",
        "A person who: soils a well, commits an offence.",
    ]


def test_a_sentence_of_its_own_after_an_item_is_no_part_of_it() -> None:
    found = sentences(
        "A keeper shall:\n(a) mark the well; and\n(b) keep a book that names every user. The book is open to all."
    )
    assert found == [
        "A keeper shall: mark the well; and",
        "A keeper shall: keep a book that names every user.",
        "The book is open to all.",
    ]


def test_a_sentence_after_the_words_that_close_a_list_is_its_own() -> None:
    found = sentences(
        "Where a well\n(a) is dry; or\n(b) is unsafe,\nthe keeper shall close it. The owner pays for the work."
    )
    assert found[-1] == "The owner pays for the work."
    assert all(one.endswith("the keeper shall close it.") for one in found[:2])


def test_items_after_a_full_sentence_and_what_stands_before_a_chapeau_are_sentences_of_their_own() -> None:
    assert sentences("These rules bind all keepers.\n(a) A keeper may enter a field.\n(b) A gate is shut again.") == [
        "These rules bind all keepers.", "A keeper may enter a field.", "A gate is shut again.",
    ]  # fmt: skip
    assert sentences("A keeper is chosen for a year. The keeper shall:\n(a) mark wells; and\n(b) keep a book.") == [
        "A keeper is chosen for a year.", "The keeper shall: mark wells; and", "The keeper shall: keep a book.",
    ]  # fmt: skip


def test_paragraphs_without_a_number_are_propositions_and_lines_broken_at_a_width_are_none() -> None:
    found = sentences("A keeper may enter a field by day. A gate is shut again.\nAn owner may ask why.")
    assert found == ["A keeper may enter a field by day. A gate is shut again.", "An owner may ask why."]
    found = sentences("A keeper may enter a field by day and open the gate.\nThe gate is shut again when the keeper "
                      "leaves\nthe field, and the owner is told of the visit later.")  # fmt: skip
    assert len(found) == 1


def test_each_item_of_a_list_is_read_with_each_of_a_second_one() -> None:
    made = Section("A person who:\n(a) opens a well; or\n(b) draws water,\nshall be guilty of an offence and shall be "
                   "liable:\n(i) to a fine; and\n(ii) for a second offence, to a larger one.")  # fmt: skip
    assert made.said() == [
        f"A person who: {deed} shall be guilty of an offence and shall be liable: {penalty}"
        for deed in ("opens a well; or", "draws water,")
        for penalty in ("to a fine; and", "for a second offence, to a larger one.")
    ]
    assert [one.joined_path for one in made] == [["or", "and"]] * 4
    assert made[1].eids == ["sec_2", "sec_2__para_a", "sec_2__subpara_ii"]


@pytest.mark.parametrize(
    ("clause", "closing"),
    [
        ("Any person who:\n(a) bars a gate; or\n(b) moves a mark of the owner, must pay a fee.", "must pay a fee."),
        ("If a keeper sees:\n(a) salt; or\n(b) oil in a well, the owner shall close it.", "the owner shall close it."),
        ("A keeper may, where a person:\n(a) bars a gate; or\n(b) moves a mark, enter the field.", "enter the field."),
        ("It is lawful to show that water in the:\n(a) house; or\n(b) well of the owner; is salt.", "is salt."),
        ("A keeper shall help:\n(a) in the search; or\n(b) in the sale of, wells of a town.", "wells of a town."),
    ],
)
def test_words_that_close_a_list_may_stand_in_the_line_of_its_last_item(clause: str, closing: str) -> None:
    found = sentences(clause)
    assert len(found) == 2
    assert all(one.endswith(closing) for one in found), found


@pytest.mark.parametrize(
    "clause",
    [
        "A keeper shall:\n(a) help in the search for; or\n(b) see to, and tell of, wells of a town.",
        "A keeper may enter:\n(a) a field; or\n(b) a house that, in the view of a judge, may be a well house.",
        "A fee is due from a person who is:\n(a) an owner; or\n(b) a guest who, for a week, must be lodged.",
    ],
)
def test_words_of_the_last_item_itself_stay_in_it(clause: str) -> None:
    found = sentences(clause)
    assert len(found) == 2
    assert found[0].endswith("; or"), found


def test_what_follows_a_semicolon_in_the_last_item_closes_a_list_parted_by_semicolons() -> None:
    for closing in ("where the well is deep.", "and leave for them may be given to any guest.", "unless it rains."):
        found = sentences(f"A fee is due for:\n(a) the use of a gate;\n(b) the use of a well; {closing}")
        assert all(one.endswith(closing) for one in found), found
    found = sentences("A fee is due for:\n(a) the use of a gate, and no more\n(b) the use of a well; where it is deep.")
    assert found[0].endswith("and no more"), "these items are not parted by semicolons"


def test_items_marked_by_a_dash_are_a_list_too() -> None:
    made = Section("A keeper may sell water:\n\n– from a well; or\n\n– from a house, where the owner agrees.")
    assert made.said() == [
        "A keeper may sell water: from a well; or", "A keeper may sell water: from a house, where the owner agrees.",
    ]  # fmt: skip
    assert [(one.joined, one.eids) for one in made] == [("or", ["sec_2"])] * 2
    found = sentences("A keeper may:\n(a) mark wells;\n(b) sell water from:\n\n– a well; or\n\n– a house.")
    assert found == ["A keeper may: mark wells;", "A keeper may: sell water from: a well; or",
                     "A keeper may: sell water from: a house."]  # fmt: skip


def test_a_verb_after_the_list_stays_with_the_item_that_has_its_subject() -> None:
    found = sentences("Where a well is soiled:\n(a) the owner shall clean it; and\n(b) the person who soiled it is in "
                      "breach of this Act, and\nis liable to a fine.")  # fmt: skip
    assert [one.endswith("is liable to a fine.") for one in found] == [False, True]
    made = Section("Where a well is soiled:\n(a) the owner shall clean it; and\n(b) the guard is in breach, and\nis "
                   "liable to a fine unless it rained.")  # fmt: skip
    assert made.limits()["exception: unless it rained"] == ["para_b"]


def test_words_after_the_list_stay_with_an_item_that_breaks_off_or_has_their_subject() -> None:
    found = sentences("These rules shall hold for wells:\n(a) no keeper shall sell a well; and\n(b) a keeper who "
                      "sells one,\ncommits an offence.")  # fmt: skip
    assert [one.endswith("commits an offence.") for one in found] == [False, True]


def test_what_completes_an_item_completes_another_of_the_same_words() -> None:
    found = sentences("A keeper may:\n(a) look for and count, and\n(b) have a guard:\n(i) look for and count; or\n"
                      "(ii) help in the sale of, wells of a town.")  # fmt: skip
    assert all(one.endswith("wells of a town.") for one in found), found


@pytest.mark.parametrize(
    ("clause", "joined"),
    [
        ("A keeper shall:\n(a) mark wells;\n(b) lock wells; and\n(c) keep a book.", ["and"] * 3),
        ("A keeper may sell:\n(a) water; and/or\n(b) salt.", ["and/or"] * 2),
        ("A keeper may ask for one or more of the following:\n(a) a lock;\n(b) a lamp.", ["or"] * 2),
        ("All of the following are keepers:\n(a) guards;\n(b) judges.", ["and"] * 2),
        ("A keeper shall:\n(a) mark wells;\n(b) lock wells.", ["none"] * 2),
        ("(1) A keeper may mark wells.\n(2) A guard may lock wells.", [None, None]),
        ("A keeper shall mark:\n(a) wells that:\n(i) are dry;\n(ii) are salt; or\n(b) gates.", ["none", "none", "or"]),
    ],
)
def test_items_know_how_they_are_joined(clause: str, joined: list[str | None]) -> None:
    assert [one.joined for one in Section(clause)] == joined


@pytest.mark.parametrize(
    ("clause", "limits"),
    [
        (
            "A keeper may close a well:\n(a) for a day; or\n(b) for a week,\nprovided that the owner is told.",
            {"proviso: provided that the owner is told": ["para_a", "para_b"]},
        ),
        (
            "A keeper may close a well:\n(a) for a day, provided that the owner is told; or\n(b) for a week.",
            {"proviso: provided that the owner is told": ["para_a"]},
        ),
        (
            "A keeper may close a well:\n(a) by day; or\n(b) by night.\nProvided that no house lacks water.",
            {"proviso: Provided that no house lacks water": ["para_a", "para_b"]},
        ),
        (
            "Subject to section 3, a keeper may, without prejudice to any contract, enter a field unless the field:\n"
            "(a) is fenced; or\n(b) is sown.",
            {
                "subject-to: Subject to section 3": ["para_a", "para_b"],
                "without-prejudice: without prejudice to any contract": ["para_a", "para_b"],
                "exception: unless the field: (a) is fenced; or (b) is sown": ["para_a", "para_b"],
            },
        ),
        (
            "If the keeper finds:\n(a) salt; or\n(b) oil,\nthe owner shall close the well.",
            {"condition: If the keeper finds: (a) salt; or (b) oil": ["para_a", "para_b"]},
        ),
        (
            "Where a well is dry:\n(a) the owner shall fill it; and\n(b) the keeper shall mark it.",
            {"condition: Where a well is dry": ["para_a", "para_b"]},
        ),
        (
            "Subject to this Act the keeper may, including, if a judge agrees, by night, enter a field.",
            {"subject-to: Subject to this Act": ["sec_2"], "condition: if a judge agrees": ["sec_2"]},
        ),
        (
            "Despite section 3, where a keeper has been charged, being a charge of theft:\n(a) the keeper shall hand "
            "over the keys; and\n(b) a guard shall keep them.",
            {
                "notwithstanding: Despite section 3": ["para_a", "para_b"],
                "condition: where a keeper has been charged, being a charge of theft": ["para_a", "para_b"],
            },
        ),
        (
            "Keepers shall, subject to the rules of their town:\n(a) mark wells; and\n(b) lock wells.",
            {"subject-to: subject to the rules of their town": ["para_a", "para_b"]},
        ),
        (
            "Keepers shall, unless the town decides otherwise:\n(a) mark wells; and\n(b) lock wells.",
            {"exception: unless the town decides otherwise": ["para_a", "para_b"]},
        ),
        (
            "Water is free, subject to the following:\n(a) a fee; and\n(b) a deposit.",
            {"subject-to: subject to the following: (a) a fee; and (b) a deposit": ["para_a", "para_b"]},
        ),
        (
            "A well is open. If the owner is absent or if nobody lives there, a guard shall close it.",
            {"condition: If the owner is absent or if nobody lives there": ["sec_2"]},
        ),
        (
            "A lease ends:\n(a) by notice; or\n(b) if the fee:\n(i) has not been paid; or\n(ii) has been paid late.",
            {
                "condition: if the fee: (i) has not been paid; or (ii) has been paid late": [
                    "para_b__subpara_i",
                    "para_b__subpara_ii",
                ]
            },
        ),
        (
            "Keepers shall:\n(a) tell the owner; and\n(b) if they do not find the owner, tell the judge, where needed.",
            {"condition: if they do not find the owner": ["para_b"]},
        ),
        (
            "A well is closed, but where the owner has objected, it shall be closed by a judge.",
            {"condition: where the owner has objected": ["sec_2"]},
        ),
        (
            "The gate stays shut unless a judge orders otherwise or when a fire has broken out.",
            {"exception: unless a judge orders otherwise or when a fire has broken out": ["sec_2"]},
        ),
        (
            "This Act applies, except as otherwise stated here, to wells, without prejudice to the rights of an owner, "
            "or to gates.",
            {
                "exception: except as otherwise stated here": ["sec_2"],
                "without-prejudice: without prejudice to the rights of an owner": ["sec_2"],
            },
        ),
        (
            "A lease ends when the owner dies, except where the heirs ask that it go on.",
            {
                "condition: when the owner dies": ["sec_2"],
                "exception: except where the heirs ask that it go on": ["sec_2"],
            },
        ),
        (
            "A keeper may refuse leave if the well, in the view of a guard, is unsafe, and shall tell the owner.",
            {"condition: if the well, in the view of a guard, is unsafe": ["sec_2"]},
        ),
    ],
)
def test_qualifications_with_all_their_words_and_what_they_govern(clause: str, limits: dict[str, list[str]]) -> None:
    assert Section(clause).limits() == limits


def test_a_proviso_that_could_govern_one_item_or_all_is_marked_as_not_certain() -> None:
    clause = "A keeper may close a well:\n(a) for a day; or\n(b) for a week{} that the owner is told."
    for mark, governed, certain in ((", provided", 1, True), ("; provided", 2, False), (": Provided", 1, False)):
        limits = [limit for one in Section(clause.format(mark)) for limit in one.qualifications]
        assert [limit.certain for limit in limits] == [certain] * governed


PIECES = st.sampled_from([
    "A keeper who:", "Where a well is dry,", "if the owner agrees;", "(a) fills a well;", "(b) marks it, or",
    "(c) see to, and tell of, wells", "(i) by day; and", "(ii) by night;", "shall pay a fee.", "commits an offence:",
    "Provided that it rains.", "; provided that it rains", "unless, by law, it is shut,", "except as otherwise agreed",
    "subject to section 3", "– by hand;", "– by rope.", "The rest is free.", "(1)", "(2) A gate is shut.", "and/or",
    "[Act 2 of 1999]", "Of Wells. —", "one or more of the following:", ", is liable", "of, water", "notwithstanding",
])  # fmt: skip


@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", " ", "\n\n"])), max_size=25))
def test_whatever_is_drafted_every_word_is_said_in_order(pieces: list[tuple[str, str]]) -> None:
    check(Section("".join(piece + blank for piece, blank in pieces)).outline)


def test_two_lists_of_great_length_are_not_read_item_by_item() -> None:
    items = "".join(f"({number}) mark wells;\n" for number in range(1, 401))
    made = Section(f"A keeper who shall:\n{items}commits an offence and shall:\n{items}")
    assert len(made.outline.propositions) < 8 * 801 + 10


@pytest.mark.parametrize(
    ("language", "opener"),
    OPENERS,
    ids=[f"{language}:{opener.kind}:{opener.pattern[:20]}" for language, opener in OPENERS],
)
def test_openers_are_found_in_their_examples_and_only_there(language: str, opener: Opener) -> None:
    def found(text: str) -> bool:
        return any(one.opener == opener for one in proposition_words(language).opened(fold(text)))

    assert len(opener.examples) >= 2, "an opener needs examples in at least two wordings"
    assert [text for text in opener.examples if not found(text)] == []
    assert [text for text in opener.not_ if found(text)] == []
