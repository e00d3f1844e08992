"""Whose plan something is: one municipality, or one of its schools."""

import re
import unicodedata

from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.fodselsnummer import fodselsnumre

SKOLER = "skoler"
"""The folder in a municipality's where its schools have theirs."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60
RESERVED = {
    "con", "prn", "aux", "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}  # fmt: skip
"""What no file or folder can be called on Windows, whatever its ending."""
_EVERYONE = "alle"
"""What the publishing set-ups call all municipalities together, so none can have the name."""


class Sted(str):
    """A municipality or a school: its folder on the site. `Project` knows where it has its own.

    It is the text people write, `fjordvik` or `fjordvik/skoler/asen`, and knows what that says;
    nobody else takes it apart.
    """

    __slots__ = ()

    @classmethod
    def of(cls, kommune: str, skole: str = "") -> "Sted":
        """Return a municipality's place, or that of one of its schools, by the names of their
        folders.
        """
        return cls(f"{kommune}/{SKOLER}/{skole}" if skole else kommune)

    @property
    def kommune(self) -> "Sted":
        """The municipality it is, or that the school belongs to."""
        return Sted(self.partition("/")[0])

    @property
    def er_skole(self) -> bool:
        """Tell whether it is a school."""
        return "/" in self

    @property
    def id(self) -> str:
        """The name of its own folder: `asen` for a school, `fjordvik` for a municipality."""
        return self.rpartition("/")[2]

    @property
    def under_kommunen(self) -> str:
        """Where it stands in its municipality's folder: `skoler/asen`, or "" for the
        municipality.
        """
        return self.partition("/")[2]


def is_sted(text: str) -> bool:
    """Tell whether a text is the place of a municipality or a school that there can be."""
    kommune, _, under = text.partition("/")
    way, _, skole = under.partition("/")
    is_school = way == SKOLER and not why_no_name(skole, "skole")
    return not why_no_name(kommune) and (is_school or text == kommune)


def why_no_name(name: str, kind: str = "kommune") -> str:
    """Say what is wrong with the name of a municipality's or a school's folder; "" if nothing is.
    `kind` is which of them it is, `kommune` or `skole`.

    The name becomes part of the address, and must be the same on every kind of machine: a–z, 0–9
    and hyphens, not too long, and nothing that Windows keeps for itself.
    """
    if has_number(name):
        return "mappa har et fødselsnummer i navnet, og alle kan se det; gi den et annet navn"
    better = slug(unicodedata.normalize("NFC", name))[:_LONGEST].strip("-")
    if better in {*RESERVED, _EVERYONE}:
        return f"mappa kan ikke hete «{name}», for navnet er opptatt; kall den «{better}-{kind}» eller noe annet"
    if _NAME.fullmatch(name) and len(name) <= _LONGEST:
        return ""
    advice = f"gi den navnet «{better}»" if better else "gi den et navn med små bokstaver a–z"
    return f"mappa «{name}» blir en del av adressen; {advice}"


def has_number(name: str) -> bool:
    """Tell whether the name of a file or folder has a fødselsnummer in it, also where more digits
    stand before it.
    """
    return any(
        next(fodselsnumre(one), None) is not None for one in (name, re.sub("[-_]", " ", name))
    )
