"""Broken and hostile Word documents, and files that look like them: one clear line, in bounded time and memory."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.kernel.errors import InputError
from caveat.reading import read_bytes
from tests.docx_maker import SPACES, abstract, docx, level, num, p, pack, parts_of, r, style, t, table
from tests.test_bad_input import MEGABYTES, SECONDS, run

LAW = p("Article 1") + p("A register is kept.") + p("Article 2") + p("It is public.")


def without(*names: str, **changed: str) -> bytes:
    """A document without some parts, or with others in the place of `document` or `relations`."""
    places = {"document": "word/document.xml", "relations": "_rels/.rels", "types": "[Content_Types].xml"}
    parts = parts_of(LAW)
    return pack(
        {**{name: part for name, part in parts.items() if name not in names}}
        | {places[name]: content for name, content in changed.items()}
    )


def body(inner: str) -> str:
    return f"<w:document {SPACES}><w:body>{inner}</w:body></w:document>"


def laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{entities}]>' + body(p("&l9;").replace("&amp;", "&"))


def with_size(data: bytes, size: int) -> bytes:
    """An archive that says of its first file another size than it has, where archives keep their list."""
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    return data[: place + 24] + struct.pack("<I", size) + data[place + 28 :]


def overlapping() -> bytes:
    """An archive in which two files share their bytes."""
    data = pack({"[Content_Types].xml": "<x/>", "a" * 40: "b" * 40, "word/document.xml": body(LAW)})
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    return data[: second + 42] + data[first + 42 : first + 46] + data[second + 46 :]


def encrypted() -> bytes:
    data = bytearray(docx(LAW))
    place = -1
    while (place := data.find(b"PK\x01\x02", place + 1)) >= 0:
        data[place + 8] |= 1
    return bytes(data)


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(1000)


def archive(*names: str, **contents: str) -> bytes:
    return pack({**dict.fromkeys(names, ""), **contents})


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut short": (lambda: docx(LAW)[:-200], "broken or cut short"),
    "cut in the middle": (lambda: docx(LAW)[:700], "broken or cut short"),
    "bytes changed": (lambda: docx(LAW).replace(b"word/document", b"word/d0cument", 1), "broken"),
    "no document": (lambda: without("word/document.xml"), "text of the document is missing"),
    "relations to nothing": (
        lambda: without("word/document.xml", relations='<Relationships><Relationship Id="a" Type="x/officeDocument" '
                        'Target="word/gone.xml"/></Relationships>'),
        "text of the document is missing",
    ),
    "no XML": (lambda: without(document="Article 1"), "part word/document.xml is no well-formed XML"),
    "half an element": (lambda: without(document=body(LAW)[:-20]), "no well-formed XML"),
    "relations that are no XML": (lambda: without(relations="<"), "part _rels/.rels is no well-formed XML"),
    "another document": (lambda: without(document="<html><body/></html>"), "has no body"),
    "100,000 nested elements": (
        lambda: without(document=body("<w:p>" * 100_000 + "</w:p>" * 100_000)), "tags that nest too deep",
    ),
    "billion laughs": (lambda: without(document=laughs()), "declares entities"),
    "an outside entity": (
        lambda: without(document='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + body(p("x"))),
        "declares entities",
    ),
    "zip bomb": (lambda: without(document=body(LAW) + " " * 64_000_000), "expand to many times its size"),
    "a size that is a lie": (lambda: with_size(without(document=body(LAW * 2000)), 300), "broken"),
    "a size beyond measure": (lambda: with_size(docx(LAW), 2**31), "expand to many times its size"),
    "files that overlap": (overlapping, "overlap"),
    "too many files": (lambda: pack({f"f{n}": "" for n in range(6000)}), "more than 5,000 files"),
    "too many tags": (lambda: without(document=body("<w:p/>" * 1_100_000)), "more than 1,000,000 tags"),
    "a password on the archive": (encrypted, "password"),
    "no words": (lambda: docx(p("") * 10), "has no text"),
    "a document with a password": (lambda: compound("EncryptedPackage"), "protected by a password"),
    "Word of old": (lambda: compound("WordDocument"), "Word document of the old kind"),
    "Excel of old": (lambda: compound("Workbook"), "old spreadsheet"),
    "unknown of old": (lambda: compound("Whatever"), "old Office document"),
    "OpenDocument": (
        lambda: archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument file",
    ),
    "spreadsheet": (lambda: archive("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
    "presentation": (lambda: archive("[Content_Types].xml", "ppt/presentation.xml"), "presentation"),
    "book": (lambda: archive("META-INF/container.xml", mimetype="application/epub+zip"), "electronic book"),
    "plain archive": (lambda: archive("law.txt"), "an archive and no document"),
    "empty archive": (lambda: archive(), "an archive and no document"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_cause(name: str) -> None:
    make, cause = REFUSED[name]
    start = time.monotonic()
    with pytest.raises(InputError, match=cause) as caught:
        read_bytes(make(), "file.docx")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize("name", ["cut short", "100,000 nested elements", "billion laughs", "zip bomb", "OpenDocument"])
def test_the_command_line_says_it_in_one_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(REFUSED[name][0]())
    status, error, _, _ = run(path, "review")
    assert status == 2
    assert error.count("\n") == 1


def nested(times: int, inner: str) -> str:
    for _ in range(times):
        inner = table([inner + p("")])
    return inner


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
READ: dict[str, Callable[[], bytes]] = {
    "tables in tables": lambda: docx(LAW + nested(80, p("x"))),
    "changes in changes": lambda: docx(LAW + p("<w:ins>" * 240 + r("x") + "</w:ins>" * 240)),
    "fields in fields": lambda: docx(
        LAW + p(FIELD.format("begin") * 60_000 + r("x") * 10 + FIELD.format("end") * 60_000)
    ),
    "a long line of styles": lambda: docx(
        LAW + "".join(p("x", style=f"s{n}") for n in range(0, 10_000, 10)),
        styles="".join(style(f"s{n}", based=f"s{n + 1}") for n in range(10_000)),
    ),
    "a long line of lists": lambda: docx(
        LAW + "".join(p("x", num=(n, 0)) for n in range(1, 3_000)),
        styles="".join(style(f"s{n}", f'<w:numPr><w:numId w:val="{n + 1}"/></w:numPr>') for n in range(3_000)),
        numbering="".join(abstract(n, more=f'<w:numStyleLink w:val="s{n}"/>') + num(n, n) for n in range(3_000)),
    ),
    "long numbers": lambda: docx(
        LAW + p("x", num=(1, 0)) * 5_000, numbering=abstract(0, level("upperRoman", "%1" * 50_000)) + num(1, 0)
    ),
    "numbers out of range": lambda: docx(
        LAW + p("x", num=(1, 0)) + p("y", num=(-5, 99)) + p("z", num=(10**8, -3)),
        numbering=abstract(0, level("lowerLetter", "%1", start=10**8)) + num(1, 0, l0=-7),
    ),
    "20,000 paragraphs": lambda: docx(LAW + p("A sentence of the annex.") * 20_000),
    "20,000 authors": lambda: docx(
        LAW + p("".join(f'<w:ins w:author="{n}"><w:r>{t("x ")}</w:r></w:ins>' for n in range(20_000)))
    ),
    "20,000 notes": lambda: docx(
        LAW + p("".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(20_000))),
        footnotes="".join(f'<w:footnote w:id="{n}">{p("x")}</w:footnote>' for n in range(20_000)),
    ),
    "one run of many notes with marks": lambda: docx(
        LAW + p("<w:r>" + '<w:footnoteReference w:customMarkFollows="1"/><w:t>*</w:t>' * 20_000 + "</w:r>")
    ),
    "runs and cells in no place": lambda: docx(
        LAW + r("loose") + f"<w:tc>{p('cell')}</w:tc><w:tr><w:tc>{p('row')}</w:tc></w:tr>" + "<w:tbl/>"
    ),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_strange_is_read_in_bounded_time_and_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(READ[name]())
    status, error, seconds, peak = run(path, "outline")
    assert (status, error) == (0, "")
    assert seconds < SECONDS
    assert peak < MEGABYTES


def test_a_document_is_found_by_its_type_or_its_usual_place() -> None:
    text = read_bytes(docx(LAW), "made").text
    assert read_bytes(without(relations="<Relationships/>"), "made").text == text
    assert read_bytes(without("_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml"), "made").text == text
    elsewhere = without("word/document.xml", types="<Types/>")
    buffer = io.BytesIO(elsewhere)
    with zipfile.ZipFile(buffer, "a") as opened:
        opened.writestr("Word/Document.XML", body(LAW))
    assert read_bytes(buffer.getvalue(), "made").text == text


def test_what_lies_outside_is_never_opened() -> None:
    parts = parts_of(LAW)
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships><Relationship Id="a" Type="x/footnotes" TargetMode="External" Target="file:///etc/passwd"/>'
        '<Relationship Id="b" Type="x/styles" Target="../../../../etc/passwd"/>'
        '<Relationship Id="c" Type="x/header" Target="http://example.org/header.xml"/></Relationships>'
    )
    source = read_bytes(pack(parts), "made")
    assert source.text == read_bytes(docx(LAW), "made").text
    assert source.removed == ()
