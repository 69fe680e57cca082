"""Files that once made Caveat fail, made short: each is read or refused, whole and in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.fuzz.target import outcome

CASES = sorted(path for path in (Path(__file__).parent / "regressions").iterdir() if path.is_file())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_file_that_once_failed_is_read_or_refused(path: Path) -> None:
    found = outcome(path.read_bytes(), tree=True)
    assert found.kind in ("read", "refused"), found.where
