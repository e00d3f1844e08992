"""Documents in the manner of real plans, made from one source so that what each piece is, is known.

The sentences are put together from our own words. Each document has its own ways: headings that are
styles, bold, capitals or numbered by hand; tables of several kinds; bokmål and nynorsk.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

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


class H(NamedTuple):
    """A heading: `style`, `bold` or `caps`."""

    level: int
    text: str
    look: str = "style"


class P(NamedTuple):
    """A paragraph; `bold` is the words it begins with that are bold."""

    text: str
    bold: str = ""


class L(NamedTuple):
    """A list: `bullet`, `number`, or with marks that are typed by hand."""

    items: tuple[str, ...]
    look: str = "bullet"


class T(NamedTuple):
    """A table. A cell is a text, a list, or several of them; `across` are rows of one merged
    cell.
    """

    rows: tuple[tuple[object, ...], ...]
    across: tuple[int, ...] = ()


@dataclass
class Dokument:
    """A document, and what each piece of it is."""

    navn: str
    tittel: str
    topp: str
    innhold: list[object] = field(default_factory=list)
    fasit: list[tuple[str, str]] = field(default_factory=list)
    """Kind and text of each piece."""
    fotnote: str = ""

    def add(self, *nodes: object) -> None:
        """Put more last."""
        self.innhold += nodes


class Ord:
    """Sentences that are all different."""

    def __init__(self, seed: int, nynorsk: bool = False) -> None:
        self._random, self._seen, self.nn = Random(seed), set[str](), nynorsk

    def _one(self, *parts: tuple[str, ...]) -> str:
        while True:
            text = " ".join(self._random.choice(one) for one in parts)
            if text not in self._seen:
                self._seen.add(text)
                return text

    def kjennetegn(self) -> str:
        """Something the adults do."""
        if self.nn:
            return self._one(_HVEM_NN, _GJOR_NN, _HVA_NN, _NAR_NN) + "."
        return self._one(_HVEM, _GJOR, _HVA, _NAR) + "."

    def virkning(self) -> str:
        """Something one sees in the pupils."""
        if self.nn:
            return self._one(("Elevane",), _ELEV_NN, _ELEV_HVA_NN, _NAR_NN) + "."
        return self._one(("Elevene",), _ELEV, _ELEV_HVA, _NAR) + "."

    def eksempel(self) -> str:
        """A small scene."""
        if self.nn:
            return f"Ein morgon {self._one(_SCENE_NN, _SCENE_HVA_NN, _NAR_NN)}. Då vert det stille."
        return f"En morgen {self._one(_SCENE, _SCENE_HVA, _NAR)}. Da blir det stille i rommet."

    def sporsmal(self) -> str:
        """Something to talk about."""
        if self.nn:
            return self._one(_SPOR_NN, _SPOR_HVA_NN, _NAR_NN) + "?"
        return self._one(_SPOR, _SPOR_HVA, _NAR) + "?"

    def ovelse(self) -> str:
        """Something to try."""
        if self.nn:
            return self._one(_OV_NN, _OV_HVA_NN, _NAR_NN) + ". Fortel kvarandre kva de såg."
        return self._one(_OV, _OV_HVA, _NAR) + ". Fortell hverandre hva dere så."

    def avsnitt(self, setninger: int = 5) -> str:
        """Running text."""
        parts = (_OM_NN, _OM_HVA_NN, _NAR_NN) if self.nn else (_OM, _OM_HVA, _NAR)
        return " ".join(self._one(*parts) + "." for _ in range(setninger))

    def many(self, make: str, count: int) -> list[str]:
        """Several of a kind."""
        return [getattr(self, make)() for _ in range(count)]


_HVEM = ("Vi", "Læreren", "Kontaktlæreren", "Alle voksne", "Skolen", "Ledelsen")
_GJOR = (
    "spør etter",
    "legger merke til",
    "øver på",
    "forklarer",
    "setter av tid til",
    "viser",
    "gjentar",
    "avtaler",
    "forbereder",
    "rydder plass til",
)
_HVA = (
    "hver elev sitt arbeid",
    "det som var vanskelig sist",
    "målet for økta",
    "reglene for samtalen",
    "plassene i rommet",
    "det neste skiftet",
    "gode forsøk",
    "navnene på alle",
    "det elevene lurer på",
    "en rolig start",
    "måten vi sier nei på",
    "arbeidsplanen",
)
_NAR = (
    "før timen begynner",
    "i hver økt",
    "på mandager",
    "når klassen er urolig",
    "i de første ukene av skoleåret",
    "etter friminuttet",
    "sammen med teamet",
    "når noe er nytt",
    "før ferien",
    "på tur",
    "i gangen og i garderoben",
    "ved slutten av dagen",
)
_ELEV = (
    "forteller om",
    "ber om hjelp til",
    "kjenner igjen",
    "holder fast ved",
    "finner fram til",
    "rekker opp hånda og spør om",
    "minner hverandre på",
    "klarer",
)
_ELEV_HVA = (
    "det de skal gjøre",
    "egne løsninger",
    "oppgaven",
    "en medelev å spørre",
    "sin plass",
    "ord for det de føler",
    "avtalen med læreren",
    "det som kommer etterpå",
    "reglene klassen har laget",
    "en feil uten å gi opp",
)
_SCENE = (
    "kommer en gutt for sent og finner",
    "står en assistent i døra med",
    "ser en lærer at gruppa mangler",
    "legger to elever bort",
)
_SCENE_HVA = (
    "et kort med dagens plan",
    "en ledig stol ved vinduet",
    "boka de skulle lese",
    "ballen alle ville ha",
    "lista over roller",
    "en lapp fra i går",
)
_SPOR = (
    "Hva gjør vi med",
    "Hvordan ser vi",
    "Når merker vi",
    "Hvem av oss følger opp",
    "Hvorfor er det lett å glemme",
    "Hva mener vi med",
)
_SPOR_HVA = (
    "elevene som sier lite",
    "uroen i overgangene",
    "reglene vi ikke er enige om",
    "rosen vi gir",
    "tida vi bruker på beskjeder",
    "plassene ved pulten",
    "det foreldrene forteller",
    "forskjellen på støy og iver",
)
_OV = (
    "Gå to og to gjennom",
    "Tegn et kart over",
    "Skriv ned",
    "Prøv i fjorten dager",
    "Film fem minutter av",
    "Spill",
    "Lag en plakat om",
)
_OV_HVA = (
    "starten på økta",
    "beskjeder som virker",
    "hvem som fikk ordet",
    "samtalen ved døra",
    "plassene der det blir trangt",
    "et møte med en sint far",
    "rosen dere hørte",
    "skiftene i løpet av dagen",
)
_OM = (
    "Det er mye å hente i",
    "Forskningen sier noe om",
    "Skolene våre har lenge arbeidet med",
    "Mange ansatte etterlyser",
    "Kommunen vil støtte",
    "Et godt miljø hviler på",
    "Planen handler om",
)
_OM_HVA = (
    "felles vaner",
    "små skritt",
    "samtaler mellom kolleger",
    "tydelige rammer",
    "varme og krav",
    "hverdagen i klasserommet",
    "trygge overganger",
    "faste møteplasser",
    "det vi gjør hver dag",
    "tid til å øve",
    "tillit",
    "språket vi bruker om elevene",
)

_HVEM_NN = ("Vi", "Læraren", "Kontaktlæraren", "Alle vaksne", "Skulen", "Leiinga")
_GJOR_NN = (
    "spør etter",
    "legg merke til",
    "øver på",
    "forklarar",
    "set av tid til",
    "viser",
    "tek opp att",
    "avtaler",
    "førebur",
    "ryddar plass til",
)
_HVA_NN = (
    "arbeidet til kvar elev",
    "det som var vanskeleg sist",
    "målet for økta",
    "reglane for samtalen",
    "plassane i rommet",
    "det neste skiftet",
    "gode forsøk",
    "namna på alle",
    "det elevane lurer på",
    "ein roleg start",
    "måten vi seier nei på",
    "arbeidsplanen",
)
_NAR_NN = (
    "før timen byrjar",
    "i kvar økt",
    "på måndagar",
    "når klassen er uroleg",
    "i dei fyrste vekene av skuleåret",
    "etter friminuttet",
    "saman med teamet",
    "når noko er nytt",
    "før ferien",
    "på tur",
    "i gangen og i garderoben",
    "mot slutten av dagen",
)
_ELEV_NN = (
    "fortel om",
    "bed om hjelp til",
    "kjenner att",
    "held fast ved",
    "finn fram til",
    "rekkjer opp handa og spør om",
    "minner kvarandre på",
    "klarer",
)
_ELEV_HVA_NN = (
    "det dei skal gjere",
    "eigne løysingar",
    "oppgåva",
    "ein medelev å spørje",
    "plassen sin",
    "ord for det dei kjenner",
    "avtalen med læraren",
    "det som kjem etterpå",
    "reglane klassen har laga",
    "ein feil utan å gje opp",
)
_SCENE_NN = (
    "kjem ein gut for seint og finn",
    "står ein assistent i døra med",
    "ser ein lærar at gruppa manglar",
)
_SCENE_HVA_NN = (
    "eit kort med dagens plan",
    "ein ledig stol ved vindauget",
    "boka dei skulle lese",
    "ballen alle ville ha",
    "lista over roller",
)
_SPOR_NN = (
    "Kva gjer vi med",
    "Korleis ser vi",
    "Når merkar vi",
    "Kven av oss følgjer opp",
    "Kvifor er det lett å gløyme",
)
_SPOR_HVA_NN = (
    "elevane som seier lite",
    "uroa i overgangane",
    "reglane vi ikkje er samde om",
    "rosen vi gjev",
    "tida vi brukar på beskjedar",
    "det foreldra fortel",
)
_OV_NN = (
    "Gå to og to gjennom",
    "Teikn eit kart over",
    "Skriv ned",
    "Prøv i fjorten dagar",
    "Lag ein plakat om",
)
_OV_HVA_NN = (
    "starten på økta",
    "beskjedar som verkar",
    "kven som fekk ordet",
    "samtalen ved døra",
    "plassane der det vert trongt",
    "rosen de høyrde",
)
_OM_NN = (
    "Det er mykje å hente i",
    "Forskinga seier noko om",
    "Skulane våre har lenge arbeidd med",
    "Mange tilsette saknar",
    "Kommunen vil stø",
)
_OM_HVA_NN = (
    "felles vanar",
    "små steg",
    "samtalar mellom kollegaer",
    "tydelege rammer",
    "varme og krav",
    "kvardagen i klasserommet",
    "trygge overgangar",
    "tid til å øve",
    "tillit",
)


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
    for number, tema in enumerate(TEMA_NN):
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


def lopende() -> Dokument:
    """Running text with tables: labels down the first column, a column of themes, one under the
    other.
    """
    ord, dok = Ord(3), Dokument("lopende", "God skole for alle", "God skole for alle 2026–2030")
    dok.add(H(1, "Kap. 1 Bakgrunn"), *(P(ord.avsnitt(7)) for _ in range(20)))
    for number, tema in enumerate(TEMA_LOPENDE):
        dok.add(H(1, f"Kap. {number + 2} {tema}"), *(P(ord.avsnitt(6)) for _ in range(4)))
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
            dok.add(
                T(
                    (
                        ("God praksis", L(tuple(gjor))),
                        ("Forventet effekt", L(tuple(gir))),
                        ("Eksempler", L(tuple(scener))),
                        ("Refleksjonsspørsmål", L(tuple(spor), "number")),
                        ("Treningsforslag", L(tuple(ov))),
                    )
                )
            )
        else:
            dok.add(
                T(
                    (
                        ("God praksis",),
                        (L(tuple(gjor), "•"),),
                        ("Praksisen sannsynliggjør at elevene",),
                        (L(tuple(one.removeprefix("Elevene ") for one in gir), "•"),),
                    )
                )
            )
            dok.add(P(ord.avsnitt(3)), H(2, "Fra praksis"), *(P(one) for one in scener))
            dok.add(
                H(2, "Til refleksjon"),
                *(P(one) for one in spor),
                H(2, "Prøv ut"),
                L(tuple(ov), "number"),
            )
    gjor, gir = ord.many("kjennetegn", 12), ord.many("virkning", 12)
    _fasit(dok, kjennetegn=gjor, virkning=gir)
    rader: list[tuple[object, ...]] = [("Område", "Slik gjør vi det", "Tegn hos elevene")]
    for at in range(0, 12, 3):
        navn = ("Mestring", "Inneklima", "Skolevei", "Måltid")[at // 3]
        rader += [(navn if not one else "", gjor[at + one], gir[at + one]) for one in range(3)]
    dok.add(H(1, "Kap. 12 Korte områder"), P(ord.avsnitt()), T(tuple(rader)))
    gjor, gir = ord.many("kjennetegn", 6), ord.many("virkning", 6)
    _fasit(dok, kjennetegn=gjor, virkning=gir)
    rader = [
        ("SKOLEBYGGET", ""),
        ("Det vi gjør", "Det gir"),
        *zip(gjor[:3], gir[:3], strict=True),
        ("UTEOMRÅDET", ""),
        ("Det vi gjør", "Det gir"),
        *zip(gjor[3:], gir[3:], strict=True),
    ]
    dok.add(H(1, "Kap. 13 Stedene"), T(tuple(rader), across=(0, 5)))
    dok.add(H(1, "Kap. 14 Oppfølging"), *(P(ord.avsnitt(7)) for _ in range(15)))
    return dok


def _fasit(dok: Dokument, **kinds: list[str]) -> None:
    dok.fasit += [(slag, text) for slag, texts in kinds.items() for text in texts]


def lines_of(cell: object) -> Iterator[tuple[str, str]]:
    """Yield the mark and the text of each line in a cell."""
    if isinstance(cell, str):
        yield from [("", cell)] if cell else []
    elif isinstance(cell, L):
        for number, one in enumerate(cell.items, start=1):
            yield (
                {"number": f"{number}.", "1)": f"{number})", "paragraphs": "", "": ""}.get(
                    cell.look, cell.look
                ),
                one,
            )
