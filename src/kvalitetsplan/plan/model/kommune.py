"""One municipality, one school."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag, WithJsonSchema

from kvalitetsplan.plan.model.addresses import (
    Adresse,
    AdresseEllerEpost,
    Arkivadresse,
    Epost,
    Nettadresse,
)
from kvalitetsplan.plan.model.base import Farge, Linje, Slug, Tekst
from kvalitetsplan.plan.model.dates import Dato
from kvalitetsplan.plan.model.edition import Utgave
from kvalitetsplan.reading.values import Modell, Says, shape, wrong

Malvalg = Literal["bokmål", "nynorsk", "begge"]
"""The form, or forms, that a plan is published in."""


class Farger(Modell):
    """The municipality's two colours."""

    hoved: Farge = Field(description="Bakgrunn i toppen og farge på lenker, som «#1a4d8f».")
    aksent: Farge = Field(description="Streker, merker og utheving.")


class Kontakt(Modell):
    """Whom readers turn to. A role, not a person, lasts longer."""

    rolle: Linje = Field(description="Som «Rådgiver for læringsmiljø».")
    epost: Epost | None = Field(None, description="E-postadresse.")
    telefon: Linje | None = Field(None, description="Telefonnummer.")


class Lenke(Modell):
    """A link to somewhere else."""

    tekst: Linje = Field(description="Det leseren ser.")
    adresse: AdresseEllerEpost = Field(
        description="Hele adressen, eller mailto: og en e-postadresse."
    )


class Del(Modell):
    """A part of the plan: a section in the menu and on the front page."""

    tittel: Linje = Field(description="Navnet på delen.")
    ingress: Tekst | None = Field(None, description="Hva delen handler om.")
    gjelder: Literal["SFO", "barnehage", "vgs"] | None = Field(
        None,
        description="SFO, barnehage eller vgs, når delen er for dem. Da får den en side med alt som "
        "har det under «trinn».",
    )
    ansvarlig: Kontakt | None = Field(
        None, description="Hvem som har ansvaret for delen. Uten: den planen har."
    )
    innhold: tuple[
        Annotated[
            str,
            StringConstraints(pattern=r"^([a-z0-9-]+|([a-z0-9-]+/)?[^\s/]+\.md)$"),
            Says(
                "må være en tema-id eller en side, som «grunnlag/ledelse.md» eller «sider/om-oss.md»"
            ),
        ],
        ...,
    ] = Field(
        (),
        description="Tema-id-er, felles sider (grunnlag/den-voksne.md) og egne sider (sider/navn.md). "
        "Kan bare være tom når delen gjelder noen.",
    )


class Vedtak(Modell):
    """The decision that made the plan the municipality's."""

    organ: Linje = Field(description="Hvem som vedtok planen, som «kommunestyret».")
    dato: Dato = Field(description="Dagen planen ble vedtatt, som «2026-12-10».")
    saksnummer: Linje | None = Field(None, description="Saksnummeret, som «26/123».")
    gjelder_fra: Dato | None = Field(None, description="Dagen planen begynner å gjelde.")
    gjelder_til: Dato | None = Field(None, description="Siste dag planen gjelder.")
    protokoll: Adresse | None = Field(None, description="Adressen til protokollen.")


def _without_dots(text: str) -> str:
    """Return the way to something in an archive, if it goes straight there."""
    if {".", ".."} & set(text.split("/")):
        raise wrong(f"«{text}» går ut av arkivet; skriv veien fra toppen, uten «.» og «..»")
    return text


_WAY = WithJsonSchema(
    {"type": "string", "pattern": r"^(?!\.\.?(/|$))[\w.-]+(/(?!\.\.?(/|$))[\w.-]+)*$"}
)


class Forslag(Modell):
    """Where a proposed change can be opened as a new file, besides being saved or sent."""

    arkiv: Arkivadresse | None = Field(
        None, description="Adressen til arkivet, som «https://github.com/kommunen/kvalitetsplan»."
    )
    slag: Literal["github", "gitea", "gitlab"] | None = Field(
        None, description="Hva slags arkiv det er. Uten: det adressen sier, ellers github."
    )
    gren: Annotated[
        str,
        StringConstraints(pattern=r"^[\w.-]+(/[\w.-]+)*$"),
        AfterValidator(_without_dots),
        _WAY,
        Says("må være navnet på en gren, som «main»"),
    ] = Field("main", description="Grenen forslagene skal inn i.")
    mappe: (
        Annotated[
            str,
            StringConstraints(pattern=r"^[\w.-]+(/[\w.-]+)*$"),
            AfterValidator(_without_dots),
            _WAY,
            Says("må være veien til en mappe i arkivet, som «data/kommuner/lillehammer»"),
        ]
        | None
    ) = Field(None, description="Kommunens mappe i arkivet. Uten: data/kommuner/ og navnet.")


