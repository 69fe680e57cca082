"""Defined terms of a text: where each is defined, and where it is used.

A term is defined where a quoted word is followed by a verb of definition, where
an item of an article of definitions opens with a term and such a verb, and where
a name is given for what follows (hereinafter "the Fund"). A use is the term in
the singular or the plural, within what the definition says it is for; where one
term contains another, the longer is used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Span, Term, Unit
from caveat.language.structure import Structure, any_of, structure

_QUOTED: Final = re.compile(
    r"\"\s?(?P<double>[^\W_][^\"\n]{0,119}?)\s?\"|''(?P<ticks>[^'\n\"]{1,120}?)(?:''|\")|'(?<![\w']')(?P<single>[^'\n]{1,80}?)'(?!\w)"
)
_ARTICLE: Final = re.compile(r"(?:an?|the)\s+(?=\S)")
_JOINED: Final = re.compile(r"[\s,]*(?:or|and|,)?\s*(?:the\s+(?:term|expression|word)s?\s+)?")
_WORD: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SHORT: Final = re.compile(r"(?<![\w(])[A-Z][A-Z0-9&./-]{1,9}(?![\w)])")
_OF_ARTICLES: Final = frozenset({"section", "article", "rule", "regulation", "subsection", "sub-section", "paragraph"})
_FAR: Final = 1 << 60
_NESTED: Final = 8
_MANY: Final = 400
_LONGEST: Final = 120
_EDGE: Final = "\"'“”‘’„«»` ,.;:()[]*_\n\t"
_BACK: Final = 400


class _Found(NamedTuple):
    """A term as it is defined: its place, the words as printed, and whether a capital marks it."""

    start: int
    end: int
    name: str


@cache
def _after_quoted(language: str) -> re.Pattern[str]:
    verbs = structure(language).definition_verbs or "(?!)"
    aside = r"(?:,?\s*(?:in relation to|in|for|when|where|with respect to|which)\b[^.;:\"]{0,160}?,\s*)?"
    return re.compile(rf"(?:\s*\[[^\]\n]{{0,60}}\])?{aside}[\s,:-]*(?:{verbs})(?!\w)")


@cache
def _bare(language: str) -> re.Pattern[str]:
    words = structure(language)
    verbs = any_of(words.plain_definition_verbs)
    lead = rf"[\s*_\"'\[.:-]*(?:\(?[a-z0-9]{{1,4}}\)[\s*_\"']+)?\(?(?:{words.term_words})?"
    return re.compile(rf"{lead}(?P<term>[^\W\d_][^.;:\"\n]{{0,90}}?)[\s,*_\"'.-]+(?:{verbs})(?!\w)")


@cache
def _hereinafter(language: str) -> re.Pattern[str]:
    opening = structure(language).hereinafter or "(?!)"
    return re.compile(rf"(?:{opening})\s*(?:the\s+)?[\"'*_]*\s?(?P<term>[^\"'()\n;]{{2,90}}?)[\"'*_]*\s*(?=[)\",.;]|$)")


@cache
def _explained(language: str) -> re.Pattern[str]:
    return re.compile(structure(language).explained or "(?!)")


_NAMED: Final = re.compile(
    r"\((?:the\s+|each,?\s+an?\s+|collectively,?\s+the\s+)?\"\s?(?P<term>[^\"\n()]{2,80}?)\s?\"\)"
    r"|(?<=[a-z] )\((?P<short>[a-z][a-z0-9&./-]{1,9})\)"
)


def terms(text: str, view: str, units: Sequence[Unit], language: str) -> list[Term]:
    """The defined terms of a text in the order of their definitions, each with its uses; `view` is the folded text."""
    words = structure(language)
    if not words.definition_verbs:
        return []
    places = _Places(units)
    found = _once(
        [
            *_by_quotation(view, language),
            *_by_item(view, units, words, language),
            *_by_name(text, view, language),
            *(_whole_word(view, *match.span("term")) for match in _explained(language).finditer(view)),
        ]
    )
    first = next((unit.start for unit in units if unit.kind != "preamble"), 0)
    scopes = [places.scope(view, one, words) for one in found]
    uses = _uses(text, view, found, scopes, first)
    return [
        Term(
            term=squeeze(text[one.start : one.end]),
            eid=places.eid(one.start),
            start=one.start,
            end=one.end,
            uses=uses[index],
        )
        for index, one in enumerate(found)
        if places.eid(one.start)
    ]


def _once(found: list[_Found]) -> list[_Found]:
    """The terms in order; of two that overlap, the first found."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _trimmed(view: str, start: int, end: int) -> _Found:
    while start < end and view[start] in _EDGE:
        start += 1
    while end > start and view[end - 1] in _EDGE and not (view[end - 1] == ")" and "(" in view[start:end]):
        end -= 1
    if article := _ARTICLE.match(view, start, end):
        start = article.end()
    return _Found(start, end, view[start:end])


