"""Install a hash-checked requirements file and Caveat itself into the environment that runs this script.

Uses uv where it is present and pip elsewhere; both check every hash.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def installer() -> list[str]:
    """The command that installs packages into this interpreter's environment."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "-q", "--python", sys.executable]
    return [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]


def main(requirements: str) -> None:
    """Install the pinned packages, then the project as an editable install without touching them."""
    print(f"Setting up from {requirements} ...", file=sys.stderr)
    subprocess.run([*installer(), "--require-hashes", "-r", str(ROOT / requirements)], check=True)
    subprocess.run([*installer(), "--no-deps", "--no-build-isolation", "-e", str(ROOT)], check=True)


if __name__ == "__main__":
    main(sys.argv[1])
