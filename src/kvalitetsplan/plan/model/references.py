"""What the themes refer to: sources, law, terms, words a municipality sets."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from kvalitetsplan.plan.model.addresses import Adresse
from kvalitetsplan.plan.model.base import Linje, Punkt, Slug, Tekst
from kvalitetsplan.plan.model.pointers import Peker


class Kilde(Punkt):
    """A reference."""

    hvem: Linje = Field(description="Forfatter eller utgiver.")
    ar: Linje = Field(description="Utgivelsesår, i anførselstegn.")
    tittel: Linje = Field(description="Tittelen.")
    utgiver: Linje | None = Field(None, description="Forlag, tidsskrift eller institusjon.")
    adresse: Adresse | None = Field(None, description="Nettadresse.")
    sprak: Literal["nb", "nn", "en", "sv", "da"] = Field(
        "nb", description="Språket tittelen er skrevet på."
    )
    grunnlag: Literal["dokumentert", "sannsynlig", "ramme"] = Field(
        description="dokumentert, sannsynlig, eller ramme (styringsdokument eller faglig rammeverk)."
    )
    lest: Literal["ja", "nei"] = Field(
        "ja", description="nei når vi ikke har lest kilden selv, bare det andre skriver om den."
    )
    stotter: Tekst = Field(description="Hva kilden gir belegg for, i våre ord.")
    merknad: Tekst | None = Field(None, description="Det leseren bør vite om kilden.")

    @property
    def kortnavn(self) -> str:
        """The author as one says it in a sentence: «Hattie», «Hattie og Timperley», «Roorda
        m.fl.».
        """
        people = self.hvem.replace(" og ", ", ")
        names = [
            name.strip(" ,") for name in re.findall(r"([^,.]+?), (?:[A-ZÆØÅ]\.[ -]?)+", people)
        ]
        if not names:
            return self.hvem
        return " og ".join(names) if len(names) <= 2 else f"{names[0]} m.fl."


class Lov(Punkt):
    """An act or a regulation."""

    LOCKED: ClassVar[bool] = True

    navn: Linje = Field(description="Kort navn, som opplæringslova.")
    fullt_navn: Linje | None = Field(None, description="Hele navnet.")
    nummer: Linje = Field(description="Nummeret i Lovdata.")
    adresse: Adresse = Field(description="Adressen i Lovdata.")


class Paragraf(Punkt):
    """A section in force, in our words."""

    LOCKED: ClassVar[bool] = True

    lov: Annotated[Slug, Peker(("Lov",), "lover/")] = Field(description="Id-en til loven.")
    nummer: Linje = Field(description="Som «§ 12-4».")
    tittel: Linje = Field(description="Hva paragrafen handler om.")
    innhold: Tekst = Field(description="Hva paragrafen sier, i våre ord.")
    tolkning: Tekst | None = Field(
        None,
        description="Det Udir eller et departement sier om paragrafen, og som ikke står i den.",
    )
    lest: Linje | None = Field(
        None,
        description="Avtrykket av lovens ord slik de sto da teksten ble skrevet. "
        "«kvalitetsplan valider» sier hva som skal stå.",
    )
    adresse: Adresse = Field(description="Adressen i Lovdata.")
    tidligere: tuple[Linje, ...] = Field(
        (), description="Gamle paragrafer med samme innhold, som «9 A-4»."
    )

    @property
    def overskrift(self) -> str:
        """The section's number and title, with its old numbers as people write them: «9A-4», so
        that they are found.
        """
        old = ", ".join(number.replace(" ", "") for number in self.tidligere)
        return f"{self.nummer} {self.tittel}{f' (før {old})' if old else ''}"


class Begrep(Punkt):
    """A term and what it means."""

    bokmal: Linje = Field(description="Ordet på bokmål.")
    nynorsk: Linje = Field(description="Ordet på nynorsk.")
    forklaring: Tekst = Field(description="Én setning en forelder forstår.")


class Parameter(Punkt):
    """A word that each municipality sets for itself. Written {id} in texts."""

    forklaring: Tekst = Field(description="Hva kommunen skal skrive.")
    standard: Linje | None = Field(
        None, description="Det som gjelder når kommunen ikke setter noe. Uten: påkrevd."
    )
