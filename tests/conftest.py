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


def unavailable(reason: str) -> NoReturn:
    """Skip a test that lacks something of the machine, with the reason; where CI is set it fails."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str, package: str = "") -> str:
    """Where a program is that a test needs."""
    found = shutil.which(name)
    return found or unavailable(f"no {name} on this machine; it comes with the Debian package {package or name}")


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    folder = corpus()
    if not folder.is_dir():
        unavailable(f"no corpus at {folder}; set CAVEAT_CORPUS to the folder of real legal texts")
    return folder


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """How LibreOffice is called, with a profile that this run has for itself."""
    profile = tmp_path_factory.mktemp("profile")
    return [program("soffice", "libreoffice-writer"), "--headless", f"-env:UserInstallation=file://{profile}"]
