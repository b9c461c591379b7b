"""Puts the demo district into a data folder whose system is not running; what is there already stays as it is."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from config import roles
from config.deployment import Deployment, from_environment
from yingzhou.cli.speech import say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help=say("数据目录", "the deployment's data folder"))


def run(args: argparse.Namespace) -> int:
    deployment = from_environment(args.data)
    deployment.make_folders()
    deployment.make_secret()
    embedded = not deployment.external_url
    if embedded:
        deployment.server().ensure()
        roles.create(deployment.server().url("postgres"), deployment.keys)
    try:
        return next(
            (code for code in (_step(deployment, *step) for step in (("migrate", "owner"), ("load", "worker"))) if code), 0
        )
    finally:
        if embedded:
            deployment.server().stop()


def _step(deployment: Deployment, step: str, role: str) -> int:
    environment = {**os.environ, **deployment.environment(role), "YINGZHOU_DEMO": "1"}
    return subprocess.call([sys.executable, "-m", "yingzhou.cli", "prepare", step], env=environment)  # noqa: S603  our own command
