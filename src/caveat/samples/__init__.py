"""Invented drafts and a bill that come with the package."""
