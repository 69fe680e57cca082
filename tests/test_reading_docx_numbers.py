"""Automatic numbers are those that Word shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from caveat.kernel.source import View, words
from caveat.reading import read_bytes
from caveat.reading.docx_numerals import in_format
from tests.docx_maker import abstract, by_libreoffice, change, docx, level, num, p, style, table

PLAIN = abstract(0, level("decimal", "%1."), level("lowerLetter", "(%2)"), level("lowerRoman", "(%3)"))


def lines(data: bytes, revisions: View = "final") -> list[str]:
    text = read_bytes(data, "made.docx", revisions).text
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def listed(*places: tuple[int, int], numbering: str, styles: str = "") -> list[str]:
    """The numbers of paragraphs at places (list, level), one after the other."""
    shown = lines(docx("".join(p("x", num=place) for place in places), numbering=numbering, styles=styles))
    return [line.removesuffix(" x") for line in shown]


def test_a_lower_level_begins_anew_after_a_higher_one() -> None:
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]
    assert listed(*places, numbering=PLAIN + num(1, 0)) == [
        "1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "(i)", "2.", "(a)",
    ]  # fmt: skip


def test_lists_of_one_definition_count_together_until_one_starts_anew() -> None:
    numbering = PLAIN + num(1, 0) + num(2, 0) + num(3, 0, l0=1) + num(4, 0, l0=7, l1=3)
    places = [(1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0), (4, 1), (4, 1), (4, 0), (4, 1)]
    assert listed(*places, numbering=numbering) == [
        "1.", "2.", "3.", "1.", "2.", "3.", "7.", "(c)", "(d)", "8.", "(c)",
    ]  # fmt: skip


def test_a_level_may_go_on_through_higher_ones_or_begin_anew_only_after_a_named_one() -> None:
    levels = abstract(
        0,
        level("upperRoman", "Part %1"),
        level("decimal", "Chapter %2", more='<w:lvlRestart w:val="0"/>'),
        level("decimal", "Section %3", more='<w:lvlRestart w:val="1"/>'),
    )
    places = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]
    assert listed(*places, numbering=levels + num(1, 0)) == [
        "Part I", "Chapter 1", "Section 1", "Chapter 2", "Section 2", "Part II", "Chapter 3", "Section 1",
    ]  # fmt: skip


def test_a_higher_level_that_is_shown_before_it_occurs_has_begun() -> None:
    levels = abstract(0, level("decimal", "%1"), level("decimal", "%1.%2"))
    assert listed((1, 1), (1, 1), (1, 0), (1, 1), numbering=levels + num(1, 0)) == ["1.1", "1.2", "2", "2.1"]


def test_legal_style_shows_every_level_in_figures() -> None:
    levels = abstract(0, level("upperRoman", "Article %1"), level("decimal", "Section %1.%2", more="<w:isLgl/>"))
    assert listed((1, 0), (1, 0), (1, 1), numbering=levels + num(1, 0)) == ["Article I", "Article II", "Section 2.1"]


def test_a_list_may_start_at_any_number_and_at_nought_where_none_is_given() -> None:
    bare = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
    numbering = abstract(0, level("decimal", "%1.", start=12)) + bare + num(1, 0) + num(2, 1)
    assert listed((1, 0), (1, 0), (2, 0), numbering=numbering) == ["12.", "13.", "0)"]


def test_a_list_of_one_level_has_no_other() -> None:
    single = PLAIN.replace("multilevel", "singleLevel")
    assert listed((1, 0), (1, 2), (1, 1), numbering=single + num(1, 0)) == ["1.", "2.", "3."]


def test_a_list_may_have_a_level_of_its_own() -> None:
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        f"{level('upperLetter', '%1)')}</w:lvl></w:lvlOverride></w:num>"
    )
    assert listed((1, 0), (2, 0), numbering=PLAIN + num(1, 0) + own) == ["1.", "B)"]


def test_a_list_may_stand_for_a_numbering_style() -> None:
    styles = style("Legal", '<w:numPr><w:numId w:val="2"/></w:numPr>', kind="numbering")
    numbering = (
        abstract(0, more='<w:numStyleLink w:val="Legal"/>')
        + abstract(1, level("upperLetter", "%1)"), more='<w:styleLink w:val="Legal"/>')
        + num(1, 0) + num(2, 1)
    )  # fmt: skip
    assert listed((1, 0), (2, 0), (1, 0), numbering=numbering, styles=styles) == ["A)", "B)", "C)"]


def test_styles_and_lists_that_point_at_one_another_end() -> None:
    styles = (
        style("A", based="B")
        + style("B", based="A")
        + style("L", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    )
    numbering = abstract(0, more='<w:numStyleLink w:val="L"/>') + num(1, 0)
    assert lines(docx(p("x", style="A", num=(1, 0)), styles=styles, numbering=numbering)) == ["x"]


CLAUSES = abstract(
    0,
    level("upperRoman", "Title %1", more='<w:pStyle w:val="One"/>'),
    level("decimal", "Article %2", more='<w:pStyle w:val="Two"/>'),
    level("decimal", "%3."),
) + num(1, 0)  # fmt: skip
CLAUSE_STYLES = (
    style("One", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
    + style("Two", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', based="One")
    + style("Three", based="Two")
    + style("Silent", '<w:numPr><w:numId w:val="0"/></w:numPr>', based="One")
)  # fmt: skip


def test_headings_are_numbered_through_their_styles() -> None:
    body = (
        p("General", style="One") + p("Terms", style="Two") + p("Aim", style="Three") + p("no number", style="Silent")
        + p("taken off", style="Two", more='<w:numPr><w:numId w:val="0"/></w:numPr>') + p("Special", style="One")
        + p("Scope", style="Two") + p("lower", style="Two", more='<w:numPr><w:ilvl w:val="2"/></w:numPr>')
    )  # fmt: skip
    assert lines(docx(body, styles=CLAUSE_STYLES, numbering=CLAUSES)) == [
        "Title I General", "Article 1 Terms", "Article 2 Aim", "no number", "taken off", "Title II Special",
        "Article 1 Scope", "1. lower",
    ]  # fmt: skip


def test_the_level_of_a_style_is_the_one_linked_to_it() -> None:
    """ECMA-376, part 1, 17.9.23: the link counts, and not a level that the style names."""
    styles = CLAUSE_STYLES.replace('<w:ilvl w:val="1"/>', '<w:ilvl w:val="5"/>')
    assert lines(docx(p("x", style="Two") + p("y", style="Three"), styles=styles, numbering=CLAUSES)) == [
        "Article 1 x", "Article 2 y",
    ]  # fmt: skip


def test_a_list_goes_on_across_other_text_and_in_tables() -> None:
    item = p("x", num=(1, 0))
    body = item + p("between") + table([item, "cell"], [item, item]) + item
    assert lines(docx(body, numbering=PLAIN + num(1, 0))) == [
        "1. x", "between", "2. x", "cell", "3. x", "4. x", "5. x",
    ]  # fmt: skip


def test_what_parts_a_number_from_its_text() -> None:
    numbering = "".join(
        abstract(key, level("lowerLetter", text, suff=suff)) + num(key, key)
        for key, (text, suff) in enumerate([("%1", ""), ("%1)", "nothing"), ("(%1)", "space")], start=1)
    )
    text = read_bytes(docx("".join(p("x", num=(key, 0)) for key in (1, 2, 3)), numbering=numbering), "made").text
    assert text.split() == ["a", "x", "a)x", "(a)", "x"]
    assert text.startswith("a  x\n")


def test_a_bullet_is_a_dash_and_no_word() -> None:
    numbering = "".join(
        abstract(key, level("bullet", sign)) + num(key, key) for key, sign in enumerate(("\uf0b7", "o", "—"), start=1)
    )
    assert listed((1, 0), (2, 0), (3, 0), numbering=numbering) == ["-", "-", "—"]


def test_empty_paragraphs_count_and_hidden_ones_do_not() -> None:
    hidden = p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", num=(1, 0), mark="<w:vanish/>")
    section = p("", num=(1, 0), more="<w:sectPr/>")
    body = p("x", num=(1, 0)) + p("", num=(1, 0)) + hidden + section + p("x", num=(1, 0))
    assert lines(docx(body, numbering=PLAIN + num(1, 0))) == ["1. x", "2.", "3. x"]


def test_formats_of_the_document_itself_give_the_width() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    one = level("decimal", "§ %1").replace('<w:numFmt w:val="decimal"/>', custom)
    assert listed((1, 0), (1, 0), numbering=abstract(0, one) + num(1, 0)) == ["§ 001", "§ 002"]


def test_the_number_before_it_was_changed_is_that_of_the_original() -> None:
    here = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/>{}</w:numPr>'
    old = here.format(0, '<w:numberingChange w:author="A" w:original="%1:4:4:)"/>')
    new = here.format(0, change("ins"))
    gone = f'<w:pPrChange w:author="A"><w:pPr>{here.format(1, "")}</w:pPr></w:pPrChange>'
    body = p("a", num=(1, 0)) + p("b", more=old) + p("c", more=new) + p("d", more=gone)
    made = docx(body, numbering=PLAIN + num(1, 0))
    assert lines(made) == ["1. a", "2. b", "3. c", "d"]
    assert lines(made, "original") == ["1. a", "d) b", "c", "(a) d"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimalZero", {1: "01", 12: "12"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 21: "21st", 112: "112th"}),
        ("ordinalText", {1: "First", 12: "Twelfth", 20: "Twentieth", 32: "Thirty-second", 101: "One hundred first"}),
        ("cardinalText", {3: "Three", 45: "Forty-five", 200: "Two hundred"}),
        ("none", {5: ""}),
        ("arabicAlpha", {1: "أ", 3: "ت"}),
        ("arabicAbjad", {2: "ب", 3: "ج"}),
        ("hebrew1", {15: "טו", 16: "טז", 115: "קטו", 500: "תק"}),
        ("russianUpper", {1: "А", 11: "Л"}),
        ("chineseCounting", {10: "十", 12: "十二", 21: "二十一", 101: "一百零一"}),
        ("chineseLegalSimplified", {12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 11: "11"}),
        ("hindiNumbers", {120: "१२०"}),
        ("decimalEnclosedCircle", {20: "⑳", 21: "21"}),
        ("unheardOf", {7: "7"}),
    ],
)  # fmt: skip
def test_numbers_in_many_formats(form: str, shown: dict[int, str]) -> None:
    assert {value: in_format(value, form) for value in shown} == shown


def test_ordinals_in_other_languages() -> None:
    assert [in_format(1, "ordinal", language) for language in ("fr", "es", "de")] == ["1er", "1º", "1."]
    assert in_format(2, "ordinalText", "fr") == "2"


def test_numbers_are_those_that_libreoffice_shows(soffice: list[str], tmp_path: Path) -> None:
    """Without what LibreOffice leaves out: legal style, levels that go on, a start of a lower level of one's own."""
    forms = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "ordinal", "ordinalText", "hebrew1",
             "chineseCounting", "koreanCounting", "russianLower", "decimalEnclosedCircle")  # fmt: skip
    values = (1, 2, 3, 11, 12, 15, 20)
    many = [(100 * key + value, form, value) for key, form in enumerate(forms) for value in values]
    item, bare = p("x", num=(1, 0)), abstract(0, level("decimal", "%1."), level("decimal", "%1.%2"))
    mixed = [(1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (3, 0), (3, 1), (1, 0)]
    made = {
        "formats": docx(
            "".join(p(f"{form} {value}", num=(key, 0)) for key, form, value in many),
            numbering="".join(abstract(key, level(form, "«%1»")) for key, form in enumerate(forms))
            + "".join(num(key, key // 100, l0=value) for key, _, value in many),
        ),
        "styles": docx(
            "".join(p("x", style=name) for name in ("One", "Two", "Two", "Silent", "One", "Two"))
            + p("x", num=(1, 2)) + p("x") + p("x", num=(1, 2)) + p("x", style="Two") + p("x", num=(1, 2)),
            styles=CLAUSE_STYLES, numbering=CLAUSES,
        ),
        "mixed": docx(
            "".join(p("x", num=place) for place in mixed), numbering=bare + num(1, 0) + num(2, 0) + num(3, 0, l0=7)
        ),
        "tables": docx(item + table([item, item], ["plain", item]) + p("x") + item, numbering=PLAIN + num(1, 0)),
    }  # fmt: skip
    paths = [tmp_path / f"{name}.docx" for name in made]
    for path, data in zip(paths, made.values(), strict=True):
        path.write_bytes(data)
    for path, shown in zip(paths, by_libreoffice(soffice, *paths), strict=True):
        theirs = [" ".join(line.split()) for line in shown.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
        assert lines(path.read_bytes()) == theirs, path.stem


def test_automatic_numbers_are_words_of_the_file() -> None:
    source = read_bytes(docx(p("word", num=(1, 0)), numbering=PLAIN + num(1, 0)), "made")
    assert source.tokens == 2 == len(words(source.text))
