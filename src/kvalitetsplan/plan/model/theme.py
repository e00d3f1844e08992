"""A theme and what stands in it."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kvalitetsplan.plan.model.base import (
    Form,
    Grunnlag,
    Linje,
    Minutter,
    Onsket,
    Punkt,
    Tekst,
    begun,
    item_lists,
)
from kvalitetsplan.plan.model.forms import ATTACHMENTS, STAGES, Vedlegg
from kvalitetsplan.plan.model.pointers import (
    EnRolle,
    Kilder,
    Paragrafer,
    ParITemaet,
    Roller,
    Temaer,
    Virkninger,
)
from kvalitetsplan.plan.model.stages import Trinn, stages
from kvalitetsplan.reading.values import Modell

WHOM = "Id-er fra lista «roller»: hvem den er for. Uten: de parene gjelder."
"""How `hvem` is explained in the schema where it says whom a task is for."""


class Virkning(Punkt):
    """What a practice makes likely for the pupils."""

    tekst: Tekst = Field(
        description="Begynner med «Elevene» og sier noe en kollega kan se eller høre."
    )


class Par(Punkt):
    """One practice and what it makes likely: kjennetegn → sannsynliggjør."""

    kjennetegn: Tekst = Field(description="Det vi gjør. «Vi …», «Ledelsen …» eller «Skolen …».")
    hvem: Annotated[EnRolle, Onsket()] = Field(
        "ansatte",
        description="Hvem som gjør det: ansatte, ledelse, skole eller en annen fra lista «roller».",
    )
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    sannsynliggjor: Virkninger = Field(
        (),
        description="Id-er til virkninger, her eller i et annet tema (tema/id). Minst én, hvis dere "
        "ikke har vedtatt paret selv og lar virkningene stå for seg.",
    )
    grunnlag: Annotated[Grunnlag, Onsket()] = Field(
        "vedtatt",
        description="dokumentert: prøvd ut og målt. sannsynlig: solid fagkunnskap gjør det trolig. "
        "ramme: bygger bare på rammeverk, som ikke måler noe. "
        "vedtatt: kommunen eller skolen har bestemt det selv, og trenger ingen kilde.",
    )
    kilder: Kilder = Field(
        (), description="Nøkler fra kilder.yaml. Minst én, hvis dere ikke har vedtatt det selv."
    )


class Eksempel(Punkt):
    """A small scene that shows a practice."""

    tekst: Tekst = Field(description="En liten, gjenkjennelig scene. Aldri navn på elever.")
    par: Annotated[ParITemaet, Onsket()] = Field((), description="Parene eksempelet viser.")
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)


class Fase(Modell):
    """One step of group work, with its time."""

    form: Form = Field(description="Arbeidsform.")
    minutter: Minutter = Field(description="Hvor lenge, i minutter.")


class Refleksjonsoppgave(Punkt):
    """A question that a staff discusses."""

    tekst: Tekst = Field(description="Oppgaven, slik den leses høyt.")
    tittel: Annotated[Linje, Onsket()] = Field(
        default_factory=begun("tekst"),
        description="Kort tittel, til lister og storskjerm. Uten: begynnelsen av teksten.",
    )
    mal: Tekst | None = Field(None, description="Hva gruppa skal sitte igjen med.")
    sporsmal: tuple[Tekst, ...] = Field((), description="Underspørsmål.")
    par: Annotated[ParITemaet, Onsket()] = Field((), description="Parene oppgaven hører til.")
    hvem: Roller = Field((), description=WHOM)
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)
    faser: tuple[Fase, ...] = Field(
        (), description="Bare når tidene skal være andre enn de vanlige."
    )


class Treningsforslag(Punkt):
    """Something adults try in their own practice."""

    tekst: Tekst = Field(description="Hva dere gjør.")
    tittel: Annotated[Linje, Onsket()] = Field(
        default_factory=begun("tekst"), description="Kort tittel. Uten: begynnelsen av teksten."
    )
    varighet: Annotated[Linje | None, Onsket()] = Field(
        None, description="Hvor lenge, og hvor ofte."
    )
    ovetid: Minutter = Field(
        0, description="Minuttene øvelsen tar på møtet. 0: den gjøres bare med elevene."
    )
    tegn: Annotated[Tekst | None, Onsket()] = Field(
        None, description="Hva dere ser etter hos elevene."
    )
    par: Annotated[ParITemaet, Onsket()] = Field((), description="Parene forslaget øver på.")
    hvem: Roller = Field((), description=WHOM)
    trinn: tuple[Trinn, ...] = Field((), description=STAGES)


class Tema(Punkt):
    """One thing the schools have agreed to be good at."""

    tittel: Linje = Field(description="Temaets navn.")
    ingress: Annotated[Tekst | None, Onsket()] = Field(
        None, description="Hvorfor temaet betyr noe. 60–120 ord."
    )
    kort: Annotated[Linje, Onsket()] = Field(
        default_factory=begun("ingress", "tittel"),
        description="Temaet i én kort setning, til kort og lister. Uten: begynnelsen av ingressen.",
    )
    virkninger: Annotated[tuple[Virkning, ...], Onsket()] = Field(
        (), description="Virkningene temaet definerer."
    )
    sannsynliggjor: Virkninger = Field((), description="Virkninger av temaet som helhet.")
    par: Annotated[tuple[Par, ...], Onsket()] = Field(
        (), description="Kjennetegn på god praksis → praksisen sannsynliggjør."
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
    vedlegg: tuple[Vedlegg, ...] = Field((), description=ATTACHMENTS)
    sokeord: tuple[Linje, ...] = Field((), description="Ord en lærer ville søkt etter.")
    relaterte: Temaer = Field((), description="Id-er til temaer som hører sammen med dette.")

    def items(self) -> Iterator[Punkt]:
        """Every item in the theme, list by list."""
        for items in item_lists(self).values():
            yield from items

    def stages(self) -> Iterator[str]:
        """The stages something here is made for, once for each thing."""
        for lists in (self.eksempler, self.refleksjonsoppgaver, self.treningsforslag):
            for item in lists:
                yield from stages(item.trinn)

    @property
    def er_ukoblet(self) -> bool:
        """Tell whether practices and effects stand in two lists: some practice leads to no effect
        of its own, or there are none.
        """
        return not all(par.sannsynliggjor for par in self.par) or not self.par
