"""Findings, checks and what a reviewer decides about them."""

from caveat.review.assess import assess

__all__ = ["assess"]
