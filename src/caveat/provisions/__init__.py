"""The tree becomes what the text does."""

from caveat.provisions.extract import extract

__all__ = ["extract"]
