"""Where a deployment on one machine keeps its things, and how its processes reach the database."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from config import roles
from config.localdb import LocalDB
from config.places import default_data_dir


@dataclass(frozen=True)
class Deployment:
    """One data folder.  `external_url` is a database somebody else runs; without it the embedded server is used."""

    data: Path
    external_url: str = ""
    owner_url: str = ""

    @property
    def keys(self) -> Path:
        return self.data / "keys"

    @property
    def spool(self) -> Path:
        return self.data / "spool"

    @property
    def log(self) -> Path:
        return self.data / "log"

    @property
    def evidence(self) -> Path:
        return self.data / "evidence"

    def make_folders(self) -> None:
        """The folders of a deployment; keys and evidence are nobody else's business."""
        self.data.mkdir(parents=True, exist_ok=True)
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            self.data.chmod(0o711)  # the database's own user must be able to walk through
        for folder, mode in ((self.keys, 0o700), (self.evidence, 0o700), (self.spool, 0o700), (self.log, 0o700)):
            folder.mkdir(exist_ok=True)
            folder.chmod(mode)

    def make_secret(self) -> None:
        """The key that signs cookies, made once."""
        path = self.keys / "django"
        if not path.exists():
            path.touch(0o600)
            path.write_text(secrets.token_urlsafe(48) + "\n")
            path.chmod(0o400)

    def server(self) -> LocalDB:
        """The embedded server; only where no external database is named."""
        return LocalDB(self.data / "pg")

    def url_for(self, role: str) -> str:
        """How `role` reaches the database (roles.py); with an external database everyone but the owner uses its one URL."""
        if self.external_url:
            return self.owner_url or self.external_url if role == "owner" else self.external_url
        return self.server().url(roles.DATABASE, role=roles.name_of(role), password=roles.password_of(role, self.keys))

    def environment(self, role: str) -> dict[str, str]:
        """What a process of this deployment is told."""
        return {
            "YINGZHOU_DATA": str(self.data),
            "YINGZHOU_KEYS": str(self.keys),
            "DATABASE_URL": self.url_for(role),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }


def from_environment(data: Path | None = None) -> Deployment:
    """The deployment the environment names (`YINGZHOU_DATA`, `DATABASE_URL`, `DATABASE_OWNER_URL`)."""
    return Deployment(
        data=(data or default_data_dir()).expanduser().resolve(),
        external_url=os.environ.get("DATABASE_URL", ""),
        owner_url=os.environ.get("DATABASE_OWNER_URL", ""),
    )
