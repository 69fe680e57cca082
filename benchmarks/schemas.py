"""Write the published JSON Schemas: python -m benchmarks.schemas."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from benchmarks.truth import ROOT
from caveat.kernel.deeds import Provisions
from caveat.kernel.shapes import Links, Outline, Shape
from caveat.kernel.verdicts import Review

DOCUMENTS: dict[str, type[Shape]] = {"outline": Outline, "links": Links, "provisions": Provisions, "review": Review}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"caveat.{name}/1",
        **msgspec.json.schema(DOCUMENTS[name]),
    }


def main() -> None:
    """Write one file a document."""
    for name in DOCUMENTS:
        path = ROOT / "src" / "caveat" / "schemas" / f"{name}.json"
        path.write_text(json.dumps(schema(name), indent=1) + "\n", encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
