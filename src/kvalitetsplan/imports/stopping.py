"""What must not come along: somebody's national identity number. The rest of the document does."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kvalitetsplan.imports.document import Block, Document, Line, Picture, Table
from kvalitetsplan.reading.fodselsnummer import fodselsnumre


def without_numbers(document: Document) -> tuple[Document, tuple[str, ...]]:
    """Return the document without the lines that have a national identity number in them, and where
    they stood.
    """
    stopped: list[str] = []
    blocks = tuple(_kept(document.blocks, stopped))
    title = "" if _has_one(document.title) else document.title
    return replace(document, title=title, blocks=blocks), tuple(stopped)


def _kept(blocks: Iterable[Block], stopped: list[str]) -> Iterator[Block]:
    for one in blocks:
        if isinstance(one, Table):
            rows = (tuple(tuple(_kept(cell, stopped)) for cell in row) for row in one.rows)
            yield replace(one, rows=tuple(rows))
        elif isinstance(one, Picture) and _has_one(one.alt):
            yield replace(one, alt="")
        elif isinstance(one, Line) and _has_one(one.text):
            stopped.append(one.at)
        else:
            yield one


def _has_one(text: str) -> bool:
    return next(fodselsnumre(text), None) is not None
