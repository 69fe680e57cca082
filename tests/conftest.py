"""Where real texts and labels are, and a skip that says why where they are not."""

from __future__ import annotations

import os
import shutil
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


def program(name: str, package: str) -> str:
    """The path of a program; without it the test is skipped, or fails where everything must be there (CI)."""
    found = shutil.which(name)
    if found is None:
        message = f"no {name} on this machine; install {package}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """How LibreOffice is called, with a profile that this run has for itself."""
    found = program("soffice", "LibreOffice Writer")
    return [found, "--headless", f"-env:UserInstallation=file://{tmp_path_factory.mktemp('profile')}"]
