"""How the items of a list are joined: by the word before the last item, or by words that announce the list."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from caveat.instrument.clauses import Clause, Items
from caveat.kernel.shapes import Joined, Span
from caveat.language.propositions import proposition_words
from caveat.language.structure import any_of

_CLOSE: Final = 14
_NEAR: Final = 160
_Forms = list[tuple[Joined, re.Pattern[str]]]


class Joins:
    """Says how the lists in a text of one language are joined."""

    def __init__(self, view: str, language: str) -> None:
        self.view = view
        self.between, self.before, self.announced = _patterns(language)

    def join(self, clause: Clause) -> None:
        """Say of each list of a clause how it is joined. Numbered paragraphs that go on with no words are no list."""
        for sentence in clause.sentences:
            for index, items in sentence.lists():
                words = sentence.elements[index - 1] if index else None
                if words is None and all(one.node.kind in ("paragraph", "recital") for one in items.clauses):
                    continue
                items.joined = self._joined(items, None if isinstance(words, Items) else words)

    def _joined(self, items: Items, words: Span | None) -> Joined:
        for clause in items.clauses[-2:-1]:
            found = self._at_end(clause.node.end) or self._at_start(items.clauses[-1])
            if found:
                return found
        return (words and self._announced(*words)) or self._any(items) or "none"

    def _at_end(self, end: int) -> Joined | None:
        close = self.view[max(0, end - _CLOSE) : end].rstrip(" *_]:;,.-")
        return next((joined for joined, form in self.between if form.search(close)), None)

    def _at_start(self, clause: Clause) -> Joined | None:
        start = clause.node.head_end
        return next((joined for joined, form in self.before if form.match(self.view, start)), None)

    def _announced(self, start: int, end: int) -> Joined | None:
        near = max(start, end - _NEAR)
        return next((joined for joined, form in self.announced if form.search(self.view, near, end)), None)

    def _any(self, items: Items) -> Joined | None:
        """The word after an earlier item, where all items but the last two have the same one."""
        found = {self._at_end(clause.node.end) for clause in items.clauses[:-2]}
        return found.pop() if len(found) == 1 else None


@cache
def _patterns(language: str) -> tuple[_Forms, _Forms, _Forms]:
    words = proposition_words(language)
    forms: list[tuple[Joined, str]] = [(joined, any_of(found)) for joined, found in words.joins.items()]
    return (
        [(joined, re.compile(rf"(?<!\w)(?:{form})\Z")) for joined, form in forms],
        [(joined, re.compile(rf"\s*(?:{form})(?!\w)")) for joined, form in forms],
        [
            (joined, re.compile("|".join(found).replace(" ", r"\s+") or "(?!)"))
            for joined, found in words.announced.items()
        ],
    )
