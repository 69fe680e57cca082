"""Which marks number what: the cheapest nesting of a run of marks.

Whether `(i)` is the ninth letter or the first roman numeral, whether `(2)` is
a subsection or part of a citation, shows only in the whole sequence. A beam
search keeps the cheapest nestings of the marks seen so far; every mark is
taken as the next of an open list, as the first of a new one, or left as text.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from caveat.instrument.markers import TAIL, TERM, Marker, Reading

WIDTH: Final = 6
"""How many nestings are kept."""

MARGIN: Final = 3.0
"""How much dearer than the cheapest a nesting may be and still be kept: what later marks could make up for."""

_LONELY: Final = 0.9
_FORM: Final = 1.6
_INDENT: Final = 1.0
_GAP: Final = 2.2
_RESTART: Final = 2.6
_RESTART_AFTER_COLON: Final = 1.4
_ANNOUNCED: Final = 0.2
_CITED: Final = 3.0
_CERTAIN: Final = 2.5
_FREE: Final = 0.1
_LATE_START: Final = 3.5


class Level(NamedTuple):
    """An open list: its kind and bracket form, and the last number in it."""

    kind: str
    form: str
    value: int
    rank: float
    size: int
    indent: int


class _Step(NamedTuple):
    before: _Step | None
    marker: int
    depth: int
    kind: str


class _State(NamedTuple):
    cost: float
    stack: tuple[Level, ...]
    path: _Step | None


class Placed(NamedTuple):
    """A mark that numbers something: at what depth (0 is directly under the unit), and how it is taken."""

    marker: Marker
    depth: int
    kind: str


def nest(markers: list[Marker]) -> list[Placed]:
    """The marks that number something, in order, each with its depth."""
    states = [_State(0.0, (), None)]
    for index, marker in enumerate(markers):
        states = _advance(states, marker, index)
    best = min(states, key=lambda state: state.cost + _LONELY * sum(level.size == 1 for level in state.stack) * 0.5)
    return _unwind(best.path, markers)


def _unwind(step: _Step | None, markers: list[Marker]) -> list[Placed]:
    placed: list[Placed] = []
    while step:
        placed.append(Placed(markers[step.marker], step.depth, step.kind))
        step = step.before
    return placed[::-1]


def _advance(states: list[_State], marker: Marker, index: int) -> list[_State]:
    if len(states) == 1 and (following := _plainly(states[0], marker, index)):
        return [following]
    best: dict[tuple[Level, ...], _State] = {}
    for state in states:
        for following in _moves(state, marker, index):
            known = best.get(following.stack)
            if known is None or following.cost < known.cost:
                best[following.stack] = following
    limit = min(state.cost for state in best.values()) + MARGIN
    kept = [state for state in best.values() if state.cost <= limit]
    return kept if len(kept) <= WIDTH else sorted(kept, key=lambda state: state.cost)[:WIDTH]


def _plainly(state: _State, marker: Marker, index: int) -> _State | None:
    """Where only one nesting is open and the mark is plainly its next, or plainly a citation, nothing else is tried."""
    if marker.skips == 0 and marker.continues >= _CITED:
        return state
    if len(marker.readings) != 1 or marker.skips < _CERTAIN or not state.stack:
        return None
    reading, top = marker.readings[0], state.stack[-1]
    if reading.kind != top.kind or reading.value != top.value + 1 or reading.rank or marker.continues > _FREE:
        return None
    if _shift(top, marker) or sum(level.kind == top.kind for level in state.stack) > 1:
        return None
    return _take(state, state.stack[:-1], marker, reading, index, marker.continues, top.size + 1)


def _moves(state: _State, marker: Marker, index: int) -> list[_State]:
    cost, stack, path = state
    moves = [_State(cost + marker.skips, stack, path)]
    for reading in marker.readings:
        depths = [depth for depth, level in enumerate(stack) if level.kind == reading.kind]
        for depth in depths:
            price = _continue(stack, depth, marker, reading)
            if price is not None:
                moves.append(_take(state, stack[:depth], marker, reading, index, price, stack[depth].size + 1))
        if not depths:
            price = marker.opens + _first(reading)
            moves.append(_take(state, stack, marker, reading, index, price, 1))
        elif reading.value == 1 and not reading.rank and reading.kind != TERM:
            restart = 0.2 if marker.after_option else _RESTART_AFTER_COLON if marker.opens <= _ANNOUNCED else _RESTART
            for depth in depths:
                price = restart + marker.opens + _closing(stack, depth) + _shift(stack[depth], marker)
                moves.append(_take(state, stack[:depth], marker, reading, index, price, 1))
            if (nested := _nesting_again(stack, reading, marker)) is not None:
                moves.append(_take(state, stack, marker, reading, index, marker.opens + nested, 1))
    return moves


def _take(
    state: _State, below: tuple[Level, ...], marker: Marker, reading: Reading, index: int, price: float, size: int
) -> _State:
    level = Level(reading.kind, marker.form, reading.value, reading.rank, size, marker.indent)
    return _State(state.cost + price, (*below, level), _Step(state.path, index, len(below), reading.kind))


def _continue(stack: tuple[Level, ...], depth: int, marker: Marker, reading: Reading) -> float | None:
    """The price of taking a mark as the next of an open list, or None where it cannot be."""
    level = stack[depth]
    price = marker.continues + _closing(stack, depth + 1) + _shift(level, marker)
    if reading.kind in (TERM, TAIL):
        return price
    if reading.value == level.value:
        if reading.rank > level.rank:
            return price + 0.2
        repeat = 0.2 if marker.after_option else _RESTART
        return price + repeat if reading.rank == level.rank else None
    gap = reading.value - level.value
    if gap < 0 and marker.after_option and marker.line_start:
        return price + 0.6
    if gap == 1:
        return price + (0.4 if reading.rank else 0.0)
    return price + _GAP + 0.3 * gap if 1 < gap <= 6 else None


def _closing(stack: tuple[Level, ...], depth: int) -> float:
    """The price of closing lists: one that ends with its first item is suspicious."""
    return _LONELY * sum(1 for level in stack[depth:] if level.size == 1 and level.kind not in (TERM, TAIL))


def _first(reading: Reading) -> float:
    if reading.kind in (TERM, TAIL) or (reading.value == 1 and reading.rank == 0):
        return 0.0
    return _LATE_START + 0.1 * min(reading.value, 30)


def _shift(level: Level, marker: Marker) -> float:
    """The price of a mark whose brackets or indentation differ from those of the list."""
    form = _FORM if level.form != marker.form else 0.0
    return form + (_INDENT if marker.indent >= 0 and level.indent >= 0 and marker.indent != level.indent else 0.0)


def _nesting_again(stack: tuple[Level, ...], reading: Reading, marker: Marker) -> float | None:
    """The price of a list of the same kind inside an item: low where brackets or indentation tell the two apart."""
    if len(stack) >= 8:
        return None
    indented = stack[-1].kind == reading.kind and marker.indent > stack[-1].indent >= 0
    if marker.after_option:
        return 0.0 if indented else None
    if all(level.form != marker.form for level in stack if level.kind == reading.kind):
        return 0.6
    if indented:
        return 0.3
    return 3.2 if stack[-1].kind == reading.kind and marker.line_start else None
