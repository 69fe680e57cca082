"""From a Source to an Outline: the one way into this floor."""

from __future__ import annotations

from caveat.instrument.amending.commands import commanding
from caveat.instrument.coverage import doubling_notes, numbering_notes, unplaced, unread_notes
from caveat.instrument.describe import basic_word, kind_of, known, stated_kind, symbol_of, title_of
from caveat.instrument.given import pieces_of, planted
from caveat.instrument.lines import Page
from caveat.instrument.marks import marks
from caveat.instrument.naming import Namer
from caveat.instrument.nodes import Node
from caveat.instrument.parser import Tree, parse
from caveat.instrument.parts import Piece, split
from caveat.instrument.parts import title_of as part_title
from caveat.instrument.placing import page_at, rectangles
from caveat.instrument.propositions import propositions
from caveat.instrument.references import references
from caveat.instrument.terms import terms, terms_note
from caveat.instrument.trimming import Cut, Trimmed, contents, running_heads, site_remains, trim
from caveat.instrument.undefined import undefined
from caveat.kernel.bounds import MAX_UNITS
from caveat.kernel.collecting import without_collecting
from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Coverage, Instrument, Note, Outline, Part, Reference, Removed, Unit
from caveat.kernel.source import Place, Source, count_words
from caveat.language.amending import AMENDING
from caveat.language.structure import LANGUAGES


class _Text:
    """A text on its way to being canonical: its page, what is known of it, and what has been taken out of it."""

    def __init__(self, known: Trimmed, removed: tuple[Removed, ...], blocks: bool) -> None:
        self.page = Page(known.text, known.hints, blocks=blocks)
        self.blocks = blocks
        self.hints = known.hints
        self.places = known.places
        self.removed = removed

    def without(self, cuts: list[Cut]) -> _Text:
        """The text that remains after cuts."""
        if not cuts:
            return self
        trimmed = trim(self.page.text, self.hints, self.places, cuts)
        return _Text(trimmed, (*self.removed, *trimmed.removed), self.blocks)


@without_collecting()
def build(source: Source, part: str | None = None, *, linked: bool = True) -> Outline:
    """Rebuild the legal tree of one part of a file: the first, or the one named by number or by language.

    `linked` asks for references too, which takes a fifth of the time again.

    Raises:
        InputError: the text has no numbered unit, no such part, or more units than the bound.
    """
    blocks = source.format in ("html", "pdf", "akn")
    whole = _Text(Trimmed(source.text, source.hints, source.places, []), source.removed, blocks)
    if not source.given:
        whole = whole.without([*running_heads(whole.page, "en"), *site_remains(whole.page, "en")])
    page = whole.page
    if not page.lines:
        raise _unnumbered(source.name)
    pieces = pieces_of(source) if source.given else split(page)
    chosen = _choose(pieces, part, source.name)
    parts = _parts(page, pieces, chosen, source.tokens - sum(count_words(piece.text) for piece in whole.removed))
    language = pieces[chosen].language
    text = whole.without(_others(page, pieces, chosen))
    if source.given:
        tree = planted(source.given, pieces[chosen], text.page.text, known(language))
    else:
        text = text.without(contents(text.page, known(language)))
        tree = _parsed(text.page, known(language))
    if not tree.nodes:
        raise _unnumbered(source.name)
    return _outline(source, text, tree, language, parts, linked)


def _parsed(page: Page, language: str) -> Tree:
    """The tree by the headings of the text's own language, or else by those of any other that gives one."""
    for candidate in (language, *LANGUAGES):
        tree = parse(page, candidate)
        if tree.nodes:
            break
    return tree


def _unnumbered(name: str) -> InputError:
    return InputError(
        "no numbered article, section or paragraph was found", where=name, remedy="Give the text of a law or treaty."
    )


def _choose(pieces: list[Piece], part: str | None, name: str) -> int:
    """The index of the part that is asked for."""
    real = [index for index, piece in enumerate(pieces) if not piece.cover]
    if part is None:
        return real[0]
    if part.isdigit() and 1 <= int(part) <= len(pieces):
        return int(part) - 1
    for index in real:
        if pieces[index].language == part.lower():
            return index
    known = ", ".join(f"{index + 1} ({piece.language})" for index, piece in enumerate(pieces))
    raise InputError(f"there is no part {part!r}", where=name, remedy=f"Choose one of: {known}.")


