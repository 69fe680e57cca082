"""What an offence is called, and of which class it is."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, cast

from caveat.kernel.deeds import Element
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Span
from caveat.language.lexicon import Hit
from caveat.provisions.ground import Ground
from caveat.provisions.roles import Reading
from caveat.provisions.signals import signals

Class = Literal["cyber-dependent", "cyber-enabled", "content", "ancillary"]
_APART: Final = ({"cyber-dependent", "cyber-enabled"}, {"cyber-dependent", "content"})
"""Classes so far apart that a heading of one does not name an act of the other."""
_WORDS: Final = 9
_SHORT: Final = 12


class Label(NamedTuple):
    """A name for people, and the class."""

    name: str
    class_: Class


def label(ground: Ground, reading: Reading, conduct: Element, spans: list[Span], *, alone: bool) -> Label:
    """Name an offence by its heading where it stands alone under it, else by its conduct."""
    passage = reading.passage
    heading = ground.heading(passage.article)
    titled = signals("offences").top("name", heading, 0, len(heading))
    hit = _kind(ground, reading, conduct, spans, titled)
    class_ = cast(Class, hit.entry.value) if hit else "cyber-enabled"
    title = squeeze(passage.article.heading).lower() if passage.article and passage.article.heading else ""
    if alone and title:
        return Label(title, class_)
    kind = hit.entry.id.partition(".")[2].replace("-", " ") if hit else ""
    topic = kind if titled and {class_, titled.entry.value} in _APART else title or kind
    return Label(f"{topic}: {_act(conduct)}" if topic else _act(conduct), class_)


def _kind(ground: Ground, reading: Reading, conduct: Element, spans: list[Span], titled: Hit | None) -> Hit | None:
    """Look in the act itself, then in the heading, then in the whole sentence; an aggravation goes by its heading."""
    own = signals("offences").top("name", ground.view, conduct.start, _deed_end(ground, conduct))
    whole = [signals("offences").top("deemed", ground.view, start, end) for start, end in spans]
    if deemed := next((hit for hit in whole if hit), None):
        return deemed
    if found := (titled or own) if reading.role == "aggravates" or _vague(own) else (own or titled):
        return found
    hits = (signals("offences").top("name", ground.view, start, end) for start, end in spans)
    return next((hit for hit in hits if hit), None)


def _deed_end(ground: Ground, conduct: Element) -> int:
    """Where the act ends and the purpose of it begins: the purpose does not name it."""
    purpose = signals("offences").first("specific_intent", ground.view, conduct.start, conduct.end)
    return purpose.start if purpose and purpose.start > conduct.start + _SHORT else conduct.end


def _vague(hit: Hit | None) -> bool:
    """Access, and interference with data, are also ways to commit something else, which the heading tells."""
    return hit is not None and hit.entry.id in {"name.access", "name.data-interference"}


def _act(conduct: Element) -> str:
    words = squeeze(conduct.text).split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
