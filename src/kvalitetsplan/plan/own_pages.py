"""A page that a municipality or a school has written itself, from Markdown to HTML that can do no
harm.

A few fields may stand on top, between lines of `---`. Below them is Markdown. HTML among it passes
an allow-list: what is not on it is a problem with its line, so a page is refused, never changed and
never run. What comes out has links as they are written, with .html for .md.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from kvalitetsplan.plan.allowed_html import cleaned
from kvalitetsplan.plan.checks import PARAMETER
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.model.base import Linje
from kvalitetsplan.plan.words import on_paper
from kvalitetsplan.reading.decoding import decode, mark_at, refuse_marks_left
from kvalitetsplan.reading.files import read_file
from kvalitetsplan.reading.fodselsnummer import MESSAGE, fodselsnumre
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, same
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.unseen import why_unwanted
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

if TYPE_CHECKING:
    from kvalitetsplan.plan.on_the_page import Link, Seen

MAX_BYTES = 100_000
"""How long a page may be: some forty printed pages."""
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

_TITLE = re.compile(r"^(?:# |title:)", re.MULTILINE)
"""A title: where there is one, no line of equal signs makes another."""
_TO_FILL = re.compile(
    rf'<code\b.*?</code>|<\w+(?:\s+[\w-]+="[^"]*")+|{PARAMETER.pattern}', re.DOTALL
)

_LATE = re.compile(r"(\s+)---[ \t]*\n\s*(?:title|description|tittel)[ \t]*:", re.IGNORECASE)
"""Fields that do not stand on top: Markdown takes them for a heading."""


class Sidehode(Modell):
    """What may stand on top of an own page."""

    title: Linje | None = Field(None, description="Navnet i menyen. Uten: overskriften på siden.")
    description: Linje | None = Field(None, description="Én setning om siden, for søkemotorer.")


class Egenside(NamedTuple):
    """A page that a municipality or a school has written itself."""

    name: str
    """Its way from the folder, `sider/om-oss.md`."""
    title: str
    """What it is called, as plain text."""
    description: str
    html: str
    """Its content, safe to publish."""
    links: "tuple[Link, ...]"
    ids: frozenset[str]
    braces: tuple[tuple[str, Mark], ...] = ()
    """What stands between braces on it, as parameters do, and where."""


def read_page(path: Path, name: str, file: str) -> Egenside:
    """Read one page. `name` is its way from the folder, `file` what problems call it.

    Raises PlanError with everything that is wrong with the page alone; see `site.own_links` for
    where its links lead.
    """
    # Slow to load; most have no own pages.
    from kvalitetsplan.plan.lost_words import lost_words
    from kvalitetsplan.plan.on_the_page import Seen
    from kvalitetsplan.plan.own_markdown import convert

    text = _text(path, file)
    head, body = _split(text, file)
    seen = Seen(body, file)
    page = convert(body)
    html, lost = page.html, lost_words(page, body, file)
    seen.feed(html)
    seen.close()
    title = (head.title or seen.title).strip()
    problems = [*lost, *seen.problems, *seen.left_open()]
    problems += _headings(seen, body, bool(head.title or problems), file)
    problems = problems or list(_hidden(seen, body, file))
    clean = cleaned(html)
    if not problems and Seen.visible(clean) != Seen.visible(html):
        problems.append(Problem(Mark(file), "", _UNSAFE))
    if problems:
        raise PlanError(problems)
    top = "" if seen.title else f"<h1>{escape(title)}</h1>\n"
    whole = top + _with_addresses(_with_boxes(clean))
    found = tuple(seen.links), frozenset(seen.ids), tuple(_braces(text, file))
    return Egenside(name, title, head.description or "", whole, *found)


_UNSAFE = "siden har HTML som ikke kan leses sikkert; skriv den med Markdown"


def _braces(text: str, file: str) -> Iterator[tuple[str, Mark]]:
    from kvalitetsplan.plan.on_the_page import without_code  # slow to load; see `read_page`

    shown = without_code(text) if "{" in text else ""
    for hit in PARAMETER.finditer(shown):
        if "#" in hit[1] or "=" in hit[1]:
            continue  # the id of a heading, or the size of a picture
        yield hit[1], mark_at(shown[: hit.start()], file)


def misspelt(sider: Iterable[Egenside], grunnplan: Grunnplan) -> Iterator[Problem]:
    """Yield the parameters on pages that are nearly, but not, among those there are."""
    known = [one.id for one in grunnplan.parametre]
    for name, mark in (one for side in sider for one in side.braces):
        if name not in known and (near := same(name, known)):
            message = f"ukjent parameter «{{{name}}}»; skriv «{{{near}}}», eller vanlige parenteser om det skal stå som tekst"
            yield Problem(mark, "", message)


def with_words(side: Egenside, fill: Callable[[str], str]) -> Egenside:
    """Return a page with its parameters, such as {pu-tid}, filled in by `fill`; what is shown as
    code stays.
    """

    def word(hit: re.Match[str], quote: bool = False) -> str:
        if hit[0].startswith("<code"):
            return hit[0]
        if hit[0].startswith("<"):  # in an attribute, a quotation mark would end it
            return PARAMETER.sub(partial(word, quote=True), hit[0])
        return escape(fill(unescape(hit[0])), quote=quote)

    html = _TO_FILL.sub(word, side.html)
    return side._replace(title=fill(side.title), description=fill(side.description), html=html)


def _hidden(seen: "Seen", body: str, file: str) -> Iterator[Problem]:
    """Yield what cannot be seen in the file, but comes out when Markdown has read it."""
    words = "".join(seen.words)
    for place, reason in why_unwanted(words):
        yield Problem(_written_as(words[place], body, file), "", f"skrevet som kode: {reason}")
    for place in fodselsnumre(words):
        yield Problem(_written_as(words[place], body, file), "", MESSAGE)


def _written_as(character: str, body: str, file: str) -> Mark:
    """Return where a character is written as `&#…;`, or the top of the page."""
    codes = (hit for hit in re.finditer(r"&#?\w+;", body) if unescape(hit[0]) == character)
    hit = next(codes, None)
    return mark_at(body[: hit.start()], file) if hit else Mark(file)


_BOX = re.compile(
    r"<li>(?P<start>\s*(?:<p>)?)\[(?P<mark>[ xX])\] (?P<text>.*?)(?=</p>|</li>|<[uo]l)", re.DOTALL
)
"""An item of a list that begins with a box, as «- [ ] Har ringt hjem», until the item's own
lists.
"""


def _with_boxes(html: str) -> str:
    """Return a page with a box to tick in each item of a list that begins with `[ ]` or `[x]`."""

    def box(hit: re.Match[str]) -> str:
        ticked = "" if hit["mark"] == " " else " checked"
        label = f'<label><input type="checkbox"{ticked}> {hit["text"].strip()}</label>'
        return f'<li class="kp-rute">{hit["start"]}{label}'

    return _BOX.sub(box, html)


def _with_addresses(html: str) -> str:
    """Return a page where a link says what paper is to write of where it leads: one that shows its
    own address, nothing; one to an e-mail address or a telephone number, that.
    """

    def called(hit: re.Match[str]) -> str:
        start, address, rest, words = hit.groups()
        to_read = on_paper(unescape(address), unescape(re.sub(r"<[^>]*>", "", words)))
        return f'{start} data-papir="{escape(to_read)}"{rest}{words}' if to_read else hit[0]

    html = re.sub(
        r'(<a [^>]*?href="((?:mailto|tel):[^"]*)")([^>]*>)(.*?)(?=</a>)',
        called,
        html,
        flags=re.DOTALL,
    )
    return re.sub(r'<a (href="([^"]+)">\2</a>)', r'<a class="kp-nettadresse" \1', html)


def _text(path: Path, file: str) -> str:
    from kvalitetsplan.plan.on_the_page import without_code  # slow to load; see `read_page`

    try:
        data = read_file(path)
    except OSError as error:
        message = "fila kan ikke leses; se hvem som har tilgang til den"
        raise PlanError([Problem(Mark(file), "", message)]) from error
    text = decode(data, file)  # a program is no page, however long
    if len(data) > MAX_BYTES:
        message = f"siden er for lang ({len(data) // 1000} kB, høyst {MAX_BYTES // 1000}); del den i flere"
        raise PlanError([Problem(Mark(file), "", message)])
    refuse_marks_left(text, file, is_markdown=True)
    if _TITLE.search(shown := without_code(text)):
        refuse_marks_left(shown, file)
    return text


def _split(text: str, file: str) -> tuple[Sidehode, str]:
    """Return what stands on top of the page, and the page with empty lines in its place."""
    if not re.match(r"---[ \t]*\n", text):
        if hit := _LATE.match(text):
            message = (
                "feltene øverst må begynne på den første linja; ta bort det som står foran ---"
            )
            raise PlanError([Problem(mark_at(text[: hit.end(1)], file), "", message)])
        return Sidehode(), text
    hit = _FRONT.match(text)
    if not hit:
        message = "feltene øverst på siden blir aldri avsluttet; skriv en linje med --- under dem"
        raise PlanError([Problem(Mark(file), "", message)])
    tree = parse(f"\n{hit[1]}".encode(), file, may_be_empty=True)
    if not tree and hit[1].strip():
        message = (
            "det som står mellom to linjer med --- øverst, vises ikke; ta bort den første av dem"
        )
        raise PlanError([Problem(Mark(file), "", message)])
    return build(Sidehode, tree), "\n" * hit[0].count("\n") + text[hit.end() :]


def _headings(seen: "Seen", body: str, has_title: bool, file: str) -> Iterator[Problem]:
    if not (seen.title or has_title):
        is_close = re.match(r"\s*#(?=[^#\s])", body)
        what = "sett et mellomrom etter #" if is_close else "begynn den med # og navnet på siden"
        mark = mark_at(body[: is_close.start()], file) if is_close else Mark(file)
        yield Problem(mark, "", f"siden mangler overskrift; {what}")
    for mark in seen.more_titles:
        yield Problem(mark, "", "en side har bare én hovedoverskrift; skriv ## foran denne")
