"""The plan's nouns as frozen values.

Field descriptions are Norwegian: they are shown to the person who writes YAML,
through the JSON Schema files in `data/skjema/`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    SkipValidation,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    model_validator,
)

from kvalitetsplan.problems import Mark
from kvalitetsplan.source import Map, find_mark


class Lag(StrEnum):
    """Who wrote something. Later layers lie on top."""

    GRUNNPLANEN = "grunnplanen"
    KOMMUNEN = "kommunen"
    SKOLEN = "skolen"

    @property
    def under(self) -> str:
        """What a layer lies on, as people say it: «grunnplanen sier nå …»."""
        return "kommunens plan" if self == Lag.SKOLEN else "grunnplanen"


@dataclass(frozen=True)
class Endring:
    """One change that a layer made to what lay below it."""

    operasjon: Literal["legg_til", "erstatt", "fjern", "rekkefølge", "sett"]
    adresse: str
    """The item's (or list's, or parameter's) address, such as `relasjon/hilser-ved-navn`."""
    lag: Lag
    mark: Mark
    navn: str = ""
    """What the item is called, for people."""
    felt: str = ""
    fra: Any = None
    til: Any = None
    begrunnelse: str = ""


def tidy(text: str) -> str:
    """Return the text with single spaces, and one empty line between its paragraphs."""
    paragraphs = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Tekst = Annotated[str, StringConstraints(min_length=1, max_length=4000), AfterValidator(tidy)]
Linje = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(lambda text: " ".join(text.split()))]
Adresse = Annotated[str, StringConstraints(pattern=r"^(https?://\S+|mailto:\S+@\S+)$")]
Henvisning = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
Farge = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Minutter = Annotated[int, Field(ge=0, le=240)]
Form = Literal["individuelt", "par", "gruppe", "plenum"]
Lengde = Literal["45", "60", "90"]
Hvem = Literal["ansatte", "ledelse", "skole"]
Niva = Literal["ansatte", "ledelse", "skoleeier"]


@dataclass(frozen=True)
class Peker:
    """Says that a field holds references: to which kinds of item, and how what is written becomes an address.

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
ParAdresser = Annotated[tuple[Henvisning, ...], Peker(("Par",))]
Oppgaver = Annotated[tuple[Henvisning, ...], Peker(("Refleksjonsoppgave", "Treningsforslag"))]


def alias(name: str) -> str:
    """Return the YAML key for a field name: the few keys that have æ, ø or å."""
    return _ALIASES.get(name, name)


_ALIASES = {
    "sannsynliggjor": "sannsynliggjør",
    "sporsmal": "spørsmål",
    "mal": "mål",
    "malform": "målform",
    "ar": "år",
    "stotter": "støtter",
    "sokeord": "søkeord",
    "utgatt": "utgått",
    "rekkefolge": "rekkefølge",
    "bokmal": "bokmål",
    "pakrevd": "påkrevd",
    "for_": "før",
    "na": "nå",
    "nar": "når",
    "maneder": "måneder",
    "motepunkter": "møtepunkter",
    "aktorer": "aktører",
    "okter": "økter",
    "oktfaser": "øktfaser",
    "tilgjengelighetserklaering": "tilgjengelighetserklæring",
}


class Modell(BaseModel):
    """Frozen, refuses unknown keys, and remembers where it was written."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=alias, validate_by_name=True)
    _tree: Map | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, build: ValidatorFunctionWrapHandler) -> Self:
        item: Self = build(data)
        if isinstance(data, Map):
            item._tree = data
        return item

    def mark(self, *loc: str | int) -> Mark:
        """Return where the item, or what `loc` names inside it, was written."""
        return find_mark(self._tree, loc) if self._tree is not None else Mark("?")


