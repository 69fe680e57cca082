"""The words of a language for one purpose, loaded from a YAML file in the language's folder."""

from __future__ import annotations

from importlib import resources
from typing import TypeVar

import msgspec

from caveat.kernel.data_files import data

T = TypeVar("T", bound=msgspec.Struct)


def load_words(language: str, name: str, shape: type[T]) -> T | None:
    """The file `name` of a language as `shape`; None where the language has no such file.

    Raises:
        msgspec.ValidationError: the file does not have the shape.
    """
    path = resources.files("caveat.language") / language / f"{name}.yaml"
    if not path.is_file():
        return None
    return msgspec.convert(data(path), shape)