def _parts(page: Page, pieces: list[Piece], chosen: int, words: int) -> list[Part]:
    """What each part is; `words` are those of all parts together."""
    counts = [count_words(page.text[piece.start : piece.end]) for piece in pieces[1:]]
    return [
        Part(
            id=str(index + 1),
            title=part_title(page, piece),
            language=piece.language,
            tokens=count,
            selected=index == chosen,
        )
        for index, (piece, count) in enumerate(zip(pieces, (words - sum(counts), *counts), strict=True))
    ]


def _others(page: Page, pieces: list[Piece], chosen: int) -> list[Cut]:
    return [
        Cut(piece.start, piece.end, f"another part: {index + 1} ({piece.language})")
        for index, piece in enumerate(pieces)
        if index != chosen
    ]


def _outline(source: Source, text: _Text, tree: Tree, language: str, parts: list[Part], linked: bool) -> Outline:
    page = text.page
    title = title_of(page, tree.units[0].start if tree.units else 0, language, source.metadata)
    kind = (stated_kind(source.metadata) if source.given else None) or kind_of(title, page, language)
    namer = Namer(tree.nodes, basic_word("" if tree.word == "" else tree.word, kind, page), known(language))
    units = _units(tree, namer, text.places, source.name)
    instrument = Instrument(
        title=title,
        symbol=symbol_of(page, source.metadata),
        date=source.metadata.get("date"),
        kind=kind,
        language=language,
        format=source.format,
        sha256=source.sha256,
        pages=source.pages,
        part=next(part.id for part in parts if part.selected) if len(parts) > 1 else None,
    )
    linking = references(page.text, page.view, units, namer.word, language) if linked else []
    linking, amending = _amending(page, units, language, linking) if linked else (linking, [])
    notes = [
        *source.notes, *numbering_notes(tree.units), *doubling_notes(page.text, units), *unread_notes(language),
        *(terms_note(language) if linked else ()), *amending,
    ]  # fmt: skip
    coverage = Coverage(
        parts=parts,
        unplaced=unplaced(page.text, tree.nodes),
        removed=list(text.removed),
        tokens=source.tokens,
        notes=notes,
    )
    defined = terms(page.text, page.view, units, known(language)) if linked else []
    return Outline(
        instrument=instrument,
        text=page.text,
        units=units,
        propositions=propositions(tree.nodes, namer.eids, page.text, page.view, known(language)) if linked else [],
        references=linking,
        terms=defined,
        undefined=undefined(page.text, page.view, units, defined, known(language)) if linked else [],
        marks=marks(page, units, text.hints, kind, known(language), text.removed),
        coverage=coverage,
    )


def _amending(
    page: Page, units: list[Unit], language: str, found: list[Reference]
) -> tuple[list[Reference], list[Note]]:
    """The references of a text, with those of its instructions as ones to the law it amends; and that it amends one.

    Few texts amend, so that what reads instructions is loaded only for one that may.
    """
    if known(language) not in AMENDING or not commanding(page.view):
        return found, []
    from caveat.instrument.amending.instructions import Amendments
    from caveat.instrument.amending.pointing import notes, pointed

    amendments = Amendments(page.text, units, known(language), view=page.view)
    return pointed(found, amendments), notes(amendments)


def _units(tree: Tree, namer: Namer, places: tuple[Place, ...], name: str) -> list[Unit]:
    units = [_unit(node, namer, places) for root in tree.nodes for node in root.walk()]
    if len(units) > MAX_UNITS:
        raise InputError(
            f"the text has more than {MAX_UNITS:,} numbered units", where=name, remedy="Give a single legal text."
        )
    return units


def _unit(node: Node, namer: Namer, places: tuple[Place, ...]) -> Unit:
    return Unit(
        eid=namer.eids[id(node)],
        kind=node.kind,
        number=node.label,
        citation=namer.citations[id(node)],
        heading=node.heading,
        start=node.start,
        end=node.end,
        head_end=node.head_end,
        page=page_at(places, node.start),
        parent=namer.eids.get(id(node.parent)) if node.parent else None,
        boxes=rectangles(places, node.start, node.end),
    )
