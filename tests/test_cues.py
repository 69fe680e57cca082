"""A pattern is searched where it can match and spared where it cannot: no cue may ever hide a match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.kernel.folding import fold, single
from caveat.language import lexicon
from caveat.language.cues import ways
from caveat.provisions.presence import Presence
from caveat.provisions.signals import Spoken, signals

WORDS = ["order", "orders", "not", "of", "co-operate", "24", "offen[cs]es?", "author\\w*", "a"]


def may_match(pattern: str, text: str) -> bool:
    found = ways(pattern)
    held = Presence({cue for way in found for cue in way}).of(text)
    return any(held.issuperset(way) for way in found)


@st.composite
def joined(draw: st.DrawFn, parts: st.SearchStrategy[str]) -> str:
    first, second, mark = draw(parts), draw(parts), draw(st.sampled_from([" ", "", r"\b", "[ ,]{0,3}", r"\W+"]))
    return f"{first}{mark}{second}"


def grown(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    brackets = st.sampled_from(
        ["(?:{})", "(?:{})?", "(?:{}){{0,2}}", "(?:{})+", "(?: {})*", r"\b{}\b", "(?!x){}", "({})"]
    )
    return st.one_of(
        joined(parts),
        st.lists(parts, min_size=2, max_size=3).map(lambda options: f"(?:{'|'.join(options)})"),
        st.tuples(brackets, parts).map(lambda pair: pair[0].format(pair[1])),
    )


PATTERNS = st.recursive(st.sampled_from(WORDS), grown, max_leaves=8)


@given(st.data())
def test_what_a_pattern_matches_holds_its_cues(data: st.DataObject) -> None:
    pattern = data.draw(PATTERNS)
    compiled = re.compile(re.sub(" +", " +", pattern), re.ASCII)
    text = data.draw(st.from_regex(compiled))
    assert compiled.search(text) and may_match(pattern, fold(text))


@pytest.mark.parametrize(
    ("pattern", "texts", "others"),
    [
        (
            "order [^.;]{0,80} (?:submit|produce)",
            ["order him to produce it"],
            ["order him", "produce it", "orders to submit"],
        ),
        ("colou?r", ["colour", "discolored"], ["collar"]),
        (r"\bact\b", ["an act"], ["acts", "an exact word"]),
        ("(?:fail(?:s|ed)?|neglects) to", ["he fails to act", "neglects to"], ["neglect to"]),
        ("(?:a|an) b?", ["anything"], []),
        ("(?<!not )liable", ["liable"], ["not so"]),
        ("(?:of ){0,200}law", ["law"], ["of"]),
    ],
)
def test_a_text_without_the_words_is_spared(pattern: str, texts: list[str], others: list[str]) -> None:
    assert [text for text in texts if not may_match(pattern, text)] == []
    assert [text for text in others if may_match(pattern, text)] == []


@pytest.mark.parametrize("name", lexicon.names("en"))
def test_every_example_is_found_through_the_cues(name: str) -> None:
    missed = [
        (entry.id, example)
        for entry in lexicon.load("en", name).entries
        for example in map(fold, entry.examples)
        if entry not in [hit.entry for hit in signals(name).hits(entry.element, example, 0, len(example))]
    ]
    assert missed == []


@given(st.text("ab  ", max_size=20), st.data())
def test_a_stretch_of_single_blanks_leads_back_to_its_words(view: str, data: st.DataObject) -> None:
    found = single(view)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = found.back(start, end)
    assert "  " not in found.text
    assert single(view[first:last]).text == found.text[start:end]


def test_what_may_be_spoken_of_is_never_less_than_what_is() -> None:
    names = [name for name in lexicon.names("en") if name.startswith("terms")]
    spoken = Spoken(names)
    for name in names:
        for entry in lexicon.load("en", name).entries:
            for example in map(fold, entry.examples):
                assert signals(name).any(entry.element, example, 0, len(example))
                assert entry.element in spoken.of(example)
