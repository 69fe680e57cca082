"""What cannot be read as a PDF is refused in one line that says why; healthy text of any script is not."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from textwrap import wrap

import pypdf
import pytest
import typst

from caveat.kernel.errors import InputError
from caveat.reading import read, read_bytes
from caveat.reading.pdf_legible import absurd_share
from tests.pdf_writer import HELVETICA, Text, assembled, lines, pdf, picture, show

CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PROSE = (
    "Article 1. Each State that joins keeps a record of every request that reaches it, says when it came and from "
    "whom, and lets the court that is competent see the record on demand. "
) * 8
BODY = lines(wrap(PROSE, 90), 60, 700)


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(letter) + by) if letter.isalpha() else letter for letter in text)


def hexadecimal(text: str, by: int, digits: int) -> str:
    return "".join(f"{ord(letter) - by:0{digits}X}" for letter in text)


def coded(by: int, digits: int) -> str:
    """Lines shown by codes that no table translates."""
    rows = (f"BT /F3 10 Tf 60 {r.y} Td <{hexadecimal(r.text, by, digits)}> Tj ET" for r in BODY)
    return "\n".join(rows)


NO_TABLE = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType2 /BaseFont /Unknown /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    "/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Unknown /Flags 4 /FontBBox "
    "[0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>"
)
DRAWN = (
    "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0 "
    f"/LastChar 255 /Widths [{'500 ' * 256}] /Encoding << /Type /Encoding /Differences "
    f"[0 {' '.join(f'/g{i}' for i in range(256))}] >> "
    f"/CharProcs << {' '.join(f'/g{i} 4 0 R' for i in range(256))} >> >>"
)
GLYPH = "<< /Length 29 >>\nstream\n500 0 d0 0 0 400 600 re f    \nendstream"

REFUSED = {
    "pictures only": (pdf([picture()] * 3), "scan"),
    "pictures with page numbers": (pdf([picture() + show(Text(290, 30, str(n))) for n in range(4)]), "scan"),
    "nothing at all": (pdf([""]), "no text layer"),
    "letters shifted by three": (
        pdf([show(*(r._replace(text=shifted(r.text, 3)) for r in BODY))]), "cannot be decoded"
    ),
    "letters as digits and signs": (
        pdf([show(*(r._replace(text=shifted(r.text, -29)) for r in BODY))]), "cannot be decoded"
    ),
    "glyphs without characters": (pdf([coded(29, 4)], {"F3": NO_TABLE}), "cannot be decoded"),
    "drawn letters": (pdf([coded(28, 2)], {"F3": DRAWN}, extra=[GLYPH]), "cannot be decoded"),
    "too many pages": (
        assembled([CATALOGUE, f"<< /Type /Pages /Count 3000 /Kids [{'3 0 R ' * 3000}] >>",
                   "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"]),
        "3,000 pages",
    ),
    "a lying number of pages": (
        assembled([CATALOGUE, "<< /Type /Pages /Count 1000000000 /Kids [3 0 R] >>",
                   "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"]),
        "no text layer",
    ),
    "pages in a circle": (assembled([CATALOGUE, "<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>"]), "damaged"),
    "a page as large as a house": (pdf([show(*BODY)], page="/MediaBox [0 0 900000 900000]"), "larger than"),
    "too much text on a page": (
        pdf([show(*(Text(60, 5 * n, "mmmmmmmmmm " * 1000, 3) for n in range(12)))]), "more text"
    ),
    "no PDF behind the mark": (b"%PDF-1.7 and nothing more", "damaged"),
    "cut off": (pdf([show(*BODY)])[:300], "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_the_reason_is_given_in_one_line(name: str) -> None:
    data, says = REFUSED[name]
    with pytest.raises(InputError, match=says) as caught:
        read_bytes(data, "some file")
    assert str(caught.value).startswith("some file: ")


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    (tmp_path / "open.pdf").write_bytes(pdf([show(*BODY)]))
    writer = pypdf.PdfWriter(clone_from=tmp_path / "open.pdf")
    writer.encrypt(user_password="secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(InputError, match="password"):
        read(str(tmp_path / "locked.pdf"))


def test_single_pictures_among_pages_of_text_are_noted() -> None:
    source = read_bytes(pdf([show(*BODY), picture(), show(*BODY)]), "x")
    assert [note.kind for note in source.notes] == ["pages without text"]
    assert "2" in source.notes[0].message


SCRIPTS = {
    "Russian": "Каждое государство ведёт запись о каждой просьбе, которая к нему поступает, и показывает её суду. ",
    "Greek": "Κάθε κράτος τηρεί αρχείο για κάθε αίτημα που λαμβάνει και το δείχνει στο δικαστήριο όταν το ζητήσει. ",
    "Chinese": "各国应当记录收到的每一项请求并在法院要求时出示该记录。本条约自第三十份批准书交存之日起生效。",
    "Japanese": "各国は受け取ったすべての要請を記録し、裁判所の求めに応じてその記録を示さなければならない。",
    "Korean": "각 국가는 받은 모든 요청을 기록하고 법원이 요구하면 그 기록을 보여 주어야 한다. ",
    "Arabic": "تحتفظ كل دولة بسجل لكل طلب يصل إليها وتعرضه على المحكمة المختصة عند الطلب. ",
    "Hebrew": "כל מדינה מנהלת רישום של כל בקשה שהגיעה אליה ומציגה אותו לבית המשפט לפי דרישה. ",
    "Hindi": "प्रत्येक राज्य प्राप्त होने वाले हर अनुरोध का अभिलेख रखता है और माँगे जाने पर न्यायालय को दिखाता है। ",
    "Thai": "รัฐแต่ละรัฐเก็บบันทึกคำร้องทุกฉบับที่ได้รับ และแสดงต่อศาลเมื่อศาลขอ ",
    "Amharic": "እያንዳንዱ መንግሥት የደረሰውን ጥያቄ ሁሉ ይመዘግባል ፍርድ ቤትም ሲጠይቅ ያሳያል። ",
    "Georgian": "ყოველი სახელმწიფო აღრიცხავს ყველა მიღებულ თხოვნას და მოთხოვნისას უჩვენებს სასამართლოს. ",
    "Vietnamese": "Mỗi quốc gia lưu giữ hồ sơ về mọi yêu cầu nhận được và xuất trình cho tòa án khi được yêu cầu. ",
    "Polish": "Każde państwo prowadzi rejestr wszystkich wniosków, które do niego wpływają, i okazuje go sądowi. ",
    "Czech": "Každý stát vede záznam o každé žádosti, která mu přijde, a na výzvu jej předloží příslušnému soudu. ",
    "Turkish": "Her devlet kendisine ulaşan her talebin kaydını tutar ve istendiğinde yetkili mahkemeye gösterir. ",
    "Swahili": "Kila nchi huweka kumbukumbu ya kila ombi linaloifikia na kuionyesha mahakama inapohitajika. ",
    "Yoruba": "Orílẹ̀-èdè kọ̀ọ̀kan ń tọ́jú àkọsílẹ̀ gbogbo ìbéèrè tó bá dé ọ̀dọ̀ rẹ̀, ó sì ń fi í han ilé ẹjọ́. ",
    "Hausa": "Kowace ƙasa tana ajiye bayanan kowace buƙata da ta iso gare ta, ta kuma nuna wa kotu idan ta nema. ",
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_healthy_words_of_any_script_are_no_absurd_letters(language: str) -> None:
    initials = "UNFCCC BBNJ WTO NDMC LDCS SBSTA " * 2
    assert absurd_share(Counter((SCRIPTS[language] * 12 + initials).split())) < 0.05


@pytest.mark.parametrize("by", [1, 2, 3, 5, 8, 11, 14, -29])
def test_shifted_letters_are_absurd(by: int) -> None:
    plain = "".join(chr((ord(c) - 97 + by) % 26 + 97) if c.islower() and by > 0 else shifted(c, by) for c in PROSE)
    assert absurd_share(Counter(plain.split())) > 0.5


@pytest.mark.parametrize("language", ["Russian", "Arabic", "Hebrew", "Chinese", "Greek"])
def test_text_of_any_script_is_read_in_its_order(language: str) -> None:
    words = SCRIPTS[language].strip()
    body = "\n\n".join(f"#{json.dumps(f'{number}. {words}', ensure_ascii=False)}" for number in range(1, 12))
    fonts = {"Chinese": "Noto Sans CJK SC", "Arabic": "Noto Sans Arabic", "Hebrew": "Noto Sans Hebrew"}
    family = f'#set text(font: "{fonts[language]}", fallback: true)\n' if language in fonts else ""
    data = typst.compile(f"{family}#set page(width: 400pt, height: 500pt)\n{body}".encode())
    assert isinstance(data, bytes)
    try:
        text = read_bytes(data, "x").text
    except InputError as error:
        pytest.skip(f"no font for {language} on this machine: {error}")
    assert "".join(words.split())[:12] in "".join(text.split())


def test_a_page_of_words_all_over_the_place_takes_bounded_time() -> None:
    strewn = [Text(index * 7919 % 590, index * 104729 % 840, "Article 1", 8) for index in range(1400)]
    start = time.monotonic()
    assert read_bytes(pdf([show(*strewn)] * 4), "x").pages == 4
    assert time.monotonic() - start < 10


def test_a_font_of_the_standard_set_needs_no_table() -> None:
    assert "competent" in read_bytes(pdf([show(*BODY)], {"F1": HELVETICA}), "x").text
