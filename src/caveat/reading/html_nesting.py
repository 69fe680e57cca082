"""A page's nesting made explicit and bounded, in one linear pass, before any parser sees it.

Old pages leave paragraphs, cells and list items open, close what they never
opened and write on after `</html>`; a parser nests the first without end and
drops the last. Here every element is closed where a browser would close it,
so that depth counts real nesting only and no text is lost. Where a paragraph
ends, what was opened inside it ends too. The rules follow the HTML standard,
section 13.2 (tokenization, implied end tags, element scopes).
"""

from __future__ import annotations

import re
from typing import Final

from caveat.kernel.bounds import MAX_NESTING
from caveat.kernel.errors import InputError

_MARKUP: Final = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)"
    r"(?P<attributes>(?:=\s*(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))|[^>=]+|=)*+)(?:>|\Z)"
    r"|<[!?/][^>]*(?:>|\Z)",
    re.DOTALL,
)
_SELF_CLOSED: Final = re.compile(r"(?:\A|[\s\"'])/\Z")
_MAX_ATTRIBUTES: Final = 20_000


def names(text: str) -> frozenset[str]:
    """A set of names given as words."""
    return frozenset(text.split())


BLOCKS: Final = names(
    """address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu
    nav ol optgroup option p pre search section summary table tbody td tfoot th thead title tr ul xmp"""
)
"""Elements that stand on lines of their own."""

_IGNORED: Final = names(
    """area base basefont bgsound col command embed frame img input isindex keygen link meta param source track wbr
    font plaintext"""
)
"""Tags that hold no text or say nothing of it."""

_INLINE: Final = names(
    """abbr acronym bdi bdo big cite code del dfn em i ins kbd label mark nobr q s samp small span strike strong sub sup
    tt u var"""
)
_SYNONYMS: Final = {"b": "strong"}
"""Names that the parser behind lxml treats otherwise than a browser does: it ends a `b` at every paragraph."""

_ROOTS: Final = names("html body")
_LEAVES: Final = _ROOTS | {"br", "hr"}
_LINE_ENDS: Final = BLOCKS | {"br"}
_RAW: Final = names("script style xmp iframe noembed noframes")
_PLAIN: Final = names("title textarea")

_SCOPE: Final = names("table td th caption object template button select svg math")
_LISTS: Final = _SCOPE | names("ul ol menu dir dl")
_TABLE, _ROW, _CELLS = names("table"), names("tr"), names("td th caption")
_GROUPS: Final = names("thead tbody tfoot")
_TABLE_PARTS: Final = _TABLE | _ROW | _CELLS | _GROUPS
HEADINGS: Final = names("h1 h2 h3 h4 h5 h6")
_P, _LI, _TERMS = names("p"), names("li"), names("dt dd")
_OPTION, _OPTGROUP, _SELECT = names("option"), names("optgroup"), names("select")

_Implied = tuple[tuple[frozenset[str], frozenset[str]], ...]
_IMPLIED: Final[dict[str, _Implied]] = {
    **dict.fromkeys(BLOCKS - _TABLE_PARTS | _TABLE, ((_P, _SCOPE),)),
    **dict.fromkeys(HEADINGS, ((HEADINGS, _SCOPE), (_P, _SCOPE))),
    **dict.fromkeys(_LI, ((_LI, _LISTS), (_P, _SCOPE))),
    **dict.fromkeys(_TERMS, ((_TERMS, _LISTS), (_P, _SCOPE))),
    **dict.fromkeys(_CELLS, ((_CELLS, _ROW | _TABLE),)),
    **dict.fromkeys(_ROW, ((_ROW, _TABLE), (_CELLS, _TABLE))),
    **dict.fromkeys(_GROUPS, ((_GROUPS, _TABLE), (_ROW, _TABLE), (_CELLS, _TABLE))),
    **dict.fromkeys(_OPTION, ((_OPTION, _SELECT),)),
    **dict.fromkeys(_OPTGROUP, ((_OPTGROUP, _SELECT), (_OPTION, _SELECT))),
    "a": ((names("a"), BLOCKS | _SCOPE),),
    "body": ((names("head"), frozenset()),),
}
"""What a start tag closes first, and which open elements shield it."""


