"""A page says nothing under a name that every page has: the frame's value would silently take its place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.template import engines

WEB = Path(settings.BASE_DIR) / "yingzhou" / "web"


def names_of_the_frame() -> set[str]:
    """What the context processors add."""
    request = HttpRequest()
    request.path = "/"
    return {name for add in engines["jinja2"].template_context_processors for name in add(request)}


def names_of_pages() -> Iterator[tuple[str, str]]:
    """Fields of page dataclasses, and keys written where a page is rendered."""
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            where = str(path.relative_to(WEB))
            if isinstance(node, ast.ClassDef) and node.name.endswith("Page"):
                yield from ((f"{where}: {node.name}", one.target.id) for one in node.body if _is_field(one))
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "render":
                dicts = [one for one in ast.walk(node) if isinstance(one, ast.Dict)]
                yield from ((where, key.value) for one in dicts for key in one.keys if isinstance(key, ast.Constant))


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)


def test_no_page_uses_a_name_the_frame_uses():
    taken = names_of_the_frame()

    assert {"viewer", "today", "language", "theme", "size", "frame", "messages"} <= taken
    assert [(where, name) for where, name in names_of_pages() if name in taken] == []
