"""What is on an own page: headings, ids, links and words, with their places."""

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kvalitetsplan.plan.allowed_html import (
    HEADINGS,
    SCHEME,
    TAGS,
    attributes_of,
    short,
    why_no_value,
)
from kvalitetsplan.reading.problems import Mark, Problem

_ESCAPED = r"\\[!-/:-@\[-`{-~]"
_CODE = re.compile(
    rf"^(`{{3,}}+|~{{3,}}+).*?^\1[^\n]*$|{_ESCAPED}|(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)
"""A block of code, or code within one paragraph: Markdown lets it go no further. An escaped sign
begins none.
"""
_ASIDE = {ord(sign): 0xE000 + ord(sign) for sign in map(chr, range(0x21, 0x7F))}
"""A sign without meaning for each that may be escaped; no page may have them."""
_BACK = {aside: sign for sign, aside in _ASIDE.items()}

_ID = re.compile(r"(?:\{ ?#|\bid=[\"']?)([^\s}\"'>]+)")
"""Where an id is written, of a heading or of HTML."""

_ENDS_BY_ITSELF = {
    "br", "hr", "img", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
}  # fmt: skip


class Link(NamedTuple):
    """Where a page leads, or a picture on it, inside the site."""

    target: str
    """As it is written."""
    mark: Mark
    is_picture: bool


def way(page: str, link: str) -> tuple[str, str]:
    """Return the page or file that a link on `page` leads to, in the spelling the site has, and the
    place there.
    """
    url = urlsplit(link)
    path = unicodedata.normalize("NFC", unquote(url.path))
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return target, unquote(url.fragment)


def without_code(source: str) -> str:
    """Return a page with spaces for what is shown as code, and everything else in its place."""
    return _CODE.sub(
        lambda hit: hit[0] if hit[0][0] == "\\" else re.sub(r"[^\n]", " ", hit[0]), source
    )


def without_escaped(shown: str) -> str:
    """Return a page without code, with signs that mean nothing for those that are escaped, so that
    no rule takes them for marks; see `put_back`.
    """
    return re.sub(_ESCAPED, lambda hit: set_aside(hit[0]), shown)


def set_aside(signs: str) -> str:
    """Return the signs that mean nothing for some that might."""
    return signs.translate(_ASIDE)


def put_back(text: str) -> str:
    """Return a text with the escaped signs as they are written."""
    return text.translate(_BACK)


class Seen(HTMLParser):
    """What is on a page: headings, ids, links, words, and what must not be there."""

    def __init__(self, source: str, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[Problem] = []
        self.links: list[Link] = []
        self.ids: dict[str, Mark | None] = {}
        self.title = ""
        self.more_titles: list[Mark] = []
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
        self._places.begin(self.get_starttag_text() or "")
        if tag in HEADINGS:
            self._heading = []
        if tag not in TAGS:
            advice = f"er det tekst, skriv «&lt;{short(tag)}»"
            message = f"<{short(tag)}> kan ikke brukes på egne sider; ta det bort ({advice})"
            self._say(message, self.get_starttag_text() or "")
            return
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        written = self.get_starttag_text() or ""
        if name not in attributes_of(tag):
            message = f"«{short(name)}» kan ikke brukes på egne sider; ta det bort"
            self._say(message, name, where=self._places.in_tag(name))
        elif reason := why_no_value(name, value):
            is_link = value and name in ("href", "src")
            where = self._places.in_tag(name, value)
            where = where or (self._places.find_link(value) if is_link else None)
            empty = "" if value else "]()"
            self._say(reason, value, written, empty, name, where=where)
        elif name == "id":
            self._name(value)
        elif name in ("href", "src") and not SCHEME.match(value):
            where = self._places.find_link(value) or self._places.find(value)
            self.links.append(Link(value, where, name == "src"))

    def _name(self, id: str) -> None:
        """Note an id, or that it is taken. One made of a heading's words is written nowhere."""
        where = self._places.find_id(id)
        if id in self.ids:
            first = self.ids[id]
            line = f"i linje {first.line}" if first else "av en overskrift over"
            message = f"id-en «{id}» er brukt {line}; velg en annen her"
            self.problems.append(Problem(where or self._places.top, "", message))
        self.ids.setdefault(id, where)

    def handle_data(self, data: str) -> None:
        """Take the words."""
        self.words.append(data)
        if self._heading is not None:
            self._heading.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Notice the end of a heading, and what ends nothing."""
        where = (
            self._places.find(f"</{tag}>", f"</{tag}") if self._has_end_tags else self._places.top
        )
        if not self._open[tag]:
            advice = f"er det tekst, skriv «&lt;/{short(tag)}»"
            message = f"«</{short(tag)}>» avslutter noe som ikke er begynt; ta det bort ({advice})"
            self.problems.append(Problem(where, "", message))
        self._open[tag] -= 1
        if tag not in HEADINGS or self._heading is None:
            return
        text = " ".join("".join(self._heading).split())
        self._heading = None
        if tag == "h1" and self.title and text:
            self.more_titles.append(self._places.find(f"# {text}", text))
        elif tag == "h1":
            self.title = text

    def left_open(self) -> Iterator[Problem]:
        """Yield each tag that is begun and never ended: all below it would be inside."""
        for tag in sorted(tag for tag, count in self._open.items() if count > 0):
            if tag in TAGS - _ENDS_BY_ITSELF:
                message = f"<{tag}> blir aldri avsluttet; skriv </{tag}> der det slutter"
                yield Problem(self._places.find(f"<{tag}>", f"<{tag} "), "", message)

    def unknown_decl(self, data: str) -> None:
        """Refuse what is neither a tag nor text."""
        self._say("«<!…>» kan ikke brukes på egne sider; ta det bort", "<!")

    def handle_decl(self, decl: str) -> None:
        """Refuse a document type."""
        self.unknown_decl(decl)

    def handle_pi(self, data: str) -> None:
        """Refuse an instruction to some program."""
        self._say("«<?…>» kan ikke brukes på egne sider; ta det bort", "<?")

    def _say(self, message: str, *signs: str, where: Mark | None = None) -> None:
        self.problems.append(Problem(where or self._places.find(*signs), "", message))


class _Places:
    """Where things stand in a page. Markdown does not tell, so they are looked for in the order
    they come; never in what is shown as code.
    """

    def __init__(self, source: str, file: str) -> None:
        self._text = without_code(source).lower()
        self._file = file
        self.top = Mark(file)
        self._after: dict[str, int] = {}
        self._tag, self._tag_at = "", -1

    def __contains__(self, needle: str) -> bool:
        return needle in self._text

    def find(self, *signs: str) -> Mark:
        """Return the next place where the first of some signs that stands anywhere does; the top
        of the page if none does.
        """
        for spelling in (one for sign in signs if sign for one in _spellings(sign)):
            at = self._text.find(spelling, self._after.get(spelling, 0))
            if at >= 0:
                self._after[spelling] = at + 1
                return self._mark(at)
        return self.top

    def begin(self, tag: str) -> None:
        """Note that a tag begins, as it is written; it is looked for when something is wrong."""
        self._tag, self._tag_at = tag.lower(), -1

    def in_tag(self, name: str, value: str = "") -> Mark | None:
        """Return where an attribute stands in the tag that was begun last, or its value; None where
        Markdown has made the tag.
        """
        if self._tag_at < 0:
            # A backslash in front of it makes it text.
            written = re.compile(rf"(?<!\\){re.escape(self._tag)}")
            if not (hit := written.search(self._text, self._after.get(self._tag, 0))):
                return None
            self._tag_at, self._after[self._tag] = hit.start(), hit.end()
        hit = re.search(rf"(?<=[\s\"'/]){re.escape(name)}(?=[\s=/>])", self._tag)
        at = hit.start() if hit else 0
        values = (self._tag.find(one, at) for one in _spellings(value) if one)
        return self._mark(self._tag_at + next((one for one in values if one >= 0), at))

    def find_link(self, address: str) -> Mark | None:
        """Return the next place where an address stands as one, and not as a word; None where it
        does not.
        """
        for spelling in _spellings(address):
            written = re.compile(
                rf"(?:(?<=[(<=\"'])|(?<=\]: )){re.escape(spelling)}(?=[\s)>\"']|$)"
            )
            if hit := written.search(self._text, self._after.get(spelling, 0)):
                self._after[spelling] = hit.end()
                return self._mark(hit.start())
        return None

    def find_id(self, id: str) -> Mark | None:
        """Return the next place where an id is written as one; None where it is not."""
        left = self._ids.get(id.lower())
        return self._mark(left.pop(0)) if left else None

    @cached_property
    def _ids(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for hit in _ID.finditer(self._text):
            found.setdefault(hit[1], []).append(hit.start(1))
        return found

    def _mark(self, at: int) -> Mark:
        before = self._text[:at]
        return Mark(self._file, before.count("\n") + 1, at - before.rfind("\n"))


def _spellings(needle: str) -> Iterator[str]:
    text = needle.lower()
    yield from dict.fromkeys(
        (text, text.replace("&", "&amp;"), unquote(text), text.partition(" ")[0])
    )
