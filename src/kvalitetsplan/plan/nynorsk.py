"""Nynorsk over bokmål: the texts of the shared plan in the other form of Norwegian.

    data/nynorsk/themes.yaml    relasjon/hilser-ved-navn: { kjennetegn: { fra: 1a2b3c4d, til: … } }
    data/nynorsk/sider/             the shared pages; see `docs`

Each text is known by the address of its item and its field, and remembers what it was written from
by the fingerprint of the bokmål. When the bokmål is changed, the nynorsk has drifted: the plan says
the bokmål, as `Bokmal`, until somebody has looked. One that is called `utkast` has been read by
nobody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.words import fingerprint
from kvalitetsplan.reading.problems import Mark, Problem
from kvalitetsplan.reading.values import Modell, Says, alias, in_paragraphs, one_line

FOLDER = "nynorsk"
FIELDS = "må være felt med navn: «fra», og «til» eller «utkast»"
"""What is said of a text that is written without them."""
UTGAVE = "utgave"
"""What the edition of the shared plan, which is no item, is called among the addresses."""

NAMES: Mapping[str, frozenset[str]] = {
    "Kilde": frozenset({"hvem", "ar", "tittel", "utgiver"}),
    "Lov": frozenset({"fullt_navn", "nummer"}),
    "Paragraf": frozenset({"nummer", "lest", "tidligere"}),
    "Begrep": frozenset({"bokmal", "nynorsk"}),
    "Semester": frozenset({"nummer"}),
    "Kontaktpunkt": frozenset({"telefon"}),
    "Utgave": frozenset({"versjon", "dato"}),
}
"""The fields, by kind, whose texts are names, numbers, or words in a form that is said: they are
the same in both.
"""
FREE = frozenset({"søkeord"})
"""The lists that need not be as long in nynorsk: words that people search for."""

Avtrykk = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{8}$"),
    Says("må være avtrykket av bokmålet, åtte tegn som «1a2b3c4d»"),
    WithJsonSchema(
        {"type": ["string", "number"]}
    ),  # to an editor, 12345678 and 1e234567 are numbers
]


class Oversatt(Modell):
    """What stands of one text in data/nynorsk."""

    fra: Avtrykk = Field(description="Avtrykket av bokmålet teksten er skrevet etter.")
    til: Any = Field(None, description="Teksten på nynorsk; en liste der bokmålet er en liste.")
    utkast: Any = Field(None, description="Et utkast som ingen har lest. Ingen sider viser det.")


class Nynorskfil(Modell):
    """data/nynorsk/<fil>.yaml: adresser, felt, og det som står der på nynorsk."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, dict[str, Oversatt]]


class Tilstand(StrEnum):
    """How it is with the nynorsk of a text."""

    OVERSATT = "oversatt"
    MANGLER = "mangler"
    ENDRET = "endret"
    """The bokmål has been changed since."""
    UTKAST = "utkast"
    """There is a draft that nobody has read."""


class Tekststed(NamedTuple):
    """A text of the shared plan that there is to be nynorsk of."""

    adresse: str
    felt: str
    fil: str
    """Its file in the data folder, such as `themes.yaml`."""
    verdi: str | tuple[str, ...]
    """The bokmål."""
    punkt: Modell

    @property
    def avtrykk(self) -> str:
        """The fingerprint of the bokmål."""
        return of_bokmal(self.verdi)

    @property
    def mark(self) -> Mark:
        """Where the bokmål is written."""
        return self.punkt.mark(self.felt)


@dataclass(frozen=True)
class Nynorsk:
    """What stands in data/nynorsk: every text by address and field, and what is worth tidying."""

    tekster: Mapping[tuple[str, str], Oversatt]
    varsler: tuple[Problem, ...]

    def state(self, sted: Tekststed) -> Tilstand:
        """Return how it is with the nynorsk of a text."""
        return state_of(self.tekster.get((sted.adresse, sted.felt)), sted.avtrykk)

    def where(self, sted: Tekststed) -> Mark:
        """Return where to look at a text that has drifted: its nynorsk; else the bokmål."""
        found = self.tekster.get((sted.adresse, sted.felt))
        return found.mark("fra") if found else sted.mark


def state_of(found: Oversatt | None, avtrykk: str) -> Tilstand:
    """Return how it is with what is written of a text whose bokmål has this fingerprint."""
    if found is None or (found.til is None and found.utkast is None):
        return Tilstand.MANGLER
    if found.til is None:
        return Tilstand.UTKAST
    return Tilstand.OVERSATT if found.fra == avtrykk else Tilstand.ENDRET


def written_texts(nynorsk: Nynorsk) -> Iterator[tuple[Mark, str, str]]:
    """Yield every text that is written: where, of what, and the text; words that people search for
    left out.
    """
    for (address, key), found in nynorsk.tekster.items():
        if found.til is not None and key not in FREE:
            for text in found.til if isinstance(found.til, tuple) else (found.til,):
                yield found.mark("til"), f"{address}.{key}", text


def of_bokmal(value: str | tuple[str, ...]) -> str:
    """Return the fingerprint of a text, or of a list of them."""
    return fingerprint(value if isinstance(value, str) else "\n- ".join(value))


def text_places(plan: Grunnplan, data: Path) -> Iterator[Tekststed]:
    """Yield every text of the shared plan in `data` that there is to be nynorsk of, from the
    top.
    """
    for address, item in items_of(plan).items():
        file = item.mark().file.removeprefix(f"{data.name}/")
        for name, key in text_fields(type(item)):
            if value := getattr(item, name):
                yield Tekststed(address, key, file, value, item)


def items_of(plan: Grunnplan) -> dict[str, Modell]:
    """Return everything there are texts in, by its address, from the top: the edition too."""
    return {UTGAVE: plan.utgave, **dict(reversed(addressed(plan).items()))}


@cache
def text_fields(kind: type[Modell]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind of item that hold sentences of ours, each with its YAML key."""
    names = {name for one in kind.__mro__ for name in NAMES.get(one.__name__, ())}
    fields = kind.model_fields.items()
    return tuple(
        (name, alias(name))
        for name, info in fields
        if name not in names and _holds_text(info.annotation, tuple(info.metadata))
    )


def _holds_text(annotation: Any, metadata: tuple[Any, ...]) -> bool:
    """Tell whether a type is a line or a text, or a list of them, or may be left out."""
    if any(
        isinstance(one, AfterValidator) and one.func in (in_paragraphs, one_line)
        for one in metadata
    ):
        return True
    return any(
        _holds_text(inner, getattr(inner, "__metadata__", ())) for inner in get_args(annotation)
    )
