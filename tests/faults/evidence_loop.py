"""A process that takes in photos until it is killed, and says the hash of each one once its row is committed."""

from __future__ import annotations

import os
import sys

import django
from django.conf import settings


def main(folder: str, count: int) -> None:
    django.setup()
    settings.EVIDENCE_DIR = folder
    from django.db import transaction

    from tests.base.pictures import picture
    from yingzhou.base.actors import SYSTEM
    from yingzhou.base.evidence.storing import put

    for number in range(count):
        with transaction.atomic():
            evidence = put(picture(size=(60 + os.getpid() % 500, 60 + number)), by=SYSTEM, name="a.jpg", kind="test")
        os.write(1, f"ACK {evidence.sha256}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
