"""A file that holds a text or a list, where keys should stand: what to write instead."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kvalitetsplan.reading.keys import KEYS
from kvalitetsplan.reading.problems import Mark, Problem
from kvalitetsplan.reading.tree import Map, Node, Seq
from kvalitetsplan.reading.values import told

_LINE = re.compile(r"[\s\"'-]*(?P<key>\w[\w-]*)\s*(?P<sign>[:=;,：∶]|[–—-](?=\s)|)\s*(?P<rest>.*)")
_FIRST = {"kommune.yaml": "navn", "skole.yaml": "navn", "tilpasning.yaml": "sett"}
_ANYTHING = "fila er tom eller begynner ikke med en nøkkel, som «temaer:»"
_LAYER = (
    "linja er ingen nøkkel; skriv «erstatt:», «legg_til:», «fjern:», «rekkefølge:» eller «sett:» og "
    "det som hører til under, eller sett # foran hvis det er en merknad"
)


def why_no_keys(root: Node | None, mark: Mark, lines: list[str]) -> Iterator[Problem]:
    """Yield what to say of a file whose content, which begins at `mark`, is no mapping."""
    first = _first_key(mark.file)
    if isinstance(root, str) and root:
        below = lines[mark.line - 1 :]
        found = [(at, said) for at, line in enumerate(below) if (said := _meant(line, first))]
        for at, said in found or [(0, "")]:
            place = Mark(mark.file, mark.line + at, mark.column if not at else 1)
            yield Problem(place, "", said or _no_key(first, below[0]))
    elif isinstance(root, Seq) and root:
        yield Problem(mark, "", _why_no_list(root, first))
    elif first == "navn":
        yield Problem(mark, "", "fila er tom; begynn den med «navn: …»")
    else:
        yield Problem(mark, "", _ANYTHING)


def _first_key(file: str) -> str:
    """Return the key that a file of this name begins with, or may begin with; "" if many may."""
    path = PurePosixPath(file)
    is_layer = path.parent.name == "tilpasning"
    name = "tilpasning.yaml" if is_layer else path.name
    return "title" if path.suffix == ".md" else _FIRST.get(name, "")


def _meant(line: str, first: str) -> str:
    """Say how a line is written that begins with a key, but is not read as one; "" if it does
    not.
    """
    hit = _LINE.match(line)
    if not hit:
        return ""
    key = hit["key"] if hit["key"] in KEYS else hit["key"].lower()
    is_key = key == hit["key"] or hit["sign"] or not hit["rest"] or key == first
    if key not in KEYS or not is_key:
        return ""
    value = hit["rest"].strip(" \"'") or "…"
    return f"linja er ikke lest som en nøkkel med kolon og mellomrom; skriv «{key}: {told(value)}»"


def _no_key(first: str, line: str) -> str:
    if first == "sett":
        return _LAYER
    if not first:
        return _ANYTHING
    return f"linja mangler en nøkkel foran; skriv «{first}: {told(line.strip())}»"


def _why_no_list(root: Seq, first: str) -> str:
    item = root[0]
    key = next(iter(item), "") if isinstance(item, Map) else ""
    if root.flow:
        return f"fila kan ikke begynne med «[»; begynn den med «{first or 'temaer'}:»"
    if (
        key in KEYS
        and isinstance(item, Map)
        and (first == "navn" or not isinstance(item[key], str))
    ):
        return f"fila begynner med en liste; ta bort «- » foran «{key}»"
    if first == "sett":
        return "lista mangler nøkkelen sin; skriv «erstatt:», «legg_til:», «fjern:» eller «rekkefølge:» på linja over"
    if isinstance(item, str) and first:
        right = _meant(item, first).rpartition("skriv ")[2] or f"«{first}: {told(item)}»"
        return f"fila begynner med en liste; ta bort «- », og skriv {right}"
    return _ANYTHING
