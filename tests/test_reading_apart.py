"""Whatever a library does to its process, the user gets a reading or one clear line."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from caveat.kernel.errors import InputError
from caveat.reading.apart import Limits, read_apart
from tests.apart_readers import reads

HERE = f"{Path(__file__).parent.name}.apart_readers"
ROOT = Path(__file__).parents[1]


def test_a_reading_comes_back_whole_whatever_the_library_prints() -> None:
    name = "a name: with; marks"
    assert read_apart(f"{HERE}:reads", "ü".encode(), name) == reads("ü".encode(), name)


def test_the_parent_may_work_meanwhile() -> None:
    done: list[str] = []
    text = read_apart(f"{HERE}:reads", b"x" * 10**6, "n", meanwhile=lambda: done.append("work")).text
    assert done == ["work"]
    assert len(text) > 10**6


def test_a_refusal_is_the_reader_s_own() -> None:
    with pytest.raises(InputError) as caught:
        read_apart(f"{HERE}:refuses", b"", "file")
    assert str(caught.value) == "file: it is no good. Try another."


@pytest.mark.parametrize("reader", ["aborts", "leaves"])
def test_a_crash_is_one_line(reader: str) -> None:
    with pytest.raises(InputError, match="crash"):
        read_apart(f"{HERE}:{reader}", b"x", "file")


def test_a_hang_ends_in_time() -> None:
    start = time.monotonic()
    with pytest.raises(InputError, match="more than 1 s"):
        read_apart(f"{HERE}:hangs", b"x", "file", Limits(seconds=1))
    assert time.monotonic() - start < 6


def test_memory_is_bounded() -> None:
    with pytest.raises(InputError, match="more than 500 MB of memory"):
        read_apart(f"{HERE}:eats", b"900", "file", Limits(megabytes=500))


def test_an_answer_is_bounded() -> None:
    with pytest.raises(InputError, match="its text has more than 64 MB"):
        read_apart(f"{HERE}:eats", b"80", "file")


def test_a_fault_of_the_reader_is_no_fault_of_the_file() -> None:
    with pytest.raises(RuntimeError, match="KeyError"):
        read_apart(f"{HERE}:errs", b"x", "file")


def test_it_works_from_any_program_that_imports_caveat() -> None:
    code = f"""
import threading
from caveat.reading.apart import read_apart
texts = []
threads = [threading.Thread(target=lambda: texts.append(read_apart({HERE!r} + ":reads", b"x", "n").text)) for _ in "ab"]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(texts)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "['n: x', 'n: x']\n"
