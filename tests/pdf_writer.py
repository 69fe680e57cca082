"""A small writer of PDF for pages that no honest program makes: drawing orders, fonts and page trees at will."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842
HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
BOLD = HELVETICA.replace("/Helvetica", "/Helvetica-Bold")


class Text(NamedTuple):
    """A line of text at a place in points from the lower left corner; `turn` as a text matrix without the place."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "F1"
    turn: str = "1 0 0 1"


def show(*pieces: Text) -> str:
    """The drawing orders for some lines, in the order given."""
    return "\n".join(f"BT /{p.font} {p.size} Tf {p.turn} {p.x} {p.y} Tm ({_escaped(p.text)}) Tj ET" for p in pieces)


def lines(texts: Sequence[str], x: float, y: float, size: float = 10, pitch: float = 12) -> list[Text]:
    """Lines one below the other, the first at a height of `y`."""
    return [Text(x, y - pitch * index, text, size) for index, text in enumerate(texts)]


def rule(x: float, y: float, width: float) -> str:
    """A thin line from a point to the right."""
    return f"{x} {y} {width} 0.5 re f"


def picture(width: int = WIDTH, height: int = HEIGHT) -> str:
    """A grey picture over the page."""
    return f"q {width} 0 0 {height} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


def pdf(
    contents: Iterable[str],
    fonts: dict[str, str] | None = None,
    page: str = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]",
    extra: Sequence[str] = (),
) -> bytes:
    """A PDF with a page for each content; `fonts` by name, `page` keys of every page, `extra` objects from 4 on."""
    named = {"F1": HELVETICA, "F2": BOLD, **(fonts or {})}
    resources = "<< /Font << " + " ".join(f"/{name} {font}" for name, font in named.items()) + " >> >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", resources, *extra]
    kids = []
    for content in contents:
        stream = content.encode("latin-1")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{content}\nendstream")
        objects.append(f"<< /Type /Page /Parent 2 0 R /Resources 3 0 R /Contents {len(objects)} 0 R {page} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return assembled(objects)


def assembled(objects: Sequence[str]) -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(data)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
