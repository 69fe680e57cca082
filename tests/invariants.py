"""What holds for every outline, whatever the text."""

from __future__ import annotations

from collections import Counter

from caveat.instrument import build
from caveat.kernel.shapes import Outline
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
    for proposition in outline.propositions:
        assert all(eid in by_eid for eid in proposition.eids)
        assert all(0 <= start < end <= len(outline.text) for start, end in proposition.spans)
    _nothing_lost(outline)


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
