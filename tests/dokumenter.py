"""Documents in the manner of real plans, made from one source so that what each piece is, is known.

The sentences are put together from our own words. Each document has its own ways: headings that are
styles, bold, capitals or numbered by hand; tables of several kinds; bokmål and nynorsk.
"""

from dokumentdeler import Dokument, H, L, P, T
from setninger import Ord

TEMAER = (
    "Relasjon mellom lærer og elev", "Klasseledelse", "Psykososialt miljø", "Egenledelse",
    "Samarbeid skole–hjem", "Digital dømmekraft", "Elevmedvirkning", "Natur og nærmiljø",
)  # fmt: skip
TEMA_LOPENDE = (
    "Tilpasset opplæring", "Elevenes stemme", "Regler og grenser", "Lek og læring",
    "Foreldrene", "Den nye eleven", "Skjerm og telefon",
)  # fmt: skip
TEMA_NN = (
    "Relasjonar mellom elevar", "Mobbing og krenkingar", "Trygge overgangar", "Elevmedverknad",
    "Klasseleiing", "Uteområdet", "Dei minste elevane",
)  # fmt: skip


def alle() -> list[Dokument]:
    """The three documents."""
    return [to_kolonner(), pliktplan(), lopende()]


def to_kolonner() -> Dokument:
    """Practices and effects in two columns, many in each cell, that are not joined one by one."""
    ord, dok = (
        Ord(1),
        Dokument(
            "to-kolonner", "Kvalitetsplan for læringsmiljøet", "Kvalitetsplan – Vangdal kommune"
        ),
    )
    dok.fotnote = "Se også planen for oppvekst som kommunestyret vedtok i fjor."
    dok.add(
        H(1, "Innledning"),
        *(P(ord.avsnitt()) for _ in range(6)),
        H(2, "Slik bruker vi planen"),
        P(ord.avsnitt()),
        L(tuple(ord.many("avsnitt", 0)) or ("Les ett kapittel om gangen", "Ta det med til teamet")),
    )
    for number, tema in enumerate(TEMAER):
        dok.add(H(1, f"{number + 1}. {tema}"))
        dok.add(H(2, "Hvorfor er dette viktig?"), *(P(ord.avsnitt()) for _ in range(5)))
        gjor, gir = ord.many("kjennetegn", 12), ord.many("virkning", 12)
        _fasit(dok, kjennetegn=gjor, virkning=gir)
        heads = ("Kjennetegn på god praksis", "Praksisen sannsynliggjør")
        look = ("bullet", "•", "paragraphs")[number % 3]
        if number % 2:
            pairs = [
                (L(tuple(gjor[at : at + 4]), look), L(tuple(gir[at : at + 4]), look))
                for at in range(0, 12, 4)
            ]
        else:
            pairs = [(L(tuple(gjor), look), L(tuple(gir), look))]
        dok.add(T((heads, *pairs)))
        _oppgaver(dok, ord, "Eksempler på praksis", "Refleksjonsspørsmål", "Øvelser", number)
    return dok


def _oppgaver(
    dok: Dokument,
    ord: Ord,
    eksempler: str,
    sporsmal: str,
    ovelser: str,
    number: int,
    look: str = "style",
) -> None:
    scener, spor, ov = ord.many("eksempel", 5), ord.many("sporsmal", 9), ord.many("ovelse", 4)
    _fasit(dok, eksempel=scener, refleksjonsoppgave=spor, treningsforslag=ov)
    dok.add(
        H(2, eksempler, look), *(P(one) for one in scener) if number % 2 else (L(tuple(scener)),)
    )
    dok.add(
        H(2, sporsmal, look),
        *(
            [P(one) for one in spor]
            if number % 3 == 1
            else [L(tuple(spor), ("number", "", "1)")[number % 3])]
        ),
    )
    dok.add(H(2, ovelser, look))
    for at, one in enumerate(ov):
        if number % 3 == 0:
            dok.add(H(3, f"Øvelse {at + 1}", look), P(one))
        elif number % 3 == 1:
            dok.add(L((one,)))
        else:
            dok.add(P(f"Øvelse {at + 1}: {one}", bold=f"Øvelse {at + 1}:"))


def pliktplan() -> Dokument:
    """Nynorsk, headings in bold and capitals, a table of duties, a year, contacts; pairs in
    rows.
    """
    ord, dok = (
        Ord(2, nynorsk=True),
        Dokument(
            "pliktplan",
            "Plan for eit trygt og godt skulemiljø",
            "Fjellvik kommune – trygt skulemiljø",
        ),
    )
    dok.add(H(0, "INNLEIING", "caps"), *(P(ord.avsnitt()) for _ in range(5)))
    _plikter(dok, ord)
    for number, tema in enumerate(TEMA_NN):
        _pliktplanens_tema(dok, ord, number, tema)
    _arshjul(dok, ord)
    dok.add(
        H(0, "KONTAKTAR", "caps"),
        T(
            (
                ("Teneste", "Telefon"),
                ("Pedagogisk støttelag", "55 00 11 22"),
                ("Helsesjukepleiar", "55 00 11 33"),
            )
        ),
    )
    return dok


def _plikter(dok: Dokument, ord: Ord) -> None:
    dok.add(H(0, "KVEN GJER KVA", "caps"), P(ord.avsnitt()))
    rows: list[tuple[object, ...]] = [("", "Tilsette", "Skuleleiinga", "Skuleeigar")]
    for plikt in (
        "Følgje med",
        "Gripe inn",
        "Varsle",
        "Undersøkje",
        "Setje inn tiltak",
        "Dokumentere",
    ):
        cells = [ord.many("kjennetegn", 3) for _ in range(3)]
        for one in cells:
            _fasit(dok, **{"lokal regel": one})
        rows.append((plikt, *(L(tuple(one), "-") for one in cells)))
    dok.add(T(tuple(rows)), P(ord.avsnitt()))


