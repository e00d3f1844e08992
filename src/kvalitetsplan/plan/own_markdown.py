"""Markdown as it is on own pages: what the editors people write in show it as, which is CommonMark,
with tables, boxes, words struck out, and ids on headings.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, linkify
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.admon.index import admonition

from kvalitetsplan.plan.allowed_html import BOXES, id_of
from kvalitetsplan.plan.on_the_page import set_aside
from kvalitetsplan.plan.words import MONTHS

MAX_DEPTH = 30
"""How many levels lists and quotations may have; what stands deeper would be left out."""

_LANGUAGE = re.compile(r"[\w+-]*")
"""What kind of code something is, as a page may say it."""

_BEFORE_ADDRESS = re.compile(r"(?:^|[^a-z0-9.+-])https?$", re.IGNORECASE)
_AFTER_ADDRESS = re.compile(r"&(?:lt|gt|quot|#\d+)(?:;.*|$)|(?<!\\)(?:\\\\)*\\$")
"""What is not part of an address: a bracket after it, and a backslash before the next sign."""
_LONG = re.compile(r"\S{2000}")
"""More than any address is: the rule that reads them would not get done."""
DATE = re.compile(rf"\d+\.[ \t]+(?:{'|'.join(MONTHS)})(?![\w-])|\d+\.[ \t]*\d+\.|0\d*\.|\d{{3,}}\.")
"""What begins as a numbered item, and is none: a day, a year, «01.»."""
_SIZE = re.compile(r'\{\s*(?:(?:width|height)=(?:\d{1,4}|"\d{1,4}")\s*)+\}')
_ONE_SIZE = re.compile(r'(width|height)="?(\d+)')
_STARS_IN_A_WORD = re.compile(r"(?<=\w)\*{1,3}(?=\w)")
_ID = re.compile(r"\s*\{ ?#([^\s{}]+) ?\}$")
"""The id of a heading, where somebody has given it one."""


class Converted(NamedTuple):
    """A page as HTML, and what was understood on the way."""

    html: str
    tokens: Sequence[Token]
    references: "References"
    twice: Sequence[tuple[str, int]]
    """The addresses that stand once more, and the line, from 0."""


class References(dict[str, dict[str, Any]]):
    """The addresses that stand apart from their links, and which of them some link has asked
    for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        """Return the address that is called this, for a link; `default` if none is."""
        self.used.add(label)
        return super().get(label, default)


def convert(body: str) -> Converted:
    """Return a page as HTML. Nothing in it is cleaned: HTML comes out as it is written."""
    references = References()
    env: dict[str, Any] = {"references": references, "duplicate_refs": []}
    tokens = _parser().parse(body, env)
    html = _parser().renderer.render(tokens, _parser().options, env)
    twice = [(one["label"], one["map"][0]) for one in env["duplicate_refs"]]
    return Converted(html, tokens, references, twice)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"linkify": True, "maxNesting": MAX_DEPTH + 2})
    parser.enable(["table", "strikethrough"])
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.enable("linkify")
    parser.inline.ruler.at("linkify", _bare_address)
    # An address is what is written; whether it may be, is told by `allowed_html`.
    parser.validateLink = bool  # type: ignore[method-assign,assignment]
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    parser.inline.ruler.before("emphasis", "stars_in_a_word", _stars_in_a_word)
    # Afterwards nothing tells an escaped sign from a mark.
    parser.core.ruler.before("text_join", "headings", _name_headings)
    parser.core.ruler.before("text_join", "typed", _remember_typed)
    parser.core.ruler.push("columns", _align_columns)
    parser.core.ruler.push("kinds", _forget_unknown_kinds)
    parser.inline.ruler.push("size", _size)
    parser.use(admon_plugin)
    parser.block.ruler.at("admonition", _box, {"alt": ["paragraph", "blockquote", "list"]})
    return parser


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Make a list, but not of «1. august» and «2027. Et år for alle»: such a line stands for
    itself, where it follows an item or another like it.
    """
    at = state.bMarks[start] + state.tShift[start]
    if not DATE.match(state.src, at):
        return list_block(state, start, end, silent)
    above = state.bMarks[state.line] + state.tShift[state.line]
    is_out = state.sCount[start] < state.blkIndent
    return silent and (is_out or DATE.match(state.src, above) is not None)


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Make a box of `!!!`; those that fold, with `???`, are none of ours."""
    at = state.bMarks[start] + state.tShift[start]
    return state.src.startswith("!!!", at) and admonition(state, start, end, silent)


