"""A file of any common encoding becomes the same canonical text, and no word is lost on the way."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caveat.kernel.errors import InputError
from caveat.kernel.folding import fold
from caveat.kernel.source import Source, words
from caveat.reading import read_bytes

TEXT = "Article 1\nScope\n1. A “provider” keeps data – for a naïve reader’s sake.\n"


def kept(source: Source) -> Counter[str]:
    """Every word of the text and of what was removed."""
    return Counter(words(source.text)) + Counter(word for piece in source.removed for word in words(piece.text))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_reads_the_same_in_every_common_encoding(encoding: str) -> None:
    assert read_bytes(TEXT.encode(encoding), "x").text == TEXT


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(ends: str) -> None:
    assert read_bytes(TEXT.replace("\n", ends).encode(), "x").text == TEXT


def test_cyrillic_in_an_old_encoding_is_read() -> None:
    text = "Статья 1. Общие положения. Каждое государство-участник принимает меры. " * 20
    assert read_bytes(text.encode("cp1251"), "x").text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04xxxx", "archive is broken"),
        (b'<?xml version="1.0"?><rss/>', "XML"),
        (b"Article 1 " + b"7" * 5_000_000, "longer than"),
    ],
)
def test_what_is_not_a_text_is_refused_in_one_line_that_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_bytes(data, "some file")
    assert str(caught.value).startswith("some file: ")
    assert str(caught.value).endswith(".")


def test_markdown_marks_go_and_words_stay() -> None:
    source = read_bytes(
        b"---\ntitle: A Draft\nsymbol: X/1/2\n---\n## Article 1\n\n"
        b"*Each* **Party** [may](http://a.b/c) act.[^1]\n\n[^1]: One State objects.\n",
        "x",
    )  # fmt: skip
    assert source.format == "markdown"
    assert source.text.strip() == "Article 1\n\nEach Party may act."
    assert source.metadata == {"title": "A Draft", "symbol": "X/1/2"}
    assert [hint.level for hint in source.hints if hint.kind == "heading"] == [2]
    assert [(hint.start, hint.number) for hint in source.hints if hint.kind == "anchor"] == [
        (source.text.index("act.") + 4, "1")
    ]
    assert {piece.reason for piece in source.removed} == {"front matter", "link", "footnote mark", "footnote 1"}


def test_negotiating_brackets_are_no_links() -> None:
    text = read_bytes(b"## Article 1\n\nIn [furtherance][pursuit] of the [aim], [Option 1: all] act.\n", "x").text
    assert "[furtherance][pursuit] of the [aim], [Option 1: all]" in text


def test_a_mark_inside_a_word_does_not_change_the_word() -> None:
    text = read_bytes(b"## Article 1\n\nThe snake_case name and 2*3*4 and 5*_6.\n", "x").text
    assert "snake_case" in text
    assert "5*_6" in text


def test_an_escaped_mark_is_kept_as_a_sign() -> None:
    text = read_bytes(rb"# Article 1" + b"\n\n" + rb"Take 2\*3 of **all** \[wells\], and \_no\_ more.", "x").text
    assert text.strip().endswith("Take 2*3 of all [wells], and _no_ more.")


@example("1\\*1")
@given(st.text(alphabet=st.sampled_from("ab1 \n#*_[]()^:|>-`~!\\.é“"), max_size=400))
def test_markdown_loses_no_word(text: str) -> None:
    data = f"# Article 1\n\n{text}"
    source = read_bytes(data.encode(), "x")
    assert kept(source) == Counter(words(data))


@given(st.text(max_size=300))
def test_the_view_for_matching_has_the_length_of_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)
