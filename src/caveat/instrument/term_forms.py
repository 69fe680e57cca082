"""The forms of terms: singular and plural, and all terms of a text as one tree of words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from caveat.language.terms import TermWords

_TOKEN: Final = re.compile(r"[^\W_]+(?:['/&.-][^\W_]+){0,8}")
_JOINT: Final = re.compile(r"['/&.-]")
_LETTERS: Final = re.compile(r"[^\W_]+")
_Pairs = tuple[tuple[str, str], ...]


def numbers(word: str, words: TermWords) -> set[str]:
    """A word in the singular and the plural."""
    return _forms(word, tuple(words.plurals), tuple(words.irregular.items()), words.inflected == "any")


def canonical(name: str, words: TermWords) -> str:
    """A term in a form that its singular and its plural share."""
    *before, last = name.split() or [""]
    endings, irregular = tuple(words.plurals), tuple(words.irregular.items())
    forms = _forms(last, endings, irregular, True)
    roots = {root for form in forms for root in _forms(form, endings, irregular, True)}
    return " ".join([*before, min(roots, key=lambda form: (len(form), form))])


@lru_cache(maxsize=4096)
def _forms(word: str, endings: _Pairs, irregular: _Pairs, singular: bool) -> set[str]:
    """A word in the singular and the plural; a short or unusual one may have several forms that nobody uses."""
    for one, many in irregular:
        if word in (one, many):
            return {one, many}
    forms = {word}
    for one, many in endings:
        if word.endswith(one) and len(word) > 2:
            forms.add(word[: len(word) - len(one)] + many)
        if singular and word.endswith(many) and len(word) > len(many) + 2:
            forms.add(word[: len(word) - len(many)] + one)
    return forms


class _Node:
    """What may follow some first words of terms, by form; `key` is that of the term that ends here."""

    __slots__ = ("after", "key")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.key: str | None = None


class Forms:
    """All terms of a text, word by word, so that the longest at a place is found in as many steps as it has words."""

    def __init__(self, words: TermWords) -> None:
        self._words = words
        self._root = _Node()

    def add(self, name: str) -> str:
        """Take in a term; returns what its forms share."""
        node, pieces = self._root, name.split()
        for index, piece in enumerate(pieces):
            any_number = self._words.inflected == "any" or index == len(pieces) - 1
            node = _child(node, numbers(piece, self._words) if any_number else {piece})
        node.key = node.key or canonical(name, self._words)
        return node.key

    def firsts(self) -> dict[str, set[str]]:
        """The letters with which terms begin, by what first words have in common."""
        groups: dict[int, set[str]] = {}
        for form, node in self._root.after.items():
            letters = _LETTERS.match(form)
            groups.setdefault(id(node), set()).add(letters[0] if letters else form)
        return {_common(forms): forms for forms in groups.values()}

    def at(self, view: str, offset: int) -> tuple[int, str] | None:
        """The end of the longest term that begins at an offset, and what its forms share."""
        found, node = None, self._root
        while match := _TOKEN.match(view, offset):
            word, end = match[0], match.end()
            following = node.after.get(word)
            if following is not None and following.key is not None:
                found = (end, following.key)
            elif not word.isalnum():
                found = _shorter(node, word, offset) or found
            if following is None or view[end : end + 1] != " ":
                break
            node, offset = following, end + 1
            while view.startswith(" ", offset):
                offset += 1
        return found


def _shorter(node: _Node, word: str, offset: int) -> tuple[int, str] | None:
    """The term that ends within a joined word, as "keeper" does in "keeper's"."""
    for match in reversed(list(_JOINT.finditer(word))):
        last = node.after.get(word[: match.start()])
        if last is not None and last.key is not None:
            return offset + match.start(), last.key
    return None


def _child(node: _Node, forms: set[str]) -> _Node:
    """The node after any of some forms, which they share."""
    child = next((node.after[form] for form in forms if form in node.after), None) or _Node()
    for form in forms:
        node.after.setdefault(form, child)
    return child


def _common(words: set[str]) -> str:
    """The letters with which all of some words begin."""
    first, last = min(words), max(words)
    length = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:length]
