"""The shared pages, which stand in `docs/` beside the data: which there are, what they are called,
and what they say in each form of Norwegian.

The nynorsk of a page stands in `data/nynorsk/sider/`, under the same name, and says on top which
bokmål it was written from:

    ---
    fra: 1a2b3c4d
    ---

Its headings have the addresses that the bokmål's have, so that a link leads to the same place in
both.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.plan.model import Malform
from kvalitetsplan.plan.model.base import Linje
from kvalitetsplan.plan.nynorsk import FOLDER, Avtrykk, Tilstand
from kvalitetsplan.plan.words import fingerprint, slug
from kvalitetsplan.reading.decoding import decode, read_bytes
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, nearest
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build
from kvalitetsplan.reading.values import Modell

PAGES = "sider"
"""The folder in data/nynorsk where the pages stand."""
DEVELOPERS = "utvikling/"
"""The pages for those who develop, who get no nynorsk."""

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*\n+", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)
_HEADING = re.compile(r"^(#+) +(.+?)(?: *\{ *#([\w-]+) *\})? *$", re.MULTILINE)
_MACRO = re.compile(r"\{\{.*?\}\}")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


class _Sidehode(Modell):
    """What stands on top of a page in nynorsk."""

    fra: Avtrykk
    title: Linje | None = None


class Fellesside(NamedTuple):
    """A shared page in one form of Norwegian."""

    tekst: str
    """As MkDocs reads it."""
    malform: Malform
    """The form it is in: bokmål, too, where nynorsk was asked for and there is none."""


def shared_pages(data: Path) -> set[str]:
    """Return the shared pages, as `grunnlag/ledelse.md`."""
    docs = _docs(data)
    return {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}


def page_headings(data: Path, malform: Malform = "bokmål") -> list[str]:
    """Return the headings of the shared pages. Raises PlanError if one cannot be read."""
    found = (_parts(data, name, malform) for name in sorted(shared_pages(data)))
    texts = (top + body for top, body, _ in found)
    return [hit[2] for text in texts for hit in _HEADING.finditer(text)]


def title_of(text: str) -> str:
    """Return the title of a page in Markdown: as its head says, or its first heading; "" if it has
    none.
    """
    front = _FRONT.match(text)
    said = _TITLE.search(front[0]) if front else None
    heading = _HEADING.search(text)
    return said[0].partition(" ")[2].strip() if said else heading[2] if heading else ""


def page_in(data: Path, name: str, malform: Malform) -> Fellesside:
    """Return a shared page, such as `grunnlag/ledelse.md`, in one form of Norwegian.

    Raises PlanError if it cannot be read.
    """
    top, body, form = _parts(data, name, malform)
    return Fellesside(
        top + (body if form == "bokmål" else _with_ids(body, _bokmal(data, name))), form
    )


def _parts(data: Path, name: str, malform: Malform) -> tuple[str, str, Malform]:
    """Return the head and the body of a page, and the form it is in; a page in bokmål is all
    body.
    """
    bokmal = _bokmal(data, name)
    if malform == "bokmål" or page_state(data, name) != Tilstand.OVERSATT:
        return "", bokmal, "bokmål"
    head, body = _split(*_nynorsk(data, name))
    front = _FRONT.match(bokmal)
    top = front[0] if front else ""
    if head.title:
        top = _TITLE.sub(f"title: {head.title}", top)
    return top, body, "nynorsk"


def page_state(data: Path, name: str) -> Tilstand:
    """Return how it is with the nynorsk of a shared page. Raises PlanError if it cannot be read."""
    if not _path(data, name).exists():
        return Tilstand.MANGLER
    head, _ = _split(*_nynorsk(data, name))
    return Tilstand.OVERSATT if head.fra == page_print(data, name) else Tilstand.ENDRET


def page_print(data: Path, name: str) -> str:
    """Return the fingerprint of a shared page in bokmål."""
    return fingerprint(_bokmal(data, name))


def pages_to_translate(data: Path) -> list[str]:
    """Return the shared pages that there is to be nynorsk of, in order."""
    return sorted(name for name in shared_pages(data) if not name.startswith(DEVELOPERS))


def written_pages(data: Path) -> Iterator[tuple[Mark, str, str]]:
    """Yield the pages that are written in nynorsk: where, which, and the text."""
    for name in pages_to_translate(data):
        if _path(data, name).exists():
            text, file = _nynorsk(data, name)
            yield Mark(file), name, body_of(text)


def check_pages(data: Path) -> Iterator[Problem]:
    """Yield what is wrong with the pages in nynorsk."""
    names = pages_to_translate(data)
    folder = data / FOLDER / PAGES
    for path in sorted(folder.rglob("[!.]*.md")):
        name = path.relative_to(folder).as_posix()
        file = f"{data.name}/{FOLDER}/{PAGES}/{name}"
        if name not in names:
            message = f"ingen felles side heter «{name}»{nearest(name, names)}"
            yield Problem(Mark(file), "", message)
            continue
        try:
            if page_state(data, name) == Tilstand.OVERSATT:
                yield from _unlike(_bokmal(data, name), _nynorsk(data, name)[0], file)
        except PlanError as error:
            yield from error.problems


def _unlike(bokmal: str, nynorsk: str, file: str) -> Iterator[Problem]:
    """Yield what the bokmål has and the nynorsk has not: headings, links, and what is filled in."""
    levels = [[hit[1] for hit in _HEADING.finditer(body_of(text))] for text in (bokmal, nynorsk)]
    if levels[0] != levels[1]:
        message = (
            f"siden har {len(levels[0])} overskrifter på bokmål og {len(levels[1])} på nynorsk, "
            "eller på andre nivåer; skriv de samme, i samme rekkefølge"
        )
        yield Problem(Mark(file), "", message)
    for pattern in (_MACRO, _LINK):
        wanted, here = (sorted(pattern.findall(body_of(text))) for text in (bokmal, nynorsk))
        for one in sorted({*wanted, *here}):
            if wanted.count(one) != here.count(one):
                message = f"«{one}» står {wanted.count(one)} ganger på bokmål og {here.count(one)} på nynorsk"
                yield Problem(Mark(file), "", message)


def _with_ids(nynorsk: str, bokmal: str) -> str:
    """Return a page where every heading has the id that the same heading has in bokmål."""
    from markdown.extensions.toc import unique  # slow to load

    taken: set[str] = set()
    found = iter(
        [unique(hit[3] or slug(hit[2]), taken) for hit in _HEADING.finditer(body_of(bokmal))]
    )

    def heading(hit: re.Match[str]) -> str:
        return f"{hit[1]} {hit[2]} {{ #{next(found, slug(hit[2]))} }}"

    return _HEADING.sub(heading, nynorsk)


def body_of(text: str) -> str:
    """Return a page without its head."""
    front = _FRONT.match(text)
    return text[front.end() :] if front else text


@lru_cache(maxsize=128)
def _split(text: str, file: str) -> tuple[_Sidehode, str]:
    front = _FRONT.match(text)
    if not front:
        message = (
            "siden begynner ikke med «fra»; skriv tre linjer øverst: ---, fra: og avtrykket, ---"
        )
        raise PlanError([Problem(Mark(file), "", message)])
    return build(_Sidehode, parse(f"\n{front[1]}".encode(), file)), text[front.end() :]


def _nynorsk(data: Path, name: str) -> tuple[str, str]:
    file = f"{data.name}/{FOLDER}/{PAGES}/{name}"
    return _decoded(read_bytes(_path(data, name), file), file), file


def _path(data: Path, name: str) -> Path:
    return data / FOLDER / PAGES / name


def _bokmal(data: Path, name: str) -> str:
    file = f"{_docs(data).name}/{name}"
    return _decoded(read_bytes(_docs(data) / name, file), file)


_decoded = lru_cache(maxsize=256)(decode)
"""Every page is asked for many times: what it is called, if it has drifted, what it says."""


def _docs(data: Path) -> Path:
    return data.parent / "docs"
