"""A chapter as one own page, or as several where it is longer than a page may be."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kvalitetsplan.imports.markdown import first_of_line, marked
from kvalitetsplan.imports.tidying import without_number
from kvalitetsplan.plan.words import slug

_MOST_BYTES, _MOST_LINES = 60_000, 3_000
_MOST_IN_A_LINE, _ROOM = 20_000, 10
"""How long a line may be, and how many lines a page has besides one long list."""


class Side(NamedTuple):
    """A page, before it is written."""

    way: str
    """Its way from the folder, as `sider/innlest.md`."""
    title: str
    text: str


def parted(title: str, parts: Sequence[str], stem: str) -> Iterator[Side]:
    """Yield a chapter as one page, or as several if it is very long. `stem` is what its file is
    called.
    """
    part: list[str] = []
    number = 1
    for one in [*(piece for whole in parts for piece in _divided(whole)), None]:
        if one is None or (part and _is_long([*part, one])):
            name = title + (f", del {number}" if number > 1 else "")
            way = f"sider/{stem if number == 1 else f'{stem}-{number}'}.md"
            yield Side(way, name, "\n\n".join([f"# {marked(name)}", *part]) + "\n")
            part, number = [], number + 1
        if one is not None:
            part.append(one)


def stem_of(title: str, name: str, number: int) -> str:
    """Return what the file of a chapter is called: the menu has them in the order of their names,
    and `_` puts them after the page of the whole document.
    """
    words = slug(without_number(title))[:40].strip("-")
    return f"{name}_{number:02}-{words}" if words else f"{name}_{number:02}"


def _is_long(parts: Sequence[str]) -> bool:
    lines = sum(text.count("\n") + 2 for text in parts)
    return lines > _MOST_LINES or sum(len(text.encode()) for text in parts) > _MOST_BYTES


def _divided(part: str) -> Iterator[str]:
    """Yield what stands together, in pieces that a page has room for: a list between two of its
    outermost items, a table with its head over each piece, and a text between two words.
    """
    if not _is_long([part]):
        yield part
        return
    lines = [piece for line in part.split("\n") for piece in _shorter(line)]
    head = lines[:2] if part.startswith("| ") else []
    piece, size = list(head), 0
    for line in lines[len(head) :]:
        is_full = len(piece) > _MOST_LINES - _ROOM or size + len(line.encode()) > _MOST_BYTES
        if is_full and len(piece) > len(head) and not line.startswith(" "):
            yield "\n".join(piece)
            piece, size = list(head), 0
        piece.append(line)
        size += len(line.encode()) + 1
    yield "\n".join(piece)


def _shorter(line: str) -> Iterator[str]:
    """Yield a line of running text in pieces, if it is longer than many pages."""
    is_text = not line.startswith((" ", "|", "-"))
    while is_text and (end := line[:_MOST_IN_A_LINE].rfind(" ")) > 0 and line[_MOST_IN_A_LINE:]:
        yield line[:end]
        line = first_of_line(line[end:].strip())
    yield line
