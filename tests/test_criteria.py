"""The catalogue proves itself, and a user's own file is either understood or refused with its line."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from caveat.criteria import decode, loader
from caveat.criteria.examples import Trial, try_one
from caveat.criteria.model import Criterion, Example
from caveat.criteria.topics import TOPICS
from caveat.criteria.vocabulary import lexicons
from caveat.kernel.errors import InputError
from caveat.reports.criteria_pages import pages

CATALOGUE = loader.catalogue()
EXAMPLES = [(criterion, example, n) for criterion in CATALOGUE for n, example in enumerate(criterion.examples, 1)]


@pytest.mark.parametrize(("criterion", "example", "number"), EXAMPLES, ids=[f"{c.code}-{n}" for c, _, n in EXAMPLES])
def test_an_example_gives_the_result_it_promises(criterion: Criterion, example: Example, number: int) -> None:
    trial: Trial = try_one(criterion, example, number)
    assert trial.passed, f"expected {example.expect}, got {trial.got}: {trial.why}"


def test_the_catalogue_covers_crimes_powers_cooperation_and_the_whole() -> None:
    assert {criterion.selects.kind for criterion in CATALOGUE} >= {"offence", "power", "cooperation", "instrument"}
    assert {criterion.topic for criterion in CATALOGUE} == set(TOPICS)


def test_a_file_lies_in_the_folder_of_its_topic_under_its_code() -> None:
    folder = Path(loader.__file__).parent / "catalogue"
    places = {(path.parent.name, path.stem) for path in folder.rglob("*.yaml")}
    assert places == {(criterion.topic, criterion.code) for criterion in CATALOGUE}


def test_every_criterion_states_its_authority_and_has_a_page() -> None:
    written = pages(CATALOGUE)
    for criterion in CATALOGUE:
        assert criterion.standards and all(one.pinpoint and one.says for one in criterion.standards)
        text = written[f"{criterion.code}.md"]
        headings = [
            "What it asks",
            "What follows",
            "Why it matters",
            "Authority",
            "Model wording",
            "What looks like it",
        ]
        assert [heading for heading in headings if f"## {heading}" not in text] == []
        assert f"({criterion.code}.md)" in written["README.md"]


GOOD = """\
code: TST-001
title: power without a time limit
topic: data-retention
selects: {kind: power}
asks:
  limit: {present: duration}
  heavy: {equals: name, to: [interception]}
result:
  - {if: limit, is: met, because: "There is a limit, {words}."}
  - {is: unmet, because: "{citation} has no limit."}
severity: {base: minor, raises: [heavy]}
message: "{name}: no time limit"
why: Powers without an end are used without an end.
standards: [{instrument: ICCPR, pinpoint: art. 17, says: no arbitrary interference}]
rights: [privacy]
groups: [everyone]
fix: Set a limit of thirty days.
examples:
  - {expect: met, text: a}
  - {expect: met, text: b}
  - {expect: unmet, text: c}
  - {expect: unmet, text: d}
  - {expect: unmet, near-miss: it only looks like a limit, text: e}
