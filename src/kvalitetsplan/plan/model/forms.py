"""What one fills in and ticks off: empty forms, checklists, and what is attached to something."""

from typing import Annotated

from pydantic import Field, StringConstraints

from kvalitetsplan.plan.model.base import DIGITS, Linje, Onsket, Punkt, Slug, Tekst
from kvalitetsplan.plan.model.pointers import Paragrafer, Peker, Roller, Temaer
from kvalitetsplan.plan.model.stages import Trinn
from kvalitetsplan.reading.values import Modell, Says

ATTACHMENTS = "Bilder og pdf-er fra mappa bilder/ som hører til her."
"""How `vedlegg` is explained in the schema, wherever it stands."""
STAGES = "Trinnene det passer best for, som «4», «5-7», SFO, barnehage eller vgs. Tom: for alle."
"""How `trinn` is explained in the schema, wherever it stands."""


class Vedlegg(Modell):
    """A picture or a document that goes with something."""

    fil: Annotated[
        str,
        StringConstraints(pattern=r"^bilder/[a-z0-9-]+\.(svg|png|jpg|webp|pdf)$"),
        Says("må være et bilde eller en pdf i mappa bilder/, som «bilder/skjema.pdf»"),
    ] = Field(description="Fila, som «bilder/skjema.pdf».")
    tekst: Linje = Field(
        description="Hva det er. For et bilde: det som står på det, for dem som ikke ser det."
    )

    @property
    def is_picture(self) -> bool:
        """Tell whether it is shown where it stands, and not as a link."""
        return not self.fil.endswith(".pdf")


class Malfelt(Punkt):
    """A field in a form."""

    navn: Linje = Field(description="Navnet på feltet.")
    hjelp: Annotated[Tekst | None, Onsket()] = Field(None, description="Hva man skriver.")
    hvorfor: Annotated[Tekst | None, Onsket()] = Field(None, description="Hvorfor feltet er med.")
    lovkrav: Annotated[Slug | None, Peker(("Paragraf",), "paragrafer/")] = Field(
        None, description="Paragrafen, når loven krever det."
    )
    linjer: Annotated[int, Field(ge=1, le=30), DIGITS] = Field(
        4,
        description="Linjene å skrive på når malen fylles ut på papir. 1 til en dato eller et navn. "
        "Har feltet kolonner, er det radene.",
    )
    ruter: tuple[Linje, ...] = Field((), description="Det man kan krysse av, én rute til hvert.")
    kolonner: Annotated[tuple[Linje, ...], Field(max_length=6)] = Field(
        (), description="Kolonnene når feltet er en tabell med tomme rader, som «Navn» og «Dato»."
    )


class Mal(Punkt):
    """An empty form. Filled in in the municipality's own system, never here."""

    tittel: Linje = Field(description="Navnet på malen.")
    ingress: Annotated[Tekst | None, Onsket()] = Field(None, description="Hva malen er til.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")
    felter: tuple[Malfelt, ...] = Field(min_length=1, description="Feltene.")
    vedlegg: tuple[Vedlegg, ...] = Field((), description=ATTACHMENTS)


class Sjekkliste(Punkt):
    """Things to tick off, on paper or on the screen. Nothing that is ticked is kept."""

    tittel: Linje = Field(description="Hva lista er til, som «Før møtet».")
    ingress: Tekst | None = Field(None, description="Når den brukes, og av hvem.")
    punkter: tuple[Tekst, ...] = Field(
        min_length=1, description="Det som krysses av, ett punkt om gangen."
    )
    hvem: Roller = Field((), description="Id-er fra lista «roller»: hvem som krysser av.")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    temaer: Temaer = Field((), description="Id-er til temaene den hører til.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")
