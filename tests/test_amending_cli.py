"""What a person gets from the commands where one text amends another."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from caveat.cli.main import run

ACT = """SIGNALS ACT, 2012

1. Short title
This Act may be cited as the Signals Act, 2012.

2. Unlawful access
A person who gains access to a computer system without authority commits an offence and is liable to imprisonment for a
term not exceeding ten years.

3. Interception
A police officer may intercept any communication.

4. Costs
The Board bears the costs.
"""

BILL = """THE SIGNALS (AMENDMENT) BILL, 2020

A Bill to amend the Signals Act, 2012.

1. Short title
This Act may be cited as the Signals (Amendment) Act, 2020.

2. Amendment of section 2
Section 2 of the principal Act is amended by deleting “ten years” and substituting “one year”.

3. Replacement of section 3
Section 3 of the principal Act is repealed and replaced by the following—
“3. Interception
A police officer may, with the prior written warrant of a judge, intercept the communications of a person who is
suspected on reasonable grounds of a serious offence.”

4. Amendment of section 9
In section 9 of the principal Act, omit “Board”.
"""


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("bill", BILL), ("act", ACT)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return str(tmp_path / "bill.txt"), str(tmp_path / "act.txt")


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run([*arguments])
    out, err = capfd.readouterr()
    return status, out, err


def document(capfd: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(call(capfd, *arguments, "-f", "json")[1])


def test_the_consolidation_is_reviewed_and_the_difference_told(
    pair: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    bill, act = pair
    found = document(capfd, "review", bill, "--with", act)
    schema = json.loads((resources.files("caveat.schemas") / "review.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, schema)
    assert found["instrument"]["title"] == "SIGNALS ACT, 2012"
    amending = found["amending"]
    assert [one["applied"] for one in amending["instructions"]] == [True, True, False]
    assert "POW-101" in {one["code"] for one in amending["resolved"] if one["polarity"] == "problem"}
    here = {one["fingerprint"]: one for one in found["findings"]}
    assert {*amending["introduced"], *amending["carried"]} <= here.keys()
    before = document(capfd, "review", act)
    assert {one["fingerprint"] for one in amending["resolved"]} <= {one["fingerprint"] for one in before["findings"]}
    told = len(amending["introduced"]) + len(amending["carried"]) + len(amending["changed"])
    assert told == len(found["findings"])
    assert len(amending["resolved"]) + len(amending["carried"]) + len(amending["changed"]) == len(before["findings"])


def test_quotes_of_the_review_are_those_of_the_consolidated_outline(
    pair: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    bill, act = pair
    text = document(capfd, "outline", bill, "--with", act)["text"]
    for finding in document(capfd, "review", bill, "--with", act)["findings"]:
        for one in finding["evidence"]:
            assert text[one["start"] : one["end"]] == one["quote"]


def test_the_text_report_says_what_changes_and_what_does_not_apply(
    pair: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    bill, act = pair
    status, out, err = call(capfd, "review", bill, "--with", act)
    assert status == 0
    assert "As amended by: THE SIGNALS (AMENDMENT) BILL, 2020. 2 of 3 instructions applied." in out
    assert "Not applied: Section 4: Section 9 is not in the text given." in " ".join(out.split())
    assert "WHAT THE AMENDMENT CHANGES" in out
    assert "is not applied: Section 9 is not in the text given" in err


def test_the_page_has_a_part_on_the_amendment(pair: tuple[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    bill, act = pair
    page = call(capfd, "review", bill, "--with", act, "-f", "html")[1]
    assert '<section id="amending"' in page
    assert "Instructions that are not applied" in page
    assert '<section id="amending"' not in call(capfd, "review", act, "-f", "html")[1]


@pytest.mark.parametrize("form", ["text", "json", "md", "akn"])
def test_the_consolidated_outline_comes_in_every_format(
    form: str, pair: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    bill, act = pair
    status, out, _ = call(capfd, "outline", bill, "--with", act, "-f", form)
    assert status == 0
    assert "prior written warrant" in " ".join(out.split())
    assert "may intercept any communication" not in out


def test_a_bill_alone_says_that_its_new_words_are_judged_only_as_they_stand(
    pair: tuple[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    out = " ".join(call(capfd, "review", pair[0])[1].split())
    assert "Note: this text amends Signals Act, 2012 (3 instructions)" in out
    assert document(capfd, "review", pair[0])["amending"] is None


@pytest.mark.parametrize("command", ["review", "outline"])
def test_texts_that_do_not_go_together_are_refused(
    command: str, pair: tuple[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bill, act = pair
    other = tmp_path / "other.txt"
    other.write_text(ACT.replace("Signals", "Harbours").replace("SIGNALS", "HARBOURS"), encoding="utf-8")
    for arguments, said in (((act, "--with", act), "no instruction"), ((bill, "--with", str(other)), "none of its")):
        status, out, err = call(capfd, command, *arguments)
        assert (status, out) == (2, "")
        assert said in err
        assert err.count("\n") == 1
