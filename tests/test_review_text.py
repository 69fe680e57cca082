"""`caveat review` on a terminal: what is gravest first, nothing wider than the window, nothing hidden."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from caveat.criteria.loader import catalogue
from caveat.criteria.templates import cut
from caveat.instrument import build
from caveat.kernel.shapes import Outline
from caveat.kernel.verdicts import Review
from caveat.provisions import extract
from caveat.reading import read_bytes
from caveat.reports.layout import Pen
from caveat.reports.text_review import render
from caveat.review import assess

BILL = Path(__file__).parent.parent / "src" / "caveat" / "samples" / "national-bill.txt"


@pytest.fixture(scope="module")
def bill() -> tuple[Review, Outline]:
    outline = build(read_bytes(BILL.read_bytes(), BILL.name))
    return assess(outline, extract(outline), catalogue()), outline


def test_the_head_says_what_was_read_and_by_whom_not(bill: tuple[Review, Outline]) -> None:
    review, outline = bill
    head = render(review, outline).split("\n")[:6]
    assert outline.instrument.title in head[0]
    assert re.search(r"\d+ sections, English", head[0])
    assert "Not reviewed by a lawyer." in head[1]
    assert re.match(r"CRITICAL  \d+    MAJOR  \d+    MINOR  \d+    SAFEGUARDS  \d+", head[3])


def test_counts_are_those_of_the_findings(bill: tuple[Review, Outline]) -> None:
    review, outline = bill
    grave = sum(one.severity == "critical" and one.polarity == "problem" for one in review.findings)
    assert f"CRITICAL  {grave} " in render(review, outline)


@pytest.mark.parametrize("verbose", [False, True])
def test_every_finding_is_named(bill: tuple[Review, Outline], verbose: bool) -> None:
    review, outline = bill
    text = re.sub(r"\s+", " ", render(review, outline, verbose=verbose))
    for finding in review.findings:
        citation, code = re.escape(finding.citation), finding.code
        assert re.search(rf"{citation} +{code}|Likewise {code}: (?:[^,]{{1,60}}, )*{citation}", text), (
            finding.citation,
            code,
        )


def test_grave_findings_are_spelt_out_with_quote_standards_and_fix(bill: tuple[Review, Outline]) -> None:
    text = re.sub(r"\s+", " ", render(*bill))
    for finding in bill[0].findings:
        if finding.polarity == "problem" and finding.severity in ("critical", "major") and finding.quote:
            likewise = re.search(rf"Likewise {finding.code}: (?:[^,]{{1,60}}, )*{re.escape(finding.citation)}", text)
            assert likewise or re.sub(r"\s+", " ", finding.quote)[:60] in text
            assert not likewise or finding.severity == "major"
    for label in ("Because:", "Standards:", "Fix:", "Searched:"):
        assert label in text


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_window(bill: tuple[Review, Outline], width: int) -> None:
    lines = render(*bill, width=width, verbose=True).split("\n")
    assert max(map(len, lines)) <= width
    assert not any(line != line.rstrip() for line in lines)


def test_colour_only_where_it_is_asked_for(bill: tuple[Review, Outline]) -> None:
    plain, coloured = render(*bill), render(*bill, colour=True)
    assert "\x1b" not in plain and "\x1b" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_no_verdict_is_printed_while_there_is_none(bill: tuple[Review, Outline]) -> None:
    assert not re.search(r"\b(REJECT|ACCEPTABLE|UNDETERMINED|verdict)\b", render(*bill))


def test_what_could_not_be_judged_says_so(bill: tuple[Review, Outline]) -> None:
    _, outline = bill
    foreign = replace(outline, instrument=replace(outline.instrument, language="fr"))
    text = render(assess(foreign, extract(foreign), catalogue()), foreign)
    assert "French" in text and "Nothing was judged" in text


def test_two_ends_of_a_line_keep_apart() -> None:
    pen = Pen(40, colour=False)
    pen.ends("a headline that is much too long for one line of forty", "critical")
    first, *rest = pen.text().rstrip("\n").split("\n")
    assert first.endswith("  critical") and len(first) == 40
    assert " ".join(" ".join(rest).split()) in "a headline that is much too long for one line of forty"


def test_a_long_quote_never_ends_before_words_that_change_it() -> None:
    rule = "Each State Party shall assist the others in gathering evidence of an offence, "
    said = cut(rule + "except where the act is no crime under the law of the State that is asked, and so on", 80)
    assert "except where the act is no crime" in said and said.endswith(" ...")
    assert cut("one two three four", 9) == "one two ..."


def test_what_was_not_decided_is_listed_only_when_asked_for() -> None:
    text = "Article 1\nMutual assistance\nThe Parties shall assist one another without delay.\n"
    outline = build(read_bytes(text.encode(), "treaty.txt"))
    review = assess(outline, extract(outline), catalogue())
    assert any(check.result == "inconclusive" for check in review.checks)
    assert "NOT DECIDED" in render(review, outline, verbose=True)
    assert "NOT DECIDED" not in render(review, outline)


def test_the_same_fault_in_a_chapter_is_said_once_with_its_places(bill: tuple[Review, Outline]) -> None:
    assert re.search(r"Likewise [A-Z]{3}-101: Section", re.sub(r"\s+", " ", render(*bill)))
    assert "Likewise" not in render(*bill, verbose=True)
