"""Cooperation: each duty, effort or option to help another State, for which offences, and when it may be refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, cast

from caveat.kernel.deeds import Cooperation, CooperationKind, Element, Scope
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.chapters import Chapters
from caveat.provisions.definitions import defines
from caveat.provisions.elements import from_hit, trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.refusal import refusals
from caveat.provisions.roles import Reading, Role
from caveat.provisions.signals import signals

Dual = Literal["required", "may-refuse", "requested-law", "excluded", "none"]
Duty = Literal["must", "endeavour", "may", "none"]
_FORCES: Final[tuple[Duty, ...]] = ("must", "endeavour", "may")
_SPEAKS: Final[frozenset[Role]] = frozenset({"other", "prohibits", "elaborates"})
_BESIDES: Final = frozenset({"spontaneous", "emergency", "network-24-7", "joint-investigation", "police", "transfer"})
_OF_ANY_MATTER: Final = frozenset({"mutual-assistance", "police"})
_DUAL_REACHES: Final = frozenset({"mutual-assistance", "disclosure", "real-time", "interception", "emergency"})
_DUAL_APPLIES: Final = _DUAL_REACHES | {"extradition", "asset-measures", "preservation"}


def articles(ground: Ground) -> frozenset[str]:
    """The eids of the basic units that deal with help between States, by the headings above them."""
    title = fold(ground.outline.instrument.title)
    if _headed(title):
        return frozenset(ground.by_article)
    return frozenset(
        eid
        for eid in ground.by_article
        if any(_headed(ground.heading(place)) for place in (ground.units[eid], *ground.containers(eid)))
    )


def _headed(heading: str) -> bool:
    return signals("cooperation").any("place", heading, 0, len(heading))


def find(ground: Ground, readings: list[Reading], within: frozenset[str]) -> list[Cooperation]:
    """Every kind of help in every basic unit; `within` names those that deal with nothing else."""
    by_article: dict[str, list[Passage]] = {}
    for reading in readings:
        if reading.role in _SPEAKS and reading.passage.article and not _organ(ground, reading.passage.article):
            by_article.setdefault(reading.passage.article.eid, []).append(reading.passage)
    chapters = Chapters(ground, within)
    return [
        _cooperation(ground, passage, kind, hit, chapters)
        for eid, passages in by_article.items()
        for kind, (passage, hit) in _kinds(ground, ground.units[eid], passages, inside=eid in within).items()
        if kind not in _OF_ANY_MATTER or _on_crime(ground, ground.units[eid])
    ]


def _on_crime(ground: Ground, article: Unit) -> bool:
    """Whether States help one another against crime here: they also cooperate on fish, trade and weather."""
    return signals("cooperation").any("matter", ground.view, article.start, article.end)


def _organ(ground: Ground, article: Unit) -> bool:
    """Whether a basic unit is about terms, bodies or formalities: it mentions help and promises none."""
    heading = ground.heading(article)
    return defines(ground, article) or signals("cooperation").any("organ", heading, 0, len(heading))


def _kinds(ground: Ground, article: Unit, passages: list[Passage], *, inside: bool) -> dict[str, tuple[Passage, Hit]]:
    """What the heading names, at the first paragraph that says so or nothing else; then what single paragraphs add."""
    found: dict[str, tuple[Passage, Hit]] = {}
    heading = ground.heading(article)
    title = signals("cooperation").top("title", heading, 0, len(heading)) if inside else None
    for passage in passages:
        duty = _duty_hit(ground, passage)
        if duty is None or _refuses(ground, passage) or not (inside or _abroad(ground, passage)):
            continue
        hits = list(signals("cooperation").hits("kind", ground.view, passage.start, passage.end))
        added = next((hit for hit in hits if title is None or hit.entry.value in _BESIDES), None)
        if title and (added is None or title.entry.value in {hit.entry.value for hit in hits}):
            found.setdefault(title.entry.value, (passage, duty))
        if added:
            found.setdefault(added.entry.value, (passage, added))
    return found


def _refuses(ground: Ground, passage: Passage) -> bool:
    return signals("cooperation").any("refuse", ground.view, passage.start, passage.end)


def _abroad(ground: Ground, passage: Passage) -> bool:
    return signals("cooperation").any("abroad", ground.view, passage.start, passage.end)


def _duty_hit(ground: Ground, passage: Passage) -> Hit | None:
    return signals("cooperation").top("duty", ground.view, passage.start, passage.end)


def _duty(ground: Ground, passage: Passage) -> Duty:
    """The force of the help itself: where one State may ask, what the other must do stands in a later paragraph."""
    hits = [_duty_hit(ground, passage)]
    asks = signals("cooperation").any("asks", ground.view, passage.start, passage.end)
    if asks and passage.article:
        hits += [_duty_hit(ground, other) for other in ground.by_article[passage.article.eid]]
    values = {hit.entry.value for hit in hits if hit}
    return next((value for value in _FORCES if value in values), "none")


def _cooperation(ground: Ground, passage: Passage, kind: str, hit: Hit, chapters: Chapters) -> Cooperation:
    unit = ground.deepest(passage.unit, hit.start)
    start, end = trim(ground.text, *ground.extent(unit, passage))
    article = passage.article or passage.unit
    around = [(article.head_end, article.end)]
    scope = _all(ground, article, "scope", [(passage.start, passage.end)]) or _all(ground, article, "scope", around)
    return Cooperation(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), kind=cast(CooperationKind, kind),
        duty=_duty(ground, passage),
        scope=_scope(ground, article, scope, chapters), scope_evidence=scope,
        dual_criminality=_dual(ground, article, kind, chapters),
        refusal=refusals(ground, article), data_protection=_all(ground, article, "data_protection", around),
        use_limits=_all(ground, article, "use_limits", around),
        secrecy=_one(ground, article, "secrecy", around), residual=_one(ground, article, "residual", around),
    )  # fmt: skip


def _scope(ground: Ground, article: Unit, evidence: list[Element], chapters: Chapters) -> list[Scope]:
    """The offences that the article names, else those that the first article of its chapter names."""
    values = {item.value for item in evidence}
    for first in chapters.siblings(article)[:1]:
        values = values or {item.value for item in _all(ground, first, "scope", [(first.head_end, first.end)])}
    if "own-offences" in values and chapters.cover_serious_crime:
        values.add("serious-crime")
    return cast(list[Scope], sorted(values or {"any-offence"}))


def _dual(ground: Ground, article: Unit, kind: str, chapters: Chapters) -> Dual:
    """Dual criminality in the article itself, else as a general article of the same chapter has it for assistance."""
    own = _dual_in(ground, article) if kind in _DUAL_APPLIES else None
    if own or kind not in _DUAL_REACHES or article.eid not in chapters.within:
        return own or "none"
    values = (_dual_in(ground, sibling) for sibling in chapters.siblings(article))
    return next((value for value in values if value == "may-refuse"), "none")


def _dual_in(ground: Ground, article: Unit) -> Dual | None:
    hit = signals("cooperation").top("dual", ground.view, article.head_end, article.end)
    return cast(Dual, hit.entry.value) if hit else None


def _all(ground: Ground, unit: Unit, name: str, spans: Iterable[Span]) -> list[Element]:
    hits = (hit for start, end in spans for hit in signals("cooperation").hits(name, ground.view, start, end))
    return [from_hit(ground, unit, hit) for hit in sorted(hits, key=lambda hit: hit.start)]


def _one(ground: Ground, unit: Unit, name: str, spans: Iterable[Span]) -> Element | None:
    return next(iter(_all(ground, unit, name, spans)), None)
