"""What is not ours is what it says it is, and holds what the pages use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from yingzhou.web.shared.vendored import refresh

PAGES = sorted((refresh.ROOT / "yingzhou" / "web").rglob("*.html"))
CODE = sorted((refresh.ROOT / "yingzhou" / "web").rglob("*.py"))
EXPRESSION = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


def test_every_vendored_file_has_the_digest_written_down_for_it() -> None:
    assert refresh.SUMS.read_text(encoding="utf-8") == refresh.sums()


def test_nothing_lies_in_the_vendor_folders_that_nobody_answers_for() -> None:
    folders = (refresh.STATIC / "vendor", refresh.ROOT / "tests" / "web" / "vendor")
    found = {path for folder in folders for path in folder.iterdir() if path.is_file()}

    assert found - set(refresh.FILES) == set()


@pytest.mark.parametrize("package", sorted(refresh.PACKAGES))
def test_every_package_comes_with_its_license(package: str) -> None:
    name = {"@tabler/core": "tabler", "@tabler/icons": "tabler-icons"}.get(package, package)

    assert (refresh.HERE / "licenses" / f"{name}.txt").stat().st_size > 500


def test_htmx_comes_with_its_django_package() -> None:
    assert finders.find("django_htmx/htmx-2.min.js") is not None


def test_the_symbols_are_those_listed() -> None:
    sprite = (refresh.STATIC / "img" / "icons.svg").read_text(encoding="utf-8")

    assert re.findall(r'<symbol id="i-([\w-]+)"', sprite) == (refresh.HERE / "icons.txt").read_text(encoding="utf-8").split()


ICON = re.compile(r"""\b(?:icon|kind)\(\s*["']([a-z0-9-]+)["']|\bicon(?:_name)?=["']([a-z0-9-]+)["']""")


def icons_named(path: Path) -> set[str]:
    """Names given to `icon(…)`, `kind(…)`, `icon_name=`, `icon=` as plain strings."""
    return {name for pair in ICON.findall(path.read_text(encoding="utf-8")) for name in pair if name}


@pytest.mark.parametrize("path", [*PAGES, *CODE], ids=lambda path: str(path.relative_to(refresh.ROOT / "yingzhou" / "web")))
def test_every_icon_a_page_names_is_in_the_sprite(path: Path) -> None:
    known = set((refresh.HERE / "icons.txt").read_text(encoding="utf-8").split())

    assert icons_named(path) - known == set()


def test_every_class_a_page_names_has_a_rule_or_a_script() -> None:
    styles = "".join(path.read_text(encoding="utf-8") for path in (refresh.ROOT / "yingzhou" / "web").rglob("*.css"))
    scripts = "".join(path.read_text(encoding="utf-8") for path in refresh.STATIC.glob("js/*.js"))
    ruled = set(re.findall(r"\.(-?[_a-zA-Z][\w-]*)", styles))
    unknown = {}
    for path in PAGES:
        for value in re.findall(r'\bclass="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"', path.read_text(encoding="utf-8"), re.DOTALL):
            for name in EXPRESSION.sub(" ", value).split():
                if re.fullmatch(r"[a-zA-Z][\w-]*[a-zA-Z0-9]", name) and name not in ruled and name not in scripts:
                    unknown.setdefault(name, path.name)

    assert unknown == {}
