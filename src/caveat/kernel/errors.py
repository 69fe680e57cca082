"""Errors that are for people: what, where, and what to do."""

from __future__ import annotations


class CaveatError(Exception):
    """Base of every error that Caveat raises on purpose."""


class InputError(CaveatError):
    """The file or the call is at fault; the command line prints it on one line and exits with status 2.

    Args:
        what: what is wrong, as a clause.
        where: the file, option or place it concerns.
        remedy: what the user can do about it, as an imperative sentence.
    """

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(f"{where}: {what}. {remedy}")

    def __str__(self) -> str:
        return " ".join(super().__str__().split())