class Punkt(Modell):
    """Something with an id: it has an address, can be changed by a layer, and knows who wrote it."""

    LOCKED: ClassVar[bool] = False
    """True where a layer may neither change nor remove it, because the law says it."""

    id: Slug = Field(description="Fast navn i adresser. Gis én gang, endres aldri, brukes aldri om igjen.")
    _lag: Lag = PrivateAttr(Lag.GRUNNPLANEN)
    _endringer: tuple[Endring, ...] = PrivateAttr(())
    _ny: str = PrivateAttr("")
    _omskrevet: dict[str, str] = PrivateAttr(default_factory=dict)

    @property
    def lag(self) -> Lag:
        """Who added the item."""
        return self._lag

    @property
    def endringer(self) -> tuple[Endring, ...]:
        """The fields that a later layer replaced, oldest first."""
        return self._endringer

    @property
    def ny(self) -> str:
        """The date of the edition it came new in; "" if it is as old as the shared plan."""
        return self._ny

    @property
    def omskrevet(self) -> str:
        """The date it was last written anew in an edition, or "". What a later layer has replaced does not count."""
        replaced = {endring.felt for endring in self._endringer}
        return max((dato for felt, dato in self._omskrevet.items() if felt not in replaced), default="")

    @property
    def label(self) -> str:
        """What people call the item: the first of its texts."""
        return next(str(getattr(self, name)) for name in _LABEL_FIELDS if hasattr(self, name))

    def mark(self, *loc: str | int) -> Mark:
        """Return where a field was written last: by the layer that replaced it, else by the item's author."""
        for endring in reversed(self._endringer):
            if loc and alias(str(loc[0])) == endring.felt:
                return endring.mark
        return super().mark(*loc)

    def with_origin(self, lag: Lag) -> Self:
        """Return the same item, added by `lag`."""
        item = self.model_copy()
        item._lag = lag
        return item

    def with_change(self, endring: Endring, value: Any) -> Self:
        """Return the item with one field replaced, and the change remembered."""
        field = next(name for name in type(self).model_fields if alias(name) == endring.felt)
        item = self.model_copy(update={field: value})
        item._endringer = (*self._endringer, endring)
        return item


_LABEL_FIELDS = ("tittel", "kjennetegn", "tekst", "bokmal", "navn", "id")


# --- The theme and what stands in it ---------------------------------------------------------------------------------


class Virkning(Punkt):
    """What a practice makes likely for the pupils."""

    tekst: Tekst = Field(description="Begynner med «Elevene» og sier noe en kollega kan se eller høre.")


class Par(Punkt):
    """One practice and what it makes likely: kjennetegn → sannsynliggjør."""

    kjennetegn: Tekst = Field(description="Det vi gjør. «Vi …», «Ledelsen …» eller «Skolen …».")
    hvem: Hvem = Field(description="Hvem som gjør det: ansatte, ledelse eller skole.")
    sannsynliggjor: Virkninger = Field(
        min_length=1, max_length=4, description="Id-er til virkninger, her eller i et annet tema (tema/id)."
    )
    grunnlag: Literal["dokumentert", "sannsynlig"] = Field(
        description="dokumentert: prøvd ut og målt. sannsynlig: solid fagkunnskap gjør det trolig."
    )
    kilder: Kilder = Field(min_length=1, description="Nøkler fra kilder.yaml.")


class Eksempel(Punkt):
    """A small scene that shows a practice."""

    tekst: Tekst = Field(description="En liten, gjenkjennelig scene. Aldri navn på elever.")
    par: ParITemaet = Field(min_length=1, description="Parene eksempelet viser.")


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
    faser: tuple[Fase, ...] = Field((), description="Bare når tidene skal være andre enn de vanlige.")


class Treningsforslag(Punkt):
    """Something adults try in their own practice."""

    tittel: Linje = Field(description="Kort tittel.")
    tekst: Tekst = Field(description="Hva dere gjør.")
    varighet: Linje = Field(description="Hvor lenge, og hvor ofte.")
    tegn: Tekst = Field(description="Hva dere ser etter hos elevene.")
    par: ParITemaet = Field(min_length=1, description="Parene forslaget øver på.")


