"""The rows with errors, as a sheet to be mended and sent again alone."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator

from yingzhou.base.documents.sheets import Column, write_xlsx
from yingzhou.base.evidence import places
from yingzhou.base.staging.choices import Severity
from yingzhou.base.staging.kinds import kind_of
from yingzhou.base.staging.models import Batch, Problem
from yingzhou.base.staging.reading import table_of
from yingzhou.base.staging.words import say
from yingzhou.base.words import _


def sheet(batch: Batch) -> bytes:
    """An xlsx with the headers of the file, the rows with errors as they were written, and a column that says what is wrong."""
    kind, wrong = kind_of(batch), defaultdict(list)
    for problem in Problem.objects.filter(batch=batch, severity=Severity.ERROR).order_by("row", "id"):
        said = say(problem, kind)
        wrong[problem.row].append(f"{said.label}：{said.message}")
    with tempfile.TemporaryFile() as file:
        columns = [Column(f"c{at}", header or f"{at + 1}") for at, header in enumerate(batch.headers)]
        write_xlsx([*columns, Column("errors", _("哪里要改"), width=60)], _rows(batch, wrong), file, title=str(_("有错的行")))
        file.seek(0)
        return file.read()


def _rows(batch: Batch, wrong: dict[int, list[str]]) -> Iterator[list[str]]:
    with table_of(places.blob(batch.sha256)) as table:
        for first, rows in table.rows:
            for at, cells in enumerate(rows, first):
                if at in wrong:
                    yield [*cells, "\n".join(wrong[at])]
