"""A compiled pattern that was kept is the pattern, and what cannot be used is compiled anew."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.kernel.patterns import Packed, packed, unpacked
from caveat.language import lexicon

ENTRIES = [(one, entry) for one in [lexicon.load("en", name) for name in lexicon.names("en")] for entry in one.entries]


def test_every_pattern_of_the_lexicons_can_be_kept_and_finds_its_examples() -> None:
    for one, entry in ENTRIES:
        pattern = one.expanded(entry)
        kept = packed(pattern)
        assert kept, "this interpreter does not let compiled patterns be kept"
        found = unpacked(pattern, kept)
        assert found == re.compile(pattern)
        assert all(found.search(example.lower()) for example in entry.examples if re.search(pattern, example.lower()))


@given(st.from_regex(r"(a|b|\[ab\]|\(\?P<n>a\)|\(b\)|a\?|b\*){1,6}", fullmatch=True), st.text("abc", max_size=9))
def test_groups_and_names_are_kept(pattern: str, text: str) -> None:
    try:
        plain = re.compile(pattern)
    except re.error:
        return
    match, same = plain.search(text), unpacked(pattern, packed(pattern)).search(text)
    assert (match and (match.span(), match.groups(), match.groupdict())) == (
        same and (same.span(), same.groups(), same.groupdict())
    )


@pytest.mark.parametrize(
    "damage",
    [None, [], [0], [0, b"", 0, {}], [0, b"\x01\x02\x03", 0, {}], [32, b"\xff" * 40, 0, {}], [0, b"", 0, {"n": 7}]],
)
def test_what_is_damaged_is_compiled_anew(damage: Packed | None) -> None:
    assert unpacked("ab?c", damage).fullmatch("ac")
    with pytest.raises(re.error):
        unpacked("(", damage)
