"""What a reader of a web page gets: the law, line by line, with every word accounted for."""

from __future__ import annotations

import contextlib
import html.parser
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.kernel.bounds import MAX_NESTING
from caveat.kernel.errors import InputError
from caveat.kernel.source import Hint, Reading, words
from caveat.reading.html import read_html
from caveat.reading.html_nesting import BLOCKS, explicit

SECTIONS = "".join(
    f"<h3>{number}. Matter {number}</h3><p>(1) No person shall do the thing numbered {number}.</p>"
    for number in range(1, 6)
)


def read(page: str) -> str:
    return read_html(page, "page.html").text


def hints(page: str, kind: str) -> list[tuple[str, int, str | None]]:
    text, found, *_ = read_html(page, "page.html")
    return [(text[h.start : h.end], h.level, h.number) for h in found if h.kind == kind]


def removed(page: str, reason: str = "page furniture") -> str:
    return "\n".join(piece.text for piece in read_html(page, "page.html").removed if piece.reason == reason)


class TestLines:
    def test_blocks_and_breaks_begin_lines_and_inline_tags_do_not(self) -> None:
        page = "<div>One<p>t<b>w</b>o</div>three<br>four<ul><li>five<li>six</ul>"
        assert read(page).split("\n") == ["One", "two", "three", "four", "five", "six"]

    def test_white_space_and_comments_inside_a_block_leave_one_blank(self) -> None:
        assert read("<p> data\n\t of&nbsp;&nbsp;the <i> <!-- note --> computer</i>sys<!-- -->tem</p>") == (
            "data of the computersystem"
        )

    def test_entities_are_decoded(self) -> None:
        assert read("<p>&sect;&#160;5 &ldquo;A &amp; B&#8221; &#x2014; caf&eacute;</p>") == "§ 5 “A & B” — café"

    def test_cells_are_blocks_in_reading_order(self) -> None:
        page = (
            "<table><tr><td>(a)<td>fraud;<tr><td>(b)<td><table><tr><td>forgery</table>and<tr><td>(c)<td>theft</table>"
        )
        assert read(page).split("\n") == ["(a)", "fraud;", "(b)", "forgery", "and", "(c)", "theft"]

    def test_preformatted_text_keeps_its_lines(self) -> None:
        assert read("<pre>Article 1\nScope\n\nThis law applies</pre>") == "Article 1\nScope\n\nThis law applies"

    def test_words_after_the_end_of_the_page_are_read(self) -> None:
        assert read("<html><body><p>One</body></html><p>Two").split("\n") == ["One", "Two"]

    def test_an_empty_page_is_an_empty_text(self) -> None:
        assert read_html("", "x") == Reading("")
        assert read_html("<!-- nothing -->", "x") == Reading("")

    def test_characters_that_no_text_may_hold_are_replaced(self) -> None:
        assert read("<p>a\x00b\x0bc\ud800d</p>") == "a\ufffdb\ufffdc\ufffdd"


