"""Tables of what a text does: its offences, powers and duties to cooperate, element by element."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple, TypeVar

from caveat.kernel.deeds import Cooperation, Element, Offence, Power, Provision, Provisions, Refusal
from caveat.reports.deed_words import authorisation_words, penalty_words
from caveat.reports.html_findings import excerpt

P = TypeVar("P", bound=Provision)
_WORDS: Final = 80
_NONE: Final = "none"


class Row(NamedTuple):
    """One provision; `cells` are in the order of the columns after the first."""

    eid: str
    citation: str
    cells: list[str]


class Table(NamedTuple):
    """Provisions of one sort; the first column is the citation."""

    id: str
    title: str
    columns: list[str]
    rows: list[Row]


def tables(provisions: Provisions) -> list[Table]:
    """The tables that have a row."""
    found = [
        _table("offences", "Offences", provisions.offences, _OFFENCE),
        _table("powers", "Powers", provisions.powers, _POWER),
        _table("cooperation", "Cooperation", provisions.cooperation, _COOPERATION),
    ]
    return [table for table in found if table.rows]


def _table(id_: str, title: str, found: Sequence[P], columns: dict[str, Callable[[P], str]]) -> Table:
    rows = [Row(one.eid, one.citation, [cell(one) for cell in columns.values()]) for one in found]
    return Table(id_, title, list(columns), rows)


def _element(element: Element | None) -> str:
    if element is None:
        return _NONE
    return f"“{excerpt(element.text, _WORDS)}”" + ("" if element.force == "mandatory" else f" ({element.force})")


def _elements(elements: Iterable[Element]) -> str:
    return "; ".join(map(_element, elements)) or _NONE


def _refusals(refusals: Iterable[Refusal]) -> str:
    return "; ".join(f"{one.force} refuse: {one.ground.replace('-', ' ')}" for one in refusals) or _NONE


def _spoken(slug: str) -> str:
    return slug.replace("-", " ")


_OFFENCE: Final[dict[str, Callable[[Offence], str]]] = {
    "Crime": lambda one: one.name,
    "Intent": lambda one: _element(one.general_intent),
    "Purpose": lambda one: _elements(one.specific_intent),
    "Without right": lambda one: _element(one.authorisation),
    "Harm": lambda one: _elements(one.harm),
    "Exemptions": lambda one: _elements(one.exemptions),
    "Penalty": lambda one: penalty_words(one.penalty),
}
_POWER: Final[dict[str, Callable[[Power], str]]] = {
    "Power": lambda one: _spoken(one.name),
    "Authorisation": lambda one: authorisation_words(one.judicial_authorisation),
    "Threshold": lambda one: _element(one.threshold),
    "Specific case": lambda one: _element(one.specific_investigation),
    "Duration": lambda one: _element(one.duration),
    "Secrecy": lambda one: _element(one.secrecy),
    "Notice": lambda one: _element(one.notice),
}
_COOPERATION: Final[dict[str, Callable[[Cooperation], str]]] = {
    "Kind": lambda one: _spoken(one.kind),
    "Duty": lambda one: one.duty,
    "Scope": lambda one: ", ".join(map(_spoken, one.scope)) or "not stated",
    "Dual criminality": lambda one: _spoken(one.dual_criminality),
    "Refusal": lambda one: _refusals(one.refusal),
    "Data protection": lambda one: _elements(one.data_protection),
}
