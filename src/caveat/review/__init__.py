"""Findings, checks and the reasons for them."""
