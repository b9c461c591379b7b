"""The QR code of an enrollment, as a picture inside the page."""

from __future__ import annotations

import segno


def qr_code(text: str) -> str:
    """A `data:` address of an SVG; nothing is fetched, nothing is kept."""
    return str(segno.make(text, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))
