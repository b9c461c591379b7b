"""`python -m tests.second_leg start|stop FOLDER`: a throw-away server for the second leg of the tests; prints its URL."""

from __future__ import annotations

import sys
from pathlib import Path

from config.localdb import LocalDB


def main() -> int:
    command, folder = sys.argv[1:3]
    server = LocalDB(Path(folder), durable=False)
    if command == "stop":
        server.stop()
        return 0
    server.ensure()
    print(server.url())
    return 0


if __name__ == "__main__":
    sys.exit(main())
