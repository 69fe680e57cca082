"""What a person gets from the commands: formats, exit statuses, one-line errors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from benchmarks.schemas import DOCUMENTS, schema
from syrupy.assertion import SnapshotAssertion

from caveat.cli.main import run
from caveat.instrument import build
from caveat.instrument.citing import Citing
from caveat.reading import read

SAMPLES = sorted(
    path.name
    for path in resources.files("caveat.samples").iterdir()
    if path.name.startswith(("convention-draft", "national"))
)
SAMPLE = str(resources.files("caveat.samples") / "convention-draft-3.md")


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run([*arguments])
    out, err = capfd.readouterr()
    return status, out, err


def asking(document: str, file: str) -> list[str]:
    """The call that gives a document of a file as JSON."""
    if document != "links":
        return [document, file, "-f", "json"]
    outline = build(read(file))
    place = next(unit.eid for unit in outline.units if Citing(outline).outgoing(unit.eid))
    return ["outline", file, "--from", place, "-f", "json"]


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_json_is_one_document_of_the_published_schema(
    document: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    status, out, err = call(capfd, *asking(document, str(resources.files("caveat.samples") / name)))
    assert (status, err) == (0, "")
    published = json.loads((resources.files("caveat.schemas") / f"{document}.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(out), published)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_published_schemas_are_those_of_the_program(document: str) -> None:
    published = json.loads((resources.files("caveat.schemas") / f"{document}.json").read_text(encoding="utf-8"))
    assert published == schema(document)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_quote_is_verbatim(document: str, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    file = str(resources.files("caveat.samples") / name)
    text = json.loads(call(capfd, "outline", file, "-f", "json")[1])["text"]
    spans = list(_spans(json.loads(call(capfd, *asking(document, file))[1])))
    assert spans
    for record in spans:
        quote = record.get("quote", record.get("text") if "force" in record else None)
        if isinstance(quote, str) and record["start"] is not None:
            assert text[record["start"] : record["end"]] == quote


def _spans(value: Any) -> Any:
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


@pytest.mark.parametrize(
    "arguments",
    [
        ("outline", SAMPLE), ("outline", SAMPLE, "-f", "md"), ("review", SAMPLE), ("provisions", SAMPLE), ("demo",),
        ("criteria", "list"), ("outline", str(resources.files("caveat.samples") / "national-bill.txt")),
    ],
    ids=["outline", "outline-md", "review", "provisions", "demo", "criteria-list", "outline-bill"],
)  # fmt: skip
def test_what_is_printed(
    arguments: tuple[str, ...], snapshot: SnapshotAssertion, capfd: pytest.CaptureFixture[str]
) -> None:
    status, out, err = call(capfd, *arguments)
    assert (status, err) == (0, "")
    assert out == snapshot


def test_two_runs_print_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "review", SAMPLE, "-f", "json") == call(capfd, "review", SAMPLE, "-f", "json")


def test_findings_at_a_severity_give_status_1(capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "review", SAMPLE, "--fail-on", "critical")[0] == 1


def test_output_goes_to_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "review.json"
    assert call(capfd, "review", SAMPLE, "-f", "json", "-o", str(target)) == (0, "", "")
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "caveat.review/1"


BAD_CALLS = {
    "no such file": ["review", "nowhere.txt"],
    "an address": ["outline", "https://example.org/law.html"],
    "a folder": ["outline", "."],
    "no such command": ["reveiw", "x"],
    "no file": ["review"],
    "no such format": ["outline", SAMPLE, "-f", "pdf"],
    "no such part": ["outline", SAMPLE, "--part", "9"],
    "no such criterion": ["criteria", "show", "NONE-1"],
    "no such folder of criteria": ["review", SAMPLE, "--criteria", "nowhere"],
    "output that cannot be written": ["outline", SAMPLE, "-o", "/nowhere/at/all.txt"],
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_a_bad_call_is_one_line_and_status_2(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capfd, *BAD_CALLS[name])
    assert (status, out) == (2, "")
    assert err.startswith("caveat: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_an_internal_error_is_status_3(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("caveat.cli.outline.outline_of", lambda *_, **__: 1 / 0)
    status, _, err = call(capfd, "outline", SAMPLE)
    assert status == 3
    assert err.count("\n") == 1


def test_standard_input_is_read() -> None:
    text = "Article 1\nScope\nAll of it.\nArticle 2\nTerms\nNone.\n"
    done = subprocess.run(
        [sys.executable, "-m", "caveat.cli.main", "outline", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Article 2" in done.stdout


def test_the_file_that_is_read_is_not_written_over(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = Path(SAMPLE).read_text(encoding="utf-8")
    law = tmp_path / "law.md"
    law.write_text(words, encoding="utf-8")
    status, _, error = call(capfd, "review", str(law), "-o", str(tmp_path / "." / "law.md"))
    assert (status, error.count("\n")) == (2, 1)
    assert law.read_text(encoding="utf-8") == words


def test_a_file_without_permission_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("Article 1\nScope\n", encoding="utf-8")
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may read every file")
    status, _, err = call(capfd, "outline", str(locked))
    assert status == 2
    assert "permission" in err


def test_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "caveat.cli.main", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("caveat 0.")


FRENCH = (
    "LOI SUR LES PUITS\n\nArticle 1\nToute personne peut creuser un puits sur la terre qui est à elle.\n\n"
    "Article 2\nUn puits est marqué par une pierre.\n"
)


def test_what_was_not_judged_is_said_beside_the_report(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "loi.txt"
    path.write_text(FRENCH, encoding="utf-8")
    status, _, err = call(capfd, "review", str(path), "--fail-on", "info")
    assert status == 0
    assert "nothing was judged" in err
    assert "Nothing was read" in call(capfd, "provisions", str(path))[1]
