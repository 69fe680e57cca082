"""Every entry of every lexicon is found in its own examples and not in its near misses."""

import pytest

from caveat.kernel.folding import fold
from caveat.language import lexicon

ENTRIES = [(name, entry) for name in lexicon.names("en") for entry in lexicon.load("en", name).entries]


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[f"{name}:{entry.id}" for name, entry in ENTRIES])
def test_an_entry_is_found_where_it_should_be_and_only_there(name: str, entry: lexicon.Entry) -> None:
    pattern = lexicon.load("en", name).pattern(entry)
    assert len(entry.examples) >= 2, "an entry needs examples in at least two wordings"
    assert [text for text in entry.examples if not pattern.search(fold(text))] == []
    assert [text for text in entry.not_ if pattern.search(fold(text))] == []


@pytest.mark.parametrize("name", lexicon.names("en"))
def test_ids_are_unique(name: str) -> None:
    ids = [entry.id for entry in lexicon.load("en", name).entries]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("pattern", ["an ?act", "by *law", "order {0,3}to", "a {part} +of"])
def test_a_blank_takes_no_quantifier(pattern: str) -> None:
    source = f"parts: {{part: of}}\nentries: [{{id: a.b, value: c, pattern: '{pattern}', examples: [d, e]}}]"
    with pytest.raises(lexicon.LexiconError, match=r"a\.b: a quantifier follows a blank"):
        lexicon.parse(source)


def test_a_blank_may_stand_in_a_set_or_in_brackets() -> None:
    source = "entries: [{id: a.b, value: c, pattern: 'law[ -]?(?: )?by', examples: [law by, law-by]}]"
    known = lexicon.parse(source)
    assert known.pattern(known.entries[0]).fullmatch("law- by")
