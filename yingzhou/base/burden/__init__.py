"""负担计: how many seconds and taps a form costs those who fill it in, by form and day, and never by person."""

from yingzhou.base.burden.noting import note
from yingzhou.base.burden.reading import Cost, costs

__all__ = ["Cost", "costs", "note"]
