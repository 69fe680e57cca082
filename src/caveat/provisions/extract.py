"""From the legal tree to what the text does."""

from __future__ import annotations

from caveat.kernel.deeds import Provisions
from caveat.kernel.shapes import Outline
from caveat.provisions import cooperation, definitions, offences, powers
from caveat.provisions.ground import Ground
from caveat.provisions.roles import read


def extract(outline: Outline) -> Provisions:
    ground = Ground(outline)
    readings = [read(ground, passage) for passage in ground.passages]
    abroad = cooperation.articles(ground)
    return Provisions(instrument=outline.instrument, offences=offences.find(ground, readings), powers=powers.find(ground,readings,abroad), safeguards=[], cooperation=cooperation.find(ground, readings, abroad), jurisdiction=[], definitions=definitions.find(ground), reach=[])
