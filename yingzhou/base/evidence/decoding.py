"""Opening a file for real, and making the clean copies people see.  Runs inside the sandbox only; knows no framework.

Ending, content and a real decoding must agree.  An image is decoded, turned upright, scaled and encoded anew with nothing
but its pixels: no EXIF, no GPS, no comment, no profile, no thumbnail, nothing after its end.  Documents are checked and
kept as they are: no clean copy is made of them, so only a handler gets them.
"""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from yingzhou.base.evidence import media

PIXELS = 50_000_000
#: name → longest side in pixels
RENDITIONS = {"view": 1600, "thumb": 320}
QUALITY = 82

PARTS, UNPACKED, RATIO = 1_000, 200 * 1024 * 1024, 200
BLOCK = 1024 * 1024


class NotAccepted(Exception):
    """A kind of file that is not taken in; the text names the kind."""


class NameDisagrees(Exception):
    """The ending of the name says another kind than the content."""


class Animated(Exception):
    """An image of more than one picture."""


class TooManyPixels(Exception):
    """An image larger than PIXELS."""


class Unreadable(Exception):
    """The content is broken, or not what its first bytes say."""


class Active(Exception):
    """A document that runs something or carries other files."""


def inspect(path: str, name: str, drafts: dict[str, str]) -> dict[str, Any]:
    """Decide what the file at `path` is and open it fully; for an image, write its clean copies to `drafts`."""
    media_type = _media_type(Path(path), media.extension_of(name))
    if media_type in media.IMAGE_FORMATS:
        width, height = _clean_copies(path, media.IMAGE_FORMATS[media_type], drafts)
        return {"media_type": media_type, "width": width, "height": height}
    {media.PDF: _open_pdf, media.DOCX: _open_office, media.XLSX: _open_office}.get(media_type, _open_text)(path)
    return {"media_type": media_type, "width": None, "height": None}


def _media_type(path: Path, extension: str) -> str:
    with path.open("rb") as file:
        found = media.sniff(file.read(4096))
    if found == media.ZIP:
        found = _office_type(path)
    if found == "text/plain" and extension == "csv":
        found = "text/csv"
    if found not in media.EXTENSIONS:
        raise NotAccepted(found or extension)
    if extension and extension not in media.EXTENSIONS[found]:
        raise NameDisagrees(f"{extension} {media.EXTENSIONS[found][0]}")
    return found


# -- images ------------------------------------------------------------------------------------------------------------


def _clean_copies(path: str, image_format: str, drafts: dict[str, str]) -> tuple[int, int]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded
    try:
        with Image.open(path, formats=[image_format]) as image:
            size = image.size
            if size[0] * size[1] > PIXELS:
                raise TooManyPixels(f"{size[0]} {size[1]}")
            if getattr(image, "is_animated", False):
                raise Animated
            _write_copies(image, drafts)
    except (OSError, ValueError, SyntaxError, EOFError, zlib.error) as fault:
        raise Unreadable(type(fault).__name__) from None
    return size


def _write_copies(image: Any, drafts: dict[str, str]) -> None:
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)  # decodes every pixel
    upright.info.clear()  # else Pillow writes the comment of a JPEG again
    picture = _flat(upright)
    for name, longest in sorted(RENDITIONS.items(), key=lambda pair: -pair[1]):
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        clean = Image.new("RGB", picture.size)
        clean.paste(picture)
        clean.save(drafts[name], "WEBP", quality=QUALITY, method=4)


def _flat(image: Any) -> Any:
    """Plain RGB on white: transparency would let a picture say two things."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or (image.mode == "P" and "transparency" in image.info):
        layer = image.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return image.convert("RGB")


# -- documents ---------------------------------------------------------------------------------------------------------

_OFFICE = {b"wordprocessingml.document.main+xml": media.DOCX, b"spreadsheetml.sheet.main+xml": media.XLSX}
_PDF_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b")
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def _office_type(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive, archive.open("[Content_Types].xml") as part:
            types = part.read(BLOCK)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error, OSError):
        return media.ZIP
    return next((media_type for mark, media_type in _OFFICE.items() if mark in types), media.ZIP)


def _open_office(path: str) -> None:
    """Every part is read to its end, so that lying sizes and broken sums show; nothing in it may run."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            packed = sum(part.compress_size for part in parts)
            if len(parts) > PARTS or sum(part.file_size for part in parts) > min(UNPACKED, RATIO * packed + BLOCK):
                raise Unreadable("size")
            for part in parts:
                _check_part_name(part.filename)
                _read_part(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, OSError) as fault:
        raise Unreadable(type(fault).__name__) from None


def _check_part_name(name: str) -> None:
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
        raise Unreadable("name")
    if name.lower().endswith(("vbaproject.bin", ".exe", ".js", ".vbs")) or "/embeddings/" in name.lower():
        raise Active(name)


def _read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    read = 0
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            read += len(block)
            if read > part.file_size:
                raise Unreadable("size")
            if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
                raise Active("entity")


def _open_pdf(path: str) -> None:
    """Whole (header, cross-reference, end), and without scripts, launches or files inside, packed streams included."""
    content = Path(path).read_bytes()
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content[-2048:]:
        raise Unreadable("end")
    _refuse_active(content)
    for found in _PDF_STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            text = unpacker.decompress(found.group(1).lstrip(b"\r\n"), 16 * BLOCK)
        except zlib.error:  # a picture or a font in another packing
            continue
        if b"/Type" in text or b"/S" in text:
            _refuse_active(text)


def _refuse_active(text: bytes) -> None:
    plain = _PDF_ESCAPE.sub(lambda found: bytes([int(found.group(1), 16)]), text)
    if found := _PDF_ACTIVE.search(plain):
        raise Active(found.group().decode())


def _open_text(path: str) -> None:
    content = Path(path).read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = codecs.decode(content, encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(letter) < 0x20 and letter not in "\t\r\n" for letter in text):
            raise Unreadable("control")
        return
    raise Unreadable("encoding")
