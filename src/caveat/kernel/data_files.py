"""The data files of the package: parsed, and made ready, once, and kept beside them as Python keeps its bytecode.

What is kept stands in `__pycache__`, where Python itself writes, and only where Python may write. It is used only
while every file that it was made from has the time and the size it had then.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

_LOADERS: Final = {"plain": "BaseLoader", "typed": "SafeLoader"}


class _Kept(NamedTuple):
    """What was made, and of each file it was made from the last change, in nanoseconds, and the size in bytes."""

    states: list[tuple[int, int]]
    content: Any


def data(file: Traversable, how: str = "typed") -> Any:
    """What a YAML file of the package holds; read as `plain`, every value is text.

    Raises:
        yaml.YAMLError: the file is not valid YAML.
    """
    return made(file, how, lambda: _parsed(file, how))


def made(file: Traversable, how: str, make: Callable[[], Any], code: str | None = None) -> Any:
    """What `make` makes of a file of the package, made anew only where the file or the `code` that makes it changed.

    It must be plain data: mappings, lists, text, bytes and numbers; tuples and sets come back as lists.
    """
    if not isinstance(file, Path):
        return make()
    kept = file.parent / "__pycache__" / f"{file.name}.{how}"
    states = [_state(path) for path in (file, *([Path(code)] if code else []))]
    found = _found(kept)
    if found and found.states == states:
        return found.content
    content = make()
    _keep(kept, _Kept(states, content))
    return content


def keeps(file: Traversable) -> bool:
    """Whether what is made of a file can be kept, so that it pays to make more than is needed now."""
    return isinstance(file, Path) and not sys.dont_write_bytecode and os.access(file.parent, os.W_OK)


def _parsed(file: Traversable, how: str) -> Any:
    import yaml  # not before: with everything kept, it is not needed

    name = _LOADERS[how]
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, f"C{name}", getattr(yaml, name)))


def _state(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _found(kept: Path) -> _Kept | None:
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None


def _keep(kept: Path, content: _Kept) -> None:
    """Write what was made in one step; where it cannot be written, it is made again the next time."""
    if sys.dont_write_bytecode:
        return
    own = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(exist_ok=True)
        own.write_bytes(msgspec.msgpack.encode(content))
        own.replace(kept)
    except OSError:
        return
