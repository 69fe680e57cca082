"""One Markdown page a criterion, written from its file, and an index of them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from caveat.criteria.model import Criterion, Example, Rule
from caveat.criteria.topics import TOPICS
from caveat.kernel.folding import squeeze
from caveat.reports.questions import describe

_KINDS: Final = {
    "offence": "every offence",
    "power": "every power",
    "safeguard": "every safeguard",
    "cooperation": "every provision on cooperation",
    "jurisdiction": "every provision on jurisdiction",
    "definition": "every definition",
    "arrangement": "every rule on bodies, review, protocols, reservations, options and who takes part",
    "article": "every article or section",
    "instrument": "the instrument as a whole",
}


def pages(criteria: Iterable[Criterion]) -> dict[str, str]:
    """File name and content of every page, the index (`README.md`) first."""
    ordered = sorted(criteria, key=lambda criterion: criterion.code)
    return {"README.md": _index(ordered)} | {f"{criterion.code}.md": page(criterion) for criterion in ordered}


def page(criterion: Criterion) -> str:
    """The page of one criterion."""
    parts = [
        f"# {criterion.code}: {criterion.title}",
        f"Topic: {TOPICS[criterion.topic]} (`{criterion.topic}`). Asked of {_selected(criterion)}.",
        _section("What it asks", _questions(criterion)),
        _section("What follows", _rules(criterion.result)),
        _section("How grave", _gravity(criterion)),
        _section("Why it matters", squeeze(criterion.why)),
        _section("Authority", _authority(criterion)),
        _section("Who is concerned", _concerned(criterion)),
        _section("Model wording", _wordings(criterion)),
        *_examples(criterion.examples),
    ]
    return "\n\n".join(parts) + "\n"


def _wordings(criterion: Criterion) -> str:
    """The wording for the general case, and those for special ones."""
    special = [f"If `{rule.when}`:\n\n> {_worded(rule.fix)}" for rule in criterion.result if rule.fix]
    return "\n\n".join([f"> {_worded(criterion.fix)}", *special])


def _worded(fix: str) -> str:
    """A wording with the words of no particular text in its holes."""
    return squeeze(fix.replace("{instrument}", "this instrument").replace("{unit}", "article"))


def _selected(criterion: Criterion) -> str:
    where = criterion.selects.where
    return _KINDS[criterion.selects.kind] + (f" for which {describe(where)}" if where else "")


def _questions(criterion: Criterion) -> str:
    return "\n".join(f"* `{name}`: {describe(ask)}" for name, ask in criterion.asks.items())


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}"


def _rules(rules: Sequence[Rule]) -> str:
    """The table of results; the first line that fits decides."""
    return "\n".join(f"{number}. {_condition(rule)}: **{rule.result}**" for number, rule in enumerate(rules, 1))


def _condition(rule: Rule) -> str:
    return f"if `{rule.when}`" if rule.when else "otherwise"


def _gravity(criterion: Criterion) -> str:
    gravity = criterion.severity
    steps = [f"one step up for {_listed(gravity.raises)}"] if gravity.raises else []
    steps += [f"one step down for {_listed(gravity.lowers)}"] if gravity.lowers else []
    return "; ".join([f"{gravity.base.capitalize()}", *steps]) + "."


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _authority(criterion: Criterion) -> str:
    return "\n".join(f"* {one.instrument}, {one.pinpoint}: {one.says}." for one in criterion.standards)


def _concerned(criterion: Criterion) -> str:
    return f"Rights: {', '.join(criterion.rights)}.\n\nPeople: {', '.join(criterion.groups)}."


def _examples(examples: Sequence[Example]) -> list[str]:
    """The examples by result, the near misses last."""
    clear = sorted((example for example in examples if not example.near_miss), key=lambda example: example.expect)
    parts = [
        _section(f"Example text ({result})", "\n\n".join(_quoted(example) for example in group))
        for result, group in groupby(clear, key=lambda example: example.expect)
    ]
    near = [
        f"{squeeze(one.near_miss or '')} Result: **{one.expect}**.\n\n{_quoted(one)}"
        for one in examples
        if one.near_miss
    ]
    return [*parts, _section("What looks like it", "\n\n".join(near))]


def _quoted(example: Example) -> str:
    return "```text\n" + example.text.strip() + "\n```"


def _index(criteria: Sequence[Criterion]) -> str:
    rows = [f"| [{one.code}]({one.code}.md) | {one.title} | {TOPICS[one.topic]} |" for one in criteria]
    return "\n".join(["# Criteria", "", "| code | title | topic |", "|---|---|---|", *rows]) + "\n"
