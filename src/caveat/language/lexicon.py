"""Words that signal an element of law, kept as data with examples of their own.

A lexicon file is a YAML mapping with `entries` and, optionally, `parts`
(named pieces of pattern, used as `{name}`). An entry has `id` (element, dot,
name), `value` (what it signals), `pattern`, `examples` (wordings in which it
must be found) and, where confusion threatens, `not` (wordings in which it must
not). A pattern is a regular expression over the folded view of a text, in
which one blank stands for any run of white space (see `folding.single`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, cast

import msgspec

from caveat.kernel.data_files import data, keeps, made
from caveat.kernel.errors import CaveatError
from caveat.kernel.patterns import MAKER, Packed, packed, unpacked
from caveat.language import cues
from caveat.language.cues import Way

_REPEATED = re.compile(r" (?:[*?+]|\{\d*,?\d*\})")
_SET = re.compile(r"\\[^ ]|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
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
    """Where an entry matches: offsets into a folded view."""

    entry: Entry
    start: int
    end: int


class Lexicon:
    """The entries of one file, by element, compiled when first used."""

    def __init__(self, entries: list[Entry], parts: Mapping[str, str], file: Traversable | None = None) -> None:
        self.entries = entries
        self._parts = parts
        self._file = file
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
        return self._elements.get(element, [])

    @cached_property
    def _elements(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.element, []).append(entry)
        return found

    def expanded(self, entry: Entry) -> str:
        """The pattern of an entry with its named parts in place.

        Raises:
            LexiconError: a named part is unknown.
        """
        try:
            return _expand(entry.pattern, self._parts)
        except KeyError as error:
            raise LexiconError(f"lexicon entry {entry.id}: {error}") from error

    @cached_property
    def ways(self) -> dict[str, list[Way]]:
        """The ways in which each entry can match, by its id."""
        if self._file is None:
            return self._ways()
        kept = made(self._file, "ways", lambda: _plain(self._ways()), cues.__file__)
        return {name: [_way(way) for way in found] for name, found in kept.items()}

    def _ways(self) -> dict[str, list[Way]]:
        return {entry.id: cues.ways(self.expanded(entry)) for entry in self.entries}

    @cached_property
    def _packed(self) -> dict[str, Packed]:
        """What the entries compile to, where that is or can be kept; then it is worth compiling them all at once."""
        if self._file is None:
            return {}
        wanted = self.entries if keeps(self._file) else []
        packs = made(self._file, MAKER, lambda: {entry.id: packed(self.expanded(entry)) for entry in wanted})
        return cast(dict[str, Packed], packs)

    def _compile(self, entry: Entry) -> re.Pattern[str]:
        try:
            return unpacked(self.expanded(entry), self._packed.get(entry.id))
        except re.error as error:
            raise LexiconError(f"lexicon entry {entry.id}: {error}") from error


def _plain(found: dict[str, list[Way]]) -> dict[str, list[list[str | list[str]]]]:
    return {
        name: [[cue if isinstance(cue, str) else sorted(cue) for cue in way] for way in ways]
        for name, ways in found.items()
    }


def _way(plain: list[str | list[str]]) -> Way:
    return frozenset([cue if isinstance(cue, str) else frozenset(cue) for cue in plain])


def _expand(pattern: str, parts: Mapping[str, str]) -> str:
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: f"(?:{parts[match[1]]})", pattern)
    return pattern


def parse(source: str) -> Lexicon:
    """Read a lexicon from YAML text.

    Raises:
        LexiconError: the text is not a lexicon.
    """
    import yaml  # not before: the lexicons of the package do not need it

    try:
        return _lexicon(yaml.load(source, Loader=yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise LexiconError(str(error)) from error


def _lexicon(raw: Any, file: Traversable | None = None) -> Lexicon:
    """A lexicon from the plain data of its file, in which every value is text."""
    try:
        entries = msgspec.convert(raw["entries"], list[Entry])
        parts = msgspec.convert(raw.get("parts", {}), dict[str, str])
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        raise LexiconError(str(error)) from error
    for name, pattern in [*((entry.id, entry.pattern) for entry in entries), *parts.items()]:
        _check(name, pattern)
    return Lexicon(entries, parts, file)


def _check(name: str, pattern: str) -> None:
    """Refuse a quantifier after a blank: the blank is a run already, and "a ?b" would ask for one all the same."""
    if _REPEATED.search(pattern) and _REPEATED.search(_SET.sub(".", pattern)):
        raise LexiconError(f"lexicon entry {name}: a quantifier follows a blank; put the blank in brackets: (?: )?")


@cache
def load(language: str, name: str) -> Lexicon:
    """The lexicon `name` of a language folder, such as `load("en", "offences")`.

    Raises:
        LexiconError: there is no such lexicon, or it is malformed.
    """
    path = resources.files("caveat.language") / language / "lexicon" / f"{name}.yaml"
    if not path.is_file():
        raise LexiconError(f"no lexicon {name!r} for language {language!r}")
    return _lexicon(data(path, "plain"), path)


def names(language: str) -> list[str]:
    """The lexicons that a language folder holds, sorted."""
    folder = resources.files("caveat.language") / language / "lexicon"
    return sorted(path.name.removesuffix(".yaml") for path in folder.iterdir() if path.name.endswith(".yaml"))
