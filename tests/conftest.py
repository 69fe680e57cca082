"""Where real texts and labels are, and a skip that says why where they are not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from benchmarks.truth import corpus
from hypothesis import HealthCheck, settings

settings.register_profile("caveat", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("caveat")


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    folder = corpus()
    if not folder.is_dir():
        missing(f"no corpus at {folder}; set CAVEAT_CORPUS to the folder of real legal texts")
    return folder


@pytest.fixture(scope="session")
def soffice() -> str:
    return program("soffice")


def program(name: str) -> str:
    """The path of a program that a test needs."""
    found = shutil.which(name)
    if found is None:
        missing(f"{name} is not installed")
    return found


def missing(reason: str) -> NoReturn:
    """Skip a test for want of something; where CI=true, fail it, for there nothing may be wanting."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
