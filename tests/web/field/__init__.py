"""The phone's page and what it needs to go on without a network."""
