"""What a web page must be, as checks that name what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from lxml import etree

from caveat.kernel.source import words

Node = Any
"""An element; what XPath gives is not typed any closer."""


def _names(text: str) -> frozenset[str]:
    return frozenset(words(text))


BLOCKS = _names(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav "
    "ol p pre section table ul"
)
PHRASING_ONLY = _names("p h1 h2 h3 h4 h5 h6 span a bdi mark q cite strong summary dt code th")
PARENTS = {
    "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"},
    "thead": {"table"}, "tbody": {"table"}, "figcaption": {"figure"}, "summary": {"details"},
}  # fmt: skip
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd"}, "table": {"thead", "tbody"}, "tr": {"td", "th"}}
ALLOWED = _names(
    "html head meta title style body a header div p span h1 h2 h3 h4 h5 h6 nav details summary ul ol li main section "
    "table thead tbody tr th td blockquote figure figcaption dl dt dd q cite bdi mark br strong code"
)


def parsed(page: str) -> Node:
    """The page, read as strictly as XML is read."""
    return etree.fromstring(page.encode(), etree.XMLParser(recover=False, resolve_entities=False, huge_tree=True))


def has_class(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


def law_words(root: Node) -> list[str]:
    """The words of the full text, without what the page adds to them."""
    return words(_OPENING_OR_CLOSING.sub("", _law(root)))


def marked_words(root: Node) -> dict[int, list[str]]:
    """By number, the words of the full text from where a passage opens to where it closes."""
    law = _law(root)
    numbers = [int(found[1]) for found in _OPENING_OR_CLOSING.finditer(law) if found[0][0] == "\ue000"]
    return {one: words(_OPENING_OR_CLOSING.sub("", _between(law, one))) for one in numbers}


def _between(law: str, number: int) -> str:
    return law.partition(f"\ue000{number}\ue002")[2].partition(f"\ue001{number}\ue002")[0]


_OPENING_OR_CLOSING = re.compile("[\ue000\ue001](\\d+)\ue002")


def _law(root: Node) -> str:
    """The full text; characters of the private use area stand where passages open and close."""
    law = parsed(etree.tostring(root.xpath("//div[@class='law']")[0], encoding="unicode", with_tail=False))
    for added in law.xpath(f".//*[{has_class('added')}]"):
        call = added.get("class").startswith("call")
        added.text = f"\ue001{added.get('href').partition('@')[2]}\ue002" if call else None
        for child in list(added):
            added.remove(child)
    for place in law.xpath(f".//*[{has_class('place')}]"):
        place.text = f"\ue000{place.get('id').partition('@')[2]}\ue002"
    return "".join(law.itertext())


def faults(root: Node) -> list[str]:
    """Everything that is wrong with a page, one line each."""
    return [*links(root), *nesting(root), *outside(root), *headings(root), *landmarks(root), *labels(root)]


def links(root: Node) -> Iterator[str]:
    ids = Counter(root.xpath("//@id"))
    yield from (f"id {name!r} occurs {count} times" for name, count in ids.items() if count > 1)
    yield from (f"id {name!r} is empty or has a blank" for name in ids if not name or re.search(r"\s", name))
    for href in root.xpath("//@href"):
        if not href.startswith("#") or href[1:] not in ids:
            yield f"{href!r} leads nowhere in the page"


def nesting(root: Node) -> Iterator[str]:
    for one in root.iter(etree.Element):
        above = one.getparent().tag if one.getparent() is not None else None
        if one.tag not in ALLOWED:
            yield f"<{one.tag}> is not expected"
        if one.tag in PARENTS and above not in PARENTS[one.tag]:
            yield f"<{one.tag}> in <{above}>"
        if above in CHILDREN and one.tag not in CHILDREN[above]:
            yield f"<{one.tag}> in <{above}>"
        if above in PHRASING_ONLY and one.tag in BLOCKS:
            yield f"<{one.tag}> in <{above}>"
        if one.tag == "a" and one.xpath("ancestor::a"):
            yield "a link in a link"


def outside(root: Node) -> Iterator[str]:
    """Whatever could load or run something."""
    for one in root.iter(etree.Element):
        for name in one.attrib:
            if name.startswith("on") or name in ("src", "srcset", "style", "action", "formaction", "background"):
                yield f"<{one.tag} {name}=...>"
    css = "".join(root.xpath("//style/text()"))
    yield from (f"the style sheet has {found}" for found in re.findall(r"url\(|@import|@font-face|expression\(", css))


def headings(root: Node) -> Iterator[str]:
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "there is not one h1, and it first"
    yield from (f"h{before} is followed by h{after}" for before, after in pairwise(levels) if after > before + 1)
    for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if not spoken(one):
            yield f"an empty {one.tag}"


def landmarks(root: Node) -> Iterator[str]:
    for name, count in (("main", 1), ("header", None), ("nav", 1)):
        found = root.xpath(f"//{name}")
        if not found or (count and len(found) != count):
            yield f"<{name}> occurs {len(found)} times"
    yield from ("a nav without a name" for one in root.iter("nav") if not one.get("aria-label"))
    ids = set(root.xpath("//@id"))
    for name in root.xpath("//@aria-labelledby"):
        if name not in ids:
            yield f"nothing is called {name!r}"
    first = root.xpath("//body/*")[0]
    if first.tag != "a" or first.get("href") != "#main" or first.get("class") != "skip":
        yield "the skip link does not come first"
    if not root.get("lang") or root.xpath("//blockquote[not(@lang)] | //q[not(@lang)]"):
        yield "a language is not told"


def labels(root: Node) -> Iterator[str]:
    for one in root.iter("a"):
        hidden = one.xpath("ancestor-or-self::*[@aria-hidden='true']")
        if not hidden and not (one.get("aria-label") or spoken(one)):
            yield f"a link to {one.get('href')} without a name"
        if hidden and one.get("tabindex") != "-1":
            yield "a hidden link can be reached with the keyboard"
    yield from ("a column or row without scope" for one in root.iter("th") if one.get("scope") not in ("row", "col"))
    for one in root.xpath(f"//*[{has_class('sign')}]"):
        if len(words("".join(one.itertext()))) < 1 or not one.xpath("span[@aria-hidden='true']"):
            yield "a severity without a word or a mark"


def spoken(one: Node) -> str:
    """What a screen reader would say of an element."""
    return "".join(one.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]")).strip()
