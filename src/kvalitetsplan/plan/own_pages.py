"""A page that a municipality or a school has written itself, from Markdown to HTML that can do no harm.

A few fields may stand on top, between lines of `---`. Below them is Markdown. HTML among it passes an
allow-list: what is not on it is a problem with its line, so a page is refused, never changed and never
run. What comes out has links as they are written, with .html for .md.
"""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from pydantic import Field

from kvalitetsplan.plan.checks import FRAME
from kvalitetsplan.plan.model.addresses import why_no_link, why_no_mail
from kvalitetsplan.plan.model.base import Linje
from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.decoding import decode
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

MAX_BYTES = 100_000
"""How long a page may be: some forty printed pages."""
MAX_OPEN = 50
"""How many brackets may stand open in one paragraph: Markdown looks for the end of each of them."""
MARKDOWN = ("attr_list", "tables", "admonition", "fenced_code")
"""What of Markdown's extensions a page may use: the same as the shared pages."""

_TAGS = {
    "p", "br", "hr", "em", "strong", "b", "i", "u", "s", "q", "del", "ins", "sub", "sup", "mark",
    "small", "kbd", "code", "pre", "samp", "blockquote", "cite", "abbr", "ul", "ol", "li", "dl", "dt",
    "dd", "a", "img", "h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody",
    "tfoot", "tr", "th", "td", "div", "span", "details", "summary", "figure", "figcaption",
}  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
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
_CLASS = re.compile(r"(?:admonition(?: [a-zæøå-]+)?|admonition-title|language-[\w+-]+)")
_ID = re.compile(r"[a-zæøå0-9][a-zæøå0-9-]*(?:_\d+)?")
_OURS = "kp-"
"""What the ids of the site's own parts begin with."""
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"^(```+|~~~+).*?^\1[^\n]*$|(`+)(?!`).+?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


class Sidehode(Modell):
    """What may stand on top of an own page."""

    title: Linje | None = Field(None, description="Navnet i menyen. Uten: overskriften på siden.")
    description: Linje | None = Field(None, description="Én setning om siden, for søkemotorer.")


class Link(NamedTuple):
    """Where a page leads, or a picture on it, inside the site."""

    target: str
    """As it is written."""
    mark: Mark
    is_picture: bool


class Egenside(NamedTuple):
    """A page that a municipality or a school has written itself."""

    name: str
    """Its way from the folder, `sider/om-oss.md`."""
    title: str
    """What it is called, as plain text."""
    description: str
    html: str
    """Its content, safe to publish."""
    links: tuple[Link, ...]
    ids: frozenset[str]


def read_page(path: Path, name: str, file: str) -> Egenside:
    """Read one page. `name` is its way from the folder, `file` what problems call it.

    Raises PlanError with everything that is wrong with the page alone; see `site.own_links` for where
    its links lead.
    """
    text = _text(path, file)
    head, body = _split(text, file)
    seen = _Seen(body, file)
    seen.feed(html := _html(body, file))
    seen.close()
    title = (head.title or seen.title).strip()
    problems = [*seen.problems, *_headings(seen, bool(head.title), file)]
    clean = _cleaned(html)
    if not problems and _Seen.visible(clean) != _Seen.visible(html):
        problems.append(
            Problem(
                Mark(file), "", "siden har HTML som ikke kan leses sikkert; skriv den med Markdown"
            )
        )
    if problems:
        raise PlanError(problems)
    top = "" if seen.title else f"<h1>{escape(title)}</h1>\n"
    whole = top + _with_boxes(clean)
    return Egenside(
        name, title, head.description or "", whole, tuple(seen.links), frozenset(seen.ids)
    )


_BOX = re.compile(
    r"<li>(?P<start>\s*(?:<p>)?)\[(?P<mark>[ xX])\] (?P<text>.*?)(?=</p>|</li>|<[uo]l)", re.DOTALL
)
"""An item of a list that begins with a box, as «- [ ] Har ringt hjem», until the item's own lists."""


def _with_boxes(html: str) -> str:
    """Return a page with a box to tick in each item of a list that begins with `[ ]` or `[x]`."""

    def box(hit: re.Match[str]) -> str:
        ticked = "" if hit["mark"] == " " else " checked"
        label = f'<label><input type="checkbox"{ticked}> {hit["text"].strip()}</label>'
        return f'<li class="kp-rute">{hit["start"]}{label}'

    return _BOX.sub(box, html)


