"""`caveat review` on a terminal: what is gravest first, then the text chapter by chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Instrument, Outline, Unit
from caveat.kernel.verdicts import SEVERITIES, Considered, Evidence, Finding, Result, Review, Standard
from caveat.reports.layout import Pen
from caveat.reports.units import basic_units, counted, language_name, part_lines

_CONTAINERS: Final = ("annex", "chapter", "title", "part", "section")
_RESULTS: Final[tuple[Result, ...]] = ("met", "partly", "unmet", "inconclusive", "not-applicable")
_GRAVE: Final = ("critical", "major")
_TOP: Final = 3
_LONG: Final = 300
_REMARKABLE: Final = 2


def render(review: Review, outline: Outline, *, width: int = 100, colour: bool = False, verbose: bool = False) -> str:
    """The review as text.

    Args:
        review: findings and checks; they refer to units of the outline.
        outline: the text that was reviewed.
        width: columns to wrap at.
        colour: whether to use escape codes, for a terminal.
        verbose: whether to spell out minor findings and safeguards too.
    """
    pen = Pen(width, colour)
    places = _Places(outline)
    _header(pen, review.instrument, places)
    for line in part_lines(review.coverage):
        pen.paragraph(line, hanging=2)
    problems = [finding for finding in review.findings if finding.polarity == "problem"]
    if not review.findings and any(check.result == "inconclusive" for check in review.checks):
        pen.paragraph("Nothing was judged: " + review.checks[0].why)
        return pen.text()
    if all(check.eid is None or check.result == "not-applicable" for check in review.checks):
        pen.paragraph(
            "No offence, power or duty to cooperate was found in this text; only its general clauses were judged."
        )
        pen.line()
    _counts(pen, review.findings)
    _gravest(pen, problems)
    explained: dict[str, str] = {}
    for title, findings in places.by_chapter(review.findings):
        pen.line()
        pen.paragraph(title, style="bold")
        _chapter(pen, findings, verbose, explained)
    pen.line()
    _closing(pen, review)
    return pen.text()


class _Places:
    """Where findings stand: their chapter, and how many basic units there are."""

    def __init__(self, outline: Outline) -> None:
        self._units = {unit.eid: unit for unit in outline.units}
        self.articles = basic_units(outline)

    def by_chapter(self, findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
        groups: dict[str, list[Finding]] = {}
        for finding in findings:
            groups.setdefault(self._title(finding), []).append(finding)
        return list(groups.items())

    def _title(self, finding: Finding) -> str:
        if finding.eid is None:
            return "THE INSTRUMENT AS A WHOLE"
        container = self._container(self._units.get(finding.eid))
        if container is None:
            return "PROVISIONS"
        return f"{container.citation.upper()}  {squeeze(container.heading or '')}".rstrip()

    def _container(self, unit: Unit | None) -> Unit | None:
        found: dict[str, Unit] = {}
        while unit is not None:
            found.setdefault(unit.kind, unit)
            unit = self._units.get(unit.parent) if unit.parent else None
        return next((found[kind] for kind in (*_CONTAINERS, "preamble") if kind in found), None)


def _header(pen: Pen, instrument: Instrument, places: _Places) -> None:
    title = instrument.title + (f" ({instrument.symbol})" if instrument.symbol else "")
    facts = [counted(places.articles), language_name(instrument.language)]
    facts += [f"{instrument.pages} pages"] if instrument.pages else []
    pen.ends(squeeze(title), ", ".join(facts), style="bold")
    pen.line("Not reviewed by a lawyer.")
    pen.line()


def _counts(pen: Pen, findings: Sequence[Finding]) -> None:
    count = Counter(finding.severity if finding.polarity == "problem" else "safeguards" for finding in findings)
    shown = [name for name in (*reversed(SEVERITIES), "safeguards") if count[name] or name != "info"]
    pen.line("    ".join(f"{name.upper()}  {count[name]}" for name in shown), "bold")


def _gravest(pen: Pen, problems: Sequence[Finding]) -> None:
    grave = [finding for finding in _worst_first(problems) if finding.severity in _GRAVE]
    seen: dict[str, Finding] = {}
    for finding in grave:
        seen.setdefault(finding.code, finding)
    if not seen:
        return
    pen.line()
    pen.line("  What weighs most")
    for number, finding in enumerate(list(seen.values())[:_TOP], 1):
        same = sum(other.code == finding.code for other in grave) - 1
        more = f" (and {same} more like it)" if same else ""
        pen.paragraph(
            f"{number}  {finding.citation}: {finding.message}{more}", indent=2, hanging=3, style=finding.severity
        )


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: -SEVERITIES.index(finding.severity))


def _chapter(pen: Pen, findings: Sequence[Finding], verbose: bool, explained: dict[str, str]) -> None:
    problems = [finding for finding in findings if finding.polarity == "problem"]
    safeguards = [finding for finding in findings if finding.polarity == "safeguard"]
    spelt_out = [finding for finding in problems if verbose or finding.severity in _GRAVE]
    for group in _by_quote(spelt_out):
        for finding in group:
            _headline(pen, finding, finding.severity + ("" if finding.status == "settled" else f", {finding.status}"))
        _quote(pen, group[0].quote)
        for finding in group:
            _problem(pen, finding, finding.code if len(group) > 1 else "", explained)
    for finding in safeguards if verbose else []:
        _headline(pen, finding, "safeguard")
        _quote(pen, finding.quote)
    if not verbose:
        _rest(pen, [finding for finding in problems if finding.severity not in _GRAVE], safeguards)


def _by_quote(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings on the same words together, the groups and what is in them gravest first."""
    groups: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in _worst_first(findings):
        groups.setdefault((finding.citation, finding.quote), []).append(finding)
    return list(groups.values())


