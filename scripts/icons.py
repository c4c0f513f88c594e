"""The app's icons as PNG, drawn by Chromium from static/img/favicon.svg: `make icons`. Run it again when the drawing changes."""

import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "static" / "img"
# name: (pixels, what part of the square the drawing takes). Launchers cut a maskable icon to a circle of four fifths.
ICONS = {"icon-192": (192, 1.0), "icon-512": (512, 1.0), "icon-maskable-512": (512, 0.72)}


def main() -> None:
    drawing = (IMAGES / "favicon.svg").read_text()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for name, (pixels, share) in ICONS.items():
            draw(page, drawing, IMAGES / f"{name}.png", pixels, share)
        browser.close()


def draw(page: Page, drawing: str, to: Path, pixels: int, share: float) -> None:
    """Where the drawing takes less than the whole, its ground goes to the edges."""
    ground = re.search(r'<rect[^>]*fill="(#[0-9a-f]{6})"', drawing)
    assert ground, "favicon.svg begins with a rect that is its ground"
    back = ground.group(1) if share < 1 else "transparent"
    inner = drawing.replace("<svg ", f'<svg width="{pixels * share}" height="{pixels * share}" ', 1)
    page.set_viewport_size({"width": pixels, "height": pixels})
    page.set_content(
        f'<body style="margin:0;background:{back};display:grid;place-items:center;height:100vh">{inner}</body>'
    )
    page.screenshot(path=str(to), omit_background=True)


if __name__ == "__main__":
    main()
