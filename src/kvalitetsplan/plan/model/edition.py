"""An edition of a plan, and what an edition of the shared plan changed."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from kvalitetsplan.plan.model.base import Linje, Ord, Tekst
from kvalitetsplan.plan.model.dates import Dato, Nar
from kvalitetsplan.reading.values import Modell, Says, wrong


class Utgave(Modell):
    """An edition: what it is called, when it came, what is new."""

    versjon: Linje = Field(description="Som «1.0», i anførselstegn.")
    dato: Nar = Field(description="Når utgaven kom eller ble vedtatt.")
    nytt: tuple[Tekst, ...] = Field((), description="Hva som er nytt, én setning per punkt.")


VERSJON = r"[0-9A-Za-z][0-9A-Za-z.-]*"
"""What an edition of the shared plan may be called: files have its name."""
Versjon = Annotated[
    str,
    StringConstraints(pattern=f"^{VERSJON}$"),
    Says("må være bokstaver, tall, punktum og bindestrek, som «1.1»"),
]


class Grunnplanutgave(Utgave):
    """An edition of the shared plan, which may need a program that knows what is new in it."""

    versjon: Versjon = Field(description="Som «1.0», i anførselstegn.")
    krever: Linje | None = Field(
        None, description="Den eldste versjonen av programmet som kan lese utgaven, som «2027.8»."
    )


class Forskjellsslag(StrEnum):
    """What sort of difference it is. The values are keys in files and in JSON."""

    NY = "ny"
    BORTE = "borte"
    FLYTTET = "flyttet"
    SKREVET_OM = "skrevet_om"
    NY_KILDE = "ny_kilde"
    KILDE_BORTE = "kilde_borte"
    STERKERE = "sterkere_grunnlag"
    SVAKERE = "svakere_grunnlag"
    REKKEFOLGE = "rekkefølge"


def _is_a_field(value: Any) -> Any:
    """Return what may stand in a field of an item: texts, and lists or named fields of texts."""
    deepest = value.values() if isinstance(value, dict) else value
    inner = deepest if not isinstance(value, str | None) else ()
    for one in inner:
        texts = one.values() if isinstance(one, dict) and isinstance(value, list | tuple) else [one]
        if not all(isinstance(text, str | int) for text in texts):
            raise wrong("må være en tekst, en liste av tekster eller felt med tekster")
    return value


Innhold = Annotated[Any, AfterValidator(_is_a_field)]
"""What stood in a field, or stands there: as it is shown for people."""


class Forskjell(Modell):
    """One thing that differs between two editions of the shared plan."""

    slag: Forskjellsslag = Field(description="Hva slags forskjell det er.")
    adresse: Linje = Field(
        description="Punktet eller lista: der det sto hvis det er borte eller flyttet, ellers der det står."
    )
    navn: Ord = Field("", description="Det punktet heter.")
    felt: str = Field("", description="Feltet som er endret.")
    fra: Innhold = Field(None, description="Det som sto.")
    til: Innhold = Field(None, description="Det som står.")
    begrunnelse: Ord = Field("", description="Hvorfor det er borte.")


class Utgavefil(Utgave):
    """data/utgaver/<versjon>.yaml: what one edition changed, for those who read the plan."""

    versjon: Versjon = Field(description="Som «1.1».")
    dato: Dato = Field(description="Som «2027-08-01».")
    fra: Linje = Field(description="Versjonen før.")
    forskjeller: tuple[Forskjell, ...] = Field(description="Det som er endret.")
