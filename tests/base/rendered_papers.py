"""Papers as pictures: how tests look at them, and how their references are made.

`python -m tests.base.paper_references` writes the references anew; look at each before it is committed.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pylopdf_fonts_zh_cn as fonts
import typst
from PIL import Image

from yingzhou.base.documents import wording
from yingzhou.base.documents.issuing import heading
from yingzhou.base.documents.issuing.composing import Composed, compose
from yingzhou.base.documents.issuing.making import in_word
from yingzhou.base.documents.papers import fill
from yingzhou.base.documents.papers.paper_pdf import data_of, lines_of, template_of
from yingzhou.base.documents.papers.printing import TEMPLATES
from yingzhou.rulebook.paper_kinds import kind as kind_of
from yingzhou.rulebook.paper_kinds import kinds

REFERENCES = Path(__file__).parent.parent / "data" / "papers"
#: Low enough to be small, high enough that a missing line shows.
PPI = 48
ON, LAST_OF_ORDER_20 = date(2026, 5, 20), date(2026, 4, 14)
#: What is kept as a picture: every kind filled with its samples, one with its gaps, one under the order before.
SHOWN: Mapping[str, tuple[str, date, bool]] = {
    **{name: (name, ON, True) for name in kinds()},
    "complaint.registration-blank": ("complaint.registration", ON, False),
    "complaint.refusal-order20": ("complaint.refusal", LAST_OF_ORDER_20, True),
}
FACES = [str(fonts.serif_path().parent)]


def composed(name: str) -> Composed:
    """One of SHOWN, with a number of its kind and a bureau of no place."""
    kind, on, is_filled = SHOWN[name]
    told = kind_of(kind)
    fields = told.fields(on)
    values = {key: each.sample for key, each in fields.items() if not each.auto} if is_filled else {}
    counted = "1号" if told.layout == "official" else "第1号"
    number = f"×市监{told.series}〔{on.year}〕{counted}" if told.is_numbered else ""
    with bureau_of_no_place():
        return compose(told, values, on=on, rules_on=on, number=number)


@contextmanager
def bureau_of_no_place() -> Iterator[None]:
    """Papers without a net, and so without a database."""
    known = tuple(heading._named)
    heading.name_the_bureau(lambda day: "芦洲县市场监督管理局")
    try:
        yield
    finally:
        heading._named[:] = known


def pictures(source: Path | bytes, told: Mapping[str, Any], *, ppi: float = PPI) -> list[np.ndarray]:
    """The pages as gray pictures, white 255."""
    found = _compile(source, told, ppi)
    return [np.asarray(Image.open(io.BytesIO(page)).convert("L")) for page in found]


def colored(source: Path | bytes, told: Mapping[str, Any], *, ppi: float) -> list[np.ndarray]:
    """The pages in color."""
    return [np.asarray(Image.open(io.BytesIO(page)).convert("RGB")).astype(int) for page in _compile(source, told, ppi)]


def _compile(source: Path | bytes, told: Mapping[str, Any], ppi: float) -> list[bytes]:
    made = typst.compile(
        source if isinstance(source, bytes) else str(source),
        root=str(TEMPLATES),
        font_paths=FACES,
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(told, ensure_ascii=False)},
        format="png",
        ppi=ppi,
    )
    return made if isinstance(made, list) else [made]


def sheet(name: str) -> np.ndarray:
    """All pages of a paper, one under the other."""
    paper = composed(name)
    return np.vstack(pictures(TEMPLATES / template_of(paper), data_of(paper)))


def reference(name: str) -> np.ndarray:
    return np.asarray(Image.open(REFERENCES / f"{name}.png").convert("L"))


def word_file(name: str) -> bytes:
    """The shipped Word template of one of SHOWN, filled."""
    kind, on, _is_filled = SHOWN[name]
    return fill(wording.shipped_docx(kind, on=on), in_word(composed(name).words))


def words_of(content: bytes) -> str:
    """The words of a Word file, line by line."""
    return "".join(f"{line}\n" for line in lines_of(content))


def write_references() -> None:
    """A picture of sixteen grays and the words of the Word file, for each of SHOWN."""
    REFERENCES.mkdir(parents=True, exist_ok=True)
    for name in SHOWN:
        Image.fromarray(sheet(name)).quantize(16).save(REFERENCES / f"{name}.png", optimize=True)
        (REFERENCES / f"{name}.txt").write_text(words_of(word_file(name)), encoding="utf-8")
