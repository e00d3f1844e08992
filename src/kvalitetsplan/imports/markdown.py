"""Texts and tables as Markdown that shows them as they were typed."""

import re
from collections.abc import Sequence
from html import escape

from kvalitetsplan.imports.document import Block, Line, Table, lines, words

_LINK = re.compile(r"\[[^\[\]]+\]\((?:https?://|mailto:)[^()\s]+\)")
_SIGNS = re.compile(r"([\\`*_\[\]~^]|=(?==))")
_LEADING = re.compile(r"^(\s*)([#+>!~:=-]|\d+(?=[.)]))")
_MOST_COLUMNS = 12
_MOST_AGAIN = 60
"""A row with more words than this is not said again for the sake of a few of them."""
_COUNTED = re.compile(r"(?P<indent> *)(?P<number>\d+)(?P<sign>[.)])(?= )")
_BOXES = {"☐": "[ ]", "□": "[ ]", "☑": "[x]", "☒": "[x]", "✓": "[x]", "✔": "[x]"}
"""The signs in front of the items of a checklist, and how Markdown has them."""


def marked(text: str) -> str:
    """Return a text as Markdown that shows it as it was typed; links are kept."""
    parts, at = [], 0
    for hit in _LINK.finditer(text):
        parts += [_typed(text[at : hit.start()]), hit[0].replace("&", "&amp;")]
        at = hit.end()
    whole = "".join([*parts, _typed(text[at:])])
    return _LEADING.sub(lambda hit: f"{hit[1]}{_leading(hit[2])}", " ".join(whole.split()))


def _typed(text: str) -> str:
    return _SIGNS.sub(r"\\\1", escape(text, quote=False)).replace("|", "&#124;")


def _leading(sign: str) -> str:
    """Return what a line begins with, so that it begins no list and no heading."""
    return f"&#{ord(sign)};" if len(sign) == 1 and not sign.isdigit() else f"{sign}\\"


def table(block: Table) -> str:
    """Return a table as Markdown; a very wide one as a list."""
    rows = [[_cell(cell) for cell in row] for row in block.rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    if width > _MOST_COLUMNS or width < 2 or len(rows) < 2:
        return "\n".join(f"- {' · '.join(filter(None, row))}" for row in rows)
    head, *rest = rows
    rule = "| " + " | ".join(["---"] * width) + " |"
    return "\n".join([_row(head), rule, *map(_row, rest)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Sequence[Block]) -> str:
    return "<br>".join(_in_cell(one) for one in lines(cell))


def _in_cell(line: Line) -> str:
    sign = f"{line.number}. " if line.number else "• " if line.bullet else ""
    return f"{sign}{marked(line.text)}"


def item(line: Line) -> str:
    """Return an item of a list, with its box if it is one of a checklist."""
    box = _BOXES.get(line.mark, "")
    sign = f"{line.number}." if line.number else f"- {box}".strip()
    return f"{sign} {marked(line.text)}"


def with_item(items: str, item: str) -> str:
    """Return the items of a list with one more. One that does not count on from the one before it
    keeps its number: it begins a list of its own, and there «1)» tells it from «1.».
    """
    hit = _COUNTED.match(item)
    beside = (_COUNTED.match(one) for one in reversed(items.split("\n")) if not _is_in(one, item))
    before = next(beside, None) if hit else None
    if hit and before and before["indent"] == hit["indent"]:
        follows = int(hit["number"]) == int(before["number"]) + 1
        sign = before["sign"] if follows else ".)".replace(before["sign"], "")
        item = f"{hit['indent']}{hit['number']}{sign}{item[hit.end() :]}"
    return f"{items}\n{item}"


def _is_in(line: str, item: str) -> bool:
    """Tell whether a line stands further in than an item."""
    return len(line) - len(line.lstrip()) > len(item) - len(item.lstrip())


def rows_with(block: Table, texts: Sequence[str], labels: Sequence[str]) -> Table | None:
    """Return the rows of a table that some texts stand in, below what stands over its columns; None
    if most of what the rows say, stands elsewhere.
    """
    found = [row for row in block.rows if _holds(row, texts)]
    head = block.rows[0]
    is_head = all(line.text in labels for cell in head for line in lines(cell))
    if not found:
        return None
    return Table((head, *found) if is_head and head not in found else tuple(found), block.at)


def _holds(row: Sequence[Sequence[Block]], texts: Sequence[str]) -> bool:
    """Tell whether a row has some of the texts in it, and not much more than they say."""
    said = " | ".join(words(tuple(cell)) for cell in row)
    inside = [text for text in texts if text and text in said]
    many, of = sum(len(one.split()) for one in inside), len(said.split())
    return bool(inside) and (of <= _MOST_AGAIN or 2 * many >= of)
