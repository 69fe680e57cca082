"""What of the text is in no unit, and what a reader must know of the file."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from caveat.instrument.nodes import Node
from caveat.instrument.sequence import Candidate
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Note, Span, Unit
from caveat.language.references import CITING
from caveat.language.structure import LANGUAGES, structure

_SEGMENT_END: Final = re.compile(r"[.;:]")
_SEGMENT_LENGTH: Final = 24
_MARKS: Final = re.compile(r"\W*(?:\(?\w{1,4}\)\s*)*")


def unplaced(text: str, roots: list[Node]) -> list[Span]:
    """The stretches of text, with words in them, that no unit holds."""
    gaps, offset = [], 0
    for root in roots:
        if any(map(str.isalnum, text[offset : root.start])):
            gaps.append((offset, root.start))
        offset = max(offset, root.end)
    if any(map(str.isalnum, text[offset:])):
        gaps.append((offset, len(text)))
    return gaps


def numbering_notes(units: list[Candidate]) -> list[Note]:
    """A gap in the numbers is an alarm, and so is a number that comes twice."""
    notes = []
    for before, after in pairwise(units):
        if before.reset != after.reset:
            continue
        if after.number.key == before.number.key:
            message = f"the number {after.number.printed} stands twice"
        elif after.number.value > before.number.value + 1:
            message = f"no {before.number.value + 1} between {before.number.printed} and {after.number.printed}"
        elif after.number.key < before.number.key:
            message = f"{after.number.printed} follows {before.number.printed}"
        else:
            continue
        notes.append(Note(kind="numbering", message=message, start=after.start, end=after.number_end))
    return notes


def doubling_notes(text: str, units: list[Unit]) -> list[Note]:
    """Units in which the source prints the same words twice in a row."""
    doubled = [unit for unit in units if unit.kind == "article" and _doubles(text[unit.head_end : unit.end])]
    if not doubled:
        return []
    if len(doubled) > 8:
        message = f"the source prints words twice in {len(doubled)} units, first in {doubled[0].citation}"
        return [Note(kind="doubled", message=message, eid=doubled[0].eid, start=doubled[0].start, end=doubled[0].end)]
    return [
        Note(
            kind="doubled",
            message=f"the source prints words twice in {unit.citation}",
            eid=unit.eid,
            start=unit.start,
            end=unit.end,
        )
        for unit in doubled
    ]


def unread_notes(language: str) -> list[Note]:
    """What is not looked for in a text because the words for it are not known in its language."""
    if language in CITING:
        return []
    name = structure(language).name if language in LANGUAGES else f"the language of this text ({language})"
    return [Note(kind="undetermined", message=f"references to other provisions are not read in {name}")]


def _doubles(text: str) -> bool:
    """Whether a clause comes again as the next one, or as the one after that."""
    long = [clause for clause in _SEGMENT_END.split(text) if len(clause) >= _SEGMENT_LENGTH]
    if len({_last_word(clause) for clause in long}) == len(long):
        return False
    clauses = [squeeze(clause) for clause in long]
    bare = [clause[match.end() :] if (match := _MARKS.match(clause)) else clause for clause in clauses]
    return any(one == other for step in (1, 2) for one, other in zip(bare, bare[step:], strict=False))


def _last_word(clause: str) -> str:
    return "".join(clause.rsplit(None, 1)[-1:])
