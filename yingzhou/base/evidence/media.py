"""What a file is, by its first bytes; a name is only what somebody called it.  Plain Python: also used inside the sandbox."""

from __future__ import annotations

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
PDF = "application/pdf"

#: What is accepted, and the endings a name of that kind may have; the first is given to downloads.
EXTENSIONS: dict[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg", "jpe"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    PDF: ("pdf",),
    DOCX: ("docx",),
    XLSX: ("xlsx",),
    "text/csv": ("csv",),
    "text/plain": ("txt",),
}
IMAGE_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}

_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_NOT_TEXT = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<?php", b"%!ps", b"#!")


def sniff(head: bytes) -> str:
    """The media type of a file by its first 4,096 bytes, or "" for a kind that is not known here."""
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in _HEIF_BRANDS else "video/mp4"
    if head[:4] == b"RIFF":
        return "image/webp" if head[8:12] == b"WEBP" else ""
    for magic, media_type in (
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"%PDF-", PDF),
        (b"PK\x03\x04", ZIP),
        (b"II*\x00", "image/tiff"),
        (b"MM\x00*", "image/tiff"),
        (b"BM", "image/bmp"),
        (b"\xc5\xd0\xd3\xc6", "application/postscript"),
        (b"MZ", "application/x-msdownload"),
        (b"\x7fELF", "application/x-executable"),
        (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    ):
        if head.startswith(magic):
            return media_type
    return "text/plain" if looks_like_text(head) else ""


def looks_like_text(head: bytes) -> bool:
    """Whether the bytes are written words, and not a program or a page made to look like them."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_NOT_TEXT):
        return False
    return not any(byte < 0x20 and byte not in b"\t\r\n" for byte in head)


def extension_of(name: str) -> str:
    """The ending of a file name, lower case, without the dot; "" where there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""
