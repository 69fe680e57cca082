"""A mistake in a criterion's file, and the line it stands on; lines are worked out only when there is one."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, Final

from caveat.kernel.errors import InputError

_PLAIN: Final = (
    (re.compile(r"Object missing required field (`.+?`)"), r"the key \1 is missing"),
    (re.compile(r"Object contains unknown field (`.+?`)"), r"there is no key \1 here"),
    (re.compile(r"Invalid enum value (.+)"), r"\1 is none of the values allowed here"),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), r"expected \1, found \2"),
    (re.compile(r"\bstr\b"), "text"),
    (re.compile(r"\barray\b"), "a list"),
    (re.compile(r"\bobject\b"), "a mapping"),
    (re.compile(r"\bint\b|\bfloat\b"), "a number"),
)

Path = tuple[str | int, ...]

_STEP: Final = re.compile(r"\.([A-Za-z_-]+)|\[(\d+|\.\.\.)\]")


class CriterionError(Exception):
    """Something in a criterion is wrong: where (keys and indices from the top), what, and what to do."""

    def __init__(self, path: Path, what: str, remedy: str) -> None:
        self.path, self.what, self.remedy = path, what, remedy
        super().__init__(what)


def unknown(path: Path, label: str, name: str, known: list[str] | tuple[str, ...]) -> CriterionError:
    """The mistake of a name that is not in a closed list, with the nearest name that is."""
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return CriterionError(path, f"unknown {label} {name!r}", f"{hint}Use one of: {', '.join(known)}.")


def from_validation(path: Path, message: str) -> CriterionError:
    """The mistake behind a validation message of msgspec, such as "Expected `str`, got `int` - at `$.why`"."""
    what, _, where = message.partition(" - at `$")
    steps = [int(index) if index.isdigit() else name for name, index in _STEP.findall(where) if index != "..."]
    key = re.search(r"unknown field `(.+?)`", what)
    inner = path + tuple(steps) + ((key[1],) if key else ())
    remedy = "Correct the key or its value; `caveat criteria show` prints a criterion to copy from."
    return CriterionError(inner, _plain(what), remedy)


def _plain(message: str) -> str:
    """A validation message in the words of someone who writes YAML."""
    for pattern, words in _PLAIN:
        message = pattern.sub(words, message)
    return message[:1].lower() + message[1:]


def report(error: CriterionError, name: str, source: str) -> InputError:
    """The mistake as an error for people, with file and line."""
    line = line_of(source, error.path)
    return InputError(error.what, where=f"{name}:{line}", remedy=error.remedy)


def line_of(source: str, path: Path) -> int:
    """The line (from 1) on which the value at a path stands, or the nearest value around it."""
    import yaml  # not before: few files have a mistake

    node = yaml.compose(source, Loader=yaml.SafeLoader)
    mark = node.start_mark if node else None
    for step in path:
        pair = _child(node, step)
        if pair is None:
            break
        mark, node = pair[0].start_mark, pair[1]
    return mark.line + 1 if mark else 1


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """The key and the value, as nodes of YAML, to which a step leads; of a list, the value twice."""
    if node is not None and node.id == "mapping":
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if node is not None and node.id == "sequence" and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
