"""Who points to whom: what leads to a place, and what leads from it."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.cli.main import run
from caveat.instrument import build
from caveat.instrument.citing import Citing, links
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Outline
from caveat.reading import read, read_bytes

TREATY = """Convention on the Care of Wells

Chapter I. General provisions

Article 1. Use of terms
A well is a shaft dug for water, as article 3 presupposes.

Article 2. Duties
1. Each Party shall inspect its wells.
2. An inspection follows paragraph 1 and article 3, paragraph 2.
3. This article yields to the Charter of Valmont.

Chapter II. Enforcement

Article 3. Orders
1. A Party may close a well under articles 1 to 2.
2. An order follows the rules of this chapter.

Article 4. Appeals
An appeal lies against what Article 2 (1) and chapter II allow. Article 99 is spent.
"""


@pytest.fixture(scope="module")
def outline() -> Outline:
    return build(read_bytes(TREATY.encode(), name="invented.txt"))


def words(found: list) -> list[str]:  # type: ignore[type-arg]
    return [one.text for one in found]


def test_what_leads_to_an_article_leads_to_it_or_to_a_part_of_it(outline: Outline) -> None:
    assert words(Citing(outline).incoming("art_2")) == ["articles 1 to 2", "Article 2 (1)"]
    assert words(Citing(outline).incoming("art_3")) == ["article 3", "article 3, paragraph 2"]


def test_what_leads_to_a_part_of_an_article_may_stand_in_the_article(outline: Outline) -> None:
    assert words(Citing(outline).incoming("art_2__para_1")) == ["paragraph 1", "Article 2 (1)"]


def test_what_leads_to_the_chapter_of_an_article_is_kept_apart(outline: Outline) -> None:
    assert words(Citing(outline).wider("art_3")) == ["chapter II"]
    assert words(Citing(outline).incoming("chp_II")) == ["article 3", "article 3, paragraph 2"]


def test_what_leads_from_an_article_leads_out_of_it(outline: Outline) -> None:
    assert words(Citing(outline).outgoing("art_2")) == ["article 3, paragraph 2", "Charter of Valmont"]
    assert words(Citing(outline).outgoing("art_4")) == ["Article 2 (1)", "chapter II", "Article 99"]
    assert words(Citing(outline).outgoing("chp_II")) == ["articles 1 to 2", "Article 2 (1)", "Article 99"]


def test_a_reference_stands_in_the_innermost_unit(outline: Outline) -> None:
    citing = Citing(outline)
    sources = [citing.source(one) for one in citing.outgoing("art_2")]
    assert [unit.eid for unit in sources if unit] == ["art_2__para_2", "art_2__para_3"]


@pytest.mark.parametrize("place", ["Article 2", "article 2", "ARTICLE  2", "art_2"])
def test_a_place_is_named_by_citation_or_by_eid(outline: Outline, place: str) -> None:
    assert links(outline, None, place, "a file").destination == ["art_2"]


def test_two_places_give_what_leads_from_the_one_to_the_other(outline: Outline) -> None:
    assert [link.text for link in links(outline, "Article 4", "Article 2", "").links] == ["Article 2 (1)"]
    assert [link.text for link in links(outline, "Article 4", "Article 3", "").wider] == ["chapter II"]


def test_a_place_that_is_not_there_is_refused_with_one_like_it(outline: Outline) -> None:
    with pytest.raises(InputError, match="Article 42") as refusal:
        links(outline, "Article 42", None, "bill.txt")
    assert "Article 4" in str(refusal.value.remedy)


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run([*arguments])
    out, err = capfd.readouterr()
    return status, out, err


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "treaty.txt"
    path.write_text(TREATY, encoding="utf-8")
    return str(path)


def test_the_command_lists_what_points_to_a_place(capfd: pytest.CaptureFixture[str], file: str) -> None:
    status, out, _ = call(capfd, "outline", file, "--to", "Article 3")
    assert status == 0
    assert "Article 2(2): “article 3, paragraph 2” → Article 3(2)" in out
    assert "Article 4: “chapter II” → Chapter II" in out.partition("To what holds it")[2]


def test_the_command_lists_what_a_place_points_to(capfd: pytest.CaptureFixture[str], file: str) -> None:
    _, out, _ = call(capfd, "outline", file, "--from", "Article 4")
    assert "“Article 99” → not certain" in out
    _, out, _ = call(capfd, "outline", file, "--from", "Article 2")
    assert "“Charter of Valmont” → Charter of Valmont" in out
    _, out, _ = call(capfd, "outline", file, "--from", "Article 1", "--to", "Article 4")
    assert "no reference" in out


def test_the_same_as_json(capfd: pytest.CaptureFixture[str], file: str) -> None:
    _, out, _ = call(capfd, "outline", file, "--from", "Article 4", "--to", "Article 2", "-f", "json")
    document = json.loads(out)
    assert (document["from"], document["to"]) == (["art_4"], ["art_2"])
    (link,) = document["links"]
    assert link["eid"] == "art_4"
    assert link["targets"] == ["art_2__para_1"]


@pytest.mark.parametrize("arguments", [["--to", "Article 77"], ["--from", ""], ["--to", "Article 1", "-f", "akn"]])
def test_a_wrong_call_is_one_line(capfd: pytest.CaptureFixture[str], file: str, arguments: list[str]) -> None:
    status, out, err = call(capfd, "outline", file, *arguments)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_a_text_whose_references_are_not_read_says_so(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("".join(f"Статья {n}\n\nКаждое государство хранит колодцы по статье 1.\n\n" for n in range(1, 4)))
    _, out, _ = call(capfd, "outline", str(path), "--to", "art_1")
    assert "references to other provisions are not read in Russian" in out
    _, out, _ = call(capfd, "outline", str(path))
    assert "references to other provisions are not read in Russian" in out


SAMPLES = ["convention-draft-1.txt", "national-bill.txt"]


@given(st.sampled_from(SAMPLES), st.data())
def test_every_link_is_found_from_both_ends(sample: str, data: st.DataObject) -> None:
    outline = _sample(sample)
    citing, units = Citing(outline), {unit.eid: unit for unit in outline.units}
    reference = data.draw(st.sampled_from([one for one in outline.references if one.targets]))
    source, target = citing.source(reference), units[data.draw(st.sampled_from(reference.targets or []))]
    assert source is not None
    assert (reference in citing.incoming(target.eid)) == (not target.start <= reference.start < target.end)
    inside = all(source.start <= units[eid].start < source.end for eid in reference.targets or [])
    assert (reference in citing.outgoing(source.eid)) == (not inside)


_KNOWN: dict[str, Outline] = {}


def _sample(name: str) -> Outline:
    if name not in _KNOWN:
        _KNOWN[name] = build(read(str(resources.files("caveat.samples") / name)))
    return _KNOWN[name]
