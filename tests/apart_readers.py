"""Readers that misbehave, to be run in a process of their own."""

from __future__ import annotations

import os
import sys
import time

from caveat.kernel.errors import InputError
from caveat.kernel.shapes import Note, Removed
from caveat.kernel.source import Hint, Place, Reading


def reads(data: bytes, name: str) -> Reading:
    print("a library that talks")
    text = f"{name}: {data.decode()}"
    return Reading(
        text,
        hints=(Hint(0, 2, "heading", 1), Hint(1, 1, "anchor", number="1")),
        removed=(Removed(reason="foot", page=2, text="off"),),
        metadata={"title": "é"},
        pages=2,
        places=(Place(0, 3, 1, (1.0, 2.0, 3.0, 4.5)),),
        notes=(Note(kind="k", message="m"),),
    )


def refuses(data: bytes, name: str) -> Reading:
    raise InputError("it is no good", where=name, remedy="Try another.")


def aborts(data: bytes, name: str) -> Reading:
    os.abort()


def leaves(data: bytes, name: str) -> Reading:
    sys.exit(0)


def hangs(data: bytes, name: str) -> Reading:
    while True:
        time.sleep(1)


def eats(data: bytes, name: str) -> Reading:
    return Reading("x" * 10**6 * int(data))


def errs(data: bytes, name: str) -> Reading:
    raise KeyError(name)
