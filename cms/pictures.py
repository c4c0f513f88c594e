"""Pictures as they are kept: what they show, without what the camera wrote beside it (a phone writes where it stood)."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image as Pixels
from PIL import ImageOps

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif", "GIF": "image/gif"}


def without_notes(file: UploadedFile) -> UploadedFile:
    """The same picture, turned the way it was taken, with no place, date, device or comment in its file."""
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
