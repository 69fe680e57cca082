"""Word documents made at test time from raw markup, and what LibreOffice shows of them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELS}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
          "comments": "comments", "settings": "settings", "header": "hdr", "footer": "ftr"}  # fmt: skip
_ids = count(1)


def pack(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(body: str, *, core: str = "", main_type: str = MAIN, **others: str) -> dict[str, str | bytes]:
    """The parts of a document with a body and other parts: styles, numbering, footnotes, comments, header, ..."""
    relations = "".join(f'<Relationship Id="r{name}" Type="{RELS}/{name}" Target="{name}.xml"/>' for name in others)
    package = "http://schemas.openxmlformats.org/package/2006"
    sections = "".join(f'<w:{n}Reference w:type="default" r:id="r{n}"/>' for n in ("header", "footer") if n in others)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main_type}"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.{name}+xml"/>'
            for name in others
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{RELS}/officeDocument" Target="word/document.xml"/><Relationship Id="r2" '
        f'Type="{package}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr>{sections}</w:sectPr></w:body>"
        "</w:document>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
    }
    for name, content in others.items():
        parts[f"word/{name}.xml"] = f"<w:{_ROOTS[name]} {SPACES}>{content}</w:{_ROOTS[name]}>"
    return parts


def docx(body: str, **others: str) -> bytes:
    """A document of a body and other parts."""
    return pack(parts_of(body, **others))


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run, with line breaks and tabs."""
    pieces = re.split(r"([\n\t])", text)
    inner = "".join("<w:br/>" if piece == "\n" else "<w:tab/>" if piece == "\t" else t(piece) for piece in pieces)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, mark: str = "", more: str = "") -> str:
    """A paragraph of runs or plain text; `mark` are properties of its mark, `more` further ones of the paragraph."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    properties += more + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    runs = "".join(piece if piece.startswith("<") else r(piece) for piece in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def change(kind: str, inner: str = "", author: str = "A. Drafter") -> str:
    """A tracked change: `ins`, `del`, `moveFrom`, `moveTo`, around runs, or alone as a property of a mark or a row."""
    head = f'w:{kind} w:id="{next(_ids)}" w:author="{author}" w:date="2024-02-09T10:00:00Z"'
    return f"<{head}>{inner}</w:{kind}>" if inner else f"<{head}/>"


def inserted(text: str, author: str = "A. Drafter") -> str:
    return change("ins", r(text), author)


def deleted(text: str, author: str = "A. Drafter") -> str:
    return change("del", r(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>"), author)


def table(*rows: Sequence[str], row: str = "") -> str:
    """A table of cells that each hold paragraphs or plain text; `row` are properties of all rows."""
    cells = [
        "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in line) for line in rows
    ]
    properties = f"<w:trPr>{row}</w:trPr>" if row else ""
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{properties}{line}</w:tr>" for line in cells) + "</w:tbl>"


def abstract(identifier: int, *levels: str, more: str = "") -> str:
    """The abstract definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{identifier}"><w:multiLevelType w:val="multilevel"/>{more}' + (
        "".join(f'<w:lvl w:ilvl="{depth}">{level}</w:lvl>' for depth, level in enumerate(levels)) + "</w:abstractNum>"
    )


def level(form: str, text: str, *, start: int = 1, more: str = "", suff: str = "") -> str:
    """One level; `more` stands before its text (pStyle, isLgl, lvlRestart)."""
    gap = f'<w:suff w:val="{suff}"/>' if suff else ""
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}{gap}<w:lvlText w:val="{text}"/>'


def num(identifier: int, of: int, **starts: int) -> str:
    """A list of an abstract definition; `l0=5` starts its level 0 at 5."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{name[1:]}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for name, start in starts.items()
    )
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def style(
    identifier: str, properties: str = "", *, name: str = "", based: str = "", run: str = "", kind: str = ""
) -> str:
    """A paragraph style, or one of another kind."""
    return (
        f'<w:style w:type="{kind or "paragraph"}" w:styleId="{identifier}"><w:name w:val="{name or identifier}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f"<w:pPr>{properties}</w:pPr>" if properties else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def tracked(old: Iterable[str], new: Iterable[str]) -> str:
    """The paragraphs of a body that changes one list of paragraphs into another by tracked changes."""
    before, after = list(old), list(new)
    body = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            body += [p(line) for line in before[i:j]]
            continue
        shared = min(j - i, m - k)
        body += [p(*_words(one, two)) for one, two in zip(before[i : i + shared], after[k : k + shared], strict=True)]
        body += [p(deleted(line), mark=change("del")) for line in before[i + shared : j]]
        body += [p(inserted(line), mark=change("ins")) for line in after[k + shared : m]]
    return "".join(body)


def _words(old: str, new: str) -> Iterable[str]:
    one, two = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    for kind, i, j, k, m in SequenceMatcher(None, one, two).get_opcodes():
        if kind == "equal":
            yield r("".join(one[i:j]))
            continue
        if i < j:
            yield deleted("".join(one[i:j]))
        if k < m:
            yield inserted("".join(two[k:m]))


def by_libreoffice(
    soffice: list[str], *sources: Path, form: str = "txt:Text (encoded):UTF8", reader: str = ""
) -> list[Path]:
    """Files converted by LibreOffice, in a folder beside the first."""
    folder = sources[0].parent / "converted"
    call = [*soffice, *([f"--infilter={reader}"] if reader else []), "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*call, *map(str, sources)], check=True, capture_output=True, timeout=120)
    return [folder / f"{source.stem}.{form.partition(':')[0]}" for source in sources]
