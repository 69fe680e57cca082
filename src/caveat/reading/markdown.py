"""Markdown to canonical text: marks are taken off, every word is kept or listed as removed."""

from __future__ import annotations

import re
from typing import Any, Final

from caveat.kernel.shapes import Removed
from caveat.kernel.source import Hint, Reading
from caveat.reading.changes import ANCHOR, DELETED, INSERTED, UNDERLINED, Change, hints_of, taken_out, without_signs

_FRONT: Final = re.compile(r"\A\s*---\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(.*)")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")
_DEFINITION: Final = re.compile(r" {0,3}\[([^\]\n^]{1,80})\]:\s+\S+.*$")
_NOTE: Final = re.compile(r" {0,3}\[\^([^\]\n]{1,40})\]:[ \t]?(.*)$")
_ATTRIBUTES: Final = re.compile(r"\s*\{:[^}]{0,200}\}\s*$|\s*[*-] TOC\s*$")
_QUOTE: Final = re.compile(r"^(?: {0,3}>[ \t]?)+")
_BULLET: Final = re.compile(r"^(\s*)[*+](\s+)(?=\S)")
_RULE: Final = re.compile(r"(?:[-*_]\s*){3,}|\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?")
_BOLD_LINE: Final = re.compile(r"^\s*(?:\*\*|__)[^*_]{1,200}(?:\*\*|__)\s*$|^\s*\*[^*]{1,120}\*\s*$")
_INLINE: Final = re.compile(
    r"(?P<comment><!--(?:(?!<!--|-->).){0,4000}-->)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,400}>)"
    r"|(?P<note>\[\^[^\]\s]{1,40}\])"
    r"|(?P<image>!)(?=\[[^\]]{0,300}\]\()"
    r"|(?P<target>(?<=\])\((?:[^()\s]|\([^()\s]{0,80}\)){0,500}(?:\s+\"[^\"]{0,200}\")?\))"
    r"|(?P<escape>\\[\\`*_{}\[\]()#+.!~|>-])|(?P<break>\\$|(?<! )  +$)"
    r"|(?P<emphasis>\*{1,3}|~~|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))"
)
_CHANGES: Final = {
    **dict.fromkeys(("del", "s", "strike"), DELETED), "ins": INSERTED, "u": UNDERLINED,
}  # fmt: skip
_TAG_NAME: Final = re.compile(r"</?(\w+)")
_JOINING: Final = re.compile(r"</?(?:b|i|u|s|em|strong|span|a|small|font|big|del|ins|mark|strike)\b", re.IGNORECASE)
_MARKS: Final = 12
"""How many marks of emphasis may stand between a word and a mark."""

_LINK_TEXT: Final = re.compile(r"\[([^\[\]]{0,400})\](?=\()")
_REFERENCE: Final = re.compile(r"\[([^\[\]]{1,400})\]\[([^\[\]]{0,80})\]")


class _Reader:
    """One pass over the lines of a Markdown file."""

    def __init__(self, references: set[str]) -> None:
        self.references = references
        self.lines: list[str] = []
        self.length = 0
        self.hints: list[Hint] = []
        self.removed: list[Removed] = []
        self.changes: list[Change] = []
        self.struck = False
        self.notes: list[str] = []

    def remove(self, reason: str, text: str) -> str:
        if text.strip():
            self.removed.append(Removed(reason=reason, text=text.strip()))
        return ""

    def put(self, line: str, level: int = 0) -> None:
        line, changes = taken_out(line)
        self.changes += [Change(self.length + start, self.length + end, sign) for start, end, sign in changes]
        if level and line.strip():
            self.hints.append(Hint(self.length, self.length + len(line), "heading", level))
        self.lines.append(line)
        self.length += len(line) + 1

    def anchors(self) -> list[Hint]:
        """Where the notes are anchored."""
        places = [change.start for change in self.changes if change.sign == ANCHOR]
        return [Hint(at, at, "anchor", number=label) for at, label in zip(places, self.notes, strict=False)]

    def inline(self, line: str) -> str:
        line, self.struck = self._unlink(line), False
        return _INLINE.sub(lambda match: self._mark(match, line), line)

    def _unlink(self, line: str) -> str:
        if "](" in line:
            line = _LINK_TEXT.sub(r"\1]", line)
            line = re.sub(
                r"\](\((?:[^()\s]|\([^()\s]{0,80}\)){0,500}(?:\s+\"[^\"]{0,200}\")?\))",
                lambda match: self.remove("link", match[1]),
                line,
            )
        if "][" in line:
            line = _REFERENCE.sub(self._reference, line)
        return line

    def _reference(self, match: re.Match[str]) -> str:
        label = (match[2] or match[1]).lower()
        if label not in self.references:
            return match[0]
        self.remove("link", match[2])
        return match[1]

    def _mark(self, match: re.Match[str], line: str) -> str:
        if match["comment"] or match["tag"]:
            self.remove("markup", match[0])
            if sign := _change(match["tag"] or ""):
                return sign
            return " " if _parts_words(line, match) else ""
        if match["note"]:
            self.notes.append(match[0][2:-1])
            return self.remove("footnote mark", match[0]) + ANCHOR
        if match["escape"]:
            return match[0][1:]
        if match["emphasis"] and _inside_word(line, match):
            return match[0]
        if match["emphasis"] == "~~":
            self.struck = not self.struck
            return DELETED[not self.struck]
        return ""


