"""Markdown and editors' HTML to clean HTML. The one place of the house that renders Markdown and trusts HTML."""

import markdown
import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    *("p", "br", "hr", "strong", "em", "b", "i", "a", "abbr", "blockquote", "code", "pre"),
    *("h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean(text: str, *, top_heading: int = 2) -> SafeString:
    """HTML of what was written, by allow-list. `# A heading` becomes the page's level `top_heading`."""
    html = markdown.markdown(
        text,
        extensions=["sane_lists", "tables", "def_list", "abbr", "toc"],
        extension_configs={"toc": {"baselevel": top_heading}},
        output_format="html",
    )
    return clean_html(html)


def clean_html(html: str) -> SafeString:
    """HTML by allow-list: of an editor's rich text, and of what was kept clean and is shown again."""
    return mark_safe(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES))
