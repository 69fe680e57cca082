"""The YAML files of the package, each parsed once and kept beside it as Python keeps its bytecode.

What is kept stands in `__pycache__`, where Python itself writes, and only where Python may write. It holds the time
and the size of its file, so that a changed file is parsed anew.
"""

from __future__ import annotations

import os
import sys
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

_LOADERS: Final = {"plain": "BaseLoader", "typed": "SafeLoader"}


class _Kept(NamedTuple):
    """A parsed file: when it was changed last, in nanoseconds, its size in bytes, and what it holds."""

    changed: int
    size: int
    content: Any


def data(file: Traversable, how: str = "typed") -> Any:
    """What a YAML file of the package holds; read as `plain`, every value is text.

    Raises:
        yaml.YAMLError: the file is not valid YAML.
    """
    if not isinstance(file, Path):
        return _parsed(file, how)
    kept = file.parent / "__pycache__" / f"{file.name}.{how}"
    state = file.stat()
    found = _found(kept)
    if found and (found.changed, found.size) == (state.st_mtime_ns, state.st_size):
        return found.content
    content = _parsed(file, how)
    _keep(kept, _Kept(state.st_mtime_ns, state.st_size, content))
    return content


def _parsed(file: Traversable, how: str) -> Any:
    import yaml  # not before: with everything kept, it is not needed

    name = _LOADERS[how]
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, f"C{name}", getattr(yaml, name)))


def _found(kept: Path) -> _Kept | None:
    try:
        return msgspec.msgpack.decode(kept.read_bytes(), type=_Kept)
    except (OSError, msgspec.DecodeError):
        return None


def _keep(kept: Path, content: _Kept) -> None:
    """Write what was parsed in one step; where it cannot be written, it is parsed again the next time."""
    if sys.dont_write_bytecode:
        return
    own = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(exist_ok=True)
        own.write_bytes(msgspec.msgpack.encode(content))
        own.replace(kept)
    except OSError:
        return
