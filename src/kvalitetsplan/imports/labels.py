"""The words that plans put over their lists: what kind of item stands below, who does it, and when.

Plans say the same in many ways, in bokmål and nynorsk. A new wording is a new line here.
"""

import calendar
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from kvalitetsplan.imports.tidying import without_number
from kvalitetsplan.plan.words import MONTHS


class Slag(StrEnum):
    """What a piece of a document is."""

    TEMA = "tema"
    KJENNETEGN = "kjennetegn"
    VIRKNING = "virkning"
    EKSEMPEL = "eksempel"
    REFLEKSJON = "refleksjonsoppgave"
    TRENING = "treningsforslag"
    REGEL = "lokal regel"
    HENDELSE = "hendelse"
    KONTAKT = "kontakt"


class Label(NamedTuple):
    """A text that says what stands below it."""

    slag: Slag
    is_sure: bool = True
    """It says so alone. Others say so only beside one that is sure, over the columns of a table."""
    begins: str = ""
    """What each item below goes on from: «Elevene», where the label ends so."""


_SURE = {
    Slag.KJENNETEGN: (
        r"(?:felles |våre )?kjenne?te(?:g|ik)n(?: (?:på|ved|for|hos|til) .+)?",
        r"(?:eksempel på |vår |den )?gode? praksis(?:en)?(?: .{0,30})?",
        r"(?:det|dette|slik|hva|kva|slik skal|det skal)(?: skal)? (?:vi|dei? vaksne|de voksne|lærerne|lærarane|personalet|skolen|skulen|ansatte|tilsette|de ansatte|dei tilsette|læreren|læraren)(?: skal| kan)? (?:gjøre?r?|gjere?r?)(?: .{0,40})?",
        r"(?:slik|dette|det|da) (?:gjøre?r?|gjere?r?|arbeider|arbeidar|jobber|jobbar) (?:vi|dei? vaksne|de voksne|de ansatte|personalet|skolen|skulen)(?: .{0,40})?",
        r"(?:ønska|ønsket|forventet|forventa|god|felles|vår) (?:felles )?praksis(?: .{0,30})?",
        r"(?:hva|kva) (?:gjør|gjer) (?:vi|de voksne|dei vaksne)",
        r"(?:den voksnes?|dei vaksne sin|de voksnes|lærerens|læraren sin|lærernes) (?:gode )?(?:praksis|handling(?:er|ar)|atferd|åtferd)",
        r"vi (?:gjør|gjer)(?: dette)?",
    ),
    Slag.VIRKNING: (
        r"(?:(?:god |denne |den gode |slik )?praksis(?:en)? )?(?:som )?(?:sannsynliggjør|sannsynleggjer|sannsynliggjer)(?: .{0,60})?",
        r"(?:det|dette|praksisen|tiltakene|tiltaka) (?:fører|kan føre|skal føre|leder|leier) til(?: .{0,40})?",
        r"(?:fører|kan føre) til(?: at .{0,30})?",
        r"(?:det|dette|praksisen|vi) (?:gjør|gjer) det (?:mer |meir )?sannsynli?e?g(?: .{0,40})?",
        r"(?:da|så|dermed) blir det (?:mer |meir )?sannsynli?e?g(?: .{0,40})?",
        r"(?:(?:forventa|forventet|ønska|ønsket|sannsynlige?|sannsynlege?|mulige?) )?(?:effekt(?:er|ar|en|ene|ane)?|virkning(?:er|en|ene)?|verknad(?:er|ar|en|ene|ane)?)(?: (?:for|hos|på|av) .+)?",
        r"(?:tegn|teikn|resultat|utbytte|gevinst) (?:hos|for|på|blant) (?:elevene|elevane|barna|eleven).*",
        r"(?:det|dette|hva|kva|slik)(?: som)? (?:elevene|elevane|eleven|barna)(?: da)? (?:får|opplever|opplev|merker|merkar|gjør|gjer|viser|sit att med|sitter igjen med)(?: .{0,40})?",
        r"(?:slik|dette|det) (?:merker|merkar|ser|opplever|opplev) (?:vi|elevene|elevane|barna)(?: .{0,40})?",
        r"(?:det|dette) gir(?: .{0,40})?",
        r"(?:hva|kva) (?:skjer|ser vi|det gir)(?: .{0,40})?",
        r"(?:kjenne?te(?:g|ik)n|teikn|tegn)(?: .{0,20})? (?:hos|blant) (?:elevene|elevane|barna)",
    ),
    Slag.EKSEMPEL: (
        r"(?:konkrete |praktiske |gode )?(?:eksempel|eksempler|eksempla|døme)(?: (?:på|frå|fra|til|i) .+)?",
        r"konkrete? (?:atferd|åtferd|handling(?:er|ar)?|lærerpraksis|lærarpraksis|praksis)(?: .{0,40})?",
        r"(?:praksis(?:fortelling|forteljing|eksempel|eksempler)(?:er|ar)?|fra praksis|frå praksis|slik kan det (?:se|sjå) ut|i praksis|fra klasserommet|frå klasserommet|scener|små scener)",
    ),
    Slag.REFLEKSJON: (
        r"(?:refleksjons?|drøftings?|diskusjons?|samtale|drøftings?-? og refleksjons?|refleksjons?-? og drøftings?)(?:spørsmål|oppg[aå]ve?r?|oppgåver|spørsmåla|spørsmålene)(?: .{0,60})?",
        r"(?:spørsmål|oppgaver|oppgåver|tema)(?: som kan brukes| som kan brukast)? (?:til|for) (?:refleksjon|drøfting|ettertanke|samtale|diskusjon|personalet|kollegiet|kollegaer|teamet|felles)(?: .{0,60})?",
        r"(?:til )?(?:refleksjon|drøfting|ettertanke)(?: (?:og|i|for) .{0,40})?",
        r"(?:snakk|drøft|reflekter|diskuter) (?:sammen|saman|i (?:teamet|personalet|par|gruppe).*|over dette)",
        r"(?:noe|noko) (?:å|til å) (?:tenke|snakke|drøfte) (?:på|over|om|sammen|saman)?.*",
        r"(?:å|til å) (?:drøfte|tenke over|tenkje over|snakke om)",
    ),
    Slag.TRENING: (
        r"(?:praktiske |konkrete |små |felles )?(?:øvelse|øvelser|øvelsar|øving|øvinger|øvingar|øvings?oppgave?r?|øvings?oppgåver?|trening|treninger|treningar|trenings?(?:forslag|framlegg|oppgave?r?|oppgåver?|øvelse?r?|øvingar))(?: (?:i|til|for|på|vi|som|og|knyttet|knytt) .{0,60})?",
        r"(?:forslag|framlegg|ideer|idear|tips) til (?:øving|øvelse|trening|utprøving|øvingar|øvinger|øvelser|treninger|praktisk|aktivitet).*",
        r"(?:prøv (?:det |dette )?(?:ut|selv|sjølv)|utprøving|prøv i egen praksis|prøv i eigen praksis|dette øver vi på|det(?:te)? (?:kan|skal) vi øve på|ting å øve på|til utprøving|å prøve ut)(?: .{0,40})?",
        r"(?:oppgaver|oppgåver) (?:til|for) (?:utprøving|øving|trening|praksis).*",
        r"aktivitet(?:er|ar)? (?:for personalet|vi kan prøve).*",
    ),
    Slag.HENDELSE: (r"årshjul(?:et)?(?: .{0,40})?", r"(?:årsplan|skoleåret|skuleåret|gjennom (?:skole|skule)?året|aktivitetsplan)(?: .{0,40})?"),
}  # fmt: skip
_UNSURE = {
    Slag.KJENNETEGN: (r"(?:vår )?praksis", r"tiltak", r"handling(?:er|ar)?", r"(?:de voksne|dei vaksne|lærer(?:en|ne)?|lærar(?:en|ane)?|ansatte|tilsette|personalet|skolen|vi)(?: skal)?", r"strategi(?:er|ar)?"),
    Slag.VIRKNING: (r"(?:elevene|elevane|barna|eleven)(?: .{0,20})?", r"resultat(?:er|et|a)?", r"mål", r"(?:gevinst|utbytte|konsekvens)(?:er)?", r"slik at.*", r"fordi.*", r"hvorfor", r"kvifor"),
    Slag.TRENING: (r"prøv", r"aktivitet(?:er|ar)?", r"gjør|gjer"),
    Slag.REFLEKSJON: (r"spørsmål", r"oppg[aå]ver?"),
    Slag.TEMA: (r"(?:tema|emne|område|(?:fokus|innsats|satsings|utviklings)område|kapittel|del)(?:t|et|navn|namn)?",),
}  # fmt: skip
_AT_PUPILS = re.compile(r"\bat (elevene|elevane|eleven|barna)$")
_MOST_WORDS, _MOST_ASKED = 13, 5


