"""A file becomes canonical text with positions."""
