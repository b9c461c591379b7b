"""Papers compared with references somebody has looked at: as pictures, as words, and as Word would open them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from docx import Document
from docx.table import Table

from tests.base.rendered_papers import ON, REFERENCES, SHOWN, bureau_of_no_place, composed, reference, sheet, word_file, words_of
from yingzhou.base.documents import wording
from yingzhou.base.documents.issuing.composing import compose
from yingzhou.base.documents.issuing.making import in_word
from yingzhou.base.documents.papers import fill
from yingzhou.base.documents.papers.filling import BLANK
from yingzhou.rulebook.paper_kinds import kinds
from yingzhou.rulebook.paper_kinds.reading import names_in

OFFICE = shutil.which("soffice")
#: The share of pixels that may differ strongly: half a line of text is more.
LET_PASS = 0.0003


@pytest.mark.parametrize("name", SHOWN)
def test_a_paper_looks_as_it_did_when_somebody_last_looked(name):
    drawn, kept = sheet(name), reference(name)

    assert drawn.shape == kept.shape, "another number of pages"
    apart = np.abs(drawn.astype(int) - kept.astype(int))
    assert apart.mean() < 1.5
    assert (apart > 96).mean() < LET_PASS


def test_a_picture_with_one_line_less_is_noticed():
    kept = reference("complaint.acceptance").astype(int)
    changed = kept.copy()
    inked = np.where((kept < 128).any(axis=1))[0]
    changed[inked[60] : inked[60] + 10] = 255

    apart = np.abs(changed - kept)

    assert (apart > 96).mean() > LET_PASS


def test_every_reference_belongs_to_a_paper_and_is_small():
    kept = {path.stem: path.stat().st_size for path in REFERENCES.glob("*.png")}

    assert sorted(kept) == sorted(SHOWN)
    assert max(kept.values()) < 40_000


@pytest.mark.parametrize("name", SHOWN)
def test_the_word_file_says_what_it_said_when_somebody_last_looked(name):
    kept = (REFERENCES / f"{name}.txt").read_text(encoding="utf-8")

    assert words_of(word_file(name)) == kept


@pytest.mark.parametrize("name", kinds())
def test_every_field_is_filled_and_no_brace_is_left(name):
    made = composed(name)

    words = words_of(word_file(name))

    shown = [each for key, each in made.words.items() if isinstance(each, str) and key not in ("law", "number")]
    used = [each for each in shown if each != BLANK and any(each in str(block) for block in made.blocks)]
    assert [each for each in used if each.split("\n")[0] not in words] == []
    assert not [mark for mark in ("{{", "}}", "{%", "%}") if mark in words]


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_a_field_nobody_filled_is_a_line_to_be_seen(kind):
    with bureau_of_no_place():
        made = compose(kind, {}, on=ON, rules_on=ON, number="")

    words = words_of(fill(wording.shipped_docx(kind.name, on=ON), in_word(made.words)))

    fields = kind.fields(ON)
    assert made.blanks == tuple(each.label for each in fields.values() if not each.auto)
    singles = [name for name in names_in(kind.body) if fields[name].kind not in ("ticks", "rows") and not fields[name].auto]
    assert words.count(BLANK) >= len(singles)


@pytest.mark.parametrize("name", kinds())
def test_the_word_file_is_a_sound_package_and_opens_again(name):
    content = word_file(name)

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        names = set(package.namelist())
        for part in names:
            if part.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(part))
        assert [target for target in targets_of(package) if target not in names] == []
    document = Document(io.BytesIO(content))
    assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    assert faces_of(document) <= {"方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"}


def targets_of(package: zipfile.ZipFile) -> Iterator[str]:
    """Every part another part points to, by its name in the package."""
    for name in package.namelist():
        if name.endswith(".rels"):
            folder = name.split("_rels/")[0]
            for link in ElementTree.fromstring(package.read(name)):
                target = link.attrib["Target"]
                yield target.lstrip("/") if target.startswith("/") else resolved(folder + target)


def resolved(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def faces_of(document) -> set[str]:
    runs = [run for item in document.iter_inner_content() for run in runs_of(item)]
    return {run.font.name for run in runs if run.text}


def runs_of(item) -> Iterator:
    if isinstance(item, Table):
        yield from (run for row in item.rows for cell in row.cells for each in cell.paragraphs for run in each.runs)
    else:
        yield from item.runs


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_every_word_file_opens_in_an_office_program_on_as_many_pages_or_one_more(tmp_path: Path):
    for name in kinds():
        (tmp_path / f"{name}.docx").write_bytes(word_file(name))
    files = sorted(str(path) for path in tmp_path.glob("*.docx"))

    order = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*order, str(tmp_path / "out"), *files], check=True, capture_output=True, timeout=240)

    opened = {path.stem: pages_of(path.read_bytes()) for path in (tmp_path / "out").glob("*.pdf")}
    ours = {name: sheet(name).shape[0] // reference("complaint.acceptance").shape[0] for name in kinds()}
    assert sorted(opened) == sorted(ours)
    assert {name: (opened[name], ours[name]) for name in ours if not 0 <= opened[name] - ours[name] <= 1} == {}


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))
