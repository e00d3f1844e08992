"""What is on an own page: headings, ids, links and words, with their places."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

from kvalitetsplan.plan.allowed_html import (
    HEADINGS,
    SCHEME,
    TAGS,
    attributes_of,
    short,
    why_no_value,
)
from kvalitetsplan.reading.problems import Mark, Problem

_BLOCK = r"^(```+|~~~+).*?^\1[^\n]*$"
_BLOCKS = re.compile(_BLOCK, re.DOTALL | re.MULTILINE)
_CODE = re.compile(
    rf"{_BLOCK}|(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE
)
"""A block of code, or code within one paragraph: Markdown lets it go no further."""


class Link(NamedTuple):
    """Where a page leads, or a picture on it, inside the site."""

    target: str
    """As it is written."""
    mark: Mark
    is_picture: bool


def without_code(source: str, *, only_blocks: bool = False) -> str:
    """Return a page with spaces for what is shown as code, and everything else in its place."""
    code = _BLOCKS if only_blocks else _CODE
    return code.sub(lambda hit: re.sub(r"[^\n]", " ", hit[0]), source)


class Seen(HTMLParser):
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
        self._open = Counter[str]()
        self._places = _Places(source, file)
        self._has_end_tags = "</" in self._places
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
        self._open[tag] += 1
        if tag in HEADINGS:
            self._heading = []
        if tag not in TAGS:
            advice = f"er det tekst, skriv «&lt;{short(tag)}»"
            self._say(
                f"<{tag}", f"<{short(tag)}> kan ikke brukes på egne sider; ta det bort ({advice})"
            )
            return
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in attributes_of(tag):
            self._say(name, f"«{short(name)}» kan ikke brukes på egne sider; ta det bort")
        elif value.startswith("admonition ") and value not in self._places:
            return  # it is a box, and no HTML: `odd_blocks` says what is wrong with it
        elif reason := why_no_value(name, value):
            self._say(value or ("]()" if "]()" in self._places else name), reason)
        elif name == "id":
            if value in self.ids:
                self._say(value, f"id-en «{value}» er brukt før på siden; velg en annen")
            self.ids.add(value)
        elif name in ("href", "src") and not SCHEME.match(value):
            self.links.append(Link(value, self._places.find(value), name == "src"))

    def handle_data(self, data: str) -> None:
        """Take the words."""
        self.words.append(data)
        if self._heading is not None:
            self._heading.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Notice the end of a heading, and what ends nothing."""
        where = self._places.find(f"</{tag}") if self._has_end_tags else Mark("")
        if not self._open[tag]:
            advice = f"er det tekst, skriv «&lt;/{short(tag)}»"
            message = f"«</{short(tag)}>» avslutter noe som ikke er begynt; ta det bort ({advice})"
            self.problems.append(Problem(where, "", message))
        self._open[tag] -= 1
        if tag not in HEADINGS or self._heading is None:
            return
        text = " ".join("".join(self._heading).split())
        self._heading = None
        mark = self._places.find(text or f"\n{'#' * int(tag[1])}\n")
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
    """Where things stand in a page. Markdown does not tell, so they are looked for in the order
    they come; never in what is shown as code.
    """

    def __init__(self, source: str, file: str) -> None:
        self._text = without_code(source).lower()
        self._file = file
        self._after: dict[str, int] = {}

    def __contains__(self, needle: str) -> bool:
        return needle in self._text

    def find(self, needle: str) -> Mark:
        """Return the next place where something stands, or the top of the page."""
        for spelling in _spellings(needle):
            at = self._text.find(spelling, self._after.get(spelling, 0))
            if at >= 0:
                self._after[spelling] = at + 1
                before = self._text[:at]
                line = before.count("\n") + 1
                if spelling.startswith("\n"):
                    return Mark(self._file, line + 1)
                return Mark(self._file, line, at - before.rfind("\n"))
        return Mark(self._file)


def _spellings(needle: str) -> Iterator[str]:
    text = needle.lower()
    yield from dict.fromkeys(
        (text, text.replace("&", "&amp;"), unquote(text), text.partition(" ")[0])
    )
