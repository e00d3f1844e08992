"""From a text in YAML to something safe on a page, without losing a character that was written.

There are four marks, and everything else is shown as it was typed:

    *lett* and **sterk**            emphasis, when the stars touch the words and stand outside them
    [tekst](https://eksempel.no)    a link, to https, http or mailto
    - punkt                         a list, where a line begins with - or * and a space
    1. punkt, 2. punkt …            a numbered list, where it counts from 1 and has at least two

A line takes emphasis and links alone. Nothing is HTML, so nothing needs to be cleaned.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from kvalitetsplan.plan.words import MONTHS, on_paper
from kvalitetsplan.reading.values import tidy

_MARK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]]+)\]"
    r"\((?P<address>(?:https?://|mailto:)[^\s()<>\[\]\"]+(?:\([^\s()<>\[\]\"]*\)[^\s()<>\[\]\"]*)*)\)"
    r"|(?<![\w*\\])(?P<stars>\*{1,2})(?=[^\s*])(?P<stressed>.+?)(?<=[^\s*\\])(?P=stars)(?![\w*])"
)
_NUMBER = re.compile(r"(\d+)\. (\w*)")
_SPECIAL = re.compile(r"[^\w\s.,;:?–«»()§/-]|_")


class _Block(NamedTuple):
    """A paragraph or an item of a list, without the mark in front of it."""

    tag: str
    """`p`, `ul` or `ol`."""
    words: str
    number: str = ""
    """What a numbered item is called, as «1.»."""


@lru_cache(maxsize=16384)
def prose(text: str) -> Markup:
    """Return a text as HTML: paragraphs and lists."""
    return Markup("\n".join(_drawn(tag, blocks) for tag, blocks in groupby(_blocks(text), _tag)))


@lru_cache(maxsize=16384)
def line(text: str) -> Markup:
    """Return a text as HTML without a paragraph around it, for headings and list items."""
    html = "<br> ".join(map(_inline, tidy(text).split("\n\n")))
    # MkDocs would take a line that begins so for a heading.
    return Markup(re.sub("^#", "&#35;", html))


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return a text as it is read aloud, for the search: no marks, but every word and number."""
    words = (f"{block.number} {_inline(block.words)}" for block in _blocks(text))
    return Markup(" ".join(words)).striptags()


def heading(text: str) -> Markup:
    """Return a text that means the same in Markdown, HTML and a template: all special characters
    as entities.
    """
    return Markup(_SPECIAL.sub(lambda hit: f"&#{ord(hit[0])};", " ".join(text.split())))


def long_date(months: Sequence[str], iso: str) -> str:
    """Return the day 2027-08-01 as one says it: «1. august 2027». `months` are their names, January
    first.
    """
    year, month, day = iso.split("-")
    return f"{int(day)}. {months[int(month) - 1].lower()} {year}"


def _blocks(text: str) -> Iterator[_Block]:
    """Yield the paragraphs and list items of a text, in order."""
    written = tidy(text).split("\n\n")
    at = 0
    while at < len(written):
        counted = _counted(written[at:])
        for number in range(1, counted + 1):
            mark = f"{number}."
            yield _Block("ol", written[at + number - 1].removeprefix(f"{mark} "), mark)
        if not counted:
            one = written[at]
            is_item = one.startswith("- ") or _is_starred(written, at)
            yield _Block("ul", one[2:]) if is_item else _Block("p", one)
        at += counted or 1


def _is_starred(written: list[str], at: int) -> bool:
    """Tell whether a paragraph is an item of a list with stars. One alone is no list: it stands
    where a note is, as «* Gjelder ikke i ferier», and belongs to the words.
    """
    beside = written[max(at - 1, 0) : at + 2]
    return written[at].startswith("* ") and sum(one.startswith("* ") for one in beside) > 1


def _counted(written: list[str]) -> int:
    """Return how many paragraphs from the first on make a numbered list, or 0.

    One number alone is not a list, and neither are dates: «2027. Et år for alle» and
    «1. august» keep their numbers as words.
    """
    count = 0
    while count < len(written):
        hit = _NUMBER.match(written[count])
        if not hit or hit[1] != str(count + 1) or hit[2].lower() in MONTHS:
            break
        count += 1
    return count if count > 1 else 0


def _tag(block: _Block) -> str:
    return block.tag


def _drawn(tag: str, blocks: Iterator[_Block]) -> str:
    if tag == "p":
        return "\n".join(f"<p>{_inline(block.words)}</p>" for block in blocks)
    items = "\n".join(f"<li>{_inline(block.words)}</li>" for block in blocks)
    return f"<{tag}>\n{items}\n</{tag}>"


def _inline(text: str) -> str:
    """Return a line as HTML: emphasis and links, and every other character as it is."""
    parts, at = [], 0
    for hit in _MARK.finditer(text):
        parts += [_typed(text[at : hit.start()]), _marked(hit)]
        at = hit.end()
    return "".join([*parts, _typed(text[at:])])


def _marked(hit: re.Match[str]) -> str:
    if hit["address"]:
        href = escape(hit["address"])
        to_read = on_paper(hit["address"], hit["words"])
        paper = f' data-papir="{escape(to_read)}"' if to_read else ""
        return f'<a href="{href}"{paper} rel="noopener noreferrer">{_inline(hit["words"])}</a>'
    tag = "strong" if hit["stars"] == "**" else "em"
    return f"<{tag}>{_inline(hit['stressed'])}</{tag}>"


def _typed(text: str) -> str:
    return escape(text, quote=False)


def size(bytes_: int) -> str:
    """Return how big a file is, as people say it: «34 kB», «1,2 MB»."""
    if bytes_ < 1_000_000:
        return f"{max(1, round(bytes_ / 1000))} kB"
    return f"{bytes_ / 1_000_000:.1f} MB".replace(".", ",")


def signs(evidence: str) -> str:
    """Return how well something is known as three steps for the eyes; words stand beside them."""
    return _STEPS[evidence]


_STEPS = {"dokumentert": "●●●", "sannsynlig": "●●○", "ramme": "●○○", "vedtatt": "○○○"}
