"""Every write of disputes, one module a noun."""
