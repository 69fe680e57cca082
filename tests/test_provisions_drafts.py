"""Invented drafts as outlines, for the tests of the provisions floor; and how such a draft is laid out.

A paragraph is written as a reader sees it: its first line opens it, a line that
begins with a letter in brackets is an item, any other line closes the list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from caveat.kernel.shapes import (
    Coverage,
    Instrument,
    InstrumentKind,
    Mark,
    Outline,
    Proposition,
    Reference,
    Span,
    Unit,
    UnitKind,
)
from caveat.provisions.ground import Ground

ITEM = re.compile(r"\(([a-z])\) ")
REFERENCE = re.compile(
    r"\b(subsections?|paragraphs?|sections?|articles?) (\d+|\(\d+\))((?:,| and| to) (?:\d+|\(\d+\)))*", re.I
)


class Article(NamedTuple):
    """A basic unit: its heading and its paragraphs; one paragraph stands without a number."""

    heading: str
    paragraphs: list[str]


class Chapter(NamedTuple):
    """A container with its articles."""

    heading: str
    articles: list[Article]


class Draft:
    """A text that grows together with its tree."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.text = ""
        self.units: list[Unit] = []
        self.propositions: list[Proposition] = []
        self.count = 0

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def unit(self, eid: str, kind: UnitKind, citation: str, parent: str | None, head: str, heading: str | None) -> int:
        start, head_end = self.write(head)
        self.units.append(
            Unit(
                eid=eid, kind=kind, number=eid.rpartition("_")[2], citation=citation, heading=heading, start=start,
                end=head_end, head_end=head_end, parent=parent,
            )
        )  # fmt: skip
        return len(self.units) - 1

    def close(self, at: int) -> None:
        unit = self.units[at]
        self.units[at] = Unit(
            **{field: getattr(unit, field) for field in unit.__struct_fields__ if field != "end"}, end=len(self.text)
        )

    def chapter(self, number: int, chapter: Chapter) -> None:
        eid = f"chp_{number}"
        at = self.unit(
            eid, "chapter", f"Chapter {number}", None, f"CHAPTER {number}\n{chapter.heading}\n\n", chapter.heading
        )
        for article in chapter.articles:
            self.article(article, eid)
        self.close(at)

    def article(self, article: Article, parent: str | None = None) -> None:
        self.count += 1
        short = "art" if self.word == "Article" else "sec"
        eid, citation = f"{short}_{self.count}", f"{self.word} {self.count}"
        at = self.unit(
            eid, "article", citation, parent, f"{self.word} {self.count}. {article.heading}\n", article.heading
        )
        if len(article.paragraphs) == 1:
            self.paragraph(article.paragraphs[0], eid, citation, [eid])
        else:
            for number, paragraph in enumerate(article.paragraphs, 1):
                below = self.unit(
                    f"{eid}__para_{number}", "paragraph", f"{citation}({number})", eid, f"({number}) ", None
                )
                self.paragraph(
                    paragraph, f"{eid}__para_{number}", f"{citation}({number})", [eid, f"{eid}__para_{number}"]
                )
                self.close(below)
        self.write("\n")
        self.close(at)

    def paragraph(self, words: str, eid: str, citation: str, eids: list[str]) -> None:
        opening, *lines = words.split("\n")
        chapeau = self.write(opening + "\n")
        items: list[tuple[str, Span]] = []
        tail: list[Span] = []
        for line in lines:
            if match := ITEM.match(line):
                item = f"{eid}__subpara_{match[1]}"
                at = self.unit(item, "subparagraph", f"{citation}({match[1]})", eid, match[0], None)
                items.append((item, self.write(line[match.end() :] + "\n")))
            else:
                at = self.unit(f"{eid}__wrapup_1", "tail", f"{citation}, closing words", eid, "", None)
                tail.append(self.write(line + "\n"))
            self.close(at)
        for item, span in items or [("", chapeau)]:
            own = [span] if item else []
            self.propositions.append(
                Proposition(
                    id=f"p{len(self.propositions)}", spans=[chapeau, *own, *tail], eids=[*eids, item] if item else eids
                )
            )

    def references(self) -> list[Reference]:
        found = []
        known = {unit.eid for unit in self.units}
        for match in REFERENCE.finditer(self.text):
            home = next((u.eid for u in reversed(self.units) if u.kind == "article" and u.start <= match.start()), "")
            base = "art" if self.word == "Article" else "sec"
            numbers = re.findall(r"\d+", match[0])
            inner = match[1].lower().startswith(("sub", "para"))
            eids = [f"{home}__para_{n}" if inner else f"{base}_{n}" for n in numbers]
            found.append(
                Reference(start=match.start(), end=match.end(), text=match[0], targets=[e for e in eids if e in known])
            )
        return found


def draft(
    *parts: Article | Chapter,
    kind: InstrumentKind = "statute",
    title: str = "An invented text",
    language: str = "en",
    marks: list[tuple[str, str]] | None = None,
) -> Outline:
    """The outline of an invented text; `marks` gives the first and last words of stretches in brackets."""
    made = Draft("Article" if kind == "treaty" else "Section")
    for number, part in enumerate(parts, 1):
        if isinstance(part, Chapter):
            made.chapter(number, part)
        else:
            made.article(part)
    bracketed = [
        Mark(
            id=f"m{number}", type="bracket", depth=1, group=None, closed=True,
            start=made.text.index(first), end=made.text.index(last) + len(last),
        )
        for number, (first, last) in enumerate(marks or [], 1)
    ]  # fmt: skip
    return Outline(
        instrument=Instrument(title=title, kind=kind, language=language, format="text", sha256="0" * 64),
        text=made.text, units=made.units, propositions=made.propositions, references=made.references(), terms=[],
        marks=bracketed, coverage=Coverage(parts=[], unplaced=[], removed=[], tokens=0, notes=[]),
    )  # fmt: skip


def test_a_passage_is_a_whole_paragraph_with_its_list_and_its_closing_words() -> None:
    outline = draft(Article("Theft of secrets", ["Whoever\n(a) takes; or\n(b) keeps a secret,\ncommits an offence."]))
    (passage,) = Ground(outline).passages
    words = " ".join(outline.text[passage.start : passage.end].split())
    assert words == "Whoever (a) takes; or (b) keeps a secret, commits an offence."


def test_an_item_reads_as_a_sentence_of_chapeau_item_and_closing_words() -> None:
    outline = draft(Article("Theft of secrets", ["Whoever\n(a) takes; or\n(b) keeps a secret,\ncommits an offence."]))
    ground = Ground(outline)
    (passage,) = ground.passages
    spans = ground.spans(ground.units["sec_1__subpara_b"], passage)
    assert " ".join("".join(outline.text[start:end] for start, end in spans).split()) == (
        "Whoever keeps a secret, commits an offence."
    )


def test_this_section_is_the_basic_unit_unless_sections_hold_articles() -> None:
    outline = draft(Chapter("Powers", [Article("Search", ["An order under this section or this chapter lapses."])]))
    ground = Ground(outline)
    start = outline.text.index("An order")
    domain = ground.domain("sec_1", start, len(outline.text))
    assert domain is not None
    assert domain.kind == "chapter"
    assert ground.domain("sec_1", start, start + len("An order under this section")) is None
