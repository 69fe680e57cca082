"""What the elements of Akoma Ntoso are to a reader of the law (OASIS LegalDocML 1.0 and Akoma Ntoso 2.0, 1.0)."""

from __future__ import annotations

from typing import Final

NAMESPACES: Final = ("http://www.akomantoso.org/", "http://docs.oasis-open.org/legaldocml/ns/akn/")
"""How the names of all versions begin: 1.0 and 2.0, and 3.0 with its drafts."""

COLLECTIONS: Final = frozenset({"documentCollection", "officialGazette", "amendmentList"})
DOCUMENTS: Final = COLLECTIONS | {"act", "bill", "doc", "statement", "amendment", "portion"}
REFUSED: Final = {"debate": "a debate", "debateReport": "a report of a debate", "judgment": "a judgment"}

INLINE: Final = frozenset({
    "a", "abbr", "affectedDocument", "argument", "b", "change", "concept", "courtType", "date", "decoration", "def",
    "del", "docAuthority", "docCommittee", "docDate", "docIntroducer", "docJurisdiction", "docNumber",
    "docProponent", "docPurpose", "docStage", "docStatus", "docTitle", "docType", "docketNumber", "embeddedText",
    "entity", "eop", "event", "extractText", "fillIn", "from", "i", "img", "inline", "ins", "judge", "lawyer",
    "legislature", "location", "marker", "mmod", "mod", "mref", "neutralCitation", "object", "omissis", "opinion",
    "organization", "other", "outcome", "party", "person", "placeholder", "process", "quantity", "quotedText",
    "recordedTime", "ref", "relatedDocument", "remark", "rmod", "role", "rref", "session", "shortTitle",
    "signature", "span", "sub", "sup", "term", "time", "u", "vote", "witness", "wrap",
})  # fmt: skip
"""Elements that do not part the words around them."""

ASIDE: Final = {"toc": "contents", "coverPage": "cover page", "presentation": "markup"}
"""What is shown but is no part of the law, and what its words are listed as."""

APART: Final = frozenset(ASIDE) | {"authorialNote", "note", "noteRef"}
"""Elements whose words are no part of the text."""

TERM_BLOCKS: Final = frozenset({"p", "blockList", "li", "tblock"})
"""Blocks that may hold the definition of a term."""

FRONT: Final = frozenset({"preface", "preamble"})
TAILS: Final = frozenset({"wrapUp", "listConclusion", "listWrapUp"})
ATTACHED: Final = frozenset({"attachment", "component"})
QUOTED: Final = frozenset({"quotedStructure", "embeddedStructure"})
"""Words to be put into another law: what looks like a unit in them is none of this text."""

LARGE: Final = frozenset({
    "tome", "book", "part", "title", "chapter", "section", "subtitle", "subpart", "subchapter", "subdivision",
    "division",
})  # fmt: skip
"""Hierarchical elements that hold basic units."""

UNITS: Final = FRONT | TAILS | ATTACHED | LARGE | frozenset({
    "alinea", "article", "blockContainer", "clause", "conclusions", "hcontainer", "indent", "item", "level", "list",
    "paragraph", "point", "proviso", "recital", "rule", "subclause", "sublist", "subparagraph", "subrule",
    "subsection", "transitional",
})  # fmt: skip
"""Elements that may be a unit of the tree."""

NAMED: Final = frozenset({"hcontainer", "blockContainer", "container"})
"""Elements that say in `name` what they are."""

BASIC: Final = ("article", "section", "rule", "regulation", "clause", "principle", "paragraph")
"""What a basic unit may be, the likeliest first."""
