"""Mutations of files, each decided by a random generator alone: the same number always gives the same file."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from typing import Final, NamedTuple

from benchmarks.fuzz.seeds import Seed, seeds, window
from benchmarks.fuzz.trees import mutated_tree
from benchmarks.fuzz.words import CHARACTERS, HEADS, HTML, NUMBERS, PHRASES, PLACES

LONGEST: Final = 20_000
"""Characters of a mutated text; now and then it may have three times as many."""

_NUMBER: Final = re.compile(r"\d+|\b[ivxlIVXL]+\b|\((\w)\)")
_TAG: Final = re.compile(r"<[^<>]*>")
_ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "shift_jis", "gb18030", "koi8-r", "utf-7")
_WORD_PARTS: Final = (
    "<w:p>", "</w:p>", "<w:r>", "<w:t>", "</w:t>", "<w:ins>", "<w:del>", "<w:delText>", "<w:tbl>", "<w:tr>", "<w:tc>",
    "<w:numId w:val='{}'/>", "<w:ilvl w:val='{}'/>", "<w:footnoteReference w:id='{}'/>", "<w:start w:val='{}'/>",
    "<w:lvlText w:val='%1.%{}'/>", "<w:numFmt w:val='lowerRoman'/>", "<w:moveFrom>", "<w:moveTo>", "<w:br/>",
    "<w:tab/>", "<mc:AlternateContent>", "<w:txbxContent>", "<w:sdt>",
    "<w:pStyle w:val='{}'/>", "<w:basedOn w:val='{}'/>",
    "<!DOCTYPE a [<!ENTITY x 'y'>]>", "<!DOCTYPE a SYSTEM 'file:///etc/hostname'>",
)  # fmt: skip

_AROUND: Final = (
    ("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'), ("<div>", "</div>"), ("<list>", "</list>"), ("<b>", "</b>"),
    ("<ol><li>", "</li></ol>"), ("**", "**"), ("> ", ""),
)  # fmt: skip

Mutation = Callable[[str, random.Random, str], str]


class Mutant(NamedTuple):
    """A mutated file, and whether all of it comes of our own prose."""

    data: bytes
    own: bool


def mutant(form: str, number: int) -> Mutant:
    """The file with a number among those of a format."""
    rng = random.Random(f"{form}:{number}")
    known = seeds(form)
    seed = known[rng.randrange(len(known))]
    if form == "docx":
        return Mutant(_archive(seed.data, rng), seed.own)
    if form == "pdf":
        return Mutant(
            _bytes(_mutated(seed.data.decode("latin-1"), form, rng, 400_000).encode("latin-1", "replace"), rng),
            seed.own,
        )
    if form == "akn" and rng.random() < 0.7:
        whole = _framed(seed, form, rng) if len(seed.data) > 3 * LONGEST else seed.data.decode("utf-8", "replace")
        return Mutant(mutated_tree(whole.encode(), rng), seed.own)
    other = known[rng.randrange(len(known))]
    text = _framed(seed, form, rng)
    if rng.random() < 0.2:
        text = _spliced(text, window(other, rng), rng)
    else:
        other = seed
    limit = LONGEST * (3 if rng.random() < 0.02 else 1)
    return Mutant(_bytes(_encoded(_mutated(text, form, rng, limit), rng), rng), seed.own and other.own)


def _framed(seed: Seed, form: str, rng: random.Random) -> str:
    """A window of a seed; of XML the whole file where it is short, so that it is well-formed to begin with."""
    if form == "akn" and rng.random() < 0.9:
        text = seed.data.decode("utf-8", errors="replace")
        return text if len(text) <= 3 * LONGEST else _shortened(text, rng)
    if form == "html" and rng.random() < 0.7:
        return f"<html><body>{window(seed, rng)}</body></html>"
    return window(seed, rng)


def _shortened(text: str, rng: random.Random) -> str:
    """An XML file without most of its basic units."""
    kept: list[str] = []
    for piece in re.split(r"(?=<(?:article|section)\b)", text):
        if not kept or rng.random() < 8_000 / len(text) or "</body>" in piece:
            kept.append(piece)
    return "".join(kept)


def _mutated(text: str, form: str, rng: random.Random, limit: int) -> str:
    for _ in range(1 + int(rng.expovariate(0.4))):
        mutation = rng.choice(_OF_FORMAT[form])
        text = mutation(text, rng, form)[:limit]
    return text


def _spot(text: str, rng: random.Random) -> int:
    """A place to change: mostly the beginning of a line or of a word."""
    at = rng.randrange(len(text) + 1)
    kind = rng.random()
    if kind < 0.5:
        return text.rfind("\n", 0, at) + 1
    return max(text.rfind(" ", 0, at) + 1, 0) if kind < 0.8 else at


def _slice(text: str, rng: random.Random) -> tuple[int, int]:
    start = _spot(text, rng)
    size = int(2000 ** rng.random())
    end = start + size if rng.random() < 0.5 else text.find("\n", start + size) + 1
    return start, min(max(end, start), len(text))


def _filled(piece: str, rng: random.Random) -> str:
    return re.sub(r"\{\}", lambda _: rng.choice(NUMBERS), piece)


def _insert(text: str, rng: random.Random, piece: str) -> str:
    at = _spot(text, rng)
    return f"{text[:at]}{piece}{text[at:]}"


def number_changed(text: str, rng: random.Random, form: str) -> str:
    """Another number in the place of one."""
    at = rng.randrange(len(text) + 1)
    match = _NUMBER.search(text, at)
    return f"{text[: match.start()]}{rng.choice(NUMBERS)}{text[match.end() :]}" if match else text


def head_added(text: str, rng: random.Random, form: str) -> str:
    """A heading or a list mark where none was."""
    return _insert(text, rng, _filled(rng.choice(HEADS), rng) + rng.choice((" ", "\n", "\n\n", "")))


def phrase_added(text: str, rng: random.Random, form: str) -> str:
    """Words that mean something to a parser of laws."""
    return _insert(text, rng, rng.choice(PHRASES) + rng.choice((" ", "\n", "")))


def character_added(text: str, rng: random.Random, form: str) -> str:
    """An unusual character, once or many times."""
    return _insert(text, rng, rng.choice(CHARACTERS) * rng.choice((1, 1, 1, 2, 300)))


def markup_added(text: str, rng: random.Random, form: str) -> str:
    """A piece of the format's own markup, or now and then of another's."""
    pieces = (PLACES[form] or HTML) if rng.random() < 0.95 else HTML
    return _insert(text, rng, _filled(rng.choice(pieces), rng))


def tag_dropped(text: str, rng: random.Random, form: str) -> str:
    """One tag less, or the same tag twice."""
    match = _TAG.search(text, rng.randrange(len(text) + 1))
    if not match:
        return text
    return text[: match.start()] + match[0] * rng.choice((0, 2, 2, 50)) + text[match.end() :]


def tag_turned(text: str, rng: random.Random, form: str) -> str:
    """Two tags change places."""
    first = _TAG.search(text, rng.randrange(len(text) + 1))
    second = _TAG.search(text, first.end()) if first else None
    if not first or not second:
        return text
    between = text[first.end() : second.start()]
    return text[: first.start()] + second[0] + between + first[0] + text[second.end() :]


def lines_moved(text: str, rng: random.Random, form: str) -> str:
    """Some lines to another place, or twice, or in another order."""
    start, end = _slice(text, rng)
    piece, rest = text[start:end], text[:start] + text[end:]
    how = rng.randrange(4)
    if how == 0:
        return rest
    if how == 1:
        lines = piece.split("\n")
        rng.shuffle(lines)
        return text[:start] + "\n".join(lines) + text[end:]
    return _insert(rest if how == 2 else text, rng, piece)


def lines_joined(text: str, rng: random.Random, form: str) -> str:
    """Line breaks lost, or too many of them, or of another kind."""
    start, end = _slice(text, rng)
    broken = rng.choice((" ", "", "\r\n", "\n\n", "\n    ", "\n\t", "\r", "\x0b", "\u2028"))
    old = "\n" if rng.random() < 0.7 else " "
    return text[:start] + text[start:end].replace(old, broken) + text[end:]


def repeated(text: str, rng: random.Random, form: str) -> str:
    """A short piece many times over."""
    start, end = _slice(text, rng)
    piece = text[start : min(end, start + rng.choice((1, 5, 40, 400)))]
    piece = piece if piece and rng.random() < 0.6 else _filled(rng.choice((*HEADS, *PHRASES, *PLACES[form])), rng)
    return _insert(text, rng, piece * rng.choice((3, 30, 300, 3000)))


def nested(text: str, rng: random.Random, form: str) -> str:
    """Brackets, quotes or tags around a stretch, many deep."""
    start, end = _slice(text, rng)
    depth = rng.choice((2, 20, 200, 450))
    opening, closing = rng.choice(_AROUND)
    closing = closing if rng.random() < 0.8 else ""
    return text[:start] + opening * depth + text[start:end] + closing * depth + text[end:]


def case_changed(text: str, rng: random.Random, form: str) -> str:
    """Capitals lost, or nothing but capitals."""
    start, end = _slice(text, rng)
    change = rng.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + change(text[start:end]) + text[end:]


def truncated(text: str, rng: random.Random, form: str) -> str:
    """The beginning or the end is lost."""
    at = rng.randrange(len(text) + 1)
    return text[:at] if rng.random() < 0.7 else text[at:]


def _spliced(text: str, other: str, rng: random.Random) -> str:
    return _insert(text, rng, other)


def _encoded(text: str, rng: random.Random) -> bytes:
    if rng.random() < 0.95:
        return text.encode("utf-8", errors="surrogatepass" if rng.random() < 0.1 else "replace")
    return text.encode(rng.choice(_ENCODINGS), errors="replace")


def _bytes(data: bytes, rng: random.Random) -> bytes:
    """Now and then single bytes change, or the end is lost in mid-character."""
    if rng.random() < 0.85 or not data:
        return data
    changed = bytearray(data)
    for _ in range(1 + int(rng.expovariate(0.3))):
        at = rng.randrange(len(changed) + 1)
        how = rng.randrange(3)
        if how == 0 and at < len(changed):
            changed[at] = rng.randrange(256)
        elif how == 1:
            changed[at:at] = rng.randbytes(rng.choice((1, 2, 4)))
        else:
            del changed[at : at + rng.choice((1, 2, 100))]
    return bytes(changed)


def _archive(data: bytes, rng: random.Random) -> bytes:
    """The parts of an archive mutated inside and packed again; now and then the archive itself is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return _bytes(data, rng)
    likely = [name for name in parts if name.endswith(".xml") and "theme" not in name and "Props" not in name]
    weights = [20 if name.endswith("document.xml") else 3 for name in likely]
    for name in rng.choices(likely, weights, k=rng.choice((1, 1, 2))) if likely else ():
        text = parts[name].decode("utf-8", errors="replace")
        changed = _mutated(text, "docx", rng, 3_000_000).encode("utf-8", errors="replace")
        parts[name] = mutated_tree(parts[name], rng) if rng.random() < 0.6 else changed
    if rng.random() < 0.05:
        parts.pop(rng.choice(list(parts)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return _bytes(packed.getvalue(), rng) if rng.random() < 0.1 else packed.getvalue()


def word_part_added(text: str, rng: random.Random, form: str) -> str:
    """A piece of WordprocessingML before some tag."""
    match = _TAG.search(text, rng.randrange(len(text) + 1))
    at = match.start() if match else len(text)
    return text[:at] + _filled(rng.choice(_WORD_PARTS), rng) + text[at:]


_TEXTUAL: Final[tuple[Mutation, ...]] = (
    number_changed, number_changed, head_added, head_added, phrase_added, phrase_added, character_added, lines_moved,
    lines_moved, lines_joined, repeated, nested, case_changed, truncated,
)  # fmt: skip
_MARKED: Final[tuple[Mutation, ...]] = (*_TEXTUAL, markup_added, markup_added, markup_added, tag_dropped, tag_turned)
_OF_FORMAT: Final[dict[str, tuple[Mutation, ...]]] = {
    "text": _TEXTUAL,
    "markdown": (*_TEXTUAL, markup_added, markup_added, markup_added),
    "html": _MARKED,
    "akn": (number_changed, character_added, tag_dropped, tag_turned, markup_added, markup_added, *_MARKED),
    "docx": (number_changed, number_changed, word_part_added, word_part_added, tag_dropped, tag_turned, lines_moved,
             repeated),
    "pdf": (number_changed, markup_added, lines_moved, truncated, repeated, character_added),
}  # fmt: skip
