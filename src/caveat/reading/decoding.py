"""Bytes become characters: Unicode by its marks or its validity, then the common encodings of offices."""

from __future__ import annotations

import codecs
from typing import Final

from caveat.kernel.errors import InputError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 65_536
_UNDEFINED_1252: Final = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_CONTROLS: Final = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27})
_HIGH: Final = bytes(range(128, 256))


def decode(data: bytes, name: str) -> str:
    """The text of a file, with line ends as `\\n`.

    Raises:
        InputError: the file is binary, or in no encoding that can be told.
    """
    text = _marked(data) or _unmarked(data, name)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x00", "")


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _unmarked(data: bytes, name: str) -> str:
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return _wide(data, name)
    if 50 * len(sample.translate(None, delete=_CONTROLS)) < 49 * len(sample):
        raise _binary(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data, name)


def _wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: text of most scripts has its zero bytes on one side only."""
    even, odd = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if min(even, odd) * 20 > max(even, odd) or max(even, odd) * 4 < min(len(data), _SAMPLE) // 2:
        raise _binary(name)
    try:
        return data.decode("utf-16-be" if even > odd else "utf-16-le")
    except UnicodeDecodeError as error:
        raise _binary(name) from error


def _eight_bit(data: bytes, name: str) -> str:
    high = len(data) - len(data.translate(None, delete=_HIGH))
    if 10 * high < len(data) and not any(byte in data for byte in _UNDEFINED_1252):
        return data.decode("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    if best is None:
        raise InputError(
            "the encoding of the text cannot be told", where=name, remedy="Save the file as UTF-8 and try again."
        )
    return data.decode(best.encoding, errors="replace")


def _binary(name: str) -> InputError:
    return InputError(
        "this is a binary file of no known kind",
        where=name,
        remedy="Give the law or treaty as PDF, Word, HTML, Markdown, Akoma Ntoso or plain text.",
    )
