"""A made-up sheet of paper, as a scan: for what came on paper in the demo."""

from io import BytesIO

from PIL import Image, ImageDraw


def paper(*lines: str) -> bytes:
    """A small PNG with these lines of writing on it."""
    sheet = Image.new("L", (620, 300), 246)
    draw = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        draw.text((48, 60 + 48 * number), line, fill=40)
    draw.line((48, 230, 360, 230), fill=120)
    draw.line([(60, 224), (90, 196), (118, 222), (150, 190), (176, 224), (230, 206), (282, 220)], fill=30, width=3)
    file = BytesIO()
    sheet.save(file, "PNG", optimize=True)
    return file.getvalue()
