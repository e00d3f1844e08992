"""A layer's own pages, from Markdown to what stands in the middle of a page."""

import re

from markdown import Markdown

from kvalitetsplan.plan.words import slug

_LINK = re.compile(r'(href="(?!https?:|mailto:)[^"#]*)\.md(#[^"]*)?"')
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKDOWN = Markdown(
    extensions=["attr_list", "tables", "admonition", "toc"],
    extension_configs={"toc": {"slugify": slug, "permalink": False}},
)


def own_page(text: str) -> str:
    """Return a page's Markdown as HTML. Links to other pages' Markdown lead to the pages."""
    html = _MARKDOWN.reset().convert(_FRONT.sub("", text))
    return _LINK.sub(r'\1.html\2"', html)
