"""What a page of a PDF holds, in points from its top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from caveat.kernel.source import Box

SAME_LINE: Final = 0.5
"""Share of the lower of two words that must stand beside the other for both to be on one line."""

UNMAPPED: Final = 0xF0000
"""From here on, in a plane for private use, stand glyphs by number whose character the file does not tell."""


class Word(NamedTuple):
    """A run of characters without a blank, as the text layer has it; `order` counts through the file.

    `size` is the height of its type, to a tenth of a point. A `glued` word follows
    the one before without a blank; a `raised` one is smaller than the text it
    stands beside, and above its baseline.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    order: int
    bold: bool = False
    raised: bool = False
    glued: bool = False


class Sheet(NamedTuple):
    """One page: its words in the order of the text layer, thin lines drawn on it, and what hides it.

    `number` counts from 1; `rules` are boxes of horizontal lines; `pictures` is the
    largest share of the page that one picture covers; `turned` and `unseen` are words that
    stand at an angle, or off the page or too small to be seen. `doubtful` has the indices of
    words before which the blank is none of the file's.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    rules: list[Box]
    pictures: float
    turned: list[str]
    unseen: list[str]
    doubtful: list[int]


class Bookmark(NamedTuple):
    """An entry of the file's own table of contents: depth and page count from 1."""

    title: str
    depth: int
    page: int


class Line:
    """Words that stand on one line of one column or cell.

    `margins` are the left and right edge of its column, and `whole` says that
    this is the only one at its height. `cell` numbers the cells
    of a table and is 0 outside. `anchors` has the footnotes called in the line: offset
    in `text`, and number. `mirror` is the width of a page that is read in a mirror, else 0.
    """

    __slots__ = (
        "anchors", "bold", "bottom", "cell", "left", "margins",
        "mirror", "page", "right", "size", "text", "top", "whole", "words",
    )  # fmt: skip

    def __init__(self, words: list[Word], page: int) -> None:
        self.words = words
        self.page = page
        self.cell = 0
        self.mirror = 0.0
        self.whole = False
        self.anchors: list[tuple[int, str]] = []
        self.left, self.top, self.right, self.bottom = around(words)
        self.size = main_size(words)
        self.bold = words[0].bold and words[-1].bold and all(word.bold for word in words)
        self.text = joined(words)
        self.margins = (self.left, self.right)

    @property
    def middle(self) -> float:
        """Half-way between its left and right edge."""
        return (self.left + self.right) / 2

    @property
    def box(self) -> Box:
        """Its rectangle as printed, to a tenth of a point."""
        left, right = (self.mirror - self.right, self.mirror - self.left) if self.mirror else (self.left, self.right)
        return (round(left, 1), round(self.top, 1), round(right, 1), round(self.bottom, 1))


def joined(words: Iterable[Word]) -> str:
    """The text of words, with a blank before each that is not glued to the one before."""
    return "".join([word.text if word.glued else f" {word.text}" for word in words]).lstrip()


def around(words: Sequence[Word]) -> Box:
    """The smallest rectangle that holds some words."""
    _, lefts, tops, rights, bottoms, *_ = zip(*words, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def main_size(words: Sequence[Word]) -> float:
    """The size of type that most characters of some words have; 0 for no words."""
    if not words or len({word.size for word in words}) == 1:
        return words[0].size if words else 0.0
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda size: weights[size])


class _Standing(Protocol):
    """Anything with an upper and a lower edge."""

    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


def beside(one: _Standing, other: _Standing) -> bool:
    """Whether two stretches stand on the same line, if perhaps in different columns."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)
