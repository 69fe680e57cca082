"""Where real texts and labels are, and a skip that says why where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.truth import corpus
from hypothesis import HealthCheck, settings

settings.register_profile("caveat", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("caveat")


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    folder = corpus()
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}; set CAVEAT_CORPUS to the folder of real legal texts")
    return folder
