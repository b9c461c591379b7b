"""The files the phone keeps, and the edition they make up: another byte in any of them is another edition."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

HERE = Path(__file__).resolve().parent
PROGRAM = "field/app.js"
LOOKS = (
    "yz/vendor/tabler.yz.min.css",
    "yz/css/yingzhou.css",
    "field/field.css",
    "yz/img/icons.svg",
    "yz/img/mark.svg",
    "yz/js/yz.js",
)


def modules() -> list[str]:
    """The scripts of the phone, by their static names; not the worker, which is fetched from its own address."""
    return sorted(f"field/{path.name}" for path in (HERE / "static" / "field").glob("*.js") if path.name != "sw.js")


def kept_offline() -> list[str]:
    """The addresses of everything the page needs besides itself."""
    return [static(name) for name in (*LOOKS, *modules())]


@cache
def edition() -> str:
    """Twelve digits over the files, the page's own templates and the worker."""
    digest = hashlib.sha256()
    found = [str(finders.find(name)) for name in (*LOOKS, *modules(), "field/sw.js")]
    for path in [*map(Path, found), *sorted((HERE / "templates").rglob("*.html")), HERE / "words.py"]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
