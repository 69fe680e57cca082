"""`caveat review -f html`: one page that loads nothing, runs nothing, loses nothing and leads everywhere and back."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from caveat.cli.main import run
from caveat.cli.review import reviewed
from caveat.instrument import build
from caveat.kernel.shapes import Outline
from caveat.kernel.source import count_words, words
from caveat.kernel.verdicts import Demand, Review, Verdict
from caveat.reading import read_bytes
from caveat.reports.html_passages import Layers, Passages
from caveat.reports.html_review import html_review
from tests.web_page import Node, faults, has_class, law_words, marked_words, parsed, spoken

SAMPLES = Path(__file__).parent.parent / "src" / "caveat" / "samples"
TEXTS = ("convention-draft-1.txt", "convention-draft-3.md", "national-bill.txt")
CORPUS = (
    "treaties/budapest-2001/en.md",
    "drafts/paris-agreement-drafts/2015-12-09-draft.md",
    "laws/zm-cyber-2021/en.txt",
    "laws/ph-ra10175-2012/en.html",
    "formats/bbnj-2023/en.txt",
)
SMALL = """Cable Act

1. Spreading rumours
Whoever sends a message that is likely to annoy commits an offence and is liable to imprisonment for up to five years.

2. Opening of post
(1) A police officer may, without a warrant, open any letter or read any message in transit.
(2) An officer who opens a letter shall tell nobody.
"""
LONG = "incomprehensibilities" * 240
HOSTILE = f"""<script>alert(1)</script> Harbour Act "><img src=x onerror=alert(2)>

1. Heading </h3></section></style><script>alert(3)</script>
Whoever publishes \u202e backwards {LONG} &lt;b&gt; <b onmouseover="alert(4)">bold</b> false news commits an offence.

2. Definitions
In this Act, "data\u2066\u200f' onload='alert(5)" means anything; "<svg onload=alert(6)>" means nothing.