def label(text: str) -> Label | None:
    """Return what a heading, or a short line, says stands below it; None if it says nothing."""
    bare = _bare(text)
    most = _MOST_ASKED if text.rstrip().endswith("?") else _MOST_WORDS
    if not bare or len(bare.split()) > most:
        return None
    for is_sure, kinds in ((True, _SURE), (False, _UNSURE)):
        for slag, patterns in kinds.items():
            if any(re.fullmatch(one, bare) for one in patterns):
                hit = _AT_PUPILS.search(bare) if slag == Slag.VIRKNING else None
                begins = hit[1].capitalize() if hit else ""
                return Label(slag, is_sure, begins)
    return None


def run_in(text: str) -> tuple[Label, str, str] | None:
    """Return the label that a text begins with, as it is written, and the rest: «Eksempel: En …»."""
    head, colon, rest = text.partition(":")
    found = label(head) if colon and rest.strip() and len(head.split()) <= 5 else None
    return (found, f"{head}:", rest.strip()) if found and found.is_sure else None


def _bare(text: str) -> str:
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\s+\d{1,2}$", "", without_number(text.strip().strip("*_")))
    return " ".join(re.sub(r"[«»\"“”:.…→*_?]+", " ", text.casefold()).split()).strip(" -–")


_ROLES = (
    ("skoleeier", r"(?:skole|skule)(?:eier|eigar)(?:en|ne|ane)?|kommunen|kommunalsjef(?:en)?|oppvekstsjef(?:en)?|eier(?:en)?|eigar(?:en)?"),
    ("ledelse", r"(?:skole|skule)?(?:ledelse|leiing|leder|leiar)(?:n|a|en|ne|ane)?|rektor(?:en)?|(?:avdelingsleder|avdelingsleiar|inspektør)(?:en|ane|ne|e)?|administrasjon(?:en)?"),
    ("kontaktlaerer", r"kontaktlær[ea]r(?:e|ne|en|ar|ane)?"),
    ("sosiallaerer", r"sosiallær[ea]r(?:e|ne|en|ar|ane)?"),
    ("assistent", r"(?:assistent|fagarbeider|fagarbeidar)(?:en|er|ene|ar|ane)?"),
    ("sfo-leder", r"sfo-?\s?(?:leder|leiar)(?:en)?"),
    ("helsesykepleier", r"(?:helsesykepleier|helsesjukepleiar)(?:en)?|helsesøster|skolehelsetjenesten|skulehelsetenesta"),
    ("ppt", r"ppt|pp-tjenesten|pp-tenesta"),
    ("elevrad", r"elevråd(?:et)?"),
    ("klassekontakt", r"klassekontakt(?:en|er|ene|ar|ane)?"),
    ("fau", r"fau"),
    ("ansatte", r"(?:alle )?(?:de |dei )?(?:ansatte|tilsette|medarbeidere|voksne|vaksne|lær[ea]r(?:e|ne|en|ar|ane)?|personalet?|pedagoger?|sfo)(?: (?:på|i|ved) (?:skolen|skulen))?"),
    ("elever", r"elev(?:er|ene|en|ar|ane)?"),
    ("foreldre", r"foreldre(?:ne)?|foreldra|foresatte|føresette|hjemmet|heimen"),
)  # fmt: skip
_DUTIES = (
    ("folge-med", r"følg[ej]e? med|å følg[ej]e? med"),
    ("gripe-inn", r"grip[ea] inn|stopp[ea]?"),
    ("melde-fra", r"meld[ea]? (?:fra|frå)|varsl[ea]|meld[ea]|varsling|varslingsplikt|meldeplikt"),
    ("undersoke", r"undersøk[ej]?[ea]?|undersøkelses?plikt|undersøking"),
    ("sette-inn-tiltak", r"(?:sett[ea]|setj[ea]) inn (?:egnede |eigna )?tiltak|tiltaks?(?:plikt)?|tiltak"),
    ("dokumentere", r"dokumenter[ea]?|dokumentasjon(?:splikt)?"),
)  # fmt: skip
_WHEN = r"(?:når|tid(?:spunkt|srom|sfrist)?|måned|månad|mnd|uke|veke|periode|dato|frist)"
_WHO = r"(?:hvem|kven|ansvar(?:lig|leg)?(?: .{0,20})?|rolle|deltakere?|deltakarar?)"
_PHONE = (
    r"(?:telefon(?:nummer)?|tlf\.?|mobil|e-?post(?:adresse)?|kontakt(?:info|informasjon)?|nummer)"
)
_WEEK = re.compile(r"\b(?:uke|veke|uka|veka)\s*\d{1,2}(?:\s*(?:[-–—,]|og|til)\s*\d{1,2})*\b", re.I)
_MONTH = re.compile(
    rf"\b({'|'.join(f'{one[:3]}(?:{one[3:]}|[.])?' for one in MONTHS)})(?=\W|$)", re.I
)
_DAY = re.compile(rf"\b(\d{{1,2}})\.\s*({'|'.join(MONTHS)})(?:\s+(\d{{4}}))?\b", re.I)
_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./]((?:20)?\d\d))?(?!\d)")


