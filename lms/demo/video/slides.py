"""A slide: words on the left, a drawing on the right, paper all around."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

from lms.demo.video import drawings
from lms.demo.video.pen import ACCENT, INK, PAPER, SOFT_INK
from lms.demo.video.script import HERE, Slide

WIDTH, HEIGHT, MARGIN = 1280, 720, 84
PANEL = (694, 76, 502, 568)  # x, y, width, height
TEXT_WIDTH = PANEL[0] - MARGIN - 44


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(HERE / "fonts" / name), size)


HEADING, TEXT, BRAND = (
    _font("Fraunces-heading.ttf", 66),
    _font("AtkinsonHyperlegibleNext-text.ttf", 35),
    _font("Fraunces-heading.ttf", 25),
)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The text in as few lines as fit, of lengths as even as can be."""
    words, count = text.split(), 1
    while count < len(words):
        lines = _evened(words, font, count)
        if max(font.getlength(line) for line in lines) <= width:
            return lines
        count += 1
    return words


def _evened(words: list[str], font: ImageFont.FreeTypeFont, count: int) -> list[str]:
    """The words in `count` lines; the longest is as short as can be."""
    if count == 1:
        return [" ".join(words)]
    tries = [
        [" ".join(words[:cut]), *_evened(words[cut:], font, count - 1)] for cut in range(1, len(words) - count + 2)
    ]
    return min(tries, key=lambda lines: max(font.getlength(line) for line in lines))


def _words(slide: Slide, picture: Image.Image) -> None:
    """Heading and lines, a little above the middle."""
    pen = ImageDraw.Draw(picture)
    heading = _wrapped(slide.heading, HEADING, TEXT_WIDTH)
    lines = [line for text in slide.lines for line in _wrapped(text, TEXT, TEXT_WIDTH)]
    tall = 34 + len(heading) * 74 + 22 + len(lines) * 49
    y = (HEIGHT - tall) / 2 - 8
    pen.rounded_rectangle((MARGIN, y, MARGIN + 54, y + 7), radius=4, fill=ACCENT)
    y += 34
    for line in heading:
        pen.text((MARGIN - 2, y), line, font=HEADING, fill=INK)
        y += 74
    y += 22
    for line in lines:
        pen.text((MARGIN, y), line, font=TEXT, fill=SOFT_INK)
        y += 49
    pen.text((MARGIN, HEIGHT - 76), "Been There", font=BRAND, fill=ACCENT)


def draw(slide: Slide) -> Image.Image:
    """The finished slide, 1280 by 720."""
    x, y, w, h = PANEL
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    scene = drawings.BY_NAME[slide.drawing](w, h)
    mask = Image.new("L", (w * 4, h * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, w * 4 - 1, h * 4 - 1), radius=44 * 4, fill=255)
    picture.paste(scene, (x, y), mask.resize((w, h), Image.Resampling.LANCZOS))
    _words(slide, picture)
    return picture
