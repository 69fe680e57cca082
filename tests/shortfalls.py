"""Comparing with a truth from which a known shortfall departs."""

from __future__ import annotations

import pytest


def same(wanted: object, found: object, short: str | None) -> None:
    """Assert equality; a known shortfall is an expected failure, and a mistake in the list where it has gone."""
    if short is None:
        assert found == wanted
    elif found == wanted:
        pytest.fail(f"no longer a shortfall, strike it from the list: {short}")
    else:
        pytest.xfail(short)
