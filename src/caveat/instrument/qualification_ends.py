"""How far the words of a qualification reach: up to the main clause, to its own end, or over the list it leads to."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from caveat.instrument.clauses import Clause, Items, Sentence
from caveat.instrument.main_clauses import main_clause
from caveat.kernel.shapes import Span
from caveat.language.propositions import Found, proposition_words
from caveat.language.structure import any_of

_TRIMMED: Final = " \n\t,;:.-*_[]"
_BEFORE: Final = 24
_OPENING: Final = 40


class Place(NamedTuple):
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
        """Where the words stand in the text."""
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
    """What stands before, inside and after the words of a qualification."""

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


class Ends:
    """Says where the qualifications in a text of one language end."""

    def __init__(self, view: str, language: str) -> None:
        self.view = view
        self.language = language
        self.words = proposition_words(language)
        self.patterns = _patterns(language)

    def leading(self, start: int, offset: int) -> bool:
        """Whether nothing but a connective stands between the start of a sentence and an opener."""
        return offset - start < _OPENING and self.patterns.before.match(self.view[start:offset]) is not None

    def nested(self, one: Found, start: int, within: tuple[int, str]) -> bool:
        """Whether a condition is but a part of the condition or exception in which it stands."""
        if one.opener.kind != "condition" or one.start >= within[0]:
            return False
        before = self.view[max(start, one.start - _BEFORE) : one.start]
        coordinated = self.patterns.joined.search(before) is not None and not before.rstrip().endswith(",")
        return coordinated or (within[1] == "condition" and not self.patterns.suspended.search(before))

    def end(self, place: Place, one: Found, start: int, limit: int) -> int:
        """Where a qualification ends; its sentence begins at `start`, and its own words reach up to `limit` at most."""
        end = self._own_end(place, one, start, limit)
        if end == place.words[1]:
            end = self._over_list(place, one, self.leading(start, one.start), end)
        return self._trimmed(one.start, end)

    def _own_end(self, place: Place, one: Found, start: int, limit: int) -> int:
        """Where the words of a qualification end, as far as they stand before a list."""
        if one.opener.kind == "proviso":
            return limit
        leading = self.leading(start, one.start)
        if one.opener.phrase:
            return self._phrase_end(one.end, limit, leading)
        before = self.view[max(start, one.start - _BEFORE) : one.start]
        if leading:
            return self._leading_end(place, one, limit)
        if self.patterns.suspended.search(before):
            return self._comma(one.end, limit)
        contrasted = self.patterns.contrasted.search(before) is not None
        main = main_clause(self.view, one.start, limit, self.language) if contrasted else None
        return self._trailing_end(one.end, limit) if main is None else main

    def _leading_end(self, place: Place, one: Found, limit: int) -> int:
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

    def _over_list(self, place: Place, one: Found, leading: bool, end: int) -> int:
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
        """Whether a list is no part of the words before it: these are a phrase, or "unless otherwise agreed"."""
        if items.clauses[0].node.kind == "definition" or self.patterns.whole.search(self.view, one.start, end):
            return True
        return one.opener.phrase and not self._open_at(end) and not self.patterns.lead.search(self.view, one.start, end)

    def _is_whole(self, place: Place, one: Found, items: Items, end: int) -> bool:
        """Whether an opening condition is complete before a list, whose items are the main clauses."""
        if self.patterns.bare.match(self.view, one.end, end) or self._open_at(end):
            return False
        return not place.item or self.patterns.clause.match(self.view, items.clauses[0].node.head_end) is not None

    def _open_at(self, end: int) -> bool:
        """Whether words before a list leave off in the middle of a clause: "believes that -"."""
        close = self.view[max(0, end - _BEFORE) : end].rstrip(_TRIMMED)
        open_words = (*self.words.relatives, *self.words.prepositions, *self.words.leading)
        return bool(close) and close.split()[-1] in open_words

    def _trimmed(self, start: int, end: int) -> int:
        words = self.view[start:end].rstrip(_TRIMMED)
        while (found := self.patterns.conjunction.search(words, max(0, len(words) - 10))) is not None:
            words = words[: found.start()].rstrip(_TRIMMED)
        return start + len(words)


def _last(items: Items) -> int:
    """Where the last words of a list end."""
    elements = items.clauses[-1].sentences[0].elements
    if not elements:
        return items.clauses[-1].node.head_end
    last = elements[-1]
    return _last(last) if isinstance(last, Items) else last[1]