def _whole_word(view: str, start: int, end: int) -> _Found:
    while view[start - 1 : start].isalpha():
        start -= 1
    return _Found(start, end, view[start:end])


def _by_quotation(view: str, language: str) -> Iterator[_Found]:
    """Quoted words that a verb of definition follows; several names joined by "or" share one definition."""
    verbs = structure(language).plain_definition_verbs
    pending: list[_Found] = []
    last = -1
    for match in _QUOTED.finditer(view):
        if pending and not _JOINED.fullmatch(view, last, match.start()):
            pending = []
        pending.append(_trimmed(view, *match.span(match.lastgroup or 0)))
        last = match.end()
        if _after_quoted(language).match(view, last, last + 200):
            yield from (one for one in pending if one.name and one.name not in verbs)
            pending = []


def _by_item(view: str, units: Sequence[Unit], words: Structure, language: str) -> Iterator[_Found]:
    """Terms without quotation marks that open an item of an article of definitions, and no item of a definition."""
    headed: Unit | None = None
    inside = 0
    for unit in units:
        if unit.kind == "article":
            heading = (unit.heading or "").lower()
            headed = unit if any(word in heading for word in words.definition_headings) else None
        if headed is None or unit.start >= headed.end or unit.start < inside:
            continue
        if unit.kind == "definition":
            inside = unit.end
            continue
        match = _bare(language).match(view, unit.head_end, min(unit.end, unit.head_end + _LONGEST + 60))
        if match and '"' not in match["term"] and match["term"] not in words.openers:
            yield _trimmed(view, *match.span("term"))


def _by_name(text: str, view: str, language: str) -> Iterator[_Found]:
    """Names given to what the text has just said: hereinafter "the Fund"; (the "Fund"); International Fund (IF)."""
    for match in _hereinafter(language).finditer(view):
        if not view[match.start() - 1 : match.start()].isalpha():
            yield _trimmed(view, *match.span("term"))
    shorts = set(_SHORT.findall(text))
    for match in _NAMED.finditer(view):
        if match["term"]:
            yield _trimmed(view, *match.span("term"))
        elif text[slice(*match.span("short"))] in shorts and _after_name(text, match.start()):
            yield _trimmed(view, *match.span("short"))


def _after_name(text: str, offset: int) -> bool:
    """Whether one of the words before an offset has a capital, as a name does."""
    return any(word[0].isupper() for word in text[max(0, offset - _LONGEST) : offset].split()[-6:])


