"""Read plain text, with or without the simplest of Markdown's marks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kvalitetsplan.imports.document import Block, Document, Line, Table
from kvalitetsplan.imports.sheet import as_text
from kvalitetsplan.imports.tidying import apart, clean

_HEADING = re.compile(r"(#{1,6})\s+(.+?)(?:\s+#+)?\s*")
_ITEM = re.compile(r"([-*+•·●○◦▪■–—‣⁃☐☑☒✓]|\d{1,2}[.)])\s+\S")
_QUOTED = re.compile(r"\s*((?:>\s?)+)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_FRONT = "---"
_MOST_FRONT = 40
_ROW = re.compile(r"\|(.+)\|")
_BOLD = re.compile(r"(\*\*|__)(.+)\1")
_BREAK = re.compile(r"\s*<br\s*/?>\s*")
_RULE = re.compile(r"\|[\s:|-]+\|")


def read_text(data: bytes, title: str) -> Document:
    """Read the bytes of a text file."""
    return Document(title, tuple(_blocks(clean_lines(as_text(data)))))


def clean_lines(text: str) -> list[str]:
    """Return the lines of a text, their indents kept; a new page begins a line."""
    return re.sub(r"\r\n?|\f", "\n", text).expandtabs(4).split("\n")


def _simpler(written: list[str]) -> tuple[list[str], set[int]]:
    """Return the lines with marks that only stand around a text taken away, and the places of those
    that do not go on with the line above: code, quotations, and the fields on top.
    """
    found, alone = list(written), set[int]()
    top = written[: 1 + _MOST_FRONT] if written[0].strip() == _FRONT else []
    end = next((n for n, one in enumerate(top) if n and one.strip() == _FRONT), 0)
    fence, quoted = "", 0
    for n, line in enumerate(written):
        if n <= end and end:
            alone.add(n)
            found[n] = "" if line.strip() == _FRONT else line
            continue
        hit = _FENCE.match(line)
        if hit and (not fence or hit[1].startswith(fence)):
            fence, found[n] = ("" if fence else hit[1]), ""
        elif fence:
            alone.add(n)
        else:
            marks = _QUOTED.match(line)
            depth = marks[1].count(">") if marks else 0
            alone |= {n} if depth != quoted and line.strip() else set()
            quoted = depth if line.strip() else 0
            found[n] = line[marks.end() :] if marks else line
            _underline(found, n)
    return found, alone


def _underline(found: list[str], n: int) -> None:
    """Take away a line of equal signs or dashes; make a heading of the one line above it."""
    hit = _UNDERLINE.fullmatch(found[n])
    if not hit:
        return
    found[n] = ""
    above = found[n - 1].strip() if n else ""
    is_more = n > 1 and bool(found[n - 2].strip())
    if above and not is_more and not any(one.match(above) for one in (_HEADING, _ITEM, _ROW)):
        found[n - 1] = f"{'#' if hit[1][0] == '=' else '##'} {above}"


def _blocks(written: list[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    start = 0
    rows: list[tuple[tuple[Line, ...], ...]] = []
    simpler, alone = _simpler(written)
    for number, line in enumerate([*simpler, ""], start=1):
        text, at = line.strip(), f"linje {number}"
        row = _ROW.fullmatch(text)
        if rows and not row:
            yield Table(tuple(rows), f"tabell ved linje {number - 1}")
            rows = []
        stands_alone = any(one.fullmatch(text) for one in (_HEADING, _BOLD, _ROW))
        after_bold = bool(paragraph) and _BOLD.fullmatch(paragraph[-1].strip()) is not None
        begins = not text or stands_alone or after_bold or _ITEM.match(text) is not None
        begins = begins or number - 1 in alone
        if paragraph and begins:
            yield from _paragraph(paragraph, f"linje {start}")
            paragraph = []
        if row and not _RULE.fullmatch(text):
            rows.append(tuple(_cell(one, at) for one in row[1].split("|")))
        elif hit := _HEADING.fullmatch(text):
            yield Line(clean(hit[2]), at, level=len(hit[1]))
        elif text and not row:
            start = start if paragraph else number
            paragraph.append(line)


def _with_break(line: str) -> str:
    """Return a line as it stands in its paragraph: some are to end there."""
    if line.rstrip().endswith("\\") or line.endswith("  "):
        return f"{line.strip().removesuffix(chr(92))}\n"
    return f"{line.strip()} "


def _cell(text: str, at: str) -> tuple[Line, ...]:
    bold = _BOLD.fullmatch(text.strip())
    words = _BREAK.sub("\n", bold[2] if bold else text)
    return tuple(apart(Line(words, at, bold=bool(bold))))


def _paragraph(written: list[str], at: str) -> Iterator[Line]:
    indent = len(written[0]) - len(written[0].lstrip())
    text = clean("".join(map(_with_break, written)))
    bold = _BOLD.fullmatch(text)
    # Each break is meant: how the next line begins does not say whether it goes on.
    whole = (bold[2] if bold else text).split("\n")
    for line in (one for words in whole for one in apart(Line(words, at, bold=bool(bold)))):
        depth = 1 + indent // 2 if line.bullet else 0
        shallow = min(depth, 5)
        found = Line(line.text, at, 0, shallow, line.bold, is_numbered=line.is_numbered)
        yield replace(found, number=line.number)
