"""Any structure that is written down in a usual layout is found again, and no text breaks the invariants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.kernel.errors import InputError
from tests.invariants import check, outline_of

ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
SENTENCES = st.sampled_from(
    [
        "Each State Party shall keep a register of requests",
        "The competent authority may order a provider to keep the data",
        "No person shall be tried twice for the same act",
        "A request under subsection (2) or paragraph 1 (a) shall be in writing",
        "The data referred to in article 4 (1) (b) and (c) shall be erased",
        "The period in section 12 shall not exceed 90 days",
    ]
)
ITEM_COUNTS = st.integers(0, 12)


@st.composite
def articles(draw: st.DrawFn) -> list[list[list[int]]]:
    """For each article its paragraphs, for each paragraph its items, for each item how many roman points it has."""
    points = st.sampled_from([0, 0, 0, 2, 3, 5])
    items: st.SearchStrategy[list[int]] = st.one_of(st.just([]), st.lists(points, min_size=2, max_size=14))
    paragraphs = st.lists(items, min_size=2, max_size=5)
    return draw(st.lists(paragraphs, min_size=2, max_size=6))


LAYOUTS = {
    "treaty": ("Article {n}\nHeading of it\n", "{n}. ", "({a}) ", "({r}) ", "\n"),
    "statute": ("{n}. Heading of it\n", "({n}) ", "({a}) ", "({r}) ", "\n"),
    "council": ("Article {n} – Heading of it\n\n", "{n}. ", "{a}) ", "({r}) ", "\n\n"),
    "run on": ("Section {n}. Heading of it. — ", "({n}) ", "({a}) ", "({r}) ", " "),
}


def write(structure: list[list[list[int]]], layout: str, sentence: str) -> tuple[str, list[str]]:
    head, paragraph, item, point, gap = LAYOUTS[layout]
    text, wanted = "", []
    for n, paragraphs in enumerate(structure, 1):
        text += "\n" + head.format(n=n)
        for p, items in enumerate(paragraphs, 1):
            text += paragraph.format(n=p) + sentence + (":" if items else ".") + gap
            wanted.append(f"{n}({p})")
            for i, points in enumerate(items):
                letter = chr(ord("a") + i)
                text += item.format(a=letter) + sentence + (":" if points else ";" if i + 1 < len(items) else ".") + gap
                wanted.append(f"{n}({p})({letter})")
                for r in range(points):
                    text += (
                        point.format(r=ROMANS[r])
                        + sentence
                        + (";" if r + 1 < points or i + 1 < len(items) else ".")
                        + gap
                    )
                    wanted.append(f"{n}({p})({letter})({ROMANS[r]})")
    return text, wanted


@pytest.mark.parametrize("layout", LAYOUTS)
@given(structure=articles(), sentence=SENTENCES)
def test_a_usual_layout_gives_its_structure_back(layout: str, structure: list[list[list[int]]], sentence: str) -> None:
    text, wanted = write(structure, layout, sentence)
    outline = outline_of(text)
    check(outline)
    found = [
        unit.citation.split(" ")[-1] for unit in outline.units if unit.kind in ("paragraph", "subparagraph", "point")
    ]
    assert found == wanted


@given(st.text(alphabet='ab1(). \n[]"“”—;:Articlesion', max_size=600))
def test_no_text_breaks_the_invariants(text: str) -> None:
    try:
        outline = outline_of(f"Article 1\nScope\n{text}\nArticle 2\nTerms\n{text}")
    except InputError:
        return
    check(outline)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        check(outline_of(text))
    except InputError as error:
        assert "\n" not in str(error)
