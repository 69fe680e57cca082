"""Pieces of legal numbering, layout and markup that mutations put into files."""

from __future__ import annotations

from typing import Final

NUMBERS: Final = (
    "0", "1", "2", "9", "10", "99", "1000", "9999", "99999999999", "-1", "1.1", "1.1.1", "3 bis", "4 ter", "5A", "5AA",
    "7-9", "I", "II", "IV", "IX", "XL", "MCMXC", "iii", "viii", "xxviii", "a", "b", "h", "i", "j", "z", "aa", "zz",
    "A", "B", "one", "First", "premier", "٣", "三", "²", "½", "１", "Ⅷ", "①",
)  # fmt: skip
HEADS: Final = (
    "Article {}", "ARTICLE {}.", "Art. {} -", "Section {}.", "§ {}", "Rule {}", "Regulation {}", "Clause {}",
    "CHAPTER {}", "Part {}", "TITLE {} - Of things", "Annex {}", "ANNEX", "Schedule {}", "FIRST SCHEDULE", "{}.",
    "{}. -", "({})", "{})", "({}) ({})", "[{}]", "[({})", "Option {}", "OPTION {}:", "Alternative {}", "Preamble",
    "Artikel {}", "Artículo {}", "第{}条", "Статья {}", "المادة {}", "- {}", "* {}", "{}\n", "Article {} [bis]",
)  # fmt: skip
PHRASES: Final = (
    "“data” means any representation", '"x" means', "''y'' means", "shall adopt such measures", "may require", ":",
    ";", "; and", ", or", "—", "IN WITNESS WHEREOF", "Done at a lake", "have agreed as follows:", "Recalling the sea,",
    "TABLE OF CONTENTS", "Arrangement of Sections", "page 3 of 7", "A/AC.291/22", "the principal Act",
    "article 7, paragraph 2", "paragraphs (a) to (c) of article 5", "subject to article 15", "[", "]", "[[", "]]", "(",
    ")", '"', "“", "”", "«", "»", "'", "''", "``", "commits an offence and is liable", "Repealed.", "\t", "        ",
    "Member States", "each Party", "imprisonment for a term not exceeding ten years", "All rights reserved",
    "Creative Commons", "Back to top", "* * *", "---", "===", "___", "...", ". . . .", "1 2 3 4 5 6 7 8 9", "|", "||",
)  # fmt: skip
CHARACTERS: Final = (
    "\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1c", "\x85", "\xa0", "\xad", "\u200b", "\u200d", "\u200e", "\u202e",
    "\u2028", "\u2029", "\u2060", "\ufeff", "\ufffd", "\ufffe", "\u0130", "\u0131", "\u00df", "\u1e9e", "\ufb01",
    "\u0301", "e\u0301", "\u3000", "\u061c", "\U0001f600", "\U000e0041", "\u0660", "\u2160", "\u00bd", "\r", "\r\n",
)  # fmt: skip
MARKDOWN: Final = (
    "# ", "## ", "###### ", "**", "*", "_", "__", "~~", "`", "```", "> ", "[x](y)", "[x][y]", "[^1]", "[^1]: note",
    "![i](j)", "| a | b |", "|---|---|", "<br>", "<b>", "</b>", "<!--", "-->", "\\", "\\*", "---\ntitle: x\n---\n",
    "---\n", "{: .c}", "1. ", "- ", "    ", "&amp;", "[x]: http://e", "](", "](a \"b\")", "{", "}",
)  # fmt: skip
HTML: Final = (
    "<p>", "</p>", "<div>", "</div>", "<div class='footnotes'>", "<span>", "<br>", "<table>", "</table>", "<tr>",
    "<td>", "<td colspan=9>", "<th>", "<ol>", "<ol type=a start=5>", "<ol reversed>", "<ol start=x>", "</ol>", "<ul>",
    "<li>", "<li value=99999999999>", "<li value=-3>", "<h1>", "<h2>", "</h2>", "<h6>", "<a href='#f1'>", "</a>",
    "<nav>", "</nav>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<pre>", "</pre>",
    "<textarea>", "<title>", "<template>", "<svg>", "<math>", "<select><option>", "<button>", "<form>", "<input>",
    "<iframe src=x>", "<noscript>", "<sup>1</sup>", "<b>", "</b>", "<section>", "<article>", "<main>", "<aside>",
    "<body>", "</body>", "<html lang=en>", "</html>", "<head>", "<meta charset=utf-16>", "<base href=x>", "<", ">", "&",
    "&amp;", "&#0;", "&#x110000;", "&#xD800;", "&nbsp;", "&bogus;", "<p/>", "<div", "class=\"", "style='display:none'",
    "<la-akoma-ntoso>", "<span class='akn-num'>", "<section class='akn-section'>", "hidden", "<frameset>", "<dl><dt>",
)  # fmt: skip
AKN: Final = (
    "<article>", "</article>", "<section>", "</section>", "<num>", "</num>", "<num>{}</num>", "<num title='{}'/>",
    "<heading>", "</heading>", "<heading>Of {}</heading>", "<content>", "</content>", "<p>", "</p>", "<p/>", "<intro>",
    "<wrapUp>", "</wrapUp>", "<list>", "<point>", "<paragraph>", "</paragraph>", "<subparagraph>", "<hcontainer>",
    "<hcontainer name='schedule'>", "<hcontainer name='definition'>", "</hcontainer>", "<blockList>", "<item>", "<def>",
    "</def>", "<term>", "<ins>", "</ins>", "<del>", "<authorialNote marker='1'>", "</authorialNote>", "<noteRef/>",
    "<quotedStructure>", "</quotedStructure>", "<preface>", "<preamble>", "<recitals>", "<recital>", "<conclusions>",
    "<attachments>", "<attachment>", "<component>", "<components>", "<documentCollection>", "<collectionBody>", "<act>",
    "<bill>", "<judgment>", "<meta>", "</meta>", "<FRBRWork>", "<FRBRalias value='{}'/>", "<FRBRdate date='{}'/>",
    "<FRBRlanguage language='{}'/>", "<identification source='#caveat'>", "class='article'", "class='tail'",
    "class='recital'", "eId=''", "xmlns='x'", "<toc>", "<table>", "<td>", "<eol/>", "<chapter>", "<part>", "<title>",
    "<?pi x?>", "<!-- c -->", "<![CDATA[", "]]>", "<!DOCTYPE a>", "<!ENTITY x 'y'>", "&amp;", "&lt;", "&x;", "&#0;",
)  # fmt: skip
PDF: Final = (
    "obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref", "%%EOF", "/Length", "/Kids", "/Parent",
    "/Type /Page", "/Count", "/Contents", "/Font", "/ToUnicode", "/Filter /FlateDecode", "/Encrypt", "<<", ">>", "[",
    "]", "0 R", "1 0 R", "-1", "99999999999", "/MediaBox [0 0 0 0]", "/MediaBox [0 0 1e9 1e9]", "BT", "ET", "Tj", "TJ",
    "Tm", "/Rotate 90", "/Outlines", "/JS (app.alert(1))", "/OpenAction", "/Prev 0", "\x00", "(", ")",
)  # fmt: skip
PLACES: Final = {"text": (), "markdown": MARKDOWN, "html": HTML, "akn": AKN, "docx": (), "pdf": PDF}
