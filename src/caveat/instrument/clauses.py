"""Units as clauses: words, the items of a list and the words after it, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from caveat.instrument.nodes import Node
from caveat.instrument.sentences import LETTER, STOP, bullets, has_bullets, lowered, own_words, paragraphs, sentences
from caveat.kernel.shapes import Joined, Span
from caveat.language.propositions import proposition_words

CONTAINERS: Final = ("part", "title", "chapter", "section")
BASIC: Final = ("article", "annex", "preamble")


class Clause:
    """What a unit says. Its first sentence goes on where the words above it end; the others stand by themselves."""

    __slots__ = ("eid", "node", "sentences")

    def __init__(self, node: Node, eid: str, sentences: list[Sentence]) -> None:
        self.node = node
        self.eid = eid
        self.sentences = sentences

    def last(self) -> tuple[Clause, Span] | None:
        """The clause with the last words of this one that a list goes on with, and those words."""
        elements = self.sentences[0].elements
        last = elements[-1] if elements else None
        if isinstance(last, Items):
            return last.clauses[-1].last()
        return (self, last) if last else None

    def end(self) -> int:
        """Where the clause ends: with its unit, or with words after its list that go on with it alone."""
        elements = self.sentences[0].elements
        last = elements[-1] if elements else None
        return self.node.end if last is None or isinstance(last, Items) else max(self.node.end, last[1])


class Items:
    """The items of one list, and how they are joined; None where they are no list but paragraphs in a row."""

    __slots__ = ("clauses", "joined")

    def __init__(self, clauses: list[Clause]) -> None:
        self.clauses = clauses
        self.joined: Joined | None = None


class Sentence:
    """Words and lists in turn. `eids` names what they stand in besides the unit: words after a list."""

    __slots__ = ("eids", "elements")

    def __init__(self, words: Span | None = None, eids: tuple[str, ...] = ()) -> None:
        self.elements: list[Span | Items] = [words] if words else []
        self.eids = eids

    def items(self) -> Items:
        """The list at the end of the sentence, a new one where there are words at its end."""
        if not self.elements or not isinstance(self.elements[-1], Items):
            self.elements.append(Items([]))
        last = self.elements[-1]
        assert isinstance(last, Items)
        return last

    def undivided(self) -> tuple[Span, ...] | None:
        """The words of a sentence without a list, None where it has one."""
        words = [element for element in self.elements if not isinstance(element, Items)]
        return tuple(words) if len(words) == len(self.elements) else None

    def lists(self) -> Iterator[tuple[int, Items]]:
        """The lists, with their places in the sentence."""
        for index, element in enumerate(self.elements):
            if isinstance(element, Items):
                yield index, element


def continues(node: Node) -> bool:
    """Whether a unit's words complete those of the unit above it."""
    return node.kind not in BASIC and node.parent is not None and node.parent.kind not in CONTAINERS


