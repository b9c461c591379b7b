"""`python -m benchmarks.one NAME`: run one benchmark in this process; its rows are the last line, as JSON."""

from __future__ import annotations

import importlib
import json
import sys


def main() -> int:
    rows = importlib.import_module(f"benchmarks.{sys.argv[1]}").run()
    print(json.dumps([row.plain() for row in rows], ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
