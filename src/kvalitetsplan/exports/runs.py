"""A text of the plan, or a page, as runs: what Word and other writers without HTML can set."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from kvalitetsplan.plan.words import on_paper
from kvalitetsplan.site.text import prose


class Run(NamedTuple):
    """A piece of a paragraph that is set one way."""

    tekst: str
    adresse: str = ""
    """Where it leads, if it is a link."""
    fet: bool = False
    kursiv: bool = False
    strek: bool = False
    hevet: bool = False
    senket: bool = False


class Avsnitt(NamedTuple):
    """A paragraph, an item in a list, or a heading."""

    runs: tuple[Run, ...]
    liste: str = ""
    """`ul`, `ol` or `rute`, a box to tick, for an item in a list, `fortsatt` for more of it."""
    dybde: int = 0
    """How many lists it stands in."""
    nummer: int = 0
    """The number of an item in an `ol`."""
    overskrift: int = 0
    """The level of a heading."""
    ramme: str = ""
    """What sets it off from the rest: `sitat` for a quotation, `boks` for a box."""
    utenfor: int = 0
    """How many of the lists stand outside that."""


class Tabell(NamedTuple):
    """A table: its rows, as wide as each other; a cell is some paragraphs."""

    rader: tuple[tuple[tuple[Avsnitt, ...], ...], ...]


class Bilde(NamedTuple):
    """A picture: where it is, and what is on it."""

    adresse: str
    alt: str


Blokk = Avsnitt | Tabell | Bilde

_SPACE = re.compile(r"[ \t\r\n]+")
_HEADING = re.compile(r"h[1-6]")
_BLOCKS = {
    "p", "li", "ul", "ol", "div", "section", "details", "summary", "figure", "figcaption", "pre",
    "blockquote", "dl", "dt", "dd", "table", "caption", "tr", "th", "td", "hr", "svg",
}  # fmt: skip
_LOOKS = (
    {"strong", "b", "th", "summary", "dt", "caption"},
    {"em", "i", "cite", "figcaption"},
    {"s", "del"}, {"sup"}, {"sub"},
)  # fmt: skip
"""The tags for each way that a run can be set, as the fields of a run."""
_VOID = {"br", "hr", "img", "input"}
_UNSEEN = ("kp-adresse", "kp-lovtekst")
"""The parts of the site's own that a sheet of paper has no use for."""
_SCHEME = re.compile(r"https?://")
_BOX, _TICKED = "\u2610", "\u2612"


def paragraphs(text: str) -> list[Avsnitt]:
    """Return a text, with its parameters filled in, as paragraphs of runs."""
    return [one for one in blocks(str(prose(text))) if isinstance(one, Avsnitt)]


def blocks(html: str) -> list[Blokk]:
    """Return clean HTML as paragraphs, tables and pictures, from the top."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def one_line(text: str) -> tuple[Run, ...]:
    """Return a text as the runs of one paragraph."""
    return tuple(run for one in paragraphs(text) for run in (Run(" "), *one.runs))[1:]


class _List:
    """A list that is being read."""

    def __init__(self, kind: str, start: str | None) -> None:
        self.kind = kind
        self.number = int(start) - 1 if start and start.isdecimal() else 0
        self.is_new = False
        """Whether nothing of the item has been read yet."""


class _Table:
    """A table that is being read."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[Avsnitt, ...]]] = []
        self.below: list[Blokk] = []
        """What stands in a cell that a cell cannot hold: pictures, and tables."""
        self._taken: dict[int, int] = {}
        """How many rows more a cell above fills, by its column."""
        self._spans = (1, 1)

    def begin(self, attrs: dict[str, str | None]) -> None:
        """Begin a cell."""
        self._fill()
        across, down = (attrs.get(key) or "1" for key in ("colspan", "rowspan"))
        self._spans = tuple(int(one) if one.isdecimal() else 1 for one in (across, down))  # type: ignore[assignment]

    def _fill(self) -> None:
        row = self.rows[-1]
        while self._taken.get(len(row), 0):
            self._taken[len(row)] -= 1
            row.append(())

    def end(self, found: list[Blokk]) -> None:
        """End a cell, with what has been found in it."""
        across, down = self._spans
        content = tuple(one for one in found if isinstance(one, Avsnitt))
        self.below += (one for one in found if not isinstance(one, Avsnitt))
        for place in range(across):
            self._taken[len(self.rows[-1])] = down - 1
            self.rows[-1].append(() if place else content)

    def table(self) -> Tabell:
        """Return what has been read."""
        width = max(map(len, self.rows), default=0)
        return Tabell(tuple((*row, *[()] * (width - len(row))) for row in self.rows if row))