class ClauseReader:
    """Reads the clauses of units; `settle` is called for each that has a list, once all below it are known."""

    def __init__(self, text: str, eids: dict[int, str], language: str, settle: Callable[[Clause], None]) -> None:
        self.text = text
        self.eids = eids
        self.language = language
        self.words = proposition_words(language)
        self.settle = settle
        self.bullets = bullets if has_bullets(text) else lambda _, span: (span, [])

    def read(self, node: Node, above: bool = False) -> Clause:
        """The clause of a unit; `above` says whether it goes on with words of the units above it."""
        below = [child for child in node.children if child.kind == "tail" or continues(child)] if node.children else ()
        number = None if node.kind == "definition" else node.label
        own = own_words(self.text, (node.head_end, node.own_end()), number, bool(below), self.language)
        clause = Clause(node, self.eids[id(node)], [])
        if own and node.kind not in CONTAINERS:
            self._say(clause, own, above, bool(below))
        clause.sentences = clause.sentences or [Sentence()]
        for child in below:
            if child.kind == "tail":
                self._words_after(clause, child)
            else:
                self._item(clause, child, above)
        if below or len(clause.sentences[-1].elements) > 1:
            self.settle(clause)
        return clause

    def _say(self, clause: Clause, own: Span, above: bool, divided: bool) -> None:
        """Put a unit's own words into its sentences, and items marked by a dash or a dot into a list."""
        leading, items = self.bullets(self.text, own)
        pieces = self._own(leading, above, divided or bool(items)) if leading[0] < leading[1] else []
        clause.sentences = [Sentence(piece) for piece in pieces] or [Sentence()]
        self._list(clause, clause.sentences[-1], items)

    def _list(self, clause: Clause, sentence: Sentence, items: list[Span]) -> None:
        """Put items that have no number, and so are no units, into a list of a sentence."""
        for item in items:
            words, *others = paragraphs(self.text, item)
            node = Node("item", words[0], words[0])
            node.end = words[1]
            sentence.items().clauses.append(Clause(node, "", [Sentence(words)]))
            clause.sentences += map(Sentence, others)

    def _own(self, own: Span, above: bool, divided: bool) -> list[Span]:
        """The sentences of a unit's own words: those of one paragraph together, but the last if it leads to a list."""
        pieces = paragraphs(self.text, own)
        if divided and not self._complete(own):
            *before, last = sentences(self.text, pieces.pop())
            return [*pieces, *([(before[0][0], before[-1][1])] if before else []), last]
        stop = STOP.search(self.text, *pieces[0]) if above else None
        if stop and not self._whole(pieces[0][0], stop.start()):
            return [*sentences(self.text, pieces[0]), *pieces[1:]]
        return pieces

    def _whole(self, start: int, stop: int) -> bool:
        """Whether an item is of full sentences, which stay together: its first does not go on with the words above."""
        if lowered(self.text, start):
            return False
        first = self.text[start:stop].lower().split()
        return not self.words.finite or any(word in self.words.finite for word in first)

    def _item(self, clause: Clause, child: Node, above: bool) -> None:
        sentence = clause.sentences[-1]
        elements = sentence.elements
        words = elements[-1] if elements and not isinstance(elements[-1], Items) else None
        if words and self._complete(words) and not lowered(self.text, child.head_end):
            sentence = Sentence()
            clause.sentences.append(sentence)
        led = bool(sentence.elements) and not isinstance(sentence.elements[0], Items)
        goes_on = led or (above and sentence is clause.sentences[0])
        sentence.items().clauses.append(self.read(child, goes_on))

    def _complete(self, words: Span) -> bool:
        """Whether words before a list end a sentence, so that no list goes on with them."""
        close = self.text[max(words[0], words[1] - 12) : words[1]].rstrip(" \n\t*_]")
        return close.endswith((".", ".)"))

    def _words_after(self, clause: Clause, tail: Node) -> None:
        """Put words after a list to the sentence that they complete, and what follows into sentences of its own."""
        span = own_words(self.text, (tail.head_end, tail.end), None, False, self.language)
        if span is None:
            return
        leading, items = self.bullets(self.text, span)
        if items and leading[0] == leading[1]:
            last = clause.last()
            within = last[0] if last and self.text[slice(*last[1])].rstrip().endswith(":") else clause
            self._list(within, within.sentences[-1], items)
            if within is not clause:
                self.settle(within)
            return
        self._closing(clause, tail, span)

    def _closing(self, clause: Clause, tail: Node, span: Span) -> None:
        pieces = [one for piece in paragraphs(self.text, span) for one in sentences(self.text, piece)]
        before = self.text[max(0, span[0] - 12) : span[0]].rstrip(" \n\t*_]")
        if not before.endswith((".", ".)")) or lowered(self.text, span[0]):
            clause.sentences[-1].elements.append(pieces.pop(0))
        own = (self.eids[id(tail)],)
        clause.sentences += [Sentence(piece, own) for piece in pieces if LETTER.search(self.text, *piece)]
