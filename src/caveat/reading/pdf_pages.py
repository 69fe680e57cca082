"""From the bytes of a PDF to its pages: words with their boxes, thin lines, pictures, bookmarks.

PDFium does the decoding. It is called through its own functions and not through
the helpers of pypdfium2, which would call it once for each character: here it
is asked for the whole text of a page, and for the first and last box of each word.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

from caveat.kernel.bounds import MAX_PAGE_CHARS, MAX_PAGE_OBJECTS, MAX_PAGE_POINTS, MAX_PAGES, MAX_PDF_CHARS
from caveat.kernel.errors import InputError
from caveat.kernel.source import Box
from caveat.reading.pdf_boxes import loose_boxes
from caveat.reading.pdf_shapes import UNMAPPED, Bookmark, Sheet, Word

_WORD: Final = re.compile(r"[^\s\x00\ufffe]+\ufffe?|\ufffe")
_ODD: Final = re.compile(r"[^\W\d_][*%=<>\\¶^|~{}#$@&+`\d]+[^\W\d_]|[\x01\x03-\x08\x0e-\x1f]")
_INK: Final = 0.3
_LAST_GLYPH: Final = 0xFFFD
_HYPHEN: Final = 0xFFFE
_HYPHEN_CODE: Final = 2
_BOLD: Final = re.compile(rb"bold|black|heavy|semib|demi(?!rom)", re.IGNORECASE)
_HEAVY: Final = 650
_PASSWORD: Final = 4
_UPRIGHT: Final = 0.1
_SLOPE: Final = 0.3
_SMALLEST: Final = 2.5
_RAISED: Final = 0.82
_NEAR: Final = 0.2
_THIN: Final = 2.5
_SHORT: Final = 18.0
_DEEPEST: Final = 12
_MOST_BOOKMARKS: Final = 20_000
_MARKS: Final = frozenset("0123456789*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹")
_JOINED_MARK: Final = re.compile(r"[^\d(/$\-–][\d*†‡§¹²³⁰⁴-⁹]{1,3}\W*$|^[\d*†‡§¹²³⁰⁴-⁹]{1,3}[^\W\d_]|[¹²³⁰⁴-⁹]")
_SUPERIOR: Final = 0.55
_ABOVE: Final = 0.15


class Document:
    """An open PDF.

    Raises:
        InputError: it has a password, is damaged, or goes beyond a bound.
    """

    def __init__(self, data: bytes, name: str) -> None:
        pdfium.FPDF_InitLibrary()
        self._data, self.name = data, name
        self._handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._handle:
            raise self._unreadable(pdfium.FPDF_GetLastError())
        self.length: int = pdfium.FPDF_GetPageCount(self._handle)
        if self.length > MAX_PAGES:
            raise self._beyond(f"it has {self.length:,} pages, over the limit of {MAX_PAGES:,}")
        if self.length < 1:
            raise self._unreadable(0)
        self._fonts: dict[int, bool] = {}
        self._characters = 0
        self._order = 0
        self._doubted = False

    def sheets(self) -> Iterator[Sheet]:
        """The pages, one after the other.

        Raises:
            InputError: a page cannot be read, or goes beyond a bound.
        """
        for index in range(self.length):
            page = pdfium.FPDF_LoadPage(self._handle, index)
            if not page:
                raise InputError(f"page {index + 1} is damaged", where=self.name, remedy="Save the file anew.")
            text = pdfium.FPDFText_LoadPage(page)
            yield self._sheet(page, text, index + 1)
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)

    def bookmarks(self) -> list[Bookmark]:
        """The file's own table of contents; empty where it has none."""
        found: list[Bookmark] = []
        stack: list[tuple[Any, int]] = [(pdfium.FPDFBookmark_GetFirstChild(self._handle, None), 1)]
        seen: set[int] = set()
        while stack and len(found) < _MOST_BOOKMARKS:
            mark, depth = stack.pop()
            address = _address(mark)
            if not address or address in seen or depth > _DEEPEST:
                continue
            seen.add(address)
            found.append(self._bookmark(mark, depth))
            stack.append((pdfium.FPDFBookmark_GetNextSibling(self._handle, mark), depth))
            stack.append((pdfium.FPDFBookmark_GetFirstChild(self._handle, mark), depth + 1))
        return found

    def title(self) -> str:
        """What the file calls itself; often rubbish."""
        return _string(lambda buffer, size: pdfium.FPDF_GetMetaText(self._handle, b"Title", buffer, size))

    def _bookmark(self, mark: Any, depth: int) -> Bookmark:
        title = _string(lambda buffer, size: pdfium.FPDFBookmark_GetTitle(mark, buffer, size))
        target = pdfium.FPDFBookmark_GetDest(self._handle, mark)
        page = pdfium.FPDFDest_GetDestPageIndex(self._handle, target) + 1 if target else 0
        return Bookmark(" ".join(title.split()), depth, page)

    def _sheet(self, page: Any, text: Any, number: int) -> Sheet:
        frame = _Frame(page)
        if max(frame.width, frame.height) > MAX_PAGE_POINTS:
            raise self._beyond(f"page {number} is larger than {MAX_PAGE_POINTS:,} points")
        sheet = self._filled(frame, text, number)
        if len(sheet.turned) > len(sheet.words):
            frame = frame.turned_for(text)
            sheet = self._filled(frame, text, number)
        rules, pictures = self._drawn(page, frame)
        return sheet._replace(rules=rules, pictures=pictures)

    def _filled(self, frame: _Frame, text: Any, number: int) -> Sheet:
        """A page with its words."""
        sheet = Sheet(number, frame.width, frame.height, [], [], 0.0, [], [], [])
        content = self._content(text, number) if text else ""
        runs: list[tuple[int, int]] = []
        bold: list[bool] = []
        start = 0
        for line in content.splitlines(keepends=True):
            found = [match.span() for match in _WORD.finditer(content, start, start + len(line))]
            if found:
                runs += found
                bold += [self._bold(text, found[0][0])] * (len(found) - 1)
                bold.append(self._bold(text, found[-1][0]))
            start += len(line)
        self._add(sheet, frame, text, content.replace("\ufffe", "-"), runs, bold)
        return sheet

    def _add(
        self, sheet: Sheet, frame: _Frame, text: Any, content: str, runs: list[tuple[int, int]], bold: list[bool]
    ) -> None:
        """Put words on a sheet; `bold` tells it of each."""
        words = sheet.words
        width, height = frame.width, frame.height
        for (start, end), strong, (first, last) in zip(runs, bold, frame.ends(text, runs), strict=True):
            characters = content[start:end]
            if first is None or last is None or (_askew(first, last) and not frame.is_upright(text, start)):
                sheet.turned.append(characters)
                continue
            self._order += 1
            left, top, right, bottom = first
            left, right = min(left, last[0]), max(right, last[2])
            size = round(bottom - top, 1)
            word = Word(characters, left, top, right, bottom, size, self._order, strong)
            if size < _SMALLEST or right < 0 or bottom < 0 or left > width or top > height:
                sheet.unseen.append(characters)
            elif not characters.isalpha() and _may_hold_mark(characters, first, last):
                words.extend(_apart(word, [frame.mark_box(text, index) or first for index in range(start, end)]))
            else:
                if words and left - words[-1].right < _NEAR * size and _is_torn(words[-1], word, text, start):
                    sheet.doubtful.append(len(words))
                words.append(word)

    def _content(self, text: Any, number: int) -> str:
        """The characters of a page; U+FFFE is a hyphen after which a line ends."""
        count = pdfium.FPDFText_CountChars(text)
        self._characters += max(count, 0)
        if count > MAX_PAGE_CHARS or self._characters > MAX_PDF_CHARS:
            raise self._beyond(f"page {number} holds more text than is read: {count:,} characters")
        content = _content(text, count)
        self._doubted = self._doubted or _ODD.search(content) is not None
        return _with_unmapped(text, content) if self._doubted else content

    def _bold(self, text: Any, index: int) -> bool:
        """Whether the font of a character is bold, told once for each font."""
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, index))
        address = _address(font)
        if address not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            weight = pdfium.FPDFFont_GetWeight(font)
            self._fonts[address] = bool(_BOLD.search(buffer.value)) or (not buffer.value and weight >= _HEAVY)
        return self._fonts[address]

    def _drawn(self, page: Any, frame: _Frame) -> tuple[list[Box], float]:
        """The thin horizontal lines on a page, and the share of it that its largest picture covers."""
        count = pdfium.FPDFPage_CountObjects(page)
        if count > MAX_PAGE_OBJECTS:
            raise self._beyond(f"a page is drawn of {count:,} pieces, over the limit of {MAX_PAGE_OBJECTS:,}")
        rules: list[Box] = []
        pictures = 0.0
        for index in range(count):
            piece = pdfium.FPDFPage_GetObject(page, index)
            kind = pdfium.FPDFPageObj_GetType(piece)
            if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
                pictures = max(pictures, frame.share(piece))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                box = frame.bounds(piece)
                if box[3] - box[1] <= _THIN and box[2] - box[0] >= _SHORT:
                    rules.append(box)
        return rules, pictures

    def _unreadable(self, code: int) -> InputError:
        if code == _PASSWORD:
            return InputError(
                "the PDF is locked with a password", where=self.name, remedy="Save a copy without a password."
            )
        return InputError("the PDF is damaged or incomplete", where=self.name, remedy="Download or save it anew.")

    def _beyond(self, what: str) -> InputError:
        return InputError(what, where=self.name, remedy="Give a single legal text.")