def _text(path: Path, file: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = "fila kan ikke leses; se hvem som har tilgang til den"
        raise PlanError([Problem(Mark(file), "", message)]) from error
    if len(data) > MAX_BYTES:
        message = f"siden er for lang ({len(data) // 1000} kB, høyst {MAX_BYTES // 1000}); del den i flere"
        raise PlanError([Problem(Mark(file), "", message)])
    return decode(data, file)


def _split(text: str, file: str) -> tuple[Sidehode, str]:
    """Return what stands on top of the page, and the page with empty lines in its place."""
    if not re.match(r"---[ \t]*\n", text):
        return Sidehode(), text
    hit = _FRONT.match(text)
    if not hit:
        message = "feltene øverst på siden blir aldri avsluttet; skriv en linje med --- under dem"
        raise PlanError([Problem(Mark(file), "", message)])
    tree = parse(f"\n{hit[1]}".encode(), file, may_be_empty=True)
    return build(Sidehode, tree), "\n" * hit[0].count("\n") + text[hit.end() :]


def _without_code(source: str) -> str:
    """Return a page with spaces for what is shown as code, and everything else in its place."""
    return _CODE.sub(lambda hit: re.sub(r"[^\n]", " ", hit[0]), source)


def _check_brackets(body: str, file: str) -> None:
    """Raise PlanError where so many brackets are never closed that Markdown would not get done."""
    for paragraph in re.finditer(r"(?:[^\n]+\n?)+", _without_code(body)):
        for opens, closes in ("[]", "()", "<>"):
            depth = 0
            for hit in re.finditer(rf"[\{opens}\{closes}]", paragraph[0]):
                depth = depth + 1 if hit[0] == opens else max(depth - 1, 0)
                if depth > MAX_OPEN:
                    before = body[: paragraph.start() + hit.start()]
                    mark = Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
                    message = f"det er {depth} «{opens}» som ikke er avsluttet; avslutt dem, eller ta dem bort"
                    raise PlanError([Problem(mark, "", message)])


def _html(body: str, file: str) -> str:
    """Return what Markdown makes of the page."""
    from markdown import Markdown  # slow to load; most have no own pages

    _check_brackets(body, file)
    markdown = Markdown(
        extensions=[*MARKDOWN, "toc"],
        extension_configs={
            "toc": {"slugify": _id, "permalink": False, "marker": ""},
            "tables": {"use_align_attribute": True},
        },
    )
    try:
        return markdown.convert(body)
    except RecursionError as error:
        message = "siden har for mange nivåer inni hverandre; gjør den flatere"
        raise PlanError([Problem(Mark(file), "", message)]) from error


def _id(text: str, separator: str) -> str:
    """Return the id of a heading; never one that the site's own parts may have."""
    id = slug(text, separator) or "avsnitt"
    return f"avsnitt-{id}" if _is_taken(id) else id


def _is_taken(id: str) -> bool:
    return id.startswith(_OURS) or id in FRAME


def _cleaned(html: str) -> str:
    """Return the HTML with nothing but what is allowed, and links to the pages as they are published."""
    import nh3  # slow to load, as Markdown is

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={tag: _ATTRIBUTES.get(tag, set()) | _EVERYWHERE for tag in _TAGS},
        attribute_filter=_kept,
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel=None,
    )


