"""The review as one web page that stands by itself: `caveat review -f html`.

The page loads nothing and runs nothing. Words of the text are escaped wherever they stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from caveat import __version__
from caveat.kernel.deeds import Provisions
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Outline, Unit
from caveat.kernel.verdicts import Review
from caveat.reports.amending_words import applied, carried, failed, lines
from caveat.reports.html_findings import Casebook, excerpt, same_fault, weight
from caveat.reports.html_passages import Passages
from caveat.reports.html_provisions import tables
from caveat.reports.html_summary import WEIGHTS, facts, left_out, not_supplied, strip, tallies, undecided
from caveat.reports.html_text import full_text
from caveat.reports.units import Chapters, part_lines
from caveat.reports.weighing import RESULTS, fault, foremost, general_only, place, problems, unjudged

_TOP: Final = 3
_TITLE: Final = 300
_TEXT_LEVEL: Final = 3
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur")
_MARKS: Final = {"critical": "◆", "major": "▲", "minor": "△", "info": "○", "safeguard": "✓", "favour": "✓"}


def html_review(review: Review, outline: Outline, provisions: Provisions) -> str:
    """The review as an HTML page.

    Args:
        review: findings and checks; they refer to units of the outline.
        outline: the text that was reviewed; the page holds all of it.
        provisions: what the text does, for the tables.
    """
    return _environment().get_template("review.html").render(_content(review, outline, provisions))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("caveat.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"excerpt": excerpt, "squeeze": squeeze}
    environment.filters |= {"fault_name": fault, "weight": weight, "place": place}
    environment.globals |= {"marks": _MARKS, "weights": WEIGHTS}
    return environment


def _content(review: Review, outline: Outline, provisions: Provisions) -> dict[str, Any]:
    found, chapters = review.findings, Chapters(outline.units)
    passages = Passages(outline.text, found)
    casebook = Casebook(passages, chapters)
    safeguards = [finding for finding in found if finding.polarity == "safeguard"]
    return {
        "review": review,
        "outline": outline,
        "title": excerpt(outline.instrument.title, _TITLE),
        "facts": facts(outline),
        "language": _language(outline.instrument.language),
        "direction": _direction(outline.instrument.language),
        "counts": Counter(map(weight, found)),
        "foremost": foremost(found, _TOP),
        "target": casebook.target,
        "unjudged": unjudged(review),
        "general_only": general_only(review),
        "not_supplied": not_supplied(found),
        "tallies": tallies(outline, chapters, found),
        "strip": strip(outline, chapters, found),
        "overview": same_fault(problems(found)),
        "groups": casebook.by_chapter(problems(found), "problems"),
        "safeguards": casebook.by_chapter(safeguards, "safeguards"),
        "undecided": undecided(review.checks, chapters),
        "results": _results(review),
        "tables": tables(provisions),
        "text": full_text(outline, passages, _TEXT_LEVEL),
        "general": [finding for finding in found if finding.start is None],
        "contents": _contents(outline.units, chapters),
        "by_fingerprint": {finding.fingerprint: finding for finding in found},
        "left_out": left_out(review.coverage),
        "parts_of_file": part_lines(review.coverage),
        "unplaced": [squeeze(outline.text[start:end]) for start, end in review.coverage.unplaced],
        "amending": review.amending,
        "applied": applied(review.amending) if review.amending else "",
        "carried": carried(review.amending) if review.amending else "",
        "failed": failed(review.amending) if review.amending else [],
        "amended": lines(review),
        "version": __version__,
    }


def _results(review: Review) -> list[str]:
    count = Counter(check.result for check in review.checks)
    return [f"{count[name]} {name}" for name in RESULTS if count[name]]


def _contents(units: Sequence[Unit], chapters: Chapters) -> list[tuple[Unit | None, list[Unit]]]:
    """The articles by chapter, in the order of the text."""
    groups: list[tuple[Unit | None, list[Unit]]] = []
    for unit in units:
        if unit.kind not in ("article", "preamble", "annex", "conclusions"):
            continue
        chapter = chapters.of(unit.eid)
        if not groups or groups[-1][0] is not chapter:
            groups.append((chapter, []))
        if unit is not chapter:
            groups[-1][1].append(unit)
    return groups


def _language(code: str) -> str:
    """The value of `lang`: empty where the language is not known."""
    return "" if code == "und" else code


def _direction(code: str) -> str:
    return "rtl" if code.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def _printable(value: object) -> object:
    """A value without characters that no page may have."""
    return _UNPRINTABLE.sub(_replacement, value) if isinstance(value, str) and _UNPRINTABLE.search(value) else value


def _replacement(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else "\ufffd"
