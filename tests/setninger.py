"""Sentences put together from our own words, in bokmål and nynorsk, all of them different."""

from random import Random

from setninger_nynorsk import (
    ELEV_HVA_NN,
    ELEV_NN,
    GJOR_NN,
    HVA_NN,
    HVEM_NN,
    NAR_NN,
    OM_HVA_NN,
    OM_NN,
    OV_HVA_NN,
    OV_NN,
    SCENE_HVA_NN,
    SCENE_NN,
    SPOR_HVA_NN,
    SPOR_NN,
)


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
            return self._one(HVEM_NN, GJOR_NN, HVA_NN, NAR_NN) + "."
        return self._one(_HVEM, _GJOR, _HVA, _NAR) + "."

    def virkning(self) -> str:
        """Something one sees in the pupils."""
        if self.nn:
            return self._one(("Elevane",), ELEV_NN, ELEV_HVA_NN, NAR_NN) + "."
        return self._one(("Elevene",), _ELEV, _ELEV_HVA, _NAR) + "."

    def eksempel(self) -> str:
        """A small scene."""
        if self.nn:
            return f"Ein morgon {self._one(SCENE_NN, SCENE_HVA_NN, NAR_NN)}. Då vert det stille."
        return f"En morgen {self._one(_SCENE, _SCENE_HVA, _NAR)}. Da blir det stille i rommet."

    def sporsmal(self) -> str:
        """Something to talk about."""
        if self.nn:
            return self._one(SPOR_NN, SPOR_HVA_NN, NAR_NN) + "?"
        return self._one(_SPOR, _SPOR_HVA, _NAR) + "?"

    def ovelse(self) -> str:
        """Something to try."""
        if self.nn:
            return self._one(OV_NN, OV_HVA_NN, NAR_NN) + ". Fortel kvarandre kva de såg."
        return self._one(_OV, _OV_HVA, _NAR) + ". Fortell hverandre hva dere så."

    def avsnitt(self, setninger: int = 5) -> str:
        """Running text."""
        parts = (OM_NN, OM_HVA_NN, NAR_NN) if self.nn else (_OM, _OM_HVA, _NAR)
        return " ".join(self._one(*parts) + "." for _ in range(setninger))

    def many(self, make: str, count: int) -> list[str]:
        """Several of a kind."""
        return [getattr(self, make)() for _ in range(count)]


class Ulik:
    """Sentences as people write them: some without a full stop, some that are two, some that go on
    from their heading.
    """

    def __init__(self, seed: int) -> None:
        self.ord, self._random = Ord(seed), Random(seed)

    def _varied(self, text: str) -> str:
        bare = text.rstrip(".")
        return self._random.choice(
            [
                text,
                text,
                bare,
                bare,
                f"{text} Det gjelder også på tur og i SFO.",
                f"{bare} (se vedlegg 2)",
                f"Faste rutiner: {bare[0].lower()}{bare[1:]}.",
                f"{bare} – også når det er travelt.",
            ]
        )

    def gjor(self, count: int) -> list[str]:
        """What the adults do."""
        return [self._varied(one) for one in self.ord.many("kjennetegn", count)]

    def gir(self, count: int, begun: bool = False) -> list[str]:
        """What comes of it; `begun` goes on from a heading that ends with «elevene»."""
        found = self.ord.many("virkning", count)
        return [
            one.removeprefix("Elevene ").rstrip(".") if begun else self._other(one) for one in found
        ]

    def _other(self, text: str) -> str:
        rest = text.removeprefix("Elevene ")
        return self._random.choice([text, text.rstrip("."), f"Flere {rest}", f"De {rest}"])

    def scener(self, count: int) -> list[str]:
        """Small scenes."""
        return self.ord.many("eksempel", count)

    def spor(self, count: int) -> list[str]:
        """Questions, of which some are bidden."""
        found = self.ord.many("sporsmal", count)
        return [
            self._random.choice([one, one, f"Del erfaringer: {one[0].lower()}{one[1:]}"])
            for one in found
        ]

    def ovelser(self, count: int) -> list[str]:
        """Things to try."""
        return self.ord.many("ovelse", count)

    def avsnitt(self, count: int = 5) -> str:
        """Running text."""
        return self.ord.avsnitt(count)


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
