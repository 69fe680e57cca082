"""Spans, elements, errors, bounds: the shapes that travel."""
