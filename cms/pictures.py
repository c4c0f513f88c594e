"""Pictures as they are kept: what they show, without what the camera wrote beside it (a phone writes where it stood)."""

import io
import struct

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image as Pixels
from PIL import ImageOps

# What a JPEG and a PNG hold when they hold a picture and nothing else.
JPEG_PARTS = frozenset({0xDB, 0xC4, 0xDD, 0xDA, 0xEE, *range(0xC0, 0xD0)})
PNG_PARTS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"iCCP", b"cHRM", b"pHYs", b"sBIT", b"bKGD"}
)
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif", "GIF": "image/gif"}


def without_notes(file: UploadedFile) -> UploadedFile:
    """The same picture, turned the way it was taken, with no place, date, device or comment in its file."""
    file.seek(0)
    if is_bare(file.read()):
        file.seek(0)
        return file
    file.seek(0)
    picture = Pixels.open(file)
    kind = picture.format or "PNG"
    if kind not in FORMATS or getattr(picture, "is_animated", False):
        file.seek(0)
        return file
    upright = ImageOps.exif_transpose(picture)
    upright.info = {}
    kept = io.BytesIO()
    colours = {"icc_profile": picture.info["icc_profile"]} if "icc_profile" in picture.info else {}
    quality = {} if kind in ("PNG", "GIF") else {"quality": 92}
    upright.save(kept, kind, exif=b"", **colours, **quality) if kind != "GIF" else upright.save(kept, kind)
    return SimpleUploadedFile(file.name or "picture", kept.getvalue(), FORMATS[kind])


def is_bare(data: bytes) -> bool:
    """Is this file a JPEG or PNG that holds the picture only? Then it is kept as it is, byte for byte."""
    try:
        if data.startswith(b"\xff\xd8"):
            return _is_bare_jpeg(data)
        return data.startswith(b"\x89PNG\r\n\x1a\n") and _is_bare_png(data)
    except (IndexError, ValueError, struct.error):
        return False


def _is_bare_png(data: bytes) -> bool:
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind not in PNG_PARTS:
            return False
        at += 12 + length
        if kind == b"IEND":
            return at == len(data)
    return False


def _is_bare_jpeg(data: bytes) -> bool:
    at = 2
    while data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xD9:
            return at + 2 == len(data)
        length = int(struct.unpack(">H", data[at + 2 : at + 4])[0])
        words = data[at + 4 : at + 2 + length]
        plain = (kind == 0xE0 and words.startswith(b"JFIF\0")) or (kind == 0xE2 and words.startswith(b"ICC_PROFILE\0"))
        if kind not in JPEG_PARTS and not plain:
            return False
        at += 2 + length
        if kind == 0xDA:
            at = _after_scan(data, at)
    return False


def _after_scan(data: bytes, at: int) -> int:
    """Where the next part begins: within the picture itself a part's first byte is always followed by 0 or a restart."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
