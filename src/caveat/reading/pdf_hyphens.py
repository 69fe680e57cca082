"""Words parted at the end of a printed line: joined, or kept with their hyphen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from caveat.reading.pdf_shapes import Line

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_HEAD: Final = re.compile(r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)[-‐\u00ad]\Z")
_TAIL: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_TIED: Final = re.compile(r"\w[-‐‑–—/]$")
_SOFT: Final = "\u00ad"
_SEEN: Final = 3


class Hyphens:
    """Decides whether a hyphen at the end of a line belongs to the word, by what the rest of the text writes."""

    def __init__(self, lines: Iterable[Line]) -> None:
        texts = [line.text for line in lines]
        heads = [_head(text) for text in texts]
        self._words: Counter[str] = Counter()
        ends: list[tuple[str, str]] = []
        for text, head, before in zip(texts, heads, [None, *heads], strict=False) if any(heads) else ():
            found = [word.lower() for word in _WORD.findall(text)]
            if before:
                tail = _TAIL.match(text)
                ends.append((before[1].lower(), tail[0].lower() if tail else ""))
                found = found[1:]
            self._words.update(found[:-1] if head else found)
        self._parts_words = self._parting(ends)

    def _parting(self, ends: list[tuple[str, str]]) -> bool:
        """Whether this text parts words at the ends of lines at all: more of them are whole without the hyphen."""
        joined = sum(self._words[head + tail] > 0 for head, tail in ends if tail)
        kept = sum(self._words[f"{head}-{tail}"] > 0 for head, tail in ends if tail)
        return joined > kept or (joined == kept and not all(self._words[tail] for _, tail in ends if tail))

    def join(self, before: str, after: str) -> str:
        """The end of a line as it must be for the next to follow it at once; "" where a blank must come between."""
        head = _head(before)
        tail = _TAIL.match(after)
        if before.endswith(_SOFT):
            return before[:-1]
        if not head:
            return before if _TIED.search(before) and after[:1].isalnum() else ""
        if not tail or not tail[0][0].islower():
            return before
        return before[:-1] if self._is_one_word(head[1].lower(), tail[0].lower()) else before

    def _is_one_word(self, head: str, tail: str) -> bool:
        whole, parted = self._words[head + tail], self._words[f"{head}-{tail}"]
        if whole or parted:
            return whole >= parted
        if not self._parts_words:
            return False
        last = head.rsplit("-", 1)[-1]
        return not (self._words[last] >= _SEEN and self._words[tail] >= _SEEN)


def _head(text: str) -> re.Match[str] | None:
    """The last word of a line that ends in a hyphen."""
    return _HEAD.search(text, text.rfind(" ") + 1) if text.endswith(("-", "‐", _SOFT)) else None
