"""Text as programs leave it becomes text as people wrote it: no invisible signs, and each item of a
list that is typed by hand on a line of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from kvalitetsplan.imports.document import Line
from kvalitetsplan.plan.words import MONTHS
from kvalitetsplan.reading.unseen import INVISIBLE, PRIVATE, mended

_LOST = re.compile("[\ufffd-\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"[^\S\n]+")
_BULLET = re.compile(r"^\s*(?:[•·●○◦▪▫■□◆◇►▶➢➤➔→✓✔☐☑☒❖‣⁃]+|[-–—*](?=\s)|o(?=\s+\S))\s*")
ORDINAL = (
    rf"(?:{'|'.join(MONTHS)}|jan|feb|apr|aug|sept?|okt|nov|des|trinn|klasse|årstrinn|steg|semester"
    r"|halvår|time|økt|skoleår|skuleår|juledag|etasje|termin|kvartal|uke|veke|plass|gang|omgang|runde|fase|dag"
    r"|skoledag|skuledag|periode|del|ledd|punktum|avsnitt|kapittel|trinnet|klassetrinn|trinns|klassen|års?"
    r"|[-–]|og|til|eller)"
)
"""What comes after a number that is said: «1. trinn», «5. mars»."""
_NUMBER = re.compile(
    r"^\s*\(?(?:\d{1,2}|[a-zæøå]|[ivx]{1,4})[.)](?:\s+|(?=[A-ZÆØÅ]))" rf"(?!{ORDINAL}(?!\w))"
)
_NUMBERS = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){1,2}[.)]?\s+(?=[A-ZÆØÅ«])")
"""«1.1» in front of an item."""
_COUNTED = re.compile(r"\s*\(?(\d{1,2})[.)](?!\d)")
_OUTLINE = re.compile(
    r"^\s*(?:kap(?:ittel|\.)?\s+|del\s+)?\d{1,2}(?:\.\d{1,2})*\.?[:)]?\s+(?=\S)", re.I
)
MOST_WORDS = 12
"""A heading has no more words than this, unless the document says that it is one."""
_ENDED = re.compile(r"[.!?:…»”)]$")


def clean(text: str) -> str:
    """Return a text without signs that cannot be seen, its spaces single and its lines kept."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = INVISIBLE.sub("", mended(text).replace("\u0085", "\n").replace("\v", "\n"))
    text = PRIVATE.sub("•", _CONTROL.sub(" ", _LOST.sub("", text)))
    text = "\n".join(_SPACE.sub(" ", one).strip() for one in text.split("\n"))
    return text.strip()


def without_number(text: str) -> str:
    """Return a heading without the number that is typed in front of it: «2.1 Relasjon»."""
    return _OUTLINE.sub("", text)


def bare(text: str) -> str:
    """Return what a heading says, in small letters: without its number, its signs, and what stands
    in brackets after it.
    """
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\s*\[(?:sluttnote )?\d{1,2}\]", "", text)
    text = re.sub(r"\s+(?:\d{1,2}|\([^)]*\))\W*$", "", without_number(text.strip().strip("*_")))
    return " ".join(re.sub(r"[«»\"“”:.…→*_?]+", " ", text.casefold()).split()).strip(" -–")


def depth(text: str) -> int:
    """Return how many numbers a heading is numbered with: 2 for «2.1 Relasjon», 0 for none."""
    hit = _OUTLINE.match(text)
    return len(re.findall(r"\d+", hit[0])) if hit else 0


def without_mark(text: str) -> tuple[str, str]:
    """Return an item without the bullet or the number typed in front of it, and what kind of sign
    it had; "" for none.
    """
    for pattern in (_BULLET, _NUMBER, _NUMBERS):
        hit = pattern.match(text)
        if hit and hit.end() < len(text):
            return text[hit.end() :].strip(), _kind_of_mark(hit[0].strip(" ("))
    return text, ""


def number_in(text: str) -> int:
    """Return the number that is typed in front of an item, as «2.» or «2)»; 0 if none is."""
    hit = _COUNTED.match(text)
    return int(hit[1]) if hit else 0


def _kind_of_mark(sign: str) -> str:
    """Return one name for signs that are typed for each other: «-» and «–», «1.» and «2)»."""
    if sign[0].isdigit():
        return f"{sign.rstrip('.)').count('.') + 1} tall"
    if sign[0].isalpha() and sign != "o":
        return "bokstav"
    return "strek" if sign[0] in "-–—" else sign[0]


def apart(line: Line) -> Iterator[Line]:
    """Yield the lines that one paragraph holds: breaks in it may begin new items, or be nothing but
    a way to fill the cell.
    """
    told = line
    for text in _parts(clean(line.text).split("\n")):
        rest, mark = (text, "") if _may_be_heading(line, text) else without_mark(text)
        yield replace(
            told,
            text=rest,
            bullet=line.bullet or (1 if mark else 0),
            is_numbered=told.is_numbered or mark.endswith("tall"),
            number=number_in(text) if mark else told.number,
            mark=mark or line.mark,
        )
        # The paragraph has one number, however many lines it has.
        told = replace(line, is_numbered=False, number=0)


def _may_be_heading(line: Line, text: str) -> bool:
    """Tell whether a number in front of a text may be the number of a chapter."""
    short = len(text.split()) <= MOST_WORDS and text[-1:] not in ".?;,"
    return bool(line.level) or (short and not line.bullet and (line.bold or text.isupper()))


def _parts(parts: list[str]) -> Iterator[str]:
    """Yield texts, those put together that a line break has cut in two."""
    whole = ""
    for part in parts:
        if not part:
            if whole:
                yield whole
            whole = ""
        elif whole and _goes_on(whole, part):
            whole = f"{whole} {part}"
        else:
            if whole:
                yield whole
            whole = part
    if whole:
        yield whole


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a line goes on with the sentence of the one before it."""
    if without_mark(after)[1]:
        return False
    return not _ENDED.search(before) and not after[:1].isupper()