class Tema(Punkt):
    """One thing the schools have agreed to be good at."""

    tittel: Linje = Field(description="Temaets navn.")
    kort: Linje = Field(description="Temaet i én kort setning, til kort og lister.")
    ingress: Tekst = Field(description="Hvorfor temaet betyr noe. 60–120 ord.")
    virkninger: tuple[Virkning, ...] = Field(min_length=1, description="Virkningene temaet definerer.")
    sannsynliggjor: Virkninger = Field((), description="Virkninger av temaet som helhet.")
    par: tuple[Par, ...] = Field(min_length=1, description="Kjennetegn på god praksis → praksisen sannsynliggjør.")
    eksempler: tuple[Eksempel, ...] = Field((), description="Konkrete eksempler.")
    refleksjonsoppgaver: tuple[Refleksjonsoppgave, ...] = Field((), description="Oppgaver til PU-tid.")
    treningsforslag: tuple[Treningsforslag, ...] = Field((), description="Øvelser i egen praksis.")
    hva_vi_ikke_vet: Tekst | None = Field(None, description="Det kunnskapen ikke sier noe sikkert om.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")
    kilder: Kilder = Field((), description="Nøkler fra kilder.yaml.")
    sokeord: tuple[Linje, ...] = Field((), description="Ord en lærer ville søkt etter.")
    relaterte: Temaer = Field((), description="Id-er til temaer som hører sammen med dette.")

    def items(self) -> Iterator[Punkt]:
        """Every item in the theme, list by list."""
        for items in item_lists(self).values():
            yield from items


# --- What the themes refer to ----------------------------------------------------------------------------------------


class Kilde(Punkt):
    """A reference."""

    hvem: Linje = Field(description="Forfatter eller utgiver.")
    ar: Linje = Field(description="Utgivelsesår, i anførselstegn.")
    tittel: Linje = Field(description="Tittelen.")
    utgiver: Linje | None = Field(None, description="Forlag, tidsskrift eller institusjon.")
    adresse: Adresse | None = Field(None, description="Nettadresse.")
    grunnlag: Literal["dokumentert", "sannsynlig", "ramme"] = Field(
        description="dokumentert, sannsynlig, eller ramme (styringsdokument eller faglig rammeverk)."
    )
    stotter: Tekst = Field(description="Hva kilden gir belegg for, i våre ord.")
    merknad: Tekst | None = Field(None, description="Det leseren bør vite om kilden.")

    @property
    def kortnavn(self) -> str:
        """The author as one says it in a sentence: «Hattie», «Hattie og Timperley», «Roorda m.fl.»."""
        people = self.hvem.replace(" og ", ", ")
        names = [name.strip(" ,") for name in re.findall(r"([^,.]+?), (?:[A-ZÆØÅ]\.[ -]?)+", people)]
        if not names:
            return self.hvem.split(", med ")[0]
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
    adresse: Adresse = Field(description="Adressen i Lovdata.")
    tidligere: tuple[Linje, ...] = Field((), description="Gamle paragrafer med samme innhold, som «9 A-4».")

    @property
    def overskrift(self) -> str:
        """The section's number and title, with its old numbers as people write them: «9A-4», so that they are found."""
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
    standard: Linje | None = Field(None, description="Det som gjelder når kommunen ikke setter noe. Uten: påkrevd.")


class Utgave(Modell):
    """An edition: what it is called, when it came, what is new."""

    versjon: Linje = Field(description="Som «1.0», i anførselstegn.")
    dato: Linje = Field(description="Når utgaven kom eller ble vedtatt.")
    nytt: tuple[Tekst, ...] = Field((), description="Hva som er nytt, én setning per punkt.")


# --- Duties, situations, the year, forms, sessions -------------------------------------------------------------------


class Plikt(Punkt):
    """One of the six duties."""

    tittel: Linje = Field(description="Navnet på plikten.")
    kort: Tekst = Field(description="Plikten i én setning.")
    nar: Tekst = Field(description="Når den gjelder.")
    lov: Paragrafer = Field(min_length=1, description="Id-er fra lovverk.yaml.")


class Krav(Punkt):
    """What the law demands of one role."""

    LOCKED: ClassVar[bool] = True

    plikt: Annotated[Slug, Peker(("Plikt",), "plikter/")] = Field(description="Plikten kravet hører til.")
    hvem: Niva = Field(description="ansatte, ledelse eller skoleeier.")
    tekst: Tekst = Field(description="Det loven krever, i våre ord.")
    lov: Paragrafer = Field(min_length=1, description="Id-er fra lovverk.yaml.")


class LokalRegel(Punkt):
    """What a municipality has decided besides the law. In the shared plan: a suggestion."""

    plikt: Annotated[Slug, Peker(("Plikt",), "plikter/")] = Field(description="Plikten regelen hører til.")
    hvem: Niva = Field(description="ansatte, ledelse eller skoleeier.")
    tekst: Tekst = Field(description="Det kommunen har bestemt.")


