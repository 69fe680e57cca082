"""Criteria from their files: the catalogue of the package, and a user's own folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import accumulate
from pathlib import Path
from typing import Final

from caveat.criteria import decode, mistakes
from caveat.criteria.mistakes import CriterionError
from caveat.criteria.model import Criterion
from caveat.kernel.bounds import MAX_NESTING
from caveat.kernel.data_files import data
from caveat.kernel.errors import InputError

_BRACKET: Final = re.compile(r"[\[\]{}]")
_MARKS: Final = re.compile(r"[-?:] +(?:[-?:] +)*")
_MAX_BYTES: Final = 64 * 1024


@cache
def catalogue() -> tuple[Criterion, ...]:
    """The criteria of the package, by code."""
    files = _files(resources.files("caveat.criteria") / "catalogue")
    return merge(_own(file) for file in files)


def _own(file: Traversable) -> Criterion:
    """A criterion of the package: its file is parsed once for all, unless there is a mistake to be shown in it."""
    try:
        return decode.criterion(data(file))
    except CriterionError:
        return parse(_text(file), file.name)


def folder(path: Path) -> tuple[Criterion, ...]:
    """The criteria of a user's folder and its subfolders, by code.

    Raises:
        InputError: there is no such folder, it holds no criterion, or one of them has a mistake.
    """
    if not path.is_dir():
        raise InputError("there is no such folder", where=str(path), remedy="Name a folder of criteria (*.yaml).")
    found = merge(parse(_text(file), str(file)) for file in _files(path))
    if not found:
        raise InputError("the folder holds no criterion", where=str(path), remedy="Put *.yaml files of criteria in it.")
    return found


def merge(*sets: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Several sets of criteria as one, by code.

    Raises:
        InputError: a code is used twice.
    """
    merged: dict[str, Criterion] = {}
    for criterion in (criterion for one in sets for criterion in one):
        if criterion.code in merged:
            remedy = "Give the new criterion a code of its own."
            raise InputError("the code is used twice", where=criterion.code, remedy=remedy)
        merged[criterion.code] = criterion
    return tuple(merged[code] for code in sorted(merged))


def parse(source: str, name: str) -> Criterion:
    """One criterion from the text of its file; `name` is what an error calls the file.

    Raises:
        InputError: the file has a mistake, given with its line.
    """
    if _depth(source) > MAX_NESTING:
        raise InputError(
            "the YAML is nested too deeply", where=name, remedy="Write one criterion, as `show` prints it."
        )
    import yaml  # not before: the catalogue of the package does not need it

    try:
        return decode.criterion(yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except CriterionError as error:
        raise mistakes.report(error, name, source) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = f"not valid YAML ({getattr(error, 'problem', error)})"
        where = f"{name}:{mark.line + 1}" if mark else name
        raise InputError(what, where=where, remedy="Correct the YAML there.") from error


def _files(place: Traversable) -> Iterator[Traversable]:
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".yaml", ".yml")):
            yield entry
        elif entry.name != "__pycache__" and entry.is_dir():
            yield from _files(entry)


def _depth(source: str) -> int:
    """How deep brackets and list marks on one line nest, at most; the parser's own stack has no bound."""
    steps = accumulate(1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(source))
    marks = max((len(run[0]) // 2 for run in _MARKS.finditer(source)), default=0)
    return max(max(steps, default=0), marks)


def _text(file: Traversable) -> str:
    data = file.read_bytes()
    if len(data) > _MAX_BYTES:
        raise InputError("the file is too large for a criterion", where=file.name, remedy="Keep one criterion a file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("the file is not UTF-8", where=file.name, remedy="Save it as UTF-8.") from error
