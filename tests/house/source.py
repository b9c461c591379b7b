"""Reading the project's own source, for the tests that check the house."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ROOT / "yingzhou" / "work"


@functools.cache
def tracked_files() -> tuple[Path, ...]:
    """Every file of the project: what git tracks, or, in a tree without git, what is there."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if ".venv" not in path.parts and "__pycache__" not in path.parts]
    return tuple(path for path in paths if path.is_file())


def python_files(*folders: str) -> list[Path]:
    """The Python files below `folders`, migrations aside."""
    roots = [ROOT / folder for folder in folders]
    return [
        path
        for path in tracked_files()
        if path.suffix == ".py" and "migrations" not in path.parts and any(root in path.parents for root in roots)
    ]


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every method call (`x.y.save()` gives `save`)."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, node.func.attr


def classes(path: Path) -> Iterator[ast.ClassDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef):
            yield node


def bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).split(".")[-1].split("[")[0] for base in node.bases}


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
