"""What HTML may stand on an own page: what is not on the list, is a problem, and is never
published.
"""

import re

from kvalitetsplan.plan.checks import is_reserved
from kvalitetsplan.plan.model.addresses import why_no_letter, why_no_link, why_no_mail
from kvalitetsplan.plan.words import slug

TAGS = {
    "p", "br", "hr", "em", "strong", "b", "i", "u", "s", "q", "del", "ins", "sub", "sup", "mark",
    "small", "kbd", "code", "pre", "samp", "blockquote", "cite", "abbr", "ul", "ol", "li", "dl", "dt",
    "dd", "a", "img", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "th", "td", "div", "span", "details", "summary", "figure", "figcaption",
}  # fmt: skip
BOXES = (
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug",
    "example", "quote",
)  # fmt: skip
"""The kinds of box that have a colour and a sign of their own."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
    "abbr": {"title"},
    "details": {"open"},
}
_EVERYWHERE = {"id", "class"}
_CLASS = re.compile(rf"admonition(?: (?:{'|'.join(BOXES)}))?|admonition-title|language-[\w+-]+")
_ID = re.compile(r"[a-zæøå0-9][a-zæøå0-9-]*(?:_\d+)?")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def attributes_of(tag: str) -> set[str]:
    """Return the attributes that a tag may have."""
    return _ATTRIBUTES.get(tag, set()) | _EVERYWHERE


def id_of(text: str, separator: str) -> str:
    """Return the id of a heading; never one that the site's own parts may have."""
    id = slug(text, separator) or "avsnitt"
    return f"avsnitt-{id}" if is_reserved(id) else id


def cleaned(html: str) -> str:
    """Return the HTML with nothing but what is allowed, and links to the pages as they are
    published.
    """
    import nh3  # slow to load, as Markdown is

    return nh3.clean(
        html,
        tags=TAGS,
        attributes={tag: attributes_of(tag) for tag in TAGS},
        attribute_filter=_kept,
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel=None,
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value as it is published; None if it is left out."""
    if why_no_value(name, value):
        return None
    return _published(value) if name == "href" else value


def _published(link: str) -> str:
    """Return a link to a page of the site as it is when the page has become HTML."""
    if SCHEME.match(link):
        return link
    return re.sub(r"^([^?#]*)[.]md(?=[?#]|$)", r"\1.html", link)


def why_no_value(name: str, value: str) -> str:
    """Say what is wrong with an attribute's value; "" if nothing is."""
    if name == "class" and not _CLASS.fullmatch(value):
        return f"klassen «{value}» kan ikke brukes på egne sider; ta den bort"
    if name == "id" and not value:
        return "id-en er tom; skriv et navn, som «{ #avsnitt }», eller ta den bort"
    if name == "id" and (not _ID.fullmatch(value) or is_reserved(value)):
        return f"id-en «{value}» må være små bokstaver, tall og bindestrek, og ikke opptatt av siden selv; skriv for eksempel «{id_of(value, '-')}»"
    if name == "href":
        return _why_no_href(value)
    return _why_no_src(value) if name == "src" else ""


def _why_no_href(link: str) -> str:
    if not link:
        return "lenken har ingen adresse; skriv den, eller ta bort lenken"
    # Browsers leave out white space and control characters in the name of a scheme.
    bare = re.sub(r"[\x00-\x20]", "", link)
    scheme = SCHEME.match(bare)
    kind = scheme[1].lower() if scheme else ""
    if kind in ("http", "https"):
        reason = why_no_link(link)
        return f"lenken «{short(link)}» {reason}" if reason else ""
    if kind == "mailto":
        reason = why_no_letter(bare[7:])
        return f"lenken «{short(link)}» {reason}" if reason else ""
    if kind == "tel":
        return (
            ""
            if re.fullmatch(r"tel:\+?[0-9-]+", bare)
            else f"lenken «{short(link)}» må være tel: og et nummer, som «tel:22222222»"
        )
    if kind:
        return f"lenken «{short(link)}» er ikke til en side; bruk https://, mailto: eller tel:"
    if bare != link or "\\" in link:
        return f"lenken «{short(link)}» har mellomrom eller omvendt skråstrek; skriv den uten"
    if link.startswith("//"):
        return f"lenken «{short(link)}» mangler begynnelsen; skriv «https:{link}»"
    if re.search(r"%2f|%5c", link, re.IGNORECASE):
        return (
            f"lenken «{short(link)}» har skråstreker som er skrevet om; skriv «/» der de skal være"
        )
    if re.match(r"www\.", link, re.IGNORECASE):
        return f"lenken «{short(link)}» mangler begynnelsen; skriv «https://{link}»"
    if not why_no_mail(link):
        return f"lenken «{short(link)}» er en e-postadresse; skriv «mailto:{link}»"
    if link.startswith("/"):
        return f"lenken «{short(link)}» begynner med skråstrek; skriv veien fra siden, som «../tema/mobbing.md»"
    return ""


def _why_no_src(link: str) -> str:
    if SCHEME.match(re.sub(r"[\x00-\x20]", "", link)) or link.startswith(("/", "\\")):
        return f"bildet «{short(link)}» ligger et annet sted; legg det i mappa bilder/, og skriv «../bilder/» og navnet"
    if not link:
        return "bildet har ingen adresse; skriv den, eller ta det bort"
    if link.lower().endswith((".pdf", ".md", ".html")):
        return f"«{link}» er ikke et bilde; lenk til den, uten utropstegn foran"
    return ""


def short(text: str) -> str:
    """Return a text as it can be said in a message."""
    return text if len(text) <= 60 else f"{text[:60]}…"