def _bare_address(state: StateInline, silent: bool) -> bool:
    """Make a link of an address that stands in the text, as it is written.

    The rule looks through all that was read for what may begin one: it is asked where one does.
    """
    at = state.pos
    is_one = state.src.startswith("://", at) and state.src[at + 3 : at + 4].isalnum()
    if (
        not is_one
        or _LONG.match(state.src, at)
        or not _BEFORE_ADDRESS.search(state.src[max(0, at - 6) : at])
    ):
        return False
    return linkify(state, silent) and _ended(state, at, silent)


def _ended(state: StateInline, at: int, silent: bool) -> bool:
    """End an address that has been read before what is written as code after it, and let it lead
    where it shows that it does: an escaped sign in it is that sign.
    """
    read = state.src[at : state.pos]
    written = _AFTER_ADDRESS.sub("", read)
    state.pos -= len(read) - len(written)
    if not silent:
        start, text, _ = state.tokens[-3:]
        address = unescapeAll(text.content[: len(text.content) - len(read) + len(written)])
        start.attrSet("href", address)
        text.content = address
    return True


def _stars_in_a_word(state: StateInline, silent: bool) -> bool:
    """Leave stars as they are in a word: «2*3*4» does not lean."""
    hit = _STARS_IN_A_WORD.match(state.src, state.pos)
    if not hit:
        return False
    if not silent:
        state.pending += hit[0]
    state.pos = hit.end()
    return True


def _size(state: StateInline, silent: bool) -> bool:
    """Give a picture the width and height that are written after it: `{ width=200 }`."""
    if state.pending or not state.tokens or state.tokens[-1].type != "image":
        return False
    if not (hit := _SIZE.match(state.src, state.pos)):
        return False
    if not silent:
        for name, number in _ONE_SIZE.findall(hit[0]):
            state.tokens[-1].attrSet(name, number)
    state.pos = hit.end()
    return True


def _name_headings(state: StateCore) -> None:
    """Give each heading an id: the one written after it, or one made of its words."""
    headings = [
        (one, inline.children or [])
        for one, inline in pairwise(state.tokens)
        if one.type == "heading_open"
    ]
    for heading, words in headings:
        hit = _ID.search(words[-1].content) if words and words[-1].type == "text" else None
        if hit:
            words[-1].content = words[-1].content[: hit.start()]
            heading.attrSet("id", hit[1])
    taken = {one.attrs["id"] for one, _ in headings if "id" in one.attrs}
    count: Counter[str] = Counter()
    for heading, words in headings:
        id = name = id_of(shown(words), "-")
        while "id" not in heading.attrs and name in taken:
            count[id] += 1
            name = f"{id}_{count[id]}"
        if "id" not in heading.attrs:
            heading.attrSet("id", name)
            taken.add(name)


def _remember_typed(state: StateCore) -> None:
    """Let each line know what of it is shown as it is typed, for who looks for marks in that."""
    for token in state.tokens:
        token.meta["typed"] = "".join(
            set_aside(one.content) if one.type == "text_special" else one.content
            for one in token.children or ()
            if one.type in ("text", "text_special")
        )


def _align_columns(state: StateCore) -> None:
    """Say how a cell is aligned without a style, which no page may have."""
    for cell in state.tokens:
        if cell.type in ("th_open", "td_open") and (style := cell.attrs.pop("style", "")):
            cell.attrSet("align", str(style).removeprefix("text-align:"))


def _forget_unknown_kinds(state: StateCore) -> None:
    """Let a box and a block of code be of no kind, where they are said to be of one there is not:
    `lost_words` says so.
    """
    for token in state.tokens:
        if token.type == "fence" and not _LANGUAGE.fullmatch(token.info.strip()):
            token.meta["info"], token.info = token.info, ""
        elif token.type == "admonition_open":
            kind = token.meta["tag"]
            token.attrSet("class", f"admonition {kind}" if kind in BOXES else "admonition")


def shown(words: Iterable[Token]) -> str:
    """Return the words of a line without their marks."""
    kinds = ("text", "text_special", "code_inline")
    return "".join(one.content for one in words if one.type in kinds)