def _end_shields(name: str) -> frozenset[str]:
    """What an end tag cannot reach through: tables keep their parts, and blocks what they hold from inline tags."""
    if name in _TABLE_PARTS:
        return _TABLE - {name}
    return BLOCKS | _SCOPE if name in _INLINE else _SCOPE - {name}


def explicit(markup: str, name: str) -> str:
    """The same page, comments and doctype left out, with an end tag for every element that has text inside.

    Raises InputError where elements nest deeper than `MAX_NESTING`; `name` is the file that it names.
    """
    page = _Page(markup, name)
    while page.step():
        pass
    return "".join(page.out)


class _Page:
    """The tags written so far and the elements still open, outermost first."""

    def __init__(self, markup: str, name: str) -> None:
        self.markup, self.name, self.position = markup, name, 0
        self.strict = markup[:200].lstrip().startswith("<?xml")
        self.out: list[str] = []
        self.open: list[str] = []

    def step(self) -> bool:
        """Copy the text up to the next tag and write the tag; false at the end of the page."""
        match = _MARKUP.search(self.markup, self.position)
        if match is None:
            self.out += (self.markup[self.position :], *(f"</{name}>" for name in reversed(self.open)))
            return False
        self.out.append(self.markup[self.position : match.start()])
        self.position = match.end()
        if match["name"]:
            write = self._end if match["end"] else self._start
            name = match["name"].lower()
            write(_SYNONYMS.get(name, name), match["attributes"])
        return True

    def _start(self, name: str, attributes: str) -> None:
        if name in _IGNORED:
            return
        for targets, shields in _IMPLIED.get(name, ()):
            self._close(targets, shields)
        closed = _SELF_CLOSED.search(attributes) is not None
        attributes = "" if len(attributes) > _MAX_ATTRIBUTES else attributes.removesuffix("/") if closed else attributes
        self.out.append(f"<{name}{attributes}>")
        if name in _RAW | _PLAIN and not (closed and self.strict):
            self._raw(name)
        elif closed and name not in _LEAVES:
            self.out.append(f"</{name}>")
        elif name not in _LEAVES:
            self._push(name)

    def _push(self, name: str) -> None:
        self.open.append(name)
        if len(self.open) > MAX_NESTING:
            raise InputError(
                f"tags are nested more than {MAX_NESTING} deep",
                where=self.name,
                remedy="Save the page from a browser as plain text and read that.",
            )

    def _raw(self, name: str) -> None:
        """Copy what is text to the browser too, with no sign left in it that could be taken for a tag."""
        end = re.compile(rf"</{name}(?=[\s/>])[^>]*>|\Z", re.IGNORECASE).search(self.markup, self.position)
        start, self.position = self.position, end.end() if end else len(self.markup)
        content = self.markup[start : end.start() if end else None]
        self.out.append(content.replace("<", "&lt;" if name in _PLAIN else " ") + f"</{name}>")

    def _end(self, name: str, _: str) -> None:
        """Close the element; where none is open, a block's end still ends the line."""
        closes = name not in _IGNORED and name not in _LEAVES
        if not (closes and self._close(frozenset((name,)), _end_shields(name))) and name in _LINE_ENDS:
            self.out.append("<br>")

    def _close(self, targets: frozenset[str], shields: frozenset[str]) -> bool:
        """Close the innermost open target and all opened since, unless a shield stands in between."""
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth] in targets:
                self.out += (f"</{name}>" for name in reversed(self.open[depth:]))
                del self.open[depth:]
                return True
            if self.open[depth] in shields:
                return False
        return False
