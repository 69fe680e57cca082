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
from caveat.language.numerals import plain, roman
from caveat.language.structure import structure
from caveat.reading import read

TRUTH = ROOT / "tests" / "truth"
SPAN = tuple[int, int]
_UNNUMBERED = re.compile(r", paragraph \d+$")


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
    path = (TRUTH if name.startswith("own/") else corpus()) / name
    outline = build(read(str(path)))
    return Text(name, outline, Alignment(path.read_text(encoding="utf-8", errors="replace"), outline.text))


def _truth(kind: str, part: str = "") -> Any:
    return yaml.load((TRUTH / kind / f"{part or kind}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _all_of(kind: str) -> Iterator[tuple[str, Any]]:
    """Each file with its entries, of all that readers wrote about a kind."""
    for path in sorted((TRUTH / kind).glob("*.yaml")):
        yield from yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["files"].items()


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
    for part in ("references", "references-fr-es"):
        for name, raw in _truth("references", part)["files"].items():
            yield from references_of(text(name), raw)


def references_of(law: Text, raw: dict[str, Any]) -> Iterator[Score]:
    """The references of one text: those found at all, and those with the right targets or instrument."""
    citations = _english(law.outline)
    stretches = [span for start, end in raw["stretches"] if (span := law.at(start, end))]
    free = [span for start, end in [*raw["self"], *_spans(raw.get("doubtful", []))] if (span := law.at(start, end))]
    given = [one for one in law.outline.references if any(a <= one.start < b for a, b in stretches)]
    used: set[int] = set()
    found = right = 0
    errors = []
    for entry in raw["references"]:
        span = law.at(entry["start"], entry["end"])
        # Words for two kinds of place with one tail, as in "Part I and annex A of the Code", are one entry of the truth.
        matches = [
            i for i, one in enumerate(given) if span and i not in used and one.start < span[1] and one.end > span[0]
        ]
        if not matches:
            errors.append(f"{law.name} missed {law.quote(span)!r} in {entry['in']}")
            continue
        used.update(matches)
        found += 1
        ones = [given[i] for i in matches]
        good = _same_target(ones, entry, citations)
        right += good
        if not good:
            wanted = entry.get("targets") or entry.get("instrument")
            got = [one.instrument or [citations.get(eid, eid) for eid in one.targets or []] for one in ones]
            errors.append(f"{law.name} {law.quote(span)!r} in {entry['in']}: wanted {wanted}, got {got}")
    extra = [
        one for i, one in enumerate(given) if i not in used and not any(one.start < b and one.end > a for a, b in free)
    ]
    errors += [f"{law.name} false {one.text!r}: {one.targets or one.instrument}" for one in extra]
    total = len(raw["references"])
    yield Score(f"references found, {law.name}", found, total, found + len(extra), errors)
    yield Score(f"references resolved, {law.name}", right, total, found + len(extra), [])


def _english(outline: Outline) -> dict[str, str]:
    """The citations of all units in the form of the truth, which is English whatever the language of the text."""
    if outline.instrument.language == "en":
        return {unit.eid: _numerals(_normal(unit.citation)) for unit in outline.units}
    words = structure(outline.instrument.language)
    found: dict[str, str] = {}
    for unit in outline.units:
        above = found.get(unit.parent or "", "")
        number = plain(unit.number, words) if unit.number else ""
        own = f"{unit.kind}{number}"
        if unit.kind == "article":
            found[unit.eid] = f"annex,{own}" if above.startswith("annex") else own
        elif unit.kind in ("part", "title", "chapter", "section", "annex"):
            found[unit.eid] = f"{above},{own}" if above else own
        else:
            found[unit.eid] = f"{above}({number})"
    return {eid: _numerals(_normal(citation)) for eid, citation in found.items()}


def _numerals(citation: str) -> str:
    """A citation in which the numbers of containers are digits: a "chapitre premier" is no more one than a Chapter I."""
    return re.sub(
        r"(?<=chapter)[ivxl]+|(?<=section)[ivxl]+|(?<=title)[ivxl]+|(?<=part)[ivxl]+|(?<=annex)[ivxl]+",
        _digits,
        citation,
    )


def _digits(numeral: re.Match[str]) -> str:
    return str(roman(numeral[0]) or numeral[0])


def _spans(entries: list[Any]) -> list[SPAN]:
    return [(entry["start"], entry["end"]) if isinstance(entry, dict) else tuple(entry) for entry in entries]


def _same_target(ones: list[Any], entry: dict[str, Any], citations: dict[str, str]) -> bool:
    if entry.get("instrument"):
        return all(one.instrument is not None and not one.targets for one in ones)
    if entry.get("absent_in_file"):
        return not any(one.targets for one in ones)
    got = {citations.get(eid, eid) for one in ones for eid in one.targets or []}
    targets = entry.get("targets", [])
    # A paragraph without a number is no unit of the tree: the article that holds it is the nearest.
    ends = {_numerals(_normal(_UNNUMBERED.sub("", part))) for target in targets for part in target.split(" .. ")}
    return ends <= got if any(" .. " in target for target in targets) else ends == got


def terms() -> Iterator[Score]:
    """Definitions found, and the uses of ten terms a text."""
    for name, raw in _all_of("terms"):
        yield from _terms_of(text(name), raw["terms"], raw.get("stretches"))


def _terms_of(law: Text, entries: list[dict[str, Any]], stretches: list[SPAN] | None) -> Iterator[Score]:
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
        given = {start for start, _ in term.uses if _inside(law, start, stretches)} if term else set()
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


def _inside(law: Text, offset: int, stretches: list[SPAN] | None) -> bool:
    """Whether an offset lies in one of the stretches of a file for which uses were written down, if there are any."""
    spans = [span for start, end in stretches or [] if (span := law.at(start, end))]
    return stretches is None or any(start <= offset < end for start, end in spans)


def propositions() -> Iterator[Score]:
    """Provisions of which every proposition is word for word as it was written down; how they are joined, and limited.

    How propositions are joined and limited is compared where their words are
    the same; a limit counts where its kind, its words and all that it governs are.
    """
    for name in (
        "propositions",
        *(["propositions2"] if (TRUTH / "propositions" / "propositions2.yaml").exists() else []),
    ):
        yield from _propositions_of(name)


def _propositions_of(name: str) -> Iterator[Score]:
    entries = yaml.load((TRUTH / "propositions" / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    whole, eids, joined, paths, limits = (_Tally([]) for _ in range(5))
    for entry in entries["provisions"]:
        law = text(entry["file"])
        given, wanted = _given(law, entry), [_wanted(law, one) for one in entry["propositions"]]
        by_words = {one.words: one for one in given}
        label = f"{entry['file']} {entry['citation']}"
        same = sorted(one.words for one in given) == sorted(one.words for one in wanted)
        whole.count(same, f"{label}: {len(wanted)} wanted, {len(given)} given")
        if not same:
            words = {one.words for one in wanted}
            whole.errors += [f"     wanted {' '.join(one.words)}" for one in wanted if one.words not in by_words]
            whole.errors += [f"     given  {' '.join(one.words)}" for one in given if one.words not in words]
        for one in wanted:
            found = by_words.get(one.words)
            if found:
                eids.count(found.cites == one.cites, f"{label}: wanted {one.cites}, given {found.cites}")
                joined.count(
                    found.joined[-1:] == one.joined[-1:], f"{label}: wanted {one.joined}, given {found.joined}"
                )
                paths.count(found.joined == one.joined, f"{label}: wanted {one.joined}, given {found.joined}")
        _compare_limits(label, law, entry, wanted, given, limits)
    yield Score(
        f"{name}: provisions with all propositions equal", whole.right, whole.wanted, whole.wanted, whole.errors
    )
    yield Score(f"{name}: where it stands, of equal propositions", eids.right, eids.wanted, eids.wanted, eids.errors)
    yield Score(f"{name}: and/or, of equal propositions", joined.right, joined.wanted, joined.wanted, joined.errors)
    yield Score(
        f"{name}: and/or of every list above, of the same", paths.right, paths.wanted, paths.wanted, paths.errors
    )
    yield Score(
        f"{name}: qualifications with all they govern", limits.right, limits.wanted, limits.given, limits.errors
    )


class _Tally:
    """A count of what is right, with the errors."""

    def __init__(self, errors: list[str]) -> None:
        self.right = self.wanted = self.given = 0
        self.errors = errors

    def count(self, right: bool, error: str) -> None:
        self.wanted += 1
        self.right += right
        if not right:
            self.errors.append(error)


class _Said(NamedTuple):
    """What a proposition says, where it stands, and how it is joined."""

    words: tuple[str, ...]
    cites: tuple[str, ...]
    joined: tuple[str, ...]
    limits: tuple[tuple[str, tuple[str, ...]], ...] = ()


def _wanted(law: Text, one: Any) -> _Said:
    words = _words(law, [law.at(span["start"], span["end"]) for span in one["spans"]])
    joined = one.get("joined_path") or ([] if one["joined"] is None else [one["joined"]])
    return _Said(words, tuple(map(_normal, one["cites"])), tuple(joined))


def _given(law: Text, entry: Any) -> list[_Said]:
    """The propositions of the provision that an entry is about."""
    wanted = _normal(entry["citation"])
    citations = {unit.eid: _normal(unit.citation) for unit in law.outline.units}
    found = []
    for one in law.outline.propositions:
        cites = tuple(citations[eid] for eid in one.eids)
        if wanted in cites:
            limits = tuple((limit.kind, _words(law, [(limit.start, limit.end)])) for limit in one.qualifications)
            own = tuple(cite for cite in cites if not cite.endswith("closingwords"))
            whole = own[own.index(_top(wanted, own)) :]
            found.append(_Said(_words(law, list(one.spans)), whole, tuple(one.joined_path), limits))
    return found


def _top(wanted: str, cites: tuple[str, ...]) -> str:
    """The first unit with words that a citation names: an undivided article, or its paragraph."""
    numbered = [cite for cite in cites if re.fullmatch(r"[^()]*(?:\(\d\w*\))?", cite) and wanted.startswith(cite)]
    return numbered[-1] if numbered else cites[0]


def _compare_limits(label: str, law: Text, entry: Any, wanted: list[_Said], given: list[_Said], tally: _Tally) -> None:
    if "qualifications" not in entry:
        return
    of_words: dict[tuple[str, tuple[str, ...]], list[tuple[str, ...]]] = {}
    for one in given:
        for limit in one.limits:
            of_words.setdefault(limit, []).append(one.words)
    for limit in entry["qualifications"]:
        key = (limit["kind"], _words(law, [law.at(limit["start"], limit["end"])]))
        governed = sorted(wanted[index].words for index in limit["scope"])
        found = of_words.pop(key, None)
        tally.given += found is not None
        said = "not found" if found is None else f"governs {len(found)}, wanted {len(governed)}"
        tally.count(found is not None and sorted(found) == governed, f"{label}: {key[0]} {' '.join(key[1])}: {said}")
    tally.given += len(of_words)
    tally.errors += [f"{label}: false {kind} {' '.join(words)}" for kind, words in of_words]


def _words(law: Text, spans: list[SPAN | None]) -> tuple[str, ...]:
    return tuple(
        word for span in spans if span for word in re.findall(r"[^\W_]+", law.outline.text[slice(*span)].lower())
    )


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
