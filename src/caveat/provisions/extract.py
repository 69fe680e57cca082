"""From the legal tree to what the text does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import structs

from caveat.kernel.deeds import CooperationKind, Offence, Provision, Provisions
from caveat.kernel.shapes import Instrument, Outline
from caveat.provisions import arrangements, cooperation, definitions, jurisdiction, offences, powers, reach, safeguards
from caveat.provisions.ground import Ground
from caveat.provisions.negotiated import settled, views
from caveat.provisions.roles import read

P = TypeVar("P", bound=Provision)


def extract(outline: Outline) -> Provisions:
    """Read what an English text does off its tree: offences, powers, safeguards, cooperation and the rest.

    Deterministic; ids count the provisions of a kind in document order
    (`off_1`, `pow_3`). A text in another language has no provisions here. Of a
    text under negotiation, elements that hang on what is not agreed are bracketed.
    """
    if outline.instrument.language.partition("-")[0] != "en":
        return _nothing(outline.instrument)
    first, *others = views(outline)
    found = _of(Ground(outline, first))
    if not (found.offences or found.powers or found.cooperation):
        return found
    return settled(found, [_of(Ground(outline, view)) for view in others])


def _of(ground: Ground) -> Provisions:
    """The provisions of one reading."""
    readings = [read(ground, passage) for passage in ground.passages]
    abroad = cooperation.articles(ground)
    crimes = _numbered("off", offences.find(ground, readings, abroad))
    means = _numbered("pow", powers.find(ground, readings, abroad))
    terms = _numbered("def", definitions.find(ground))
    help_abroad = _numbered("coo", cooperation.find(ground, readings, abroad, terms))
    company = safeguards.Company(
        with_powers=_articles(ground, (power for power in means if power.name != "seizure-of-proceeds")) | abroad,
        with_offences=_articles(ground, crimes),
        with_cooperation=_articles(ground, help_abroad) | abroad,
        over_powers=safeguards.over_powers(ground),
        crimes=frozenset(crime.eid for crime in crimes),
        subjects=_subjects(ground, crimes),
        one_subject=not crimes
        and _articles(ground, means) <= abroad
        and _mostly_one([item.kind for item in help_abroad]),
    )
    guards = _numbered("saf", safeguards.find(ground, readings, company))
    table = reach.edges(ground, guards, [*crimes, *means, *help_abroad])
    return Provisions(
        instrument=ground.outline.instrument, offences=crimes, powers=reach.authorised(means, guards, table),
        safeguards=guards, cooperation=help_abroad, reach=table,
        jurisdiction=_numbered("jur", jurisdiction.find(ground, readings)),
        definitions=terms, arrangements=_numbered("arr", arrangements.find(ground)),
    )  # fmt: skip


def _numbered(prefix: str, found: Sequence[P]) -> list[P]:
    ordered = sorted(found, key=lambda item: (item.start, item.end))
    return [structs.replace(item, id=f"{prefix}_{number}") for number, item in enumerate(ordered, 1)]


def _articles(ground: Ground, found: Iterable[Provision]) -> frozenset[str]:
    units = (ground.article(item.eid) for item in found)
    return frozenset(unit.eid for unit in units if unit)


def _mostly_one(kinds: list[CooperationKind]) -> bool:
    return bool(kinds) and max(map(kinds.count, kinds)) * 2 >= len(kinds)


def _subjects(ground: Ground, crimes: Iterable[Offence]) -> dict[str, str]:
    """What the crimes of an article are about, where a topic of its own deals with it: speech, or children."""
    found: dict[str, str] = {}
    for crime in crimes:
        article = ground.article(crime.eid)
        if article and crime.class_ == "content":
            found[article.eid] = "content-offence"
        elif article and crime.object and crime.object.value == "child-material":
            found[article.eid] = "children"
    return found


def _nothing(instrument: Instrument) -> Provisions:
    return Provisions(
        instrument=instrument, offences=[], powers=[], safeguards=[], cooperation=[], jurisdiction=[], definitions=[],
        arrangements=[], reach=[],
    )  # fmt: skip
