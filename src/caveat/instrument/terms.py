"""Defined terms of a text: where each is defined, and where it is used."""

from __future__ import annotations

from collections.abc import Sequence

from caveat.instrument.term_definitions import Definitions
from caveat.instrument.term_places import Places
from caveat.instrument.term_uses import uses
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Note, Term, Unit
from caveat.language.structure import LANGUAGES, structure
from caveat.language.terms import DEFINING, term_words


def terms_note(language: str) -> list[Note]:
    """That terms were not looked for, where the words with which a language defines them are not known."""
    if language in DEFINING:
        return []
    name = structure(language).name if language in LANGUAGES else f"the language of this text ({language})"
    return [Note(kind="undetermined", message=f"defined terms are not read in {name}")]


def terms(text: str, view: str, units: Sequence[Unit], language: str) -> list[Term]:
    """The defined terms of a text in the order of their definitions, each with its uses; `view` is the folded text."""
    if language not in DEFINING:
        return []
    words = term_words(language)
    places = Places(units)
    found = Definitions(text, view, places, language).all()
    scopes = [places.scope(view, one.start, words) for one in found]
    first = next((unit.start for unit in units if unit.kind != "preamble"), 0)
    return [
        Term(
            term=squeeze(text[one.start : one.end]), eid=places.eid(one.start), start=one.start, end=one.end, uses=used
        )
        for one, used in zip(found, uses(text, view, found, scopes, first, language), strict=True)
    ]