class _Reader(HTMLParser):
    """Reads the clean HTML that a text or a page becomes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Blokk] = []
        self._into: list[list[Blokk]] = [self.found]
        """Where blocks go: the page, or the cell that is open."""
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._open: list[str] = []
        self._unseen: list[str] = []
        self._address = ""
        self._leads_out = False
        """Whether the link that is open leads out of the plan: its address is to be read."""
        self._link_at = 0
        """How many runs stand before the link that is open."""
        self._runs: list[Run] = []
        self._frames: list[tuple[int, str, int]] = []
        """What is open that sets off, with how many tags, and lists, were open then."""
        self._is_title = False
        """Whether the paragraph that is open is what a box is called."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in self._unseen or (told.get("class") or "").startswith(_UNSEEN):
            self._unseen += [tag]
        if self._unseen:
            return
        if tag in _BLOCKS or _HEADING.fullmatch(tag):
            self._end()
        if tag not in _VOID:
            self._open.append(tag)
        begin = getattr(self, f"_begin_{tag}", None)
        if begin:
            begin(told)

    def _begin_ul(self, _: dict[str, str | None]) -> None:
        self._lists.append(_List("ul", None))

    def _begin_ol(self, told: dict[str, str | None]) -> None:
        self._lists.append(_List("ol", told.get("start")))

    _begin_svg = _begin_ul

    def _begin_div(self, told: dict[str, str | None]) -> None:
        if "admonition" in (told.get("class") or "").split():
            self._frames.append((len(self._open), "boks", len(self._lists)))

    def _begin_blockquote(self, _: dict[str, str | None]) -> None:
        self._frames.append((len(self._open), "sitat", len(self._lists)))

    def _begin_p(self, told: dict[str, str | None]) -> None:
        self._is_title = "admonition-title" in (told.get("class") or "").split()

    def _begin_li(self, _: dict[str, str | None]) -> None:
        if self._lists:
            self._lists[-1].number += 1
            self._lists[-1].is_new = True

    def _begin_text(self, told: dict[str, str | None]) -> None:
        """Begin a line of a drawing. Those with a look of their own begin something new."""
        if told.get("class"):
            self._end()
            self._begin_li(told)
        else:
            self._runs.append(Run(" "))

    def _begin_a(self, told: dict[str, str | None]) -> None:
        address = told.get("href") or ""
        self._address = "" if address.startswith("#") else address
        self._leads_out = bool(_SCHEME.match(address)) and "data-side" not in told
        self._link_at = len(self._runs)

    def _begin_br(self, _: dict[str, str | None]) -> None:
        self._runs.append(Run("\n"))

    def _begin_input(self, told: dict[str, str | None]) -> None:
        if self._lists and self._lists[-1].kind == "ul":
            self._lists[-1].is_new = False  # the box is the sign of the item
        self._runs.append(Run(_TICKED if "checked" in told else _BOX))

    def _begin_img(self, told: dict[str, str | None]) -> None:
        self._end()
        self._into[-1].append(Bilde(told.get("src") or "", told.get("alt") or ""))

    def _begin_table(self, _: dict[str, str | None]) -> None:
        self._tables.append(_Table())

    def _begin_tr(self, _: dict[str, str | None]) -> None:
        self._tables[-1].rows.append([])

    def _begin_td(self, told: dict[str, str | None]) -> None:
        self._tables[-1].begin(told)
        self._into.append([])

    _begin_th = _begin_td

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
            return
        if tag in _BLOCKS or _HEADING.fullmatch(tag):
            self._end()
        if tag in self._open:
            del self._open[-1 - self._open[::-1].index(tag)]
            self._frames = [one for one in self._frames if one[0] <= len(self._open)]
        if tag in ("ul", "ol", "svg"):
            self._lists.pop()
        elif tag == "a":
            self._end_link()
        elif tag in ("td", "th"):
            self._tables[-1].end(self._into.pop())
        elif tag == "table":
            table = self._tables.pop()
            self._into[-1] += [table.table(), *table.below]

    def _end_link(self) -> None:
        """End a link, with its address where its words are another: paper leads nowhere."""
        words = "".join(run.tekst for run in self._runs[self._link_at :])
        told, address = (_SCHEME.sub("", one).strip(" /") for one in (words, self._address))
        is_hidden = self._leads_out and told != address
        to_read = self._address if is_hidden else on_paper(self._address, words)
        if to_read:
            self._runs.append(Run(f" ({to_read})"))
        self._address, self._leads_out = "", False

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        text = data if "pre" in self._open else _SPACE.sub(" ", data)
        if text.strip() or self._runs:
            bold, *looks = (not tags.isdisjoint(self._open) for tags in _LOOKS)
            self._runs.append(Run(text, self._address, bold or self._is_title, *looks))

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        """End the paragraph that is open."""
        if any(run.tekst.strip() for run in self._runs):
            self._into[-1].append(self._paragraph())
        self._runs, self._is_title = [], False

    def _paragraph(self) -> Avsnitt:
        runs = tuple(self._runs)
        level = next((int(one[1]) for one in self._open if _HEADING.fullmatch(one)), 0)
        _, frame, outside = self._frames[-1] if self._frames else (0, "", 0)
        if level or not self._lists:
            return Avsnitt(runs, overskrift=level, ramme=frame)
        inmost, depth = self._lists[-1], len(self._lists)
        item = Avsnitt(runs, inmost.kind, depth, ramme=frame, utenfor=outside)
        if not inmost.is_new:
            return item._replace(liste="rute" if runs[0].tekst in (_BOX, _TICKED) else "fortsatt")
        inmost.is_new = False
        return item._replace(nummer=inmost.number) if inmost.kind == "ol" else item
