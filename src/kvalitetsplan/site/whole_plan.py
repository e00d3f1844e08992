"""The whole plan in one piece, as HTML: its chapters, and the pages that are chapters of it."""

import posixpath
import re
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from urllib.parse import unquote

from jinja2 import Environment, StrictUndefined
from markdown import Markdown
from markupsafe import Markup

from kvalitetsplan.plan.docs import body_of, page_in
from kvalitetsplan.plan.own_pages import with_words
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.words import slug
from kvalitetsplan.site.chapters import Kapittel
from kvalitetsplan.site.components import Components
from kvalitetsplan.site.drawings import Draw, drawings, drawn
from kvalitetsplan.site.macros import MACROS
from kvalitetsplan.site.markers import filled, split
from kvalitetsplan.site.pages import html as address_of
from kvalitetsplan.site.reuse.plan_seen import put

Way = Callable[[str], str]
"""Returns where a link or a picture leads, given where it is from the top of the site; "" for
nowhere that can be reached.
"""

_MARKDOWN = Markdown(
    extensions=["attr_list", "tables", "admonition", "fenced_code", "toc"],
    extension_configs={"toc": {"slugify": slug}},
)
"""What MkDocs makes of the shared pages."""
_TITLE = re.compile(r"<h1\b.*?</h1>\s*", re.DOTALL)
_HEADING = re.compile(r"<h([2-6])\b(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_PLACE = re.compile(r"""(\s(?:id|for|aria-(?:labelledby|describedby|controls))=")([^"]+)(?=")""")
_LINK = re.compile(r"""(<a\b[^>]*?\shref=")([^"]*)("[^>]*>)(.*?)</a>""", re.DOTALL)
_PICTURE = re.compile(r"""(<img\b[^>]*?\ssrc=")([^"]*)(?=")""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def drawings_on(components: Components, url: str) -> dict[str, Draw]:
    """Return what may stand in the middle of any shared page, by the markers' names."""
    whole = {"hele-planen": lambda _: drawn_chapters(components, url)}
    return {**drawings(components, url), **whole}


def drawn_chapters(components: Components, page: str = "") -> list[Markup]:
    """Return the whole plan, chapter by chapter, as it stands on `page`; without it, as it stands
    in a file outside the site. Most municipalities share most of it.
    """

    def make() -> list[Markup]:
        return [
            components.draw("kapittel", page, anker=one.anker, kapittel=one, innhold=text)
            for one in components.chapters()
            for text in [_written(components, one, page) if one.side else ""]
        ]

    return components.recall(("kapitler", page), None, make)


def written(components: Components, one: Kapittel) -> Markup:
    """Return what stands on the page that a chapter is, for a file outside the site."""
    return components.recall(
        ("kapittelside", one.side), None, partial(_written, components, one, "")
    )


def _written(components: Components, one: Kapittel, page: str) -> Markup:
    """Return what stands on the page that a chapter is: its headings one level lower, and its
    places named after the chapter, so that they are no other chapter's.
    """
    way = components.links_on(page) if page else _outside()
    own = put(_own_page, one.side)
    html = shared_page(components, one.side) if own is None else own
    named_after = partial(_named_after, one, _TITLE.search(html))
    named = _PLACE.sub(
        lambda hit: hit[1] + named_after(hit[2]), _lowered(_TITLE.sub("", html, count=1))
    )
    linked = _LINK.sub(partial(_link, one, way, named_after), named)
    picture = way if page else str
    return Markup(_PICTURE.sub(lambda hit: hit[1] + picture(_from_top(one.side, hit[2])), linked))


def _named_after(one: Kapittel, title: re.Match[str] | None, place: str) -> str:
    """Return what a place on the page that a chapter is, is called in the whole plan. The title is
    not there: a place in it is the chapter's beginning, and so is none.
    """
    taken_out = set(_ID.findall(title[0])) if title else set()
    is_top = not place or escape(unquote(unescape(place))) in taken_out
    return one.anker if is_top else f"{one.anker}-{place}"


def _outside() -> Way:
    """Return where pages are reached from outside the site, for what is being drawn now."""
    address = put(_address)
    return lambda there: f"{address}{there}" if address else ""


def _address(plan: Plan) -> str:
    return plan.nettadresse


def _lowered(html: str) -> str:
    """Return a page with its headings one level lower, below a chapter's, and no level skipped."""
    above = 2

    def heading(hit: re.Match[str]) -> str:
        nonlocal above
        above = min(int(hit[1]) + 1, above + 1, 6)
        return f"<h{above}{hit[2]}</h{above}>"

    return _HEADING.sub(heading, html)


def _link(one: Kapittel, way: Way, named_after: Callable[[str], str], hit: re.Match[str]) -> str:
    """Return a link as it stands in the chapter; its words alone where it leads nowhere from
    there.
    """
    start, target, end, words = hit.groups()
    if _ELSEWHERE.match(target):
        return hit[0]
    path, sign, place = _from_top(one.side, target).partition("#")
    here = path == address_of(one.side)
    there = f"#{named_after(place)}" if here else way(path + sign + place)
    # What leads into the site says so: its address is not worth its ink.
    inside = there and start.replace("<a", "<a data-side", 1)
    return f"{inside}{there}{end}{words}</a>" if there else words


def _from_top(page: str, target: str) -> str:
    """Return where a link or a picture on `page` leads, from the top of the site."""
    path, sign, place = target.partition("#")
    if not path:
        return f"{address_of(page)}{sign}{place}"
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return f"{address_of(whole) if whole.endswith('.md') else whole}{sign}{place}"


def _own_page(plan: Plan, name: str) -> str | None:
    """Return the content of a layer's own page; None if it is a shared one."""
    own = plan.egne_sider.get(name)
    return with_words(own, plan.fill).html if own else None


def shared_page(components: Components, name: str) -> str:
    """Return the content of a shared page, without MkDocs, as it will be filled in."""
    url, data = address_of(name), components.root / "data"
    side = page_in(data, name, components.plan.malform)
    marked = Environment(undefined=StrictUndefined).from_string(body_of(side.tekst)).render(MACROS)
    pieces = split(_MARKDOWN.reset().convert(marked))
    html = "".join(filled(pieces, partial(drawn, drawings_on(components, url))))
    other = side.malform != components.plan.malform
    return f'<div class="kp-bokmal" lang="nb">{html}</div>' if other else html
