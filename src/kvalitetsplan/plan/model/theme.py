"""A theme and what stands in it."""

from collections.abc import Iterator

from pydantic import Field

from kvalitetsplan.plan.model.base import (
    Form,
    Grunnlag,
    Hvem,
    Kilder,
    Linje,
    Minutter,
    Paragrafer,
    ParITemaet,
    Punkt,
    Tekst,
    Temaer,
    Trinn,
    Virkninger,
    item_lists,
)
from kvalitetsplan.reading.values import Modell

STAGES = "Trinnene det passer best for: 1-4, 5-7, 8-10 eller SFO. Tom: for alle."
"""How `trinn` is explained in the schema, wherever it stands."""


class Virkning(Punkt):
    """What a practice makes likely for the pupils."""

    tekst: Tekst = Field(
        description="Begynner med «Elevene» og sier noe en kollega kan se eller høre."
    )


class Par(Punkt):
    """One practice and what it makes likely: kjennetegn → sannsynliggjør."""

    kjennetegn: Tekst = Field(description="Det vi gjør. «Vi …», «Ledelsen …» eller «Skolen …».")
    hvem: Hvem = Field(description="Hvem som gjør det: ansatte, ledelse eller skole.")
    sannsynliggjor: Virkninger = Field(
        min_length=1,
        max_length=4,
        description="Id-er til virkninger, her eller i et annet tema (tema/id).",
    )
    grunnlag: Grunnlag = Field(
        description="dokumentert: prøvd ut og målt. sannsynlig: solid fagkunnskap gjør det trolig. "
        "ramme: bygger bare på rammeverk, som ikke måler noe. "
        "vedtatt: kommunen eller skolen har bestemt det selv, og trenger ingen kilde."
    )
    kilder: Kilder = Field(
        (), description="Nøkler fra kilder.yaml. Minst én, hvis dere ikke har vedtatt det selv."
    )


class Eksempel(Punkt):
    """A small scene that shows a practice."""

    tekst: Tekst = Field(description="En liten, gjenkjennelig scene. Aldri navn på elever.")
    par: ParITemaet = Field(min_length=1, description="Parene eksempelet viser.")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)


class Fase(Modell):
    """One step of group work, with its time."""

    form: Form = Field(description="Arbeidsform.")
    minutter: Minutter = Field(description="Hvor lenge, i minutter.")


class Refleksjonsoppgave(Punkt):
    """A question that a staff discusses."""

    tittel: Linje = Field(description="Kort tittel, til lister og storskjerm.")
    tekst: Tekst = Field(description="Oppgaven, slik den leses høyt.")
    mal: Tekst | None = Field(None, description="Hva gruppa skal sitte igjen med.")
    sporsmal: tuple[Tekst, ...] = Field((), description="Underspørsmål.")
    par: ParITemaet = Field(min_length=1, description="Parene oppgaven hører til.")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    faser: tuple[Fase, ...] = Field(
        (), description="Bare når tidene skal være andre enn de vanlige."
    )


class Treningsforslag(Punkt):
    """Something adults try in their own practice."""

    tittel: Linje = Field(description="Kort tittel.")
    tekst: Tekst = Field(description="Hva dere gjør.")
    varighet: Linje = Field(description="Hvor lenge, og hvor ofte.")
    ovetid: Minutter = Field(
        0, description="Minuttene øvelsen tar på møtet. 0: den gjøres bare med elevene."
    )
    tegn: Tekst = Field(description="Hva dere ser etter hos elevene.")
    par: ParITemaet = Field(min_length=1, description="Parene forslaget øver på.")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)


class Tema(Punkt):
    """One thing the schools have agreed to be good at."""

    tittel: Linje = Field(description="Temaets navn.")
    kort: Linje = Field(description="Temaet i én kort setning, til kort og lister.")
    ingress: Tekst = Field(description="Hvorfor temaet betyr noe. 60–120 ord.")
    virkninger: tuple[Virkning, ...] = Field(
        min_length=1, description="Virkningene temaet definerer."
    )
    sannsynliggjor: Virkninger = Field((), description="Virkninger av temaet som helhet.")
    par: tuple[Par, ...] = Field(
        min_length=1, description="Kjennetegn på god praksis → praksisen sannsynliggjør."
    )
    eksempler: tuple[Eksempel, ...] = Field((), description="Konkrete eksempler.")
    refleksjonsoppgaver: tuple[Refleksjonsoppgave, ...] = Field(
        (), description="Oppgaver til PU-tid."
    )
    treningsforslag: tuple[Treningsforslag, ...] = Field((), description="Øvelser i egen praksis.")
    hva_vi_ikke_vet: Tekst | None = Field(
        None, description="Det kunnskapen ikke sier noe sikkert om."
    )
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")
    kilder: Kilder = Field((), description="Nøkler fra kilder.yaml.")
    sokeord: tuple[Linje, ...] = Field((), description="Ord en lærer ville søkt etter.")
    relaterte: Temaer = Field((), description="Id-er til temaer som hører sammen med dette.")

    def items(self) -> Iterator[Punkt]:
        """Every item in the theme, list by list."""
        for items in item_lists(self).values():
            yield from items

    def stages(self) -> Iterator[Trinn]:
        """The stages something here is made for, once for each thing."""
        for lists in (self.eksempler, self.refleksjonsoppgaver, self.treningsforslag):
            for item in lists:
                yield from item.trinn