3. Powers
(1) A police officer may, without a warrant, search any computer ]]> <!-- and seize \x07 it. -->
(2) The officer shall not disclose {{{{ 7 * 7 }}}} or {{% raw %}} the search.
"""


class Made(NamedTuple):
    review: Review
    outline: Outline
    page: str
    root: Node


def made(data: bytes, name: str) -> Made:
    found = reviewed(build(read_bytes(data, name)))
    page = html_review(found.review, found.outline, found.provisions)
    return Made(found.review, found.outline, page, parsed(page))


@pytest.fixture(scope="module", params=[*TEXTS, *CORPUS, "hostile", "small"])
def any_page(request: pytest.FixtureRequest) -> Made:
    name = request.param
    if name in CORPUS:
        folder: Path = request.getfixturevalue("corpus_folder")
        return made((folder / name).read_bytes(), name)
    if name in TEXTS:
        return made((SAMPLES / name).read_bytes(), name)
    return made((HOSTILE if name == "hostile" else SMALL).encode(), name)


@pytest.fixture(scope="module")
def draft() -> Made:
    return made((SAMPLES / TEXTS[1]).read_bytes(), TEXTS[1])


@pytest.fixture(scope="module")
def small() -> Made:
    return made(SMALL.encode(), "small")


def test_the_page_is_sound_internal_and_accessible(any_page: Made) -> None:
    assert faults(any_page.root) == []


def test_no_word_of_the_text_is_lost_moved_or_added(any_page: Made) -> None:
    assert law_words(any_page.root) == words(any_page.outline.text)


def test_every_finding_leads_to_its_words_and_back(any_page: Made) -> None:
    """The link at a finding leads into the full text, and a note there leads to the finding."""
    law = any_page.root.xpath("//section[@id='text']")[0]
    targets = {"text", *law.xpath(".//@id")}
    back = set(law.xpath(f".//*[{has_class('notes')} or {has_class('note-general')}]//@href"))
    for finding in any_page.review.findings:
        (case,) = any_page.root.xpath("//*[@id=$id]", id=finding.fingerprint)
        assert case.xpath(".//h5/a/@href")[0][1:] in targets, finding.citation
        assert f"#{finding.fingerprint}" in back, finding.citation


def test_the_words_marked_for_a_finding_are_its_evidence(any_page: Made) -> None:
    passages = Passages(any_page.outline.text, any_page.review.findings)
    marked = marked_words(any_page.root)
    assert len(marked) == len(passages.all)
    for passage in passages.all:
        assert marked[passage.number] == words(any_page.outline.text[passage.start : passage.end])
    for finding in any_page.review.findings:
        for one in (*finding.evidence, *finding.contrary):
            assert passages.at(one.start, one.end), one.quote


def test_findings_stand_in_full_with_what_was_weighed(draft: Made) -> None:
    for finding in draft.review.findings:
        case = _plain(draft.root.xpath("//*[@id=$id]", id=finding.fingerprint)[0])
        assert _squeezed(finding.why.partition("\n\n")[0]) in case
        if finding.quote and len(finding.quote) <= 700:
            assert _squeezed(finding.quote) in case
        assert all(_squeezed(one.why) in case for one in finding.considered)
        assert all(_squeezed(one.quote) in case for one in finding.contrary)
        assert finding.searched is None or _squeezed(finding.searched.where) in case
    whole = _plain(draft.root)
    for finding in draft.review.findings:
        assert _squeezed(finding.why.partition("\n\n")[2]) in whole
        assert finding.fix is None or _squeezed(finding.fix) in whole
        assert all(f"{one.instrument} {one.pinpoint}: {one.says}" in whole for one in finding.standards)


def _plain(one: Node) -> str:
    return _squeezed("".join(one.itertext()))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_the_opening_says_what_the_text_is_and_what_is_gravest(draft: Made) -> None:
    head = _plain(draft.root.xpath("//header")[0])
    instrument = draft.outline.instrument
    for fact in (instrument.title, instrument.symbol, instrument.date, "Treaty", "English", "42 articles"):
        assert fact and fact in head
    assert "Not reviewed by a lawyer" in head and "A machine read this text" in head
    assert f"{count_words(draft.outline.text):,} words" in head
    opening = draft.root.xpath("//section[@id='summary']")[0]
    for name in ("critical", "major", "minor"):
        count = sum(one.polarity == "problem" and one.severity == name for one in draft.review.findings)
        assert f"{count} " in _plain(opening.xpath(f".//li[@class='{name}']")[0])
    quotes = [_plain(one).removesuffix("…").strip() for one in opening.xpath(".//blockquote")]
    assert len(quotes) == 3
    assert all(quote in _squeezed(draft.outline.text) for quote in quotes)


def test_the_table_by_chapter_adds_up(any_page: Made) -> None:
    cells = any_page.root.xpath("//table[@class='tally']//td/text()")
    assert sum(int(cell) for cell in cells if cell != "–") == len(any_page.review.findings)


def test_what_could_not_be_decided_is_listed(draft: Made) -> None:
    asked = _plain(draft.root.xpath("//section[@id='checks']")[0])
    open_ = [check for check in draft.review.checks if check.result == "inconclusive"]
    assert open_ and f"{len(draft.review.checks)} checks" in asked
    assert all(check.why in asked and check.code in asked for check in open_)


def test_what_was_left_out_of_the_file_is_said(draft: Made) -> None:
    about = _plain(draft.root.xpath("//section[@id='about']")[0])
    for piece in draft.review.coverage.removed:
        assert piece.reason in about and _squeezed(piece.text)[:200] in about


def test_provisions_stand_in_tables(draft: Made) -> None:
    titles = [spoken(one) for one in draft.root.xpath("//section[@id='provisions']/h3")]
    assert [title.split()[0] for title in titles] == ["Offences", "Powers", "Cooperation"]


def test_nothing_of_a_hostile_text_is_markup() -> None:
    page = made(HOSTILE.encode(), "hostile")
    assert not page.root.xpath("//script | //img | //svg | //b | //*[@onload or @onerror or @onmouseover]")
    assert "alert(3)" in _plain(page.root.xpath("//div[@class='law']")[0])
    assert "49" not in law_words(page.root)
    assert "\x07" not in page.page
    assert page.root.xpath("//h1[@dir='auto']")
    for one in page.root.xpath("//nav//a | //td//a | //th//a"):
        strays = [
            text
            for text in one.xpath(".//text()[not(ancestor::bdi)]")
            if re.search("[\u202a-\u202e\u2066-\u2069]", text)
        ]
        assert strays == []


def test_the_policy_forbids_everything_but_the_style(small: Made) -> None:
    (policy,) = small.root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not re.findall(r"https?://|//[a-z]", re.sub(r"(?s)<style>.*?</style>", "", small.page))


def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        assert run(["review", str(SAMPLES / TEXTS[2]), "-f", "html", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_the_demo_is_a_page_too(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["demo", "-f", "html"]) == 0
    assert faults(parsed(capfdbinary.readouterr().out.decode())) == []


def test_a_text_in_a_language_without_criteria_is_said_not_to_be_judged() -> None:
    text = "Loi sur les câbles\n\nArticle 1\n\nLa loi protège les câbles.\n\nArticle 2\n\nElle est publiée.\n"
    page = made(text.encode(), "loi")
    assert page.outline.instrument.language == "fr"
    opening = page.root.xpath("//section[@id='summary']")[0]
    assert "Nothing was judged" in _plain(opening) and not opening.xpath(".//ul[@class='counts'] | .//table")
    assert page.root.xpath("//div[@class='law']/@lang") == ["fr"]
    assert faults(page.root) == []


def test_demands_and_a_verdict_are_shown_where_there_are_any(draft: Made) -> None:
    because = draft.review.findings[0].fingerprint
    judged = replace(
        draft.review,
        demands=[Demand(id="d1", title="A court decides first", status="unmet", because=[because])],
        verdict=Verdict(decision="amend", reasons=["No court decides."], red_lines=[]),
    )
    found = reviewed(draft.outline)
    root = parsed(html_review(judged, draft.outline, found.provisions))
    opening = root.xpath("//section[@id='summary']")[0]
    assert "Amend. No court decides." in _plain(opening)
    assert opening.xpath(f".//table[@class='demands']//a[@href='#{because}']")
    assert faults(root) == []


def test_a_small_page_as_it_stands(small: Made, snapshot: SnapshotAssertion) -> None:
    assert re.sub(r"(?s)<style>.*?</style>|\d+\.\d+\.\d+", "", small.page) == snapshot


def test_sixty_pages_are_drawn_within_a_second() -> None:
    article = (
        "\n\nArticle {0}\n\nMisuse {0}\n\n1. Each Party shall make it a crime to {1}.\n\n2. A Party may reserve it."
    )
    body = "".join(
        article.format(number, "use a cable without right and " * 12 + "to cut it") for number in range(1, 301)
    )
    found = reviewed(build(read_bytes(("Convention on Cables" + body).encode(), "long")))
    assert count_words(found.outline.text) > 24_000
    start = time.perf_counter()
    html_review(found.review, found.outline, found.provisions)
    assert time.perf_counter() - start < 1


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from(["minor", "major", "favour"])), max_size=8
    )
)
def test_overlapping_words_are_cut_into_pieces_without_loss(spans: list[tuple[int, int, str]]) -> None:
    weights = ["", "favour", "minor", "major"]
    layers = [(start, start + length, weight) for start, length, weight in spans]
    pieces = list(Layers(layers).cut(5, 50))
    assert [place for low, high, _ in pieces for place in range(low, high)] == list(range(5, 50))
    for low, high, weight in pieces:
        for place in range(low, high):
            over = [name for start, end, name in layers if start <= place < end]
            assert weight == max(["", *over], key=weights.index)
