"""What points to what: the fields that hold the ids or addresses of other items."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from kvalitetsplan.plan.model.base import Henvisning, Slug
from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.values import Says


@dataclass(frozen=True)
class Peker:
    """Says that a field holds references: to which kinds of item, and how what is written becomes
    an address.

    `foran` is put in front of what is written; `{tema}/` means the theme the item itself
    stands in, unless another is named.
    """

    til: tuple[str, ...]
    foran: str = ""

    def address(self, text: str, tema: str) -> str:
        """Return the address that `text` means in an item of the theme `tema`."""
        return text if "/" in text and "{" in self.foran else self.foran.format(tema=tema) + text


Kilder = Annotated[tuple[Slug, ...], Peker(("Kilde",), "kilder/")]
Paragrafer = Annotated[tuple[Slug, ...], Peker(("Paragraf",), "paragrafer/")]
Temaer = Annotated[tuple[Slug, ...], Peker(("Tema",))]
Plikter = Annotated[tuple[Slug, ...], Peker(("Plikt",), "plikter/")]
ParITemaet = Annotated[tuple[Slug, ...], Peker(("Par",), "{tema}/")]
Virkninger = Annotated[tuple[Henvisning, ...], Peker(("Virkning",), "{tema}/")]
_Rolle = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60),
    Says("må være en id fra lista «roller», med små bokstaver", slug),
]
EnRolle = Annotated[_Rolle, Peker(("Rolle",), "roller/")]
Roller = Annotated[tuple[_Rolle, ...], Peker(("Rolle",), "roller/")]
Skjema = Annotated[Slug | None, Peker(("Mal",), "maler/")]
Sjekklister = Annotated[tuple[Slug, ...], Peker(("Sjekkliste",), "sjekklister/")]
ParAdresser = Annotated[tuple[Henvisning, ...], Peker(("Par",))]
Oppgaver = Annotated[tuple[Henvisning, ...], Peker(("Refleksjonsoppgave", "Treningsforslag"))]
Refleksjonsoppgaver = Annotated[tuple[Henvisning, ...], Peker(("Refleksjonsoppgave",))]
Ovelser = Annotated[tuple[Henvisning, ...], Peker(("Treningsforslag",))]