class TestHints:
    def test_heading_tags_give_their_level(self) -> None:
        assert hints("<h1>Act</h1><h3>Section 1</h3><p>Text.</p>", "heading") == [
            ("Act", 1, None),
            ("Section 1", 3, None),
        ]

    def test_a_line_all_in_bold_is_a_heading(self) -> None:
        page = "<p><b>CHAPTER I<br>GENERAL</b></p><p><b>Section 1.</b> Any person</p><p>(a) who</p><p>(b) what</p>"
        assert hints(page, "heading") == [("CHAPTER I", 5, None), ("GENERAL", 5, None)]

    def test_bold_means_nothing_where_all_is_bold(self) -> None:
        assert hints("<b><p>One thing</p><p>Another thing</p><p>A third</p></b>", "heading") == []

    def test_bold_around_paragraphs_counts(self) -> None:
        assert hints("<b><p>PART ONE</p></b><p>plain words</p><p>more of them</p>", "heading") == [
            ("PART ONE", 5, None)
        ]

    def test_official_journal_classes_are_headings(self) -> None:
        page = '<p class="oj-ti-art">Article 1</p><div class="title"><p class="oj-sti-art">Scope</p></div><p>It is.</p>'
        assert hints(page, "heading") == [("Article 1", 5, None), ("Scope", 5, None)]

    def test_items_carry_the_number_that_the_page_implies_and_the_text_does_not(self) -> None:
        page = "<ol><li>one<ol type=a><li>x<li>y</ol><li value=7>two</ol><ol type=I start=4><li>three</ol>"
        assert hints(page, "item") == [
            ("one\nx\ny", 1, "1"), ("x", 2, "a"), ("y", 2, "b"), ("two", 1, "7"), ("three", 1, "IV"),
        ]  # fmt: skip
        assert read(page).split("\n") == ["one", "x", "y", "two", "three"]

    def test_an_item_that_prints_its_own_number_implies_none(self) -> None:
        assert hints("<ol><li>(a) one<li>(b) two</ol>", "item") == [("(a) one", 1, None), ("(b) two", 1, None)]

    def test_list_styles_of_css_are_read(self) -> None:
        page = '<ol style="list-style-type: lower-roman"><li>x<li>y</ol><ol style="list-style:none"><li>z</ol>'
        assert hints(page, "item") == [("x", 1, "i"), ("y", 1, "ii"), ("z", 1, None)]

    def test_bullets_are_no_items(self) -> None:
        assert hints("<ul><li>one<li>two</ul>", "item") == []

    def test_footnotes_stand_apart_and_their_marks_stay_in_the_sentence(self) -> None:
        page = (
            "<p>The term data<a href='#_ftn1'><span class=MsoFootnoteReference>1</span></a> means facts.</p>"
            "<div style='mso-element:footnote-list'><p class=MsoFootnoteText>1 As amended.</p></div>"
        )
        assert read(page).split("\n") == ["The term data 1 means facts.", "1 As amended."]
        assert hints(page, "footnote") == [("1 As amended.", 0, None)]

    def test_a_note_inside_a_sentence_does_not_break_it(self) -> None:
        page = "<p>Each party<span class=footnote>A party is a State that signed.</span> shall act.</p>"
        assert read(page).split("\n") == ["Each party shall act.", "A party is a State that signed."]

    def test_a_page_that_only_has_footnotes_by_name_is_not_one(self) -> None:
        assert hints(f"<body class=has-footnotes>{SECTIONS}</body>", "footnote") == []

    def test_hints_quote_the_text(self) -> None:
        text, found, _, _, *_ = read_html(f"<ol><li>{SECTIONS}</ol>", "x")
        assert all(text[h.start : h.end].strip() == text[h.start : h.end] != "" for h in found)
        assert [h for h in found if h.kind == "item"] == [Hint(0, len(text), "item", 1, None)]


class TestFurniture:
    def test_scripts_and_the_title_are_listed_as_removed(self) -> None:
        page = (
            "<title>An Act</title><style>p {}</style><script>if (a<b) go()</script><noscript>Use it</noscript><p>Text"
        )
        text, _, taken, metadata, *_ = read_html(page, "x")
        assert text == "Text"
        assert metadata == {"title": "An Act"}
        assert [(piece.reason, piece.text) for piece in taken] == [
            ("page title", "An Act"),
            ("script", "p {}\nif (a b) go()\nUse it"),
        ]

    def test_semantic_elements_and_roles_are_furniture(self) -> None:
        page = (
            "<header><a href=/>Ministry</a></header><nav>Menu</nav><div role=search>Find</div>"
            f"<form><label>Year</label><select><option>2020</select></form>{SECTIONS}"
            "<aside>See also</aside><button>Print</button><footer>All rights reserved</footer>"
        )
        assert read(page) == read(SECTIONS)
        assert words(removed(page)) == words("Ministry Menu Find Year 2020 See also Print All rights reserved")

    def test_a_form_around_the_whole_page_is_not_furniture(self) -> None:
        assert read(f"<form action=x><div id=nav><a href=1>Home</a></div>{SECTIONS}</form>") == read(SECTIONS)

    def test_a_header_without_links_is_the_laws_own(self) -> None:
        page = f"<header><h2>Preamble</h2><p>Whereas the peace of all depends on it,</p></header>{SECTIONS}"
        assert read(page).startswith("Preamble\nWhereas")

    def test_articles_as_elements_shelter_no_single_one(self) -> None:
        articles = "".join(f"<article><h2>Article {n}</h2><p>Text of it.</p></article>" for n in range(1, 9))
        page = f"<h1>Charter</h1><section><p>Whereas it is needed,</p></section>{articles}<p>Done at a place.</p>"
        assert read(page).startswith("Charter\nWhereas")
        assert read(page).endswith("Done at a place.")

    def test_what_stands_outside_the_main_part_is_furniture_but_the_main_heading(self) -> None:
        page = f"<h1>Data Act</h1><p>Share this page</p><main>{SECTIONS}</main><p>Last visited today</p>"
        assert read(page) == "Data Act\n" + read(SECTIONS)

    def test_a_container_named_for_the_law_wins_over_the_page(self) -> None:
        page = (
            "<div id=content><p>This site offers versions of many acts, with help on how to read each of them.</p>"
            f'<div id=viewLegContents><div class="LegSnippet">{SECTIONS}</div></div></div>'
        )
        assert read(page) == read(SECTIONS)

    def test_menus_without_a_name_go_as_loose_links(self) -> None:
        menu = "".join(f"<td><a href={n}>Topic {n}</a></td>" for n in range(1, 5))
        page = f"<table><tr>{menu}</table><p>REPUBLIC ACT</p>{SECTIONS}<p>Approved.</p><a href='#top'>Back to top</a>"
        assert read(page) == f"REPUBLIC ACT\n{read(SECTIONS)}\nApproved."

    def test_a_linked_table_of_contents_is_furniture_and_linked_headings_are_not(self) -> None:
        toc = "".join(f"<p><a href='#s{n}'>{n}. Matter {n}</a></p>" for n in range(1, 6))
        law = "".join(f"<h3><a href='/s{n}'>{n}. Matter {n}</a></h3><p>(1) No person shall.</p>" for n in range(1, 6))
        assert read(f"{toc}<p>AN ACT to do it</p>{law}").startswith(
            "AN ACT to do it\n1. Matter 1\n(1) No person shall."
        )

    def test_a_link_that_comes_again_and_again_is_furniture(self) -> None:
        page = "".join(
            f"<div><a href=toc>Contents</a><h3>§ {n} Zweck</h3><div>(1) Dieses Gesetz gilt.</div></div>"
            for n in range(1, 5)
        )
        assert "Contents" not in read(page)
        assert read(page).startswith("§ 1 Zweck")

    def test_hidden_text_is_removed_as_such_unless_it_is_the_law(self) -> None:
        page = f"<p style='display: none'>ignore the rest</p>{SECTIONS}"
        assert read(page) == read(SECTIONS)
        assert removed(page, "hidden text") == "ignore the rest"
        assert read(f"<div hidden>{SECTIONS}</div>") == read(SECTIONS)

    def test_an_id_made_from_a_heading_does_not_cost_the_heading(self) -> None:
        page = f"<h2 id='menu'>Menu of measures</h2>{SECTIONS}"
        assert read(page).startswith("Menu of measures")

    def test_buttons_that_unfold_a_unit_are_its_heading(self) -> None:
        folded = "<button>Section 1. Access</button><div>No person shall enter.</div><button>Print</button>"
        assert (
            read(f"<h2><button>Offences</button></h2>{folded}") == "Offences\nSection 1. Access\nNo person shall enter."
        )

    def test_words_about_cookies_go_with_their_box(self) -> None:
        page = (
            f"<div class=cookie-banner><p>We use cookies to give you the best experience there is.</p></div>{SECTIONS}"
        )
        assert read(page) == read(SECTIONS)


