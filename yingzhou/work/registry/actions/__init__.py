"""Every write of the registry, one module a noun."""