class _Places:
    """The units of a text by offset."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._starts = [unit.start for unit in units]
        self._by_eid = {unit.eid: unit for unit in units}

    def at(self, offset: int) -> Unit | None:
        """The innermost unit around an offset."""
        index = bisect_right(self._starts, offset) - 1
        unit = self._units[index] if index >= 0 else None
        while unit and unit.end <= offset:
            unit = self._by_eid.get(unit.parent or "")
        return unit

    def eid(self, offset: int) -> str:
        """The eId of that unit, or an empty string."""
        unit = self.at(offset)
        return unit.eid if unit else ""

    def scope(self, view: str, one: _Found, words: Structure) -> Span:
        """For how much of the text a term is defined: the article or container that "in this part" names, or all."""
        lineage = []
        unit = self.at(one.start)
        while unit:
            lineage.append(unit)
            unit = self._by_eid.get(unit.parent or "")
        article = next((unit for unit in lineage if unit.kind == "article"), None)
        if article is None:
            return 0, len(view)
        said = re.findall(words.definition_scope, view[max(article.start, one.start - _BACK) : one.start + _BACK])
        for word in said[-1:] if said else ():
            for unit in lineage:
                own = (
                    "article"
                    if unit.kind == "article" and word in ("section", "article", "rule", "regulation")
                    else unit.kind
                )
                if own == word or (unit is article and word in _OF_ARTICLES):
                    return unit.start, unit.end
        return 0, len(view)


def _uses(text: str, view: str, found: list[_Found], scopes: list[Span], first: int) -> list[list[Span]]:
    """The uses of each term from the first provision on; a capital marks a term where most of a text have none."""
    forms = _Forms(found, scopes)
    lower = sum(text[one.start].islower() for one in found)
    marked = [text[one.start].isupper() and 2 * lower > len(found) for one in found]
    places = [one.start for one in found]
    uses: list[list[Span]] = [[] for _ in found]
    last = -1
    for start, end, form in forms.occurrences(view):
        at = bisect_right(places, start) - 1
        if start < max(last, first) or (at >= 0 and start < found[at].end):
            continue
        index = forms.meant(form, start)
        if index is not None and (text[start].isupper() or not marked[index]):
            uses[index].append((start, end))
            last = end
    return uses


class _Meaning(NamedTuple):
    """For which stretch of the text a form of a term has a meaning, and which term it is."""

    start: int
    end: int
    term: int


class _Forms:
    """The forms of terms, singular and plural, with what they mean where."""

    def __init__(self, found: list[_Found], scopes: list[Span]) -> None:
        self._meanings: dict[str, list[_Meaning]] = defaultdict(list)
        self._by_stem: dict[str, set[str]] = defaultdict(set)
        seen: set[tuple[str, Span]] = set()
        for index, (one, scope) in enumerate(zip(found, scopes, strict=True)):
            name = squeeze(one.name)
            if not name or (name, scope) in seen:
                continue
            seen.add((name, scope))
            stem = name[:-1] if len(name) > 2 and name.endswith("y") else name
            for form in dict.fromkeys((name, f"{name}s", f"{name}es", f"{stem}ies")):
                self._meanings[form].append(_Meaning(*scope, index))
                self._by_stem[stem.split()[0]].add(form)
        for meanings in self._meanings.values():
            meanings.sort()

    def meant(self, form: str, offset: int) -> int | None:
        """The term that a form stands for at an offset: the one with the narrowest scope around it."""
        meanings = self._meanings[form]
        place = bisect_right(meanings, (offset, _FAR, 0))
        nearest = meanings[max(place - _NESTED, 0) : place]
        return next((one.term for one in reversed(nearest) if one.end > offset), None)

    def occurrences(self, view: str) -> Iterator[tuple[int, int, str]]:
        """Where a form stands as words of its own: of forms that begin at one place, the longest."""
        longest_first = {stem: sorted(forms, key=len, reverse=True) for stem, forms in self._by_stem.items()}
        for start, stem in sorted(_stems(view, self._by_stem)):
            for form in longest_first[stem]:
                if view.startswith(form, start) and _is_whole(view, start, start + len(form)):
                    yield start, start + len(form), form
                    break


def _stems(view: str, stems: Collection[str]) -> Iterator[tuple[int, str]]:
    """Where stems begin a word; one by one where they are few, word by word where they are many."""
    if len(stems) > _MANY:
        yield from ((match.start(), match[0]) for match in _WORD.finditer(view) if match[0] in stems)
        return
    for stem in stems:
        offset = view.find(stem)
        while offset >= 0:
            if not view[offset - 1 : offset].isalnum():
                yield offset, stem
            offset = view.find(stem, offset + 1)


def _is_whole(view: str, start: int, end: int) -> bool:
    """Whether a stretch is no part of a word, nor of one with a hyphen such as "non-personal data"."""
    joined = view[start - 1 : start] == "-" and view[start - 2 : start - 1].isalnum()
    return not (joined or view[end : end + 1].isalnum() or view[start - 1 : start].isalnum())
