"""Inspections on the desk.  Every page asks for a certificate of those at a station."""
