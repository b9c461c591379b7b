"""Every read of the registry has a name and takes who is asking."""
