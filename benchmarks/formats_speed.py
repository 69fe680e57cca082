"""Speed on sixty printed pages: PDF beside bare pypdfium2, pdfplumber and pdfminer.six in one run, and Word.

The text is the bundled drafts again and again, set by Typst and written by python-docx.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.speed import command, law, median_seconds

PAGES = 60
WORDS = 27_000
_BARE = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for page in document:
    page.get_textpage().get_text_range()
"""
_PLUMBER = "import sys, pdfplumber\nfor page in pdfplumber.open(sys.argv[1]).pages:\n    page.extract_text()\n"
_MINER = "import sys\nfrom pdfminer.high_level import extract_text\nextract_text(sys.argv[1])\n"


def figures(folder: Path) -> Iterator[tuple[str, str]]:
    """Each thing measured, and its figure."""
    paper, document = folder / "law.pdf", folder / "law.docx"
    text = law(WORDS)
    pages = _typeset(text, paper)
    inside = median_seconds(_extraction(paper), 5)
    bare = median_seconds(_script(_BARE, paper), 5)
    review = median_seconds(command("review", str(paper)), 5)
    yield f"bare pypdfium2, {pages} pages, within a process", f"{inside:.3f} s"
    yield "bare pypdfium2, the process with its start-up", f"{bare:.3f} s"
    bound = 4 * inside + 0.6
    yield f"caveat review, PDF of {pages} pages", f"{review:.3f} s (bound {bound:.2f}; {4 * bare + 0.6:.2f} by process)"
    for name, script in (("pdfplumber", _PLUMBER), ("pdfminer.six", _MINER)):
        seconds = _peer(script, paper)
        yield (
            f"{name}, text alone",
            f"{seconds:.2f} s, {seconds / review:.1f} times as long" if seconds else "not installed",
        )
    _write_word(text, document)
    seconds = median_seconds(command("review", str(document)), 5)
    yield f"caveat review, Word, the same {PAGES} pages", f"{seconds:.3f} s (bound 1.5)"


def _typeset(text: str, path: Path) -> int:
    import pypdfium2  # type: ignore[import-untyped]
    import typst

    escaped = re.sub(r"([\\#$*_`<>@~=\[\]/+-])", r"\\\1", text)
    marked = re.sub(r"(?m)^(Article \d+)$", r"*\1*\n", escaped)
    source = path.with_suffix(".typ")
    source.write_text(
        '#set page(paper: "a4")\n#set text(size: 10pt)\n' + re.sub(r"\n", "\n\n", marked), encoding="utf-8"
    )
    path.write_bytes(typst.compile(str(source)))
    return len(pypdfium2.PdfDocument(str(path)))


def _write_word(text: str, path: Path) -> None:
    import docx

    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def _extraction(path: Path) -> Callable[[], object]:
    import pypdfium2

    def extract() -> None:
        for page in pypdfium2.PdfDocument(str(path)):
            page.get_textpage().get_text_range()

    return extract


def _script(code: str, path: Path) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True)


def _peer(code: str, path: Path) -> float | None:
    try:
        return median_seconds(_script(code, path), 1)
    except subprocess.CalledProcessError:
        return None
