"""A review quotes verbatim, says what it weighed and searched, repeats itself exactly, and survives renumbering."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from caveat.criteria.law import Law
from caveat.criteria.loader import catalogue
from caveat.instrument import build
from caveat.kernel.shapes import Mark, Outline
from caveat.kernel.verdicts import Finding, Review
from caveat.provisions import extract
from caveat.reading import read_bytes
from caveat.review import assess
from caveat.review.quoting import phrase

SAMPLES = Path(__file__).parent.parent / "src" / "caveat" / "samples"
NAMES = ["convention-draft-1.txt", "convention-draft-2.md", "convention-draft-3.md", "national-bill.txt"]

BILL = """\
Information Systems Bill
1. Interpretation
In this Act "computer system" means a device that processes data by a program.
2. Unauthorised access
A person who intentionally gains access to a computer system without authority commits an offence and is punishable \
with imprisonment for up to three years.
3. False statements
A person who publishes false news on an information network is guilty of an offence, the penalty for which is \
imprisonment of at most six years.
4. Interception
A police officer may intercept any communication that threatens public order.
"""


def outline_of(text: str, name: str = "bill.txt") -> Outline:
    return build(read_bytes(text.encode(), name))


def review_of(outline: Outline) -> Review:
    return assess(outline, extract(outline), catalogue())


@pytest.fixture(scope="module", params=NAMES)
def sample(request: pytest.FixtureRequest) -> tuple[Outline, Review]:
    outline = outline_of((SAMPLES / request.param).read_text(encoding="utf-8"), request.param)
    return outline, review_of(outline)


def test_every_quote_is_verbatim_at_its_place(sample: tuple[Outline, Review]) -> None:
    outline, review = sample
    units = {unit.eid: unit for unit in outline.units}
    for finding in review.findings:
        if finding.eid is None:
            assert finding.citation == "Instrument"
            assert finding.quote is None and finding.start is None and finding.end is None
            continue
        assert (finding.start, finding.end, finding.quote) == (
            finding.evidence[0].start,
            finding.evidence[0].end,
            finding.evidence[0].quote,
        )
        for shown in [*finding.evidence, *finding.contrary]:
            assert outline.text[shown.start : shown.end] == shown.quote
            unit = units[shown.eid]
            assert unit.start <= shown.start < shown.end <= unit.end and shown.citation == unit.citation
        for weighed in finding.considered:
            assert weighed.quote in outline.text and weighed.eid in units


def test_an_absence_says_what_was_searched(sample: tuple[Outline, Review]) -> None:
    _, review = sample
    problems = [finding for finding in review.findings if finding.polarity == "problem"]
    assert problems
    for finding in problems:
        assert finding.fix and finding.standards and finding.why
        if finding.basis == "inference":
            assert finding.searched is not None and finding.searched.eids and finding.searched.where


def test_one_finding_a_provision_topic_and_polarity_in_the_order_of_the_text(sample: tuple[Outline, Review]) -> None:
    _, review = sample
    assert len({finding.fingerprint for finding in review.findings}) == len(review.findings)
    keys = [(finding.eid, finding.topic, finding.polarity) for finding in review.findings]
    assert len(set(keys)) == len(keys)
    places = [-1 if finding.start is None else finding.start for finding in review.findings]
    assert places == sorted(places)


def test_every_criterion_leaves_a_check(sample: tuple[Outline, Review]) -> None:
    _, review = sample
    assert {check.code for check in review.checks} == {criterion.code for criterion in catalogue()}
    assert all(check.why and "{" not in check.why for check in review.checks)
    assert not any("{" in finding.message + finding.why + (finding.fix or "") for finding in review.findings)


def test_the_same_text_gives_the_same_review(sample: tuple[Outline, Review]) -> None:
    outline, review = sample
    assert review_of(outline) == review


def _codes(review: Review) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in review.findings:
        found.setdefault(finding.code, []).append(finding.citation)
    return found


def test_what_a_reader_of_a_bad_bill_is_told() -> None:
    review = review_of(outline_of(BILL))
    codes = _codes(review)
    assert {"INT-101", "EXP-101", "PEN-101", "POW-101", "HRC-101", "PUB-101"} <= set(codes)
    assert [place for place in codes["EXP-101"] if "3" in place] == codes["EXP-101"]
    assert codes["HRC-101"] == ["Instrument"]
    intercept = next(one for one in review.findings if one.code == "POW-101")
    assert intercept.severity == "critical" and intercept.polarity == "problem"


def test_a_finding_keeps_its_fingerprint_when_articles_are_renumbered() -> None:
    before = review_of(outline_of(BILL))
    inserted = BILL.replace("2. Unauth", "2. Short title\nThis Act may be cited as the Systems Act.\n3. Unauth")
    moved = inserted.replace("3. False", "4. False").replace("4. Interception", "5. Interception")
    after = review_of(outline_of(moved))
    assert {one.fingerprint for one in before.findings} == {one.fingerprint for one in after.findings}
    assert [one.citation for one in before.findings] != [one.citation for one in after.findings]


def test_equal_words_twice_are_two_findings() -> None:
    clause = BILL.split("2. Unauthorised access\n")[1].split("\n3.")[0]
    review = review_of(outline_of(BILL + "5. Access once more\n" + clause + "\n"))
    marks = [
        one.fingerprint
        for one in review.findings
        if one.code == "INT-101" and one.quote and "gains access" in one.quote
    ]
    assert len(marks) == len(set(marks)) == 2


def test_a_provision_in_brackets_gives_a_bracketed_finding() -> None:
    outline = outline_of(BILL)
    start, end = outline.text.index("A police officer"), len(outline.text)
    mark = Mark(id="m1", type="bracket", start=start, end=end, depth=1, group=None, closed=True)
    review = review_of(replace(outline, marks=[mark]))
    status = {one.code: one.status for one in review.findings if one.start is not None and one.start >= start}
    assert set(status.values()) == {"bracketed"}
    assert all(one.status == "settled" for one in review.findings if one.start is not None and one.start < start)


def test_a_text_in_another_language_is_not_judged() -> None:
    outline = outline_of(BILL)
    foreign = replace(outline, instrument=replace(outline.instrument, language="fr"))
    review = review_of(foreign)
    assert review.findings == []
    assert {check.result for check in review.checks} == {"inconclusive"}
    assert len(review.checks) == len(catalogue())


def test_no_verdict_without_a_profile() -> None:
    review = review_of(outline_of(BILL))
    assert review.verdict is None and review.profile is None and review.demands == []


def test_a_terse_term_is_quoted_with_its_phrase() -> None:
    outline = outline_of(BILL)
    law = Law(outline, extract(outline))
    start = outline.text.index("public order")
    low, high = phrase(law, start, start + len("public order"))
    quote = outline.text[low:high]
    assert "threatens public order" in quote and "\n" not in quote and quote == quote.strip()


def _finding(review: Review, code: str) -> Finding:
    return next(finding for finding in review.findings if finding.code == code)


def test_a_safeguard_that_only_may_apply_is_weighed_and_named() -> None:
    text = """\
Convention on Information Systems
Chapter I
Procedural measures
Article 1
Conditions
Each Party may provide that the powers of this chapter are subject to the principle of proportionality.
Article 2
Interception
Each State Party shall empower its competent authorities to intercept the content data of specified communications.
"""
    finding = _finding(review_of(outline_of(text)), "NEC-101")
    assert finding.polarity == "problem"
    assert any(weighed.citation.startswith("Article 1") for weighed in finding.considered)
