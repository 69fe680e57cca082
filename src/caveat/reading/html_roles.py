"""What an element of a page is to a reader of law, judged from its own name and attributes alone.

Akoma Ntoso shown as HTML keeps its element names as classes (`akn-section`) or
as elements of its own (`akn-section`, `akn:section`); they are read by the
vocabulary of that standard. Everything else is HTML, WAI-ARIA, DPUB-ARIA and
the naming habits of site builders.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from caveat.reading.html_nesting import BLOCKS, HEADINGS, names

SCRIPT: Final = "script"
TITLE: Final = "page title"
FURNITURE: Final = "page furniture"
HIDDEN: Final = "hidden text"
CONTROL: Final = "page control"
"""Furniture, unless it heads a unit that unfolds below it."""

Chrome = Literal["", "header", "furniture", "hidden"]
GENERIC, LAW, AKN = 1, 2, 3
"""How much it says of an element that it is a main part, names law, or is Akoma Ntoso."""


class Role(NamedTuple):
    """What one element is.

    `sink` says why its text is never part of the law, `chrome` what it is
    unless it turns out to hold the law, `shelter` (0, GENERIC, LAW, AKN) how
    likely it is the part of the page that holds the law. `seam` marks a number
    or a note mark that stands apart from the word beside it. `heading` is a
    level, 0 for none; `titled` says that a single line in it is a heading;
    `akn` is an Akoma Ntoso name.
    """

    block: bool = False
    sink: str = ""
    chrome: Chrome = ""
    shelter: int = 0
    heading: int = 0
    titled: bool = False
    bold: bool | None = None
    link: bool = False
    seam: Literal["", "number", "reference"] = ""
    note: bool = False
    verbatim: bool = False
    akn: str = ""


AKN_UNITS: Final = names(
    """alinea article attachment book chapter clause component division indent level list paragraph part point
    proviso rule section subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle
    title tome"""
)
"""Akoma Ntoso elements that carry a number and a heading."""

_AKN_INLINE: Final = names(
    """a abbr affecteddocument argument authorialnote b concept courttype date decoration def defendant del docauthority
    doccommittee docdate docintroducer docjurisdiction docketnumber docnumber docproponent docpurpose docstage
    docstatus doctitle doctype entity event fillin heading i img inline ins judge lawyer legislature location marker
    mmod mod mref neutralcitation noteref num object omissis opinion organization outcome party person placeholder
    process quantity quotedtext ref relateddocument remark rmod role rref session shorttitle signature span sub sup
    term time u vote"""
)
_SINKS: Final = {
    **dict.fromkeys(names("script style template noscript"), SCRIPT),
    "title": TITLE,
    "button": CONTROL,
    **dict.fromkeys(
        names(
            """nav select option datalist textarea iframe noembed noframes audio video canvas object svg map
            meter progress"""
        ),
        FURNITURE,
    ),
}
_SINK_ROLES: Final = {**dict.fromkeys(names("navigation search menu menubar toolbar"), FURNITURE), "button": CONTROL}
_CHROME_TAGS: Final[dict[str, Chrome]] = {
    "header": "header", "footer": "furniture", "aside": "furniture", "form": "furniture", "dialog": "furniture",
}  # fmt: skip
_CHROME_ROLES: Final[dict[str, Chrome]] = {
    "banner": "header", "contentinfo": "furniture", "complementary": "furniture", "dialog": "furniture",
    "alertdialog": "furniture", "form": "furniture",
}  # fmt: skip
_CHROME_WORDS: Final = names(
    """nav navbar navigation topnav subnav menu submenu breadcrumb breadcrumbs cookie cookies footer sidebar toolbar
    pagination pager skiplink skiplinks newsletter advert advertisement toc"""
)
_CHROME_IDS: Final = names("nav navbar navigation menu breadcrumb breadcrumbs footer sidebar toolbar")
"""Fewer than the classes: an `id` is often made from the words of a heading of the law."""
_HEADER_TOKENS: Final = names("masthead banner topbar site-header page-header siteheader")
_MAIN_TAGS: Final = names("main article")
_MAIN_WORDS: Final = names("main content contents document article")
_LAW_WORDS: Final = names("legislation act law statute treaty convention regulation leg")
_NO_SHELTER: Final = names("html body li td p")
_HEADING_WORDS: Final = names("heading title subtitle ti sti")
_NUMBER_WORDS: Final = names("num no nr number enumerator")
_REFERENCE_WORDS: Final = names("ref reference anchor call mark marker link backref tag")
_NOTE_ROLES: Final = names("doc-footnote doc-endnote doc-endnotes")
_VERBATIM: Final = names("pre xmp listing")

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NOTE_CLASS: Final = re.compile(r"footnote|endnote|authorialnote", re.IGNORECASE)
_NOTE_LINK: Final = re.compile(r"#[^/\s]{0,80}?(?:fn|ftn|note|ntr|ntc)", re.IGNORECASE)
_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font\s*:\s*bold", re.IGNORECASE)
_LIGHT: Final = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PRE: Final = re.compile(r"white-space\s*:\s*pre\b", re.IGNORECASE)
_AKN_CLASS: Final = re.compile(r"(?:\A|\s)akn-(\w+)|(?:\A|\s)akoma-?ntoso(?:\s|\Z)", re.IGNORECASE)
_AKN_TAG: Final = re.compile(r"(?:akn|an)[-:](\w+)|(?:la-)?akoma-?ntoso", re.IGNORECASE)


@lru_cache(maxsize=4096)
def role_of(tag: str, classes: str, identity: str, aria: str, style: str, href: str, hidden: bool) -> Role:
    """The role of an element with this name, `class`, `id`, `role`, `style` and `href`; `hidden` is the attribute."""
    akn = _akn(tag, classes)
    if sink := _SINKS.get(tag) or _SINK_ROLES.get(aria):
        return Role(block=tag in BLOCKS, sink=sink)
    block = tag in BLOCKS or tag == "br" or (bool(akn) and akn not in _AKN_INLINE)
    note, seam = _note(classes, aria, akn), _seam(classes, aria, href, akn, block)
    return Role(
        block=block,
        chrome="" if note else "hidden" if hidden or _UNSEEN.search(style) else _chrome(tag, classes, identity, aria),
        shelter=_shelter(tag, classes, identity, aria, akn) if block else 0,
        heading=int(tag[1]) if tag in HEADINGS else 5 if aria == "heading" else 0,
        titled=not akn and tag in ("p", "div", "center") and not _words(classes).isdisjoint(_HEADING_WORDS),
        bold=_bold(tag, classes, style),
        link=tag == "a" and bool(href),
        seam=seam,
        note=note and not seam,
        verbatim=tag in _VERBATIM or _PRE.search(style) is not None,
        akn=akn,
    )


def _tokens(*names: str) -> list[str]:
    return " ".join(names).lower().split()


def _words(*names: str) -> set[str]:
    """The words that names are made of: `LegP1No main-menu` gives leg, p, no, main, menu."""
    return {word.lower() for word in _WORD.findall(" ".join(names))}


def _akn(tag: str, classes: str) -> str:
    match = _AKN_TAG.fullmatch(tag) or _AKN_CLASS.search(classes)
    return (match[1] or "akomaNtoso").lower() if match else ""


def _chrome(tag: str, classes: str, identity: str, aria: str) -> Chrome:
    chrome = _CHROME_ROLES.get(aria) or _CHROME_TAGS.get(tag, "")
    if chrome or tag not in BLOCKS - HEADINGS or tag == "body":
        return chrome
    if _words(classes) & _CHROME_WORDS or _words(identity) & _CHROME_IDS:
        return "furniture"
    return "header" if identity == "header" or _HEADER_TOKENS.intersection(_tokens(classes, identity)) else ""


def _shelter(tag: str, classes: str, identity: str, aria: str, akn: str) -> int:
    if akn:
        return AKN
    if tag in _NO_SHELTER:
        return 0
    words = _words(classes, identity)
    if words & _LAW_WORDS:
        return LAW
    return GENERIC if tag in _MAIN_TAGS or aria == "main" or words & _MAIN_WORDS else 0


def _bold(tag: str, classes: str, style: str) -> bool | None:
    if _LIGHT.search(style):
        return False
    return True if tag == "strong" or _BOLD.search(style) or "bold" in _words(classes) else None


def _note(classes: str, aria: str, akn: str) -> bool:
    return aria in _NOTE_ROLES or akn == "authorialnote" or bool(_NOTE_CLASS.search(classes))


def _seam(classes: str, aria: str, href: str, akn: str, block: bool) -> Literal["", "number", "reference"]:
    if akn == "num":
        return "number"
    if block:
        return ""
    words = _words(classes)
    noted = _NOTE_CLASS.search(classes) is not None or "note" in words
    if aria == "doc-noteref" or akn == "noteref" or _NOTE_LINK.match(href) or (noted and words & _REFERENCE_WORDS):
        return "reference"
    last = _WORD.findall(classes)[-1:]
    return "number" if last and last[0].lower() in _NUMBER_WORDS else ""
