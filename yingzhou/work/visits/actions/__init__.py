"""Every write of visits, one file a noun."""
