"""The same text gives the same review, whatever file it comes in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from caveat.cli.main import run
from tests.docx_maker import docx, p, r
from tests.pdf_typst import LAYOUTS, blocks, sample, set_in_type


def review(path: Path, capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(["review", str(path), "-f", "json"]) == 0
    found: dict[str, Any] = json.loads(capfd.readouterr().out)
    return found


def findings(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return sorted((one["code"], one["citation"], one["severity"]) for one in document["findings"])


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_text(sample(), encoding="utf-8")
    return path


@pytest.mark.parametrize("layout", ["one column", "two columns, justified and hyphenated"])
def test_a_pdf_gives_the_findings_of_the_text_with_their_pages(
    layout: str, plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.pdf").write_bytes(set_in_type(blocks(sample()), LAYOUTS[layout]))
    document = review(tmp_path / "draft.pdf", capfd)
    assert findings(document) == findings(review(plain, capfd))
    pages = [one["page"] for one in document["findings"] if one["quote"]]
    assert all(1 <= page <= document["instrument"]["pages"] for page in pages)
    assert len(set(pages)) > 3


def test_a_word_document_gives_the_findings_of_the_text(
    plain: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paragraphs = (p(r(text), style=f"Heading{level}" if level else "") for level, text in blocks(sample()))
    (tmp_path / "draft.docx").write_bytes(docx("".join(paragraphs)))
    assert findings(review(tmp_path / "draft.docx", capfd)) == findings(review(plain, capfd))
