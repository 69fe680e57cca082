"""A tree that the file itself gives: its units become nodes, and nothing is guessed but the numbers in their heads."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from caveat.instrument.heads import clean_heading
from caveat.instrument.nodes import Node
from caveat.instrument.parser import Tree
from caveat.instrument.parts import Piece
from caveat.instrument.sequence import Candidate
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.source import Given, Source
from caveat.language.codes import two_letters
from caveat.language.detect import detect
from caveat.language.numerals import Number, number_pattern, read_number
from caveat.language.structure import LANGUAGES, any_of, structure

_EDGE: Final = " \t\n.,:;-–—()[]{}<>«»“”\"'*_#°º§|"
_ANNEX_NUMBER: Final = re.compile(r"(?P<num>\d{1,3}[A-Z]?|[IVX]{1,6}|[A-Z])(?=\s*(?:[.:–—-]|$))")
_LARGE: Final = ("part", "title", "chapter", "section", "annex")
_CLOSED: Final = ("article", "annex")
_WORDS: Final = {"article", "section", "rule", "regulation", "clause", "principle", "paragraph"}
_SMALL: Final = {"point", "item", "list", "indent", "alinea", "subparagraph", "level"}


def pieces_of(source: Source) -> list[Piece]:
    """The parts of a file that gives its units: one for each document in it, and a cover for text before the first."""
    bounds = [start for start, _ in source.documents] or [0]
    stated = two_letters(source.metadata.get("language", ""))
    ends = [*bounds[1:], len(source.text)]
    pieces = [Piece(a, b, stated or detect(source.text[a:b])) for a, b in zip(bounds, ends, strict=True)]
    starts = [unit.start for unit in source.given if unit.kind == "article"]
    pieces = [piece._replace(cover=not any(piece.start <= at < piece.end for at in starts)) for piece in pieces]
    if all(piece.cover for piece in pieces):
        pieces = [piece._replace(cover=False) for piece in pieces]
    if source.text[: bounds[0]].strip():
        pieces.insert(0, Piece(0, bounds[0], pieces[0].language, cover=True))
    return pieces


def planted(given: tuple[Given, ...], piece: Piece, text: str, language: str) -> Tree:
    """The tree of one part of a file, in offsets into `text`, that part's own; empty where no unit is numbered."""
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    for index, unit in enumerate(given):
        if piece.start <= unit.start < piece.end or (unit.start == unit.end == piece.end):
            node = nodes[index] = _node(unit, piece, language)
            above = nodes.get(unit.parent)
            _place(above.add(node) if above else node, roots)
    for root in roots:
        _join(root, text)
    articles = [node for root in roots for node in root.walk() if node.kind == "article"]
    if not articles and not any(node.kind in _LARGE and node.label for node in nodes.values()):
        return Tree([], "", [])
    return Tree(roots, _basic_word(articles), _candidates(articles, language))


def _join(root: Node, text: str) -> None:
    """Words between the parts of a provision go with the part before; in lower case, after a list, they close it."""
    for node in root.walk():
        if node.kind in _CLOSED and (node.parent is None or node.parent.kind not in _CLOSED):
            for inner in [inner for inner in node.walk() if inner.children]:
                _close_list(inner, text)
            node.close(node.end)


def _close_list(node: Node, text: str) -> None:
    last = node.children[-1]
    words = text[last.end : node.end]
    if last.kind != "tail" and words.strip()[:1].islower():
        start = last.end + len(words) - len(words.lstrip())
        node.add(Node("tail", start, start))


def _place(node: Node, roots: list[Node]) -> None:
    """A top node joins the others; a recital without a number has that of its place."""
    if node.parent is None:
        roots.append(node)
    elif node.kind == "recital" and node.label is None:
        node.label = str(sum(sibling.kind == "recital" for sibling in node.parent.children))