class Melding(Punkt):
    """Who reports what to whom, and when."""

    nar: Tekst = Field(description="Hva som har skjedd.")
    fra: Linje = Field(description="Den som melder.")
    til: Linje = Field(description="Den som får meldingen.")
    frist: Linje = Field(description="Hvor fort.")
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


class Situasjon(Punkt):
    """An everyday situation and the way on from it."""

    tittel: Linje = Field(description="Fortsetter «Hva gjør jeg når …».")
    na: tuple[Tekst, ...] = Field(min_length=1, description="Gjør nå.")
    uka: tuple[Tekst, ...] = Field(min_length=1, description="Gjør denne uka.")
    plikt: Plikter = Field((), description="Pliktene som kan gjelde.")
    om_plikten: Tekst | None = Field(None, description="Når plikten gjelder, i én setning.")
    praksis: ParAdresser = Field(min_length=1, description="Par som hjelper, som tema/id.")
    oppgaver: Oppgaver = Field(min_length=1, description="Refleksjonsoppgaver og treningsforslag, som tema/id.")
    sokeord: tuple[Linje, ...] = Field((), description="Ord en lærer ville søkt etter.")


class Hendelse(Punkt):
    """Something that happens in the school year."""

    maneder: tuple[Annotated[int, Field(ge=1, le=12)], ...] = Field(min_length=1, description="Måneder, 1–12.")
    tittel: Linje = Field(description="Hva som skjer.")
    tekst: Tekst = Field(description="Hva som gjøres, og hva planen trenger.")
    hvem: tuple[Literal["ansatte", "ledelse", "skoleeier", "elever", "foreldre"], ...] = Field(
        description="Hvem det gjelder."
    )
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml, bare der loven krever det.")
    lokalt: Literal["ja", "nei"] = Field(description="ja når kommunen bestemmer datoen.")


class Semester(Punkt):
    """One of the four semesters of a development course."""

    nummer: Linje = Field(description="1–4.")
    tittel: Linje = Field(description="Temaet for semesteret.")
    vekt: tuple[Tekst, ...] = Field(min_length=1, description="Det vi legger vekt på.")
    temaer: Temaer = Field((), description="Temaene i planen som hører til.")
    lov: Paragrafer = Field((), description="Id-er fra lovverk.yaml.")
    pu_okter: Tekst = Field(description="Hva som tas i PU-tid.")


class Motepunkt(Punkt):
    """A recurring meeting in a development course."""

    tittel: Linje = Field(description="Navnet på møtet.")
    hvor_ofte: Linje = Field(description="Hvor ofte.")
    hvem: Linje = Field(description="Hvem som er med.")
    tekst: Tekst = Field(description="Hva det er til.")


class Aktor(Punkt):
    """Somebody who takes part in a development course."""

    tittel: Linje = Field(description="Rollen.")
    oppgaver: tuple[Tekst, ...] = Field(min_length=1, description="Det rollen gjør.")


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


class Oktfase(Punkt):
    """A phase of a session, with its minutes by the session's length."""

    tittel: Linje = Field(description="Navnet på fasen.")
    form: Form = Field(description="Arbeidsform.")
    viser: Literal["sist", "par", "oppgave", "oppgaver", "titler", "øvelser", "avtale"] = Field(
        description="Det som står på storskjermen: avtalen fra sist, parene, den første oppgaven, alle oppgavene, "
        "bare titlene deres, øvelsene, eller skjemaet for avtalen."
    )
    instruks: Tekst = Field(description="Det lederen sier.")
    til_lederen: Tekst = Field(description="Det lederen passer på. Vises aldri på storskjermen.")
    minutter: dict[Lengde, Minutter] = Field(description="Minutter for økter på 45, 60 og 90. 0: når lederen velger den.")
    minst: Minutter = Field(description="Færre minutter enn dette er for lite. I gruppa gjelder det hver oppgave.")


class Grupperolle(Punkt):
    """What one member of a group takes care of."""

    tittel: Linje = Field(description="Navnet på rollen.")
    tekst: Linje = Field(description="Det den som har rollen, gjør. Fortsetter setningen etter navnet.")


