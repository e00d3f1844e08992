"""The files of the shared plan, and all of them as one value."""

from typing import Annotated, Any

from pydantic import Field, PrivateAttr

from kvalitetsplan.plan.model.base import Linje, Malform, Tekst
from kvalitetsplan.plan.model.contacts import Kontaktpunkt
from kvalitetsplan.plan.model.dates import Nar
from kvalitetsplan.plan.model.duties import (
    Inngrep,
    Krav,
    LokalRegel,
    Melding,
    Plankrav,
    Plikt,
    Samtaletips,
)
from kvalitetsplan.plan.model.edition import Grunnplanutgave, Utgavefil
from kvalitetsplan.plan.model.forms import Mal, Sjekkliste
from kvalitetsplan.plan.model.ladders import Trapp
from kvalitetsplan.plan.model.law import Lovtekst
from kvalitetsplan.plan.model.measures import Indikator, Program, Tiltak
from kvalitetsplan.plan.model.references import Begrep, Kilde, Lov, Paragraf, Parameter
from kvalitetsplan.plan.model.roles import Rolle
from kvalitetsplan.plan.model.sessions import Grupperolle, Okt, Oktfase, Serie
from kvalitetsplan.plan.model.situations import Situasjon
from kvalitetsplan.plan.model.theme import Fase, Tema
from kvalitetsplan.plan.model.year import Aktor, Hendelse, Manedstema, Motepunkt, Semester
from kvalitetsplan.reading.values import Modell


class Temafil(Modell):
    """data/themes.yaml: grunnplanen."""

    utgave: Grunnplanutgave = Field(description="Utgaven av grunnplanen.")
    parametre: tuple[Parameter, ...] = Field((), description="Ord som kommunene setter selv.")
    flyttet: dict[str, str] = Field({}, description="Gammel adresse: ny adresse.")
    utgatt: dict[str, Tekst] = Field({}, description="Adresse som er borte: hvorfor.")
    temaer: tuple[Tema, ...] = Field(
        (), description="Temaene, i den rekkefølgen de vises. De i mappa temaer/ kommer etter."
    )


class Temaerfil(Modell):
    """data/temaer/<navn>.yaml: temaer i en egen fil."""

    temaer: tuple[Tema, ...] = Field(
        min_length=1, description="Temaene, i den rekkefølgen de vises."
    )


class Kildefil(Modell):
    """data/kilder.yaml: det temaene bygger på."""

    kilder: tuple[Kilde, ...] = Field(description="Kildene.")


class Lovfil(Modell):
    """data/lovverk.yaml: regelverket i kraft."""

    kontrollert: Nar = Field(description="Når regelverket sist ble kontrollert.")
    lover: tuple[Lov, ...] = Field(description="Lover og forskrifter.")
    paragrafer: tuple[Paragraf, ...] = Field(description="Paragrafene planen viser til.")


class Begrepsfil(Modell):
    """data/begreper.yaml: ordlista leseren ser."""

    begreper: tuple[Begrep, ...] = Field(description="Begrepene.")


class Rollefil(Modell):
    """data/roller.yaml: hvem som gjør hva."""

    roller: tuple[Rolle, ...] = Field(description="Rollene.")


class Kontaktfil(Modell):
    """data/kontakter.yaml: telefonlista."""

    kontakter: tuple[Kontaktpunkt, ...] = Field(description="Hvem man ringer eller går til.")


class Trappefil(Modell):
    """data/trapper.yaml: det som skjer steg for steg."""

    trapper: tuple[Trapp, ...] = Field(description="Trappene.")


class Tiltaksfil(Modell):
    """data/tiltak.yaml: det som gjøres, programmene som brukes, og det man ser etter."""

    tiltak: tuple[Tiltak, ...] = Field((), description="Tiltak på individ, gruppe og skole.")
    programmer: tuple[Program, ...] = Field((), description="Programmene skolene bruker.")
    indikatorer: tuple[Indikator, ...] = Field(
        (), description="Det man ser på for å vite om det blir bedre."
    )


