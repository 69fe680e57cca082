"""What the documentation says is there, is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from benchmarks.truth import ROOT

from caveat.cli.main import caveat, run
from caveat.criteria import loader
from caveat.criteria.examples import try_all
from caveat.criteria.topics import TOPICS
from caveat.reports.criteria_pages import pages

CRITERIA = ROOT / "docs" / "criteria"
DOCS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *CRITERIA.glob("*.md"))
}
PROSE = "\n".join(text for name, text in DOCS.items() if not name.startswith("docs/criteria/"))
FOLDERS = ("src", "docs", "tests", "benchmarks", "tools")
NAMED = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[^`\s]*|[\w-]+\.(?:toml|md)|Makefile|LICENSE)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|Users|opt|usr|var|mnt)/|[A-Z]:\\|file://|https?://")
PLACEHOLDERS = ("TOPIC", "xx")


def commands(group: click.Group, name: str = "caveat") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    yield name, group
    for inner in group.list_commands(context):
        command = group.get_command(context, inner)
        assert command
        yield from (
            commands(command, f"{name} {inner}") if isinstance(command, click.Group) else [(f"{name} {inner}", command)]
        )


def options(command: click.Command) -> Iterator[str]:
    for parameter in command.get_params(click.Context(command)):
        if isinstance(parameter, click.Option):
            yield from parameter.opts


def slug(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize(("name", "command"), list(commands(caveat)))
def test_every_command_and_option_is_described(name: str, command: click.Command) -> None:
    assert re.search(rf"{name}\b", PROSE)
    assert [option for option in options(command) if not re.search(rf"`{option}\b", PROSE)] == []


@pytest.mark.parametrize("name", DOCS)
def test_every_file_named_is_there(name: str) -> None:
    named = {path for path in NAMED.findall(DOCS[name]) if not set(PLACEHOLDERS) & set(path.split("/"))}
    assert [path for path in sorted(named) if not any(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("name", DOCS)
def test_every_link_leads_somewhere(name: str) -> None:
    for link in LINK.findall(DOCS[name]):
        path, _, anchor = link.partition("#")
        target = ((ROOT / name).parent / path).resolve() if path else ROOT / name
        assert target.exists(), link
        headings = re.findall(r"(?m)^#+ (.+)$", target.read_text(encoding="utf-8")) if anchor else []
        assert not anchor or anchor in map(slug, headings), link


@pytest.mark.parametrize("name", DOCS)
def test_no_machine_and_no_address_is_named(name: str) -> None:
    assert MACHINE.findall(DOCS[name]) == []


def test_the_pages_of_the_criteria_are_current() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in CRITERIA.glob("*.md")}
    assert written == pages(loader.catalogue()), "run make docs"


def test_every_criterion_and_topic_is_listed() -> None:
    index = DOCS["docs/criteria/README.md"]
    assert [one.code for one in loader.catalogue() if one.code not in index] == []
    assert [topic for topic in TOPICS if f"`{topic}`" not in DOCS["docs/criteria.md"]] == []


def test_the_excerpt_in_the_readme_is_what_demo_prints(capfd: pytest.CaptureFixture[str]) -> None:
    excerpt = DOCS["README.md"].partition("$ caveat demo\n")[2].partition("```")[0]
    assert run(["demo"]) == 0
    printed = capfd.readouterr().out.splitlines()
    assert [line for line in excerpt.splitlines() if line not in (*printed, "...")] == []


def test_the_example_of_a_criterion_holds() -> None:
    source = DOCS["docs/criteria.md"].partition("```yaml\n")[2].partition("```")[0]
    assert [trial for trial in try_all([loader.parse(source, "docs/criteria.md")]) if not trial.passed] == []


def test_the_benchmarks_find_the_places_they_write_to() -> None:
    for page, mark in (("coverage", "truth"), ("coverage", "scale"), ("gold", "table"), ("speed", "speed")):
        text = Path(ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
        assert text.count(f"<!-- {mark} -->") == text.count(f"<!-- end of {mark} -->") == 1
