"""What holds for every outline, whatever the text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from caveat.instrument import build
from caveat.kernel.shapes import Outline, Unit
from caveat.kernel.source import words
from caveat.reading import read_bytes


def outline_of(text: str, name: str = "text") -> Outline:
    return build(read_bytes(text.encode(), name))


def check(outline: Outline) -> None:
    """Units nest, follow one another, have names of their own, and together with what is listed hold every word."""
    by_eid = {unit.eid: unit for unit in outline.units}
    assert len(by_eid) == len(outline.units), "eIds are unique"
    last_start = 0
    ends: dict[str | None, int] = {}
    for unit in outline.units:
        assert 0 <= unit.start <= unit.head_end <= unit.end <= len(outline.text)
        assert unit.start >= last_start, "document order"
        last_start = unit.start
        if unit.parent:
            parent = by_eid[unit.parent]
            assert parent.start <= unit.start
            assert unit.end <= parent.end
        assert unit.start >= ends.get(unit.parent, 0), "siblings do not overlap"
        ends[unit.parent] = unit.end
    _propositions(outline, by_eid)
    _nothing_lost(outline)


def _propositions(outline: Outline, by_eid: dict[str, Unit]) -> None:
    """Propositions are of words in order inside their units, and together say all that the units say."""
    said = bytearray(len(outline.text))
    for one in outline.propositions:
        around = by_eid[one.eids[0]]
        assert one.spans
        assert all(eid in by_eid for eid in one.eids)
        assert all(start < end for start, end in one.spans)
        assert all(before[1] <= after[0] for before, after in pairwise(one.spans)), "in order, none twice"
        assert around.start <= one.spans[0][0]
        assert one.spans[-1][1] <= around.end
        assert one.joined == (one.joined_path[-1] if one.joined_path else None)
        for limit in one.qualifications:
            assert 0 <= limit.start < limit.end <= len(outline.text)
        for start, end in one.spans:
            said[start:end] = b"\x01" * (end - start)
    starts: dict[str, int] = {}
    for unit in reversed(outline.units):
        if unit.kind not in ("part", "title", "chapter", "section", "conclusions"):
            _all_said(outline.text, unit, starts.get(unit.eid, unit.end), said)
        if unit.parent:
            starts[unit.parent] = unit.start


def _all_said(text: str, unit: Unit, end: int, said: bytearray) -> None:
    """What no proposition says of a unit's own words is its number again, a heading, or a note in brackets."""
    silent = "".join(text[at] if not said[at] else "\n" for at in range(unit.head_end, end)).split("\n")
    for piece in filter(words, silent):
        plain = piece.strip(" \t.—–-\ufffd")
        repeated = plain.lower() == (unit.number or "").lower()
        note = plain.startswith("[") and plain.endswith("]")
        heading = len(plain.split()) <= 9 and plain[0].isupper()
        assert repeated or note or heading, piece


def _nothing_lost(outline: Outline) -> None:
    removed = [word for piece in outline.coverage.removed for word in words(piece.text)]
    assert len(words(outline.text)) + len(removed) == outline.coverage.tokens
    covered = bytearray(len(outline.text))
    for unit in outline.units:
        if unit.parent is None:
            covered[unit.start : unit.end] = b"\x01" * (unit.end - unit.start)
    for start, end in outline.coverage.unplaced:
        covered[start:end] = b"\x01" * (end - start)
    assert not any(letter.isalnum() for letter, mark in zip(outline.text, covered, strict=True) if not mark)


def all_words(outline: Outline) -> Counter[str]:
    """The words of the canonical text and of what was removed."""
    return Counter(words(outline.text)) + Counter(
        word for piece in outline.coverage.removed for word in words(piece.text)
    )
