"""A module as a writer hands it in: her folder, packed, with a picture, a film and its words, a document."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

from PIL import Image as Pixels

CAPTIONS = "WEBVTT\n\n00:00:00.000 --> 00:00:00.900\nHello and welcome.\n"

MODULE = "---\ntitle: Listening\nslug: listening\nsummary: How to listen.\nminutes: 10\nstages: []\n---\n"
LESSON = """---
title: The pause
slug: the-pause
minutes: 10
content_note: A hard night is told.
another_way: |
  In a few words.
---

:::video key="first-call"
caption: "A first call: two voices"
:::

Let her **finish**.

:::picture key="kitchen-table"
alt: Two cups on a kitchen table.
:::

:::note
text: A hospital night comes next.
:::

:::callout heading="Take &quot;time&quot;" kind="care"
You may stop at any point.
:::

:::download key="leaflet-for-you"
label: A leaflet to take along
:::

:::check
intro: ""
questions:
  - ask: What helps first?
    kind: single
    choices:
      - text: Wait.
        right: true
        because: It leaves room.
      - text: Talk.
        right: false
        because: It fills the room.
:::
"""
SPANISH = {
    "module.es.md": MODULE.replace("Listening", "Escuchar").replace("How to listen.", "Cómo escuchar."),
    "01-the-pause.es.md": LESSON.replace("The pause", "La pausa").replace("Let her **finish**.", "Déjela terminar."),
}
TRANSCRIPT = "**Rosa:** Hello and welcome.\n"


@cache
def picture(kind: str = "PNG", camera: bool = False) -> bytes:
    kept, shown = io.BytesIO(), Pixels.new("RGB", (64, 48), "teal")
    notes = Pixels.Exif()
    if camera:
        notes[0x010F] = "A phone that knows where it stood"
    shown.save(kept, kind, **({"exif": notes} if camera else {}))
    return kept.getvalue()


def folder() -> dict[str, str | bytes]:
    """One module in two languages. It is written as the house writes files, so it comes out as it went in."""
    return {
        "listening/module.md": MODULE,
        "listening/01-the-pause.md": LESSON,
        **{f"listening/{name}": text for name, text in SPANISH.items()},
        "listening/media/kitchen-table.png": picture(),
        "listening/media/first-call.mp4": b"not looked into before a worker comes",
        "listening/media/leaflet-for-you.md": '---\ntitle: "Leaflet: for you"\n---\n',
        "listening/media/first-call.en.vtt": CAPTIONS,
        "listening/media/first-call.en.md": TRANSCRIPT,
        "listening/media/leaflet-for-you.pdf": b"%PDF-1.4 a leaflet",
    }


def zipped(files: Mapping[str, str | bytes]) -> io.BytesIO:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    kept.seek(0)
    return kept
