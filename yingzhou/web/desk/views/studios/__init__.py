"""Mediation studios: the diary, the desk for who walks in, and what stands on the door."""
