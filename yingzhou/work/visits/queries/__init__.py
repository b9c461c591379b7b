"""Every read of visits, one file a noun."""
