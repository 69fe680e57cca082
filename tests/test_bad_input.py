"""Hostile and broken files: one clear line and status 2, or a result, in bounded time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SECONDS = 20
HANG = 120
MEGABYTES = 400


def _write(content: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(content, encoding="utf-8")

    return write


def _write_bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _digits(path: Path) -> None:
    with path.open("w", encoding="ascii") as file:
        for _ in range(200):
            file.write("7" * 1_000_000)


LAW = "Article 1\nScope\n{}\nArticle 2\nTerms\nText.\n"
REFUSED: dict[str, Callable[[Path], None]] = {
    "empty": _write(""),
    "binary": _write_bytes(os.urandom(200_000)),
    "bytes of no encoding": _write_bytes(bytes(range(128, 256)) * 500),
    "200 MB of digits": _digits,
    "100,000 nested tags": _write("<html><body>" + "<div>" * 100_000 + "Article 1 x" + "</div>" * 100_000),
    "no numbered unit": _write("This is a letter and no law.\n" * 200),
    "angle brackets": _write("<" * 100_000),
}
READ: dict[str, Callable[[Path], None]] = {
    "100,000 nested brackets": _write(LAW.format("[" * 100_000 + " text " + "]" * 100_000)),
    "60,000 marks in a row": _write(LAW.format("(a) x; (b) y; (i) z; " * 20_000)),
    "50,000 definitions": _write(LAW.format('"a" means "b" ' * 50_000)),
    "20,000 articles": _write("".join(f"Article {number}\nHead\n1. Text of it.\n" for number in range(1, 20_000))),
    "50,000 bare numbers": _write("".join(f"{number}. Text of it.\n" for number in range(1, 50_000))),
    "a word of a million letters": _write(LAW.format("a" * 1_000_000)),
    "blanks": _write(LAW.format(" \n" * 200_000)),
    "quotation marks": _write(LAW.format('"' * 100_000)),
    "open parentheses": _write(LAW.format("(" * 100_000)),
    "dots": _write(LAW.format(". " * 200_000)),
    "commas and dashes": _write(LAW.format(", - " * 100_000)),
}


MEASURED = """
import sys
from pathlib import Path
from caveat.cli.main import run

status = run(sys.argv[2:])
known = Path("/proc/self/status")
lines = known.read_text().splitlines() if known.exists() else []
Path(sys.argv[1]).write_text(next((line.split()[1] for line in lines if line.startswith("VmHWM")), "0"))
sys.exit(status)
"""
"""A command that leaves its peak of memory in a file: what the system tells the parent counts the parent's too."""


def run(path: Path, command: str) -> tuple[int, str, float, int]:
    """Status, standard error, seconds of work, and the peak of memory of the process in MB, 0 where it crashed."""
    peak = path.with_name("peak")
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(peak), command, str(path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=HANG, check=False,
    )  # fmt: skip
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return done.returncode, done.stderr, seconds, int(peak.read_text()) // 1024 if peak.exists() else 0


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_law_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    REFUSED[name](path)
    status, error, seconds, peak = run(path, "review")
    assert status == 2, error
    assert error.count("\n") == 1
    assert "Traceback" not in error
    assert seconds < SECONDS
    assert peak < MEGABYTES


@pytest.mark.parametrize("command", ["outline", "review"])
@pytest.mark.parametrize("name", READ)
def test_what_is_strange_is_read_in_bounded_time_and_memory(name: str, command: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    READ[name](path)
    status, error, seconds, peak = run(path, command)
    assert status in (0, 2), error
    assert "Traceback" not in error
    assert seconds < SECONDS
    assert peak < MEGABYTES
