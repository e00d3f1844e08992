"""One act as Lovdata gives it out, in XML with the names of HTML.

What we need of it:

    <dd class="refid">lov/2023-06-09-30</dd>        which act it is, in its head
    <article class="legalArticle">                  a section
      <h3 class="legalArticleHeader">
        <span class="legalArticleValue">§ 12-4</span>. <span class="legalArticleTitle">…</span>
      <article class="legalP"> … </article>         a paragraph, or numberedLegalP
        <ol><li data-name="a."> … </li></ol>    a list in it, and more of the paragraph after it:
        <p class="leddfortsettelse"> … </p>
      <article class="changesToParent"> … </article>    Lovdata's own note; not the law's words
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from kvalitetsplan.plan.model import Lovord

MAX_DEPTH = 60
_BLOCKS = {"article", "section", "ol", "ul", "li", "p", "div", "table", "thead", "tbody", "tr"}
_NOT_WORDS = {
    "legalArticleHeader",
    "changesToParent",
    "footnote",
    "footnotes",
    "footnotereference",
    "futureLegalArticle",
    "futuretitle",
}
"""What stands in a section without being the law in force."""


class LawError(Exception):
    """An archive cannot be read. Says which, and what to give instead."""


def sections_of(data: bytes, name: str) -> dict[str, Lovord]:
    """Return the sections of an act by their numbers. The first of two with one number stands."""
    found: dict[str, Lovord] = {}
    for article in _parsed(data, name).iter("article"):
        if "legalArticle" in _classes(article):
            nummer = _heading(article, "legalArticleValue")
            words = "\n".join(_lines(article))
            if nummer and words:
                found.setdefault(
                    nummer,
                    Lovord(nummer=nummer, tittel=_heading(article, "legalArticleTitle"), ord=words),
                )
    if not found:
        raise LawError(f"{name} har ingen paragrafer; filene fra Lovdata kan ha fått en ny form")
    return found


def _parsed(data: bytes, name: str) -> ET.Element:
    if b"<!ENTITY" in data or b"\0" in data:
        raise LawError(f"{name} har noe som ikke hører hjemme i en lov; hent arkivet på nytt")
    try:
        root = ET.fromstring(data.decode("utf-8"))
    except (ET.ParseError, UnicodeDecodeError) as error:
        raise LawError(f"{name} er ødelagt og kan ikke leses; hent arkivet på nytt") from error
    level = list(root)
    for _ in range(MAX_DEPTH):
        level = [child for one in level for child in one]
    if level:
        raise LawError(f"{name} har noe som ikke hører hjemme i en lov; hent arkivet på nytt")
    return root


def _heading(article: ET.Element, part: str) -> str:
    """Return the number or the title in a section's heading; "" if it has none."""
    spans = (one for one in article.iter("span") if part in _classes(one))
    return next((_tidy("".join(one.itertext())).rstrip(".") for one in spans), "")


def _lines(element: ET.Element, marker: str = "") -> Iterator[str]:
    """Yield the words in an element: a line for each paragraph, and for each item of a list with
    its marker in front.
    """
    text = element.text or ""
    for child in element:
        if not _NOT_WORDS & _classes(child):
            if child.tag in _BLOCKS:
                if _tidy(text):
                    yield f"{marker}{_tidy(text)}"
                    text = marker = ""
                for line in _lines(child, marker or _marker(child)):
                    yield line
                    marker = ""
            else:
                text += "".join(_inline(child))
        text += child.tail or ""
    if _tidy(text):
        yield f"{marker}{_tidy(text)}"


def _inline(element: ET.Element) -> Iterator[str]:
    """Yield the words in an element that stands in the midst of a line."""
    yield element.text or ""
    for child in element:
        if not _NOT_WORDS & _classes(child):
            yield from _inline(child)
        yield child.tail or ""
    if element.tag in ("br", "td", "th"):
        yield " "


def _marker(element: ET.Element) -> str:
    name = element.get("data-name", "").strip() if element.tag == "li" else ""
    return f"{name} " if name else ""


def _classes(element: ET.Element) -> set[str]:
    return set(element.get("class", "").split())


def _tidy(text: str) -> str:
    return " ".join(text.split())
