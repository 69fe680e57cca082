"""What a stranger's file may cost: bounds before parsing, time in proportion to size, nothing executed or fetched."""

from __future__ import annotations

import socket
import subprocess
import time
from itertools import pairwise

import pytest
from benchmarks.fuzz.growth import SECONDS_PER_MB, Case, share

from caveat.instrument import build
from caveat.instrument.amending.amend import amend
from caveat.instrument.amending.recognising import recognised
from caveat.kernel.bounds import MAX_ELEMENTS, MAX_LINES, MAX_TEXT_CHARS, MAX_UNITS
from caveat.kernel.errors import InputError
from caveat.provisions.extract import extract
from caveat.reading import read_bytes

SIZE = 60_000
LENIENCE = 5
"""Times its share of seconds that a text may take on a machine that does other things too."""


def refusal(data: bytes) -> str:
    begun = time.process_time()
    with pytest.raises(InputError) as caught:
        build(read_bytes(data, "some file"))
    assert time.process_time() - begun < 10
    assert "\n" not in str(caught.value)
    return str(caught.value)


class TestBounds:
    def test_a_column_of_numbers_is_no_law(self) -> None:
        assert "lines" in refusal(b"7\n" * (MAX_LINES + 1))

    def test_blank_lines_do_not_count(self) -> None:
        assert build(read_bytes(b"Article 1\n" + b"\n" * (2 * MAX_LINES) + b"Text.\n", "x")).units

    def test_a_text_longer_than_any_law(self) -> None:
        assert "characters" in refusal(b"Article 1\n" + (b"word " * 20 + b"\n") * (MAX_TEXT_CHARS // 100))

    def test_more_marks_than_any_law_has(self) -> None:
        assert "numbers of paragraphs" in refusal(b"Article 1\n" + b"(a) x; (b) y; (c) z. " * (MAX_UNITS // 3 + 1))

    def test_more_tags_than_any_page_has(self) -> None:
        assert "too many elements" in refusal(b"<html><body><h2>Article 1</h2>" + b"<p>x" * (MAX_ELEMENTS + 1))

    @pytest.mark.parametrize(
        "front",
        [
            "a: " + "[" * 15_000,
            "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{f'*{a}, ' * 9}]\n" for a, b in pairwise("abcdefghi")),
            "date: 2024-13-45\ntitle: !!python/object/apply:os.system [id]",
            "title: 12:99:99\nnumber: 0o9\nwhen: 99999-01-01",
            "? [a, b]\n: c\n1: 2",
        ],
        ids=["deep", "aliases", "tags", "numbers", "keys"],
    )  # fmt: skip
    def test_front_matter_is_nothing_but_text(self, front: str) -> None:
        source = read_bytes(f"---\n{front}\n---\n# Act\n\n## Article 1\n\nText.\n".encode(), "x")
        assert all(isinstance(value, str) for value in source.metadata.values())
        assert sum(map(len, source.metadata.values())) < 20_000


PATTERNS = [
    ("markdown", "[x" + " " * 400), ("markdown", "<!--"), ("markdown", "a  "), ("markdown", "# #"), ("markdown", "| "),
    ("markdown", "![a]("), ("markdown", "1. "), ("markdown", "*_"), ("markdown", "[a][b"), ("markdown", "> "),
    ("text", "“\n"), ("text", "“" + "\n" * 3000), ("text", '"\n'), ("text", '"a" means '), ("text", "(a) x "),
    ("text", "x  "), ("text", "1.1"), ("text", "[("), ("text", "(a) and\n"), ("text", "article 1, paragraph (a) "),
    ("text", "Article {}\n"), ("text", "Annex {}\n\n"), ("text", "1 to 2 and "), ("text", "\t\u00a0"), ("text", "'' "),
    ("html", "<ol><li>x"), ("html", "<b>a</b>"), ("html", "<td>1"), ("html", "<a name=x>"), ("html", "&#40;a) "),
    ("akn", "<ins>x</ins>"), ("akn", "<item><num>a</num><p>x</p></item>"), ("akn", "<authorialNote>x</authorialNote>"),
    ("akn", "<def>x</def>"), ("akn", "<component>x</component>"), ("open", "(" * 300 + ")" * 300), ("open", "§ {} "),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "pattern"), PATTERNS, ids=[f"{form}-{number}" for number, (form, _) in enumerate(PATTERNS)]
)
def test_time_is_in_proportion_to_size(form: str, pattern: str) -> None:
    assert share(Case(form, pattern), SIZE) < LENIENCE, f"more than {LENIENCE * SECONDS_PER_MB} seconds a megabyte"


BLANKS = " " * 30_000
RUNS = [
    f"Article 1{BLANKS}x", f"Article 1\n1. a{BLANKS}(b) c", f'"a{BLANKS}b', "a,  " * 9_000, f"## a{BLANKS}b",
    "Article 1\n(a) x;" + "\n " * 15_000 + "(b) y", "-" * 30_000 + "x", "| " * 15_000 + "x",
]  # fmt: skip


@pytest.mark.parametrize("between", RUNS, ids=range(len(RUNS)))
def test_long_runs_of_one_character_take_no_longer(between: str) -> None:
    begun = time.process_time()
    for text in (between, f"# Act\n\n{between}\n\n## Article 1\n\nText.\n"):
        try:
            build(read_bytes(text.encode(), "x"))
        except InputError as error:
            assert "no numbered" in str(error)
    assert time.process_time() - begun < 1


ADDRESS = "http://203.0.113.7/x"
FILES = {
    "text": f"Article 1\nSee {ADDRESS} and file:///etc/hostname.\n",
    "markdown": "---\ntitle: !!python/name:os.system x\n---\n"
    f"# Act\n\n## Article 1\n\n![a]({ADDRESS}) <img src={ADDRESS}>",
    "html": f'<html><head><base href="{ADDRESS}"><script src="{ADDRESS}">while(1);</script>'
    f'<link rel=stylesheet href="{ADDRESS}">'
    f'<meta http-equiv=refresh content="0;{ADDRESS}"></head><body onload="alert(1)"><iframe src="{ADDRESS}"></iframe>'
    f'<img src="{ADDRESS}"><object data="file:///etc/hostname"></object><h2>Article 1</h2><p>Text.',
    "akn": f'<?xml version="1.0"?><?xml-stylesheet href="{ADDRESS}"?><!DOCTYPE akomaNtoso PUBLIC "x" "{ADDRESS}">'
    f'<akomaNtoso xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{ADDRESS}">'
    "<act><body>"
    f'<article><num>1</num><content><p><img src="{ADDRESS}"/>Text.<componentRef src="{ADDRESS}"/></p>'
    "</content></article>"
    "</body></act></akomaNtoso>",
}


@pytest.mark.parametrize("form", FILES)
def test_nothing_that_a_file_says_is_fetched_or_executed(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a file made Caveat reach out")

    for module, name in ((socket, "socket"), (socket, "getaddrinfo"), (subprocess, "Popen")):
        monkeypatch.setattr(module, name, fail)
    source = read_bytes(FILES[form].encode(), form)
    assert source.format == form
    made = build(source)
    assert [unit.number for unit in made.units if unit.kind == "article"] == ["1"]
    assert "localhost" not in made.text


HELP = "Treaty\n\nArticle 1\nMutual assistance\nThe Parties shall afford one another mutual assistance; {}.\n"
POWERS = "Act\n\nArticle 1\nPowers of search\nA constable {}.\n"
ARTICLES = "Act on Systems\n\n{}"
ONE_SENTENCE = [
    (HELP, "a Party may refuse assistance where human rights are at risk, "),
    (HELP, "it shall not be bound by a warrant of a court, by privacy, or by proportionality, "),
    (HELP, "a request shall be refused if a judge so orders, subject to article @, "),
    (POWERS, "may search and seize a computer system with a warrant, or order a provider to preserve data, "),
    (POWERS, "who, being an officer who searches, may seize and copy data, "),
    (POWERS, "without prior lawful express written obtaining the prior "),
    (POWERS, "competent district high supreme judicial magistrates "),
    (POWERS, "causes to that other person of any serious severe "),
]
MANY_ARTICLES = [
    "The Parties shall afford one another mutual assistance with respect for human rights. A Party may refuse.",
    "An officer may search a system with a warrant, subject to article 3 and article 4 and to human rights.",
    "The powers in this Chapter shall be subject to human rights. A person who intentionally and without right"
    " gains access to a system commits an offence, and article 3 applies.",
]


class TestProvisions:
    @pytest.mark.parametrize(("frame", "piece"), ONE_SENTENCE, ids=range(len(ONE_SENTENCE)))
    def test_one_sentence_without_end(self, frame: str, piece: str) -> None:
        words = "".join(piece.replace("@", str(number)) for number in range(3, 240_000 // len(piece)))
        assert seconds_to_extract(frame.replace("{}", words)) < 8

    @pytest.mark.parametrize("words", MANY_ARTICLES, ids=range(len(MANY_ARTICLES)))
    def test_many_articles_that_guard_one_another(self, words: str) -> None:
        articles = "".join(f"Article {number}\nMutual assistance\n{words}\n\n" for number in range(1, 1_600))
        assert seconds_to_extract(ARTICLES.replace("{}", articles)) < 8


def seconds_to_extract(text: str) -> float:
    outline = build(read_bytes(text.encode(), "x"))
    begun = time.process_time()
    extract(outline)
    return time.process_time() - begun


AMENDING = "Systems Amendment Act 2020\n\nAn Act to amend the Systems Act 2001\n\n"
QUOTING = [
    "substitute ‘", "insert 's ", "is amended by deleting “\n", "insert “\n“a\n", "inserting “a”\n\n“b\n", 'delete "a ',
    "is hereby amended by inserting the words ", "(a) in section 2(@), delete ‘x’;\n",
]  # fmt: skip


class TestAmending:
    @pytest.mark.parametrize("piece", QUOTING, ids=range(len(QUOTING)))
    def test_quotations_that_never_close(self, piece: str) -> None:
        words = piece * (60_000 // len(piece))
        begun = time.process_time()
        recognised(build(read_bytes(f"{AMENDING}1. Change\n{words}\n\n2. Section 4 is repealed.\n".encode(), "x")))
        assert time.process_time() - begun < 8

    def test_words_that_stand_everywhere_changed_again_and_again(self) -> None:
        act = "Systems Act 2001\n\n" + "".join(f"{n}. Duty\n\nAn agent shall act.\n\n" for n in range(1, 1_501))
        change = "The Systems Act 2001 is amended by deleting “agent” wherever it occurs and substituting “clerk”."
        bill = AMENDING + "".join(f"{n}. {change}\n\n" for n in range(1, 301))
        begun = time.process_time()
        with pytest.raises(InputError, match="places"):
            amend(build(read_bytes(bill.encode(), "x")), build(read_bytes(act.encode(), "y")))
        assert time.process_time() - begun < 25