class _Frame:
    """How a page is shown: its size in points, and where points of the file's own system fall on it."""

    def __init__(self, page: Any, turn: int | None = None) -> None:
        self._page = page
        self._bounds = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, self._bounds)
        self._turn = pdfium.FPDFPage_GetRotation(page) % 4 if turn is None else turn
        wide, high = self._bounds.right - self._bounds.left, self._bounds.top - self._bounds.bottom
        self.width, self.height = (high, wide) if self._turn % 2 else (wide, high)
        self._box = pdfium.FS_RECTF()
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._doubles = [ctypes.c_double() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()

    def turned_for(self, text: Any) -> _Frame:
        """The frame in which most characters stand upright, for a page whose text is set at a right angle."""
        frames = [_Frame(self._page, turn) for turn in range(4)]
        characters = range(0, max(pdfium.FPDFText_CountChars(text), 1), 7)
        return max(frames, key=lambda frame: sum(frame.is_upright(text, index) for index in characters))

    def upright(self, text: Any, index: int) -> Box | None:
        """The box of a character, from ascent to descent of its font; `None` where it stands at an angle."""
        box = self._box
        if self._turn or not pdfium.FPDFText_GetLooseCharBox(text, index, box) or box.top - box.bottom < _SMALLEST:
            return self._by_matrix(text, index)
        left, top = self._bounds.left, self._bounds.top
        return (box.left - left, top - box.top, box.right - left, top - box.bottom)

    def ends(self, text: Any, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[Box | None, Box | None]]:
        """The boxes, as by `upright`, of the first and the last character of each run."""
        west, north = self._bounds.left, self._bounds.top
        sides = iter(loose_boxes(text, [index for start, end in runs for index in (start, end - 1)]))
        for (start, end), *both in zip(runs, *[sides] * 8, strict=True):
            left, top, right, bottom, last_left, last_top, last_right, last_bottom = both
            if self._turn or top - bottom < _SMALLEST or last_top - last_bottom < _SMALLEST:
                yield self.upright(text, start), self.upright(text, end - 1)
                continue
            yield (
                (left - west, north - top, right - west, north - bottom),
                (last_left - west, north - last_top, last_right - west, north - last_bottom),
            )

    def mark_box(self, text: Any, index: int) -> Box | None:
        """As `upright`; for a digit or sign that the font itself draws small and high, a box as if it were set so."""
        box = self.upright(text, index)
        if box is None or self._turn or chr(pdfium.FPDFText_GetUnicode(text, index)) not in _MARKS:
            return box
        left, right, bottom, top = self._doubles
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        size = box[3] - box[1]
        floor = self._bounds.top - bottom.value
        if top.value - bottom.value > _SUPERIOR * size or box[3] - floor < (1 - _SUPERIOR) * size:
            return box
        return (box[0], floor - _SUPERIOR * size, box[2], floor)

    def is_upright(self, text: Any, index: int) -> bool:
        """Whether a character stands upright on the page as it is shown."""
        angle = pdfium.FPDFText_GetCharAngle(text, index) + self._turn * math.pi / 2
        return abs(math.remainder(angle, 2 * math.pi)) < _UPRIGHT

    def _by_matrix(self, text: Any, index: int) -> Box | None:
        """The box of a character whose font gives none, or on a page that is shown turned."""
        if not self.is_upright(text, index):
            return None
        left, right, bottom, top = self._doubles
        pdfium.FPDFText_GetMatrix(text, index, self._matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(self._matrix.c, self._matrix.d)
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        sides = self._shown(left.value, bottom.value, right.value, top.value)
        pdfium.FPDFText_GetCharOrigin(text, index, left, top)
        baseline = self._shown(left.value, top.value, left.value, top.value)[3]
        return (sides[0], baseline - 0.78 * size, sides[2], baseline + 0.22 * size)

    def bounds(self, piece: Any) -> Box:
        """The box of something drawn."""
        sides = self._sides
        pdfium.FPDFPageObj_GetBounds(piece, *sides)
        return self._shown(*(side.value for side in sides))

    def share(self, piece: Any) -> float:
        """The share of the page that something drawn covers."""
        left, top, right, bottom = self.bounds(piece)
        wide = min(right, self.width) - max(left, 0)
        high = min(bottom, self.height) - max(top, 0)
        return float(max(wide, 0) * max(high, 0) / (self.width * self.height or 1))

    def _shown(self, left: float, bottom: float, right: float, top: float) -> Box:
        bounds = self._bounds
        west, south = left - bounds.left, bottom - bounds.bottom
        east, north = bounds.right - right, bounds.top - top
        wide, high = right - left, top - bottom
        if self._turn == 0:
            return (west, north, west + wide, north + high)
        if self._turn == 1:
            return (south, west, south + high, west + wide)
        if self._turn == 2:
            return (east, south, east + wide, south + high)
        return (north, east, north + high, east + wide)


def _content(text: Any, count: int) -> str:
    """All characters of a page; one for each index, whatever the text layer holds."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    length = pdfium.FPDFText_GetText(text, 0, count, buffer) - 1
    content = ctypes.string_at(buffer, 2 * max(length, 0)).decode("utf-16-le", "replace")
    if len(content) == count:
        return content
    codes = [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]
    codes = [_HYPHEN if code == _HYPHEN_CODE else code for code in codes]
    return "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _with_unmapped(text: Any, content: str) -> str:
    """The characters of a page; for one that its font does not tell, the glyph's number from `UNMAPPED` on."""
    unmapped = [index for index in range(len(content)) if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1]
    if not unmapped:
        return content
    characters = list(content)
    for index in unmapped:
        glyph = chr(UNMAPPED + min(ord(characters[index]), _LAST_GLYPH))
        characters[index] = glyph if _has_ink(text, index) else " "
    return "".join(characters)


def _has_ink(text: Any, index: int) -> bool:
    """Whether a character leaves any mark on the page."""
    left, right, bottom, top = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return bool(top.value - bottom.value > _INK)


def _string(ask: Any) -> str:
    size = ask(None, 0)
    if not 2 < size < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\x00", "")


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _askew(first: Box, last: Box) -> bool:
    """Whether the first and last box of a word may be those of a word that stands at an angle, or upside down."""
    if first == last:
        return True
    return abs(first[3] - last[3]) > _SLOPE * (first[3] - first[1]) or last[2] <= first[0]


def _is_torn(before: Word, word: Word, text: Any, start: int) -> bool:
    """Whether the file has no blank between two words that stand near each other.

    PDFium puts a blank wherever letters stand a little apart.
    """
    near = word.left - before.right > -_NEAR * word.size and abs(word.bottom - before.bottom) < 1
    return near and bool(pdfium.FPDFText_IsGenerated(text, start - 1))


def _may_hold_mark(characters: str, first: Box, last: Box) -> bool:
    """Whether the number of a footnote may be joined to a word: by a change of size, or by a digit at either end."""
    if len(characters) < 2:
        return False
    sizes = first[3] - first[1], last[3] - last[1]
    return min(sizes) < _RAISED * max(sizes) or _JOINED_MARK.search(characters) is not None


def _apart(word: Word, boxes: list[Box]) -> list[Word]:
    """The pieces of a word, parted where small raised characters begin or end."""
    size = max(box[3] - box[1] for box in boxes)
    base = max(box[3] for box in boxes)
    raised = [box[3] - box[1] < _RAISED * size and box[3] < base - _ABOVE * size for box in boxes]
    pieces: list[Word] = []
    start = 0
    for end in range(1, len(boxes) + 1):
        if end == len(boxes) or raised[end] != raised[start]:
            part = boxes[start:end]
            sides = (min(b[0] for b in part), part[0][1], max(b[2] for b in part), part[0][3])
            text = word.text[start:end]
            height = round(sides[3] - sides[1], 1)
            pieces.append(Word(text, *sides, height, word.order, word.bold, raised[start], glued=start > 0))
            start = end
    return pieces
