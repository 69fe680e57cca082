"""New text as a drafter quotes it: which units it holds."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from caveat.instrument.body import build_body
from caveat.instrument.heads import clean_heading, head_after
from caveat.instrument.lines import Page
from caveat.instrument.nodes import Node
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import UnitKind
from caveat.language.amending import amending_words
from caveat.language.numerals import letter_value, number_pattern, read_number, roman
from caveat.language.structure import any_of, structure

_SUB: Final = re.compile(
    r"[\s\[]*(?:\(\s?(?P<round>\w{1,5})\s?\)|(?P<half>[a-z]|[ivx]{1,4}|\d{1,3})\)|(?P<dot>[a-z]|[ivx]{1,4})\.\s)"
)
_KINDS: Final = ("paragraph", "subparagraph", "point", "item")
_STARTS: Final = re.compile(r"\n\s*|;\s+(?:(?:and|or)\s+)?(?=\()")
_LONGEST_TITLE: Final = 120
_QUOTED: Final = re.compile(r"\s*[\"'](?P<term>[^\"'\n]{1,120})[\"']")


class Mark(NamedTuple):
    """The number with which a stretch of new text begins a unit, and what kind of unit it is."""

    label: str
    kind: str
    start: int
    end: int
    word: str = ""
    form: str = ""


def marks_of(new: str) -> list[Mark]:
    """The numbers of the outermost units of new text, where it begins with one; empty where it is but words.

    A section may have its heading on the line above its number.
    """
    view = fold(new)
    first = _head(new, view, 0) or _titled(new, view)
    if first is None:
        return []
    found = [first]
    follows = _after if first.kind == "article" else _next
    for mark in (_head(new, view, at) for at in _line_starts(new)[1:]):
        if mark and mark[4:] == first[4:] and mark.kind == first.kind and follows(found[-1].label, mark.label):
            found.append(mark)
    return found


def _titled(new: str, view: str) -> Mark | None:
    """The number of a section whose heading stands on the line above."""
    title, _, rest = new.partition("\n")
    mark = _head(new, view, len(title) + 1) if rest and _is_title(title) else None
    return mark if mark and mark.kind == "article" else None


def _is_title(line: str) -> bool:
    plain = line.strip()
    return bool(plain) and plain[0].isupper() and plain[-1] not in ".;:,—-" and len(plain) <= _LONGEST_TITLE


def numbered_later(new: str) -> bool:
    """Whether new text that does not begin with a number has one at the head of its second line."""
    title, _, rest = new.partition("\n")
    return bool(rest) and _head(new, fold(new), len(title) + 1) is not None


def named_part(new: str) -> bool:
    """Whether new text is a part that bears a name: a proviso, an explanation."""
    return _named_parts().match(fold(new)) is not None


@cache
def _named_parts() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(amending_words('en').named_parts)})(?!\w)")


def defined(new: str) -> str | None:
    """The term that new text defines, where it begins with one in quotation marks."""
    view = fold(new)
    match = _QUOTED.match(view)
    verb = _defining().search(view, match.end(), match.end() + 80) if match else None
    return squeeze(new[slice(*match.span("term"))]) if match and verb else None


@cache
def _defining() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(amending_words('en').defining)}|includes?|has the)(?!\w)")


def _line_starts(text: str) -> list[int]:
    """Where a unit may begin: on a new line, or after the semicolon that ends the item before."""
    return [0, *(match.end() for match in _STARTS.finditer(text))]


def _head(new: str, view: str, at: int) -> Mark | None:
    sub = _SUB.match(view, at)
    if sub:
        return Mark(sub[sub.lastgroup or 0], "sub", sub.start(), sub.end(), form=sub.lastgroup or "")
    match = _articles().match(view, at)
    number = read_number(match, structure("en")) if match else None
    if match is None or number is None or (not match["word"] and not match["num"][0].isdigit()):
        return None
    rest = view[match.end() : match.end() + 1]
    if not match["word"] and rest not in (".", " ", "\n", "-", ":", "\u2014"):
        return None
    if not match["word"] and rest != "." and not new[match.end() :].lstrip(" .-—–\n(")[:1].isupper():
        return None
    label = number.printed.lower().replace(" ", "")
    return Mark(
        label,
        "article",
        match.start("num") if not match["word"] else match.start("word"),
        match.end(),
        match["word"] or "",
    )


def _after(one: str, other: str) -> bool:
    return _number(one) < _number(other)


def _next(one: str, other: str) -> bool:
    """Whether a mark can come next after another in one list: 2A, 2B, 3; a, aa, b; ii, iii."""
    numerals = roman(one), roman(other)
    if numerals[0] and numerals[1] == numerals[0] + 1:
        return True
    (value, rest), (following, added) = _number(one), _number(other)
    return value > 0 < following and ((following == value + 1 and not added) or (following == value and rest < added))


def _number(label: str) -> tuple[int, str]:
    digits = re.match(r"\d+", label)
    if digits:
        return int(digits[0]), label[digits.end() :]
    return letter_value(label[:1]) or 0, label[1:]


@cache
def _articles() -> re.Pattern[str]:
    words = structure("en")
    names = any_of([name for group in words.unit_words.values() for name in group])
    return re.compile(rf"[\s\[]*(?:(?P<word>{names})(?![a-z])\.?\s*)?{number_pattern(words)}")


def definitions(new: str) -> list[str]:
    """The definitions in new text, each with what belongs to it."""
    starts = [0, *(match.end() for match in re.finditer(r"\n", new) if defined(new[match.end() :]))]
    return [new[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(new)], strict=True)]


def series(label: str) -> set[str]:
    """The series that a number can belong to."""
    if label[:1].isdigit():
        return {"digits"}
    found = {"letters"} if letter_value(label[:1]) else set()
    return found | ({"roman"} if roman(label) else set())


def order(label: str) -> tuple[int, str]:
    """What orders the numbers of one series: 2, 2a, 3; a, aa, b."""
    return _number(label)


def grown(text: str, start: int, end: int, kind: str, word: str) -> list[Node]:
    """The units of new text that stands at a place of a text, as nodes in its offsets; none where it is but words."""
    new = text[start:end]
    page = Page(new, ())
    marks = marks_of(new)
    if marks and marks[0].kind == "article" and kind in ("article", "part", "title", "chapter", "section", ""):
        nodes = _articles_of(page, marks, word)
    else:
        nodes = _parts_of(page, kind)
    for inner in [inner for node in nodes for inner in node.walk()]:
        inner.start, inner.head_end, inner.end = inner.start + start, inner.head_end + start, inner.end + start
    return nodes


def _articles_of(page: Page, marks: list[Mark], word: str) -> list[Node]:
    nodes = []
    titles = [_title_above(page.text, mark.start) for mark in marks]
    starts = [mark.start - len(title) if title else mark.start for mark, title in zip(marks, titles, strict=True)]
    for mark, title, start, end in zip(marks, titles, starts, [*starts[1:], len(page.text)], strict=True):
        stop = mark.end + (page.text[mark.end : mark.end + 1] in (".", ":"))
        head = head_after(page, stop, end, "en", bare=not mark.word)
        node = Node("article", start, head.end, label=_printed(mark.label), word=word)
        node.heading = clean_heading(title) if title else head.heading
        build_body(page, node, head.end, end, "en")
        nodes.append(node)
    return nodes


def _title_above(text: str, at: int) -> str:
    """The line above a number, where it is its heading: no sentence, and after the end of one."""
    before = text[:at].rstrip("\n")
    line = before[before.rfind("\n") + 1 :]
    ended = text[: len(before) - len(line)].rstrip()[-1:] in ("", ".", ";", "”", '"')
    return text[len(before) - len(line) : at] if _is_title(line) and ended else ""


def _printed(label: str) -> str:
    digits = re.match(r"\d+", label)
    rest = label[digits.end() :] if digits else ""
    return label if not digits or not rest else f"{digits[0]} {rest}" if len(rest) > 2 else label.upper()


def _parts_of(page: Page, kind: str) -> list[Node]:
    """Subdivisions, or definitions, at the level of those beside which they stand."""
    if defined(page.text):
        return _definitions_of(page)
    marks = marks_of(page.text)
    nodes = []
    for mark, end in zip(marks, [*(mark.start for mark in marks[1:]), len(page.text)], strict=False):
        stop = mark.end + (page.text[mark.end : mark.end + 1] in (".", ":"))
        node = Node(_kind(kind, mark), mark.start, stop, label=_printed(mark.label))
        node.depth = max(_KINDS.index(node.kind), 0) if node.kind in _KINDS else 0
        build_body(page, node, stop, end, "en")
        nodes.append(node)
    return nodes


def _definitions_of(page: Page) -> list[Node]:
    around = Node("article", 0, 0)
    around.heading = "definitions"
    build_body(page, around, 0, len(page.text), "en")
    for child in around.children:
        child.parent = None
    return around.children


def _kind(kind: str, mark: Mark) -> UnitKind:
    """The kind of the units beside which new ones stand, or the first that their numbers can have."""
    if kind in _KINDS:
        return kind  # type: ignore[return-value]
    return "paragraph" if mark.label[:1].isdigit() else "subparagraph"
