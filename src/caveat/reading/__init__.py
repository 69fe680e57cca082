"""A file becomes canonical text with positions."""

from caveat.reading.reader import read, read_bytes

__all__ = ["read", "read_bytes"]
