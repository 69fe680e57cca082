"""The bundled samples set as PDF by Typst, in the layouts that official papers have."""

from __future__ import annotations

import json
import re
from importlib import resources

import typst

PAGE = '#set page(width: 595pt, height: 842pt, margin: 70pt)\n#set text(size: 11pt, lang: "en")\n'
RUNNING = (
    '#set page(header: [#h(1fr) #"I/CONF.7/L.9"], '
    'footer: context [#"25-40417 (E)" #h(1fr) #counter(page).display() #h(1fr)])\n'
)
COLUMNS = "#set page(columns: 2)\n#set columns(gutter: 18pt)\n"
JUSTIFIED = "#set par(justify: true)\n#set text(hyphenate: true)\n"
SET_IN = "#set par(first-line-indent: 1.5em, spacing: 0.65em)\n"
NUMBERED = '#set par.line(numbering: "1")\n'
CENTRED = "#show heading: it => align(center, text(size: 11pt, weight: {weight}, it.body))\n"
HEADINGS = CENTRED.replace("{weight}", '"bold"')
LIGHT_HEADINGS = CENTRED.replace("{weight}", '"regular"')

LAYOUTS = {
    "one column": PAGE,
    "running heads and feet": PAGE + RUNNING,
    "justified and hyphenated": PAGE + RUNNING + JUSTIFIED + HEADINGS,
    "paragraphs set in": PAGE + JUSTIFIED + SET_IN + LIGHT_HEADINGS,
    "line numbers": PAGE + RUNNING + NUMBERED,
    "two columns": PAGE + RUNNING + COLUMNS,
    "two columns, justified and hyphenated": PAGE + RUNNING + COLUMNS + JUSTIFIED + HEADINGS,
}


def sample(name: str = "convention-draft-3.md") -> str:
    """A bundled sample."""
    return (resources.files("caveat.samples") / name).read_text(encoding="utf-8")


def blocks(markdown: str) -> list[tuple[int, str]]:
    """The level (0 for text) and the words of each block of a Markdown text without its front matter."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    found = []
    for block in re.split(r"\n\s*\n", body.strip()):
        marks = re.match(r"#*", block)
        level = len(marks[0]) if marks else 0
        found.append((level, " ".join(block[level:].split())))
    return found


def set_in_type(parts: list[tuple[int, str]], layout: str, footnotes: dict[int, str] | None = None) -> bytes:
    """A PDF of some blocks; `footnotes` has the note at the end of a block, by its index."""
    source = [layout]
    for index, (level, text) in enumerate(parts):
        words = f"#{json.dumps(text, ensure_ascii=False)}"
        note = (footnotes or {}).get(index)
        words += f"#footnote[#{json.dumps(note)}]" if note else ""
        source.append(f"#heading(level: {level})[{words}]" if level else f"{words}\n")
    data = typst.compile("\n".join(source).encode())
    assert isinstance(data, bytes)
    return data
