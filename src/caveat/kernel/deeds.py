"""What the provisions of a text do: the shapes of `caveat provisions`."""

from __future__ import annotations

from typing import Literal

from caveat.kernel.shapes import Instrument, Shape

Force = Literal["mandatory", "optional", "bracketed"]
Via = Literal["own", "list", "reference", "definition", "chapter"]


class Element(Shape, frozen=True, kw_only=True):
    """One element of a provision: its verbatim words, where they stand, and with what force.

    "May require" is an option that leaves room; an element that is absent is
    None on the provision, never an Element.
    """

    value: str
    text: str
    start: int
    end: int
    eid: str
    force: Force = "mandatory"
    via: Via = "own"


class Penalty(Shape, frozen=True, kw_only=True):
    """The punishment of an offence. Years are decimal (18 months is 1.5); None where the text sets none."""

    min_years: float | None = None
    max_years: float | None = None
    life: bool = False
    death: bool = False
    corporal: bool = False
    unlimited: bool = False
    fine: str | None = None
    alternative: bool = False
    by_reference: str | None = None
    source: Element | None = None


class Provision(Shape, frozen=True, kw_only=True):
    """What every provision carries: an id, a place, a verbatim quote."""

    id: str
    eid: str
    citation: str
    start: int
    end: int
    quote: str
    propositions: list[str]


class Offence(Provision, frozen=True, kw_only=True, rename={"class_": "class"}):
    """An act that the text makes, or asks States to make, a crime."""

    name: str
    addressee: Literal["state", "person"]
    class_: Literal["cyber-dependent", "cyber-enabled", "content", "ancillary"]
    conduct: Element
    object: Element | None = None
    general_intent: Element | None = None
    specific_intent: list[Element]
    authorisation: Element | None = None
    harm: list[Element]
    exemptions: list[Element]
    penalty: Penalty | None = None


class Authorisation(Shape, frozen=True, kw_only=True):
    """Who must allow a power to be used, and when."""

    value: Literal["mandatory", "optional", "absent"]
    timing: Literal["prior", "after", "unspecified"] | None = None
    body: Literal["court", "independent", "prosecutor", "minister", "police", "other"] | None = None
    urgency: Element | None = None
    evidence: Element | None = None


PowerName = Literal[
    "preservation", "production", "subscriber-information", "search-seizure", "real-time-traffic",
    "interception", "compelled-assistance", "blocking", "retention", "seizure-of-proceeds",
    "transborder-access", "other",
]  # fmt: skip


class Power(Provision, frozen=True, kw_only=True):
    """What an authority may do to people, providers or data."""

    name: PowerName
    data: str | None = None
    holder: Element | None = None
    addressee: Element | None = None
    judicial_authorisation: Authorisation
    threshold: Element | None = None
    specific_investigation: Element | None = None
    duration: Element | None = None
    secrecy: Element | None = None
    notice: Element | None = None


class Safeguard(Provision, frozen=True, kw_only=True):
    """A rule that protects people; `kind` is a topic slug."""

    kind: str
    principle: str | None = None
    mandatory: bool
    deference: bool
    reach: Literal["instrument", "chapter", "provision"]


CooperationKind = Literal[
    "mutual-assistance", "extradition", "preservation", "disclosure", "real-time", "interception",
    "transborder-access", "network-24-7", "spontaneous", "emergency", "police",
    "joint-investigation", "transfer", "asset-measures",
]  # fmt: skip
Scope = Literal["own-offences", "serious-crime", "any-offence"]


class Refusal(Shape, frozen=True, kw_only=True):
    """A ground on which assistance may or must be refused; `closed` where the list admits no other."""

    ground: str
    force: Literal["must", "may"]
    closed: bool
    value: str
    text: str
    start: int
    end: int
    eid: str
    via: Via = "own"


class Cooperation(Provision, frozen=True, kw_only=True):
    """A duty, an effort or an option to help another State."""

    kind: CooperationKind
    duty: Literal["must", "endeavour", "may", "none"]
    scope: list[Scope]
    scope_evidence: list[Element]
    dual_criminality: Literal["required", "may-refuse", "requested-law", "excluded", "none"]
    refusal: list[Refusal]
    data_protection: list[Element]
    use_limits: list[Element]
    secrecy: Element | None = None
    residual: Element | None = None


class Jurisdiction(Provision, frozen=True, kw_only=True):
    """The grounds on which a State claims jurisdiction."""

    bases: list[str]


class Definition(Provision, frozen=True, kw_only=True):
    """A term that the text defines."""

    term: str
    text: str


class Arrangement(Provision, frozen=True, kw_only=True):
    """How a text is run and how it may change: a body, a review, a protocol, a reservation, an option, who takes part.

    `value` says more of the kind: a reservation is `permitted` or `prohibited`.
    """

    kind: Literal["institution", "review", "protocol", "reservation", "option", "participation"]
    value: str
    duty: Literal["must", "endeavour", "may", "none"]
    evidence: Element


class Edge(Shape, frozen=True, kw_only=True, rename={"except_": "except"}):
    """That one safeguard reaches one provision, how, and how firmly."""

    safeguard: str
    target: str
    via: Literal["own", "reference", "chapter", "whole"]
    force: Literal["mandatory", "optional"]
    deference: bool
    except_: str | None = None


class Provisions(Shape, frozen=True, kw_only=True):
    """The document of `caveat provisions`. `reach` alone says which safeguard reaches which provision."""

    instrument: Instrument
    offences: list[Offence]
    powers: list[Power]
    safeguards: list[Safeguard]
    cooperation: list[Cooperation]
    jurisdiction: list[Jurisdiction]
    definitions: list[Definition]
    arrangements: list[Arrangement]
    reach: list[Edge]