class Okt(Punkt):
    """A ready session for a staff."""

    tittel: Linje = Field(description="Navnet på økta.")
    tema: Annotated[Slug, Peker(("Tema",))] = Field(description="Temaet.")
    minutter: Lengde = Field(description="Hvor lenge.")
    mal: Tekst = Field(description="Hva gruppa skal sitte igjen med.")
    forarbeid: Tekst = Field(description="Hva deltakerne gjør før.")
    les: ParAdresser = Field(min_length=1, description="Parene man leser sammen, som tema/id.")
    oppgaver: Oppgaver = Field(min_length=1, description="Refleksjonsoppgavene, som tema/id.")
    trening: Oppgaver = Field(min_length=1, description="Treningsforslag å velge mellom, som tema/id.")
    til_lederen: Tekst = Field(description="Hva lederen passer på.")


class Serie(Punkt):
    """Sessions that build on one another."""

    tittel: Linje = Field(description="Navnet på serien.")
    ingress: Tekst = Field(description="Hvordan øktene bygger på hverandre.")
    okter: Annotated[tuple[Slug, ...], Peker(("Okt",), "økter/")] = Field(
        min_length=1, description="Id-er til økter, i rekkefølge."
    )


# --- The files -------------------------------------------------------------------------------------------------------


class Temafil(Modell):
    """data/themes.yaml: grunnplanen."""

    utgave: Utgave = Field(description="Utgaven av grunnplanen.")
    parametre: tuple[Parameter, ...] = Field((), description="Ord som kommunene setter selv.")
    flyttet: dict[str, str] = Field({}, description="Gammel adresse: ny adresse.")
    utgatt: dict[str, Tekst] = Field({}, description="Adresse som er borte: hvorfor.")
    temaer: tuple[Tema, ...] = Field(min_length=1, description="Temaene, i den rekkefølgen de vises.")


class Kildefil(Modell):
    """data/kilder.yaml: det temaene bygger på."""

    kilder: tuple[Kilde, ...] = Field(description="Kildene.")


class Lovfil(Modell):
    """data/lovverk.yaml: regelverket i kraft."""

    kontrollert: Linje = Field(description="Når regelverket sist ble kontrollert.")
    lover: tuple[Lov, ...] = Field(description="Lover og forskrifter.")
    paragrafer: tuple[Paragraf, ...] = Field(description="Paragrafene planen viser til.")


class Begrepsfil(Modell):
    """data/begreper.yaml: ordlista leseren ser."""

    begreper: tuple[Begrep, ...] = Field(description="Begrepene.")


class Pliktfil(Modell):
    """data/plikter.yaml: plikten til å handle."""

    plikter: tuple[Plikt, ...] = Field(description="De seks pliktene.")
    krav: tuple[Krav, ...] = Field(description="Det loven krever, etter plikt og rolle.")
    lokale_regler: tuple[LokalRegel, ...] = Field((), description="Forslag til det kommunen kan bestemme i tillegg.")
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
    semestre: tuple[Semester, ...] = Field(description="Utviklingsløpet over fire semestre.")
    motepunkter: tuple[Motepunkt, ...] = Field(description="Rytmen av møter.")
    aktorer: tuple[Aktor, ...] = Field(description="De som er med.")


class Malfil(Modell):
    """data/maler.yaml: tomme maler."""

    maler: tuple[Mal, ...] = Field(description="Malene.")


class Pufil(Modell):
    """data/pu.yaml: økter til PU-tid."""

    oktfaser: tuple[Oktfase, ...] = Field(description="Fasene i en økt.")
    vanlige_faser: tuple[Fase, ...] = Field((), description="Fasene når én oppgave vises alene.")
    grupperoller: tuple[Grupperolle, ...] = Field((), description="Rollene i en gruppe.")
    okter: tuple[Okt, ...] = Field(description="Ferdige økter.")
    serier: tuple[Serie, ...] = Field(description="Økter som bygger på hverandre.")


