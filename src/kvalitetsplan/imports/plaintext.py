"""Read plain text, with or without the simplest of Markdown's marks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kvalitetsplan.imports.document import Block, Document, Line, Table
from kvalitetsplan.imports.sheet import as_text
from kvalitetsplan.imports.tidying import apart, clean

_HEADING = re.compile(r"(#{1,6})\s+(.+?)(?:\s+#+)?\s*")
_ITEM = re.compile(r"([-*+•]|\d{1,2}[.)])\s+\S")
_ROW = re.compile(r"\|(.+)\|")
_BOLD = re.compile(r"(\*\*|__)(.+)\1")
_BREAK = re.compile(r"\s*<br\s*/?>\s*")
_RULE = re.compile(r"\|[\s:|-]+\|")


def read_text(data: bytes, title: str) -> Document:
    """Read the bytes of a text file."""
    return Document(title, tuple(_blocks(clean_lines(as_text(data)))))


def clean_lines(text: str) -> list[str]:
    """Return the lines of a text, their indents kept."""
    return text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")


def _blocks(written: list[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    start = 0
    rows: list[tuple[tuple[Line, ...], ...]] = []
    for number, line in enumerate([*written, ""], start=1):
        text, at = line.strip(), f"linje {number}"
        row = _ROW.fullmatch(text)
        if rows and not row:
            yield Table(tuple(rows), f"tabell ved linje {number - 1}")
            rows = []
        stands_alone = any(one.fullmatch(text) for one in (_HEADING, _BOLD, _ROW))
        after_bold = bool(paragraph) and _BOLD.fullmatch(paragraph[-1].strip()) is not None
        begins = not text or stands_alone or after_bold or _ITEM.match(text) is not None
        if paragraph and begins:
            yield from _paragraph(paragraph, f"linje {start}")
            paragraph = []
        if row and not _RULE.fullmatch(text):
            rows.append(tuple(_cell(one, at) for one in row[1].split("|")))
        elif hit := _HEADING.fullmatch(text):
            yield Line(clean(hit[2]), at, level=len(hit[1]))
        elif text and not row:
            start = start if paragraph else number
            paragraph.append(line.rstrip())


def _cell(text: str, at: str) -> tuple[Line, ...]:
    bold = _BOLD.fullmatch(text.strip())
    words = _BREAK.sub("\n", bold[2] if bold else text)
    return tuple(apart(Line(words, at, bold=bool(bold))))


def _paragraph(written: list[str], at: str) -> Iterator[Line]:
    indent = len(written[0]) - len(written[0].lstrip())
    text = clean(" ".join(one.strip() for one in written))
    bold = _BOLD.fullmatch(text)
    for line in apart(Line(bold[2] if bold else text, at, bold=bool(bold))):
        depth = 1 + indent // 2 if line.bullet else 0
        shallow = min(depth, 5)
        found = Line(line.text, at, 0, shallow, line.bold, is_numbered=line.is_numbered)
        yield replace(found, number=line.number)
