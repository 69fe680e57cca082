"""Every document that leaves."""
