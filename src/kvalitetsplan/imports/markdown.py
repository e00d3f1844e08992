"""Texts and tables as Markdown that shows them as they were typed."""

import re
from collections.abc import Sequence
from html import escape

from kvalitetsplan.imports.document import Block, Line, Table, lines, words

_LINK = re.compile(r"\[[^\[\]]+\]\((?:https?://|mailto:)[^()\s]+\)")
_SIGNS = re.compile(r"([\\`*_\[\]])")
_LEADING = re.compile(r"^(\s*)([#+>!~:=-]|\d+(?=[.)]))")
_MOST_COLUMNS = 12
_MOST_AGAIN = 60
"""A row with more words than this is not said again for the sake of a few of them."""
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
    texts = [f"• {marked(one.text)}" if one.bullet else marked(one.text) for one in lines(cell)]
    return "<br>".join(texts)


def item(line: Line) -> str:
    """Return an item of a list, with its box if it is one of a checklist."""
    box = _BOXES.get(line.mark, "")
    return f"- {box} {marked(line.text)}" if box else f"- {marked(line.text)}"


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