def _pliktplanens_tema(dok: Dokument, ord: Ord, number: int, tema: str) -> None:
    dok.add(H(0, tema.upper(), "caps"), *(P(ord.avsnitt(6)) for _ in range(5)))
    gjor, gir = ord.many("kjennetegn", 10), ord.many("virkning", 10)
    _fasit(dok, kjennetegn=gjor, virkning=gir)
    if number % 2:
        dok.add(T((("Det vi gjer", "Det fører til"), *zip(gjor, gir, strict=True))))
    else:
        dok.add(
            H(0, "Kjenneteikn på god praksis", "bold"),
            L(tuple(gjor), "–"),
            H(0, "Praksisen sannsynleggjer", "bold"),
            L(tuple(gir)),
        )
    _oppgaver(dok, ord, "Døme", "Spørsmål til drøfting", "Øvingar", number + 1, "bold")


def _arshjul(dok: Dokument, ord: Ord) -> None:
    dok.add(H(0, "ÅRSHJUL", "caps"), P(ord.avsnitt()))
    hendinger = ord.many("kjennetegn", 8)
    _fasit(dok, hendelse=hendinger)
    maneder = ("August", "September", "Veke 42", "November", "Januar", "Mars", "April", "Juni")
    dok.add(
        T(
            (
                ("Når", "Kva", "Ansvar"),
                *((m, h, "Rektor") for m, h in zip(maneder, hendinger, strict=True)),
            )
        )
    )


def lopende() -> Dokument:
    """Running text with tables: labels down the first column, a column of themes, one under the
    other.
    """
    ord, dok = Ord(3), Dokument("lopende", "God skole for alle", "God skole for alle 2026–2030")
    dok.add(H(1, "Kap. 1 Bakgrunn"), *(P(ord.avsnitt(7)) for _ in range(20)))
    for number, tema in enumerate(TEMA_LOPENDE):
        dok.add(H(1, f"Kap. {number + 2} {tema}"), *(P(ord.avsnitt(6)) for _ in range(4)))
        _lopende_tema(dok, ord, number)
    _korte_omrader(dok, ord)
    _steder(dok, ord)
    dok.add(H(1, "Kap. 14 Oppfølging"), *(P(ord.avsnitt(7)) for _ in range(15)))
    return dok


def _lopende_tema(dok: Dokument, ord: Ord, number: int) -> None:
    gjor, gir = ord.many("kjennetegn", 9), ord.many("virkning", 9)
    scener, spor, ov = ord.many("eksempel", 4), ord.many("sporsmal", 7), ord.many("ovelse", 4)
    _fasit(
        dok,
        kjennetegn=gjor,
        virkning=gir,
        eksempel=scener,
        refleksjonsoppgave=spor,
        treningsforslag=ov,
    )
    if number % 2:
        dok.add(_ved_siden_av(gjor, gir, scener, spor, ov))
        return
    dok.add(_under_hverandre(gjor, gir))
    dok.add(P(ord.avsnitt(3)), H(2, "Fra praksis"), *(P(one) for one in scener))
    dok.add(
        H(2, "Til refleksjon"),
        *(P(one) for one in spor),
        H(2, "Prøv ut"),
        L(tuple(ov), "number"),
    )


def _ved_siden_av(
    gjor: list[str], gir: list[str], scener: list[str], spor: list[str], ov: list[str]
) -> T:
    return T(
        (
            ("God praksis", L(tuple(gjor))),
            ("Forventet effekt", L(tuple(gir))),
            ("Eksempler", L(tuple(scener))),
            ("Refleksjonsspørsmål", L(tuple(spor), "number")),
            ("Treningsforslag", L(tuple(ov))),
        )
    )


def _under_hverandre(gjor: list[str], gir: list[str]) -> T:
    return T(
        (
            ("God praksis",),
            (L(tuple(gjor), "•"),),
            ("Praksisen sannsynliggjør at elevene",),
            (L(tuple(one.removeprefix("Elevene ") for one in gir), "•"),),
        )
    )


def _korte_omrader(dok: Dokument, ord: Ord) -> None:
    gjor, gir = ord.many("kjennetegn", 12), ord.many("virkning", 12)
    _fasit(dok, kjennetegn=gjor, virkning=gir)
    rader: list[tuple[object, ...]] = [("Område", "Slik gjør vi det", "Tegn hos elevene")]
    for at in range(0, 12, 3):
        navn = ("Mestring", "Inneklima", "Skolevei", "Måltid")[at // 3]
        rader += [(navn if not one else "", gjor[at + one], gir[at + one]) for one in range(3)]
    dok.add(H(1, "Kap. 12 Korte områder"), P(ord.avsnitt()), T(tuple(rader)))


def _steder(dok: Dokument, ord: Ord) -> None:
    gjor, gir = ord.many("kjennetegn", 6), ord.many("virkning", 6)
    _fasit(dok, kjennetegn=gjor, virkning=gir)
    rader: list[tuple[object, ...]] = [
        ("SKOLEBYGGET", ""),
        ("Det vi gjør", "Det gir"),
        *zip(gjor[:3], gir[:3], strict=True),
        ("UTEOMRÅDET", ""),
        ("Det vi gjør", "Det gir"),
        *zip(gjor[3:], gir[3:], strict=True),
    ]
    dok.add(H(1, "Kap. 13 Stedene"), T(tuple(rader), across=(0, 5)))


def _fasit(dok: Dokument, **kinds: list[str]) -> None:
    dok.fasit += [(slag, text) for slag, texts in kinds.items() for text in texts]
