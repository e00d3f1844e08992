"""How things are named, put in order and said: for addresses, lists and messages."""

import hashlib
import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from pydantic import BaseModel

from kvalitetsplan.reading.values import alias

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
"""The months as people write them, January first."""

_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})


def month_of(day: date) -> str:
    """Return the month of a day as people write it, `november 2026`: the same in both forms of
    Norwegian.
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def slug(text: str, separator: str = "-") -> str:
    """Return a text as an ASCII id: «Øving på å lytte» becomes «oving-pa-a-lytte».

    The signature is the one Python-Markdown's `toc` asks for.
    """
    plain = (
        unicodedata.normalize("NFKD", text.lower().translate(_ASCII))
        .encode("ascii", "ignore")
        .decode()
    )
    return separator.join(re.findall(r"[a-z0-9]+", plain))


def numbers(versjon: str) -> list[int]:
    """Return the numbers of a version or an edition, so that the newer of two is the greater."""
    return [int(number) for number in re.findall(r"\d+", versjon)]


def bare_id(address: str) -> str:
    """Return the id that a way to an item ends with, as a hint of what to write; "" for what is no
    such way.
    """
    way, _, id = address.rpartition("/")
    return f"bare «{id}»" if way and re.fullmatch(r"[a-z0-9/-]+", address) and id else ""


def beginning(text: str) -> str:
    """Return the first sentence of a text, or as much of it as a title may have."""
    first = _SENTENCE_ENDS.split(text, maxsplit=1)[0].rstrip(".:")
    if len(first) <= _TITLE:
        return first
    return f"{first[:_TITLE].rpartition(' ')[0] or first[:_TITLE]} …"


_TITLE = 70
"""How long a title made of a text may be."""
_SENTENCE_ENDS = re.compile(r"(?<=[?!])\s|(?<!\d)[.:]\s|(?<=\d)[.:]\s(?![a-zæøå–-])|\n")
"""Where the first sentence of a text ends; «1. trinn» ends none."""


@lru_cache(maxsize=1 << 14)
def fingerprint(text: str) -> str:
    """Return what a text is known by: eight signs that change when a word does. Spaces and line
    breaks do not count.
    """
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:8]


def alphabetical(text: str) -> str:
    """Return what puts texts in Norwegian order when they are sorted by it: æ, ø and å come after
    z.
    """
    return text.lower().translate(str.maketrans("æøå", "{|}"))


def shown(value: Any) -> str:
    """Return a field's value as one line for people."""
    match value:
        case None | "" | [] | ():
            return "(ingenting)"
        case list() | tuple():
            return " · ".join(shown(one) for one in value)
        case dict():
            return ", ".join(f"{alias(key)} {shown(one)}" for key, one in value.items())
        case BaseModel():
            return shown(value.model_dump(mode="json", exclude_defaults=True))
        case _:
            return " ".join(str(value).split())


def on_paper(address: str, words: str) -> str:
    """Return the e-mail address or the telephone number that a link leads to, as nobody can follow
    it on paper; "" where its words say it, or it leads to a page.
    """
    scheme, _, rest = address.partition(":")
    bare = unquote(rest.partition("?")[0])
    if scheme == "mailto":
        return "" if bare.casefold() in words.casefold() else bare
    if scheme == "tel":
        return "" if _digits(bare)[-8:] in _digits(words) else bare
    return ""


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
