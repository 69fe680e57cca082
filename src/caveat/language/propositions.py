"""How sentences of law in a language are put together, loaded from `propositions.yaml` in the language's folder.

A language without the file has no such words: its sentences are put together by their layout alone.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Final

import msgspec

from caveat.kernel.shapes import Joined, QualificationKind
from caveat.language.structure import any_of
from caveat.language.words import load_words

_PART: Final = re.compile(r"\{([a-z_]+)\}")
_WORD: Final = re.compile(r"[^\W\d_]+")
NEVER: Final = "(?!)"
_BACK: Final = 30
_ON: Final = 60


class Opener(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """Words that open a qualification.

    `pattern` is a regular expression over the folded view that begins with a
    literal word, by which it is looked for, or by its rarer word `cue`;
    `not_after` are words after which it opens none. A `phrase`
    qualifies by a noun and ends at its comma; anything else is a clause with a
    verb. `examples` are wordings in which it must be found, `not` in which not.
    """

    kind: QualificationKind
    pattern: str
    examples: list[str]
    not_: list[str] = []
    not_after: list[str] = []
    phrase: bool = False
    cue: str = ""


class Found(msgspec.Struct, frozen=True):
    """An opener of a qualification in a text: from where to where its words stand."""

    opener: Opener
    start: int
    end: int


class PropositionWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The words of joined, closed and qualified sentences, in lower case; `str` fields and patterns are expressions."""

    joins: dict[Joined, list[str]] = {}
    announced: dict[Joined, list[str]] = {}
    finite: list[str] = []
    modal: list[str] = []
    resuming: list[str] = []
    suspended: list[str] = []
    subjects: list[str] = []
    relatives: list[str] = []
    determiners: list[str] = []
    prepositions: list[str] = []
    no_verbs: list[str] = []
    conditionals: list[str] = []
    connectives: list[str] = []
    attributes: list[str] = []
    cited: list[str] = []
    instruments: list[str] = []
    leading: list[str] = []
    whole: list[str] = []
    lower_in_headings: list[str] = []
    annotations: list[str] = []
    parts: dict[str, str] = {}
    qualifications: list[Opener] = []

    @cached_property
    def subject(self) -> str:
        """An expression for the first word of a subject; "that" before another one opens a clause of its own."""
        return rf"(?:(?!that\s(?:{any_of(self.subjects)})\b)(?:{any_of(self.subjects)})\b)"

    @cached_property
    def compiled(self) -> dict[str, list[tuple[Opener, re.Pattern[str], re.Pattern[str]]]]:
        """The openers by the word they are looked for by, with their pattern and what must not stand before it."""
        found: dict[str, list[tuple[Opener, re.Pattern[str], re.Pattern[str]]]] = {}
        for opener in self.qualifications:
            pattern = _PART.sub(lambda match: f"(?:{self.parts[match[1]]})", opener.pattern).replace(" ", r"\s+")
            before = re.compile(rf"(?<!\w)(?:{any_of(opener.not_after)})\s+\Z")
            word = _WORD.match(opener.pattern)
            cue = opener.cue or (word[0] if word else "")
            found.setdefault(cue, []).append((opener, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), before))
        return found

    def opens(self, view: str, at: int) -> bool:
        """Whether the words from an offset on open a qualification."""
        return any(pattern.match(view, at) for openers in self.compiled.values() for _, pattern, _ in openers)

    def opened(self, view: str) -> list[Found]:
        """Every opener of a qualification in a folded text, in order."""
        found: dict[int, Found] = {}
        for cue, openers in self.compiled.items():
            at = view.find(cue)
            while at >= 0:
                for opener, pattern, before in openers if not view[at - 1 : at].isalnum() else ():
                    match = pattern.search(view, at - _BACK, at + _ON) if opener.cue else pattern.match(view, at)
                    if match and not before.search(view, max(0, match.start() - _BACK), match.start()):
                        found.setdefault(match.start(), Found(opener, *match.span()))
                at = view.find(cue, at + len(cue))
        return [found[at] for at in sorted(found)]


@cache
def proposition_words(language: str) -> PropositionWords:
    """The words of a language's propositions; none where the language has no file of them."""
    return load_words(language, "propositions", PropositionWords) or PropositionWords()