def _node(unit: Given, piece: Piece, language: str) -> Node:
    start, head_end, end = (min(at, piece.end) - piece.start for at in (unit.start, unit.head_end, unit.end))
    label = printed_number(unit.number) if unit.number is not None else None
    node = Node(unit.kind, start, head_end, label=label, word=_word(unit, language))
    node.end = end
    node.heading = (unit.heading if unit.kind == "definition" else clean_heading(unit.heading or "")) or None
    if node.kind == "annex" and unit.number is None and node.heading:
        _number_from_heading(node, node.heading)
    return node


def _number_from_heading(node: Node, heading: str) -> None:
    """An annex whose number stands in its heading: `Schedule 1: Fees`."""
    found = _annex_words().match(fold(heading))
    rest = heading[found.end() :] if found else ""
    if numbered := _ANNEX_NUMBER.match(rest):
        node.label, node.heading = numbered["num"], clean_heading(rest[numbered.end() :])


def printed_number(printed: str) -> str | None:
    """The number in the head of a unit without the words, brackets and stops around it: `Art. 5 bis.-` is `5 bis`."""
    plain = squeeze(printed).strip(_EDGE)
    folded = fold(plain)
    before, after = _leading_words().match(folded), _following_word().search(folded)
    if before or after:
        plain = plain[before.end() if before else 0 : after.start() if after and not before else None].strip(_EDGE)
        plain = plain.capitalize() if fold(plain) in _spelled() else plain
    return plain if any(map(str.isalnum, plain)) else None


@cache
def _spelled() -> frozenset[str]:
    """Numbers in words."""
    known = map(structure, LANGUAGES)
    return frozenset(word for words in known for word in (*words.cardinals, *words.ordinals))


@cache
def _leading_words() -> re.Pattern[str]:
    return re.compile(rf"(?:the\s+)?(?:{any_of(_heading_words())})(?!\w)[\s.:]*(?:(?:no|nr|n)\.?[°º\s]\s*)?")


@cache
def _following_word() -> re.Pattern[str]:
    return re.compile(rf" (?:{any_of(_heading_words())})$")


@cache
def _annex_words() -> re.Pattern[str]:
    words = [word for language in LANGUAGES for word in structure(language).annex_words]
    return re.compile(rf"(?:{any_of(words)})(?!\w)\s*")


def _heading_words() -> list[str]:
    """The words that head units, containers and annexes in any known language."""
    found = {"schedule", "tome", "§§"}
    for language in LANGUAGES:
        words = structure(language)
        found.update(words.annex_words, *words.unit_words.values(), *words.container_words.values())
    return sorted(found)


def _word(unit: Given, language: str) -> str:
    """The word for a container: as its head prints it, or else as the file calls it."""
    if unit.kind not in _LARGE:
        return unit.word
    kinds = structure(language).container_words.get(unit.kind) or structure(language).annex_words
    words = structure(language).annex_words if unit.kind == "annex" else kinds
    found = re.search(rf"(?<!\w)(?:{any_of(words)})(?!\w)", fold(unit.number or unit.heading or ""))
    if found or unit.kind != "annex":
        return found[0] if found else unit.word
    return unit.word if unit.word in _heading_words() else ""


def _basic_word(articles: list[Node]) -> str:
    word = articles[0].word.lower() if articles else "article"
    return word if word in _WORDS else "paragraph" if word in _SMALL else "section"


def _candidates(articles: list[Node], language: str) -> list[Candidate]:
    """The basic units as a sequence of numbers, in which a gap or a repeat shows."""
    words, found = structure(language), []
    pattern = re.compile(number_pattern(words))
    annexes: dict[int, int] = {}
    for node in articles:
        reset = annexes.setdefault(_annex_of(node), len(annexes))
        match = pattern.fullmatch(fold(node.label or ""))
        number = (read_number(match, words) if match else None) or Number(0, 0.0, node.label or "")
        found.append(Candidate(0, node.start, node.head_end, number, 0.0, node.word, reset))
    return found


def _annex_of(node: Node) -> int:
    """The annex around a unit, by its identity; 0 for none."""
    while node.parent and node.kind != "annex":
        node = node.parent
    return id(node) if node.kind == "annex" else 0
