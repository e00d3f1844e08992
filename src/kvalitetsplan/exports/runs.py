"""A text of the plan as runs: what Word and other writers without HTML can set."""

from html.parser import HTMLParser
from typing import NamedTuple

from kvalitetsplan.site.text import prose


class Run(NamedTuple):
    """A piece of a paragraph that is set one way."""

    tekst: str
    fet: bool = False
    kursiv: bool = False
    adresse: str = ""
    """Where it leads, if it is a link."""


class Avsnitt(NamedTuple):
    """A paragraph, or an item in a list."""

    runs: tuple[Run, ...]
    liste: str = ""
    """`ul` or `ol` for an item in a list."""


def paragraphs(text: str) -> list[Avsnitt]:
    """Return a text, with its parameters filled in, as paragraphs of runs."""
    reader = _Reader()
    reader.feed(str(prose(text)))
    reader.close()
    return [one for one in reader.found if one.runs]


def one_line(text: str) -> tuple[Run, ...]:
    """Return a text as the runs of one paragraph."""
    found = paragraphs(text)
    return tuple(run for place, one in enumerate(found) for run in _spaced(one.runs, place > 0))


def _spaced(runs: tuple[Run, ...], after: bool) -> tuple[Run, ...]:
    return (Run(" "), *runs) if after else runs


class _Reader(HTMLParser):
    """Reads the clean HTML that a text becomes: paragraphs, lists, emphasis, links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Avsnitt] = []
        self._lists: list[str] = []
        self._open: list[str] = []
        self._address = ""
        self._runs: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "ul", "ol"):
            self._end()
        if tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag == "a":
            self._address = dict(attrs).get("href") or ""
        elif tag == "br":
            self._runs.append(Run("\n"))
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "ul", "ol"):
            self._end()
        if tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "a":
            self._address = ""
        elif tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split("\n"))
        if text.strip() or self._runs:
            bold, italic = "strong" in self._open, "em" in self._open
            self._runs.append(Run(text, bold, italic, self._address))

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        if any(run.tekst.strip() for run in self._runs):
            self.found.append(Avsnitt(tuple(self._runs), self._lists[-1] if self._lists else ""))
        self._runs = []
