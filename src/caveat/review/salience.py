"""What is worth saying: a linear model that ranks what the criteria find, and never adds to it.

The chance that a careful reader says a thing too is the logistic function of a
weighted sum of named features. The weights stand in `salience.yaml`, learnt
from readers' labels (`make salience`). What falls under `least` is held back:
it stays among the checks. A criterion that the model has not met, such as a
user's own, is never held back, and its findings have no confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import exp

import msgspec
from msgspec.structs import replace

from caveat.criteria.law import Law
from caveat.kernel.data_files import data
from caveat.kernel.verdicts import Finding
from caveat.review.features import Candidate, Features, code_of, features


class Model(msgspec.Struct, frozen=True):
    """The weights of the features by name; `least` is the confidence below which nothing is said."""

    least: float
    base: float
    weights: dict[str, float]

    def knows(self, finding: Finding) -> bool:
        """Whether findings of this criterion and polarity were among those from which the model learnt."""
        return code_of(finding) in self.weights

    def confidence(self, given: Features) -> float:
        """The chance, from 0 to 1, that a careful reader says it too."""
        total = self.base + sum(self.weights.get(name, 0.0) * value for name, value in given.items())
        return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


@cache
def shipped() -> Model:
    """The model of the package."""
    return msgspec.convert(data(resources.files("caveat.review") / "salience.yaml"), Model)


def salient(law: Law, candidates: Sequence[Candidate], model: Model) -> list[Finding]:
    """The findings that are worth saying, each with its confidence where the model knows it; the order stays."""
    pairs = zip(candidates, features(law, candidates), strict=True)
    weighed = (_weighed(one.finding, given, model) for one, given in pairs)
    return [finding for finding in weighed if finding.confidence is None or finding.confidence >= model.least]


def _weighed(finding: Finding, given: Features, model: Model) -> Finding:
    return replace(finding, confidence=round(model.confidence(given), 2)) if model.knows(finding) else finding