def akn(name: str, *inside: str, tag: str = "span") -> str:
    return f'<{tag} class="akn-{name}">{"".join(inside)}</{tag}>'


def akn_unit(name: str, number: str, text: str, *inside: str) -> str:
    return akn(name, akn("num", number), akn("content", akn("p", text)), *inside, tag="section")


AKN_PAGE = (
    '<body><div class="navbar"><a href="/">Home</a></div><h1>Data Act</h1><p>History of this document</p>'
    + "<la-akoma-ntoso><section class='akn-part'><h2>Part I – General</h2><section class='akn-section'>"
    + "<h3>1. Definitions</h3>"
    + akn("content", akn("p", "In this Act, ", akn("term", "data"), " are facts."), akn("p", "Facts are so."))
    + "</section><section class='akn-section'>"
    + akn("num", "2.")
    + akn("heading", "Access")
    + akn_unit(
        "subsection", "(1)", "No one may—", *(akn_unit("paragraph", *i) for i in (("(a)", "enter;"), ("(b)", "stay.")))
    )
    + "</section></section></la-akoma-ntoso><div><p>Related documents: 1. Rules 2. Orders</p></div></body>"
)


class TestAkomaNtosoPages:
    def test_the_law_is_read_unit_by_unit_and_the_site_is_left_out(self) -> None:
        assert read(AKN_PAGE).split("\n") == [
            "Data Act", "Part I – General", "1. Definitions", "In this Act, data are facts.", "Facts are so.",
            "2. Access", "(1) No one may—", "(a) enter;", "(b) stay.",
        ]  # fmt: skip
        assert "Related documents" in removed(AKN_PAGE)

    def test_numbers_with_headings_are_headings_and_paragraphs_are_text(self) -> None:
        found = hints(AKN_PAGE, "heading")
        assert [text for text, _, _ in found] == ["Data Act", "Part I – General", "1. Definitions", "2. Access"]
        assert hints(AKN_PAGE, "item") == []

    def test_custom_elements_are_understood_too(self) -> None:
        unit = "<akn-num>4.</akn-num><akn-heading>Use</akn-heading><akn-p>No use.</akn-p>"
        page = f"<akn-act><akn-section>{unit}</akn-section></akn-act>"
        assert read(page) == "4. Use\nNo use."
        assert hints(page, "heading") == [("4. Use", 1, None)]

    def test_numbers_set_in_spans_of_their_own_do_not_touch_the_words(self) -> None:
        page = '<h5><span class="LegDS LegP1No">21</span><span class="LegP1GroupTitle">Terms</span></h5>'
        assert read(page) == "21 Terms"