class Pliktfil(Modell):
    """data/plikter.yaml: plikten til å handle."""

    plikter: tuple[Plikt, ...] = Field(description="De seks pliktene.")
    krav: tuple[Krav, ...] = Field(description="Det loven krever, etter plikt og rolle.")
    lokale_regler: tuple[LokalRegel, ...] = Field(
        (), description="Forslag til det kommunen kan bestemme i tillegg."
    )
    meldinger: tuple[Melding, ...] = Field(description="Hvem som melder til hvem.")
    plankrav: tuple[Plankrav, ...] = Field(description="Det en skriftlig plan skal ha.")
    samtaletips: tuple[Samtaletips, ...] = Field(description="Råd før, under og etter en samtale.")
    inngrep: tuple[Inngrep, ...] = Field(description="Reglene om fysiske inngrep.")


class Situasjonsfil(Modell):
    """data/situasjoner.yaml: hverdagssituasjoner og veien videre."""

    situasjoner: tuple[Situasjon, ...] = Field(description="Situasjonene.")


class Arsfil(Modell):
    """data/arshjul.yaml: skoleåret og utviklingsløpet."""

    hendelser: tuple[Hendelse, ...] = Field(description="Det som skjer i skoleåret.")
    manedstemaer: tuple[Manedstema, ...] = Field((), description="Et tema for hver måned.")
    semestre: tuple[Semester, ...] = Field(description="Utviklingsløpet over fire semestre.")
    motepunkter: tuple[Motepunkt, ...] = Field(description="Rytmen av møter.")
    aktorer: tuple[Aktor, ...] = Field(description="De som er med.")


class Malfil(Modell):
    """data/maler.yaml: tomme maler og sjekklister."""

    maler: tuple[Mal, ...] = Field(description="Malene.")
    sjekklister: tuple[Sjekkliste, ...] = Field((), description="Lister å krysse av på.")


class Pufil(Modell):
    """data/pu.yaml: økter til PU-tid."""

    oktfaser: tuple[Oktfase, ...] = Field(description="Fasene i en økt.")
    vanlige_faser: tuple[Fase, ...] = Field((), description="Fasene når én oppgave vises alene.")
    grupperoller: tuple[Grupperolle, ...] = Field((), description="Rollene i en gruppe.")
    okter: tuple[Okt, ...] = Field(description="Ferdige økter.")
    serier: tuple[Serie, ...] = Field(description="Økter som bygger på hverandre.")


class Synonymfil(Modell):
    """data/synonymer.yaml, and a municipality's own: everyday words for what the plan calls
    something else.
    """

    synonymer: dict[str, Annotated[tuple[Linje, ...], Field(min_length=1)]] = Field(
        {}, description="Det folk skriver når de søker: ordene planen bruker om det samme."
    )


class Former:
    """What has been made of a plan in each form of Norwegian. No part of what the plan says, so it
    makes no plan unlike another.
    """

    def __init__(self) -> None:
        self.av: Grunnplan | None = None
        """The plan it was made of: a copy with something changed has none yet."""
        self.lagt: dict[Malform, Grunnplan] = {}
        self.nynorsk: Any = None
        """What has been read of nynorsk for it."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Former)

    def __hash__(self) -> int:
        return hash(Former)


class Grunnplan(
    Temafil,
    Kildefil,
    Lovfil,
    Begrepsfil,
    Rollefil,
    Pliktfil,
    Situasjonsfil,
    Trappefil,
    Kontaktfil,
    Tiltaksfil,
    Arsfil,
    Malfil,
    Pufil,
    Synonymfil,
):
    """The shared plan: all its files as one value."""

    utgaver: tuple[Utgavefil, ...] = Field(
        (), description="Det hver utgave har endret, den nyeste først."
    )
    lovtekst: tuple[Lovtekst, ...] = Field((), description="Lovens egne ord.")
    _former: Former = PrivateAttr(default_factory=Former)

    @property
    def i_form(self) -> Former:
        """What has been made of the plan in each form of Norwegian; see `nynorsk.in_form`."""
        if self._former.av is not self:
            self._former = Former()
            self._former.av = self
        return self._former


FILES: dict[str, type[Modell]] = {
    "themes.yaml": Temafil,
    "kilder.yaml": Kildefil,
    "lovverk.yaml": Lovfil,
    "begreper.yaml": Begrepsfil,
    "roller.yaml": Rollefil,
    "plikter.yaml": Pliktfil,
    "situasjoner.yaml": Situasjonsfil,
    "trapper.yaml": Trappefil,
    "kontakter.yaml": Kontaktfil,
    "tiltak.yaml": Tiltaksfil,
    "arshjul.yaml": Arsfil,
    "maler.yaml": Malfil,
    "pu.yaml": Pufil,
    "synonymer.yaml": Synonymfil,
}
