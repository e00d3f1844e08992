"""From answers to files: the layer, the own pages, the pictures, and nothing left behind."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.yamlfile import edited, read_text
from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.imports.answers import Svarte
from kvalitetsplan.imports.counting import Shown, left_out, places_in
from kvalitetsplan.imports.document import Block, Document, Line, Picture, lines
from kvalitetsplan.imports.entries import Outcome, laid
from kvalitetsplan.imports.markdown import marked
from kvalitetsplan.imports.numbering import numbers
from kvalitetsplan.imports.outline import without_contents
from kvalitetsplan.imports.pages import own_pages
from kvalitetsplan.imports.pairing import Entry
from kvalitetsplan.imports.pieces import said
from kvalitetsplan.imports.saving import Bilder, saved
from kvalitetsplan.plan.file_names import KOMMUNE
from kvalitetsplan.plan.folder import Mappe
from kvalitetsplan.plan.model import Kommune

_WORD = re.compile(r"\w+")
_OURS = re.compile(r"!?\[[^\[\]\n]*\]\((?!https?:|mailto:)[^()\n]*\)")
"""The links that we have put on a page; their words are ours."""
_OPERATIONS = ("erstatt", "legg_til")


@dataclass(frozen=True)
class Landet:
    """Everything a document has become, ready to be written."""

    files: dict[str, bytes]
    """The files by their way from the municipality's folder."""
    outcome: Outcome
    bilder: Bilder
    rest: tuple[Line, ...]
    """The lines that had words which came nowhere else, and so are put last."""
    words: int
    """How many words the document has."""


class LayerFile(NamedTuple):
    """What the files are called, whose they are, and where the schemas lie."""

    name: str
    eier: str
    """The folder of the municipality or the school: every new id begins so."""
    skjema: str
    """The way to the schemas from the folder of the layer."""


def landed(svarte: Svarte, document: Document, file: LayerFile, versjon: str) -> Landet:
    """Return the files that the answers make. `versjon` is the shared plan's edition."""
    outcome, name = laid(svarte, file.eier), file.name
    pictures = {
        number: one.block
        for number, one in enumerate(svarte.pieces.stykker)
        if isinstance(one.block, Picture)
    }
    bilder = saved(pictures, name)
    title = _title(document)
    pages = own_pages(title, svarte.pieces.stykker, outcome, name, bilder.ways)
    rest = tuple(_rest(svarte, document, pages, outcome))
    if rest:
        pages = _with_rest(pages, name, rest)
    files = {way: text.encode() for way, text in pages.items()} | bilder.files
    if outcome.entries:
        files[f"tilpasning/{name}.yaml"] = _layer(
            outcome, document.title, file.skjema, versjon
        ).encode()
    words = sum(len(_WORD.findall(one.text)) for one in lines(document.blocks))
    return Landet(files, outcome, bilder, rest, words)


def _rest(
    svarte: Svarte, document: Document, pages: dict[str, str], outcome: Outcome
) -> Iterator[Line]:
    """Yield the lines of a document that stand neither on its pages nor in its layer."""
    labels = (one.block for one in svarte.pieces.stykker if one.is_label)
    told, contents = without_contents(document.blocks)
    counted = {id(one) for one in numbers(document.blocks)}
    repeated = [*(one.text for one in lines(labels)), *svarte.pieces.temaer, *contents]
    some = [one for one in told if id(one) not in counted]
    return left_out(some, repeated, _places(pages.values(), svarte, outcome))


def _title(document: Document) -> str:
    top = takewhile(lambda n: not (n and _is_anew(document.blocks[n])), range(len(document.blocks)))
    blocks = [document.blocks[n] for n in islice(top, 6)]
    first = [one for one in blocks if isinstance(one, Line) and one.level]
    return (first[0].text if first else document.title) or "Dokumentet vårt"


def _is_anew(block: Block) -> bool:
    return not isinstance(block, Picture) and block.is_anew


def _with_rest(pages: dict[str, str], name: str, rest: Iterable[Line]) -> dict[str, str]:
    first = f"sider/{name}.md"
    more = [f"- {marked(one.text)}" for one in rest]
    return {**pages, first: pages[first] + "\n".join(["\n## Resten av dokumentet\n", *more, ""])}


def _places(pages: Iterable[str], svarte: Svarte, outcome: Outcome) -> Iterator[Shown]:
    """Yield every place that readers see: the paragraphs of the pages, the entries, and the items
    of the plan that say the same in the same words.
    """
    for page in pages:
        plain = html.unescape(re.sub(r"\\(.)", r"\1", _OURS.sub(" ", page)))
        yield from (Shown(line) for line in plain.split("\n") if line.strip())
    for _, entry, _ in outcome.entries:
        yield from places_in(entry)
    yield from (Shown(said(svarte.pieces.stykker[number])) for number in outcome.kept)


def _layer(outcome: Outcome, title: str, skjema: str, versjon: str) -> str:
    """Return the text of the layer; each entry has a note of where it comes from."""
    head = (
        f"# yaml-language-server: $schema={skjema}/tilpasning.schema.json\n"
        "#\n"
        f"# Lest inn fra «{' '.join(title.split())}». Endre det dere vil, som i tilpasning.yaml.\n"
    )
    parts = [head]
    for operation in _OPERATIONS:
        found = [(entry, at) for kind, entry, at in outcome.entries if kind == operation]
        if found:
            parts.append(f"{operation}:\n{''.join(_entry(*one) for one in found)}")
    return "\n".join([*parts, f'skrevet_mot: "{versjon}"\n'])


def _entry(entry: Entry, at: str) -> str:
    text = as_yaml([entry])
    note = f"  # {at}\n" if at else ""
    return note + "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())


def chosen_themes(
    mappe: Mappe, kommune: Kommune, outcome: Outcome, folder: Path
) -> Mapping[Path, bytes]:
    """Return `kommune.yaml` with the themes that the document brings, if the municipality has
    chosen which it shows; nothing to write otherwise.
    """
    new = [id for id in dict.fromkeys(outcome.themes.values()) if id not in kommune.temaer]
    if not kommune.temaer or not new:
        return {}
    file = mappe.told(KOMMUNE)
    text = read_text(mappe.files[KOMMUNE], file)
    edit = Edit(("temaer",), [*kommune.temaer, *new])
    return {folder / KOMMUNE: edited(text, [edit], file).encode()}
