"""`caveat review` on a terminal: what is gravest first, then the text chapter by chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from caveat.criteria.templates import cut
from caveat.kernel.folding import squeeze
from caveat.kernel.shapes import Instrument, Outline, Unit
from caveat.kernel.verdicts import SEVERITIES, Amending, Considered, Evidence, Finding, Review, Standard
from caveat.reports.amending_words import applied, carried, failed, lines, undone
from caveat.reports.layout import Pen
from caveat.reports.units import Chapters, basic_units, counted, language_name, part_lines
from caveat.reports.weighing import GRAVE, RESULTS, fault, foremost, general_only, unjudged, worst_first

_TOP: Final = 3
_LONG: Final = 300
_REMARKABLE: Final = 2
_NAMED: Final = 6


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
    chapters = Chapters(outline.units)
    _header(pen, review.instrument, basic_units(outline))
    for line in part_lines(review.coverage):
        pen.paragraph(line, hanging=2)
    for note in review.coverage.notes:
        if note.kind in ("revisions", "amending"):
            pen.paragraph(f"Note: {note.message}.", hanging=2)
            pen.line()
    if review.amending:
        _amending(pen, review, review.amending)
    if reason := unjudged(review):
        pen.paragraph("Nothing was judged: " + reason)
        return pen.text()
    if general_only(review):
        pen.paragraph(
            "No offence, power or duty to cooperate was found in this text; only its general clauses were judged."
        )
        pen.line()
    _counts(pen, review.findings)
    _gravest(pen, review.findings)
    explained: dict[str, str] = {}
    for title, findings in _by_chapter(chapters, review.findings):
        pen.line()
        pen.paragraph(title, style="bold")
        _chapter(pen, findings, verbose, explained)
    pen.line()
    if verbose:
        _undecided(pen, review, chapters)
    _closing(pen, review)
    return pen.text()


def _amending(pen: Pen, review: Review, amending: Amending) -> None:
    """As amended by what, what was not applied, and what the amendment changes."""
    pen.paragraph(f"As amended by: {squeeze(amending.instrument.title)}. {applied(amending)}.", hanging=2)
    for one in failed(amending):
        pen.paragraph(f"{undone(one)}: {one.citation}: {one.reason}.", indent=2, hanging=2)
    pen.line()
    pen.line("WHAT THE AMENDMENT CHANGES", "bold")
    for line in lines(review):
        pen.ends(
            f"{line.finding.citation:<15} {line.finding.code}  {line.finding.message}", line.how, indent=2,
            right_style="safeguard" if line.finding.polarity == "safeguard" else line.finding.severity,
        )  # fmt: skip
    pen.paragraph(f"{carried(amending)}.", indent=2)
    pen.line()


def _by_chapter(chapters: Chapters, findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_chapter_title(chapters, finding), []).append(finding)
    return list(groups.items())


def _chapter_title(chapters: Chapters, finding: Finding) -> str:
    if finding.eid is None:
        return "THE INSTRUMENT AS A WHOLE"
    container = chapters.of(finding.eid)
    if container is None:
        return "PROVISIONS"
    return f"{container.citation.upper()}  {squeeze(container.heading or '')}".rstrip()


def _header(pen: Pen, instrument: Instrument, articles: list[Unit]) -> None:
    title = instrument.title + (f" ({instrument.symbol})" if instrument.symbol else "")
    facts = [counted(articles), language_name(instrument.language)]
    facts += [f"{instrument.pages} pages"] if instrument.pages else []
    pen.ends(squeeze(title), ", ".join(facts), style="bold")
    pen.line("Not reviewed by a lawyer.")
    pen.line()


def _counts(pen: Pen, findings: Sequence[Finding]) -> None:
    count = Counter(finding.severity if finding.polarity == "problem" else "safeguards" for finding in findings)
    shown = [name for name in (*reversed(SEVERITIES), "safeguards") if count[name] or name != "info"]
    pen.line("    ".join(f"{name.upper()}  {count[name]}" for name in shown), "bold")


def _gravest(pen: Pen, findings: Sequence[Finding]) -> None:
    gravest = foremost(findings, _TOP)
    if not gravest:
        return
    pen.line()
    pen.line("  What weighs most")
    for number, (finding, others) in enumerate(gravest, 1):
        line = f"{number}  {finding.citation}: {finding.message}{_also([other.citation for other in others])}"
        pen.paragraph(line, indent=2, hanging=3, style=finding.severity)


def _also(places: Sequence[str]) -> str:
    """Further places of the same fault, the first by name."""
    rest = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return f" (also {', '.join(places[:_NAMED])}{rest})" if places else ""


def _chapter(pen: Pen, findings: Sequence[Finding], verbose: bool, explained: dict[str, str]) -> None:
    problems = [finding for finding in findings if finding.polarity == "problem"]
    safeguards = [finding for finding in findings if finding.polarity == "safeguard"]
    spelt_out = [finding for finding in problems if verbose or finding.severity in GRAVE]
    likewise = {} if verbose else _repeated(spelt_out)
    repeated = {id(finding) for others in likewise.values() for finding in others}
    for group in _by_quote([finding for finding in spelt_out if id(finding) not in repeated]):
        for finding in group:
            _headline(pen, finding, finding.severity + ("" if finding.status == "settled" else f", {finding.status}"))
        _quote(pen, group[0].quote)
        for finding in group:
            _problem(pen, finding, finding.code if len(group) > 1 else "", explained)
            _detail(pen, f"Likewise {finding.code}", ", ".join(one.citation for one in likewise.get(id(finding), [])))
    for finding in safeguards if verbose else []:
        _headline(pen, finding, "safeguard")
        _quote(pen, finding.quote)
    if not verbose:
        _rest(pen, [finding for finding in problems if finding.severity not in GRAVE], safeguards)


def _repeated(findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """By the finding that speaks for them, those that say the same of other places; what is critical speaks itself."""
    speaking: dict[tuple[str, str], Finding] = {}
    others: dict[int, list[Finding]] = {}
    for finding in worst_first(findings):
        first = speaking.setdefault((finding.code, fault(finding)), finding)
        if first is not finding and finding.severity != "critical":
            others.setdefault(id(first), []).append(finding)
    return others


def _by_quote(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings on the same words together, the groups and what is in them gravest first."""
    groups: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in worst_first(findings):
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
    _detail(pen, "In its favour", "; ".join(_cited(one) for one in finding.contrary[:_REMARKABLE]))
    _once(pen, "Searched", _searched(finding), finding, explained)
    _explain(pen, finding, why, explained)


