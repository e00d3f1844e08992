"""From a text in YAML to something safe on a page.

A few Markdown marks are allowed (emphasis, lists, links) and everything else is
text: what comes out of Markdown is cleaned by an allow-list.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup

_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "br"}
_MARKDOWN = Markdown()
_MARKS = re.compile(r"[*_`\[\]<>&\\#!|~=+]|\n|^\s*(?:-|\d+[.)])\s|:\s*$")
_SPECIAL = re.compile(r"[^\w\s.,;:?–«»()§/-]|_")


@lru_cache(maxsize=16384)
def prose(text: str) -> Markup:
    """Return a text as clean HTML paragraphs."""
    if not _MARKS.search(text):
        return Markup("<p>{}</p>").format(text)
    html = _MARKDOWN.reset().convert(text)
    return Markup(
        nh3.clean(
            html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"}
        )
    )


@lru_cache(maxsize=16384)
def line(text: str) -> Markup:
    """Return a text as clean HTML without the paragraph around it, for headings and list items."""
    html = prose(text)
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(inner) if "<p>" not in inner else html


def heading(text: str) -> Markup:
    """Return a text that means the same in Markdown, HTML and a template: all special signs as
    entities.
    """
    return Markup(_SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split())))


def long_date(months: Sequence[str], iso: str) -> str:
    """Return the day 2027-08-01 as one says it: «1. august 2027». `months` are their names, January
    first.
    """
    year, month, day = iso.split("-")
    return f"{int(day)}. {months[int(month) - 1].lower()} {year}"
