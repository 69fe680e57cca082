"""Every word of the repository is its own: no file repeats a sentence of a real treaty or law."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from benchmarks.truth import ROOT

RUN = 14
"""So many words in a row are more than a formula of drafting that cannot be said otherwise."""

WORD = re.compile(r"</?[a-z][^<>]*>|([^\W_]+)")
READABLE = frozenset({".txt", ".md", ".html"})
NOT_PROSE = re.compile(r"LICENSE|.*\.ambr|requirements[\w-]*\.txt")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """The words of a text, `RUN` at a time, without case, punctuation, line breaks and tags."""
    words = [word for word in WORD.findall(text.lower()) if word]
    return zip(*(words[at:] for at in range(RUN)), strict=False)


def known(corpus: Path) -> set[int]:
    """What the texts of a corpus say, outside its folder `scale`, as hashes of their runs."""
    texts = (path for path in corpus.rglob("*") if path.suffix in READABLE)
    kept = (path for path in texts if "scale" not in path.relative_to(corpus).parts)
    return {hash(run) for path in kept for run in runs(_text(path))}


def taken(files: Iterable[Path], said: set[int]) -> dict[str, str]:
    """The first run of each file that is among the runs of real texts."""
    shared = ((path, next((run for run in runs(_text(path)) if hash(run) in said), None)) for path in files)
    return {str(path): " ".join(run) for path, run in shared if run}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout: git does not say which files belong to the repository")
    paths = (ROOT / name for name in listed.stdout.splitlines())
    return [path for path in paths if path.is_file() and not NOT_PROSE.fullmatch(path.name)]


def test_no_file_repeats_a_sentence_of_a_real_text(corpus_folder: Path) -> None:
    said = known(corpus_folder)
    assert said
    assert taken(tracked(), said) == {}


SENTENCE = "Whoever keeps the ledger of a harbour shall let any sailor read it at noon on the first day of each month."


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (SENTENCE, True),
        (f"examples:\n  - text: >-\n      {SENTENCE.upper().replace('sailor', 'sailor,')}", True),
        (SENTENCE.replace(" shall ", "\n  shall ").replace("harbour", "<i>harbour</i>"), True),
        ("Any sailor may read the ledger of a harbour, which its keeper opens at noon once a month.", False),
        (SENTENCE.replace("sailor", "captain"), False),
    ],
    ids=["verbatim", "in capitals", "wrapped and marked up", "in other words", "with a word changed midway"],
)
def test_a_planted_sentence_is_found(tmp_path: Path, written: str, found: bool) -> None:
    law, file = tmp_path / "corpus" / "laws" / "en.txt", tmp_path / "ours.yaml"
    law.parent.mkdir(parents=True)
    law.write_text(f"1. Ledgers\n{SENTENCE}\n", encoding="utf-8")
    file.write_text(written, encoding="utf-8")
    assert bool(taken([file], known(tmp_path / "corpus"))) is found


def test_the_folder_of_scale_is_left_out(tmp_path: Path) -> None:
    law = tmp_path / "scale" / "en.txt"
    law.parent.mkdir()
    law.write_text(SENTENCE, encoding="utf-8")
    assert known(tmp_path) == set()
