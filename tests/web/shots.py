"""Pictures of a running system for people to look at: `python -m tests.web.shots --user NAME --password-file FILE /desk/ …`.

Signs in through the form, then takes each path at desktop and phone width into ./shots.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.web.browser import DESKTOP, FLAGS, chromium, prefer, shoot


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.web.shots", description=__doc__)
    parser.add_argument("paths", nargs="+", help="addresses on the site, such as /desk/ or /p/")
    parser.add_argument("--at", default="http://127.0.0.1:8000", help="where the system runs")
    parser.add_argument("--user", default="", help="who signs in; nobody for the portal")
    parser.add_argument("--password-file", type=Path, help="a file whose first line is the password")
    parser.add_argument("--language", default="zh-hans")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--size", default="normal")
    asked = parser.parse_args(arguments)
    where = chromium()
    if where is None:
        print("no Chromium on this machine (set CHROMIUM to its path)", file=sys.stderr)
        return 1

    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, driver.chromium.launch(executable_path=where, args=list(FLAGS)) as opened:
        page = opened.new_context(base_url=asked.at, viewport=DESKTOP, timezone_id="Asia/Shanghai").new_page()
        prefer(page, asked.at, language=asked.language, theme=asked.theme, size=asked.size)
        if asked.user:
            page.goto("/desk/sign-in/")
            page.fill("input[name=username]", asked.user)
            page.fill("input[name=password]", asked.password_file.read_text(encoding="utf-8").splitlines()[0])
            with page.expect_navigation():
                page.press("input[name=password]", "Enter")
        for path in asked.paths:
            answer = page.goto(path)
            taken = shoot(page, "-".join(filter(None, path.split("?")[0].split("/"))) or "root")
            print(answer.status if answer else "?", path, *taken)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
