"""A layer: what a municipality or a school wants otherwise."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from kvalitetsplan.plan.model.base import Linje, Slug, Tekst, item_types
from kvalitetsplan.plan.model.files import FILES
from kvalitetsplan.reading.values import Modell, Says, alias, shape

_Felt = dict[str, Any]
_Del = Annotated[
    Annotated[Tekst, Tag("tekst")] | Annotated[_Felt, Tag("felt")], Discriminator(shape)
]
Verdi = Annotated[
    Annotated[Tekst, Tag("tekst")]
    | Annotated[tuple[_Del, ...], Tag("liste")]
    | Annotated[_Felt, Tag("felt")],
    Discriminator(shape),
]
"""What a field can say: a text or a number, a list, or fields with names. `[]` is nothing."""


class Plassering(Modell):
    """Before or after which item."""

    for_: Slug | None = Field(None, description="Rett før punktet med denne id-en.")
    etter: Slug | None = Field(None, description="Rett etter punktet med denne id-en.")


class LeggTil(Modell):
    """A new item."""

    liste: str = Field(
        description="Lista punktet skal stå i: «temaer», «relasjon/par», «begreper» …"
    )
    nytt: Any = Field(description="Det nye punktet, skrevet som i grunnplanen.")
    plassering: Annotated[
        Annotated[Literal["først", "sist"], Tag("tekst")] | Annotated[Plassering, Tag("felt")],
        Discriminator(shape),
        Says("skriv først, sist, { før: id } eller { etter: id }"),
    ] = Field("sist", description="først, sist, {før: id} eller {etter: id}.")


class Erstatt(Modell):
    """Another text, number or list in one field."""

    id: str = Field(description="Adressen, som «relasjon/hilser-ved-navn».")
    felt: str = Field(description="Feltet, som «kjennetegn».")
    fra: Verdi = Field(
        description="Det som står i feltet i dag i det dere bygger på: grunnplanen, eller kommunens plan. [] når det er tomt."
    )
    til: Verdi = Field(description="Det dere vil ha i stedet. [] når feltet skal være tomt.")


class Fjern(Modell):
    """An item that is left out."""

    id: str = Field(description="Adressen, som «relasjon/hilser-ved-navn».")
    begrunnelse: Tekst = Field(description="Hvorfor. Vises i oversikten over endringer.")


class Rekkefolge(Modell):
    """Another order of a list."""

    liste: str = Field(description="Lista: «temaer», «relasjon/par» …")
    id: tuple[Slug, ...] = Field(
        min_length=1, description="Id-er i ønsket rekkefølge. Resten følger etter."
    )


class Tilpasning(Modell):
    """tilpasning.yaml: a municipality's changes to the shared plan, or a school's to the
    municipality's.
    """

    ELSEWHERE: ClassVar[Mapping[str, str]] = {
        alias(
            name
        ): f"er en liste; skriv det under «legg_til», som «- liste: {alias(name)}» og «nytt:»"
        for file in FILES.values()
        for name in item_types(file)
    }
    fjern: tuple[Fjern, ...] = Field((), description="Punkter dere ikke vil ha.")
    erstatt: tuple[Erstatt, ...] = Field((), description="Tekster dere vil skrive annerledes.")
    legg_til: tuple[LeggTil, ...] = Field((), description="Punkter dere legger til.")
    rekkefolge: tuple[Rekkefolge, ...] = Field((), description="Lister i en annen rekkefølge.")
    sett: dict[str, Linje] = Field({}, description="Parametre og verdiene deres.")
    godkjent: Linje | None = Field(
        None,
        description="Hvem som har sagt ja til det som står i fila, og når, som «rektor, 3. mars 2027».",
    )
    skrevet_mot: Linje | None = Field(
        None,
        description="Utgaven av grunnplanen som endringene sist ble sett over mot. Programmet skriver den.",
    )
