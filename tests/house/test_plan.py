"""The plan of the house: what imports cannot say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

from tests.house.source import ROOMS, ROOT, bases, calls, classes, python_files, short, tracked_files, tree_of

ROOM_FURNITURE = {"choices", "rules", "models", "queries", "actions", "tasks", "public", "admin", "apps", "migrations"}
JUNK_DRAWERS = {"utils", "helpers", "services", "managers", "signals", "common", "misc", "data", "info"}
LONGEST_FILE = 400
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}


def rooms() -> list[str]:
    return sorted(path.name for path in ROOMS.iterdir() if (path / "__init__.py").exists())


def test_the_root_can_be_taken_in_at_a_glance():
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}

    assert len(top) <= 28, sorted(top)


def test_every_room_says_what_it_is_for_and_holds_only_furniture():
    silent = [room for room in rooms() if not ast.get_docstring(tree_of(ROOMS / room / "__init__.py"))]
    strange = [
        short(path)
        for room in rooms()
        for path in (ROOMS / room).iterdir()
        if not path.name.startswith("__") and path.stem not in ROOM_FURNITURE
    ]

    assert (silent, strange) == ([], [])


def test_nothing_is_called_utils_or_helpers():
    assert [short(path) for path in python_files("yingzhou", "config") if path.stem in JUNK_DRAWERS] == []


def test_no_file_is_longer_than_one_reads_at_once():
    long = {
        short(path): n
        for path in python_files("yingzhou", "config", "tests", "benchmarks", "demo")
        if (n := lines(path)) > LONGEST_FILE
    }

    assert long == {}


def lines(path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_only_actions_write():
    writers = [
        f"{short(path)}:{line} {name}"
        for path in python_files("yingzhou/work", "yingzhou/web")
        if not is_action(path)
        for line, name in calls(path)
        if name in WRITES
    ]

    assert writers == []


def is_action(path) -> bool:
    parts = path.relative_to(ROOT).parts
    return parts[:2] == ("yingzhou", "work") and len(parts) > 3 and parts[3] in {"actions", "actions.py"}


def test_no_page_asks_a_table_directly():
    asked = [
        f"{short(path)}:{node.lineno}"
        for path in python_files("yingzhou/web")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]

    assert asked == []


def test_models_keep_to_shape_and_invariants():
    overridden = [
        f"{short(path)} {node.name}.{item.name}"
        for path in python_files("yingzhou/work", "yingzhou/base")
        if "models" in path.parts or path.stem == "models"
        for node in classes(path)
        for item in node.body
        if isinstance(item, ast.FunctionDef) and item.name in {"save", "delete", "clean", "full_clean"}
    ]

    assert overridden == []


def test_engines_and_rulebook_run_without_the_framework_in_memory():
    script = (
        "import importlib, pkgutil, sys, yingzhou.engines, yingzhou.rulebook\n"
        "for package in (yingzhou.engines, yingzhou.rulebook):\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in {'django', 'psycopg', 'config'}))\n"
    )

    out = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert out.strip() == "[]"


def test_no_host_name_machine_path_or_secret_is_in_any_file():
    hosts = re.compile(r"py" r"pi\.org|python" r"hosted\.org|npm" r"js\.(org|com)|registry\." r"yarnpkg|deb\." r"debian\.org")
    paths = re.compile(r"(^|[^A-Za-z0-9_.])/(?:work|root)/(?=[A-Za-z.])(?!<)[A-Za-z.]")
    keys = re.compile(r"BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY")
    found = []
    for path in tracked_files():
        if path.suffix in {".png", ".woff2", ".gz", ".ico", ".jpg", ".webp", ".svg"} or "vendor" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [short(path) for rule in (hosts, paths, keys) if rule.search(text)]

    assert found == []


def test_every_action_takes_its_author_by_name():
    anonymous = [
        f"{short(path)} {node.name}"
        for path in python_files("yingzhou/work")
        if is_action(path)
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any("atomic" in ast.unparse(mark) for mark in node.decorator_list)
        and "by" not in {argument.arg for argument in node.args.kwonlyargs}
    ]

    assert anonymous == []


def test_every_model_and_choice_stands_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    named = {
        node.name
        for path in python_files("yingzhou/work", "yingzhou/base")
        if {"models", "choices"} & {path.stem, path.parent.name}
        for node in classes(path)
        if bases(node) & {"Model", "WithPublicId", "TextChoices", "IntegerChoices"} and not is_abstract(node)
    }

    assert sorted(name for name in named if not re.search(rf"`[^`]*\b{name}\b[^`]*`", glossary)) == []


def is_abstract(node: ast.ClassDef) -> bool:
    return any(
        isinstance(item, ast.ClassDef) and item.name == "Meta" and "abstract = True" in ast.unparse(item) for item in node.body
    )
