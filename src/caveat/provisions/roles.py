"""What part each paragraph plays in making crimes, read before anything else is read."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from caveat.language.lexicon import Hit
from caveat.provisions import penalties
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.signals import signals

Role = Literal[
    "creates", "treaty", "prohibits", "contravenes", "penalises", "aggravates",
    "exempts", "elaborates", "reserves", "negates", "other",
]  # fmt: skip
_LEADS: Final[tuple[Role, ...]] = ("negates", "exempts", "elaborates", "reserves")
_ADDED: Final = 12
_PLACE: Final = re.compile(
    r"^\s*(?:(?:under|in|to|by)\s*)?(?:this\s+\w+|(?:sub-?sections?|paragraphs?|sections?|articles?)(?:[\s,]|and|or|\(?\d+\)?)+)"
)


class Reading(NamedTuple):
    """A passage with its part, and the words that give it away."""

    passage: Passage
    role: Role
    hit: Hit | None


def read(ground: Ground, passage: Passage) -> Reading:
    """The part a passage plays; what its first words do counts before what follows."""
    makes = _treaty(ground, passage) or _hit(ground, passage, "creates") or _hit(ground, passage, "likewise")
    for name in _LEADS:
        lead = _hit(ground, passage, name)
        if lead and (makes is None or lead.start < makes.start):
            return Reading(passage, name, lead)
    if makes and (makes.entry.element == "treaty" or _asks(ground, makes)):
        return Reading(passage, "treaty", makes)
    return _statute(ground, passage, makes)


def _statute(ground: Ground, passage: Passage, creates: Hit | None) -> Reading:
    contravenes = _hit(ground, passage, "contravenes")
    if creates:
        return Reading(passage, "contravenes" if contravenes else "creates", creates)
    if aggravates := _hit(ground, passage, "aggravates"):
        return Reading(passage, "aggravates" if _adds(ground, passage, aggravates) else "penalises", aggravates)
    if convicted := _penalises(ground, passage):
        return Reading(passage, "penalises", convicted)
    if punished := _punished(ground, passage):
        return Reading(passage, "contravenes" if contravenes else "creates", punished)
    prohibits = _hit(ground, passage, "prohibits")
    return Reading(passage, "prohibits" if prohibits else "other", prohibits)


def _penalises(ground: Ground, passage: Passage) -> Hit | None:
    """Words on whoever is convicted, or on a graver case, where a penal clause in fact follows."""
    names = ("adds", "convicted", "worsens")
    hit = next((hit for name in names if (hit := _hit(ground, passage, name))), None)
    return hit if hit and penalties.clause(ground.view, passage.start, passage.end) else None


def _punished(ground: Ground, passage: Passage) -> Hit | None:
    """Words that punish whoever does something, where a punishment in fact follows and it is not merely civil."""
    hit = _hit(ground, passage, "punished")
    if hit is None or ground.outline.instrument.kind == "treaty" or _not_a_crime(ground, passage):
        return None
    return hit if penalties.parse(ground.view, passage.start, passage.end) else None


def _not_a_crime(ground: Ground, passage: Passage) -> bool:
    return bool(_hit(ground, passage, "civil") or _hit(ground, passage, "corporate"))


def _treaty(ground: Ground, passage: Passage) -> Hit | None:
    hit = _hit(ground, passage, "treaty")
    if hit is None or not _hit(ground, passage, "bound") or _hit(ground, passage, "sanctions"):
        return None
    return hit


def _asks(ground: Ground, makes: Hit) -> bool:
    """Whether words that extend what makes a crime to attempt and help stand in a treaty: they ask it of States."""
    return makes.entry.element == "likewise" and ground.outline.instrument.kind == "treaty"


def _adds(ground: Ground, passage: Passage, hit: Hit) -> bool:
    """Whether anything stands between the offence referred to and its penalty: then it is an offence of its own."""
    if _hit(ground, passage, "residual"):
        return False
    clause = signals("penalties").first("clause", ground.view, hit.end, passage.end)
    between = ground.view[hit.end : clause.start if clause else passage.end]
    return len(_PLACE.sub("", between).strip(" ,")) > _ADDED


def _hit(ground: Ground, passage: Passage, name: str) -> Hit | None:
    return signals("roles").first(name, ground.view, passage.start, passage.end)
