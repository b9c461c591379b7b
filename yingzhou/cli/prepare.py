"""`yingzhou prepare migrate|load`: what `up` does between starting the database and starting the web server."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

HELP = "files: collect static files, compile the words; migrate: tables and rights; load: district and demo"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("step", choices=["files", "migrate", "load"])
    parser.add_argument("--empty", action="store_true", help="without the demo district")


def run(args: argparse.Namespace) -> int:
    import django

    steps = {"files": _collect, "migrate": _migrate, "load": lambda: _load(empty=args.empty)}
    if args.step == "files":
        os.environ["YINGZHOU_COLLECTING"] = "1"
    django.setup()
    steps[args.step]()
    return 0


def _collect() -> None:
    """Catalogues compiled; static files under the name of their content, compressed: the weak phone fetches each once."""
    from django.core.management import call_command

    from config.catalogues import compile_catalogues

    compile_catalogues()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)


def _migrate() -> None:
    from django.core.management import call_command

    from config import roles
    from config.env import KEYS_DIR
    from yingzhou.base.secrets import keys

    keys.ensure(KEYS_DIR)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if "yingzhou_owner" in os.environ["DATABASE_URL"]:
        append_only, sealing = _guarded_tables()
        roles.grant(os.environ["DATABASE_URL"], append_only=append_only, sealing=sealing)


def _guarded_tables() -> tuple[list[str], list[str]]:
    """Tables of models marked `append_only` and `sealed_by_sealer`."""
    from django.apps import apps

    models = apps.get_models()
    append_only = [model._meta.db_table for model in models if getattr(model, "append_only", False)]
    sealing = [model._meta.db_table for model in models if getattr(model, "sealed_by_sealer", False)]
    return append_only, sealing


def _load(*, empty: bool) -> None:
    from django.conf import settings

    from yingzhou.base.actors import Agent
    from yingzhou.work.network import actions as network

    by = Agent("setup")
    root = Path(settings.BASE_DIR)
    network.load_district(root / "districts" / settings.DISTRICT, by=by)
    if not empty:
        from demo import world

        world.load(by=by)
