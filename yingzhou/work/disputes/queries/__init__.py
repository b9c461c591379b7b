"""Every read of disputes; each takes who is asking."""
