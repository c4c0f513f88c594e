"""The words of cleaned HTML, as somebody would read them aloud. Pure."""

import html
import re

BREAKS = re.compile(r"</(?:p|li|h\d|td|th|dt|dd|blockquote|pre)>|<br ?/?>|<hr ?/?>")
TAG = re.compile(r"<[^>]*>")


def plain(source: str) -> str:
    """Text without its markup; what stands in a paragraph of its own stands on a line of its own."""
    return html.unescape(TAG.sub("", BREAKS.sub("\n", source)))