_IN_A_LAYER = dict.fromkeys(
    ("fjern", "erstatt", "legg_til", "rekkefølge", "sett"),
    "står i tilpasning.yaml, i den samme mappa",
)


class Kommune(Modell):
    """data/kommuner/<slug>/kommune.yaml: who the plan belongs to, and how it looks."""

    ELSEWHERE: ClassVar[Mapping[str, str]] = _IN_A_LAYER
    nummer: Annotated[
        str,
        StringConstraints(pattern=r"^\d{4}$"),
        Says('må være et kommunenummer med fire sifre i anførselstegn, som "0301"'),
    ] = Field(description="Kommunenummer, i anførselstegn.")
    navn: Linje = Field(description="Navnet slik det skal stå, som «Lillestrøm kommune».")
    malform: Malvalg = Field(
        "bokmål", description="Målformen planen står på: bokmål, nynorsk, eller begge."
    )
    farger: Farger = Field(description="Kommunens to farger.")
    logo: (
        Annotated[
            str,
            StringConstraints(pattern=r"^bilder/[a-z0-9-]+\.(svg|png|jpg|webp)$"),
            Says(
                "må være en fil i mappa bilder/, med små bokstaver og slutten svg, png, jpg eller webp, som «bilder/logo.svg»"
            ),
        ]
        | None
    ) = Field(None, description="Logoen, i mappa bilder/.")
    kontakt: Kontakt = Field(description="Hvem leseren spør.")
    lenker: tuple[Lenke, ...] = Field(
        (), description="Lenker til kommunens egne rutiner og systemer."
    )
    dokumentnummer: Linje | None = Field(
        None, description="Nummeret planen har i kvalitetssystemet deres."
    )
    hvem_endret: Literal["ja", "nei"] = Field(
        "nei",
        description="ja når «Om planen» skal vise dag, forfatter og grunn for hver endring dere har "
        "gjort, slik git har det.",
    )
    utgave: Utgave = Field(description="Kommunens egen utgave av planen.")
    vedtak: Vedtak | None = Field(
        None, description="Vedtaket. Uten det sier planen selv at den er et utkast."
    )
    visjon: Linje | None = Field(None, description="Én setning om hva dere vil.")
    forord: Tekst | None = Field(None, description="Noen ord fra kommunen, på forsiden.")
    merknad: Tekst | None = Field(
        None, description="En linje som står synlig øverst på alle sider."
    )
    temaer: Annotated[
        tuple[Slug, ...],
        Says("er tom; skriv temaene dere vil ha, eller slett «temaer:» for å ha med alle"),
    ] = Field((), min_length=1, description="Temaene dere vil ha, i rekkefølge. Uten: alle.")
    deler: Annotated[
        tuple[Del, ...],
        Says("er tom; skriv delene dere vil ha, eller slett «deler:» for å ha menyen som den er"),
    ] = Field((), min_length=1, description="Egne deler i menyen. Uten: menyen som den er.")
    nettadresse: Nettadresse | None = Field(None, description="Der planen publiseres.")
    forslag: Annotated[
        Annotated[Literal["ja", "nei"], Tag("tekst")] | Annotated[Forslag, Tag("felt")],
        Discriminator(shape),
        Says("skriv ja, nei eller { arkiv: https://… }"),
    ] = Field(
        "ja",
        description="Om leserne kan foreslå endringer: ja, nei, eller hvor arkivet er.",
    )
    tilgjengelighetserklaering: Adresse | None = Field(
        None, description="Adressen til erklæringen hos uustatus.no."
    )


class Skole(Modell):
    """data/kommuner/<slug>/skoler/<skole>/skole.yaml: a school's own. What it does not say is the
    municipality's.
    """

    ELSEWHERE: ClassVar[Mapping[str, str]] = _IN_A_LAYER
    navn: Linje = Field(description="Navnet slik det skal stå, som «Åsen skole».")
    malform: Malvalg | None = Field(
        None,
        description="Målformen skolens plan står på: bokmål, nynorsk, eller begge. Uten: kommunens.",
    )
    kontakt: Kontakt | None = Field(
        None, description="Hvem leseren spør på skolen. Uten: den kommunen har."
    )
    lenker: tuple[Lenke, ...] = Field(
        (), description="Lenker til skolens egne rutiner. Kommunens kommer etter."
    )
    dokumentnummer: Linje | None = Field(
        None, description="Nummeret planen har i skolens kvalitetssystem. Uten: kommunens."
    )
    utgave: Utgave | None = Field(
        None, description="Skolens egen utgave av planen. Uten: kommunens."
    )
    visjon: Linje | None = Field(None, description="Én setning om hva dere vil. Uten: kommunens.")
    forord: Tekst | None = Field(
        None, description="Noen ord fra skolen, på forsiden. Uten: kommunens."
    )
    nettadresse: Nettadresse | None = Field(
        None,
        description="Der skolens plan publiseres. Uten: kommunens adresse med «skoler/» og navnet på mappa.",
    )
