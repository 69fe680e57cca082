"""What kind of file this is, told from its content and not from its name."""

from __future__ import annotations

import re
from typing import Final, Literal

from caveat.kernel.errors import InputError

Format = Literal["text", "markdown", "html", "docx", "pdf", "akn"]

_SIGNATURES: Final = (
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a compressed file"),
)
_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BLOCK_TAG: Final = re.compile(r"<(?:p|div|table|section|article|h[1-6]|ol|ul|span|br)\b[^<>]{0,400}>", re.IGNORECASE)
_XML: Final = re.compile(r"\s*<\?xml", re.IGNORECASE)
_ROOT: Final = re.compile(r"<(?![?!])(?:[\w.-]{1,80}:)?([\w.-]{1,80})")
_BEFORE_ROOT: Final = re.compile(
    r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL
)
_FRONT: Final = re.compile(r"\A\s*---\n(?:[^\n]*\n){1,60}?---\n")
_MARKDOWN: Final = re.compile(
    r"^#{1,6}[ \t]*\w|^\[\^?[^\]\n]{1,80}\]: |\]\([^)\s]{1,300}\)|^\*\*[^*\n]{1,200}\*\*",
    re.MULTILINE,
)
_SAMPLE: Final = 200_000
_PDF_WITHIN: Final = 1024


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF; its mark may stand after a few bytes of other programs, as readers of PDF allow."""
    return b"%PDF-" in data[:_PDF_WITHIN]


def is_packed(data: bytes) -> bool:
    """Whether a file is a zip archive, as Word documents are, or a compound file, as old Office documents are."""
    return data.startswith(_PACKED)


def refuse_other_formats(data: bytes, name: str) -> None:
    """Refuse what is known not to be text.

    Raises:
        InputError: the file is of a kind that this version does not read.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(
                f"this is {kind}, which this version does not read",
                where=name,
                remedy="Save it as PDF, Word, HTML, Markdown or plain text.",
            )


def kind_of(text: str, name: str) -> Format:
    """Whether a text is plain, Markdown, HTML or Akoma Ntoso.

    Raises:
        InputError: it is XML of another kind.
    """
    sample = text[:_SAMPLE]
    if _root(sample) == "akomaNtoso":
        return "akn"
    if _HTML.search(sample):
        return "html"
    if _XML.match(sample):
        raise InputError(
            "this is XML, but neither Akoma Ntoso nor HTML",
            where=name,
            remedy="Save it as Akoma Ntoso, HTML, Markdown or plain text.",
        )
    body = _FRONT.sub("", sample)
    if _MARKDOWN.search(body):
        return "markdown"
    if len(_BLOCK_TAG.findall(body)) > 4:
        return "html"
    return "text" if body is sample else "markdown"


def _root(sample: str) -> str | None:
    """The name of the first element, where a text begins with markup."""
    match = _ROOT.match(sample, _BEFORE_ROOT.match(sample).end())  # type: ignore[union-attr]
    return match[1] if match else None