"""


def test_a_user_s_folder_is_read_like_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "TST-001.yaml").write_text(GOOD, encoding="utf-8")
    (criterion,) = loader.folder(tmp_path)
    assert criterion.code == "TST-001"
    assert loader.merge(CATALOGUE, [criterion])[-1].code in ("TST-001", CATALOGUE[-1].code)


MISTAKES = [
    ("topic: data-retention", "topic: data-retentoin", 3, "Did you mean 'data-retention'"),
    ("selects: {kind: power}", "selects: {kind: powers}", 4, "power"),
    ("selects: {kind: power}", "selects: power", 4, "kind of provision"),
    ("{present: duration}", "{presnt: duration}", 6, "Did you mean 'present'"),
    ("{present: duration}", "{present: penalty}", 6, "field of power"),
    ("{present: duration}", "{present: duration, forse: mandatory}", 6, "forse"),
    ("{present: duration}", "{present: duration, force: must}", 6, "'must' is none of the values allowed here"),
    ("{present: duration}", "{mentions: vagueness}", 6, "element of the lexicon"),
    ("{present: duration}", "{reached-by: human-right-clause}", 6, "Did you mean 'human-rights-clause'"),
    ("{present: duration}", "{not: {any: []}}", 6, "list of questions"),
    ("{present: duration}", "{all: [heavy]}", 6, "unknown question 'heavy'"),
    ("{present: duration}", "{not: {present: duration}, force: mandatory}", 6, "stands alone"),
    ("to: [interception]", "to: [intercepting]", 7, "Did you mean 'interception'"),
    ("{if: limit, is: met", "{if: limits, is: met", 9, "unknown question 'limits'"),
    ("{if: limit, is: met", "{is: met", 9, "a rule before the last has no `if`"),
    ("{is: unmet, because", "{if: limit, is: unmet, because", 10, "the last rule has an `if`"),
    ('because: "{citation} has', 'because: "{citatoin} has', 10, "unknown placeholder 'citatoin'"),
    ("raises: [heavy]", "raises: [heaviest]", 11, "unknown question 'heaviest'"),
    ("base: minor", "base: grave", 11, "grave"),
    ("code: TST-001", "code: TST1", 1, "is no code"),
    ("  - {expect: met, text: b}\n", "", 18, "only 1 example that is met"),
    ("near-miss: it only looks like a limit, ", "", 18, "there is no near miss"),
    ("rights: [privacy]", "rights: privacy", 15, "expected a list, found text"),
    ("groups: [everyone]", "group: [everyone]", 16, "group"),
    ("why: Powers", "why: {Powers", 13, "not valid YAML"),
]


@pytest.mark.parametrize(("right", "wrong", "line", "says"), MISTAKES, ids=[f"{m[1] or m[0]}" for m in MISTAKES])
def test_a_mistake_is_refused_with_file_line_and_remedy(right: str, wrong: str, line: int, says: str) -> None:
    assert GOOD.count(right) == 1
    with pytest.raises(InputError) as caught:
        loader.parse(GOOD.replace(right, wrong), "TST-001.yaml")
    assert says in str(caught.value)
    assert caught.value.where.startswith("TST-001.yaml:")
    assert abs(int(caught.value.where.rpartition(":")[2]) - line) <= 1
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    ["", "- a list", "just words", "{", "\x00", "a: &a [*a]", "asks: {x: " + "[" * 50, "[" * 60_000, "- " * 30_000],
)
def test_what_is_no_criterion_at_all_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        loader.parse(text, "x.yaml")


def test_a_code_is_used_once() -> None:
    criterion = loader.parse(GOOD, "x.yaml")
    with pytest.raises(InputError, match="used twice"):
        loader.merge([criterion], [criterion])


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no criterion"):
        loader.folder(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        loader.folder(tmp_path / "nowhere")
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError):
        loader.folder(tmp_path)


@pytest.mark.parametrize("criterion", CATALOGUE, ids=[criterion.code for criterion in CATALOGUE])
def test_a_criterion_shown_as_json_can_be_read_back(criterion: Criterion) -> None:
    assert decode.criterion(msgspec.json.decode(msgspec.json.encode(criterion))) == criterion


def _names(node: object) -> Iterator[str]:
    """Every plain text in a part of a criterion's file."""
    if isinstance(node, str):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _names(inner)


def _files() -> Iterator[dict[str, Any]]:
    for path in Path(str(resources.files("caveat.criteria"))).glob("catalogue/*/*.yaml"):
        yield yaml.safe_load(path.read_text(encoding="utf-8"))


def test_every_question_of_the_catalogue_decides_something() -> None:
    idle = []
    for file in _files():
        deciding = [
            file["asks"],
            [rule.get("if") for rule in file["result"]],
            file["severity"],
            file.get("contrary", []),
        ]
        used = set(_names(deciding))
        idle += [f"{file['code']} {name}" for name in file["asks"] if name not in used]
    assert idle == []


def test_every_element_is_asked_for() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(str(resources.files("caveat"))).rglob("*.py"))
    asked = {name for file in _files() for name in _names([file["asks"], file["selects"]])}
    assert [element for element in lexicons() if element not in asked and f'"{element}"' not in code] == []
