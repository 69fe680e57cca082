"""What a user gets from an Akoma Ntoso file: the tree that the file gives, under Caveat's own names."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from caveat.instrument import build
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline
from caveat.kernel.source import count_words
from caveat.reading import read, read_bytes

from .invariants import check

FIXTURES = Path(__file__).parent / "fixtures" / "akn"
SPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def outline_of(name: str, part: str | None = None) -> Outline:
    return build(read(str(FIXTURES / name)), part)


def akn(body: str, tag: str = "act", space: str = SPACE, before: str = "") -> bytes:
    xmlns = f' xmlns="{space}"' if space else ""
    return f"{before}<akomaNtoso{xmlns}><{tag}>{body}</{tag}></akomaNtoso>".encode()


def act(body: str) -> Outline:
    return build(read_bytes(akn(f"<body>{body}</body>"), "file"))


def eids(outline: Outline) -> list[str]:
    return [unit.eid for unit in outline.units]


def citations(outline: Outline) -> dict[str, str]:
    return {unit.eid: unit.citation for unit in outline.units}


def words_of(outline: Outline, eid: str) -> str:
    unit = next(unit for unit in outline.units if unit.eid == eid)
    return " ".join(outline.text[unit.start : unit.end].split())


SECTION = "<section><num>{0}.</num><heading>Head {0}</heading><content><p>Text {0}.</p></content></section>"


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.xml")), ids=lambda path: path.stem)
class TestEveryStyle:
    def test_units_nest_and_no_word_is_lost(self, path: Path) -> None:
        check(build(read(str(path))))

    def test_nothing_is_unplaced(self, path: Path) -> None:
        made = build(read(str(path)))
        assert not made.coverage.unplaced
        assert not [note for note in made.coverage.notes if note.kind == "numbering"]


class TestActOfSections:
    @pytest.fixture
    def made(self) -> Outline:
        return outline_of("act-3.xml")

    def test_subdivisions_have_the_names_of_statutes(self, made: Outline) -> None:
        assert citations(made)["sec_2__subsec_1__para_b__subpara_ii"] == "Section 2(1)(b)(ii)"

    def test_words_after_a_list_belong_to_each_item(self, made: Outline) -> None:
        sentences = ["".join(made.text[a:b] for a, b in found.spans) for found in made.propositions]
        assert any("keeper" in found and "afloat" in found and "commits an offence" in found for found in sentences)

    def test_a_defined_term_is_a_unit_with_its_items(self, made: Outline) -> None:
        assert words_of(made, "sec_1__def_boat").startswith("“boat” means")
        assert "sec_1__def_boat__para_b" in eids(made)

    def test_words_to_be_put_into_another_law_are_no_unit(self, made: Outline) -> None:
        assert not any("14" in eid for eid in eids(made))
        assert "Mail afloat is mail" in words_of(made, "sec_2__subsec_2")

    def test_a_schedule_is_numbered_by_its_heading(self, made: Outline) -> None:
        found = next(unit for unit in made.units if unit.kind == "annex")
        assert (found.eid, found.number, found.heading) == ("schedule_1", "1", "Fees")

    def test_the_file_says_what_it_is(self, made: Outline) -> None:
        about = made.instrument
        assert (about.title, about.date, about.kind, about.language, about.format) == (
            "Lake Networks Act, 2024", "2024-05-02", "statute", "en", "akn",
        )  # fmt: skip

    def test_a_note_stands_apart_and_its_place_is_marked(self, made: Outline) -> None:
        (mark,) = (mark for mark in made.marks if mark.type == "footnote")
        assert made.text[: mark.start].endswith("far shore.")
        (note,) = (piece for piece in made.coverage.removed if piece.reason == f"footnote {mark.group}")
        assert note.text == "The far shore was added in committee."


class TestOtherStyles:
    def test_letters_under_a_paragraph_are_named_as_in_a_treaty(self) -> None:
        made = outline_of("regulation-3.xml")
        assert citations(made)["art_1__para_1__subpara_b__point_i"] == "Article 1(1)(b)(i)"
        assert words_of(made, "art_1__para_2") == "2. Owls are exempt. So are bats."

    def test_recitals_and_citations_are_the_preamble(self) -> None:
        made = outline_of("regulation-3.xml")
        assert citations(made)["preamble__rec_2"] == "Preamble, recital 2"
        assert "adopted" in words_of(made, "preamble").lower()

    def test_a_date_that_stands_for_none_is_none(self) -> None:
        assert outline_of("regulation-3.xml").instrument.date is None

    def test_version_2_with_a_prefix_and_in_spanish(self) -> None:
        made = outline_of("bill-2.xml")
        assert eids(made)[3:-1] == ["title_I", "chp_ÚNICO", "art_1", "art_1__subpara_a", "art_1__subpara_b", "art_2bis"]
        assert (made.instrument.language, made.instrument.kind) == ("es", "bill")

    def test_insertions_and_deletions_stay_in_the_text_as_marks(self) -> None:
        made = outline_of("bill-2.xml")
        marked = {mark.type: (made.text[mark.start : mark.end], mark.group) for mark in made.marks}
        assert marked["insertion"] == ("y las antenas;", None)
        assert marked["deletion"] == ("viejos", "#comision")

    def test_a_note_in_the_metadata_is_anchored_where_it_is_called(self) -> None:
        made = outline_of("bill-2.xml")
        (mark,) = (mark for mark in made.marks if mark.type == "footnote")
        assert mark.group == "a"
        assert any(piece.reason == "footnote a" and "comisión" in piece.text for piece in made.coverage.removed)

    def test_regulations_and_their_schedules(self) -> None:
        made = outline_of("instrument-uk.xml")
        assert citations(made)["reg_2__para_1__def_beacon__subpara_a"] == "Regulation 2(1), “beacon”(a)"
        assert citations(made)["schedule_1__part_1__para_1"] == "Schedule 1, Part 1(1)"

    def test_a_collection_yields_its_first_instrument(self) -> None:
        assert eids(outline_of("collection.xml")) == ["cl_1", "cl_2"]
        assert "small lakes" in outline_of("collection.xml", "4").text
        assert [part.selected for part in outline_of("collection.xml").coverage.parts] == [False, False, True, False]

    @pytest.mark.parametrize(
        "space",
        [
            "",
            "http://www.akomantoso.org/1.0",
            "http://www.akomantoso.org/2.0",
            SPACE + "/CSD13",
            SPACE + "/WD17",
            SPACE,
        ],
    )
    def test_any_version_is_read(self, space: str) -> None:
        made = build(read_bytes(akn(f"<body>{SECTION.format(1)}{SECTION.format(2)}</body>", space=space), "file"))
        assert eids(made) == ["sec_1", "sec_2"]

    def test_a_section_without_a_number_has_its_heading_for_a_name(self) -> None:
        made = act(
            f"{SECTION.format(1)}<section><heading>Ghosts</heading><content><p>They stay.</p></content></section>"
        )
        assert citations(made)["sec_nn"] == "Section “Ghosts”"

    def test_a_paragraph_without_a_number_is_part_of_its_article(self) -> None:
        paragraph = "<paragraph><content><p>{}</p></content></paragraph>"
        made = act(f"<article><num>Art. 5</num>{paragraph.format('One.')}{paragraph.format('Two.')}</article>")
        assert eids(made) == ["art_5"]
        assert words_of(made, "art_5") == "Art. 5 One. Two."

    def test_elements_of_a_word_do_not_part_it(self) -> None:
        made = act(SECTION.format(1).replace("Text", "inter<b>net</b><br/>ser<i>vi</i>ce"))
        assert "internet service 1." in words_of(made, "sec_1")

    def test_a_file_without_marked_units_is_read_like_a_text(self) -> None:
        body = "<mainBody><p>Article 1</p><p>Scope</p><p>All.</p><p>Article 2</p><p>Use</p><p>None.</p></mainBody>"
        made = build(read_bytes(akn(body, "doc"), "file"))
        assert eids(made) == ["art_1", "art_2"]


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        build(read_bytes(data, "some file"))
    assert "\n" not in str(caught.value)
    return str(caught.value)


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("declaration", "use"),
        [
            ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"),
            ('<!DOCTYPE a [<!ENTITY x SYSTEM "http://example.invalid/x">]>', "&x;"),
            ('<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.invalid/x"> %x;]>', ""),
            ("<!DOCTYPE a [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)) + "]>", "&e11;"),
        ],
    )
    def test_declared_entities_are_refused(self, declaration: str, use: str) -> None:
        data = akn(f"<body>{SECTION.format(1)}<p>{use}</p></body>", before=declaration)
        assert "declares entities" in refusal(data)

    def test_nothing_outside_the_file_is_loaded(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        def fail(*_: object, **__: object) -> None:
            raise AssertionError("the network is used")

        monkeypatch.setattr(socket, "socket", fail)
        monkeypatch.setattr(socket, "getaddrinfo", fail)
        secret = tmp_path / "secret.xml"
        secret.write_text("<p>secret</p>")
        before = (
            '<?xml version="1.0"?><?xml-stylesheet href="http://example.invalid/a.xsl" type="text/xsl"?>'
            '<!DOCTYPE akomaNtoso SYSTEM "http://example.invalid/a.dtd">'
        )
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}"/>'
        made = build(read_bytes(akn(f"<body>{SECTION.format(1)}{include}</body>", before=before), "file"))
        assert "secret" not in made.text

    def test_an_unknown_entity_is_refused(self) -> None:
        assert "not well-formed" in refusal(akn("<body><p>&nbsp;</p></body>"))

    def test_a_broken_file_is_refused_with_its_line(self) -> None:
        assert "line 3" in refusal(b"<akomaNtoso>\n<act>\n<body></act></akomaNtoso>")

    @pytest.mark.parametrize("depth", [300, 100_000])
    def test_deep_nesting_is_refused(self, depth: int) -> None:
        assert "deep" in refusal(akn("<list>" * depth + "<p>x</p>" + "</list>" * depth))

    def test_too_many_elements_are_refused(self) -> None:
        assert "too many elements" in refusal(akn("<p/>" * 510_000))

    def test_other_kinds_of_document_are_refused(self) -> None:
        assert "judgment" in refusal(akn("<judgmentBody/>", "judgment"))
        assert "a debate" in refusal(akn("<debateBody/>", "debate"))
        assert "unknown version" in refusal(akn("<body/>", space="http://example.invalid/4.0"))
        assert "neither Akoma Ntoso nor HTML" in refusal(b'<?xml version="1.0"?><feed><entry>Article 1</entry></feed>')

    def test_a_file_without_a_law_is_refused(self) -> None:
        assert "no numbered" in refusal(akn("<body/>"))

    def test_any_encoding_is_read(self) -> None:
        text = akn(f"<body>{SECTION.format(1)}<p>é</p></body>", before='<?xml version="1.0" encoding="{}"?>').decode()
        for encoding in ("utf-8", "iso-8859-1", "utf-16"):
            source = read_bytes(text.format(encoding).encode(encoding), "file")
            assert "é" in source.text, encoding

    def test_control_characters_become_a_mark(self) -> None:
        assert "a\ufffdb" in act(SECTION.format(1).replace("Text", "a\x07b")).text


def test_words_of_the_file_are_those_of_the_text_and_those_removed() -> None:
    body = "<body>" + SECTION.format(1).replace(
        "Text", "Text<authorialNote><p>Note.</p></authorialNote> <noteRef>2</noteRef>"
    )
    meta = "<meta><proprietary><x>Some office</x></proprietary></meta>"
    contents = "<preface><toc><tocItem href='#sec_1' level='1'>Head 1</tocItem></toc></preface>"
    source = read_bytes(akn(f"{meta}{contents}{body}</body>"), "file")
    assert source.tokens == 11
    assert [(piece.reason, count_words(piece.text)) for piece in source.removed] == [
        ("metadata", 2), ("contents", 2), ("footnote 1", 1), ("footnote mark", 1),
    ]  # fmt: skip
