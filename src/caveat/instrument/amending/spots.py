"""Where in the amended text an instruction works: its chain of places, looked up there one after another."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from caveat.instrument.amending.tokens import Token
from caveat.instrument.reference_places import Path, Places, Step
from caveat.kernel.folding import fold, squeeze, straighten
from caveat.kernel.shapes import Outline, Unit
from caveat.language.amending import amending_words
from caveat.language.references import BASIC, reference_words
from caveat.language.structure import any_of

_SENTENCE: Final = re.compile(r"[.;]\s+(?=[A-Z“\"(])")
_WORD: Final = re.compile(r"\w")
_KNOWN_WORDS: Final = ("section", "article", "rule", "regulation", "clause", "principle", "paragraph")


class Spot(NamedTuple):
    """A stretch of the amended text in which words are looked for, and the unit that it is, or is part of."""

    unit: Unit | None
    start: int
    end: int
    whole: bool = True


class NotFoundError(Exception):
    """What an instruction names is not in the amended text; says what, for people."""


class Principal:
    """The text that is amended, for look-ups."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.text = outline.text
        self.plain = straighten(outline.text)
        self.word = _basic_word(outline)
        self.places = Places(outline.units, self.word, "en")
        self.children: dict[str | None, list[Unit]] = {}
        for unit in outline.units:
            self.children.setdefault(unit.parent, []).append(unit)
        self.by_eid = self.places.by_eid
        self.everything = Spot(None, 0, len(self.text))

    def spots(self, chain: tuple[Token, ...]) -> list[Spot]:
        """The stretches at the end of a chain of places.

        Raises:
            NotFoundError: one of the places is not there, or is not certain.
        """
        found = [self.everything]
        for token in chain:
            found = [inner for spot in found for inner in self._within(spot, token)]
        return found

    def _within(self, spot: Spot, token: Token) -> list[Spot]:
        if token.place:
            return [self.spot(unit) for unit in self._units(spot, token)]
        if token.thing == "definition":
            return [self.spot(self.definition(spot, token.value))]
        return [self._part(spot, token)]

    def spot(self, unit: Unit) -> Spot:
        """A unit as a stretch of text, without the blanks at its end."""
        return Spot(unit, unit.start, self.trimmed(unit.start, unit.end))

    def trimmed(self, start: int, end: int) -> int:
        """Where the words of a stretch end."""
        return start + len(self.text[start:end].rstrip())

    def _units(self, spot: Spot, token: Token) -> list[Unit]:
        assert token.place
        found: dict[str, Unit] = {}
        for owner in token.place.owners or ((),):
            before: list[Unit] = []
            for item in token.place.items:
                units = self.places.find(self._path((*owner, *item.path), spot), spot.unit, own=spot.unit is None)
                if item.ranges:
                    units = self.places.between(before[0], units[-1]) if before and units else []
                units = [unit for unit in units if self._is_in(unit, spot.unit)]
                if not units:
                    raise NotFoundError(f"{cited((*owner, *item.path))} is not in {self._name(spot)}")
                found.update((unit.eid, unit) for unit in units)
                before = units
        return list(found.values())

    def _path(self, path: Path, spot: Spot) -> Path:
        """The way to a place; "subsection 3(1)", with nothing around it, is in section 3."""
        first = path[0]
        inside = first.word is not None and reference_words("en").words[first.word].level > BASIC
        if spot.unit is None and inside and len(path) > 1 and path[1].word is None:
            return (Step(self.word, first.label), *path[1:])
        return path

    def _is_in(self, unit: Unit, around: Unit | None) -> bool:
        return around is None or around in self.places.lineage(unit)

    def _name(self, spot: Spot) -> str:
        return spot.unit.citation if spot.unit else "the text given"

    def definition(self, spot: Spot, term: str) -> Unit:
        """The unit that defines a term.

        Raises:
            NotFoundError: no unit, or several, define it there.
        """
        wanted = _plain(term)
        inside = [
            one for one in self.outline.terms if spot.start <= one.start < spot.end and _plain(one.term) == wanted
        ]
        units = {one.eid: self.by_eid[one.eid] for one in inside if one.eid in self.by_eid}
        units = units or {
            unit.eid: unit
            for unit in self.outline.units
            if unit.kind == "definition"
            and spot.start <= unit.start < spot.end
            and _plain(unit.heading or "") == wanted
        }
        own = [unit for unit in units.values() if unit.kind not in ("article", "annex", "part", "chapter")]
        if len(own) != 1:
            raise NotFoundError(f"no definition of “{squeeze(term)}” of its own is in {self._name(spot)}")
        return own[0]

    def _part(self, spot: Spot, token: Token) -> Spot:
        """A heading, a sentence, the words before or after a list, a proviso: a part of a unit."""
        found = None
        if token.thing == "heading":
            found = self._heading(spot)
        elif token.thing == "sentence":
            found = self._sentence(spot, token.nth)
        elif token.thing in ("opening", "closing"):
            found = self._outer_words(spot, closing=token.thing == "closing")
        elif token.thing == "proviso":
            found = self._proviso(spot, token.nth)
        elif token.thing in ("existing", "itself"):
            found = spot
        if found is None:
            raise NotFoundError(f"{self._name(spot)} has no {token.value or token.thing} that can be told")
        return found

    def _heading(self, spot: Spot) -> Spot | None:
        if spot.unit is None or not spot.unit.heading:
            return None
        words = spot.unit.heading.split()
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
        match = pattern.search(self.text, spot.unit.start, spot.unit.head_end)
        return Spot(spot.unit, match.start(), match.end(), whole=False) if match else None

    def _sentence(self, spot: Spot, count: int) -> Spot | None:
        start = self.body(spot)
        stops = [
            start,
            *(
                match.end()
                for match in _SENTENCE.finditer(self.text, start, spot.end)
                if self.text[match.start()] == "."
            ),
            spot.end,
        ]
        index = count - 1 if count > 0 else len(stops) - 2
        if not 0 <= index < len(stops) - 1:
            return None
        return Spot(spot.unit, stops[index], self.trimmed(stops[index], stops[index + 1]), whole=False)

    def body(self, spot: Spot) -> int:
        """Where the words of a stretch begin, after number and heading."""
        at = max(spot.start, spot.unit.head_end) if spot.unit and spot.whole else spot.start
        while at < spot.end and self.text[at].isspace():
            at += 1
        return at

    def _outer_words(self, spot: Spot, *, closing: bool) -> Spot | None:
        children = self.children.get(spot.unit.eid, []) if spot.unit else []
        if not children:
            return None
        if not closing:
            return Spot(spot.unit, self.body(spot), self.trimmed(spot.start, children[0].start), whole=False)
        return self.spot(children[-1]) if children[-1].kind == "tail" else None

    def _proviso(self, spot: Spot, count: int) -> Spot | None:
        """A proviso, by its place among those of the unit: each goes on to the next."""
        view = fold(self.text[spot.start : spot.end])
        starts = [spot.start + match.start() for match in _provisos().finditer(view)]
        ends = [*(self.trimmed(spot.start, start) for start in starts[1:]), spot.end]
        index = count - 1 if count > 0 else len(starts) - 1
        if not 0 <= index < len(starts):
            return None
        return Spot(spot.unit, starts[index], ends[index], whole=False)


def cited(path: Path) -> str:
    """A place as it is cited: "Section 3(1)"."""
    first, *rest = path
    return f"{(first.word or '').capitalize()} {first.label}{''.join(f'({step.label})' for step in rest)}".strip()


def _plain(term: str) -> str:
    return squeeze(fold(term)).strip(" \"',.;")


def _basic_word(outline: Outline) -> str:
    article = next((unit for unit in outline.units if unit.kind == "article"), None)
    word = article.citation.rpartition(", ")[2].split(" ")[0].lower() if article else "section"
    return word if word in _KNOWN_WORDS else "section"


@cache
def _provisos() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(amending_words('en').proviso_words)})(?!\w)")
