"""What must not come along: somebody's national identity number, and braces that would be taken for
a plan's own words. The rest of the document does.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kvalitetsplan.imports.document import Block, Document, Line, Picture, Table, lines
from kvalitetsplan.reading.fodselsnummer import fodselsnumre

_BETWEEN = " | "
"""What stands between two lines where a number that is divided over them is looked for."""


def without_numbers(document: Document) -> tuple[Document, tuple[str, ...]]:
    """Return the document without the lines that have a national identity number in them, also
    where it goes over several, and where they stood.
    """
    some = list(lines(document.blocks))
    stopped = [
        *_with_numbers([one for one in some if not one.apart]),
        *_with_numbers([one for one in some if one.apart]),
    ]
    gone = {id(one) for one in stopped}

    def kept(one: Line | Picture) -> Line | Picture | None:
        if isinstance(one, Picture):
            return replace(one, alt="") if _has_one(one.alt) else one
        return None if id(one) in gone else one

    title = "" if _has_one(document.title) else document.title
    blocks = tuple(_changed(document.blocks, kept))
    return replace(document, title=title, blocks=blocks), tuple(
        dict.fromkeys(one.at for one in some if id(one) in gone)
    )


def _with_numbers(some: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that a number stands in, or is divided over; and those that have one when
    these are gone.
    """
    while found := set(_touched([one.text for one in some])):
        yield from (some[n] for n in found)
        some = [one for n, one in enumerate(some) if n not in found]


def _touched(texts: Sequence[str]) -> Iterator[int]:
    whole = _BETWEEN.join(texts)
    ends: list[int] = []
    for text in texts:
        ends.append((ends[-1] if ends else 0) + len(text) + len(_BETWEEN))
    first = 0
    for start in fodselsnumre(whole):
        first = next(n for n in range(first, len(texts)) if start < ends[n])
        last = first + 1
        while last < len(texts) and not _has_one(_BETWEEN.join(texts[first:last])):
            last += 1
        yield from range(first, last)


def without_braces(document: Document, own_words: Iterable[str]) -> Document:
    """Return the document with round brackets for the braces in it, but those around a plan's own
    words, and with a note of where.
    """
    names = "|".join(map(re.escape, own_words)) or "(?!)"
    braces = re.compile(rf"\{{(?:{names})\}}|[{{}}]")

    def plain(text: str) -> str:
        return braces.sub(lambda hit: hit[0] if len(hit[0]) > 1 else "()"["{}".index(hit[0])], text)

    def written(one: Line | Picture) -> Line | Picture:
        if isinstance(one, Picture):
            return replace(one, alt=plain(one.alt))
        return replace(one, text=plain(one.text)) if "{" in one.text or "}" in one.text else one

    changed = [one.at for one in lines(document.blocks) if plain(one.text) != one.text]
    blocks = tuple(_changed(document.blocks, written))
    unseen = (*document.unseen, *_of_braces(list(dict.fromkeys(changed))))
    return replace(document, title=plain(document.title), blocks=blocks, unseen=unseen)


def _of_braces(places: Sequence[str]) -> Iterator[str]:
    if places:
        more = f" (og {len(places) - 1} steder til)" if len(places) > 1 else ""
        yield f"{places[0]}{more}: {{ og }} er skrevet som ( og ), for i en plan står de bare rundt egne ord, som {{pu-tid}}"


def _changed(
    blocks: Iterable[Block], change: Callable[[Line | Picture], Line | Picture | None]
) -> Iterator[Block]:
    """Yield the blocks with each line and picture changed, those in tables too; None takes it
    out.
    """
    for one in blocks:
        if isinstance(one, Table):
            rows = (tuple(tuple(_changed(cell, change)) for cell in row) for row in one.rows)
            yield replace(one, rows=tuple(rows))
        elif (new := change(one)) is not None:
            yield new


def _has_one(text: str) -> bool:
    return next(fodselsnumre(text), None) is not None
