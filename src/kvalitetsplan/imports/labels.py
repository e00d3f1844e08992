"""The words that plans put over their lists: what kind of item stands below.

Plans say the same in many ways, in bokmål and nynorsk. A new wording is a new line here.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from kvalitetsplan.imports.tidying import bare


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


_ADULTS = r"(?:(?:alle |de |dei |den |vi )?(?:voksne|vaksne|ansatte|tilsette|medarbeiderne)|vi|(?:kontakt)?lærer(?:en|ne|e)?|(?:kontakt)?lærar(?:en|ane|ar)?|personalet|skolen|skulen|skoleledelsen|ledelsen|leiinga|teamet)"
_PUPILS = r"(?:elevene|elevane|eleven|elever|elevar|barna|barnet)"
_DO = r"(?:gjøre?r?|gjere?r?|arbeide?r?|arbeidar?|jobbe?r?|jobbar?|handle?r?|er)"
_SEE = r"(?:ser?|sjå|merke?r?|merkar?|høre?r?|opplever?|opplev(?:er)?)"
_GOOD = r"(?:god[et]?|en god|ein god|et godt|eit godt|trygge?|vellykka|vellykket|effektiv)"
_HERE = r"(?: (?:hos|i|på|ved|som|her|med|for|til|sammen|saman)\b.{0,40})?"
"""What may follow: where, not when or in which case: «Hva gjør vi når …» is no list of practices."""
_MORE = r"(?: .{0,40})?"
_OF_ADULTS = rf"(?!.* (?:hos|blant) {_ADULTS}\b)"
_SURE = {
    Slag.EKSEMPEL: (
        r"(?:et |eit |noen |nokre )?(?:(?:konkrete?|praktiske?|gode|små) )*(?:eksempel|eksempler|eksempla|døme|caser?)(?: (?:på|frå|fra|til|i) .+)?",
        r"konkrete? (?:atferd|åtferd|handling(?:er|ar)?|lærerpraksis|lærarpraksis|praksis)(?: .{0,40})?",
        r"(?:en |ei |ein |små )?(?:praksis)?(?:fortelling|forteljing|historie|eksempel|eksempler|scene)(?:er|ar|r)?(?: (?:fra|frå) .+)?",
        r"(?:(?:fra|frå) (?:praksis|klasserommet|hverdagen|kvardagen|skolehverdagen|skulekvardagen|skolene?|skulane)|slik kan det (?:se|sjå) ut|i praksis)",
    ),
    Slag.VIRKNING: (
        r"(?:.{0,40} )?sannsynli?e?ggj(?:ør|er)(?: .{0,60})?",
        r"(?:det|dette|praksisen|tiltakene|tiltaka) (?:fører|kan føre|skal føre|leder|leier) til(?: .{0,40})?",
        r"(?:fører|kan føre) til(?: at .{0,30})?|(?:hva|kva) (?:fører|leder|leier) (?:det|dette) til",
        r"(?:det|dette|praksisen|vi) (?:gjør|gjer) det (?:mer |meir )?sannsynli?e?g(?: .{0,40})?",
        r"(?:da|så|dermed) blir det (?:mer |meir )?sannsynli?e?g(?: .{0,40})?",
        r"(?:(?:forventa|forventet|ønska|ønsket|sannsynlige?|sannsynlege?|mulige?) )?(?:effekt(?:er|ar|en|ene|ane)?|virkning(?:er|en|ene)?|verknad(?:er|ar|en|ene|ane)?)(?: (?:for|hos|på|av) .+)?",
        rf"(?:resultat(?:er|et)?|utbytte|gevinst(?:er|en)?|betydning|betyding|konsekvens(?:er|ar)?) (?:for|hos|blant) {_PUPILS}{_MORE}",
        rf"(?:(?:kjenne)?te(?:g|ik)n)(?: .{{0,20}})? (?:hos|for|på|blant) {_PUPILS}.*",
        r"te(?:g|ik)n på at .{0,40}",
        rf"(?:det|dette|hva|kva|slik|her)(?: som)? {_PUPILS}(?: da)? (?:får|{_SEE}|gjør|gjer|viser|sit att med|sitter igjen med){_MORE}",
        rf"(?:slik|dette|det|da|då) (?:får|{_SEE}|blir|vert) {_PUPILS}{_MORE}",
        rf"{_PUPILS} (?:da |då )?(?:får|opplever|opplev|merker|merkar|vil (?:oppleve|få|merke))(?: (?:at|det|dette))?|elev(?:ene|ane|en)s opplev(?:else|ing)(?:r|ar)?",
        rf"{_OF_ADULTS}(?:slik|dette|det|da|då|her) {_SEE} vi{_MORE}",
        rf"{_OF_ADULTS}(?:hva|kva|det|dette|slik|her) (?:kan |vil )?(?:vi |man |du )?{_SEE} (?:vi |man |du )?(?:da |då |(?:hos|på|blant) {_PUPILS}).{{0,40}}",
        rf"(?:hva|kva) (?:kan|vil) (?:vi|man|du) {_SEE}|(?:hva|kva) (?:ser|merker|merkar) vi",
        r"(?:det|dette) gir(?: .{0,40})?|(?:hva|kva)(?: (?:det|dette))? gir(?: (?:det|dette))?",
        r"(?:hva|kva) skjer(?: da| då| med (?:elevene|elevane))?",
        r"(?:hva|kva|dette|det)(?: (?:kan|vil))? (?:oppnår|oppnå) vi|(?:hva|kva|det|dette) vi (?:vil )?oppnår?",
        rf"(?:hva|kva) (?:betyr|tyder) (?:det|dette) for {_PUPILS}|slik (?:virker|verkar) (?:det|dette){_MORE}",
    ),
    Slag.KJENNETEGN: (
        r"(?:felles |våre )?kjenne?te(?:g|ik)n(?:ene|a)?(?: (?:på|ved|for|hos|til) .+)?",
        rf"(?:hva|kva|det|dette|slik)(?: som)? kjenne?te(?:gner|iknar) {_GOOD}.{{0,40}}",
        r"(?:(?:eksempel på|vår|våre|den|felles|ønska|ønsket|forventet|forventa|beste?|god[et]?) )+praksis(?:en)?(?: .{0,30})?",
        rf"(?!.*\bplan(?:en|a)?\b)(?:hva|kva|det|dette|slik|sånn|her|slik skal|det skal)(?: skal)? {_ADULTS}(?: (?:skal|kan|vil))? {_DO}{_HERE}",
        rf"(?!.*\bplan(?:en|a)?\b)(?:slik|sånn|dette|det|da|då)(?: (?:skal|kan|bør))? {_DO} {_ADULTS}(?: (?:det|dette))?{_HERE}",
        rf"(?:hva|kva) (?:gjør|gjer) {_ADULTS}|(?:hva|kva) (?:kan|skal|bør) {_ADULTS} {_DO}",
        rf"(?:det|dette|her) {_SEE} vi (?:hos|blant) {_ADULTS}{_MORE}",
        rf"(?:våre )?(?:forventning(?:er|ar)|krav) til {_ADULTS}{_HERE}|(?:det|dette) (?:forventes|ventast|forventer vi|ventar vi) (?:av|at) {_ADULTS}{_MORE}",
        r"(?:(?:våre|felles|vår) )*standard(?:er|ar|en|ene)?(?: for .{0,40})?",
        rf"(?:te(?:g|ik)n|(?:suksess|kvalitets)?kriteri(?:er|um|ar|e)|indikator(?:er|ar)|suksessfaktor(?:er|ar)) (?:på|for|i) {_GOOD}.{{0,40}}",
        r"(?:(?:konkrete|gode|felles|våre|viktige|lure) )+grep(?: .{0,40})?",
        r"(?:den voksnes?|dei vaksne sin|de voksnes|lærerens|læraren sin|lærernes) (?:gode )?(?:praksis|handling(?:er|ar)|atferd|åtferd)",
        r"vi (?:gjør|gjer)(?: dette)?",
    ),
    Slag.REFLEKSJON: (
        r"(?:refleksjons?|drøftings?|diskusjons?|samtale|drøftings?-? og refleksjons?|refleksjons?-? og drøftings?)(?:spørsmål|oppg[aå]ve?r?|oppgåver|spørsmåla|spørsmålene)(?: .{0,60})?",
        r"(?:spørsmål|oppgaver|oppgåver|tema)(?: som kan brukes| som kan brukast)? (?:til|for) (?:refleksjon|drøfting|ettertanke|samtale|diskusjon|personalet|kollegiet|kollegaer|teamet|felles)(?: .{0,60})?",
        r"spørsmål (?:(?:vi|dere|de|du|som|ein|man) .{3,50}|å .{3,50})",
        r"(?:felles |egen|eigen|individuell |kollegial )?(?:til (?:felles )?)?(?:refleksjon|drøfting|ettertanke)(?: (?:og|i|for) .{0,40})?|til (?:samtale|diskusjon)(?: .{0,30})?",
        r"(?:snakk|drøft|reflekter|diskuter|tenk)(?: (?:sammen|saman|i (?:teamet|personalet|par|gruppe).*|(?:over|om|gjennom) (?:dette|det|spørsmålene|spørsmåla)|over))?",
        r"spør (?:dere|deg|oss|dykk)(?: (?:selv|sjølv))?(?: .{0,30})?|(?:hva|kva) (?:tenker|tenkjer) (?:du|dere|vi|de)(?: .{0,30})?",
        r"(?:noe|noko) (?:å|til å) (?:tenke|snakke|drøfte) (?:på|over|om|sammen|saman)?.*",
        r"(?:å|til å) (?:drøfte|tenke over|tenkje over|snakke om)",
    ),
    Slag.TRENING: (
        r"(?:praktiske |konkrete |små |felles )?(?:øvelse|øvelser|øvelsar|øving|øvinger|øvingar|øvings?oppgave?r?|øvings?oppgåver?|trening|treninger|treningar|trenings?(?:forslag|framlegg|oppgave?r?|oppgåver?|øvelse?r?|øvingar)|rollespel|rollespill)(?: (?:i|til|for|på|vi|som|og|knyttet|knytt) .{0,60})?",
        r"(?:forslag|framlegg|ideer|idear|tips) til (?:øving|øvelse|trening|utprøving|øvingar|øvinger|øvelser|treninger|praktisk|aktivitet).*",
        r"(?:prøv (?:det |dette )?(?:ut|selv|sjølv|dette|sammen|saman)|utprøving|prøv i egen praksis|prøv i eigen praksis|ting å øve på|til utprøving|å prøve ut)(?: .{0,40})?",
        r"(?:slik|dette|det) (?:(?:kan|skal) vi (?:øve|trene)|øver vi|trener vi|trenar vi)(?: .{0,40})?|øv (?:på|sammen|saman)(?: .{0,30})?|vi (?:øver|trener|trenar)(?: på)?(?: .{0,20})?",
        r"(?:oppgaver|oppgåver) (?:til|for) (?:utprøving|øving|trening|praksis).*",
        r"aktivitet(?:er|ar)? (?:for (?:personalet|teamet|kollegiet)|vi kan prøve).*",
    ),
    Slag.HENDELSE: (r"årshjul(?:et)?(?: .{0,40})?", r"(?:årsplan|skoleåret|skuleåret|gjennom (?:skole|skule)?året|aktivitetsplan)(?: .{0,40})?"),
}  # fmt: skip
"""In this order: «Tegn hos elevene» is about what comes of a practice, «Tegn på god …» about one."""
_UNSURE = {
    Slag.KJENNETEGN: (r"(?:vår )?praksis", r"tiltak", r"handling(?:er|ar)?", r"(?:de voksne|dei vaksne|lærer(?:en|ne)?|lærar(?:en|ane)?|ansatte|tilsette|personalet|skolen|vi)(?: skal)?", r"strategi(?:er|ar)?"),
    Slag.VIRKNING: (r"(?:elevene|elevane|barna|eleven)(?: .{0,20})?", r"resultat(?:er|et|a)?", r"mål", r"(?:gevinst|utbytte|konsekvens)(?:er)?", r"slik at.*", r"fordi.*", r"hvorfor", r"kvifor"),
    Slag.TRENING: (r"prøv", r"aktivitet(?:er|ar)?", r"gjør|gjer"),
    Slag.REFLEKSJON: (r"spørsmål", r"oppg[aå]ver?"),
    Slag.TEMA: (r"(?:tema|emne|område|(?:fokus|innsats|satsings|utviklings)område|kapittel|del)(?:t|et|navn|namn)?",),
}  # fmt: skip
_AT_PUPILS = re.compile(r"\bat (elevene|elevane|eleven|barna)$")
_MOST_WORDS, _MOST_ASKED = 13, 6


def label(text: str) -> Label | None:
    """Return what a heading, or a short line, says stands below it; None if it says nothing."""
    said = bare(text)
    most = _MOST_ASKED if text.rstrip().endswith("?") else _MOST_WORDS
    if not said or len(said.split()) > most:
        return None
    for is_sure, kinds in ((True, _SURE), (False, _UNSURE)):
        for slag, patterns in kinds.items():
            if any(re.fullmatch(one, said) for one in patterns):
                hit = _AT_PUPILS.search(said) if slag == Slag.VIRKNING else None
                begins = hit[1].capitalize() if hit else ""
                return Label(slag, is_sure, begins)
    return None


def run_in(text: str) -> tuple[Label, str, str] | None:
    """Return the label that a text begins with, as it is written, and the rest: «Eksempel: En …»."""
    head, colon, rest = text.partition(":")
    found = label(head) if colon and rest.strip() and len(head.split()) <= 5 else None
    return (found, f"{head}:", rest.strip()) if found and found.is_sure else None
