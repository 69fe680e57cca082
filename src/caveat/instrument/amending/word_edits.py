"""Words that go, come, or give way to others."""

from __future__ import annotations

from typing import Final

from caveat.instrument.amending.edits import Edit
from caveat.instrument.amending.spots import NotFoundError, Spot
from caveat.instrument.amending.task import Task, words_of
from caveat.kernel.shapes import Span

_NO_BLANK_BEFORE: Final = (",", ";", ".", ":", ")", "’s", "'s")
_STOPS: Final = ".;:,"


def change(task: Task) -> list[Edit]:
    """Delete words, or put others in their place.

    Raises:
        NotFoundError: they do not stand where the instruction says, or not only once.
    """
    target = task.draft.target
    if target and target.thing and target.thing != "punctuation":
        return [_change(task, (spot.start, spot.end)) for spot in task.spots(target)]
    old = target.value if target and target.thing else words_of(task.draft.old, task.text)
    return [_change(task, _stretch(task, spot, span)) for spot in task.spots() for span in task.found(spot, old)]


def _change(task: Task, span: Span) -> Edit:
    """No two blanks are left where words go, and none before a comma or stop."""
    start, end = span
    text = task.principal.text
    if task.new:
        capital = task.draft.capitals and text[start].isupper()
        return Edit(start, end, task.new[0].upper() + task.new[1:] if capital else task.new)
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == " " and after in ("", " ", ",", ";", ".", ")", "\n"):
        return Edit(start - 1, end, "")
    return Edit(start, end + (before == "\n" and after == " "), "")


def _stretch(task: Task, spot: Spot, span: Span) -> Span:
    """From the words that were found to those that end the stretch, where the instruction names such."""
    draft = task.draft
    if draft.onward:
        return span[1], _stop(task, spot, span[1])
    if draft.through is None:
        return span
    if draft.through.end == 0:
        return span[0], _stop(task, spot, span[0])
    last = words_of(draft.through, task.text)
    ends = [end for start, end in task.places(spot, last) if start >= span[1]]
    if len(ends) != 1:
        times = "is not there" if not ends else f"is there {len(ends)} times"
        raise NotFoundError(f"“{last}” {times} after “{words_of(draft.old, task.text)}”")
    return span[0], ends[0]


def _stop(task: Task, spot: Spot, start: int) -> int:
    """The end of a stretch, before the stop that ends it where no new words bring one of their own."""
    keeps = not task.new or task.new[-1] not in _STOPS
    stopped = task.principal.text[spot.end - 1] in _STOPS and spot.end - 1 > start
    return spot.end - 1 if keeps and stopped else spot.end


def insert(task: Task) -> list[Edit]:
    """Put words after or before others, or at the end or the beginning of a unit.

    Raises:
        NotFoundError: it is not said where, or the words are not there.
    """
    draft, anchor = task.draft, task.draft.anchor
    before = draft.position in ("before", "start")
    if draft.position is None:
        raise NotFoundError("the instruction does not say where the words go")
    if anchor and (anchor.quote or anchor.thing == "punctuation"):
        spans = [span for spot in task.spots() for span in _anchors(task, spot)]
        return [_joined(task, span[0] if before else span[1], before=before) for span in spans]
    spots = task.spots(anchor)
    if before:
        return [_joined(task, task.principal.body(spot), before=True) for spot in spots]
    return [_joined(task, _end(task, spot), before=False) for spot in spots]


def _anchors(task: Task, spot: Spot) -> list[Span]:
    anchor = task.draft.anchor
    assert anchor
    old = words_of(anchor.quote, task.text) if anchor.quote else anchor.value
    found = task.found(spot, old)
    last = task.draft.anchor_through
    return task.found(spot, words_of(last, task.text)) if last else found


def _end(task: Task, spot: Spot) -> int:
    """The end of a stretch: before its stop where the new words do not begin a sentence."""
    fresh = task.op == "insert-unit" or (task.new[:1].isupper() and task.new[-1:] in _STOPS)
    return spot.end - 1 if not fresh and task.principal.text[spot.end - 1] in _STOPS else spot.end


def _joined(task: Task, at: int, *, before: bool) -> Edit:
    """New words with the blank that parts them from those beside them."""
    text = task.principal.text
    if before:
        close = task.new[-1:] in ("(", "[") or text[at : at + 1] in (",", ";", ".", "")
        return Edit(at, at, f"{task.new}{'' if close else ' '}")
    if task.op == "insert-unit":
        return Edit(at, at, f"\n{task.new}")
    close = task.new.startswith(_NO_BLANK_BEFORE) or text[at - 1 : at].isspace()
    return Edit(at, at, f"{'' if close else ' '}{task.new}")
