"""The shipped wording as a Word template, built from the rulebook: named fields, the faces of official papers."""

from yingzhou.base.documents.wording.building import shipped_docx

__all__ = ["shipped_docx"]
