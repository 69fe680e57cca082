"""What the text is: its title, its kind, its symbol, and the word it uses for its basic unit."""

from __future__ import annotations

import re
from typing import Final, get_args

from caveat.instrument.lines import Page
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import InstrumentKind
from caveat.language.detect import detect
from caveat.language.structure import structure

_SYMBOL: Final = re.compile(r"(?<![\w/])[A-Z]{1,6}(?:/[A-Z0-9]+(?:\.[A-Z0-9]+)*){2,6}(?![\w/])")
_FRONT: Final = 3000
_TITLE: Final = 400
_UNIT_CITED: Final = {
    word: re.compile(rf"(?<!\w)(?:{word}|sub{word})s?\s+\(?\d") for word in ("section", "article", "paragraph", "clause", "regulation", "rule")
}


def title_of(page: Page, first_unit: int, language: str, metadata: dict[str, str]) -> str:
    """The title: as the file's metadata has it, or the first heading in the text's own language, or its first line."""
    if metadata.get("title"):
        return squeeze(metadata["title"])[:_TITLE]
    lines = [index for index in range(len(page.lines)) if page.lines[index].start < max(first_unit, 1)] or [0]
    marked = [index for index in lines if page.lines[index].level]
    own = [index for index in marked if detect(page.line_text(index)) == language]
    for index in (*own, *marked):
        return squeeze(page.line_text(index))[:_TITLE].strip("*_# ")
    return _first_title(page, lines)


def _first_title(page: Page, lines: list[int]) -> str:
    """The first line, with those that go on with it; a capital line that names an instrument is preferred."""
    for index in lines[:12]:
        text = page.line_text(index)
        if 8 < len(text) < 200 and text.upper() == text and re.search(r"(?<!\w)(?:act|bill|convention|treaty|protocol|agreement|law|code)(?!\w)", page.line_view(index)):
            return squeeze(text)
    return squeeze(page.line_text(lines[0]))[:_TITLE]


def kind_of(title: str, page: Page, language: str) -> InstrumentKind:
    """Treaty, statute, bill or resolution, by the words of its title and its first page."""
    places = {"title": fold(title), "front": page.view[:_FRONT]}
    for kind, place, pattern in structure(language).kinds if language in ("en",) else ():
        if kind in get_args(InstrumentKind) and re.search(pattern, places[place]):
            return kind  # type: ignore[return-value]
    return "other"


def symbol_of(page: Page, metadata: dict[str, str]) -> str | None:
    """The document symbol, such as A/CONF.1/2, where the file has one."""
    if metadata.get("symbol"):
        return metadata["symbol"]
    match = _SYMBOL.search(page.text[:_FRONT])
    return match[0] if match else None


def basic_word(word: str, kind: InstrumentKind, page: Page) -> str:
    """The word for the basic unit; for bare numbers, the word by which the text cites its own provisions."""
    if word:
        return word
    if kind == "resolution":
        return "paragraph"
    counts = {name: len(pattern.findall(page.view)) for name, pattern in _UNIT_CITED.items()}
    if kind in ("statute", "bill"):
        counts.pop("paragraph")
    best = max(counts, key=lambda name: counts[name])
    if counts[best] < 2:
        return "section" if kind in ("statute", "bill") else "paragraph" if kind == "other" else "article"
    return best
