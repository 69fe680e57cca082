"""Defined terms: where a text defines them, and where it uses them."""

from __future__ import annotations

import time

import pytest
from benchmarks.meaning import terms as scores

from caveat.instrument import build
from caveat.instrument.terms import terms as terms_of
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Outline, Unit
from caveat.language.terms import DEFINING, term_words
from caveat.reading import read_bytes

FRAME = (
    "WELLS ACT\n\n1. Name\n\nThis is the Wells Act.\n\n2. Interpretation\n\n{clause}\n\n"
    "3. Duties\n\nA keeper marks each well. Wells are open. The keepers keep books.\n\n4. Fees\n\nNone.\n"
)


def outline(clause: str) -> Outline:
    return build(read_bytes(FRAME.format(clause=clause).encode(), "act"))


def explained(language: str, sentence: str) -> list[str]:
    """The terms of a sentence that stands alone in a provision."""
    unit = Unit(
        eid="art_1", kind="article", number="1", citation="1", heading=None, start=0, end=len(sentence), head_end=0
    )
    return [term.term for term in terms_of(sentence, fold(sentence), [unit], language)]


def defined(clause: str) -> list[str]:
    return [term.term for term in outline(clause).terms]


@pytest.mark.parametrize(
    ("clause", "terms"),
    [
        ('In this Act "well" means a shaft dug for water.', ["well"]),
        ("In this Act “keeper”, in relation to a well, includes its owner.", ["keeper"]),
        ('"book" or "ledger" means a record of users.', ["book", "ledger"]),
        ('"court" has the meaning assigned to it in the Courts Act.', ["court"]),
        ("(a) Keeper means a person who tends a well;\n(b) Well refers to a shaft.", ["Keeper", "Well"]),
        ('A fund (hereinafter referred to as "the Wells Fund") is set up.', ["Wells Fund"]),
        ('A fund (the "Wells Fund") is set up.', ["Wells Fund"]),
        ("The Wells Supply Board (WSB) is set up. The WSB meets each year.", ["WSB"]),
    ],
)
def test_a_term_is_found_in_every_way_of_defining_it(clause: str, terms: list[str]) -> None:
    assert defined(clause) == terms


@pytest.mark.parametrize(
    "clause", ['He said "stop" and left.', "The means of the keeper are small.", "The depth (in metres) is marked."]
)
def test_what_defines_nothing_is_no_term(clause: str) -> None:
    assert defined(clause) == []


def test_a_use_is_the_term_in_singular_and_plural() -> None:
    made = outline('In this Act "keeper" means a person who tends a shaft and "well" means a shaft.')
    uses = {term.term: [made.text[start:end] for start, end in term.uses] for term in made.terms}
    assert uses == {"keeper": ["keeper", "keepers"], "well": ["Wells", "well", "Wells"]}


def test_the_longer_of_two_terms_is_the_one_that_is_used() -> None:
    made = outline('"data" means facts;\n"traffic data" means facts about calls. The traffic data are kept.')
    uses = {term.term: len(term.uses) for term in made.terms}
    assert uses == {"data": 0, "traffic data": 1}


def test_a_term_defined_for_one_section_is_used_only_there() -> None:
    made = outline('In this section "keeper" means an owner. A keeper pays.')
    (term,) = made.terms
    assert [made.text[start - 2 : end] for start, end in term.uses] == ["A keeper"]


def test_of_real_texts_nearly_all_uses_are_as_readers_have_them(corpus_folder: object) -> None:
    found = [score for score in scores() if score.name.startswith("uses")]
    right, wanted, given = (sum(getattr(score, name) for score in found) for name in ("right", "wanted", "given"))
    assert right / wanted > 0.97
    assert right / given > 0.97


SAYINGS = [
    (language, saying)
    for language in DEFINING
    for saying in (
        *term_words(language).after_leads,
        *term_words(language).openings,
        *term_words(language).anywhere,
    )
]


@pytest.mark.parametrize(
    ("language", "sentence", "term"),
    [(language, sentence, term) for language, saying in SAYINGS for term, sentence in saying.examples.items()],
)
def test_a_sentence_that_explains_words_defines_them(language: str, sentence: str, term: str) -> None:
    assert explained(language, sentence) == [term]


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, sentence) for language, saying in SAYINGS for sentence in saying.not_]
)
def test_a_sentence_like_it_that_explains_nothing_defines_nothing(language: str, sentence: str) -> None:
    assert explained(language, sentence) == []


def test_where_a_language_of_terms_is_not_known_the_outline_says_so() -> None:
    german = "GESETZ\n\nArtikel 1\n\nDer Brunnen ist offen und die Wärter sind da.\n\nArtikel 2\n\nDas ist der Preis.\n"
    made = build(read_bytes(german.encode(), "gesetz"))
    assert made.terms == []
    assert "defined terms are not read in German" in [note.message for note in made.coverage.notes]
    assert {note.kind for note in made.coverage.notes} == {"undetermined"}


def test_thousands_of_terms_that_begin_alike_are_read_in_good_time() -> None:
    names = [f"well {number}x" for number in range(3000)]
    clause = "\n".join(f'"{name}" means a shaft;' for name in names) + " " + ", ".join(f"a {name}" for name in names)
    started = time.process_time()
    found = outline(clause).terms
    assert time.process_time() - started < 10
    assert [len(term.uses) for term in found if term.term in names] == [1] * len(names)
