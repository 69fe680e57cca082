"""Real sentences changed in one point: the provision must change with them.

    python -m benchmarks.mutations [--errors]

Every case takes a provision of a real text, changes one thing that changes the
law, and says what must be different. All cases of one sort in one text are made
at once, for they stand in different provisions.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from benchmarks.truth import corpus
from caveat.instrument import build
from caveat.kernel.deeds import Cooperation, Offence, Power, Provision, Provisions, Safeguard
from caveat.kernel.folding import fold
from caveat.kernel.shapes import Outline, Reference, Unit
from caveat.language.lexicon import load
from caveat.provisions import extract
from caveat.reading import read_bytes

TEXTS: Final = (
    "treaties/budapest-2001/en.md", "treaties/coe-extradition-1957/en.md", "treaties/coe-mla-1959/en.md",
    "treaties/coe-mla-protocol2-2001/en.md", "treaties/coe-terrorism-2005/en.md", "treaties/lanzarote-2007/en.md",
    "treaties/uncac-2003/en.md", "treaties/untoc-2000/en.md", "treaties/crc-opsc-2000/en.md",
    "laws/gh-cybersecurity-2020/en.txt", "laws/ke-cybercrimes-2018/en.txt", "laws/mu-computer-misuse-2003/en.txt",
    "laws/mw-etcs-2016/en.txt", "laws/sg-computer-misuse-1993/en.txt", "laws/tz-cybercrimes-2015/en.txt",
    "laws/ug-computer-misuse-2011/en.txt", "laws/zm-cyber-2021/en.txt",
)  # fmt: skip
_SHALL: Final = re.compile(r"\bshall\b")
_MAY: Final = re.compile(r"\bmay\b(?! (?:be necessary|be prescribed|also be necessary))")
_FORCE: Final = re.compile(
    r"\b(?:shall|may|must|can|will|undertakes?)\b(?! (?:also )?be (?:necessary|prescribed)| have been)", re.IGNORECASE
)
_NEGATIVE: Final = re.compile(
    r"\b(?:no|none|not|nor|nothing|never|without|unless|neither|except|prohibited)\b", re.IGNORECASE
)
_CLOSED: Final = re.compile(r"\b(?:cannot|only)\b", re.IGNORECASE)
"""What limits whatever its verb: "may be used only for this" binds as "shall be used only for this" does."""
_RIGHT: Final = re.compile(r"(?:(?:an?|any|every|each|all)\s+(?:other\s+)?persons?|everyone)\b", re.IGNORECASE)
"""Whose option is a right."""
_IN_CONDITION: Final = re.compile(r"\b(?:if|where|when)\b[^,;.]*\Z", re.IGNORECASE)
_SUBORDINATE: Final = re.compile(
    r"(?!\s*that\s+\w+\s*$).*\b(?:that|who|whom|whose|which|what|as|if|where|when|whether)\b|.*\band\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""What makes the words before a verb of force, since the last stop, something else than the subject of the sentence."""
_FICTION: Final = re.compile(r"\s+be\s+(?:deemed|considered|regarded|treated)\s+(?:as|to|fulfilled|met|satisfied)\b")
_CONDITION: Final = re.compile(
    r"\b(?:with\s+(?:due|full)\s+(?:respect|regard)|without\s+prejudice|provided\s+that|on\s+condition\s+that"
    r"|conditions\s+are\s+(?:met|fulfilled))\b",
    re.IGNORECASE,
)
_COMMITS: Final = re.compile(r"\bcommits an offence\b")
_AROUND: Final = 30
_SAME: Final = 120
_LONG: Final = 600


class Edit(NamedTuple):
    """Words of the canonical text, by their offsets, and what stands in their place."""

    start: int
    end: int
    new: str


class Case(NamedTuple):
    """One change, and whether what is read afterwards is right."""

    sort: str
    provision: Provision
    edit: Edit
    right: Callable[[Provisions], bool]


class Outcome(NamedTuple):
    """A case that was tried."""

    text: str
    sort: str
    citation: str
    right: bool


def outcomes(name: str) -> Iterator[Outcome]:
    """Every case that a text gives, tried."""
    raw = (corpus() / name).read_text(encoding="utf-8", errors="replace")
    outline = build(read_bytes(raw.encode(), name))
    found = extract(outline)
    sorts: dict[str, list[Case]] = {}
    for case in _cases(outline, found):
        if _twice(outline, case):
            continue
        sorts.setdefault(case.sort, []).append(case)
    for cases in sorts.values():
        changed, made = _changed(raw, outline.text, cases)
        after = extract(build(read_bytes(changed.encode(), name)))
        for case in made:
            yield Outcome(name, case.sort, f"{case.provision.citation} {_kind(case.provision)}", case.right(after))


