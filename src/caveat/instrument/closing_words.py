"""Words that complete a list but stand in its last item: they are taken out of the item and put after the list.

Where an item ends in such words and a colon, the items after it are a second
list. Whether words complete the list shows in the words before it: these still
lack their predicate, their main clause or their verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from caveat.instrument.clauses import Clause, Items, Sentence
from caveat.instrument.main_clauses import main_clause
from caveat.instrument.nodes import Node
from caveat.kernel.shapes import Span
from caveat.language.propositions import NEVER, proposition_words
from caveat.language.structure import any_of

_LEADS: Final = (":", "-")
_WORD: Final = re.compile(r"[^\W_]+")


class _Patterns(NamedTuple):
    """What to look for in the words before a list, and in its last item."""

    conditional: re.Pattern[str]
    relative: re.Pattern[str]
    finite: re.Pattern[str]
    suspended: re.Pattern[str]
    after_semicolon: re.Pattern[str]
    predicate: re.Pattern[str]
    main_clause: re.Pattern[str]
    infinitive: re.Pattern[str]
    object: re.Pattern[str]
    alternative: re.Pattern[str]
    coordinated: re.Pattern[str]
    broken_off: re.Pattern[str]
    clause_after: re.Pattern[str]
    ended: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = proposition_words(language)
    finite = rf"(?:{any_of(words.finite)})\b"
    conditional = rf"(?:{any_of(words.conditionals)})\b"
    joins = any_of([form for forms in words.joins.values() for form in forms])
    prepositions = any_of(words.prepositions)
    before = "|".join(rf"(?<=\s{re.escape(word)},)" for word in words.prepositions) or NEVER
    return _Patterns(
        conditional=re.compile(rf"\W*{conditional}"),
        relative=re.compile(rf"\b(?:{any_of(words.relatives)})\b"),
        finite=re.compile(rf"\b{finite}"),
        suspended=re.compile(rf"\b(?:{any_of(words.modal)})\b(?:\s[^\s,]+){{0,4}},?\s{conditional}"),
        after_semicolon=re.compile(rf";\s+(?={finite})"),
        predicate=re.compile(rf",\s+(?={finite})"),
        main_clause=re.compile(rf",\s+(?={words.subject}[^,;:.]{{2,90}}?\s{finite})"),
        infinitive=re.compile(rf",\s+(?=(?!(?:{any_of(words.no_verbs)})\b)[a-z]+\s(?:{any_of(words.determiners)})\b)"),
        object=re.compile(
            rf",(?:{before})\s+(?!(?:{joins}|{prepositions})\b|[^,;:.]{{0,60}}?\b(?:{prepositions}),?\s(?:{joins})\b)(?=\w)"
        ),
        alternative=re.compile(rf",\s+(?:{joins})\s"),
        coordinated=re.compile(rf"\b(?:{joins})\s*\Z"),
        broken_off=re.compile(rf"\b(?:{prepositions})\s*\Z"),
        clause_after=re.compile(rf";\s+(?:{joins})\s[^;]{{2,300}}?\b{finite}"),
        ended=re.compile(rf";\s*(?:(?:{joins})\s*)?\Z"),
    )


class Closings:
    """Finds and moves the words that close lists in a text of one language."""

    def __init__(self, view: str, language: str) -> None:
        self.view = view
        self.language = language
        self.words = proposition_words(language)
        self.patterns = _patterns(language)

    def settle(self, clause: Clause) -> None:
        """Give every list of a clause the words that close it; the clauses below must have been settled."""
        for sentence in clause.sentences if self.words.finite else ():
            for index, items in list(sentence.lists()):
                if len(items.clauses) > 1 and items.clauses[0].node.kind != "definition":
                    before = sentence.elements[index - 1] if index else None
                    chapeau = "" if before is None or isinstance(before, Items) else self.view[slice(*before)]
                    self._return(sentence, index, items, chapeau)
                    self._close(sentence, index, items, chapeau)
                    self._echo(items)

    def _main(self, chapeau: str) -> int | None:
        return main_clause(chapeau, 0, len(chapeau), self.language)

    def _close(self, sentence: Sentence, index: int, items: Items, chapeau: str) -> None:
        """Take the words that close a list out of its last item."""
        closed = index < len(sentence.elements) - 1
        for place in self._lasts(items):
            for source, at, span in _ends(items.clauses[place]) if not closed else ():
                cut = self._cut(chapeau, span)
                if cut is None and source is items.clauses[place].sentences[0]:
                    cut = self._after_semicolon(items, place, span)
                if cut is not None:
                    _move(sentence, items, place, source, at, cut)
                    return

    def _lasts(self, items: Items) -> list[int]:
        """Which items may be the last of their list: those that lead to others, and the last."""
        last = len(items.clauses) - 1
        return [*(place for place in range(1, last) if self._leads(items.clauses[place])), last]

    def _leads(self, clause: Clause) -> bool:
        end = clause.node.end
        leads = self.view[end - 6 : end].rstrip()[-1:] in _LEADS
        return leads and len(clause.sentences) == 1 and not clause.node.children

    def _cut(self, chapeau: str, span: Span) -> int | None:
        """Where the words that close a list begin inside the words of its last item: after a comma or a semicolon."""
        if self.view.find(",", *span) < 0 and self.view.find(";", *span) < 0:
            return None
        patterns = self.patterns
        for pattern, open_to in (
            (patterns.after_semicolon, None),
            (patterns.predicate, self._lacks_predicate),
            (patterns.main_clause, self.lacks_clause),
            (patterns.infinitive, self._is_suspended),
        ):
            found = pattern.search(self.view, *span)
            if found and (open_to is None or open_to(chapeau)):
                return found.end()
        found = patterns.object.search(self.view, *span)
        balanced = found and patterns.alternative.search(self.view, span[0], found.start())
        return found.end() if found and not balanced else None

    def _after_semicolon(self, items: Items, place: int, span: Span) -> int | None:
        """What follows a semicolon in the last item closes a list whose items are parted by semicolons."""
        semicolon = self.view.find(";", *span)
        if semicolon < 0 or self.view.find(";", semicolon + 1, span[1]) >= 0:
            return None
        after = _WORD.search(self.view, semicolon, span[1])
        if after is None or not all(self._ends_in_semicolon(clause.node) for clause in items.clauses[:place]):
            return None
        clause = self.patterns.clause_after.match(self.view, semicolon, span[1])
        closes = clause is not None and not self.patterns.finite.search(self.view, span[0], semicolon)
        return after.start() if closes or self.words.opens(self.view, after.start()) else None

    def _ends_in_semicolon(self, node: Node) -> bool:
        """Whether an item ends in a semicolon, or one and a conjunction, and has no other."""
        first = self.view.find(";", node.head_end, node.end)
        return first >= 0 and self.patterns.ended.match(self.view, first, node.end) is not None

    def lacks_clause(self, chapeau: str) -> bool:
        """Whether the words before a list are a condition and nothing else."""
        return bool(self.patterns.conditional.match(chapeau)) and self._main(chapeau) is None

    def _lacks_predicate(self, chapeau: str) -> bool:
        """Whether the words before a list have a subject with a relative clause and no verb of its own."""
        main = self._main(chapeau)
        if main is None and self.patterns.conditional.match(chapeau):
            return False
        relative = self.patterns.relative.search(chapeau, main or 0)
        return relative is not None and not self.patterns.finite.search(chapeau, main or 0, relative.start())

    def _is_suspended(self, chapeau: str) -> bool:
        """Whether the words before a list leave off after "may" with a condition."""
        return self.patterns.suspended.search(chapeau) is not None

    def _return(self, sentence: Sentence, index: int, items: Items, chapeau: str) -> None:
        """Put words after a list back to its last item where they go on with it alone."""
        after = sentence.elements[index + 1] if index + 1 < len(sentence.elements) else None
        last = items.clauses[-1].last()
        if after is None or isinstance(after, Items) or last is None:
            return
        if self._goes_on(self.view[slice(*last[1])], after[0], chapeau):
            del sentence.elements[index + 1]
            last[0].sentences[0].elements.append(after)

    def _goes_on(self, item: str, after: int, chapeau: str) -> bool:
        """Whether words go on with an item: it breaks off, or it alone has the subject of their verb."""
        if self.patterns.broken_off.search(item):
            return True
        verb = self.patterns.finite
        if not verb.match(self.view, after) or not verb.search(chapeau) or self._lacks_predicate(chapeau):
            return False
        return self._lacks_predicate(item) or bool(
            self.patterns.coordinated.search(item) and self.lacks_clause(chapeau)
        )

    def _echo(self, items: Items) -> None:
        """What completes an item completes every item beside its list that has the same words."""
        closings: dict[tuple[str, ...] | None, Span] = {}
        for clause in [one for one in items.clauses if one.node.children]:
            match clause.sentences[0].elements:
                case [*_, Items() as inner, (int(), int()) as closing]:
                    closings |= dict.fromkeys(map(self._said, inner.clauses), closing)
        closings.pop(None, None)
        for clause in items.clauses if closings else ():
            if closed := closings.get(self._said(clause)):
                clause.sentences[0].elements.append(closed)

    def _said(self, clause: Clause) -> tuple[str, ...] | None:
        """The words of an undivided item without those that join it to others or that open an infinitive."""
        elements = clause.sentences[0].elements
        if len(elements) != 1 or isinstance(elements[0], Items):
            return None
        words = _WORD.findall(self.view, *elements[0])
        return tuple(word for word in words if word not in ("and", "or", "to"))


def _ends(clause: Clause) -> Iterator[tuple[Sentence, int, Span]]:
    """Where closing words may stand: in the words that lead to an item's own list, or in its very last words."""
    sentence = clause.sentences[0]
    while sentence.elements:
        last = sentence.elements[-1]
        if not isinstance(last, Items):
            yield sentence, len(sentence.elements) - 1, last
            return
        if len(sentence.elements) > 1 and not isinstance(words := sentence.elements[-2], Items):
            yield sentence, len(sentence.elements) - 2, words
        sentence = last.clauses[-1].sentences[0]


def _move(sentence: Sentence, items: Items, place: int, source: Sentence, at: int, cut: int) -> None:
    """Put what stands in an item from an offset on after its list, and the items that follow as a list after that."""
    words = source.elements[at]
    assert not isinstance(words, Items)
    closing: list[Span | Items] = [(cut, words[1]), *source.elements[at + 1 :]]
    source.elements[at:] = [(words[0], cut)]
    if rest := items.clauses[place + 1 :]:
        del items.clauses[place + 1 :]
        closing.append(Items(rest))
    index = sentence.elements.index(items) + 1
    sentence.elements[index:index] = closing
