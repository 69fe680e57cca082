# ruff: noqa: E501
"""Amending texts: instructions recognised, applied and refused, and the consolidated text, against what readers wrote."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.alignment import Alignment
from benchmarks.truth import ROOT, corpus
from caveat.instrument import build
from caveat.instrument.amending.amend import Consolidation, amend
from caveat.instrument.amending.recognising import recognised
from caveat.kernel.changes import Instruction
from caveat.kernel.folding import fold, straighten
from caveat.kernel.shapes import Outline
from caveat.reading import read

TRUTH = ROOT / "tests" / "truth" / "amending"


class Tally(NamedTuple):
    """How many entries of the truth were right, how many there are, how many were given; the errors."""

    name: str
    right: int
    wanted: int
    given: int
    errors: list[str]


class Pair(NamedTuple):
    """An amending text with the text that it amends, and the truth of both."""

    name: str
    truth: dict[str, Any]
    result: Consolidation
    alignment: Alignment


def pair(name: str) -> Pair:
    """The program's reading of one pair."""
    raw = _yaml(TRUTH / f"{name}.truth.yaml")
    amending, principal = (_outline(TRUTH / f"{name}.{which}.txt") for which in ("amending", "principal"))
    file = (TRUTH / f"{name}.amending.txt").read_text(encoding="utf-8")
    return Pair(name, raw, amend(amending, principal), Alignment(file, amending.text))


def names() -> list[str]:
    """The pairs."""
    return sorted(path.name.removesuffix(".truth.yaml") for path in TRUTH.glob("*.truth.yaml"))


def tallies() -> Iterator[Tally]:
    """Every pair, and the instructions of real texts."""
    for name in names():
        yield from of_pair(pair(name), name)
    yield from real()


def of_pair(one: Pair, name: str) -> Iterator[Tally]:
    """Instructions found, read right, applied or refused as they should be; words of the consolidated text."""
    used: set[int] = set()
    found = right = applied = 0
    errors: list[str] = []
    for entry in one.truth["instructions"]:
        mine = _match(one, entry, used)
        if mine is None:
            errors.append(f"{name} {entry['id']} missed: {entry['op']} {entry['target']}")
            continue
        found += 1
        used.add(id(mine))
        good = mine.op == entry["op"] and _same_place(mine, entry)
        right += good
        applied += good and mine.applied == entry["applies"]
        if not good or mine.applied != entry["applies"]:
            errors.append(
                f"{name} {entry['id']}: wanted {entry['op']} {entry['target']} applies={entry['applies']}, "
                f"got {mine.op} {mine.target} applied={mine.applied} {mine.reason or ''}"
            )
    meant = [item for item in one.result.instructions if item.meant]
    spans = [span for entry in one.truth["instructions"] if (span := one.alignment.span(entry["start"], entry["end"]))]
    extra = [item for item in meant if id(item) not in used and not any(_inside(item, span) for span in spans)]
    errors += [f"{name} false: {item.op} {item.target} at {item.citation}: {item.text[:60]!r}" for item in extra]
    total = len(one.truth["instructions"])
    yield Tally(f"instructions found, {name}", found, total, found + len(extra), errors)
    yield Tally(f"instructions with operation and target, {name}", right, total, found + len(extra), [])
    yield Tally(f"instructions applied or refused rightly, {name}", applied, total, found + len(extra), [])
    wanted = _plain((TRUTH / f"{name}.consolidated.txt").read_text(encoding="utf-8"))
    got = _plain(one.result.outline.text)
    same = sum(block.size for block in difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    yield Tally(f"words of the consolidated text, {name}", same, len(wanted), len(got), _differences(wanted, got))


def _inside(item: Instruction, span: tuple[int, int]) -> bool:
    return item.start < span[1] and item.end > span[0]


def _match(one: Pair, entry: dict[str, Any], used: set[int]) -> Instruction | None:
    span = one.alignment.span(entry["start"], entry["end"])
    near = [
        item
        for item in one.result.instructions
        if id(item) not in used and span and item.start < span[1] and item.end > span[0]
    ]
    exact = [item for item in near if item.op == entry["op"] and _same_place(item, entry)]
    return next(iter([*exact, *(item for item in near if item.op == entry["op"]), *near]), None)


def _same_place(item: Instruction, entry: dict[str, Any]) -> bool:
    targets = entry["target"] if isinstance(entry["target"], list) else [entry["target"]]
    return any(_folded(item.target) == _folded(target) for target in targets)


def _folded(citation: str) -> str:
    return "".join(letter for letter in fold(citation) if letter.isalnum())


def _plain(text: str) -> list[str]:
    return straighten(text).split()


def _differences(wanted: list[str], got: list[str]) -> list[str]:
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, wanted, got, autojunk=False).get_opcodes():
        if kind != "equal":
            around = " ".join(wanted[max(a - 4, 0) : a])
            found.append(
                f"   text: … {around} | wanted [{' '.join(wanted[a:b])[:300]}] | got [{' '.join(got[c:d])[:300]}]"
            )
    return found


def real() -> Iterator[Tally]:
    """Instructions of real texts, recognised without the texts that they amend."""
    if not corpus().is_dir():
        return
    found = right = wanted = given = 0
    errors: list[str] = []
    for name, raw in _yaml(TRUTH / "real.yaml")["files"].items():
        path = corpus() / name
        outline = _outline(path)
        alignment = Alignment(path.read_text(encoding="utf-8", errors="replace"), outline.text)
        items = recognised(outline)
        used: set[int] = set()
        free = [alignment.span(one["start"], one["end"]) for one in raw.get("not_textual", [])]
        dup = [alignment.span(one["dup"]["start"], one["dup"]["end"]) for one in raw["instructions"] if one.get("dup")]
        for entry in raw["instructions"]:
            span = alignment.span(entry["start"], entry["end"])
            near = [
                item for item in items if id(item) not in used and span and item.start < span[1] and item.end > span[0]
            ]
            near.sort(key=lambda item: item.op != entry["op"])
            wanted += 1
            if not near:
                errors.append(f"{name} missed {entry.get('clause')}: {entry['op']} {entry['target']}")
                continue
            used.add(id(near[0]))
            found += 1
            right += near[0].op == entry["op"]
            if near[0].op != entry["op"]:
                errors.append(
                    f"{name} {entry.get('clause')}: wanted {entry['op']} {entry['target']}, got {near[0].op} {near[0].target}"
                )
        extra = [
            item
            for item in items
            if id(item) not in used and not any(s and item.start < s[1] and item.end > s[0] for s in dup)
        ]
        given += len(extra)
        for item in extra:
            textual = not any(s and item.start < s[1] and item.end > s[0] for s in free)
            errors.append(
                f"{name} false{'' if textual else ' (not textual)'}: {item.op} {item.target} {item.text[:70]!r}"
            )
    yield Tally("instructions found, real texts", found, wanted, found + given, errors)
    yield Tally("instructions with their operation, real texts", right, wanted, found + given, [])


def _outline(path: Path) -> Outline:
    return build(read(str(path)))


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
