"""Canonical text becomes the legal tree."""

from caveat.instrument.build import build

__all__ = ["build"]
