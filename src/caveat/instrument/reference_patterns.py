"""The patterns by which the references of one language are read, made once from its words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from caveat.language.references import before_a_noun, reference_words
from caveat.language.structure import any_of, structure

_NO_LETTER: Final = r"(?![^\W\d_])"
"""Behind a word after which a number may stand without a blank: "art.5"."""

_BLANKS: Final = 8
"""How many more blanks than one may stand between words that point."""


class Patterns:
    """What words for places, the words around them and their numbers look like; all over the folded view."""

    def __init__(self, language: str) -> None:
        self.words = reference_words(language)
        self.structure = structure(language)
        self._places()
        self._pointers()
        self._owners()
        self._numbers()
        self._lists()

    def _places(self) -> None:
        words = self.words
        self.form = re.compile(rf"(?:{any_of(list(words.forms))}){_NO_LETTER}")
        bare = "|".join(rf"(?P<{word}>{number})" for word, number in words.bare_numbers.items())
        self.bare = re.compile(bare or "(?!)")
        self.bare_lead = re.compile(rf"(?<!\w){before_a_noun(words.articles)}(?={bare})") if bare else None
        signs = any_of(words.number_signs)
        self.gap = re.compile(rf"\s*(?:(?:{signs})\s*(?=\w))?" if words.number_signs else r"\s*")
        self.comma = re.compile(r"\s*[,-]?\s*")

    def _pointers(self) -> None:
        words = self.words
        ordinal = any_of(list(words.ordinals))
        self.ordinal = re.compile(rf"(?:{ordinal})(?!\w)")
        self.ordinals = re.compile(
            rf"(?<![\w-])(?:{ordinal})(?:\s*,\s*(?:{ordinal})){{0,5}}(?:,?\s+(?:{any_of(words.joiners)})\s+(?:{ordinal}))?\s+$"
        )
        groups = {"here": words.here, "before": words.before, "after": words.after}
        groups |= {"that": words.others, "last": words.last}
        pointing = [word for group in groups.values() for word in group]
        named = "|".join(rf"(?P<{name}>{any_of(group)})" for name, group in groups.items())
        few, firsts = any_of(list(words.counts)), any_of(words.firsts)
        few_firsts = rf"(?:{few})\s+(?:{firsts})|(?:{firsts})\s+(?:{few})" if words.counts else "(?!)"
        self.last_words = re.compile(
            rf"(?<!\w)(?:{named}|(?P<firsts>{few_firsts})|(?P<the>{any_of(words.articles)})|(?P<ordinal>{ordinal}))(?:\s+|(?<=')\s*)$"
        )
        self.final_words = frozenset({*words.articles, *words.ordinals, *words.counts, *words.firsts, *pointing}) | {
            word.split()[-1] for word in (*words.articles, *pointing)
        }
        few_words = [f"{count} {first}" for count in words.counts for first in words.firsts]
        self.reach = _BLANKS + max(map(len, [*pointing, *words.articles, *words.ordinals, *few_words]))
        self.leading = re.compile(rf"(?:{before_a_noun([*words.articles, *pointing])})?(?:(?:{ordinal})\s+)?")
        self.here = re.compile(rf"(?:{before_a_noun(words.here)})?")
        self.behind = re.compile(
            rf"\s+(?:(?P<before>{any_of(words.before_behind)})|(?P<after>{any_of(words.after_behind)})"
            rf"|(?P<last>{any_of(words.last_behind)}))(?!\w)"
        )

    def _owners(self) -> None:
        words = self.words
        forms = any_of(list(words.forms))
        self.other = re.compile(rf"{before_a_noun([*words.others, *words.others_owning])}(?:{forms}){_NO_LETTER}")
        self.possessive = re.compile(rf"(?<!\w)(?:{any_of(words.possessive)})\s+$")
        contracted = rf"(?=(?:{any_of(words.contracted)})\s)"
        self.owner = re.compile(
            rf"\.?\s{{0,9}},?\s{{0,9}}(?:\(?(?:{any_of(words.asides)})\)?,?\s{{0,9}})?"
            rf"(?:{before_a_noun(words.owners)}|(?P<to>{before_a_noun(words.attachments)})|{contracted})"
        )
        nouns = any_of([*words.forms, *(noun.lower() for noun in words.instruments)])
        self.elsewhere = re.compile(rf"\s{{0,9}},?\s{{0,9}}(?:{any_of(words.elsewhere)})(?!\w)(?!\s+(?:{nouns})(?!\w))")
        leading = [
            *words.joiners, *words.ranges, *words.owners, *words.attachments, *words.contracted, *words.asides,
            *words.elsewhere, *words.forms, *words.ordinals, *self.structure.suffixes, *self.structure.before,
        ]  # fmt: skip
        going_on = any_of(sorted({re.split(r"[\s']", word)[0] for word in leading}))
        goes_on = rf"(?!(?:{going_on})(?!\w))"
        no_letter = rf"(?!(?:{any_of(words.after_letters)})(?!\w))"
        listed = rf"(?!(?:{any_of([*words.joiners, *words.ranges])})(?!\w))"
        over = rf"[;:]|\.\s+{listed}[\w(\"]|,?\s+{goes_on}(?:[^\W\d_]\s+{no_letter}{goes_on})?[^\W\d_]{{2}}"
        self.over = re.compile(over)
        counted = any_of([*words.measures, *words.months])
        ranges = any_of(words.ranges)
        joint = rf"(?:,\s|,?\s(?:{any_of(words.joiners)}|{ranges})\s)"
        self.plain = re.compile(rf"\s+\d{{1,4}}(?:{joint}\d{{1,4}}){{0,40}}(?!\s*(?:{counted})(?!\w))(?={over})")
        self.plain_piece = re.compile(rf"(?P<num>\d+)|(?:{ranges})\s")
        self.joined = re.compile(
            rf"\s*(?:,\s*)?(?:(?:{any_of(words.joiners)})\s+)?(?:{before_a_noun(words.articles)})?"
        )

    def _numbers(self) -> None:
        words = self.words
        suffix = rf"(?:[\s-]?(?:{any_of(list(self.structure.suffixes))}){_NO_LETTER})?"
        ends = rf"(?:(?:{any_of(words.number_ends)})(?!\w))"
        lone = rf"(?!(?:{any_of(words.one_letter_words)})(?!\w))"
        small = rf"(?:\d{{1,3}}(?:(?!{ends})[a-z]{{1,2}})?{suffix}|[ivxl]{{1,6}}|[a-z]{{1,2}}{suffix})"
        after = rf"(?=\s*(?:[.,;:)\]]|$)|\s+(?:{any_of(words.after_letters)})(?!\w)|\s+{before_a_noun(words.owners)})"
        plain = rf"\d{{1,4}}(?:(?!{ends})[a-z]{{1,2}})?"
        compound = words.compound_number
        before = rf"(?:\s(?:{any_of(self.structure.before)})(?!\w))?"
        self.number = re.compile(rf"(?P<num>(?:{compound}|{plain}){suffix}{before}){ends}?(?![\w%/])(?![.,]\d{{3}})")
        spelled = any_of([*self.structure.cardinals, *words.ordinals])
        self.start = re.compile(
            rf"\d|\s{{0,2}}\(|[^\W\d_]{{1,2}}(?![^\W\d_])|[ivxlcdm]{{1,7}}(?!\w)|(?:{spelled})(?!\w)"
        )
        self.letters = re.compile(rf"(?P<num>(?:[ivxlcdm]{{1,7}}|[a-z]){suffix})(?![\w'-])")
        self.spelled = re.compile(rf"(?P<num>{any_of(self.structure.cardinals)})(?![\w-])")
        forms = any_of(list(words.forms))
        self.ordinal_behind = re.compile(rf"(?P<num>{any_of(list(words.ordinals))})(?![\w-])(?!\s+(?:{forms})(?!\w))")
        self.small = re.compile(rf"(?P<num>(?:[ivx]{{1,5}}|[a-z]){suffix})(?![\w'-])(?:(?=\.[ivx])|{after})")
        self.misprint = re.compile(r"(?P<num>l)(?![\w'-])")
        self.half = re.compile(rf"(?P<num>(?:[ivx]{{1,5}}|[a-z]{{1,2}}){suffix})\)")
        self.part = re.compile(
            rf"\s{{0,2}}\(\s?(?P<round>{small})\s?\)|\.(?P<dot>[ivx]{{1,5}}|[a-z]|\d{{1,2}})(?![\w])"
            rf"|\s?(?P<half>[a-z]|[ivx]{{1,4}})\)"
            rf"|\s{lone}(?P<loose>(?:[ivx]{{1,5}}|[a-z])(?![\w'-])(?:(?=\.[ivx])|{after}))"
        )
        self.measure = re.compile(rf"\s*(?:{any_of(words.measures)})(?!\w)")
        self.count = re.compile(rf"\s*(?:{any_of([*words.measures, *words.months])})(?!\w)")

    def _lists(self) -> None:
        words = self.words
        self.joint = re.compile(
            rf"\.?\s*,?\s*(?:(?:(?P<range>{any_of(words.ranges)})|{any_of(words.joiners)})(?!\w)\s*|(?P<dash>-)\s*)?"
        )
        self.article = re.compile(rf"(?:{before_a_noun(words.articles)})?")


@cache
def patterns(language: str) -> Patterns:
    """The patterns of a language of CITING."""
    return Patterns(language)
