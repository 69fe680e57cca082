"""Word documents: the tree is that of the text, and every word a reader sees in Word is read once."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx as python_docx
import pytest

from caveat.instrument import build
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline
from caveat.kernel.source import Source, View, words
from caveat.reading import read_bytes
from tests.docx_maker import abstract, by_libreoffice, docx, level, num, p, pack, parts_of, r, style, t, table
from tests.invariants import check

SAMPLES = Path(__file__).parent.parent / "src" / "caveat" / "samples"
NAMES = ("convention-draft-1.txt", "convention-draft-2.md", "convention-draft-3.md", "national-bill.txt")
_UNIT = re.compile(r"(?i)(chapter ([IVX]+)|article (\d+))\.?\s*(.*)", re.DOTALL)
_MARK = re.compile(r"(?:(\d+)\.|\(([a-z]+)\)) (.*)", re.DOTALL)


def read(data: bytes, revisions: View = "final") -> Source:
    return read_bytes(data, "made.docx", revisions)


def tree(outline: Outline) -> list[tuple[str, str, str | None, str]]:
    return [(unit.eid, unit.kind, unit.number, unit.heading or "") for unit in outline.units]


def outline_of(data: bytes) -> Outline:
    outline = build(read(data))
    check(outline)
    return outline


def blocks(name: str) -> list[str]:
    """The paragraphs of a sample, broken lines joined; what stands on lines of its own stays so."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    if name == "convention-draft-1.txt":
        text = re.sub(r"(?<=[^\n])\n[ ]*(?=[a-z\"(])(?!\()", " ", text)
    return [line.strip() for line in text.split("\n")]


def plain(name: str) -> list[str]:
    return [line.lstrip("# ") for line in blocks(name) if line and not line.startswith("[^")]