class Synonymfil(Modell):
    """data/synonymer.yaml, and a municipality's own: everyday words for what the plan calls something else."""

    synonymer: dict[str, Annotated[tuple[Linje, ...], Field(min_length=1)]] = Field(
        {}, description="Det folk skriver når de søker: ordene planen bruker om det samme."
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


class Forskjell(Modell):
    """One thing that differs between two editions of the shared plan."""

    slag: Forskjellsslag = Field(description="Hva slags forskjell det er.")
    adresse: Linje = Field(
        description="Punktet eller lista: der det sto hvis det er borte eller flyttet, ellers der det står."
    )
    navn: str = Field("", description="Det punktet heter.")
    felt: str = Field("", description="Feltet som er endret.")
    fra: Any = Field(None, description="Det som sto.")
    til: Any = Field(None, description="Det som står.")
    begrunnelse: str = Field("", description="Hvorfor det er borte.")


class Utgavefil(Utgave):
    """data/utgaver/<versjon>.yaml: what one edition changed, for those who read the plan."""

    versjon: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$")] = Field(description="Som «1.1».")
    dato: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] = Field(description="Som «2027-08-01».")
    fra: Linje = Field(description="Versjonen før.")
    forskjeller: tuple[Forskjell, ...] = Field(description="Det som er endret.")


class Grunnplan(Temafil, Kildefil, Lovfil, Begrepsfil, Pliktfil, Situasjonsfil, Arsfil, Malfil, Pufil, Synonymfil):
    """The shared plan: all its files as one value."""

    utgaver: tuple[Utgavefil, ...] = Field((), description="Det hver utgave har endret, den nyeste først.")


FILES: dict[str, type[Modell]] = {
    "themes.yaml": Temafil,
    "kilder.yaml": Kildefil,
    "lovverk.yaml": Lovfil,
    "begreper.yaml": Begrepsfil,
    "plikter.yaml": Pliktfil,
    "situasjoner.yaml": Situasjonsfil,
    "arshjul.yaml": Arsfil,
    "maler.yaml": Malfil,
    "pu.yaml": Pufil,
    "synonymer.yaml": Synonymfil,
}


def item_lists(owner: Modell) -> dict[str, tuple[Punkt, ...]]:
    """Return the lists of items that stand directly in `owner`, by YAML key."""
    return {alias(name): getattr(owner, name) for name, kind in item_types(type(owner)).items() if kind}


@cache
def item_types(owner: type[Modell]) -> dict[str, type[Punkt]]:
    """Return which item type each list of `owner` holds, by field name. Other fields are left out."""
    found = {}
    for name, info in owner.model_fields.items():
        inner = getattr(info.annotation, "__args__", (None,))[0]
        if isinstance(inner, type) and issubclass(inner, Punkt):
            found[name] = inner
    return found


# --- One municipality ------------------------------------------------------------------------------------------------


class Farger(Modell):
    """The municipality's two colours."""

    hoved: Farge = Field(description="Bakgrunn i toppen og farge på lenker, som «#1a4d8f».")
    aksent: Farge = Field(description="Streker, merker og utheving.")


class Kontakt(Modell):
    """Whom readers turn to. A role, not a person, lasts longer."""

    rolle: Linje = Field(description="Som «Rådgiver for læringsmiljø».")
    epost: Annotated[str, StringConstraints(pattern=r"^\S+@\S+\.\S+$")] | None = Field(None, description="E-postadresse.")
    telefon: Linje | None = Field(None, description="Telefonnummer.")


class Lenke(Modell):
    """A link to somewhere else."""

    tekst: Linje = Field(description="Det leseren ser.")
    adresse: Adresse = Field(description="Hele adressen.")


class Del(Modell):
    """A part of the plan: a section in the menu and on the front page."""

    tittel: Linje = Field(description="Navnet på delen.")
    ingress: Tekst | None = Field(None, description="Hva delen handler om.")
    innhold: tuple[Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+|([a-z0-9-]+/)?[a-z0-9-]+\.md)$")], ...] = Field(
        min_length=1, description="Tema-id-er, felles sider (grunnlag/den-voksne.md) og egne sider (sider/navn.md)."
    )


