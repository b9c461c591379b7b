"""Nothing is skipped in silence: the count is printed, and with YINGZHOU_STRICT_SKIPS=1 a skip nobody allowed fails the run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ALLOWED = Path(__file__).with_name("allowed_skips.txt")


def allowed() -> tuple[str, ...]:
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def unexpected(skipped: list[pytest.TestReport]) -> list[str]:
    """Node ids skipped for another reason than a missing folder of shared data, and not on the list."""
    return sorted(
        {
            report.nodeid
            for report in skipped
            if not report.nodeid.startswith(allowed() or ("\0",)) and "shared real data" not in str(report.longrepr)
        }
    )


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    strangers = unexpected(skipped)
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} skipped, {len(strangers)} of them not on tests/allowed_skips.txt")
    if strangers and os.environ.get("YINGZHOU_STRICT_SKIPS") == "1":
        terminalreporter.write_line("skipped without leave: " + ", ".join(strangers), red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or os.environ.get("YINGZHOU_STRICT_SKIPS") != "1" or hasattr(session.config, "workerinput"):
        return
    if exitstatus == 0 and unexpected(reporter.stats.get("skipped", [])):
        session.exitstatus = 1
