"""What holds of every extraction: verbatim quotes at their place, stable ids, one table of reach."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.instrument import build
from caveat.kernel.deeds import Element, Provision, Provisions
from caveat.kernel.shapes import Outline
from caveat.provisions import extract
from caveat.reading import read
from tests.test_provisions_drafts import Article, Chapter, draft

SAMPLES = sorted(Path(str(resources.files("caveat.samples"))).glob("*-draft-*"))
SUBJECTS = [
    "A person who",
    ("Each Party shall adopt measures to establish as criminal offences, when committed intentionally,"),
    "A police officer may",
    "The court may order a provider to",
    "States Parties shall",
    "No person shall",
    "A Party may require",
]
ACTS = [
    "access a computer system without right",
    "intercept any communication",
    "preserve computer data for thirty days",
    "afford one another mutual legal assistance",
    "publish false information with dishonest intent",
    "submit subscriber information",
    '"key" means a password',
    "respect human rights in accordance with its domestic law",
]
ENDS = [
    "commits an offence and is liable to imprisonment for two years.",
    "on the order of a court.",
    "subject to section 1.",
    "unless the requested Party refuses.",
    ".",
]


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    items = draw(st.lists(st.sampled_from(ACTS), max_size=3))
    listed = "".join(f"\n({letter}) {act};" for letter, act in zip("abc", items, strict=False))
    opening = f"{draw(st.sampled_from(SUBJECTS))} {draw(st.sampled_from(ACTS)) if not items else ''}"
    return f"{opening}{listed}\n{draw(st.sampled_from(ENDS))}"


articles = st.builds(
    Article,
    st.sampled_from(["Access", "Definitions", "Search", "Extradition", "Penalties"]),
    st.lists(paragraphs(), min_size=1, max_size=3),
)
chapters = st.builds(
    Chapter, st.sampled_from(["Offences", "International cooperation"]), st.lists(articles, min_size=1, max_size=3)
)
outlines = st.builds(
    lambda parts, kind: draft(*parts, kind=kind),
    st.lists(chapters, min_size=1, max_size=2),
    st.sampled_from(["treaty", "statute"]),
)


def provisions(found: Provisions) -> Iterator[Provision]:
    for kind in (
        found.offences,
        found.powers,
        found.safeguards,
        found.cooperation,
        found.jurisdiction,
        found.definitions,
    ):
        yield from kind


def elements(value: Any) -> Iterator[Element]:
    if isinstance(value, Element):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from elements(getattr(value, field))
    elif isinstance(value, list):
        for item in value:
            yield from elements(item)


def assert_verbatim(outline: Outline, found: Provisions) -> None:
    units = {unit.eid: unit for unit in outline.units}
    for item in provisions(found):
        unit = units[item.eid]
        assert item.quote == outline.text[item.start : item.end]
        assert unit.start <= item.start <= item.end <= unit.end
        assert item.citation == unit.citation
        for element in elements(item):
            home = units[element.eid]
            assert element.text == outline.text[element.start : element.end]
            assert home.start <= element.start <= element.end


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_quote_of_the_bundled_drafts_is_verbatim_and_inside_its_unit(sample: Path) -> None:
    outline = build(read(str(sample)))
    found = extract(outline)
    assert found.offences
    assert found.powers
    assert found.safeguards
    assert found.cooperation
    assert_verbatim(outline, found)


@settings(max_examples=60, deadline=None)
@given(outlines)
def test_every_quote_is_verbatim_and_inside_its_unit(outline: Outline) -> None:
    assert_verbatim(outline, extract(outline))


@settings(max_examples=30, deadline=None)
@given(outlines)
def test_the_same_text_gives_the_same_provisions(outline: Outline) -> None:
    assert msgspec.json.encode(extract(outline)) == msgspec.json.encode(extract(outline))


@settings(max_examples=30, deadline=None)
@given(outlines)
def test_ids_count_in_document_order_and_edges_join_what_exists(outline: Outline) -> None:
    found = extract(outline)
    for kind in (found.offences, found.powers, found.safeguards, found.cooperation):
        assert [int(item.id.partition("_")[2]) for item in kind] == list(range(1, len(kind) + 1))
        assert [item.start for item in kind] == sorted(item.start for item in kind)
    known = {item.id for item in provisions(found)}
    assert all(edge.safeguard in known and edge.target in known for edge in found.reach)
    pairs = [(edge.safeguard, edge.target) for edge in found.reach]
    assert len(pairs) == len(set(pairs))


def test_a_text_in_another_language_has_no_provisions_here() -> None:
    found = extract(draft(Article("Accès", ["A person who enters a network commits an offence."]), language="fr"))
    assert list(provisions(found)) == []
    assert found.reach == []


def test_an_outline_without_units_has_no_provisions() -> None:
    assert list(provisions(extract(draft()))) == []
