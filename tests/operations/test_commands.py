"""A command finds the deployment it is meant for, and says so in one sentence where there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from config.deployment import Deployment
from tests.operations.conftest import ROOT


def command(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YINGZHOU_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "yingzhou.cli", *words],
        cwd=ROOT,
        env={**kept, "YINGZHOU_DATA": str(data), "YINGZHOU_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_works_on_the_deployment_its_folder_names(deployment: Deployment):
    done = command("import", "list", "--json", data=deployment.data)

    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_where_there_is_no_deployment_one_sentence_says_what_to_do(tmp_path: Path):
    done = command("trail", "export", str(tmp_path / "trail"), data=tmp_path / "nothing")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == (
        f"there is no deployment in {tmp_path / 'nothing'}: run `yingzhou up` first, or name its folder in YINGZHOU_DATA"
    )


def test_a_trail_taken_out_of_a_deployment_is_verified_without_it(deployment: Deployment, tmp_path: Path):
    exported = command("trail", "export", str(tmp_path / "trail"), "--json", data=deployment.data)
    verified = command("trail", "verify", str(tmp_path / "trail"), "--json", data=tmp_path / "nothing")

    assert (exported.returncode, verified.returncode, json.loads(verified.stdout)["ok"]) == (0, 0, True)