def _headline(pen: Pen, finding: Finding, fact: str) -> None:
    style = finding.severity if finding.polarity == "problem" else "safeguard"
    pen.ends(f"{finding.citation:<15} {finding.code}  {finding.message}", fact, indent=2, right_style=style)


def _problem(pen: Pen, finding: Finding, label: str, explained: dict[str, str]) -> None:
    because, _, why = finding.why.partition("\n\n")
    _detail(pen, label or "Because", because)
    for one in finding.considered[:_REMARKABLE]:
        _once(pen, "Considered", _weighed(one), finding, explained)
    _detail(pen, "Contrary", "; ".join(_cited(one) for one in finding.contrary[:_REMARKABLE]))
    _once(pen, "Searched", _searched(finding), finding, explained)
    _explain(pen, finding, why, explained)


def _once(pen: Pen, label: str, text: str, finding: Finding, explained: dict[str, str]) -> None:
    """A long detail in full the first time, then by reference."""
    if len(text) > pen.width and text in explained:
        text = f"as for {explained[text]}"
    explained.setdefault(text, finding.citation)
    _detail(pen, label, text)


def _explain(pen: Pen, finding: Finding, why: str, explained: dict[str, str]) -> None:
    """Reasons, standards and fix, which are those of the criterion: in full the first time, then by reference."""
    if finding.code in explained:
        _detail(pen, "Why, standards, fix", f"as for {explained[finding.code]}")
        return
    explained[finding.code] = finding.citation
    _detail(pen, "Why", why)
    _detail(pen, "Standards", "; ".join(_standard(one) for one in finding.standards))
    _detail(pen, "Fix", finding.fix or "")


def _quote(pen: Pen, quote: str | None) -> None:
    if quote:
        pen.paragraph(f'"{_cut(quote)}"', indent=6, hanging=1)


def _detail(pen: Pen, label: str, text: str) -> None:
    if text:
        pen.paragraph(f"{label}: {text}", indent=6, hanging=2, style="dim")


def _rest(pen: Pen, minor: Sequence[Finding], safeguards: Sequence[Finding]) -> None:
    """What is not spelled out, by citation, so that nothing is hidden."""
    for label, findings in (("minor", minor), ("safeguards", safeguards)):
        if findings:
            places = ", ".join(f"{finding.citation} {finding.code}" for finding in findings)
            pen.paragraph(f"{len(findings)} {label}: {places}", indent=2, hanging=4, style="dim")


def _weighed(one: Considered) -> str:
    return f'{one.citation} reaches it, but {one.why}: "{_cut(one.quote)}"'


def _cited(one: Evidence) -> str:
    return f'{one.citation} has "{_cut(one.quote)}"'


def _standard(one: Standard) -> str:
    return f"{one.instrument} {one.pinpoint} ({one.says})"


def _searched(finding: Finding) -> str:
    if finding.searched is None:
        return ""
    missing = finding.searched.not_supplied
    return finding.searched.where + (f"; not supplied: {', '.join(missing)}" if missing else "")


def _cut(quote: str) -> str:
    line = squeeze(quote)
    return line if len(line) <= _LONG else line[:_LONG].rsplit(" ", 1)[0] + " ..."


def _closing(pen: Pen, review: Review) -> None:
    count = Counter(check.result for check in review.checks)
    results = ", ".join(f"{count[name]} {name}" for name in _RESULTS if count[name])
    pen.paragraph(f"{len(review.checks)} checks: {results}.")
    pen.paragraph("Absences are absences in this text; what other laws add was not supplied.")
