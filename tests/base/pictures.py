"""Files for the tests of evidence: honest ones, hostile ones, and ones full of canaries."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

CANARY = b"CANARY-7f3a"


def picture(image_format: str = "JPEG", size: tuple[int, int] = (640, 480), **options: object) -> bytes:
    """A gradient, so that a decoder has something to do."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    out = io.BytesIO()
    image.save(out, image_format, **options)
    return out.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    text = CANARY.decode()
    exif[0x010E] = text  # description
    exif[0x010F] = text  # maker
    exif[0x0110] = text  # model
    exif[0x013B] = text  # artist
    exif[0xC62F] = text  # serial number
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + CANARY  # user comment
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 37.0, 12.0), 3: "E", 4: (121.0, 23.0, 50.0), 29: text})  # place
    return exif


def _xmp() -> bytes:
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>' + CANARY + b"</a></x:xmpmeta>"


def told_tales() -> dict[str, bytes]:
    """One picture of each format with a canary in every slot its format has."""
    text = PngInfo()
    text.add_text("Comment", CANARY.decode())
    text.add_text("Author", CANARY.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", _xmp().decode())
    return {
        "photo.jpg": picture("JPEG", exif=_exif(), comment=CANARY, xmp=_xmp(), icc_profile=CANARY) + CANARY,
        "photo.png": picture("PNG", exif=_exif(), pnginfo=text, icc_profile=CANARY) + CANARY,
        "photo.webp": picture("WEBP", exif=_exif(), xmp=_xmp(), icc_profile=CANARY) + CANARY,
        "photo.gif": picture("GIF", comment=CANARY) + CANARY,
    }


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, *extra: bytes, rows: bytes = b"") -> bytes:
    """A PNG that claims a size; `rows` are its packed pixels."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = b"".join(extra) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + body


def text_bomb() -> bytes:
    """80 MiB of zeros packed into a text chunk."""
    return png_of(8, 8, _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80 * 1024 * 1024), 9)), rows=zlib.compress(bytes(16)))


def moving(frames: int = 600) -> bytes:
    out = io.BytesIO()
    pictures = [Image.new("L", (16, 16), number % 256) for number in range(frames)]
    pictures[0].save(out, "GIF", save_all=True, append_images=pictures[1:], loop=0, duration=10)
    return out.getvalue()


def moving_png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(out, "PNG", save_all=True, append_images=[Image.new("RGB", (16, 16), "blue")])
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    types = b"<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml</Types>"
    return archive(**{"[Content_Types].xml": types, "word/document.xml": b"<w:document/>", **more})


def xlsx(**more: bytes) -> bytes:
    types = b"<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>"
    return archive(**{"[Content_Types].xml": types, "xl/workbook.xml": b"<workbook/>", **more})


def pdf(inside: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + inside + b" >>\nendobj\nstartxref\n0\n%%EOF\n"


def packed_pdf(inside: bytes) -> bytes:
    stream = zlib.compress(b"<< /Type /Action /S " + inside + b" >>")
    return b"%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + stream + b"\nendstream\nendobj\nstartxref\n0\n%%EOF\n"


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
TIFF = picture("TIFF", (8, 8))
BMP = picture("BMP", (8, 8))
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (w) file\n"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
GIF_SCRIPT = b"GIF89a/*" + bytes(8) + b"*/=1;alert(1);"