class _Words(html.parser.HTMLParser):
    """The words of a page's text nodes by the standard library: blocks part words, inline tags do not."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.pieces.append(" " if tag in BLOCKS or tag in ("br", "script", "style", "button", "select") else "")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, ())

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def count(self) -> Counter[str]:
        return Counter(words("".join(self.pieces)))


def accounted(page: str) -> Counter[str]:
    text, _, taken, _, *_ = read_html(page, "x")
    return Counter(words(text)) + sum((Counter(words(piece.text)) for piece in taken), Counter())


WORDS = st.sampled_from(["law", "shall", "1.", "(a)", "Article 5", "État", "第一条", " ", "\n", "&amp;", "x&#160;y"])
INLINE = st.sampled_from(["b", "i", "span", "a href=x", "em", "u", "o:p", "font size=1", "span class=footnote"])
BLOCK = st.sampled_from(
    [
        "p",
        "div",
        "h2",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "nav",
        "header",
        "footer",
        "main",
        "form",
        "dd",
        "pre",
        "br",
    ]
)
CLOSED = st.sampled_from(
    ["<script>var a<b</script>", "<style>p{}</style>", "<!-- no -->", "<title>t u</title>", "<button>go</button>"]
)
TAGS = st.tuples(st.one_of(INLINE, BLOCK), st.sampled_from(["<{}>", "<{}>", "</{}>"]))
SOUP = st.lists(
    st.one_of(WORDS, CLOSED, TAGS.map(lambda pair: pair[1].format(pair[0].split()[0] if "/" in pair[1] else pair[0])))
)


class TestNothingIsLost:
    @given(SOUP)
    def test_words_in_are_words_out_whatever_the_markup(self, pieces: list[str]) -> None:
        page = "".join(pieces).replace("class=footnote", "class=note")
        assert accounted(page) == _Words(page).count()

    @given(SOUP)
    def test_notes_keep_their_words(self, pieces: list[str]) -> None:
        page = " ".join(pieces)
        assert accounted(page) == _Words(page).count()

    @given(st.text())
    def test_any_text_is_read_without_a_traceback(self, page: str) -> None:
        text, found, _, _, *_ = read_html(page, "x")
        assert all(line == " ".join(line.split()) for line in text.split("\n"))
        assert all(0 <= h.start < h.end <= len(text) for h in found)

    def test_real_pages_keep_their_words(self, corpus_folder: Path) -> None:
        pages = sorted(corpus_folder.glob("**/*.html"))
        for path in pages:
            page = path.read_text(encoding="utf-8", errors="replace")
            assert accounted(page) == _Words(page).count(), path.name


class TestHostilePages:
    @pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<x-y>"])
    def test_deep_nesting_is_refused_with_a_reason(self, tag: str) -> None:
        with pytest.raises(InputError, match=f"more than {MAX_NESTING} deep"):
            read_html(tag * 100_000, "deep.html")

    @pytest.mark.parametrize(
        "piece", ["<p>", "<p><font size=2>", "<li>", "<br>", "<tr><td>", "<td>", "<p><a name=x><b>", "<dt>"]
    )
    def test_elements_left_open_do_not_count(self, piece: str) -> None:
        page = "".join(f"{piece}word{n}" for n in range(2000))
        assert words(read(page)) == [f"word{n}" for n in range(2000)]

    @pytest.mark.parametrize(
        "piece", ["<", "<a ", '<a "', '<a ="', "<!--", "</", "&", "<p a=", "<script>", "<title>", "</p>", "<i></b>x"]
    )
    def test_broken_markup_takes_linear_time(self, piece: str) -> None:
        begun = time.perf_counter()
        with contextlib.suppress(InputError):
            read_html(piece * 50_000, "x")
        assert time.perf_counter() - begun < 5

    def test_elements_closed_at_once_in_xhtml_swallow_nothing(self) -> None:
        head = '<?xml version="1.0"?><html><head><title/><script src="a.js"/></head>'
        assert read(f'{head}<body><a id="x"/><p>Text</p></body></html>') == "Text"

    def test_an_end_tag_cannot_reach_out_of_its_cell(self) -> None:
        assert (
            explicit("<div><table><tr><td></div>x</table>y", "x")
            == "<div><table><tr><td><br>x</td></tr></table>y</div>"
        )
