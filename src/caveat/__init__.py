"""Caveat reads a draft cybercrime treaty or a cybercrime law the way a human-rights lawyer does, and shows its work."""

__version__ = "0.1.0"