def _kept(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value as it is published; None if it is left out."""
    if _why_no_value(name, value):
        return None
    return _published(value) if name == "href" else value


def _published(link: str) -> str:
    """Return a link to a page of the site as it is when the page has become HTML."""
    if _SCHEME.match(link):
        return link
    return re.sub(r"^([^?#]*)[.]md(?=[?#]|$)", r"\1.html", link)


def _why_no_value(name: str, value: str) -> str:
    """Say what is wrong with an attribute's value; "" if nothing is."""
    if name == "class" and not _CLASS.fullmatch(value):
        return f"klassen «{value}» kan ikke brukes på egne sider; ta den bort"
    if name == "id" and (not _ID.fullmatch(value) or _is_taken(value)):
        return f"id-en «{value}» må være små bokstaver, tall og bindestrek, og ikke opptatt av siden selv; skriv for eksempel «{_id(value, '-')}»"
    if name == "href":
        return _why_no_href(value)
    return _why_no_src(value) if name == "src" else ""


def _why_no_href(link: str) -> str:
    # Browsers leave out white space and control characters in the name of a scheme.
    bare = re.sub(r"[\x00-\x20]", "", link)
    scheme = _SCHEME.match(bare)
    kind = scheme[1].lower() if scheme else ""
    if kind in ("http", "https"):
        reason = why_no_link(link)
        return f"lenken «{link}» {reason}" if reason else ""
    if kind == "mailto":
        reason = why_no_mail(unquote(bare[7:]).partition("?")[0])
        return f"lenken «{link}» {reason}" if reason else ""
    if kind == "tel":
        return (
            ""
            if re.fullmatch(r"tel:\+?[0-9-]+", bare)
            else f"lenken «{link}» må være tel: og et nummer, som «tel:22222222»"
        )
    if kind:
        return f"lenken «{link}» er ikke til en side; bruk https://, mailto: eller tel:"
    if bare != link or "\\" in link:
        return f"lenken «{link}» har mellomrom eller omvendt skråstrek; skriv den uten"
    if link.startswith("//"):
        return f"lenken «{link}» mangler begynnelsen; skriv «https:{link}»"
    if link.startswith("/"):
        return f"lenken «{link}» begynner med skråstrek; skriv veien fra siden, som «../tema/mobbing.md»"
    return ""


def _why_no_src(link: str) -> str:
    if _SCHEME.match(re.sub(r"[\x00-\x20]", "", link)) or link.startswith(("/", "\\")):
        return f"bildet «{_short(link)}» ligger et annet sted; legg det i mappa bilder/, og skriv «../bilder/» og navnet"
    if link.lower().endswith(".pdf"):
        return f"«{link}» er ikke et bilde; lenk til den, uten utropstegn foran"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _headings(seen: "_Seen", has_title: bool, file: str) -> Iterator[Problem]:
    if not (seen.title or has_title or seen.problems):
        message = "siden mangler overskrift; begynn den med # og navnet på siden"
        yield Problem(Mark(file), "", message)
    for mark in seen.more_titles:
        yield Problem(mark, "", "en side har bare én hovedoverskrift; skriv ## foran denne")
    for mark in seen.empty_headings:
        yield Problem(
            mark, "", "overskriften er tom; skriv hva avsnittet handler om, eller ta bort linja"
        )


class _Seen(HTMLParser):
    """What is on a page: headings, ids, links, words, and what must not be there."""

    def __init__(self, source: str, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[Problem] = []
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.title = ""
        self.more_titles: list[Mark] = []
        self.empty_headings: list[Mark] = []
        self.words: list[str] = []
        self._places = _Places(source, file)
        self._heading: list[str] | None = None

    @classmethod
    def visible(cls, html: str) -> list[str]:
        """Return the words on a page, in order."""
        seen = cls("", "")
        seen.feed(html)
        seen.close()
        return "".join(seen.words).split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag and its attributes."""
        if tag in _HEADINGS:
            self._heading = []
        if tag not in _TAGS:
            advice = f"er det tekst, skriv «&lt;{_short(tag)}»"
            self._say(
                f"<{tag}", f"<{_short(tag)}> kan ikke brukes på egne sider; ta det bort ({advice})"
            )
            return
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in _ATTRIBUTES.get(tag, set()) | _EVERYWHERE:
            self._say(name, f"«{_short(name)}» kan ikke brukes på egne sider; ta det bort")
        elif reason := _why_no_value(name, value):
            self._say(value, reason)
        elif name == "id":
            if value in self.ids:
                self._say(value, f"id-en «{value}» er brukt før på siden; velg en annen")
            self.ids.add(value)
        elif name in ("href", "src") and not _SCHEME.match(value):
            self.links.append(Link(value, self._places.find(value), name == "src"))

    def handle_data(self, data: str) -> None:
        """Take the words."""
        self.words.append(data)
        if self._heading is not None:
            self._heading.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Notice the end of a heading."""
        if tag not in _HEADINGS or self._heading is None:
            return
        text = " ".join("".join(self._heading).split())
        self._heading = None
        mark = self._places.find(text) if text else self._places.find("#")
        if not text:
            self.empty_headings.append(mark)
        elif tag == "h1" and self.title:
            self.more_titles.append(mark)
        elif tag == "h1":
            self.title = text

    def unknown_decl(self, data: str) -> None:
        """Refuse what is neither a tag nor text."""
        self._say("<!", "«<!…>» kan ikke brukes på egne sider; ta det bort")

    def handle_decl(self, decl: str) -> None:
        """Refuse a document type."""
        self.unknown_decl(decl)

    def handle_pi(self, data: str) -> None:
        """Refuse an instruction to some program."""
        self._say("<?", "«<?…>» kan ikke brukes på egne sider; ta det bort")

    def _say(self, needle: str, message: str) -> None:
        self.problems.append(Problem(self._places.find(needle), "", message))


class _Places:
    """Where things stand in a page. Markdown does not tell, so they are looked for in the order they
    come; never in what is shown as code.
    """

    def __init__(self, source: str, file: str) -> None:
        self._text = _without_code(source).lower()
        self._file = file
        self._after: dict[str, int] = {}

    def find(self, needle: str) -> Mark:
        """Return the next place where something stands, or the top of the page."""
        for spelling in _spellings(needle):
            at = self._text.find(spelling, self._after.get(spelling, 0))
            if at >= 0:
                self._after[spelling] = at + 1
                before = self._text[:at]
                return Mark(self._file, before.count("\n") + 1, at - before.rfind("\n"))
        return Mark(self._file)


def _spellings(needle: str) -> Iterator[str]:
    text = needle.lower()
    yield from dict.fromkeys(
        (text, text.replace("&", "&amp;"), unquote(text), text.partition(" ")[0])
    )
