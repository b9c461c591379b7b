"""The frame round every desk page: who I am, the menu, its counts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """`nav` for the side bar; empty for visitors."""
    return {"nav": []}
