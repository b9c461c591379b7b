"""Opening a template somebody sent: what it asks for, whether it can be filled, whether it reaches outside.  Runs in the sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from yingzhou.base.documents.papers.filling import TemplateBroken, fields_of, fill

#: Fields of Word that fetch something when the file is opened.
_FETCHING = ("INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", "DDE ", "LINK ", "IMPORT ")


def try_out(path: str, known: list[str], values: Mapping[str, Any]) -> dict[str, Any]:
    """Open the template for real: what reaches outside, which fields nobody knows, whether it fills.  Runs in the sandbox."""
    content = Path(path).read_bytes()
    if outside := _outside(path):
        return {"outside": outside}
    try:
        asked = fields_of(content)
        unknown = [name for name in asked if name not in known]
        if not unknown:
            fill(content, values)
    except TemplateBroken as broken:
        return {"fault": str(broken.facts["fault"])}
    return {"asked": asked, "unknown": unknown}


def _outside(path: str) -> str:
    """The first thing in the package that points or fetches from outside it; "" where nothing does."""
    document = DocxTemplate(path)
    document.init_docx()
    for part in document.docx.part.package.iter_parts():
        for link in part.rels.values():
            if link.is_external:
                return str(link.target_ref)[:80]
        if str(part.partname).endswith(".xml"):
            text = part.blob.decode("utf-8", "replace")
            if found := next((each for each in _FETCHING if f">{each}" in text or f"> {each}" in text), ""):
                return found.strip()
    return ""