def _once(pen: Pen, label: str, text: str, finding: Finding, explained: dict[str, str]) -> None:
    """A long detail in full the first time, then by reference."""
    if len(text) > pen.width and text in explained:
        text = f"as for {explained[text]}"
    explained.setdefault(text, finding.citation)
    _detail(pen, label, text)


def _explain(pen: Pen, finding: Finding, why: str, explained: dict[str, str]) -> None:
    """Reasons and standards, which are those of the criterion, and the fix: in full the first time."""
    fix = finding.fix or ""
    if finding.code in explained and explained.get(fix) == explained[finding.code]:
        _detail(pen, "Why, standards, fix", f"as for {explained[finding.code]}")
        return
    if finding.code in explained:
        _detail(pen, "Why, standards", f"as for {explained[finding.code]}")
    else:
        explained[finding.code] = finding.citation
        _detail(pen, "Why", why)
        _detail(pen, "Standards", "; ".join(_standard(one) for one in finding.standards))
    _once(pen, "Fix", fix, finding, explained)


def _quote(pen: Pen, quote: str | None) -> None:
    if quote:
        pen.paragraph(f'"{cut(quote, _LONG)}"', indent=6, hanging=1)


def _detail(pen: Pen, label: str, text: str) -> None:
    if text:
        pen.paragraph(f"{label}: {text}", indent=6, hanging=2, style="dim")


def _rest(pen: Pen, minor: Sequence[Finding], safeguards: Sequence[Finding]) -> None:
    """What is not spelled out, by citation, so that nothing is hidden."""
    guards = "safeguard" if len(safeguards) == 1 else "safeguards"
    for label, findings in (("minor", minor), (guards, safeguards)):
        if findings:
            places = ", ".join(f"{finding.citation} {finding.code}" for finding in findings)
            pen.paragraph(f"{len(findings)} {label}: {places}", indent=2, hanging=4, style="dim")


def _weighed(one: Considered) -> str:
    return f'{one.citation} applies, but {one.why}: "{cut(one.quote, _LONG)}"'


def _cited(one: Evidence) -> str:
    return f'{one.citation} has "{cut(one.quote, _LONG)}"'


def _standard(one: Standard) -> str:
    return f"{one.instrument} {one.pinpoint} ({one.says})"


def _searched(finding: Finding) -> str:
    if finding.searched is None:
        return ""
    missing = finding.searched.not_supplied
    return finding.searched.where + (f"; not supplied: {', '.join(missing)}" if missing else "")


def _undecided(pen: Pen, review: Review, chapters: Chapters) -> None:
    """What could not be decided, where, and why: once for equal reasons."""
    open_ = [check for check in review.checks if check.result == "inconclusive"]
    if open_:
        pen.line("NOT DECIDED", "bold")
    for check in open_:
        place = chapters.citation(check.eid)
        said = check.why if check.why.startswith(place) else f"{place}: {check.why}"
        pen.paragraph(f"{check.code}  {said}", indent=2, hanging=4, style="dim")
    if open_:
        pen.line()


def _closing(pen: Pen, review: Review) -> None:
    count = Counter(check.result for check in review.checks)
    results = ", ".join(f"{count[name]} {name}" for name in RESULTS if count[name])
    pen.paragraph(f"{len(review.checks)} checks: {results}.")
    pen.paragraph("Absences are absences in this text; what other laws add was not supplied.")
    for note in review.coverage.notes:
        if note.kind == "amends":
            pen.paragraph(f"Note: {note.message}.", hanging=2)
