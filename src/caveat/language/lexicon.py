"""Words that signal an element of law, kept as data with examples of their own.

A lexicon file is a YAML mapping with `entries` and, optionally, `parts`
(named pieces of pattern, used as `{name}`). An entry has `id` (element, dot,
name), `value` (what it signals), `pattern`, `examples` (wordings in which it
must be found) and, where confusion threatens, `not` (wordings in which it must
not). A pattern is a regular expression over the folded view of a text, in
which a blank stands for any white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec
import yaml

from caveat.kernel.errors import CaveatError

_BLANK = re.compile(r" +")
_PART = re.compile(r"\{([a-z_]+)\}")


class LexiconError(CaveatError):
    """A lexicon file of the package is malformed."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """One signal: the pattern, what it means, and wordings that prove it."""

    id: str
    value: str
    pattern: str
    examples: list[str]
    not_: list[str] = []
    force: str = "mandatory"

    @property
    def element(self) -> str:
        """The element that the entry signals: its id up to the dot."""
        return self.id.partition(".")[0]


class Hit(NamedTuple):
    """Where an entry matches: offsets into the view that was searched."""

    entry: Entry
    start: int
    end: int


class Lexicon:
    """The entries of one file, by element, compiled when first used."""

    def __init__(self, entries: list[Entry], parts: Mapping[str, str]) -> None:
        self.entries = entries
        self._parts = parts
        self._compiled: dict[str, re.Pattern[str]] = {}

    def pattern(self, entry: Entry) -> re.Pattern[str]:
        """The compiled pattern of an entry.

        Raises:
            LexiconError: a named part is unknown or the expression is not valid.
        """
        if entry.id not in self._compiled:
            self._compiled[entry.id] = self._compile(entry)
        return self._compiled[entry.id]

    def of(self, element: str) -> list[Entry]:
        """The entries that signal an element, in the order of the file."""
        return [entry for entry in self.entries if entry.element == element]

    def hits(self, element: str, view: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Every place between two offsets of a folded view where an entry of the element matches."""
        stop = len(view) if end is None else end
        for entry in self.of(element):
            for match in self.pattern(entry).finditer(view, start, stop):
                yield Hit(entry, *match.span())

    def first(self, element: str, view: str, start: int = 0, end: int | None = None) -> Hit | None:
        """The earliest match of an element; of two at one place, the longer."""
        return min(self.hits(element, view, start, end), key=lambda hit: (hit.start, -hit.end), default=None)

    def _compile(self, entry: Entry) -> re.Pattern[str]:
        try:
            expanded = _expand(entry.pattern, self._parts)
            return re.compile(_BLANK.sub(r"\\s+", expanded))
        except (KeyError, re.error) as error:
            raise LexiconError(f"lexicon entry {entry.id}: {error}") from error


def _expand(pattern: str, parts: Mapping[str, str]) -> str:
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: f"(?:{parts[match[1]]})", pattern)
    return pattern


def parse(source: str) -> Lexicon:
    """Read a lexicon from YAML text.

    Raises:
        LexiconError: the text is not a lexicon.
    """
    try:
        raw: dict[str, Any] = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return Lexicon(msgspec.convert(raw["entries"], list[Entry]), raw.get("parts", {}))
    except (yaml.YAMLError, msgspec.ValidationError, KeyError, TypeError) as error:
        raise LexiconError(str(error)) from error


@cache
def load(language: str, name: str) -> Lexicon:
    """The lexicon `name` of a language folder, such as `load("en", "offences")`.

    Raises:
        LexiconError: there is no such lexicon, or it is malformed.
    """
    path = resources.files("caveat.language") / language / "lexicon" / f"{name}.yaml"
    if not path.is_file():
        raise LexiconError(f"no lexicon {name!r} for language {language!r}")
    return parse(path.read_text(encoding="utf-8"))


def names(language: str) -> list[str]:
    """The lexicons that a language folder holds, sorted."""
    folder = resources.files("caveat.language") / language / "lexicon"
    return sorted(path.name.removesuffix(".yaml") for path in folder.iterdir() if path.name.endswith(".yaml"))
