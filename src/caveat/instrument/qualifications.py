"""Provisos, exceptions and conditions: what limits a sentence, how far its words reach, and which sentences it governs.

What stands in a chapeau or after a list governs all items, what stands in an
item governs that item, and a proviso that is a sentence of its own governs its
unit. A qualification that leads to a list has the list in its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Final, NamedTuple

from caveat.instrument.clauses import Clause, Items, Sentence
from caveat.instrument.main_clauses import main_clause
from caveat.instrument.sentences import STOP
from caveat.kernel.shapes import Qualification, QualificationScope, Span
from caveat.language.propositions import Found, PropositionWords, proposition_words
from caveat.language.structure import any_of

MOST_OPENERS: Final = 64
"""How many qualifications are looked for in words that no number divides."""

_TRIMMED: Final = " \n\t,;:.-*_[]"


class _Place(NamedTuple):
    """Words of a clause: where they stand in their sentence, and whether the clause is an item, or the last, of a list.

    `governed` is the unit that a sentence of its own here governs: where it
    follows the last item of a list, the unit of the list.
    """

    clause: Clause
    sentence: Sentence
    at: int
    item: bool
    last: bool
    governed: str

    @property
    def words(self) -> Span:
        element = self.sentence.elements[self.at]
        assert not isinstance(element, Items)
        return element

    def closes(self, one: Found) -> bool:
        """Whether an opener begins words that were taken out of the last item of a list to close it."""
        return self.at > 0 and self.words[0] == one.start

    def after(self) -> tuple[Items | None, Span | None]:
        """The list that these words lead to, and the words after that list."""
        following = self.sentence.elements[self.at + 1 :]
        items = following[0] if following and isinstance(following[0], Items) else None
        words = following[1] if items and len(following) > 1 and not isinstance(following[1], Items) else None
        return items, words if not isinstance(words, Items) else None


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    suspended: re.Pattern[str]
    resumed: re.Pattern[str]
    modal_again: re.Pattern[str]
    modal: re.Pattern[str]
    finite: re.Pattern[str]
    opening: re.Pattern[str]
    clause: re.Pattern[str]
    phrase_on: re.Pattern[str]
    cited: re.Pattern[str]
    lead: re.Pattern[str]
    whole: re.Pattern[str]
    bare: re.Pattern[str]
    joined: re.Pattern[str]
    contrasted: re.Pattern[str]
    resumed_bare: re.Pattern[str]
    next_subject: re.Pattern[str]
    conjunction: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = proposition_words(language)
    finite, modal = rf"(?:{any_of(words.finite)})\b", rf"(?:{any_of(words.modal)})\b"
    resuming = rf"(?:{any_of(words.resuming)})\b"
    joins = any_of([form for forms in words.joins.values() for form in forms])
    subject = rf"{words.subject}[^,;:.]{{2,90}}?\s{finite}"
    infinitive = rf"(?!(?:{any_of(words.no_verbs)})\b)[a-z]+\s(?:{any_of(words.determiners)})\b"
    return _Patterns(
        before=re.compile(rf"\W*(?:(?:{any_of(words.connectives)})\W+)*\Z"),
        suspended=re.compile(rf"\b(?:{any_of(words.suspended)})\s*,\s*\Z"),
        resumed=re.compile(rf",\s+(?:(?:{joins})\s+)?(?={resuming})"),
        modal_again=re.compile(rf"\s(?:{any_of(words.joins.get('and', []))})\s+(?={modal})"),
        modal=re.compile(rf"\b{modal}"),
        finite=re.compile(rf"\b{finite}"),
        opening=re.compile(rf"\s*(?:{finite}|{subject}|{infinitive})"),
        clause=re.compile(rf"\s*{subject}"),
        phrase_on=re.compile(rf"\s*(?:{any_of(words.attributes)})\b"),
        cited=re.compile(rf"\s*(?:(?:{joins})\s+)?(?:\d|\(|(?:{any_of(words.cited)})\b)"),
        lead=re.compile(rf"\b(?:{any_of(words.leading)})\b"),
        whole=re.compile(rf"\b(?:{any_of(words.whole)})\b"),
        bare=re.compile(rf"\W*(?:{any_of(words.relatives)})?\W*\Z"),
        joined=re.compile(rf"\b(?:{joins})\s+\Z"),
        contrasted=re.compile(rf",\s+(?:{any_of(words.connectives)})\s+\Z"),
        resumed_bare=re.compile(
            rf",\s+(?!(?:{any_of([*words.no_verbs, *words.determiners, *words.relatives])}|{joins})\b)"
            rf"[a-z]+(?:\s(?:{any_of(words.determiners)})\b|,)"
        ),
        next_subject=re.compile(
            rf"\b(?:(?:{any_of(words.instruments)})(?:\s[\divxlc]+)?|\(\w+\))\s+(?=(?:{any_of(words.determiners)})\s)"
        ),
        conjunction=re.compile(rf"\W(?:{joins})\Z"),
    )


class Qualifications:
    """The qualifications of a text, by the words in which they stand."""

    def __init__(self, text: str, view: str, language: str) -> None:
        self.text = text
        self.view = view
        self.language = language
        self.words: PropositionWords = proposition_words(language)
        self.found = self.words.opened(view)
        self.starts = [one.start for one in self.found]
        self.patterns = _patterns(language)
        self._standing: dict[Span, list[Qualification]] = {}
        self._governing: dict[str, list[Qualification]] = {}

    def of(self, spans: tuple[Span, ...], eids: tuple[str, ...]) -> list[Qualification]:
        """The qualifications that govern a proposition: those in its words, and sentences that govern its units."""
        if not self._standing and not self._governing:
            return []
        inside = [one for span in spans for one in self._standing.get(span, ())]
        around = [one for eid in eids for one in self._governing.get(eid, ()) if not _within(one, spans)]
        return sorted({(one.start, one.end): one for one in [*around, *inside]}.values(), key=lambda one: one.start)

    def read(self, clause: Clause, governed: str = "", item: bool = False) -> None:
        """Find the qualifications in the words of a clause and the clauses below it.

        `governed` is given for the last item of a list, and names the unit of the list.
        """
        node = clause.node
        if bisect_left(self.starts, node.start) == bisect_left(self.starts, node.end):
            return
        whole = governed or clause.eid
        for sentence in clause.sentences:
            for index, element in enumerate(sentence.elements):
                if isinstance(element, Items):
                    for one in element.clauses:
                        last = one is element.clauses[-1] and element.joined is not None
                        self.read(one, whole if last else "", element.joined is not None)
                elif opened := self._opened(element):
                    self._read(_Place(clause, sentence, index, item, bool(governed), whole), element, opened)

    def _opened(self, words: Span) -> list[Found]:
        first = bisect_left(self.starts, words[0])
        return self.found[first : min(bisect_left(self.starts, words[1]), first + MOST_OPENERS)]

    def _read(self, place: _Place, words: Span, opened: list[Found]) -> None:
        start, within = words[0], (words[0], "")
        for one in opened:
            start = self._sentence_start(start, one.start)
            if not self._nested(one, start, within):
                end = self._end(place, one, start, self._limit(one, opened, words[1]))
                within = max(within, (end, one.opener.kind))
                self._keep(place, words, one, start, end)
                if self._leading(start, one.start) and self.view[end : end + 1] == ",":
                    start = end + 1
            if one.opener.kind == "proviso":
                start = one.end

    def _nested(self, one: Found, start: int, within: tuple[int, str]) -> bool:
        """Whether a condition is but a part of the condition or exception in which it stands."""
        if one.opener.kind != "condition" or one.start >= within[0]:
            return False
        before = self.view[max(start, one.start - 24) : one.start]
        coordinated = self.patterns.joined.search(before) is not None and not before.rstrip().endswith(",")
        return coordinated or (within[1] == "condition" and not self.patterns.suspended.search(before))

    def _keep(self, place: _Place, words: Span, one: Found, start: int, end: int) -> None:
        """Keep a qualification with its words; one that is a sentence of its own with the unit that it governs."""
        proviso = one.opener.kind == "proviso"
        alone = proviso and self._leading(start, one.start) and self._stands_alone(place, words, start)
        unsure = (
            proviso and (self._runs_on(start) if alone else self._set_off(one)) and (place.last or place.closes(one))
        )
        scope: QualificationScope = "unit" if alone else _scope(place)
        made = Qualification(kind=one.opener.kind, start=one.start, end=end, scope=scope, certain=not unsure)
        if alone and start == words[0]:
            self._governing.setdefault(place.governed, []).append(made)
        else:
            self._standing.setdefault(words, []).append(made)

    def _stands_alone(self, place: _Place, words: Span, start: int) -> bool:
        """Whether a sentence begins here that stands after another of its unit."""
        later = start > words[0] or (place.at == 0 and place.sentence is not place.clause.sentences[0])
        return later and self.view[max(0, start - 8) : start].rstrip()[-1:] not in (";", ",", ":")

    def _runs_on(self, start: int) -> bool:
        """Whether a sentence stands in one line with the one before it."""
        before = self.text[max(0, start - 8) : start]
        return "\n" not in before[len(before.rstrip()) :]

    def _set_off(self, one: Found) -> bool:
        """Whether a proviso stands after the mark that parts the items of its list from one another."""
        return self.view[max(0, one.start - 8) : one.start].rstrip().endswith((";", ":"))

    def _sentence_start(self, start: int, offset: int) -> int:
        for stop in STOP.finditer(self.text, start, offset + 1):
            start = stop.end() - 1
        return max(start, self.view.rfind(";", start, offset) + 1)

    def _limit(self, one: Found, opened: list[Found], end: int) -> int:
        """Up to where an opener can reach in its own words: a full stop, a semicolon or the next proviso."""
        stop = STOP.search(self.text, one.end, end)
        semicolon = self.view.find(";", one.end, end)
        others = [other.start for other in opened if other.start > one.end and self._cuts(one, other)]
        return min([end, *others[:1], *([semicolon] if semicolon >= 0 else []), *([stop.start() + 1] if stop else [])])

    def _cuts(self, one: Found, other: Found) -> bool:
        """Whether the words of one opener end where another stands: at a proviso, or an exception after a comma."""
        if other.opener.kind != "exception":
            return other.opener.kind == "proviso"
        before = self.view[one.end : other.start].rstrip()
        return before.endswith(",") and " " in before.strip() and one.opener.kind == "condition"

    def _end(self, place: _Place, one: Found, start: int, limit: int) -> int:
        end = self._own_end(place, one, start, limit)
        if end == place.words[1]:
            end = self._over_list(place, one, self._leading(start, one.start), end)
        return self._trimmed(one.start, end)

    def _own_end(self, place: _Place, one: Found, start: int, limit: int) -> int:
        """Where the words of a qualification end, as far as they stand before a list."""
        if one.opener.kind == "proviso":
            return limit
        leading = self._leading(start, one.start)
        if one.opener.phrase:
            return self._phrase_end(one.end, limit, leading)
        before = self.view[max(start, one.start - 24) : one.start]
        if leading:
            return self._leading_end(place, one, limit)
        if self.patterns.suspended.search(before):
            return self._comma(one.end, limit)
        main = (
            main_clause(self.view, one.start, limit, self.language) if self.patterns.contrasted.search(before) else None
        )
        return self._trailing_end(one.end, limit) if main is None else main

    def _leading_end(self, place: _Place, one: Found, limit: int) -> int:
        """Up to the main clause; in an item that is completed from above also up to its bare verb."""
        main = main_clause(self.view, one.start, limit, self.language)
        if main is not None:
            return main
        if one.opener.kind != "condition":
            return self._comma(one.end, limit)
        bare = self.patterns.resumed_bare.search(self.view, one.end, limit) if place.item else None
        return bare.start() if bare else limit

    def _comma(self, start: int, limit: int) -> int:
        comma = self.view.find(",", start, limit)
        return comma if comma >= 0 else limit

    def _phrase_end(self, start: int, limit: int, leading: bool) -> int:
        """Up to the comma after the phrase; where it opens the sentence also up to a subject without a comma."""
        subject = self.patterns.next_subject.search(self.view, start, limit) if leading else None
        stop = subject.end() if subject else limit
        comma = self.view.find(",", start, stop)
        while comma >= 0:
            cited = self.patterns.cited.match(self.view, comma + 1)
            if not cited and (leading or not self.patterns.phrase_on.match(self.view, comma + 1)):
                return comma
            comma = self.view.find(",", comma + 1, stop)
        return stop

    def _trailing_end(self, start: int, limit: int) -> int:
        """Up to a verb without a subject that takes up the main clause again."""
        verb = self.patterns.finite.search(self.view, start, limit)
        if verb and (found := self.patterns.resumed.search(self.view, verb.end(), limit)):
            return found.start()
        again = self.patterns.modal_again.search(self.view, start, limit)
        if again and not self.patterns.modal.search(self.view, start, again.start()):
            return again.start()
        return limit

    def _over_list(self, place: _Place, one: Found, leading: bool, end: int) -> int:
        """Where a qualification ends that leads to a list: there, after the list, or after the words that close it."""
        items, closing = place.after()
        if items is None:
            return end
        if one.opener.kind == "proviso":
            return closing[1] if closing else _last(items)
        if self._is_complete(one, items, end):
            return end
        if closing is None:
            whole = leading and one.opener.kind == "condition" and self._is_whole(place, one, items, end)
            return end if whole else _last(items)
        return _last(items) if leading or self.patterns.opening.match(self.view, closing[0]) else closing[1]

    def _is_complete(self, one: Found, items: Items, end: int) -> bool:
        """Whether words before a list are no part of what it completes: a phrase, or "unless it is otherwise agreed"."""
        if items.clauses[0].node.kind == "definition" or self.patterns.whole.search(self.view, one.start, end):
            return True
        return one.opener.phrase and not self._open_at(end) and not self.patterns.lead.search(self.view, one.start, end)

    def _is_whole(self, place: _Place, one: Found, items: Items, end: int) -> bool:
        """Whether an opening condition is complete before a list, whose items are the main clauses."""
        if self.patterns.bare.match(self.view, one.end, end) or self._open_at(end):
            return False
        return not place.item or self.patterns.clause.match(self.view, items.clauses[0].node.head_end) is not None

    def _open_at(self, end: int) -> bool:
        """Whether words before a list leave off in the middle of a clause: "believes that -"."""
        close = self.view[max(0, end - 16) : end].rstrip(_TRIMMED)
        return bool(close) and close.split()[-1] in (
            *self.words.relatives,
            *self.words.prepositions,
            *self.words.leading,
        )

    def _leading(self, start: int, offset: int) -> bool:
        return offset - start < 40 and self.patterns.before.match(self.view[start:offset]) is not None

    def _trimmed(self, start: int, end: int) -> int:
        words = self.view[start:end].rstrip(_TRIMMED)
        while (found := self.patterns.conjunction.search(words, max(0, len(words) - 10))) is not None:
            words = words[: found.start()].rstrip(_TRIMMED)
        return start + len(words)


def _scope(place: _Place) -> QualificationScope:
    if any(isinstance(element, Items) for element in place.sentence.elements):
        return "list"
    return "item" if place.item and place.sentence is place.clause.sentences[0] else "sentence"


def _last(items: Items) -> int:
    """Where the last words of a list end."""
    elements = items.clauses[-1].sentences[0].elements
    if not elements:
        return items.clauses[-1].node.head_end
    last = elements[-1]
    return _last(last) if isinstance(last, Items) else last[1]


def _within(one: Qualification, spans: tuple[Span, ...]) -> bool:
    return any(start <= one.start < end for start, end in spans)
