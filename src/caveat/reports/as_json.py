"""Any document that travels, as JSON."""

from __future__ import annotations

import msgspec

from caveat.kernel.shapes import Shape


def to_json(document: Shape) -> str:
    """The document as indented JSON with a final line end; non-ASCII characters stand as they are."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"
