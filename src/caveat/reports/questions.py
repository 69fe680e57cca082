"""The questions of a criterion in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from caveat.criteria.operators import (
    Absent,
    AllOf,
    AnyOf,
    Ask,
    AtLeast,
    AtMost,
    Beside,
    Defined,
    Equals,
    Mentions,
    Not,
    Present,
    ReachedBy,
    TextIs,
)


def describe(ask: Ask) -> str:
    """One question as a clause, such as "`harm` is present (mandatory)"."""
    return _WORDS[type(ask)](ask)


def _either(names: Iterable[object] | str) -> str:
    options = [names] if isinstance(names, str | bool) else list(names)
    return " or ".join(f"`{option}`" for option in options)


def _present(ask: Present) -> str:
    limits = [_either(ask.value)] if ask.value else []
    limits += [ask.force] if ask.force else []
    limits += [f"via {_either(ask.via)}"] if ask.via else []
    limits += [f"in words of `{ask.mentioning}`"] if ask.mentioning else []
    return f"`{ask.field}` is present" + (f" ({', '.join(limits)})" if limits else "")


def _reached(ask: ReachedBy) -> str:
    limits: list[str] = [ask.force] if ask.force else []
    limits += [] if ask.deference is None else ["deferring to domestic law" if ask.deference else "not deferring"]
    limits += [f"via {_either(ask.via)}"] if ask.via else []
    limits += [f"in words of `{ask.mentioning}`"] if ask.mentioning else []
    return f"a safeguard {_either(ask.kind)} reaches it" + (f" ({', '.join(limits)})" if limits else "")


def _mentions(ask: Mentions) -> str:
    which = f" ({_either(ask.value)})" if ask.value else ""
    return f"words of `{ask.element}`{which} occur in the {ask.within}"


def _joined(word: str, asks: Iterable[Ask]) -> str:
    return f" {word} ".join(f"({describe(ask)})" if isinstance(ask, AllOf | AnyOf) else describe(ask) for ask in asks)


_WORDS: Final[dict[type, Callable[[Any], str]]] = {
    Present: _present,
    Absent: lambda ask: f"`{ask.field}` is absent",
    Equals: lambda ask: f"`{ask.field}` is {_either(ask.to)}",
    AtLeast: lambda ask: f"`{ask.field}` is at least {ask.of:g}",
    AtMost: lambda ask: f"`{ask.field}` is at most {ask.of:g}",
    ReachedBy: _reached,
    Mentions: _mentions,
    Defined: lambda ask: f"all words of `{ask.element}` in the {ask.within} are defined",
    TextIs: lambda ask: "the text amends another" if ask.kind == "amending" else f"the text is a {ask.kind}",
    AllOf: lambda ask: _joined("and", ask.of),
    AnyOf: lambda ask: _joined("or", ask.of),
    Not: lambda ask: f"not: {_joined('', [ask.of])}",
    Beside: lambda ask: f"beside it in the article: {_joined('', [ask.of])}",
}
