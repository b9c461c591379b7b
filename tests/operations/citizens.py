"""Citizens of a drill, in a process of their own: they file over the portal's own doors, take their receipts home, and ask again.

python -m tests.operations.citizens file FOLDER HOW_MANY     python -m tests.operations.citizens take|ask FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from uuid import UUID, uuid4

import django


def file(folder: Path, how_many: int) -> None:
    """A receipt each, named by the number of its matter."""
    from yingzhou.work.cases import public as cases
    from yingzhou.work.disputes import public as disputes

    for number in range(how_many):
        filing = cases.Filing(kind="dispute", text=f"第 {number} 件：床的尺寸不对", place="桥头")
        filed = disputes.file_dispute(key=uuid4(), filing=filing, purchase=disputes.Purchase())
        assert cases.sign(filed.receipt)
        (folder / str(filed.receipt)).touch()


def take(folder: Path) -> None:
    from yingzhou.work.cases import public as cases

    for path in folder.iterdir():
        path.write_text(cases.receipt_file(UUID(path.name)))


def ask(folder: Path) -> None:
    """Prints the numbers whose receipt shows that something is wrong."""
    from yingzhou.work.cases import public as cases

    asked = (cases.check_receipt_file(path.read_bytes()) for path in folder.iterdir())
    print(json.dumps(sorted(told.number for told in asked if not told.is_whole)))


if __name__ == "__main__":
    django.setup()
    what, where, *more = sys.argv[1:]
    {"file": file, "take": take, "ask": ask}[what](Path(where), *map(int, more))
