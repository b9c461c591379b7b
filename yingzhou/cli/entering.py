"""How a command comes into a deployment: the one `YINGZHOU_DATA` or `DATABASE_URL` names, else the one `up` uses by default."""

from __future__ import annotations

import atexit
import os
import sys

from yingzhou.cli.speech import say


class NoDeployment(SystemExit):
    """There is nothing to work on: said in one sentence, exit code 1."""


def enter(role: str = "worker") -> None:
    """Set up Django on the deployment, as one of its database roles.  An embedded server that sleeps is woken, and put back to sleep."""
    from django.apps import apps

    if apps.ready:  # a test, or a part that `up` has started
        return
    if not os.environ.get("DATABASE_URL"):
        _wake(role)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    import django

    django.setup()


def _wake(role: str) -> None:
    from config.deployment import from_environment

    deployment = from_environment()
    if not (deployment.data / "pg" / "data").exists():
        zh = f"{deployment.data} 里还没有部署：先运行 yingzhou up，或用 YINGZHOU_DATA 指出目录"
        print(
            say(zh, f"there is no deployment in {deployment.data}: run `yingzhou up` first, or name its folder in YINGZHOU_DATA"),
            file=sys.stderr,
        )
        raise NoDeployment(1)
    server = deployment.server()
    if server.ensure():
        atexit.register(server.stop)
    os.environ.update(deployment.environment(role))