def _change(tag: str) -> str:
    """The sign for a tag of inserted or deleted words."""
    name = _TAG_NAME.match(tag)
    signs = _CHANGES.get(name[1].lower()) if name else None
    return signs[tag.startswith("</")] if signs else ""


def _parts_words(line: str, match: re.Match[str]) -> bool:
    """Whether a tag stands between two words that it keeps apart: a line break, a cell, a footnote number set high."""
    before = line[max(0, match.start() - _MARKS) : match.start()].rstrip("*_~")
    after = line[match.end() : match.end() + _MARKS].lstrip("*_~")
    return before[-1:].isalnum() and after[:1].isalnum() and _JOINING.match(match[0]) is None


def _inside_word(line: str, match: re.Match[str]) -> bool:
    before = line[max(0, match.start() - _MARKS) : match.start()].rstrip("*_~")[-1:]
    after = line[match.end() : match.end() + _MARKS].lstrip("*_~")[:1]
    return before.isalnum() and after.isalnum()


def read_markdown(data: str) -> Reading:
    """Canonical text, hints, what was removed, and the metadata of the front matter.

    Headings become hints; front matter, footnotes, link targets and embedded
    tags are listed as removed. A mark of emphasis inside a word stays, so that
    no word changes.
    """
    body, metadata, front = front_matter(without_signs(data))
    lines = body.split("\n")
    reader = _Reader({match[1].lower() for line in lines if (match := _DEFINITION.match(line))})
    if front:
        reader.remove("front matter", front)
    note: str | None = None
    for index, line in enumerate(lines):
        note = _line(reader, lines, index, line, note)
    return Reading(
        "\n".join(reader.lines),
        (*reader.hints, *hints_of(reader.changes), *reader.anchors()),
        tuple(reader.removed),
        metadata,
    )


def _line(reader: _Reader, lines: list[str], index: int, line: str, note: str | None) -> str | None:
    """Put one line; returns the label of the footnote that goes on, if one does."""
    if note is not None and (line.startswith(("    ", "\t")) and line.strip()):
        reader.remove(f"footnote {note}", line)
        return note
    if found := _NOTE.match(line):
        reader.remove(f"footnote {found[1]}", f"[^{found[1]}]: {found[2]}")
        return found[1]
    if _DEFINITION.match(line) or _ATTRIBUTES.fullmatch(line):
        reader.remove("markup", line)
    elif heading := _HEADING.fullmatch(line):
        reader.put(reader.inline(heading[2].strip(" \t").rstrip("#").rstrip(" \t")), len(heading[1]))
    elif _RULE.fullmatch(line.strip()) or (_UNDERLINE.fullmatch(line) and index and lines[index - 1].strip()):
        reader.put("")
    else:
        _text(reader, line, underlined=index + 1 < len(lines) and bool(_UNDERLINE.fullmatch(lines[index + 1])))
    return None


def _text(reader: _Reader, line: str, *, underlined: bool) -> None:
    plain = _BULLET.sub(r"\1-\2", _QUOTE.sub("", line))
    level = 2 if underlined and plain.strip() else 6 if _BOLD_LINE.match(plain) else 0
    if plain.count("|") > 1:
        for cell in plain.strip().strip("|").split("|"):
            reader.put(reader.inline(cell.strip()))
        return
    reader.put(reader.inline(plain), level)


def front_matter(data: str) -> tuple[str, dict[str, str], str]:
    """The text after a YAML front matter, what the front matter says (lower-case keys), and the front matter."""
    match = _FRONT.match(data)
    if not match:
        return data, {}, ""
    import yaml  # not before: few texts have a front matter

    try:
        raw: Any = yaml.load(match[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        raw = None
    if not isinstance(raw, dict):
        return data, {}, ""
    metadata = {key.lower(): value for key, value in raw.items() if isinstance(key, str) and isinstance(value, str)}
    metadata = {key: value for key, value in metadata.items() if value}
    return data[match.end() :], metadata, match[1]
