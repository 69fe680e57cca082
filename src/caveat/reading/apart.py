"""A reader run in a process of its own, so that a file that breaks a library breaks nothing else.

The library may crash, hang or eat memory: the parent only sees that no answer
came, and says so. The answer travels as MessagePack, never as a pickle.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from tempfile import TemporaryFile
from typing import Any, Final, NamedTuple, NoReturn

import msgspec

from caveat.kernel.errors import InputError
from caveat.kernel.source import Reading

_START: Final = "import sys; sys.path[:] = sys.argv[4:]; from caveat.reading import apart; apart.answer(*sys.argv[1:4])"
_MEGABYTE: Final = 1024 * 1024
_LARGEST_ANSWER: Final = 64
_REMEDY: Final = "It may be damaged; save it anew, or give the text in another format."


class Limits(NamedTuple):
    """What a child process may take: seconds on the clock, megabytes of address space."""

    seconds: float = 60.0
    megabytes: int = 1024


class _Answer(NamedTuple):
    """What the child says: a reading, or what is wrong with the file, or what went wrong in the reader."""

    reading: Reading | None = None
    refusal: tuple[str, str, str] | None = None
    failure: str | None = None


def read_apart(
    reader: str,
    data: bytes,
    name: str,
    limits: Limits = Limits(),  # noqa: B008 - immutable
    meanwhile: Callable[[], object] | None = None,
) -> Reading:
    """Run `reader`, named as `module:function`, on the bytes of a file in a process of its own.

    The function takes the bytes and the name of the file, as every reader does.
    It is imported in the child only, so its libraries cost the parent nothing.
    `meanwhile` is what the parent may do while it waits.

    Raises:
        InputError: as the reader raises it; or the child took too long or too much memory, or crashed.
        RuntimeError: the reader has a fault of its own.
    """
    command = [sys.executable, "-I", "-S", "-c", _START, reader, name, str(limits.megabytes), *sys.path]
    errors = None if os.environ.get("CAVEAT_DEBUG") else subprocess.DEVNULL
    end = time.monotonic() + limits.seconds
    with TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        with subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=errors) as child:
            try:
                if meanwhile:
                    meanwhile()
                answer, _ = child.communicate(timeout=max(end - time.monotonic(), 0))
            except subprocess.TimeoutExpired as error:
                what = f"reading it takes more than {limits.seconds:g} s"
                raise InputError(what, where=name, remedy=_REMEDY) from error
            finally:
                child.kill()
    return _reading(answer, child.returncode, name)


def _reading(answer: bytes, status: int, name: str) -> Reading:
    if status or not answer:
        raise InputError("the file makes the program that reads it crash", where=name, remedy=_REMEDY)
    reading, refusal, failure = msgspec.msgpack.decode(answer, type=_Answer)
    if refusal:
        raise InputError(refusal[0], where=refusal[1], remedy=refusal[2])
    if reading is None:
        raise RuntimeError(failure)
    return reading


def answer(reader: str, name: str, megabytes: str) -> NoReturn:
    """What the child does: read standard input, run the reader within its limits, write the answer, and be gone.

    It lives so short that cycles need not be collected.
    """
    gc.disable()
    out = os.dup(1)
    os.dup2(2, 1)
    _limit(int(megabytes))
    packed = _packed(reader, sys.stdin.buffer.read(), name, int(megabytes))
    with open(out, "wb", closefd=False) as pipe:
        pipe.write(packed)
    os._exit(0)


def _packed(reader: str, data: bytes, name: str, megabytes: int) -> bytes:
    try:
        packed = msgspec.msgpack.encode(_run(reader, data, name))
    except MemoryError:
        return _refusal(f"reading it takes more than {megabytes:,} MB of memory", name)
    if len(packed) > _LARGEST_ANSWER * _MEGABYTE:
        return _refusal(f"its text has more than {_LARGEST_ANSWER} MB", name)
    return packed


def _refusal(what: str, name: str) -> bytes:
    return msgspec.msgpack.encode(_Answer(refusal=(what, name, _REMEDY)))


def _run(reader: str, data: bytes, name: str) -> _Answer:
    module, _, function = reader.partition(":")
    try:
        run: Any = getattr(import_module(module), function)
        return _Answer(reading=run(data, name))
    except InputError as error:
        return _Answer(refusal=(error.what, error.where, error.remedy))
    except MemoryError:
        raise
    except Exception as error:
        if os.environ.get("CAVEAT_DEBUG"):
            import traceback

            traceback.print_exc()
        return _Answer(failure=f"{type(error).__name__}: {error}")


def _limit(megabytes: int) -> None:
    """Bound the memory of this process and leave no core file; where the system knows no limits, there are none."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, megabytes * _MEGABYTE), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (most, hard))
