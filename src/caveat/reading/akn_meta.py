"""What an Akoma Ntoso file says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from caveat.language.codes import two_letters

_DATE: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_ADDRESSES: Final = ("/", "#", "http:", "https:", "urn:")
_STAND_INS: Final = ("0001", "9999")
_ALIASES: Final = ("title", "short title", "shorttitle", "long title", "alias", "")
_TITLES: Final = ("docTitle", "shortTitle", "longTitle")
_KINDS: Final = {
    ("act", "treaty"): "treaty",
    ("act", ""): "statute",
    ("bill", ""): "bill",
    ("statement", "resolution"): "resolution",
}
OURS: Final = "#caveat"
"""The source that Caveat names in the identification of what it writes."""


class Metadata:
    """Collects the identification of the first document in a file, and words that only the metadata has."""

    def __init__(self) -> None:
        self.type = ""
        self.ours = False
        self.titles: dict[str, str] = {}
        self.words: list[str] = []
        self._name = ""
        self._level = ""
        self._metas = 0
        self._aliases: dict[str, str] = {}
        self._said: dict[str, str] = {}

    def document(self, element: str, attributes: Mapping[str, str]) -> None:
        """The element of the document itself, such as `act`."""
        self.type, self._name = self.type or element, self._name or attributes.get("name", "").lower()

    def see(self, element: str, attributes: Mapping[str, str]) -> None:
        """One element of the metadata."""
        self._metas += element == "meta"
        if self._metas > 1:
            return
        value = attributes.get("value", "").strip()
        if element in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
            self._level = element
        elif element == "identification":
            self.ours = attributes.get("source") == OURS
        elif element == "FRBRlanguage" and (code := two_letters(attributes.get("language", ""))):
            self._said.setdefault("language", code)
        elif self._level == "FRBRWork":
            self._see_work(element, value, attributes)

    def _see_work(self, element: str, value: str, attributes: Mapping[str, str]) -> None:
        date = _DATE.match(attributes.get("date", ""))
        if element == "FRBRalias" and value and not value.startswith(_ADDRESSES):
            self._aliases.setdefault(attributes.get("name", "").lower(), value)
        elif element == "FRBRdate" and date and date[0][:4] not in _STAND_INS and attributes.get("name") != "unknown":
            self._said.setdefault("date", date[0])
        elif element == "FRBRnumber" and any(map(str.isalpha, value)) and value[0] != "#":
            self._said.setdefault("symbol", value)

    def said(self) -> dict[str, str]:
        """Title, date, symbol, language and kind of the instrument, as far as the file tells."""
        titles = [self._aliases.get(name) for name in _ALIASES] + [self.titles.get(name) for name in _TITLES]
        title = next(filter(None, titles), "")
        kind = _KINDS.get((self.type, self._name)) or _KINDS.get((self.type, ""), "")
        return {key: value for key, value in {**self._said, "title": title, "kind": kind}.items() if value}