def _twice(outline: Outline, case: Case) -> bool:
    """Whether a basic unit says the same again, so that changing it once takes nothing away."""
    home = _basic({unit.eid: unit for unit in outline.units}, case.provision.eid)
    start, end, _ = case.edit
    before = re.split(r"[.;:)]", outline.text[max(0, start - _SAME) : start])[-1]
    after = re.split(r"[.;:]", outline.text[end : end + _LONG])[0]
    words = before.lstrip() + outline.text[start:end] + after
    return outline.text.count(words, home.start, home.end) > 1


def _kind(provision: Provision) -> str:
    return str(getattr(provision, "kind", "") or getattr(provision, "name", ""))


def _changed(raw: str, text: str, cases: list[Case]) -> tuple[str, list[Case]]:
    """The file with the changes in it, and the cases whose words are found there just once."""
    places = []
    for case in cases:
        start, end, _ = case.edit
        before, words, after = text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
        pattern = "".join(f"({_loosely(part)})" for part in (before, words, after))
        matches = list(re.finditer(pattern, raw))
        if len(matches) == 1:
            places.append((matches[0].start(2), matches[0].end(2), case))
    for start, end, new in sorted({(start, end, case.edit.new) for start, end, case in places}, reverse=True):
        raw = raw[:start] + new + raw[end:]
    return raw, [case for _, _, case in places]


def _loosely(words: str) -> str:
    return re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(words))


def _cases(outline: Outline, found: Provisions) -> Iterator[Case]:
    for deed in found.cooperation:
        yield from _of_cooperation(outline.text, deed)
    for guard in found.safeguards:
        yield from _of_safeguard(outline.text, guard)
    for crime in found.offences:
        yield from _of_offence(outline.text, crime)
    for power in found.powers:
        yield from _of_power(outline.text, power)
    yield from _of_references(outline, found)


def _only(pattern: re.Pattern[str], text: str, provision: Provision) -> Edit | None:
    """The one place of a word in a provision, where there is just one and it governs the whole sentence."""
    matches = list(pattern.finditer(text, provision.start, provision.end))
    if len(matches) != 1 or not _governs(text, provision, matches[0].start()):
        return None
    return Edit(*matches[0].span(), "")


def _governs(text: str, provision: Provision, offset: int) -> bool:
    """Whether a verb of force is that of the sentence, and not that of a clause on something named in it.

    "A warrant that shall lapse" or "a list, and shall date it" says nothing of the force of the rest.
    """
    subject = re.split(r"[,.;:]", text[provision.start : offset])[-1]
    return not _SUBORDINATE.match(subject)


def _of_cooperation(text: str, deed: Cooperation) -> Iterator[Case]:
    """The duty to help; where the words know another verb of force, the duty may lie in that."""
    edit = _only(_SHALL, text, deed) if deed.duty == "must" else None
    if not edit or _NEGATIVE.search(text, deed.start, deed.end) or _other_force(text, deed, edit):
        return

    def duties(after: Provisions) -> set[str]:
        return {one.duty for one in after.cooperation if (one.eid, one.kind) == (deed.eid, deed.kind)}

    yield Case("duty becomes option", deed, edit._replace(new="may"), lambda after: duties(after) == {"may"})
    new = "shall not be obliged to"
    yield Case("duty is denied", deed, edit._replace(new=new), lambda after: "must" not in duties(after))


def _other_force(text: str, provision: Provision, edit: Edit) -> bool:
    """Whether another sentence of a provision has a verb of force, so that its duty need not lie in the one changed."""
    found = _FORCE.finditer(text, provision.start, provision.end)
    return any(one.start() != edit.start and _governs(text, provision, one.start()) for one in found)


def _of_safeguard(text: str, guard: Safeguard) -> Iterator[Case]:
    """The force of a safeguard; one that is the condition of an act binds also whoever may act."""
    edit = _only(_SHALL, text, guard) if guard.mandatory else None
    negative = any(words.search(text, guard.start, guard.end) for words in (_NEGATIVE, _CLOSED))
    before = fold(guard.quote)[: _place(guard)]
    if not edit or negative or _IN_CONDITION.search(before):
        return

    def firm(after: Provisions) -> bool:
        return any(one.mandatory for one in after.safeguards if (one.eid, one.kind) == (guard.eid, guard.kind))

    option = edit._replace(new="may")
    if _CONDITION.search(before):
        yield Case("condition of an option binds", guard, option, firm)
    elif not _RIGHT.match(guard.quote):
        yield Case("safeguard becomes option", guard, option, lambda after: not firm(after))
    if not _FICTION.match(text, edit.end):
        yield Case("safeguard is denied", guard, edit._replace(new="shall not"), lambda after: not firm(after))


def _place(guard: Safeguard) -> int:
    """How many characters after its start the words stand that make a safeguard one."""
    words = load("en", "safeguards")
    entries = [entry for entry in words.entries if entry.id == f"kind.{guard.principle}"]
    found = [words.pattern(entry).search(fold(guard.quote)) for entry in entries]
    return min((match.end() for match in found if match), default=0)


