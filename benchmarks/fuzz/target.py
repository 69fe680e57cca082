"""What is done with each file: it is read, for some the tree is built and written, and what must hold is checked."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NamedTuple

from tests.invariants import check

from caveat.instrument import build
from caveat.instrument.akn import to_akn
from caveat.kernel.errors import InputError
from caveat.kernel.source import Source
from caveat.reading import read_bytes

SECONDS: Final = 10
TREE_SHARE: Final = 4
"""For one file in this many the tree is built too, with the text formats; with the others for every file."""


class Outcome(NamedTuple):
    """How a file fared: `read`, `refused`, `crash`, `hang` or `memory`; for a failure, where it came from."""

    kind: str
    where: str = ""


class Hang(BaseException):
    """The time is up; no handler of errors may catch it."""


def outcome(data: bytes, *, tree: bool) -> Outcome:
    """Read a file, and build its tree where `tree` says so."""
    try:
        with _alarm():
            _use(data, tree)
    except InputError as error:
        return Outcome("refused") if "\n" not in str(error) else Outcome("crash", "an error of several lines")
    except Hang as error:
        return Outcome("hang", _place(error))
    except MemoryError as error:
        return Outcome("memory", _place(error))
    except Exception as error:
        return Outcome("crash", f"{type(error).__name__} {_place(error)}")
    return Outcome("read")


def _use(data: bytes, tree: bool) -> None:
    source = read_bytes(data, "file")
    _check_source(source)
    if tree:
        made = build(source)
        check(made)
        to_akn(made)


def _check_source(source: Source) -> None:
    length = len(source.text)
    for hint in source.hints:
        assert 0 <= hint.start <= hint.end <= length, "hints stand in the text"
    ends = [length]
    for unit in source.given:
        assert 0 <= unit.start <= unit.head_end <= unit.end <= length, "units stand in the text"
        ends.append(unit.end)


@contextmanager
def _alarm() -> Iterator[None]:
    signal.signal(signal.SIGALRM, _ring)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def _ring(number: int, frame: FrameType | None) -> None:
    raise Hang


def _place(error: BaseException) -> str:
    """The innermost place in the project's code; two failures of one place are one fault."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        f"{frame.filename.rpartition('/')[2]}:{frame.name}:{frame.lineno}"
        for frame in frames
        if "/src/caveat/" in frame.filename
    ]
    return own[-1] if own else f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
