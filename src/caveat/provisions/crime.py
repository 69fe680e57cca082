"""The elements of a crime: mental element, purpose, want of right, harm, each as a duty or as an option."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from caveat.kernel.deeds import Element, Via
from caveat.kernel.shapes import Span, Unit
from caveat.language.lexicon import Hit
from caveat.provisions.elements import from_hit
from caveat.provisions.ground import Ground
from caveat.provisions.signals import signals

_VERDICT: Final = re.compile(
    r"(?:,|(?<![\s,])(?<!\bto))\s+(?:commits?|shall|is\s+guilty|is\s+liable)\b(?=\s+(?:an?|be|also|of|on|to)\b)"
)
_OF_A_THING: Final = re.compile(
    r"\b(?:designed|adapted|configured|suited|suitable|capable|programmed|primarily|principally)\b[^.;:]{0,40}\Z"
)
_OF_A_DUTY: Final = re.compile(
    r"\b(?:fails?|failure|omits?|neglects?|refuses?)\s+to\b(?!\s+(?:do|act|perform)\b)[^;:]*\Z"
)
_ALTERNATIVE: Final = re.compile(r"\bor\s+\Z")
_INFINITIVE: Final = re.compile(r"(?:caus(?:e|ing)|occasion(?:ing)?|result(?:ing)?|lead(?:ing)?)\b")
_EXPECTED: Final = re.compile(r"\bknow\w*\b[^.;:]{0,60}\blikely\s+to\s+\Z|(?<!likely)(?<!tending)(?<!\bas)\s+to\s+\Z")
_NAMED: Final = re.compile(
    r"for\s+(?:the\s+)?purposes?\s+of\s+(?:the\s+|an?\s+)?(.{3,60}?)"
    r"(?:\s+(?:commits?|shall|is)\b.*)?[\s,]*",
    re.DOTALL,
)
_NEAR: Final = 120
_FEW: Final = 32
_FAR: Final = 1500
_LEAD: Final = 24
_SENTENCE: Final = re.compile(r"[.]\s+(?=\S)")


class Elements(NamedTuple):
    """What must be shown beyond the act itself."""

    general_intent: Element | None
    specific_intent: list[Element]
    authorisation: Element | None
    harm: list[Element]

    def plus(self, other: Elements) -> Elements:
        """These elements, completed from another place."""
        return Elements(
            self.general_intent or other.general_intent,
            [*self.specific_intent, *other.specific_intent],
            self.authorisation or other.authorisation,
            [*self.harm, *other.harm],
        )


_WITHOUT: Final = "without right"
NOTHING: Final = Elements(None, [], None, [])


def elements(ground: Ground, unit: Unit, spans: list[Span], *, via: Via = "own") -> Elements:
    """The elements that stand in the words of one offence."""
    found = {name: list(_apart(_hits(ground, spans, name))) for name in Elements._fields}
    aims = [(hit.start, hit.end) for hit in found["specific_intent"]]
    intent, purpose, right, harm = (
        [_element(ground, unit, hit, spans, via) for hit in hits if not _only_aimed_at(ground.view, hit, aims)]
        for hits in found.values()
    )
    return Elements(next(iter(intent), None), purpose, _of_the_act(right), harm)


def _only_aimed_at(view: str, hit: Hit, aims: list[Span]) -> bool:
    """Whether harm, or what is unlawful, is what the person means or expects to happen and need not come about."""
    if hit.entry.element not in {"authorisation", "harm"} or hit.entry.value == _WITHOUT:
        return False
    within = _within(view, hit, aims)
    if hit.entry.element == "authorisation":
        return within
    bare = _INFINITIVE.match(view, hit.start, hit.end)
    return bool(bare and (within or _EXPECTED.search(view, max(0, hit.start - _NEAR), hit.start)))


def _within(view: str, hit: Hit, aims: list[Span]) -> bool:
    """Whether words stand in a purpose, in its first clause or as one of several aims."""
    start, end = aims[max(0, bisect_left(aims, (hit.start, 0)) - 1)] if aims else (0, 0)
    return start < hit.start < end and ("," not in view[start : hit.start] or _follows_or(view, hit.start))


def _follows_or(view: str, at: int) -> bool:
    return bool(_ALTERNATIVE.search(view, max(0, at - _NEAR), at))


def shared(several: list[Elements]) -> Elements:
    """The elements that each of several crimes has: a text that names them all demands no more than these."""
    if not several:
        return NOTHING
    first = several[0]
    intent, purpose, right, harm = ([bool(one[at]) for one in several] for at in range(len(first)))
    return Elements(
        first.general_intent if all(intent) else None,
        first.specific_intent if all(purpose) else [],
        first.authorisation if all(right) else None,
        first.harm if all(harm) else [],
    )


def _of_the_act(found: list[Element]) -> Element | None:
    """Words that qualify the act say more than an adjective, which may only stand in its name ("Illegal entry")."""
    return next((one for one in found if one.value == _WITHOUT), next(iter(found), None))


def _hits(ground: Ground, spans: list[Span], name: str) -> list[Hit]:
    hits = (hit for start, end in spans for hit in signals("offences").hits(name, ground.view, start, end))
    return [_before_verdict(ground.view, hit) for hit in hits if name != "specific_intent" or _meant(ground, hit)]


def _meant(ground: Ground, hit: Hit) -> bool:
    """Whether words of purpose bind and are those of a person.

    A device is designed for a purpose; whoever fails to do a duty misses the purpose of the duty; and a purpose
    that only names the crime by its heading says nothing new.
    """
    before = ground.view[max(0, hit.start - _NEAR) : hit.start]
    named = _NAMED.fullmatch(ground.view, hit.start, hit.end)
    heading = ground.heading(ground.article(ground.at(hit.start).eid))
    circular = named is not None and heading != "" and named[1].strip(" ,") in heading
    return not (circular or _OF_A_THING.search(before) or _OF_A_DUTY.search(before))


def _before_verdict(view: str, hit: Hit) -> Hit:
    """An element ends where the sentence goes on to say that an offence is committed."""
    verdict = _VERDICT.search(view, hit.start, hit.end)
    return hit._replace(end=verdict.start()) if verdict else hit


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    """Hits in order that do not overlap; of two that do, the one that begins first, or the longer."""
    last = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last:
            yield hit
            last = hit.end


def _element(ground: Ground, unit: Unit, hit: Hit, spans: list[Span], via: Via) -> Element:
    open_ = _left_open(ground, hit, spans) or (hit.entry.element == "specific_intent" and _one_way(ground, unit, hit))
    return from_hit(ground, unit, hit, force="optional" if open_ else "mandatory", via=via)


def _one_way(ground: Ground, unit: Unit, hit: Hit) -> bool:
    """Whether the crime can be committed without a purpose: another way, or mere knowledge, will do as well."""
    if _follows_or(ground.view, hit.start):
        return True
    item = ground.deepest(unit, hit.start)
    others = (other for other in ground.children(item.parent) if other.kind == item.kind and other != item)
    return item != unit and any(_only_knowing(ground, other) for other in islice(others, _FEW))


def _only_knowing(ground: Ground, item: Unit) -> bool:
    known = signals("offences").first("general_intent", ground.view, item.head_end, item.end)
    led = known is not None and known.entry.value == "knowledge" and known.start - item.head_end < _LEAD
    return led and not signals("offences").any("specific_intent", ground.view, item.head_end, item.end)


def _left_open(ground: Ground, hit: Hit, spans: list[Span]) -> bool:
    """Whether the sentence leaves the element to the choice of a State."""
    start = max(next(begin for begin, end in spans if begin <= hit.start < end), hit.start - _FAR)
    for stop in _SENTENCE.finditer(ground.view, start, hit.start):
        start = stop.end()
    return signals("offences").any("option", ground.view, start, hit.start)