def _of_offence(text: str, crime: Offence) -> Iterator[Case]:
    def gone(after: Provisions) -> bool:
        return all(one.eid != crime.eid for one in after.offences)

    commits = list(_COMMITS.finditer(text, crime.start, crime.end))
    if len(commits) == 1:
        edit = Edit(*commits[0].span(), "")
        yield Case("offence is denied", crime, edit._replace(new="does not commit an offence"), gone)
    intent = crime.general_intent
    if crime.addressee == "state" and intent and intent.force == "mandatory" and intent.via == "own":
        yield from _made_optional(text, crime, Edit(intent.start, intent.end, ""))


def _made_optional(text: str, crime: Offence, intent: Edit) -> Iterator[Case]:
    """The words of intent taken out, and put after the sentence as something that may be asked."""
    sentence = re.compile(r"(?:, when committed |\bwhen committed )?" + re.escape(text[intent.start : intent.end]))
    found = sentence.search(text, max(crime.start, intent.start - 20), intent.end)
    stop = text.find(".", intent.end, crime.end)
    if not found or stop < 0 or "\n\n" in text[intent.end : stop]:
        return
    words = text[intent.start : intent.end]
    new = f"{text[found.end() : stop + 1]} A Party may require that the act be committed {words}."

    def optional(after: Provisions) -> bool:
        same = [one for one in after.offences if one.eid == crime.eid]
        return bool(same) and all(one.general_intent is None or one.general_intent.force == "optional" for one in same)

    yield Case("intent becomes option", crime, Edit(found.start(), stop + 1, new), optional)


def _of_power(text: str, power: Power) -> Iterator[Case]:
    edit = _only(_MAY, text, power)
    if not edit or _NEGATIVE.search(text, power.start, power.end):
        return

    def gone(after: Provisions) -> bool:
        return all((one.eid, one.name) != (power.eid, power.name) for one in after.powers)

    yield Case("power is denied", power, edit._replace(new="may not"), gone)


def _of_references(outline: Outline, found: Provisions) -> Iterator[Case]:
    """A reference that carries a safeguard to a provision is taken out of the text."""
    provisions: dict[str, Provision] = {one.id: one for one in (*found.offences, *found.powers, *found.cooperation)}
    guards = {guard.id: guard for guard in found.safeguards}
    seen: set[tuple[int, int]] = set()
    for edge in found.reach:
        guard, target = guards[edge.safeguard], provisions[edge.target]
        if edge.via != "reference":
            continue
        between = list(_leading(outline, target, guard))
        if len(between) != 1 or (span := (between[0].start, between[0].end)) in seen:
            continue
        seen.add(span)
        yield Case("reference is taken out", target, Edit(*span, "the national plan"), _without(guard, target))


def _leading(outline: Outline, target: Provision, guard: Provision) -> Iterator[Reference]:
    """The references by which the basic unit of a provision, as a whole, submits to that of a safeguard."""
    units = {unit.eid: unit for unit in outline.units}
    home, there = (_basic(units, one.eid) for one in (target, guard))
    for reference in outline.references:
        if home.start <= reference.start < home.end and _meets(reference.targets, there.eid):
            yield reference


def _basic(units: dict[str, Unit], eid: str) -> Unit:
    unit = units[eid]
    while unit.kind != "article" and unit.parent is not None:
        unit = units[unit.parent]
    return unit


def _meets(targets: list[str] | None, eid: str) -> bool:
    return any(eid == one or eid.startswith(f"{one}__") or one.startswith(f"{eid}__") for one in targets or ())


def _without(guard: Safeguard, target: Provision) -> Callable[[Provisions], bool]:
    def right(after: Provisions) -> bool:
        guards = {one.id for one in after.safeguards if (one.eid, one.kind) == (guard.eid, guard.kind)}
        everything: list[Provision] = [*after.offences, *after.powers, *after.cooperation]
        targets = {one.id for one in everything if one.eid == target.eid}
        return not any(
            edge.via == "reference" and edge.safeguard in guards and edge.target in targets for edge in after.reach
        )

    return right


def main() -> None:
    """Print how many cases of each sort came out right, and those that did not."""
    tried = [outcome for name in TEXTS for outcome in outcomes(name)]
    right, total = Counter(o.sort for o in tried if o.right), Counter(o.sort for o in tried)
    for sort in total:
        print(f"{sort:28} {right[sort]:4} of {total[sort]}")
    print(f"{'all':28} {right.total():4} of {total.total()}")
    for outcome in tried if "--errors" in sys.argv else ():
        if not outcome.right:
            print(f"{outcome.text} {outcome.citation}: {outcome.sort}")


if __name__ == "__main__":
    main()
