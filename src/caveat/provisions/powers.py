"""Powers: each act that an authority may do, or order, to people, providers or data, with its conditions."""

from __future__ import annotations

from typing import cast

from caveat.kernel.deeds import Power, PowerName
from caveat.kernel.folding import squeeze
from caveat.provisions.authorisation import authorisation
from caveat.provisions.conditions import Conditions, Hearings
from caveat.provisions.elements import earliest, trim
from caveat.provisions.grants import Grant, grants
from caveat.provisions.ground import Ground
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals
from caveat.provisions.steps import joined


def find(ground: Ground, readings: list[Reading], elsewhere: frozenset[str]) -> list[Power]:
    """Every power of an instrument; `elsewhere` names the articles that deal with help between States."""
    hearings = Hearings(ground, readings)
    found = joined(ground, readings, grants(ground, readings, elsewhere))
    return [_power(ground, grant, hearings) for grant in found]


def _power(ground: Ground, grant: Grant, hearings: Hearings) -> Power:
    passage, unit = grant.passage, grant.unit
    spans = ground.spans(unit, passage)
    start, end = trim(ground.text, *ground.extent(unit, passage))
    data = earliest(signals("powers"), "data", ground, [(grant.hit.start, grant.hit.end), *spans])
    conditions = Conditions(ground, grant, spans, hearings)
    leave = authorisation(ground, passage, spans)
    return Power(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), name=cast(PowerName, grant.name),
        data=squeeze(ground.text[data.start : data.end]) if data else None,
        holder=conditions.own("holder"), addressee=conditions.own("addressee"), judicial_authorisation=leave,
        threshold=conditions.threshold(), specific_investigation=conditions.grounds("investigation"),
        duration=conditions.duration(), secrecy=conditions.secrecy(leave), notice=conditions.notice(),
    )  # fmt: skip
