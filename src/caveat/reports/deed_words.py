"""What provisions do, in the few words that reports share."""

from __future__ import annotations

from caveat.kernel.deeds import Authorisation, Penalty


def penalty_words(penalty: Penalty | None) -> str:
    """A punishment, such as "at most 5 years; a fine"."""
    if penalty is None:
        return "none stated"
    years = [
        f"{label} {value:g} years"
        for label, value in (("at least", penalty.min_years), ("at most", penalty.max_years))
        if value is not None
    ]
    grave = [name for name in ("death", "life", "corporal", "unlimited") if getattr(penalty, name)]
    fine = ["a fine"] if penalty.fine else []
    return (
        "; ".join([*grave, *years, *fine, *([f"as in {penalty.by_reference}"] if penalty.by_reference else [])])
        or "left open"
    )


def authorisation_words(allowed: Authorisation) -> str:
    """Whether a power needs leave, when and whose, such as "mandatory (prior, court)"."""
    details = [part for part in (allowed.timing, allowed.body) if part and part != "unspecified"]
    return allowed.value + (f" ({', '.join(details)})" if details else "")