def text_outline(paragraphs: list[str]) -> Outline:
    return build(read_bytes("\n\n".join(paragraphs).encode(), "text.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_typed_numbers_give_the_tree_of_the_text(name: str) -> None:
    paragraphs = plain(name)
    assert tree(outline_of(docx("".join(map(p, paragraphs))))) == tree(text_outline(paragraphs))


def test_a_heading_may_be_a_number_alone_above_its_title() -> None:
    body = "".join(p("", style="Article") + p(title) + p(f"{title} are as follows.") for title in ("Terms", "Duties"))
    outline = outline_of(docx(body, styles=STYLES, numbering=LEVELS + num(1, 0)))
    assert [(unit.number, unit.heading) for unit in outline.units if unit.kind == "article"] == [
        ("1", "Terms"), ("2", "Duties"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_python_docx_writes_gives_the_tree_of_the_text(name: str) -> None:
    document, buffer = python_docx.Document(), io.BytesIO()
    for line in blocks(name):
        heading = re.match(r"(#+) (.*)", line)
        if heading:
            document.add_heading(heading[2], len(heading[1]))
        elif line and not line.startswith("[^"):
            document.add_paragraph(line)
    document.save(buffer)
    kept = "\n\n".join(line for line in blocks(name) if not line.startswith("[^"))
    assert tree(outline_of(buffer.getvalue())) == tree(build(read_bytes(kept.encode(), name)))


LEVELS = abstract(
    0,
    level("upperRoman", "Chapter %1", suff="space", more='<w:pStyle w:val="Chapter"/>'),
    level("decimal", "Article %2", suff="space", more='<w:lvlRestart w:val="0"/><w:pStyle w:val="Article"/>'),
    level("decimal", "%3."),
    level("lowerLetter", "(%4)"),
    level("lowerRoman", "(%5)"),
)
STYLES = (
    style("Chapter", '<w:numPr><w:numId w:val="1"/></w:numPr>', name="heading 1")
    + style("Article", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', name="heading 2", based="Chapter")
)  # fmt: skip


def automatic(lines: list[str]) -> Iterator[str]:
    """Paragraphs whose numbers are left to Word: chapters and articles by style, the others by level."""
    letter = ""
    for line in lines:
        if unit := _UNIT.fullmatch(line):
            yield p(unit[4], style="Chapter" if unit[2] else "Article")
            letter = ""
        elif mark := _MARK.fullmatch(line):
            is_letter = bool(mark[2]) and (mark[2] == "a" or mark[2] == chr(ord(letter or "`") + 1))
            letter = mark[2] if is_letter else "" if mark[1] else letter
            yield p(mark[3], num=(1, 2 if mark[1] else 3 if is_letter else 4))
        else:
            yield p(line)


def numbered_draft() -> list[str]:
    """The first draft with each number and its heading on one line."""
    text = "\n".join(plain("convention-draft-1.txt"))
    return re.sub(r"(?m)^(?:CHAPTER|(Article)) (\S+)\n", lambda m: f"{m[1] or 'Chapter'} {m[2]} ", text).split("\n")


def test_automatic_numbers_give_the_tree_of_typed_ones() -> None:
    lines = numbered_draft()
    made = docx("".join(automatic(lines)), styles=STYLES, numbering=LEVELS + num(1, 0))
    source = read(made)
    assert words(source.text) == words("\n".join(lines))
    assert tree(outline_of(made)) == tree(text_outline(lines))


TEXT = "Text (encoded):UTF8"


def test_what_libreoffice_makes_of_texts_gives_the_trees_of_the_texts(soffice: list[str], tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.txt" for name in NAMES]
    for path, name in zip(paths, NAMES, strict=True):
        path.write_text("\n".join(line for line in blocks(name) if not line.startswith("[^")), encoding="utf-8")
    for path, made in zip(paths, by_libreoffice(soffice, *paths, form="docx", reader=TEXT), strict=True):
        assert tree(outline_of(made.read_bytes())) == tree(build(read_bytes(path.read_bytes(), path.stem))), path.stem


def test_what_libreoffice_makes_of_a_page_gives_the_tree_of_the_page(soffice: list[str], tmp_path: Path) -> None:
    lines = [line for line in blocks("convention-draft-3.md") if line and not line.startswith("[^")]
    headed = [re.sub(r"^(#+) (.*)", lambda m: f"<h{len(m[1])}>{m[2]}</h{len(m[1])}>", line) for line in lines]
    page = "".join(line if line.startswith("<h") else f"<p>{line}</p>" for line in headed)
    path = tmp_path / "page.html"
    path.write_text(f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{page}</body></html>")
    (made,) = by_libreoffice(soffice, path, form="docx:MS Word 2007 XML", reader="HTML (StarWriter)")
    assert tree(outline_of(made.read_bytes())) == tree(build(read_bytes(path.read_bytes(), "page.html")))


def test_of_real_arabic_laws_every_word_is_read(corpus_folder: Path, soffice: list[str], tmp_path: Path) -> None:
    paths = [tmp_path / f"eg-law-{number}-ar.docx" for number in (1, 6)]
    for path in paths:
        path.write_bytes((corpus_folder / "formats" / "docx-samples" / path.name).read_bytes())
    for path, shown in zip(paths, by_libreoffice(soffice, *paths), strict=True):
        assert words(read(path.read_bytes()).text) == words(shown.read_text(encoding="utf-8-sig"))


REAL = (
    "treaties/budapest-2001/en.md", "laws/sg-computer-misuse-1993/en.txt", "laws/ke-cybercrimes-2018/en.txt",
    "drafts/paris-agreement-drafts/2015-12-09-draft.md",
)  # fmt: skip


def test_real_texts_converted_to_word_keep_their_trees(corpus_folder: Path, soffice: list[str], tmp_path: Path) -> None:
    paths = [tmp_path / f"{name.replace('/', '-')}.txt" for name in REAL]
    for path, name in zip(paths, REAL, strict=True):
        path.write_bytes((corpus_folder / name).read_bytes())
    for path, made in zip(paths, by_libreoffice(soffice, *paths, form="docx", reader=TEXT), strict=True):
        assert tree(outline_of(made.read_bytes())) == tree(build(read_bytes(path.read_bytes(), path.stem))), path.stem


LAW = (
    p("Article 1")
    + p("1. {}")
    + p("2. The register is open to the public.")
    + p("Article 2")
    + p("It enters into force.")
)


def law(inner: str, **others: str) -> bytes:
    """A law of two articles with something of interest in its first paragraph."""
    return docx(LAW.replace(r("1. {}"), r("1. A register is kept") + inner), **others)


def removed(source: Source) -> dict[str, str]:
    return {piece.reason: piece.text for piece in source.removed}


def test_footnotes_stand_apart_and_their_marks_have_a_place() -> None:
    notes = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>' + "".join(
        f'<w:footnote w:id="{key}">{p("<w:r><w:footnoteRef/></w:r>", text)}</w:footnote>'
        for key, text in ((7, "One delegation reserved its position."), (9, "See the report."))
    )
    ends = f'<w:endnote w:id="1">{p("Adopted by vote.")}</w:endnote>'
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    source = read(
        law(
            mark.format("footnote", 9) + r(" by the State") + mark.format("footnote", 7) + r(".")
            + mark.format("endnote", 1),
            footnotes=notes, endnotes=ends,
        )
    )  # fmt: skip
    assert "1. A register is kept by the State." in source.text
    assert removed(source) == {
        "footnote 1": "See the report.",
        "footnote 2": "One delegation reserved its position.",
        "endnote i": "Adopted by vote.",
    }
    anchors = [(hint.number, source.text[: hint.start][-5:]) for hint in source.hints if hint.kind == "anchor"]
    assert anchors == [("1", " kept"), ("2", "State"), ("i", "tate.")]
    assert [mark.group for mark in build(source).marks] == ["1", "2", "i"]


def test_a_note_with_a_mark_of_its_own_does_not_count() -> None:
    notes = "".join(f'<w:footnote w:id="{key}">{p(f"Note {key}.")}</w:footnote>' for key in (1, 2))
    source = read(
        law(
            f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/>{t("*")}</w:r>'
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            footnotes=notes,
        )
    )
    assert removed(source) == {"footnote mark": "*", "footnote *": "Note 1.", "footnote 1": "Note 2."}


def test_a_note_that_nothing_refers_to_or_that_refers_to_itself_is_listed_once() -> None:
    again = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{p("Endless.", again)}</w:footnote><w:footnote w:id="2">{p("Lost.")}</w:footnote>'
    source = read(law(again + again, footnotes=notes))
    assert [(piece.reason, piece.text) for piece in source.removed] == [
        ("footnote 1", "Endless."),
        ("footnote without a mark", "Lost."),
    ]


def test_comments_are_kept_beside_the_words_they_are_on() -> None:
    comments = f'<w:comment w:id="4" w:author="R. Reader">{p("Who keeps it?")}{p("And where?")}</w:comment>'
    inner = (
        '<w:commentRangeStart w:id="4"/>' + r(" by an officer")
        + '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>' + r(".")
    )  # fmt: skip
    source = read(law(inner, comments=comments))
    (hint,) = (hint for hint in source.hints if hint.kind == "comment")
    assert (source.text[hint.start : hint.end], hint.number) == (" by an officer", "4")
    assert removed(source) == {"comment by R. Reader": "Who keeps it?\nAnd where?"}


def test_a_comment_may_span_paragraphs_or_have_no_range() -> None:
    comments = "".join(f'<w:comment w:id="{key}" w:author="R">{p(str(key))}</w:comment>' for key in (1, 2))
    body = (
        '<w:commentRangeStart w:id="1"/>' + p("Article 1")
        + p("The register is public.", '<w:r><w:commentReference w:id="2"/></w:r>')
        + '<w:commentRangeEnd w:id="1"/>' + p("Article 2") + p("Text.")
    )  # fmt: skip
    source = read(docx(body, comments=comments))
    found = {hint.number: source.text[hint.start : hint.end] for hint in source.hints if hint.kind == "comment"}
    assert found == {"1": "Article 1\n\nThe register is public.", "2": ""}


def test_headers_and_footers_are_furniture() -> None:
    source = read(
        law(r("."), header=p("Draft 3"), footer=p("page ", f'<w:fldSimple w:instr="PAGE">{r("1")}</w:fldSimple>'))
    )
    assert [(piece.reason, piece.text) for piece in source.removed] == [
        ("page furniture", "Draft 3"),
        ("page furniture", "page 1"),
    ]


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def test_of_fields_the_result_is_shown() -> None:
    nested = field(
        ' IF "' + "</w:instrText></w:r>" + field("DATE", r("2024")) + "<w:r><w:instrText>", r(" under article 2")
    )
    source = read(law(field("REF _Ref1 \\r", r(" as article 2 says")) + nested + r(".")))
    assert "1. A register is kept as article 2 says under article 2." in source.text
    assert removed(source) == {"field code": "2024"}


def test_a_field_that_never_ends_hides_nothing() -> None:
    source = read(law('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r(" by law.")))
    assert "A register is kept by law." in source.text
    assert "It enters into force." in source.text


def test_a_table_of_contents_is_no_law() -> None:
    entries = p(field("TOC \\o", r("Article 1\t1")), style="TOC1") + p("Article 2\t1", style="TOC1")
    source = read(docx(p("Contents") + entries + LAW.format("A register is kept."), styles=style("TOC1", name="toc 1")))
    assert removed(source) == {"contents": "Contents\nArticle 1\t1\nArticle 2\t1"}
    assert source.text.startswith("Article 1\n\n1. A register")


BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    content = BOX.format(p("Explanatory box."))
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" + content
        + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + content
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    source = read(law(both + r(" by law.")))
    assert "1. A register is kept by law.\n\nExplanatory box.\n\n2. The register" in source.text
    assert source.text.count("box") == 1


def test_tables_are_read_row_by_row_and_merged_cells_once() -> None:
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("leftover") + "</w:tc>"
    body = table(
        ["Office", p("Duties") + table(["inner one", "inner two"]) + p("")], ["Registrar", "keeps the register"]
    )
    body = body.replace("<w:tc><w:tcPr/>" + p("Registrar") + "</w:tc>", merged)
    source = read(docx(p("Article 1") + p("The table holds.") + body + p("Article 2") + p("Text.")))
    assert [line for line in source.text.split("\n") if line] == [
        "Article 1", "The table holds.", "Office", "Duties", "inner one", "inner two", "keeps the register",
        "Article 2", "Text.",
    ]  # fmt: skip
    assert removed(source) == {"merged cell": "leftover"}


def test_a_number_in_a_cell_of_its_own_stands_before_its_text() -> None:
    rows = table(["1.", "Each Party keeps a register of:"], ["(a)", "requests; and"], ["(b)", "replies."], ["12", "13"])
    text = read(docx(p("Article 1") + rows + p("Article 2"))).text
    assert [line for line in text.split("\n") if line] == [
        "Article 1", "1. Each Party keeps a register of:", "(a) requests; and", "(b) replies.", "12 13", "Article 2",
    ]  # fmt: skip


def test_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    parties = "Each Party keeps a register of all requests", "Cada Parte llevará un registro de las solicitudes"
    rows = [(f"Article {n} {parties[0]}", f"Artículo {n} {parties[1]}") for n in range(1, 14)]
    text = read(docx(table(*rows))).text
    assert text.index("Article 13") < text.index("Artículo 1 ")


def test_hidden_text_and_the_readings_of_characters_are_listed() -> None:
    styles = style("Ghost", run="<w:vanish/>", kind="character") + style("Shy", run="<w:vanish/>")
    inner = (
        r(" secret", "<w:vanish/>") + r(" ghost", '<w:rStyle w:val="Ghost"/>')
        + r(" shown", '<w:rStyle w:val="Ghost"/><w:vanish w:val="0"/>')
        + f"<w:r><w:ruby><w:rt>{r('hint')}</w:rt><w:rubyBase>{r(' base')}</w:rubyBase></w:ruby></w:r>"
    )  # fmt: skip
    source = read(law(inner, styles=styles))
    assert "1. A register is kept shown base" in source.text
    assert [(piece.reason, piece.text) for piece in source.removed] == [
        ("hidden text", "secret ghost"),
        ("ruby", "hint"),
    ]
    assert (
        "Shy words"
        not in read(docx(LAW.format("x") + p("Shy words", style="Shy", mark="<w:vanish/>"), styles=styles)).text
    )


def test_signs_that_are_no_letters_in_the_file() -> None:
    inner = (
        '<w:r><w:noBreakHyphen/></w:r><w:r><w:softHyphen/></w:r><w:r><w:tab/></w:r><w:r><w:br/></w:r>'
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        f"<m:oMath><m:r>{t('x').replace('w:t', 'm:t')}</m:r></m:oMath>" + r("co\u00adoperate")
    )  # fmt: skip
    assert "kept\u2011\t\n≥✓xcooperate" in read(law(inner)).text


def test_a_raised_figure_is_no_part_of_the_word() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert (
        "1. A register is kept 1 the 1er day"
        in read(law(r("1", raised) + r(" the 1") + r("er", raised) + r(" day"))).text
    )


def test_controls_links_and_tags_are_looked_through() -> None:
    inner = (
        f'<w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent>{r(" by")}</w:sdtContent></w:sdt>'
        f'<w:hyperlink r:id="rX">{r(" the")}</w:hyperlink><w:smartTag><w:smartTagPr/>{r(" State")}</w:smartTag>'
    )
    assert "1. A register is kept by the State" in read(law(inner)).text


def test_what_is_not_read_is_said() -> None:
    inner = "<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:object/></w:r>" + field("LISTNUM", r(""))
    source = read(docx(LAW.format("x").replace("</w:p>", inner + "</w:p>", 1) + '<w:altChunk r:id="rX"/>'))
    (note,) = source.notes
    assert note.message == "not read: 1 picture, 1 embedded object, 1 number by a LISTNUM field, 1 embedded document"


def test_headings_come_from_styles_and_outline_levels_and_not_from_clauses() -> None:
    styles = (
        style("Base", name="heading 2")
        + style("Mine", based="Base")
        + style("Off", '<w:outlineLvl w:val="9"/>', based="Base")
    )
    clause = (
        "Each Party shall see to it that a register of all requests that it receives is kept and is open to the public."
    )
    body = (
        p("Register of requests", style="Mine") + p(clause, style="Mine") + p("No heading", style="Off")
        + p("By level", more='<w:outlineLvl w:val="3"/>') + p(r("Bold line", "<w:b/>"))
    )  # fmt: skip
    source = read(docx(body, styles=styles))
    found = [(source.text[h.start : h.end], h.level) for h in source.hints if h.kind == "heading"]
    assert found == [("Register of requests", 2), ("By level", 4)]


def test_bold_lines_are_weak_headings_where_no_style_marks_any() -> None:
    body = p(r("Article 1 Register", "<w:b/>")) + p("It is kept.") + p(r("Bold", "<w:b/>"), " and plain") + p("Text.")
    styles = style("T", name="Title")
    source = read(docx(p("Act", style="T") + body, styles=styles))
    assert [(source.text[h.start : h.end], h.level) for h in source.hints] == [("Act", 1), ("Article 1 Register", 6)]


def test_the_title_is_believed_where_the_text_has_it() -> None:
    core = "<dc:title>{}</dc:title><dc:language>en-GB</dc:language>"
    body = p("Convention on Registers") + LAW.format("x")
    assert read(docx(body, core=core.format("CONVENTION on registers"))).metadata["title"] == "CONVENTION on registers"
    assert read(docx(body, core=core.format("Minutes of the last meeting"))).metadata == {"language": "en-GB"}


def test_macro_documents_templates_and_the_strict_variant_are_read() -> None:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    template = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    text = read(docx(LAW)).text
    assert [read(docx(LAW, main_type=kind)).text for kind in (macro, template)] == [text, text]
    strict = {
        name: re.sub(r"schemas\.openxmlformats\.org/(word\w+|office\w+)/2006/", r"purl.oclc.org/ooxml/\1/", str(part))
        for name, part in parts_of(LAW, styles=style("X")).items()
    }  # fmt: skip
    assert "purl.oclc.org" in strict["word/document.xml"]
    assert read(pack(dict(strict))).text == text


def test_every_word_of_the_parts_is_in_the_text_or_listed() -> None:
    source = read(law(r(" here"), header=p("above"), comments=f'<w:comment w:id="1">{p("beside")}</w:comment>'))
    listed = Counter(word for piece in source.removed for word in words(piece.text))
    assert source.tokens == len(words(source.text)) + listed.total()
    assert listed == Counter(["above", "beside"])


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="has no text"):
        read(docx(p("") + "<w:p/>"))
