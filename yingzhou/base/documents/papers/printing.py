"""PDF from Typst templates, with the Noto faces embedded.  What is filled in is data, never markup."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import typst

from yingzhou.base.clock import now
from yingzhou.base.documents.papers.filling import shown

TEMPLATES = Path(__file__).parent / "typst"


def pdf(template: Path, values: Mapping[str, Any], *, at: datetime | None = None) -> bytes:
    """The template with its values as `json(bytes(sys.inputs.values))`, days written out and gaps shown as blanks."""
    return typeset(template, shown(dict(values)), at=at)


def typeset(template: Path, told: Mapping[str, Any], *, at: datetime | None = None) -> bytes:
    """The template with exactly what it is told; PDF/A-2b.  The same input at the same moment gives the same bytes.

    The template sees its own folder, our faces and nothing else: no network, no package, no face of the machine.
    """
    written = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=_faces(),
        package_path=str(template.parent / "packages"),
        package_cache_path=str(template.parent / "packages"),
        sys_inputs={"values": json.dumps(told, ensure_ascii=False)},
        pdf_standards=["a-2b"],
        timestamp=(at or now()).replace(microsecond=0),
    )
    return bytes(written)


@cache
def _faces() -> typst.Fonts:
    """The Noto faces, read once a process."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(fonts.serif_path().parent)])


def receipt_pdf(
    *, title: str, facts: Sequence[tuple[str, Any]], note: str = "", foot: str = "", at: datetime | None = None
) -> bytes:
    """A plain receipt: a title, facts in two columns, a note, a line at the foot."""
    rows = [[str(label), shown(value)] for label, value in facts]
    return pdf(TEMPLATES / "receipt.typ", {"title": title, "facts": rows, "note": note or " ", "foot": foot or " "}, at=at)
