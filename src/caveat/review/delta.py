"""What an amendment changes in what is to be said of a text: findings resolved, introduced, changed and carried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from caveat.instrument.amending.amend import Consolidation
from caveat.kernel.shapes import Instrument
from caveat.kernel.verdicts import SEVERITIES, Amending, ChangedFinding, Finding, Review


def delta(old: Review, new: Review, after: Consolidation, amending: Instrument) -> Amending:
    """Compare the review of a text with that of the same text as amended.

    A finding with the same fingerprint is carried. One of the same code, on the
    same provision, whose words are others now, is changed. The rest is resolved
    or introduced.
    """
    before, now = ({one.fingerprint: one for one in review.findings} for review in (old, new))
    gone = [one for mark, one in before.items() if mark not in now]
    come = [one for mark, one in now.items() if mark not in before]
    pairs = _pairs(gone, come, after.kept)
    paired = {one.fingerprint for one, _ in pairs}, {one.fingerprint for _, one in pairs}
    return Amending(
        instrument=amending,
        instructions=after.instructions,
        introduced=[one.fingerprint for one in come if one.fingerprint not in paired[1]],
        resolved=[one for one in gone if one.fingerprint not in paired[0]],
        changed=[ChangedFinding(was=one, fingerprint=two.fingerprint, change=_change(one, two)) for one, two in pairs],
        carried=[mark for mark in now if mark in before],
    )


def _pairs(gone: Iterable[Finding], come: Iterable[Finding], kept: Mapping[str, str]) -> list[tuple[Finding, Finding]]:
    """Findings of the same code and kind: first those on the same provision, then those in the same article."""
    pairs: list[tuple[Finding, Finding]] = []
    for place in (str, _article):
        taken = {id(one) for pair in pairs for one in pair}
        waiting: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
        for one in gone:
            if id(one) not in taken:
                waiting[one.code, one.polarity, place(one.eid or "")].append(one)
        for two in come:
            was = place(kept.get(two.eid or "", two.eid or ""))
            if id(two) not in taken and (same := waiting[two.code, two.polarity, was]):
                pairs.append((same.pop(0), two))
    return pairs


def _article(eid: str) -> str:
    """The outermost unit of an eId that is no container."""
    parts = eid.split("__")
    return next((part for part in parts if not part.startswith(("part_", "chp_", "title_"))), eid)


def _change(old: Finding, new: Finding) -> Literal["worsened", "eased", "same"]:
    weights = [SEVERITIES.index(one.severity) for one in (old, new)]
    if weights[0] == weights[1]:
        return "same"
    heavier = weights[1] > weights[0]
    return "worsened" if heavier == (new.polarity == "problem") else "eased"
