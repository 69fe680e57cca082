"""Which elements of an Akoma Ntoso file are units, and of what kind.

Every legislature uses the elements in its own way: what the basic unit is shows
only in the file as a whole. Elements without a number that subdivide a
provision are taken for layout, and their text for that of the unit around them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, get_args

from caveat.kernel.bounds import MAX_UNIT_DEPTH
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import UnitKind
from caveat.kernel.source import Given
from caveat.language.structure import LANGUAGES, structure
from caveat.reading.akn_elements import ATTACHED, BASIC, FRONT, LARGE, NAMED, TAILS
from caveat.reading.akn_text import Raw

_SUBDIVISIONS: Final[tuple[UnitKind, ...]] = ("paragraph", "subparagraph", "point", "item")
_RANKS: Final = {"paragraph": 0, "subsection": 0, "subrule": 0, "subclause": 0, "subparagraph": 1}
_STATUTE_RANKS: Final = {"subsection": 0, "paragraph": 1, "subparagraph": 2, "clause": 3, "subclause": 3}
_LARGE: Final = ("part", "title", "chapter", "section")
_QUOTED: Final = re.compile(r"[“\"‘«]\s?([^“”\"‘’«»;]{1,120})[”\"’»]")
_BODY: Final = ("article", *_SUBDIVISIONS, "definition", "annex")
_DIGITS: Final = re.compile(r"\d+$")
_ROMAN: Final = re.compile(r"[ivx]+", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W_]+")


def units_of(raws: list[Raw], text: str, *, ours: bool) -> tuple[Given, ...]:
    """The units among some elements, in document order; none where no element is a numbered basic unit.

    `text` is the canonical text in which the elements stand; `ours` says
    that Caveat wrote the file, so that `class` gives the kind of each unit.
    """
    basic = _basic_key(raws)
    return tuple(_Resolver(raws, text, basic, ours).units()) if basic else ()


def _basic_key(raws: list[Raw]) -> str | None:
    """What the basic units are: the likeliest of the known words, or else what is numbered most often."""
    annexed = _annexed(raws)
    counts = Counter(_key(raw) for index, raw in enumerate(raws) if _numbered(raw) and index not in annexed)
    counts = counts or Counter(_key(raw) for raw in raws if _numbered(raw))
    if counts["section"] > 2 * counts["article"] > 0:
        return "section"
    usual = [key for key in BASIC if counts[key]]
    others = [key for key, _ in counts.most_common() if key not in LARGE | {"recital", *_annex_words()}]
    return next(iter([*usual, *others]), None)


def _annexed(raws: list[Raw]) -> set[int]:
    found: set[int] = set()
    for index, raw in enumerate(raws):
        if raw.parent in found or raw.name in ATTACHED or _key(raw) in _annex_words():
            found.add(index)
    return found


class _Resolver:
    """Goes through the elements from the first to the last; `places` leads from each to its unit, or the one around."""

    def __init__(self, raws: list[Raw], text: str, basic: str, ours: bool) -> None:
        self.raws, self.text, self.basic, self.ours = raws, text, basic, ours
        self.holding = _holding(raws, basic)
        self.found: list[Given] = []
        self.places: list[int] = []
        self.ranks: dict[int, int] = {}
        self.inside: dict[int, bool] = {-1: False}
        self.annexed: dict[int, bool] = {-1: False}
        self.depths: dict[int, int] = {-1: 0}
        self.last_in: dict[int, tuple[str, int]] = {}

    def units(self) -> list[Given]:
        """The units."""
        for index, raw in enumerate(self.raws):
            above = self.places[raw.parent] if raw.parent >= 0 else -1
            kind = self._kind(index, raw, above)
            deep = self.depths[above] >= MAX_UNIT_DEPTH
            if kind is None or deep or (raw.start is None and not _numbered(raw)):
                self.places.append(above)
                continue
            place = len(self.found)
            self.places.append(place)
            self.depths[place] = self.depths[above] + 1
            self.inside[place] = self.inside[above] or kind == "article"
            self.annexed[place] = self.annexed[above] or kind == "annex"
            if kind in _SUBDIVISIONS:
                self.ranks[place] = _SUBDIVISIONS.index(kind)
            self.found.append(self._given(raw, kind, above))
        return self.found

    def _given(self, raw: Raw, kind: UnitKind, above: int) -> Given:
        start = raw.end if raw.start is None else raw.start
        heading = self._term(raw) if kind == "definition" else raw.heading
        head_end = start if kind == "definition" else max(start, min(raw.head_end, raw.end))
        wordless = raw.name in ATTACHED or (raw.name in NAMED and kind in _LARGE)
        word = "" if wordless else _key(raw)
        return Given(kind, raw.number, heading, start, head_end, raw.end, above, word)

    def _kind(self, index: int, raw: Raw, above: int) -> UnitKind | None:
        if self.ours and (stated := raw.attributes.get("class", _key(raw))) in get_args(UnitKind):
            return stated  # type: ignore[return-value]
        around = self.found[above].kind if above >= 0 else None
        if raw.name in FRONT:
            return "preamble" if around is None and not self.ours else None
        if raw.name == "conclusions":
            return "conclusions" if around is None else None
        if raw.name == "recital":
            return "recital" if around == "preamble" else None
        if raw.name in TAILS or _key(raw).lower() == "wrapup":
            named = not self.ours or "eId" in raw.attributes
            return "tail" if named and around in _BODY and len(self.found) - 1 > above else None
        return self._provision(index, raw, above, around)

    def _provision(self, index: int, raw: Raw, above: int, around: UnitKind | None) -> UnitKind | None:
        key, inside = _key(raw), self.inside[above]
        headed = raw.heading is not None or _numbered(raw)
        if raw.name in ATTACHED or key in _annex_words():
            return "annex" if headed or not self._wraps_annex(index) else None
        if not _numbered(raw) and self._term(raw):
            return "definition" if around in _BODY else None
        if key == self.basic and not inside:
            return "article" if headed else None
        if index in self.holding or (key in LARGE and not inside):
            return _container_kind(key, self.basic) if headed else None
        if not _numbered(raw) or around in ("preamble", "conclusions"):
            return None
        return self._subdivision(raw, above) if around in _BODY or self.annexed[above] else "article"

    def _term(self, raw: Raw) -> str | None:
        """The term that an element begins with, as its markup says or, in a list, its quotation marks."""
        if raw.term or raw.start is None or raw.name not in ("item", "hcontainer", "point", "indent"):
            return raw.term
        quoted = _QUOTED.match(self.text, raw.start, raw.end)
        return squeeze(quoted[1]) if quoted else None

    def _wraps_annex(self, index: int) -> bool:
        """Whether an attachment without a head of its own only holds the annex."""
        following = self.raws[index + 1] if index + 1 < len(self.raws) else None
        return following is not None and following.parent == index and _key(following) in _annex_words()

    def _subdivision(self, raw: Raw, above: int) -> UnitKind:
        ranks = _STATUTE_RANKS if self.basic == "section" else _RANKS
        rank = ranks.get(raw.name)
        if rank is None:
            rank = self._rank_by_style(raw, above)
        return _SUBDIVISIONS[min(max(rank, self.ranks.get(above, -1) + 1), len(_SUBDIVISIONS) - 1)]

    def _rank_by_style(self, raw: Raw, above: int) -> int:
        """Digits come first, then letters, then roman numerals; what a list begins with holds for all of it."""
        name, rank = self.last_in.get(above, ("", 0))
        if name != raw.name:
            label = "".join(_LETTERS.findall(raw.number or ""))
            rank = 0 if label[:1].isdigit() else 2 if _ROMAN.fullmatch(label) else 1
            self.last_in[above] = (raw.name, rank)
        return rank


def _key(raw: Raw) -> str:
    """What an element is: its name, or what it says that it is."""
    if raw.name in NAMED and (stated := raw.attributes.get("name", "")):
        return _DIGITS.sub("", stated)
    return raw.name


def _numbered(raw: Raw) -> bool:
    return any(map(str.isalnum, raw.number or ""))


def _holding(raws: list[Raw], basic: str) -> set[int]:
    """The elements that hold a numbered basic unit and are none."""
    found: set[int] = set()
    for raw in raws:
        if _key(raw) == basic and _numbered(raw):
            above = raw.parent
            while above >= 0 and above not in found:
                found.add(above)
                above = raws[above].parent
    return {index for index in found if _key(raws[index]) != basic}


def _container_kind(key: str, basic: str) -> UnitKind:
    for kind, words in structure("en").container_words.items():
        if key in words:
            return kind  # type: ignore[return-value]
    if key == "tome":
        return "part"
    return "title" if basic == "section" else "section"


def _annex_words() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in structure(language).annex_words)
