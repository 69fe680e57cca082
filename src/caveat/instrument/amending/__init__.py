"""Amending texts: their instructions, and the texts that they amend as they read thereafter."""
