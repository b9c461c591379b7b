"""Decisions of the registry on plain values, one module a noun."""
