"""What the text is: its title, its kind, its symbol, and the word it uses for its basic unit."""

from __future__ import annotations

import re
from typing import Final, get_args

from caveat.instrument.lines import Page
from caveat.kernel.folding import fold, squeeze
from caveat.kernel.shapes import InstrumentKind
from caveat.language.detect import detect
from caveat.language.structure import LANGUAGES, any_of, structure

_SYMBOL: Final = re.compile(r"(?<![\w/])[A-Z]{1,6}(?:/[A-Z0-9]+(?:\.[A-Z0-9]+)*){2,6}(?![\w/])")
_FRONT: Final = 3000
_TITLE: Final = 400
_CITING: Final = 40_000
_UNIT_CITED: Final = {
    word: re.compile(rf"(?<!\w)(?:{word}|sub{word})s?\s+\(?\d")
    for word in ("section", "article", "paragraph", "clause", "regulation", "rule")
}


def title_of(page: Page, first_unit: int, language: str, metadata: dict[str, str]) -> str:
    """The title: as the file's metadata has it, or the first heading in the text's own language, or its first line."""
    stated = squeeze(metadata.get("title", ""))[:_TITLE].strip()
    words = re.compile(rf"(?<!\w)(?:{any_of(structure(known(language)).title_words)})(?!\w)")
    if stated and (words.search(fold(stated)) or not any(line.level for line in page.lines)):
        return stated
    lines = [index for index in range(len(page.lines)) if page.lines[index].start < max(first_unit, 1)] or [0]
    marked = [index for index in lines if page.lines[index].level and not _no_title(page, index, language)]
    own = [index for index in marked if detect(page.line_text(index)) in (language, "und")]
    named = [index for index in own if words.search(page.line_view(index))]
    if stated and not named:
        return stated
    for index in (*named, *own, *marked):
        return squeeze(page.line_text(index))[:_TITLE].strip("*_# ")
    return _first_title(page, lines, language)


def known(language: str) -> str:
    """The language itself where its words are known, else English."""
    return language if language in LANGUAGES else "en"


def _no_title(page: Page, index: int, language: str) -> bool:
    label = page.line_view(index).strip(" .:*_#").split()
    words = structure(known(language))
    return len(label) <= 2 and label[:1] != [] and label[0] in (*words.annex_words, *words.preamble_words)


def _first_title(page: Page, lines: list[int], language: str) -> str:
    """The first line that begins with, or else has, a word for an instrument; wrapped lines are put together."""
    words = any_of(structure(known(language)).title_words)
    front = [index for index in lines[:40] if len(page.line_text(index)) > 8]
    for pattern in (
        structure(known(language)).draft_title or "(?!)",
        rf"(?:the )?(?:{words})(?!\w)",
        rf".*(?<!\w)(?:{words})(?!\w)",
    ):
        for index in front:
            if re.match(pattern, page.line_view(index)):
                return _wrapped(page, index)
    return squeeze(page.line_text(lines[0]))[:_TITLE]


def _wrapped(page: Page, index: int) -> str:
    pieces = [page.line_text(index)]
    for following in range(index + 1, min(index + 5, len(page.lines))):
        line, before = page.lines[following], pieces[-1]
        goes_on = page.text[line.start].islower() or (
            before[-1:].islower() and before.split()[-1] in ("of", "the", "and", "on", "under", "for")
        )
        both_capital = before.upper() == before and page.line_text(following).upper() == page.line_text(following)
        if line.blank_before or before[-1] in ".:;" or not (goes_on or both_capital):
            break
        pieces.append(page.line_text(following))
    return squeeze(" ".join(pieces))[:_TITLE]


def stated_kind(metadata: dict[str, str]) -> InstrumentKind | None:
    """The kind that the file itself states, if it does."""
    stated = metadata.get("kind")
    return stated if stated in get_args(InstrumentKind) else None  # type: ignore[return-value]


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
    counts = {name: len(pattern.findall(page.view, 0, _CITING)) for name, pattern in _UNIT_CITED.items()}
    if kind in ("statute", "bill"):
        counts.pop("paragraph")
    best = max(counts, key=lambda name: counts[name])
    if counts[best] < 2:
        return "section" if kind in ("statute", "bill") else "paragraph" if kind == "other" else "article"
    return best
