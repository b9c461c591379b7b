"""Reading hostile bytes in a process of their own, with limits, so that a bad file ends a child and never the server.

`run("module:function", …)` starts a fresh interpreter, sets its limits, calls the function there and hands back what
it answered.  Arguments and answer travel as JSON: nothing the child writes is ever executed here (a pickle would be).
The child gets no environment of ours, so no secret; large results belong in a file whose path is an argument.

Limits are kept by the kernel (`setrlimit`): address space, processor time, size of any file written, no core file.
Windows has no such call: there only the wall time is kept.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Any, Literal

ROOT = Path(__file__).resolve().parent.parent.parent
MIB = 1024 * 1024
FailureKind = Literal["memory", "time", "crash", "error", "answer"]

_START = "import sys; sys.path.insert(0, {root!r}); from yingzhou.base.sandbox import answer; answer()"


class SandboxFailure(Exception):
    """The child did not answer.

    `kind`: `memory` (it asked for more than it may have), `time` (processor or wall time), `crash` (ended by a
    signal, e.g. an abort inside a decoder), `error` (the function raised; `exception` names the class), `answer`
    (too large, or not JSON).  `detail` is for logs, never for a page: it may quote the hostile file.
    """

    def __init__(self, kind: FailureKind, detail: str = "", *, exception: str = "") -> None:
        super().__init__(f"{kind}: {exception or ''} {detail}".strip())
        self.kind, self.detail, self.exception = kind, detail, exception


def run(
    target: str,
    *args: Any,
    memory: int = 512,
    cpu_seconds: int = 10,
    wall_seconds: float = 20,
    file_mib: int = 256,
    **kwargs: Any,
) -> Any:
    """Call `module:function` in a child with `memory` MiB of address space; its answer, or SandboxFailure.

    Arguments and answer are JSON values (paths as text).  The child may write files of at most `file_mib` MiB.
    """
    order = json.dumps(
        {
            "target": target,
            "args": args,
            "kwargs": kwargs,
            "limits": {"memory": memory * MIB, "cpu": cpu_seconds, "file": file_mib * MIB},
        }
    )
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        status = _start_and_wait(order, out, err, wall_seconds)
        out.seek(0, os.SEEK_END)
        size = out.tell()
        out.seek(0)
        return _read(status, b"" if size > file_mib * MIB else out.read(), _tail(err))


def _start_and_wait(order: str, out: IO[bytes], err: IO[bytes], wall_seconds: float) -> int:
    child = subprocess.Popen(  # noqa: S603  our own interpreter, our own module
        [sys.executable, "-I", "-c", _START.format(root=str(ROOT))],
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=err,
        env=_bare_environment(),
        start_new_session=os.name != "nt",
    )
    try:
        child.communicate(order.encode(), timeout=wall_seconds)
    except subprocess.TimeoutExpired as late:
        raise SandboxFailure("time", f"more than {wall_seconds} s of wall time") from late
    finally:
        _end(child)
    return child.returncode


def _end(child: subprocess.Popen[bytes]) -> None:
    """Nothing of the child outlives the call, not even what it started itself."""
    if os.name != "nt":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    elif child.poll() is None:
        child.kill()
    child.wait()


def _read(status: int, raw: bytes, log: str) -> Any:
    if status < 0:
        name = signal.Signals(-status).name
        if name == "SIGXCPU":
            raise SandboxFailure("time", "more processor time than allowed")
        raise SandboxFailure("crash", f"{name} {log}")
    try:
        reply = json.loads(raw)
    except ValueError as fault:
        if "MemoryError" in log:
            raise SandboxFailure("memory", log) from fault
        raise SandboxFailure("crash" if status else "answer", log) from fault
    if "answer" in reply:
        return reply["answer"]
    raise SandboxFailure(reply["kind"], reply["detail"], exception=reply["exception"])


def _tail(err: IO[bytes]) -> str:
    err.seek(0, os.SEEK_END)
    err.seek(max(0, err.tell() - 2000))
    return err.read().decode("utf-8", "replace")


def _bare_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


# -- in the child ------------------------------------------------------------------------------------------------------


def answer() -> None:
    """Read one order from standard input, carry it out under its limits, write one answer.  Runs in the child only."""
    order = json.load(sys.stdin)
    reply_to = os.dup(1)
    os.dup2(2, 1)  # whatever a decoder prints is not an answer
    _limit(order["limits"])
    reply = _carry_out(order)
    with os.fdopen(reply_to, "w", encoding="utf-8") as stream:
        json.dump(reply, stream)


def _carry_out(order: dict[str, Any]) -> dict[str, Any]:
    module, _, name = order["target"].partition(":")
    try:
        return {"answer": getattr(importlib.import_module(module), name)(*order["args"], **order["kwargs"])}
    except MemoryError:
        return {"kind": "memory", "exception": "MemoryError", "detail": ""}
    except Exception as fault:  # every failure of the child becomes the one typed failure of the parent
        return {"kind": "error", "exception": type(fault).__name__, "detail": str(fault)[:500]}


def _limit(limits: dict[str, int]) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, soft in (
        ("RLIMIT_AS", limits["memory"]),
        ("RLIMIT_CPU", limits["cpu"]),
        ("RLIMIT_FSIZE", limits["file"]),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        allowed = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS refuses some of these
            resource.setrlimit(kind, (allowed, allowed if name != "RLIMIT_CPU" else max(allowed + 1, 1)))
