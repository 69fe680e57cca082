"""Cooperation: each duty, effort or option to help another State, for which offences, and when it may be refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, Literal, cast

from msgspec import structs

from caveat.kernel.deeds import Cooperation, CooperationKind, Definition, Element
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Unit
from caveat.provisions.assistance import Act, acts, duty, extensions, force
from caveat.provisions.chapters import Chapters
from caveat.provisions.definitions import defines
from caveat.provisions.dual import DualCriminality
from caveat.provisions.elements import from_hit, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.refusal import Grounds
from caveat.provisions.roles import Reading, Role
from caveat.provisions.scope import Offences
from caveat.provisions.signals import signals

Duty = Literal["must", "endeavour", "may", "none"]
_FORCES: Final[tuple[Duty, ...]] = ("must", "endeavour", "may")
_MOST: Final = 24
_SPEAKS: Final[frozenset[Role]] = frozenset({"other", "prohibits", "elaborates", "reserves"})
_OF_A_CHAPTER: Final = frozenset({"spontaneous", "disclosure", "transfer", "emergency"})
_OF_ANY_MATTER: Final = _OF_A_CHAPTER | {"mutual-assistance", "police"}
_GOVERNED: Final = frozenset(
    {"mutual-assistance", "preservation", "disclosure", "real-time", "interception", "emergency", "spontaneous"}
)


def articles(ground: Ground) -> frozenset[str]:
    """The eids of the basic units that deal with help between States, by the headings above them."""
    if _is(fold(ground.outline.instrument.title), "place"):
        return frozenset(ground.by_article)
    headed = {
        eid
        for eid in ground.by_article
        if any(_is(ground.heading(place), "place") for place in (ground.units[eid], *ground.containers(eid)))
    }
    return frozenset(headed.union(*(company for company in _unheaded(ground) if _most(company, headed))))


def _unheaded(ground: Ground) -> Iterable[list[str]]:
    """The basic units of each chapter that has no heading of its own: they tell what it is about."""
    chapters: dict[str, list[str]] = {}
    for eid in ground.by_article:
        around = ground.containers(eid)
        if around and not around[0].heading:
            chapters.setdefault(around[0].eid, []).append(eid)
    return chapters.values()


def _most(company: list[str], headed: set[str]) -> bool:
    return 2 * sum(eid in headed for eid in company) > len(company)


def _is(heading: str, element: str) -> bool:
    return signals("cooperation").any(element, heading, 0, len(heading))


def find(ground: Ground, readings: list[Reading], within: frozenset[str], terms: list[Definition]) -> list[Cooperation]:
    """Every act of help in every basic unit; `within` names those that deal with nothing else."""
    by_article: dict[str, list[Passage]] = {}
    for reading in readings:
        if reading.role in _SPEAKS and reading.passage.article:
            by_article.setdefault(reading.passage.article.eid, []).append(reading.passage)
    describe = _Describer(ground, within, terms)
    found = (
        (ground.units[eid], act)
        for eid, passages in by_article.items()
        for act in _acts(ground, ground.units[eid], passages, inside=eid in within)
    )
    return [describe(article, act) for article, act in found]


def _acts(ground: Ground, article: Unit, passages: list[Passage], *, inside: bool) -> Iterator[Act]:
    yield from extensions(ground, passages)
    if not _organ(ground, article):
        for act in acts(ground, article, passages, inside=inside):
            if act.kind not in _OF_ANY_MATTER or _on_crime(ground, article, act):
                yield act


def _organ(ground: Ground, article: Unit) -> bool:
    """Whether a basic unit is about terms, bodies or formalities: it mentions help and promises none."""
    return defines(ground, article) or _is(ground.heading(article), "organ")


def _on_crime(ground: Ground, article: Unit, act: Act) -> bool:
    """Whether States help one another against crime here: they also cooperate on fish, trade, taxes and weather."""
    passage, around = act.passage, ground.containers(article.eid)
    if signals("cooperation").any("matter", ground.view, passage.start, passage.end):
        return True
    if act.kind in _OF_A_CHAPTER and any(_is(ground.heading(unit), "place") for unit in around):
        return True
    headings = (ground.heading(unit) for unit in (article, *around))
    return any(_is(heading, "matter") for heading in (fold(ground.outline.instrument.title), *headings))


class _Describer:
    """Puts the elements of an act together."""

    def __init__(self, ground: Ground, within: frozenset[str], terms: list[Definition]) -> None:
        self._ground = ground
        self._chapters = Chapters(ground, within)
        self._offences = Offences(ground, self._chapters, terms)
        self._grounds = Grounds(ground)
        self._dual = DualCriminality(ground, self._chapters)
        self._said: dict[tuple[str, str], list[Element]] = {}

    def __call__(self, article: Unit, act: Act) -> Cooperation:
        """The provision that an act of help is."""
        ground, unit = self._ground, act.unit
        start, end = trim(ground.text, *ground.extent(unit, act.passage))
        scope, evidence = self._offences.of(article, act)
        refusing = self._chapters.refusing(article, act.kind) if act.kind in _GOVERNED | {"extradition"} else []
        return Cooperation(
            id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
            propositions=ground.propositions(unit.eid), kind=cast(CooperationKind, act.kind),
            duty=_duty(ground, act), scope=scope, scope_evidence=evidence,
            dual_criminality=self._dual.of(act.passage, article, act.kind),
            refusal=self._grounds.of(article, refusing),
            data_protection=self._limits(article, "data_protection"), use_limits=self._limits(article, "use_limits"),
            secrecy=next(iter(self._limits(article, "secrecy")), None),
            residual=next(iter(self._in(article, "residual")), None),
        )  # fmt: skip

    def _limits(self, article: Unit, name: str) -> list[Element]:
        """What an article says to protect data, then what the articles that guard all help in its chapter say."""
        guards = (item for unit in self._chapters.guards(article) for item in self._in(unit, name))
        return [*self._in(article, name), *(structs.replace(item, via="chapter") for item in islice(guards, _MOST))]

    def _in(self, unit: Unit, name: str) -> list[Element]:
        """What a basic unit says of one element, read once."""
        if (unit.eid, name) not in self._said:
            hits = signals("cooperation").hits(name, self._ground.view, unit.head_end, unit.end)
            ordered = sorted(hits, key=lambda hit: hit.start)[:_MOST]
            self._said[unit.eid, name] = [from_hit(self._ground, unit, hit) for hit in ordered]
        return self._said[unit.eid, name]


def _duty(ground: Ground, act: Act) -> Duty:
    """The force of the help itself: where one State may ask, what the other must do stands in a later paragraph."""
    own = force(ground, act) or _strongest(ground, act.passage)
    asks = signals("cooperation").any("asks", ground.view, *act.sentence)
    others = ground.by_article[act.passage.article.eid] if asks and act.passage.article else []
    values = {own, *(_strongest(ground, other) for other in others)}
    return next((value for value in _FORCES if value in values), "none")


def _strongest(ground: Ground, passage: Passage) -> str | None:
    word = duty(ground, (passage.start, passage.end))
    return word.entry.value if word else None
