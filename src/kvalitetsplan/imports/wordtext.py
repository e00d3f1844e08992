"""What a paragraph in a Word file says: its words, links and notes, and how it looks."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import docx

from kvalitetsplan.imports.tidying import clean
from kvalitetsplan.plan.model.addresses import why_no_link_or_mail

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{MC}Fallback", f"{W}instrText"}
"""What holds no words of the document as it stands now. A fallback repeats what is beside it."""
_BESIDE = {f"{W}txbxContent", f"{W}drawing", f"{W}pict", f"{W}object"}
"""What stands in a paragraph without being part of its text."""
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
NOTES = {"footnotes": "fotnote", "endnotes": "sluttnote"}
"""What the notes of each part of a file are called."""
Element = Any


class Style(NamedTuple):
    """What a paragraph style says."""

    level: int = 0
    """Which level of heading it is; 0 for none."""
    bold: bool = False
    size: float = 0
    list_depth: int = 0
    """How deep in a list it stands; 0 for none."""
    indent: float = 0
    """How far in it begins, in points."""
    numbering: tuple[str, str] | None = None
    """The list that its paragraphs stand in, and the level there; None for none."""


class Behind(NamedTuple):
    """What a paragraph leads to."""

    links: Mapping[str, str]
    """The addresses of links by their ids."""
    notes: Mapping[tuple[str, str], str]
    """What stands where a note belongs, by the kind of its mark and its id."""


NOTHING = Behind({}, {})
"""A paragraph that leads nowhere."""


def text_of(paragraph: Element, behind: Behind) -> str:
    """Return the words of a paragraph, with a mark where a note belongs."""
    return clean("".join(_words(paragraph, behind)))


def _words(element: Element, behind: Behind) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _GONE or tag in _BESIDE or not isinstance(tag, str):
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}hyperlink":
            address = behind.links.get(child.get(f"{R}id"), "")
            yield _link("".join(_words(child, behind)), address)
        elif note := behind.notes.get((tag, child.get(f"{W}id"))):
            yield note
        elif tag != f"{W}p":
            yield from _words(child, behind)


def _link(words: str, address: str) -> str:
    """Return a link as a plan writes it; its words alone where it leads nowhere outside."""
    same = words.strip() in (address, address.removeprefix("mailto:"))
    if not address or same or not words.strip() or set("[]\n") & set(words):
        return words
    if why_no_link_or_mail(address) or set("()") & set(address):
        return words
    return f"[{words}]({address})"


def has_words(run: Element) -> bool:
    """Tell whether something is written in a run."""
    return bool("".join(_words(run, NOTHING)).strip())


def is_bold(paragraph: Element, style: Style) -> bool:
    """Tell whether everything that is written in a paragraph is bold."""
    runs = [run for run in paragraph.iter(f"{W}r") if has_words(run)]
    return bool(runs) and all(_run_is_bold(run, style.bold) for run in runs)


def _run_is_bold(run: Element, otherwise: bool) -> bool:
    mark = run.find(f"{W}rPr/{W}b")
    return otherwise if mark is None else mark.get(f"{W}val") not in ("0", "false")


def size_of(paragraph: Element, style: Style) -> float:
    """Return the size of a paragraph's letters in points; 0 where it is not told."""
    sizes = [one.get(f"{W}val") for one in paragraph.iterfind(f"{W}r/{W}rPr/{W}sz")]
    numbers = [float(one) / 2 for one in sizes if one and one.isdigit()]
    return max(numbers, default=style.size)


def list_depth(paragraph: Element, style: Style) -> int:
    """Return how deep in a list a paragraph stands; 0 if it is in none."""
    numbered = paragraph.find(f"{W}pPr/{W}numPr")
    if numbered is None:
        return style.list_depth
    id, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    if id is not None and id.get(f"{W}val") == "0":
        return 0
    if level is None:
        return max(1, style.list_depth)
    value = level.get(f"{W}val")
    return int(value) + 1 if str(value).isdigit() else 1


def indent(element: Element) -> float | None:
    """Return how far in, in points, a paragraph or a style says itself that it begins."""
    found = element.find(f"{W}pPr/{W}ind")
    value = (found.get(f"{W}left") or found.get(f"{W}start")) if found is not None else None
    return int(value) / 20 if value and value.isdigit() else None


def outline_level(paragraph: Element) -> int:
    """Return the level of heading that a paragraph says itself that it is; 0 for none."""
    level = paragraph.find(f"{W}pPr/{W}outlineLvl")
    value = level.get(f"{W}val") if level is not None else "9"
    return int(value) + 1 if str(value).isdigit() and int(str(value)) < 9 else 0


def notes_in(relation: Any) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of each foot note or end note."""
    for note in docx.oxml.parser.parse_xml(relation.target_part.blob):
        words = " ".join(text_of(one, NOTHING) for one in note.iter(f"{W}p")).strip()
        if words and note.get(f"{W}type") is None:
            yield str(note.get(f"{W}id")), words


def note_marks(part: Any) -> dict[tuple[str, str], str]:
    """Return what stands where each note belongs: its number, as below the text."""
    found = {}
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        name = "" if kind == "footnotes" else f"{NOTES.get(kind)} "
        for number, (id, _) in enumerate(notes_in(relation) if kind in NOTES else (), start=1):
            found[f"{W}{kind.removesuffix('s')}Reference", id] = f" [{name}{number}]"
    return found
