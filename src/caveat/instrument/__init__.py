"""Canonical text becomes the legal tree."""
