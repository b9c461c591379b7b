"""Papers: docx for what people edit and sign, PDF for what must stay as it is."""

from yingzhou.base.documents.papers.filling import TemplateBroken, UnknownField, fields_of, fill
from yingzhou.base.documents.papers.printing import pdf, receipt_pdf
from yingzhou.base.documents.papers.receipt import receipt_docx

__all__ = ["TemplateBroken", "UnknownField", "fields_of", "fill", "pdf", "receipt_docx", "receipt_pdf"]
