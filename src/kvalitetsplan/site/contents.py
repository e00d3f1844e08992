"""The headings of a finished page: its title, its list of contents, its sections."""

import re
from html import unescape
from typing import NamedTuple

from markupsafe import Markup

_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_QUOTES = str.maketrans({'"': "&quot;", "'": "&#39;"})
_ID = re.compile(r'\bid="([^"]*)"')
_ADDRESS = re.compile(r'<a class="kp-adresse".*?</a>', re.DOTALL)
"""The sign that leads to a heading's own address."""


class Overskrift(NamedTuple):
    """A heading on a page."""

    niva: int
    id: str
    tittel: Markup
    """Its text, as HTML without tags, such as an attribute takes."""
    start: int
    """Where it stands in the HTML, in characters."""
    slutt: int


def headings(html: str) -> list[Overskrift]:
    """Return the headings in some HTML, from the top."""
    found = []
    for hit in _HEADING.finditer(html):
        id = _ID.search(hit[2])
        text = _TAG.sub("", _ADDRESS.sub("", hit[3])).strip() if "<" in hit[3] else hit[3]
        id_ = unescape(id[1]) if id else ""
        found.append(Overskrift(int(hit[1]), id_, Markup(text.translate(_QUOTES)), *hit.span()))
    return found


def title_of(found: list[Overskrift]) -> Markup:
    """Return the title of a page with these headings: the first of them; "" if it has none."""
    return next((one.tittel for one in found if one.niva == 1), Markup(""))


def contents(found: list[Overskrift]) -> tuple[Overskrift, ...]:
    """Return the headings that a list of contents shows: those of a page's own sections."""
    return tuple(one for one in found if one.id and one.niva == 2)


def sections(url: str, html: str, found: list[Overskrift]) -> list[dict[str, str]]:
    """Return a page's content section by section, as `location`, `title` and `text` (HTML)."""
    found = [one for one in found if one.id or one.niva == 1]
    ends = [*(one.start for one in found[1:]), len(html)]
    return [
        {
            "location": url if one.niva == 1 else f"{url}#{one.id}",
            "title": one.tittel,
            "text": html[one.slutt : end],
        }
        for one, end in zip(found, ends, strict=True)
    ]
