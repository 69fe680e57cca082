# ruff: noqa: E501
"""References, terms, propositions and marks against what readers wrote down.

python -m benchmarks.meaning [--errors]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import yaml

from benchmarks.alignment import Alignment
from benchmarks.amendments import tallies
from benchmarks.truth import ROOT, corpus
from caveat.instrument import build
from caveat.kernel.shapes import Outline
from caveat.reading import read

TRUTH = ROOT / "tests" / "truth"
SPAN = tuple[int, int]


class Score(NamedTuple):
    """How many entries of the truth were found, how many there are, how many found things are wrong; the errors."""

    name: str
    right: int
    wanted: int
    given: int
    errors: list[str]

    @property
    def recall(self) -> float:
        """The share of the truth that was found."""
        return self.right / max(self.wanted, 1)

    @property
    def precision(self) -> float:
        """The share of what was given that is right."""
        return self.right / max(self.given, 1)


class Text(NamedTuple):
    """A file with its outline, and how the offsets of the two go together."""

    name: str
    outline: Outline
    alignment: Alignment

    def at(self, start: int, end: int) -> SPAN | None:
        """A stretch of the file in the canonical text."""
        return self.alignment.span(start, end)

    def quote(self, span: SPAN | None) -> str:
        """The words of a stretch on one line, cut short."""
        return " ".join(self.outline.text[slice(*span)].split())[:90] if span else "(not in the text)"


@cache
def text(name: str) -> Text:
    """A file of the corpus, read and built."""
    path = corpus() / name
    outline = build(read(str(path)))
    return Text(name, outline, Alignment(path.read_text(encoding="utf-8", errors="replace"), outline.text))


def _truth(kind: str) -> Any:
    return yaml.load((TRUTH / kind / f"{kind}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def marks() -> Iterator[Score]:
    """Brackets (with depth, end and whether they close) and options (with their end) of each draft."""
    for name, raw in _truth("marks")["files"].items():
        yield from _marks_of(text(name), raw)


def _marks_of(draft: Text, raw: dict[str, Any]) -> Iterator[Score]:
    by_start = {mark.start: mark for mark in draft.outline.marks if mark.type in ("bracket", "placeholder", "agreed")}
    right, errors = 0, []
    wanted = [entry for entry in raw["brackets"] if entry["kind"] != "editorial"]
    for entry in wanted:
        at = draft.at(entry["start"], entry["start"] + 1)
        mark = by_start.get(at[0]) if at else None
        ends = [draft.at(entry[key] - 1, entry[key]) for key in ("end", "end_alt") if entry.get(key)]
        good = (
            mark is not None
            and mark.closed == entry["closed"]
            and (not mark.closed or any(end and end[1] == mark.end for end in ends))
            and mark.depth in (entry["depth"], entry.get("depth_alt"))
            and (mark.type == "placeholder") == (entry["kind"] == "placeholder")
        )
        right += good
        if not good:
            errors.append(
                f"{draft.name} bracket {entry}: {mark and (mark.depth, mark.closed, draft.quote((mark.start, mark.end)))}"
            )
    stretches = [span for start, end in raw["stretches"] if (span := draft.at(start, end))]
    editorial = {
        span[0]
        for one in raw["brackets"]
        if one["kind"] == "editorial" and (span := draft.at(one["start"], one["start"] + 1))
    }
    opening = [at for at, mark in by_start.items() if draft.outline.text[at] == "[" and at not in editorial]
    given = sum(any(start <= at < end for start, end in stretches) for at in opening)
    yield Score(f"brackets of {draft.name}", right, len(wanted), given, errors)
    options = {mark.start: mark for mark in draft.outline.marks if mark.type == "option"}
    right, errors = 0, []
    for entry in raw["options"]:
        span = draft.at(entry["start"], entry["end"])
        alternative = draft.at(entry["start"], entry["end_alt"]) if entry.get("end_alt") else None
        mark = options.get(span[0]) if span else None
        good = mark is not None and any(
            end is not None and not re.search(r"\w", draft.outline.text[min(end, mark.end) : max(end, mark.end)])
            for end in (span and span[1], alternative and alternative[1])
        )
        right += good
        if not good:
            errors.append(
                f"{draft.name} option {entry['label']} at {entry['start']}: wanted {draft.quote(span)!r} to {span}, got {mark and (mark.start, mark.end)}"
            )
    given = sum(any(start <= at < end for start, end in stretches) for at in options)
    yield Score(f"options of {draft.name}", right, len(raw["options"]), given, errors)


def _normal(citation: str) -> str:
    return re.sub(r"[\s.]+", "", citation).lower()


def references() -> Iterator[Score]:
    """References found at all, and with the right targets."""
    for name, raw in _truth("references")["files"].items():
        yield from _references_of(text(name), raw)


def _references_of(law: Text, raw: dict[str, Any]) -> Iterator[Score]:
    citations = {unit.eid: _normal(unit.citation) for unit in law.outline.units}
    stretches = [span for start, end in raw["stretches"] if (span := law.at(start, end))]
    free = [span for start, end in [*raw["self"], *_spans(raw.get("doubtful", []))] if (span := law.at(start, end))]
    given = [one for one in law.outline.references if any(a <= one.start < b for a, b in stretches)]
    used: set[int] = set()
    found = right = 0
    errors = []
    for entry in raw["references"]:
        span = law.at(entry["start"], entry["end"])
        match = next(
            (i for i, one in enumerate(given) if span and i not in used and one.start < span[1] and one.end > span[0]),
            None,
        )
        if match is None:
            errors.append(f"{law.name} missed {law.quote(span)!r} in {entry['in']}")
            continue
        used.add(match)
        found += 1
        good = _same_target(given[match], entry, citations)
        right += good
        if not good:
            wanted = entry.get("targets") or entry.get("instrument")
            got = [citations.get(eid, eid) for eid in given[match].targets or []] or given[match].instrument
            errors.append(f"{law.name} {law.quote(span)!r} in {entry['in']}: wanted {wanted}, got {got}")
    extra = [
        one for i, one in enumerate(given) if i not in used and not any(one.start < b and one.end > a for a, b in free)
    ]
    errors += [f"{law.name} false {one.text!r}: {one.targets or one.instrument}" for one in extra]
    total = len(raw["references"])
    yield Score(f"references found, {law.name}", found, total, found + len(extra), errors)
    yield Score(f"references resolved, {law.name}", right, total, found + len(extra), [])


def _spans(entries: list[Any]) -> list[SPAN]:
    return [(entry["start"], entry["end"]) if isinstance(entry, dict) else tuple(entry) for entry in entries]


def _same_target(one: Any, entry: dict[str, Any], citations: dict[str, str]) -> bool:
    if entry.get("instrument"):
        return one.instrument is not None and not one.targets
    if entry.get("absent_in_file"):
        return not one.targets
    got = {citations.get(eid, eid) for eid in one.targets or []}
    targets = entry.get("targets", [])
    ends = {_normal(part) for target in targets for part in target.split(" .. ")}
    return ends <= got if any(" .. " in target for target in targets) else ends == got


def terms() -> Iterator[Score]:
    """Definitions found, and the uses of ten terms a text."""
    for name, raw in _truth("terms")["files"].items():
        yield from _terms_of(text(name), raw["terms"])


def _terms_of(law: Text, entries: list[dict[str, Any]]) -> Iterator[Score]:
    known: dict[int, Any] = {one.start: one for one in law.outline.terms}
    errors, right, uses_right, uses_wanted, uses_given = [], 0, 0, 0, 0
    sure = [entry for entry in entries if not entry.get("doubtful")]
    placed = {
        span[0]: entry for entry in entries if (span := law.at(*entry.get("own", (entry["start"], entry["end"]))))
    }
    for entry in sure:
        span = law.at(*entry.get("own", (entry["start"], entry["end"])))
        term = next((one for one in known.values() if span and one.start < span[1] and one.end > span[0]), None)
        right += term is not None
        if term is None:
            errors.append(f"{law.name} term missed: {entry['term']!r} in {entry['where']}")
        if not entry.get("uses"):
            continue
        wanted = {span[0] for use in entry["uses"] if (span := law.at(*use))}
        outside = {
            span[0]
            for use in [*entry.get("outside_operative", []), *entry.get("doubtful_uses", [])]
            if (span := law.at(*use))
        }
        given = {start for start, _ in term.uses} if term else set()
        uses_right += len(wanted & given)
        uses_wanted += len(wanted)
        uses_given += len(given - outside)
        if wanted - given or given - outside - wanted:
            errors.append(
                f"{law.name} uses of {entry['term']!r}: missed {len(wanted - given)}, false {len(given - outside - wanted)}: "
                f"{[law.quote((at - 30, at + 40)) for at in sorted(given - outside - wanted)[:3]]} {[law.quote((at - 30, at + 40)) for at in sorted(wanted - given)[:3]]}"
            )
    extra = [
        one
        for start, one in known.items()
        if not any(
            one.start < law_span + len(entry["term"]) + 2 and one.end > law_span for law_span, entry in placed.items()
        )
    ]
    errors += [f"{law.name} term false: {one.term!r} in {one.eid}" for one in extra]
    yield Score(f"definitions, {law.name}", right, len(sure), right + len(extra), errors)
    yield Score(f"uses of terms, {law.name}", uses_right, uses_wanted, uses_given, [])


def propositions() -> Iterator[Score]:
    """Provisions of which every proposition is word for word as it was written down."""
    right, errors = 0, []
    entries = _truth("propositions")["provisions"]
    for entry in entries:
        law = text(entry["file"])
        wanted = [
            _words(law, [law.at(span["start"], span["end"]) for span in one["spans"]]) for one in entry["propositions"]
        ]
        region = [law.at(span["start"], span["end"]) for one in entry["propositions"] for span in one["spans"]]
        start, end = min(s[0] for s in region if s), max(s[1] for s in region if s)
        inside = [
            one
            for one in law.outline.propositions
            if start - 40 <= one.spans[-1][0] and one.spans[-1][1] <= end + 40 and one.spans[0][0] >= start - 200
        ]
        given = [_words(law, list(one.spans)) for one in inside]
        missing = [one for one in wanted if one not in given]
        right += not missing and len(given) == len(wanted)
        if missing or len(given) != len(wanted):
            errors.append(
                f"{entry['file']} {entry['citation']}: {len(wanted)} wanted, {len(given)} given, {len(missing)} missing"
            )
            errors += [f"     wanted {' '.join(one)[:700]}" for one in missing[:2]] + [
                f"     given  {' '.join(one)[:700]}" for one in given if one not in wanted
            ][:2]
    yield Score("provisions with all propositions equal", right, len(entries), len(entries), errors)


def _words(law: Text, spans: list[SPAN | None]) -> list[str]:
    return [word for span in spans if span for word in re.findall(r"[^\W_]+", law.outline.text[slice(*span)].lower())]


def amending() -> Iterator[Score]:
    """Instructions of amending texts, and the texts as they read thereafter."""
    for tally in tallies():
        yield Score(*tally)


def main() -> None:
    """Print a line a score; with `--errors`, the errors too; name kinds to run only those."""
    kinds: dict[str, Callable[[], Iterator[Score]]] = {
        "marks": marks,
        "references": references,
        "terms": terms,
        "propositions": propositions,
        "amending": amending,
    }
    asked = [name for name in sys.argv[1:] if not name.startswith("--")]
    if unknown := set(asked) - set(kinds):
        sys.exit(f"no such kind: {', '.join(sorted(unknown))}; choose of {', '.join(kinds)}")
    chosen = asked or list(kinds)
    for kind in chosen:
        for score in kinds[kind]():
            print(
                f"{score.name:70} recall {score.recall:.3f} ({score.right}/{score.wanted})  precision {score.precision:.3f}"
            )
            if "--errors" in sys.argv:
                print(*score.errors, sep="\n")


if __name__ == "__main__":
    main()
