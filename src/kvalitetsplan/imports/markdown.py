"""Texts and tables as Markdown that shows them as they were typed."""

import re
from collections.abc import Sequence
from html import escape

from kvalitetsplan.imports.document import Block, Line, Table, lines, words
from kvalitetsplan.plan.model.addresses import why_no_link, why_no_link_or_mail
from kvalitetsplan.plan.own_markdown import DATE
from kvalitetsplan.reading.pasted import BULLETS

_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<to>(?:https?://|mailto:)[^()\s]+)\)")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_NEAR_LINK = re.compile(r"https?://\S*$", re.IGNORECASE)
_BACKSLASH, _COLON = "\ue05c", "\ue03a"
"""What stands for a backslash, and for a colon that makes no link, till the rest is escaped."""
_AFTER_ADDRESS = ".,:;!?)]>»”\"'*_"
"""What may follow right after an address and is no part of it."""
_SIGNS = re.compile(r"([`*_\[\]~^]|==|--|#(?=#*$))")
"""What may mean something anywhere in a line."""
_LEADING = re.compile(rf"^(\s*)([#+>!~:=@?-]|{{(?=[%{{])|[{BULLETS}](?=\s)|\d+(?=[.)]))")
"""What means something as the first of a line."""
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
        if hit["words"].strip() and not why_no_link_or_mail(hit["to"]):
            parts += [_before_link(text[at : hit.start()]), _link(hit["words"], hit["to"])]
            at = hit.end()
    return first_of_line(" ".join("".join([*parts, _typed(text[at:])]).split()))


def without_links(text: str) -> str:
    """Return a text with the words of its links alone, for what is itself a link."""
    return _LINK.sub(lambda hit: hit["words"], text)


def _before_link(text: str) -> str:
    """Return what stands in front of a link, so that the link is no picture and part of no
    address.
    """
    typed = _typed(_NEAR_LINK.sub(lambda hit: _unlinked(hit[0]), text))
    return f"{typed[:-1]}&#33;" if text.endswith("!") else typed


def _link(words: str, to: str) -> str:
    return f"[{_typed(words)}]({to.replace('&', '&amp;')})"


def _typed(text: str) -> str:
    """Return a text without a sign that means something."""
    aside = _ADDRESS.sub(lambda hit: _address(hit[0]), text).replace("\\", _BACKSLASH)
    escaped = _SIGNS.sub(r"\\\1", escape(aside, quote=False))
    return escaped.replace(_BACKSLASH, "&#92;").replace(_COLON, "&#58;").replace("|", "&#124;")


def _address(address: str) -> str:
    """Return an address that stands in a text; one that no link can lead to, so that it is none."""
    return _unlinked(address) if why_no_link(address.rstrip(_AFTER_ADDRESS)) else address


def _unlinked(text: str) -> str:
    return text.replace("://", f"{_COLON}//")


def first_of_line(line: str) -> str:
    """Return a line of Markdown that begins no list and no heading."""
    return _LEADING.sub(lambda hit: f"{hit[1]}{_leading(hit[2])}", line)


def _leading(sign: str) -> str:
    """Return what a line begins with, so that it begins no list and no heading."""
    return f"&#{ord(sign)};" if len(sign) == 1 and not sign.isdigit() else f"{sign}\\"


def table(block: Table) -> str:
    """Return a table as Markdown; a very wide one as a list."""
    rows = [[_cell(cell) for cell in row] for row in block.rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    if width > _MOST_COLUMNS or width < 2 or len(rows) < 2:
        return "\n".join(f"- {first_of_line(' · '.join(filter(None, row)))}" for row in rows)
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
    box, text = _BOXES.get(line.mark, ""), marked(line.text)
    if line.number and DATE.match(f"{line.number}. {text}"):
        return f"- {line.number}\\. {text}"
    sign = f"{line.number}." if line.number else f"- {box}".strip()
    return f"{sign} {text}"


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
