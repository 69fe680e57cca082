"""The tree in languages whose findings are not read yet: places have the same eIds in all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from caveat.instrument import build
from caveat.kernel.shapes import Outline
from caveat.language.numerals import han
from caveat.reading import read, read_bytes

RUSSIAN = """СОГЛАШЕНИЕ О КОЛОДЦАХ

Стороны настоящего Соглашения согласились о нижеследующем:

ЧАСТЬ I
ОБЩИЕ ПОЛОЖЕНИЯ

Статья 1
Термины

Для целей настоящего Соглашения колодец есть шахта для воды.

Статья 2
Обязанности

1. Каждая Сторона осматривает свои колодцы.
2. Каждая Сторона публикует дату осмотра.

ПРИЛОЖЕНИЕ I
Образцы
"""
ARABIC = """اتفاقية الآبار

المادة الأولى
لكل دولة أن تحفر بئرا في أرضها.

المادة الثانية
على كل دولة أن تفحص آبارها كل سنة.

المادة الثالثة
تنشر الدولة تاريخ الفحص.
"""
DIGITS = """اتفاقية الآبار

المادة ١
لكل دولة أن تحفر بئرا في أرضها.

المادة ٢
على كل دولة أن تفحص آبارها كل سنة.
"""
CHINESE = """水井协定

第一部分总则

第一条用语
本协定所称水井是指取水的竖井。

第二条义务
各方应每年检查水井。

第二部分附则

第三条生效
本协定自签署之日起生效。
"""
BENGALI = """কূপ আইন

১। (১) প্রতি গ্রামে একটি কূপ থাকিবে।
(২) কূপের পানি সকলের।

২। প্রতিটি কূপ বৎসরে একবার পরীক্ষা করা হইবে।

৩। পরীক্ষার তারিখ প্রকাশ করা হইবে।
"""


def outline(text: str) -> Outline:
    return build(read_bytes(text.encode(), "text"))


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (RUSSIAN, "ru", ["part_I", "art_1", "art_2", "annex_I"]),
        (ARABIC, "ar", ["art_1", "art_2", "art_3"]),
        (DIGITS, "ar", ["art_1", "art_2"]),
        (CHINESE, "zh", ["part_1", "art_1", "art_2", "part_2", "art_3"]),
        (BENGALI, "bn", ["1", "2", "3"]),
    ],
    ids=["Russian", "Arabic", "Arabic digits", "Chinese", "Bengali"],
)
def test_headings_are_found_and_named_as_in_english(text: str, language: str, wanted: list[str]) -> None:
    made = outline(text)
    heads = [unit.eid for unit in made.units if unit.kind in ("part", "article", "annex")]
    assert made.instrument.language == language
    assert [eid if language != "bn" else eid.rpartition("_")[2] for eid in heads] == wanted


def test_a_citation_is_that_of_the_language() -> None:
    assert "第三条" in [unit.citation for unit in outline(CHINESE).units]
    assert "Статья 2(1)" in [unit.citation for unit in outline(RUSSIAN).units]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("一", 1), ("十", 10), ("十一", 11), ("二十", 20), ("一百零五", 105), ("三二〇", 320), ("条", None)],
)
def test_chinese_numerals(printed: str, value: int | None) -> None:
    assert han(printed) == value


HEADS = ("part", "article", "annex")


def heads(path: Path, kinds: tuple[str, ...] = HEADS) -> list[str]:
    return [unit.eid for unit in build(read(str(path)), linked=False).units if unit.kind in kinds]


@pytest.mark.parametrize("language", ["fr", "es", "ru"])
def test_one_treaty_has_one_tree_in_every_language(language: str, corpus_folder: Path) -> None:
    folder = corpus_folder / "formats" / "bbnj-2023"
    assert heads(folder / f"{language}.txt") == heads(folder / "en.txt")


def test_a_treaty_in_chinese_has_every_article(corpus_folder: Path) -> None:
    folder = corpus_folder / "formats" / "bbnj-2023"
    assert heads(folder / "zh.txt", ("article",)) == heads(folder / "en.txt", ("article",))


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh-Hans"])
def test_a_declaration_has_one_tree_in_six_languages(language: str, corpus_folder: Path) -> None:
    folder = corpus_folder / "formats" / "udhr"
    assert heads(folder / f"{language}.html") == heads(folder / "en.html")


@pytest.mark.parametrize(
    ("name", "count"), [("sa-anti-cybercrime-2007/ar.txt", 16), ("bd-cyber-security-2023/bn.txt", 60)]
)
def test_laws_in_arabic_and_bengali_have_every_provision(name: str, count: int, corpus_folder: Path) -> None:
    found = [eid.rpartition("_")[2] for eid in heads(corpus_folder / "laws" / name, ("article",))]
    assert found == [str(number) for number in range(1, count + 1)]
