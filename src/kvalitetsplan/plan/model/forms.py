"""Empty forms."""

from typing import Annotated

from pydantic import Field

from kvalitetsplan.plan.model.base import Linje, Paragrafer, Peker, Punkt, Slug, Tekst


class Malfelt(Punkt):
    """A field in a form."""

    navn: Linje = Field(description="Navnet på feltet.")
    hjelp: Tekst = Field(description="Hva man skriver.")
    hvorfor: Tekst = Field(description="Hvorfor feltet er med.")
    lovkrav: Annotated[Slug | None, Peker(("Paragraf",), "paragrafer/")] = Field(
        None, description="Paragrafen, når loven krever det."
    )


class Mal(Punkt):
    """An empty form. Filled in in the municipality's own system, never here."""

    tittel: Linje = Field(description="Navnet på malen.")
    ingress: Tekst = Field(description="Hva malen er til.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")
    felter: tuple[Malfelt, ...] = Field(min_length=1, description="Feltene.")
