"""The duty to act: what the law demands, what is decided locally, who reports to whom."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from kvalitetsplan.plan.model.base import Linje, Punkt, Slug, Tekst
from kvalitetsplan.plan.model.forms import ATTACHMENTS, Vedlegg
from kvalitetsplan.plan.model.pointers import EnRolle, Paragrafer, Peker, Skjema


class Plikt(Punkt):
    """One of the six duties."""

    tittel: Linje = Field(description="Navnet på plikten.")
    kort: Tekst = Field(description="Plikten i én setning.")
    nar: Tekst = Field(description="Når den gjelder.")
    lov: Paragrafer = Field(min_length=1, description="Id-er fra lovverk.yaml.")


class Krav(Punkt):
    """What the law demands of one role."""

    LOCKED: ClassVar[bool] = True

    plikt: Annotated[Slug, Peker(("Plikt",), "plikter/")] = Field(
        description="Plikten kravet hører til."
    )
    hvem: EnRolle = Field(description="ansatte, ledelse eller skoleeier.")
    tekst: Tekst = Field(description="Det loven krever, i våre ord.")
    tolkning: Tekst | None = Field(
        None, description="Det Udir eller et departement sier om kravet, og som ikke står i loven."
    )
    lov: Paragrafer = Field(min_length=1, description="Id-er fra lovverk.yaml.")


class LokalRegel(Punkt):
    """What a municipality has decided besides the law. In the shared plan: a suggestion."""

    plikt: Annotated[Slug, Peker(("Plikt",), "plikter/")] = Field(
        description="Plikten regelen hører til."
    )
    hvem: EnRolle = Field(
        description="ansatte, ledelse, skoleeier eller en annen fra lista «roller»."
    )
    tekst: Tekst = Field(description="Det kommunen har bestemt.")
    skjema: Skjema = Field(None, description="Malen som brukes, fra lista «maler».")
    vedlegg: tuple[Vedlegg, ...] = Field((), description=ATTACHMENTS)


class Melding(Punkt):
    """Who reports what to whom, and when."""

    nar: Tekst = Field(description="Hva som har skjedd.")
    fra: Linje = Field(description="Den som melder.")
    til: Linje = Field(description="Den som får meldingen.")
    frist: Linje = Field(description="Hvor fort loven sier at det skal skje.")
    rad: Linje | None = Field(None, description="Vårt råd når loven ikke har noen frist.")
    skjema: Skjema = Field(None, description="Malen som brukes, fra lista «maler».")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")


class Plankrav(Punkt):
    """One of the things a written plan must contain."""

    LOCKED: ClassVar[bool] = True

    tekst: Tekst = Field(description="Det planen skal ha.")
    hjelp: Tekst = Field(description="Hva man skriver.")


class Samtaletips(Punkt):
    """Advice for a conversation with a pupil."""

    fase: Literal["før", "under", "etter"] = Field(description="før, under eller etter samtalen.")
    tekst: Tekst = Field(description="Rådet.")


class Inngrep(Punkt):
    """A rule about physical intervention."""

    tittel: Linje = Field(description="Hva punktet handler om.")
    tekst: Tekst = Field(description="Regelen, i våre ord.")
    lov: Paragrafer = Field(min_length=1, description="Id-er fra lovverk.yaml.")