class Kommune(Modell):
    """data/kommuner/<slug>/kommune.yaml: who the plan belongs to, and how it looks."""

    nummer: Annotated[str, StringConstraints(pattern=r"^\d{4}$")] = Field(description="Kommunenummer, i anførselstegn.")
    navn: Linje = Field(description="Navnet slik det skal stå, som «Lillestrøm kommune».")
    malform: Literal["bokmål", "nynorsk"] = Field("bokmål", description="Målformen sidene skrives på.")
    farger: Farger = Field(description="Kommunens to farger.")
    logo: Annotated[str, StringConstraints(pattern=r"^bilder/[a-z0-9-]+\.(svg|png|jpg|webp)$")] | None = Field(
        None, description="Logoen, i mappa bilder/."
    )
    kontakt: Kontakt = Field(description="Hvem leseren spør.")
    lenker: tuple[Lenke, ...] = Field((), description="Lenker til kommunens egne rutiner og systemer.")
    utgave: Utgave = Field(description="Kommunens egen utgave av planen.")
    visjon: Linje | None = Field(None, description="Én setning om hva dere vil.")
    forord: Tekst | None = Field(None, description="Noen ord fra kommunen, på forsiden.")
    merknad: Tekst | None = Field(None, description="En linje som står synlig øverst på alle sider.")
    temaer: tuple[Slug, ...] = Field((), description="Temaene dere vil ha, i rekkefølge. Uten: alle.")
    deler: tuple[Del, ...] = Field((), description="Egne deler i menyen.")
    nettadresse: Adresse | None = Field(None, description="Der planen publiseres.")
    tilgjengelighetserklaering: Adresse | None = Field(None, description="Adressen til erklæringen hos uustatus.no.")


class Skole(Modell):
    """data/kommuner/<slug>/skoler/<skole>/skole.yaml: a school's own. What it does not say is the municipality's."""

    navn: Linje = Field(description="Navnet slik det skal stå, som «Åsen skole».")
    kontakt: Kontakt | None = Field(None, description="Hvem leseren spør på skolen. Uten: den kommunen har.")
    lenker: tuple[Lenke, ...] = Field((), description="Lenker til skolens egne rutiner. Kommunens kommer etter.")
    utgave: Utgave | None = Field(None, description="Skolens egen utgave av planen. Uten: kommunens.")
    visjon: Linje | None = Field(None, description="Én setning om hva dere vil. Uten: kommunens.")
    forord: Tekst | None = Field(None, description="Noen ord fra skolen, på forsiden. Uten: kommunens.")
    nettadresse: Adresse | None = Field(
        None, description="Der skolens plan publiseres. Uten: kommunens adresse med «skoler/» og navnet på mappa."
    )


Verdi = Tekst | tuple[Tekst, ...]


class Plassering(Modell):
    """Before or after which item."""

    for_: Slug | None = Field(None, description="Rett før punktet med denne id-en.")
    etter: Slug | None = Field(None, description="Rett etter punktet med denne id-en.")


class LeggTil(Modell):
    """A new item."""

    liste: str = Field(description="Lista punktet skal stå i: «temaer», «relasjon/par», «begreper» …")
    nytt: SkipValidation[Tema | Par | Virkning | Eksempel | Refleksjonsoppgave | Treningsforslag | Kilde | Begrep] = Field(
        description="Det nye punktet, skrevet som i grunnplanen."
    )
    plassering: Literal["først", "sist"] | Plassering = Field(
        "sist", description="først, sist, {før: id} eller {etter: id}."
    )


class Erstatt(Modell):
    """Another text in one field."""

    id: str = Field(description="Adressen, som «relasjon/hilser-ved-navn».")
    felt: str = Field(description="Feltet, som «kjennetegn».")
    fra: Verdi = Field(description="Teksten slik den står i dag i det dere bygger på: grunnplanen, eller kommunens plan.")
    til: Verdi = Field(description="Teksten dere vil ha.")


class Fjern(Modell):
    """An item that is left out."""

    id: str = Field(description="Adressen, som «relasjon/hilser-ved-navn».")
    begrunnelse: Tekst = Field(description="Hvorfor. Vises i oversikten over endringer.")


class Rekkefolge(Modell):
    """Another order of a list."""

    liste: str = Field(description="Lista: «temaer», «relasjon/par» …")
    id: tuple[Slug, ...] = Field(min_length=1, description="Id-er i ønsket rekkefølge. Resten følger etter.")


class Tilpasning(Modell):
    """tilpasning.yaml: a municipality's changes to the shared plan, or a school's to the municipality's."""

    fjern: tuple[Fjern, ...] = Field((), description="Punkter dere ikke vil ha.")
    erstatt: tuple[Erstatt, ...] = Field((), description="Tekster dere vil skrive annerledes.")
    legg_til: tuple[LeggTil, ...] = Field((), description="Punkter dere legger til.")
    rekkefolge: tuple[Rekkefolge, ...] = Field((), description="Lister i en annen rekkefølge.")
    sett: dict[str, Linje] = Field({}, description="Parametre og verdiene deres.")
