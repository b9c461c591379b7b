from __future__ import annotations

from typing import Any

from tests.factories.imports import csv_of, row, send, write
from tests.factories.jobs import scene
from tests.factories.network import make_net, viewer_as
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.actions import importing


def _importer() -> Viewer:
    return viewer_as(Role.DEPARTMENT, make_net().bureau)


@scene("staging.prepare")
def a_file_handed_in() -> dict[str, Any]:
    batch = importing.start_import(source=csv_of([row(1), row(2)]), name="名单.csv", by=_importer())
    return {"batch_id": batch.pk}


@scene("staging.commit")
def a_batch_to_be_written() -> dict[str, Any]:
    by = _importer()
    batch = send([row(1), row(2)], by)
    importing.commit_import(pid=batch.public_id, by=by)
    return {"batch_id": batch.pk}


@scene("staging.undo")
def a_batch_to_be_taken_back() -> dict[str, Any]:
    by = _importer()
    batch = write(send([row(1), row(2)], by), by)
    importing.undo_import(pid=batch.public_id, by=by)
    return {"batch_id": batch.pk}
