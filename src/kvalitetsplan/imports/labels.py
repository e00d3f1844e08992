"""The words that plans put over their lists: what kind of item stands below.

Plans say the same in many ways, in bokmål and nynorsk. A new wording is a new line here.
"""

import re
from enum import StrEnum
from functools import lru_cache
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
    TILTAK = "tiltak"
    TRAPP = "trapp"


class Label(NamedTuple):
    """A text that says what stands below it."""

    slag: Slag
    is_sure: bool = True
    """It says so alone. Others say so only beside one that is sure, over the columns of a table."""
    begins: str = ""
    """What each item below goes on from: «Elevene», where the label ends so."""


_ADULTS = r"(?:(?:alle |de |dei |den |vi )?(?:(?:profesjonelle|autoritative|trygge|gode|tydelige) )?(?:voksne|vaksne|ansatte|tilsette|medarbeiderne|læreren|læraren)|vi|(?:kontakt)?lærer(?:en|ne|e)?|(?:kontakt)?lærar(?:en|ane|ar)?|personalet|skolen|skulen|skoleledelsen|ledelsen|leiinga|teamet)"
_PUPILS = r"(?:elevene|elevane|eleven|elever|elevar|barna|barnet|barn og unge|elever og foreldre|elevane og foreldra)"
_DO = r"(?:gjøre?r?|gjere?r?|arbeide?r?|arbeidar?|jobbe?r?|jobbar?|handle?r?|er)"
_SEE = r"(?:ser?|sjå|merke?r?|merkar?|høre?r?|opplever?|opplev(?:er)?)"
_GOOD = r"(?:god[et]?|en god|ein god|et godt|eit godt|trygge?|et trygt|eit trygt|vellykka|vellykket|effektiv|kvalitet|høy kvalitet|måloppnåelse)"
_HERE = r"(?: (?:hos|i|på|ved|som|her|med|for|til|sammen|saman)\b.{0,40})?"
"""What may follow: where, not when or in which case: «Hva gjør vi når …» is no list of
practices.
"""
_MORE = r"(?: .{0,40})?"
_NO_HARM = r"(?!.*(?:mobb|kren[kg]|vold|overgrep|utsatt|utrygg|omsorgssvikt|bekymring|fravær|plag|rasis|trakasser|ulovl))"
"""«Kjennetegn på mobbing» is what one looks for, and no practice."""
_OF_ADULTS = rf"(?!.* (?:hos|blant) {_ADULTS}\b)"
_NO_PLAN = r"(?!.*\bplan(?:en|a)?\b)"
_TALK = r"(?:refleksjon\w*|refleksjons?- ?og \w+|reflekter\w*|drøft(?!ingsplikt)\w*|diskuter\w*|diskusjon\w*|ettertanke|samtale(?:oppg[aå]ve|spørsmål|kort)\w*)"
_TRY = r"(?:(?:(?:praksis|mikro|ferdighets|situasjons|rolle|lærer)?trening|(?:[a-zæøå]{2,12})?(?:øvelse|øving))(?:a|n|en|r|er|ar|ne|ene|ane)?|(?:trenings?|øvings?|øvelses?|utprøvings?)(?:forslag|framlegg|oppg[aå]ve|aktivitet|øvelse|øving|opplegg|økt)\w*|rollespill?|rollespel|utprøving(?:a|en|er|ar)?)"
_SURE = {
    Slag.EKSEMPEL: (
        rf"{_NO_HARM}(?:et |eit |noen |nokre )?(?:(?:konkrete?|praktiske?|gode|små) )*(?:eksempel|eksempler|eksempla|døme|caser?)(?: (?:på|frå|fra|til|i) .+)?",
        rf"konkrete? (?:atferd|åtferd|handling(?:er|ar)?|lærerpraksis|lærarpraksis|praksis)(?!.* (?:hos|blant) {_ADULTS})(?: .{{0,40}})?",
        r"(?:en |ei |ein |små )?(?:praksis)?(?:fortelling|forteljing|historie|eksempel|eksempler|scene)(?:er|ar|r)?(?: (?:fra|frå) .+)?",
        r"(?:(?:et |eit |små |noen )?(?:glimt|situasjon(?:er|ar)?|bilder|bilete) )?(?:fra|frå) (?:praksis|klasserommet|hverdagen|kvardagen|skolehverdagen|skulekvardagen|(?:våre )?skolene?(?: våre)?|(?:våre )?skulane(?: våre)?|en skole|ein skule)|i praksis",
        r"slik kan det (?:se|sjå|høres|høyrast)(?: ut)?(?: (?:i|på|hos) .{0,30})?|slik kan det (?:gjøres|gjerast|sies|seiast)|slik (?:gjør|gjer|gjorde) (?:en|ein|noen|nokre|andre) .{0,30}|slik gjorde vi(?: det)?",
        r"situasjons(?:beskrivelse|beskriving)(?:r|er|ar)?|praksissituasjon(?:er|ar)?",
    ),
    Slag.VIRKNING: (
        r"(?:.{0,40} )?sannsynli?e?ggj(?:ør|er)(?: .{0,60})?",
        r"(?:det|dette|praksisen|(?:slik|god) praksis|tiltakene|tiltaka)? ?(?:(?:kan|skal|vil) )?(?:fører?|leder?|leier?|bidrar?|medverkar?) til(?: .{0,40})?",
        r"(?:det|dette|hva|kva|her er det)(?: som)? (?:(?:kan|skal|vil) )?(?:praksisen|(?:slik|god|denne) praksis(?:en)?|arbeidet|tiltakene|tiltaka|innsatsen) (?:(?:kan|skal|vil) )?(?:fører?|leder?|leier?|bidrar?|bidra|medverkar?) til(?: .{0,40})?",
        r"(?:hva|kva) (?:kan |vil |skal )?(?:fører?|leder?|leier?|bidrar?)? ?(?:det|dette|praksisen) ?(?:føre|lede|leie|bidra)? til",
        r"(?:.{0,30} )?(?:øker|aukar) (?:sannsynligheten|sjansen|sannsynet)(?: for.{0,40})?",
        r"(?:det|dette|praksisen|vi) (?:gjør|gjer) det (?:mer |meir )?sannsynli?e?g(?: .{0,40})?",
        rf"(?:det|dette|praksisen) (?:(?:kan|vil|skal) )?(?:fremmer?|styrker?|styrkar|(?:gjør|gjøre|gjer|gjere) (?:slik )?at {_PUPILS})(?: .{{0,40}})?",
        r"(?:da|så|dermed) blir det (?:mer |meir )?sannsynli?e?g(?: .{0,40})?",
        r"(?:(?:forventa|forventet|forventede|ønska|ønsket|ønskede|sannsynlige?|sannsynlege?|mulige?|positive?) )?(?:effekt(?:er|ar|en|ene|ane)?|virkning(?:er|en|ene)?|verknad(?:er|ar|en|ene|ane)?)(?: (?:for|hos|på|av) .+)?",
        r"(?:forventa|forventet|forventede|ønska|ønsket|ønskede|sannsynlige?|sannsynlege?) (?:resultat|utbytte|utfall)(?:er|a|et)?(?: .{0,40})?",
        r"(?:hvilken|hva slags|kva for|kva) (?:effekt|virkning|verknad)(?:en)? (?:har|får|gir|gjev) (?:det|dette|praksisen).{0,30}",
        rf"(?:resultat(?:er|et)?|utbytte|gevinst(?:er|en)?|betydning|betyding|konsekvens(?:er|ar)?) (?:for|hos|blant) {_PUPILS}{_MORE}",
        rf"{_NO_HARM}(?:(?:kjenne)?te(?:g|ik)n)(?: .{{0,20}})? (?:hos|for|på|blant) {_PUPILS}.*",
        rf"{_NO_HARM}te(?:g|ik)n (?:på|til) at .{{0,40}}",
        rf"(?:det|dette|hva|kva|slik|her)(?: som)? {_PUPILS}(?: da)? (?:får|{_SEE}|gjør|gjer|viser|sit att med|sitter igjen med){_MORE}",
        rf"(?:slik|dette|det|da|då|hva|kva) (?:får|{_SEE}|blir|vert) {_PUPILS}{_MORE}|(?:da|då|slik) (?:vil|kan) {_PUPILS}{_MORE}",
        rf"{_PUPILS} (?:da |då )?(?:(?:vil|skal|kan) )?(?:får?|opplever?|opplev|merker?|merkar?|kjenner at|kjenner seg)(?: (?:at|det|dette|seg))?|elev(?:ene|ane|en)s (?:opplev(?:else|ing)(?:r|ar)?|utbytte)",
        rf"for {_PUPILS} (?:betyr|tyder|inneber|innebærer|gir|gjev)(?: .{{0,30}})?|(?:det|dette) (?:betyr|tyder|inneber|innebærer) for {_PUPILS}.{{0,30}}",
        rf"{_OF_ADULTS}(?:slik|dette|det|da|då|her) {_SEE} vi{_MORE}",
        rf"{_OF_ADULTS}(?:hva|kva|det|dette|slik|her) (?:kan |vil )?(?:vi |man |du )?{_SEE} (?:vi |man |du )?(?:da |då |(?:hos|på|blant) {_PUPILS}).{{0,40}}",
        rf"(?:hva|kva) (?:kan|vil) (?:vi|man|du) {_SEE}|(?:hva|kva) (?:ser|merker|merkar) vi",
        r"(?:det|dette)(?: kan| vil)? gi[r]?(?: .{0,40})?|(?:hva|kva)(?: (?:det|dette))? gir(?: (?:det|dette))?(?: (?:til )?(?:elevene|elevane|barna))?",
        r"(?:hva|kva) skjer (?:da|då|med (?:elevene|elevane))",
        rf"{_NO_PLAN}(?:hva|kva|dette|det)(?: (?:kan|vil))? (?:oppnår|oppnå) vi|{_NO_PLAN}(?:hva|kva|det|dette) (?:vi )?(?:(?:vil|ønsker|ønskjer) )?(?:vi )?(?:å )?oppnår?",
        rf"(?:hva|kva) (?:betyr|tyder) (?:det|dette) for {_PUPILS}|slik (?:virker|verkar) (?:det|dette){_MORE}",
    ),
    Slag.KJENNETEGN: (
        rf"{_NO_HARM}(?:felles |våre |kvalitets)?kjenne?te(?:g|ik)n(?:ene|a)?(?: ?[-–/] ?.+| (?:på|ved|for|hos|til) .+)?",
        rf"{_NO_HARM}(?:hva|kva|det|dette|slik)(?: som)? kjenne?te(?:gner|iknar) (?:oss|{_GOOD}).{{0,40}}|(?!hva|kva){_NO_HARM}.{{3,40}} kjenne?te(?:gnes|iknast) (?:av|ved).{{0,20}}",
        r"(?:(?:eksempel på|beskrivelse av|forpliktende|profesjonell|anbefalt|vår|våre|den|felles|ønska|ønsket|forventet|forventa|beste?|god[et]?) )+praksis(?:en)?(?: .{0,30})?",
        r"slik ser (?:god )?praksis(?:en)? ut|praksis(?:en)? (?:som )?vi (?:ønsker|ønskjer|vil) .{0,30}",
        rf"{_NO_PLAN}(?:hva|kva|det|dette|slik|sånn|her|slik skal|det skal)(?: skal)? {_ADULTS}(?: (?:skal|kan|vil))? {_DO}{_HERE}",
        rf"{_NO_PLAN}(?:slik|sånn|dette|det|da|då)(?: (?:skal|kan|bør|vil))? {_DO} {_ADULTS}(?: (?:det|dette))?{_HERE}",
        rf"{_NO_PLAN}(?:slik|sånn|dette|det) (?:vil|skal|ønsker|ønskjer) (?:{_ADULTS}|det) (?:å )?(?:ha|gjøre|gjere|være|vere|jobbe|arbeide|få til|møte)(?: (?:det|dette))?{_HERE}",
        rf"{_NO_PLAN}(?:hvordan|korleis) {_DO} {_ADULTS}(?: (?:det|dette))?(?: (?:hos oss|på .{{1,20}}|i .{{1,20}}|her))?",
        rf"(?:hva|kva) (?:gjør|gjer) {_ADULTS}|(?:hva|kva) (?:kan|skal|bør) {_ADULTS} {_DO}",
        r"i praksis (?:betyr|tyder|inneber|innebærer|vil) (?:det|dette).{0,20}|(?:det|dette) (?:betyr|tyder|inneber|innebærer) at (?:vi|alle|de voksne|dei vaksne)",
        r"vi (?:lykkes|lukkast|får det til)(?: når.{0,20})?|(?:(?:det|dette) )?(?:vi )?(?:forplikter|pliktar) (?:vi )?oss til(?: å)?|våre forpliktelser",
        rf"(?:det|dette|her) {_SEE} vi (?:etter )?(?:hos|blant) {_ADULTS}{_MORE}|(?:det|dette) vi {_SEE} (?:etter )?(?:hos|blant) {_ADULTS}{_MORE}|konkrete? handling(?:er|ar)? (?:hos|blant) {_ADULTS}",
        rf"(?:våre )?(?:forventning(?:er|ar)|krav) til {_ADULTS}{_HERE}|(?:det|dette) (?:forventes|ventast|forventer vi|ventar vi) (?:av|at) {_ADULTS}{_MORE}",
        r"(?:(?:våre|felles|vår) )*(?:minste|minimums|kvalitets)?standard(?:er|ar|en|ene)?(?: for .{0,40})?",
        rf"(?:te(?:g|ik)n|(?:suksess|kvalitets)?kriteri(?:er|um|ar|e)|indikator(?:er|ar)|suksessfaktor(?:er|ar)) (?:på|for|i) {_GOOD}.{{0,40}}",
        r"(?:(?:konkrete|gode|felles|våre|viktige|lure) )+grep(?: .{0,40})?",
        r"(?:den voksnes?|dei vaksne sin|de voksnes|lærerens|læraren sin|lærernes) (?:gode )?(?:praksis|handling(?:er|ar)|atferd|åtferd)",
        r"vi (?:gjør|gjer)(?: dette)?",
    ),
    Slag.REFLEKSJON: (
        rf"(?:(?:til|felles|egen|eigen|vi|kollegial|individuell|tid|rom|tema|oppg[aå]ver?|spørsmål|spørsmåla|spørsmålene|som kan brukes|som kan brukast|for|og) )*{_TALK}(?: (?:(?:og|i|for|til|over|om|med|på|rundt|sammen|saman|følgende|følgjande|knytt|knyttet|dette|det|spørsmålene|spørsmåla|gjennom)\b.{{0,60}}))?",
        r"(?:arbeids|kontroll|tenke|gruppe|team|igp-?)(?:spørsmål|oppg[aå]ver?)(?: .{0,40})?|tenk ?[-–,]? ?par ?[-–,]? ?del",
        r"(?:spørsmål|oppgaver|oppgåver|tema)(?: som kan brukes| som kan brukast)? (?:til|for) (?:samtale|arbeid i|personalet|kollegiet|kollegaer|teamet|teamene|felles|dere|dykk|deg|oss|gruppa|gruppen|grupper|personalmøtet|fellestid(?:a|en)?)(?: .{0,60})?",
        r"spørsmål (?:(?:vi|dere|de|du|som|ein|man) .{3,50}|å .{3,50})",
        r"til (?:samtale|diskusjon)(?: .{0,30})?",
        r"(?:vi snakker|vi snakkar|snakk|samtal|tenk)(?: (?:sammen|saman|i (?:teamet|personalet|par|gruppe).*|(?:over|om|gjennom|med) .{1,30}|over|om))?",
        r"spør (?:dere|deg|oss|dykk)(?: (?:selv|sjølv))?(?: .{0,30})?|(?:hva|kva) (?:tenker|tenkjer) (?:du|dere|vi|de)(?: .{0,30})?",
        r"(?:noe|noko) (?:å|til å) (?:tenke|tenkje|snakke|drøfte)(?: .{0,20})?",
        r"(?:å|til å) (?:drøfte|diskutere|(?:tenke|tenkje) (?:over|på)|snakke om)(?: .{0,20})?",
    ),
    Slag.TRENING: (
        rf"(?:(?:praktiske?|konkrete|små|felles|til|egen|eigen|mer|meir) )*{_TRY}(?: (?:i|til|for|på|vi|som|mellom|knytt|knyttet)\b .{{0,60}}| og (?:{_TRY}|aktivitet|oppg[aå]v|refleksjon|drøft).{{0,40}})?",
        rf"(?:forslag|framlegg|ideer|idear|tips|tid|rom) (?:til|for) (?:{_TRY}|praktisk|aktivitet|å (?:øve|trene|prøve)).*",
        r"prøv (?:det |dette )?(?:ut|selv|sjølv|dette|sammen|saman)(?: .{0,40})?|prøv (?:det |dette )?i .{1,30}|(?:ting|noe|noko)? ?å (?:øve|prøve|trene)(?: (?:på|ut))?(?: .{0,20})?",
        r"(?:slik|dette|det|her) (?:(?:kan|skal) (?:vi|dere|de|du|man) (?:øve|trene|prøve)|øver vi|trener vi|trenar vi)(?: .{0,40})?",
        r"(?:øv|tren|trene|øve)(?: (?:på|sammen|saman|dette|litt|mer|meir)(?: .{0,30})?)?|vi (?:øver|trener|trenar)(?: på)?(?: .{0,20})?|øving gj(?:ør|er) mester",
        r"(?:oppgaver|oppgåver) (?:til|for) (?:utprøving|øving|trening|praksis).*|praktiske (?:oppgaver|oppgåver)(?: .{0,30})?",
        r"aktivitet(?:er|ar)? (?:(?:for|i) (?:personalet|teamet|kollegiet)|vi kan prøve).*|mellomarbeid(?:et)?(?: .{0,30})?|(?:hjemmelekse|heimelekse|lekse) (?:til|for) .{0,30}",
    ),
    Slag.HENDELSE: (r"årshjul(?:et)?(?: .{0,40})?", r"(?:årsplan|skoleåret|skuleåret|gjennom (?:skole|skule)?året|aktivitetsplan)(?: .{0,40})?"),
}  # fmt: skip
"""In this order: «Tegn hos elevene» is about what comes of a practice, «Tegn på god …» about
one.
"""
_UNSURE = {
    Slag.KJENNETEGN: (r"(?:vår )?praksis", r"tiltak", r"handling(?:er|ar)?", r"(?:(?:alle )?(?:de|den|dei)?(?: profesjonelle| autoritative)? ?(?:voksne|vaksne)|lærer(?:en|ne)?|lærar(?:en|ane)?|ansatte|tilsette|personalet|skolen|skulen|vi)(?: skal| vil)?", r"strategi(?:er|ar)?"),
    Slag.VIRKNING: (r"(?:elevene|elevane|barna|eleven)(?: .{0,20})?", r"resultat(?:er|et|a)?(?: er)?", r"mål(?: for (?:elevene|elevane))?", r"(?:gevinst|utbytte|konsekvens)(?:er)?", r"slik at.*", r"fordi.*", r"hvorfor(?: virker det)?", r"kvifor(?: verkar det)?", r"elevperspektivet", r"(?:hva|kva) skjer", r"læringsmiljøet preges av.*"),
    Slag.EKSEMPEL: (r"situasjon(?:er|ar)?", r"konkretisering(?:er|ar)?", r"historier", r"konkrete tips"),
    Slag.TRENING: (r"prøv", r"aktivitet(?:er|ar)?", r"gjør|gjer"),
    Slag.REFLEKSJON: (r"spørsmål", r"oppg[aå]ver?", r"(?:egen|eigen)vurdering"),
    Slag.TEMA: (r"(?:tema|emne|område|(?:fokus|innsats|satsings|utviklings)område|kapittel|del)(?:t|et|navn|namn)?",),
}  # fmt: skip
_AT_PUPILS = re.compile(r"\bat (elevene|elevane|eleven|barna)$")
_MOST_WORDS, _MOST_ASKED = 13, 6


@lru_cache(maxsize=4096)
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
    """Return the label that a text begins with, as it is written, and the rest: «Eksempel: En
    …».
    """
    head, colon, rest = text.partition(":")
    found = label(head) if colon and rest.strip() and len(head.split()) <= 5 else None
    return (found, f"{head}:", rest.strip()) if found and found.is_sure else None
