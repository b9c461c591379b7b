"""A few drawings that stand for photos of work done; each says that it is one."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from yingzhou.base.actors import Actor
from yingzhou.base.evidence import storing
from yingzhou.base.evidence.models import Evidence

COLORS = ("#2f6f8f", "#7a8f3c", "#b5652b", "#5b5b8c")


def keep(*, by: Actor) -> list[Evidence]:
    """The drawings as evidence, by the same way a photo takes."""
    return [storing.put(_drawing(color), by=by, name=f"demo-{number}.png", kind="case") for number, color in enumerate(COLORS, 1)]


def _drawing(color: str) -> bytes:
    picture = Image.new("RGB", (640, 480), color)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 40, 600, 440), outline="white", width=6)
    pen.line((120, 260, 260, 380, 520, 130), fill="white", width=16)
    pen.text((250, 400), "DEMO", fill="white", font_size=40)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