def role(text: str) -> str:
    """Return who a short text names, as a plan calls the role; "" if it names none."""
    bare = _bare(text)
    return next((one for one, pattern in _ROLES if re.fullmatch(pattern, bare)), "")


def duty(text: str) -> str:
    """Return the id of the duty that a short text names; "" if it names none."""
    bare = re.sub(r"^(?:plikt(?:en|a)?(?: til)?(?: å)?|å)\s+|\s*(?:\(.*\)|§.*)$", "", _bare(text))
    bare = re.sub(r"s?plikt(?:en|a)?$", "", bare).strip()
    found = (one for one, pattern in _DUTIES if re.fullmatch(pattern, bare))
    return next(found, "") or next(
        (one for one, pattern in _DUTIES if re.fullmatch(pattern, bare + "splikt")), ""
    )


def is_when(text: str) -> bool:
    """Tell whether a column is about when something happens, by what stands over it."""
    return re.fullmatch(_WHEN, _bare(text)) is not None


def is_phone(text: str) -> bool:
    """Tell whether a column has telephone numbers or addresses, by what stands over it."""
    return re.fullmatch(_PHONE, _bare(text)) is not None


def is_who(text: str) -> bool:
    """Tell whether a column is about who does something, by what stands over it."""
    return re.fullmatch(_WHO, _bare(text)) is not None


