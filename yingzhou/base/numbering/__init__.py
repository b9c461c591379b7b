"""Gap-free, duplicate-free numbers of documents and matters."""

from yingzhou.base.numbering.counting import next_number

__all__ = ["next_number"]
