"""Safeguards: rules that protect people, each with the topic it serves, its force, its deference and its reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from caveat.kernel.deeds import Safeguard
from caveat.kernel.shapes import Span
from caveat.language.lexicon import Hit
from caveat.provisions.definitions import defines
from caveat.provisions.denial import emptied, is_denied
from caveat.provisions.elements import trim
from caveat.provisions.ground import Ground, Passage
from caveat.provisions.roles import Reading, Role
from caveat.provisions.signals import signals

Reach = Literal["instrument", "chapter", "provision"]
_OFFENCE: Final[frozenset[Role]] = frozenset({"creates", "treaty", "contravenes", "penalises", "aggravates"})
_IN_OFFENCES: Final = frozenset({"mental-element", "harm-threshold", "public-interest-exemption", "penalty"})
_OF_POWERS: Final = frozenset({
    "judicial-authorisation", "reasonable-suspicion", "compelled-assistance", "data-retention",
    "real-time-interception", "blocking-takedown",
})  # fmt: skip
_OF_OFFENCES: Final = frozenset({
    "public-interest-exemption", "authorisation-element", "harm-threshold", "criminalisation-scope",
})  # fmt: skip
_OF_STATES: Final = frozenset(
    {
        "refusal-grounds",
        "requester-accountability",
        "dual-criminality",
        "unsolicited-sharing",
    }
)
_RULE_BY_RULE: Final = frozenset({
    "requester-accountability", "refusal-grounds", "children", "necessity-proportionality", "authorisation-element",
    "public-interest-exemption", "compelled-assistance", "intermediary-liability",
})  # fmt: skip
"""Topics of which each paragraph of an article gives a rule of its own: this ground to refuse, and that one."""
_BETWEEN_STATES: Final = _OF_STATES | {"non-discrimination", "jurisdiction"}
_IN_PREAMBLES: Final = frozenset({
    "human-rights-clause", "non-discrimination", "data-protection", "at-risk-groups", "domestic-law-deference",
    "children", "necessity-proportionality",
})  # fmt: skip
_PRINCIPLES: Final[tuple[str, ...]] = ("human-rights-clause", "necessity-proportionality")
_CONDITIONS: Final = frozenset({"judicial-authorisation", "reasonable-suspicion"})
_DENYING: Final[frozenset[Role]] = frozenset({"exempts", "reserves", "negates"})
_NOT_BY_CRIMES: Final = frozenset({"data-protection", "judicial-authorisation", "children"})
_WIDE: Final = frozenset(
    {"human-rights-clause", "content-offence", "non-discrimination", "future-expansion", "participation-review"}
)
_ABUSE: Final = "kind.abuse-of-power"
_ON_USE: Final = frozenset({"kind.consideration", "kind.force"})
"""Words that limit how a power is used, and elsewhere only ask for care."""
_POLICY: Final = "negates.policy"
_SCOPE: Final = "criminalisation-scope"
_LEAVE: Final = "judicial-authorisation"
_LEAVE_TO_ACT: Final = "authorisation-element"
_DEFERENCE: Final = "domestic-law-deference"
_EXPLAINED: Final = "kind.authorised-if"
_TRIES: Final = 24
"""How often a topic is looked for in one paragraph before it is held to be only named there."""
_PREAMBLE: Final = "preamble"
_STOP_LENGTH: Final = 2
"""A full stop or semicolon and the blank after it."""
_TURNED: Final = _CONDITIONS | {"dual-criminality"}
"""What protects as the condition of an act, and not as the condition of its denial."""


def over_powers(ground: Ground) -> frozenset[str]:
    """The basic units that set conditions for the powers of their chapter at large."""
    return frozenset(
        passage.article.eid
        for passage in ground.passages
        if passage.article
        and signals("safeguards").any("general", ground.view, passage.start, passage.end)
        and ground.domain(passage.unit.eid, passage.start, passage.end)
    )


class Company(NamedTuple):
    """What else the basic units of an instrument hold: a safeguard of powers needs a power to guard."""

    with_powers: frozenset[str]
    with_offences: frozenset[str]
    with_cooperation: frozenset[str]
    over_powers: frozenset[str]
    crimes: frozenset[str]
    subjects: Mapping[str, str]
    one_subject: bool


def find(ground: Ground, readings: list[Reading], company: Company) -> list[Safeguard]:
    """Every safeguard of an instrument, in document order.

    A topic counts once as a duty and once as an option in a basic unit, and
    apart where States leave it to domestic law; topics of which one article
    often holds many rules, in a paragraph.
    """
    found: dict[tuple[str, str, bool, bool], Safeguard] = {}
    for reading in readings:
        place = reading.passage.article.eid if reading.passage.article else _PREAMBLE
        for safeguard in _in(ground, reading, company):
            where = reading.passage.unit.eid if safeguard.kind in _RULE_BY_RULE else place
            deferring = safeguard.deference and safeguard.kind in _OF_STATES
            found.setdefault((where, safeguard.kind, safeguard.mandatory, deferring), safeguard)
    kinds = {safeguard.kind for safeguard in found.values() if _place(ground, safeguard) in company.over_powers}
    return [*found.values(), *_imports(ground, readings, company, kinds)]


def _place(ground: Ground, safeguard: Safeguard) -> str:
    article = ground.article(safeguard.eid)
    return article.eid if article else _PREAMBLE


def _imports(ground: Ground, readings: list[Reading], company: Company, kinds: set[str]) -> Iterator[Safeguard]:
    """Powers that submit themselves to the conditions for all powers: "this article is subject to article 4".

    They take over its principles; its particular rules reach them by the table of reach.
    """
    principles = [topic for topic in _PRINCIPLES if topic in kinds] or sorted(kinds & {_LEAVE})
    for reading in readings:
        passage = reading.passage
        if not principles or passage.article is None or passage.article.eid not in company.with_powers:
            continue
        hit = signals("safeguards").top("subjection", ground.view, passage.start, passage.end)
        targets = (ground.article(eid) for eid in ground.targets(hit.start, hit.end)) if hit else ()
        if hit and any(target and target.eid in company.over_powers for target in targets):
            yield from (_safeguard(ground, reading, kind, hit, company) for kind in principles)


def _in(ground: Ground, reading: Reading, company: Company) -> Iterator[Safeguard]:
    passage = reading.passage
    defining = passage.article is not None and defines(ground, passage.article)
    found: dict[str, Hit] = {}
    tried = Counter[str]()
    for hit in signals("safeguards").hits("kind", ground.view, passage.start, passage.end):
        kind = hit.entry.value
        tried[kind] += 1
        if kind in found or tried[kind] > _TRIES or (defining and hit.entry.id != _EXPLAINED):
            continue
        if not _belongs(reading, hit, company):
            continue
        if not _empty(ground, passage, hit) and not _denied(ground, reading, hit):
            found[kind] = hit
    for topic, hit in sorted(found.items(), key=lambda item: item[1].start):
        yield _safeguard(ground, reading, _served(reading, topic, company), hit, company)


def _denied(ground: Ground, reading: Reading, hit: Hit) -> bool:
    """Whether a sentence denies what would protect; an exemption or a reservation protects by denying."""
    sentence = _sentence(ground, reading.passage, hit)
    turned = hit.entry.value in _TURNED
    protects = reading.role in _DENYING and not turned
    if emptied(ground.view, hit, sentence):
        return True
    return not protects and is_denied("safeguards", hit, ground.view, sentence, conditions=not turned)


def _served(reading: Reading, topic: str, company: Company) -> str:
    """The topic a safeguard serves: a right not to apply an article on speech or on children serves that subject."""
    article = reading.passage.article
    if topic != _SCOPE or reading.role != "reserves" or article is None:
        return topic
    return company.subjects.get(article.eid, topic)


def _empty(ground: Ground, passage: Passage, hit: Hit) -> bool:
    """Whether the sentence only names what elsewhere is protected: limits it, defines it, or teaches it."""
    others = signals("safeguards").hits("empty", ground.view, *_sentence(ground, passage, hit))
    return any(other.entry.value in {"any", hit.entry.value} for other in others)


def _belongs(reading: Reading, hit: Hit, company: Company) -> bool:
    """Whether words that elsewhere protect do so here: among the offences, the powers, or in the preamble."""
    article, kind = reading.passage.article, hit.entry.value
    if article is None:
        return kind in _IN_PREAMBLES
    if _aims(reading) and kind not in _WIDE:
        return False
    if kind in _NOT_BY_CRIMES and reading.role == "prohibits" and reading.passage.unit.eid in company.crimes:
        return False
    if reading.role in _OFFENCE:
        return kind in _IN_OFFENCES or hit.entry.id == _ABUSE
    if kind in _OF_POWERS or hit.entry.id in _ON_USE:
        return article.eid in company.with_powers | company.over_powers
    if kind in _OF_STATES:
        return article.eid in company.with_cooperation
    if kind == _LEAVE_TO_ACT and reading.role == "elaborates":
        return True
    return kind not in _OF_OFFENCES or reading.role == "exempts" or article.eid in company.with_offences


def _safeguard(ground: Ground, reading: Reading, kind: str, hit: Hit, company: Company) -> Safeguard:
    passage = reading.passage
    unit = ground.deepest(passage.unit, hit.start)
    sentence = _sentence(ground, passage, hit)
    first, last = ground.extent(unit, passage)
    start, end = trim(ground.text, max(first, sentence[0]), min(last, sentence[1]))
    return Safeguard(
        id="", eid=unit.eid, citation=unit.citation, start=start, end=end, quote=ground.text[start:end],
        propositions=ground.propositions(unit.eid), kind=kind, principle=hit.entry.id.partition(".")[2],
        mandatory=reading.role != "reserves" and not _aims(reading) and _firm(ground, passage, sentence, hit, kind),
        deference=kind == _DEFERENCE or signals("safeguards").any("deference", ground.view, *sentence),
        reach="instrument" if _aims(reading) else _reach(ground, passage, kind, sentence, company),
    )  # fmt: skip


def _aims(reading: Reading) -> bool:
    """Whether a passage says what the whole text is for: it binds nobody, and colours all."""
    return reading.hit is not None and reading.hit.entry.id == _POLICY


def _sentence(ground: Ground, passage: Passage, hit: Hit) -> Span:
    stops = ground.stops
    before = bisect_right(stops, hit.start - _STOP_LENGTH) - 1
    after = bisect_left(stops, hit.end)
    begins = before >= 0 and stops[before] >= passage.start
    ends = after < len(stops) and stops[after] + _STOP_LENGTH <= passage.end
    return stops[before] + _STOP_LENGTH if begins else passage.start, stops[after] + 1 if ends else passage.end


def _firm(ground: Ground, passage: Passage, sentence: Span, hit: Hit, kind: str) -> bool:
    """Whether the last word of force before the safeguard, or else the first after it, is one of duty.

    In "may, with a warrant, search" the permission is for the power: its condition binds unless it is hedged.
    """
    if passage.article is None:
        return False
    lexicon = signals("safeguards")
    if kind in _CONDITIONS:
        return not lexicon.any("hedge", ground.view, *sentence)
    if hit.entry.id in _ON_USE:
        return not lexicon.any("lax", ground.view, *sentence)
    if _binds(ground, (passage.start, hit.start)) or _entitled(ground, sentence):
        return True
    above = ground.chapeau(passage.unit) if kind in _OF_STATES else sentence
    nearest = _force(ground, sentence, hit) or _force(ground, above, hit)
    return nearest is None or nearest.entry.value == "mandatory"


def _entitled(ground: Ground, sentence: Span) -> bool:
    """Whether a person may claim something, and not only where someone else chooses to let them know."""
    lexicon = signals("safeguards")
    holder = lexicon.first("rightholder", ground.view, *sentence)
    options = lexicon.hits("force", ground.view, sentence[0], holder.start) if holder else ()
    return holder is not None and not any(option.entry.value == "optional" for option in options)


def _binds(ground: Ground, before: Span) -> bool:
    """Whether what follows is a condition, which binds whoever makes use of a permission."""
    return signals("safeguards").any("binding", ground.view, *before)


def _force(ground: Ground, span: Span, hit: Hit) -> Hit | None:
    """The last word of force before a safeguard, or else the first after it."""
    force = list(signals("safeguards").hits("force", ground.view, *span))
    before = [item for item in force if item.start <= hit.end]
    last = max(before, key=lambda item: (item.end, -item.start), default=None)
    return last or min(force, key=lambda item: (item.start, -item.end), default=None)


def _reach(ground: Ground, passage: Passage, kind: str, sentence: Span, company: Company) -> Reach:
    if passage.article is None:
        return "instrument"
    named = {hit.entry.value: hit for hit in signals("safeguards").hits("reach", ground.view, *sentence)}
    general = passage.article.eid in company.over_powers
    if general or ("chapter" in named and ground.domain(passage.unit.eid, *sentence)):
        return "chapter"
    if ("whole" in named or kind == _LEAVE_TO_ACT) and _alone(passage, company):
        return "instrument"
    if kind in _BETWEEN_STATES and "article" not in named:
        if company.one_subject:
            return "instrument"
        if _headed_general(ground, passage) and ground.containers(passage.unit.eid):
            return "chapter"
    return "instrument" if "instrument" in named and kind in _WIDE else "provision"


def _headed_general(ground: Ground, passage: Passage) -> bool:
    heading = ground.heading(passage.article)
    return signals("safeguards").any("general_heading", heading, 0, len(heading))


def _alone(passage: Passage, company: Company) -> bool:
    """Whether an article holds nothing but safeguards, so that it guards what stands elsewhere."""
    busy = company.with_powers | company.with_offences | company.with_cooperation
    return passage.article is not None and passage.article.eid not in busy