class Tid(NamedTuple):
    """When something is, as a plan writes it; the most exact that is told."""

    maneder: tuple[int, ...] = ()
    uker: tuple[int, ...] = ()
    datoer: tuple[str, ...] = ()


NEVER = Tid()
"""No time is told."""


def when(text: str) -> Tid:
    """Return when a short text says that something is: months by name, weeks or days; a span of
    months or weeks has all of them.
    """
    if days := tuple(_days(text)):
        return Tid(datoer=days)
    if hit := _WEEK.search(text):
        weeks = [int(one) for one in re.findall(r"\d{1,2}", hit[0])]
        return Tid(uker=tuple(_span(text, [one for one in weeks if 1 <= one <= 53], 53)))
    return Tid(maneder=tuple(_span(text, [_month_number(one) for one in _MONTH.findall(text)], 12)))


def _days(text: str) -> Iterator[str]:
    for day, name, year in _DAY.findall(text):
        yield _day(int(day), _month_number(name), year)
    for day, month, year in _DATE.findall(text):
        if 1 <= int(month) <= 12:
            yield _day(int(day), int(month), year and f"20{year[-2:]}")


def _day(day: int, month: int, year: str) -> str:
    last = calendar.monthrange(int(year or 2028), month)[1]
    return " ".join([f"{max(1, min(day, last))}.", MONTHS[month - 1], *([year] if year else [])])


def _span(text: str, found: list[int], last: int) -> list[int]:
    if len(found) == 2 and re.search(r"[-–—]|\btil\b", text):
        start, end = found
        return [(start - 1 + step) % last + 1 for step in range((end - start) % last + 1)]
    return list(dict.fromkeys(found))


def _month_number(word: str) -> int:
    return next(n for n, one in enumerate(MONTHS, 1) if one.startswith(word.lower().strip(".")[:3]))
