"""The words of the interface itself: which there must be, and what stands in them.

The words are in `data/tekster/nb.yaml`, and in nynorsk in `nn.yaml`; see `interface_nynorsk`. Here
is what the templates and scripts ask for, so that a word that is missing is found before a page is
drawn.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kvalitetsplan.plan.fields import field_names
from kvalitetsplan.plan.model import Malform
from kvalitetsplan.reading.decoding import read_bytes
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.site.field_words import said_of_fields
from kvalitetsplan.site.interface_nynorsk import Ord, read_words
from kvalitetsplan.site.interface_shape import Words, shape_of, wrong_words

FILE = "data/tekster/nb.yaml"

WORDS = {
    "meny": "temaer finn plikten hjemmet pu_tid aret grunnlaget hos_oss om for_kommuner",
    "ikke_funnet": "tittel hvorfor hjem mer situasjoner plikten temaer",
    "hode": "om plan hopp sok mork meny faner innhold malform(nb nn)",
    "sok": (
        "navn lukk klar skriv ingen en flere{} en_til flere_til{} svar mente{} slag_navn alt "
        "tomt situasjoner slag(tema situasjon plikt par virkning begrep refleksjonsoppgave "
        "treningsforslag okt eksempel paragraf inngrep melding mal sjekkliste trapp tiltak program "
        "indikator kontakt rolle hendelse lop side kilde "
        "elev forelder)"
    ),
    "bunn": (
        "lovverk{} utgave{}{} grunnplan{} tilgjengelighet om_tilgjengelighet si_fra emne veier "
        "forrige neste opp foresla"
    ),
    "forslag": (
        "navn i_gang ingen en flere{} angre gjenta annen_fane endringer temaer ferdig avslutt endre last "
        "last_hvorfor tittel{} under{} slik_na bruk_under hjelp alle behold avbryt ta_bort flytt "
        "tomt tom_verdi ny_rad bort velg finn finn_hjelp ingen_valg ny_tilknyttet{} id legg_til "
        "legg_til_i{} lukk "
        "forkast hvorfor hvorfor_hjelp fjern rekkefolge{} opp ned lagre_rekkefolge slett_endring "
        "drift passer_ikke er_erstatt er_legg_til er_fjern er_rekkefolge forslag tas_ut{} ta_inn flyttet nytt ferdig_tittel "
        "ferdig_ingress kommer_fra kommer_fra_hjelp fil lagre lagret kopier kopiert send arkiv "
        "arkiv_lim lang rett_forst ikke_lagret tom_liste slett_alt epost_emne{} epost_tekst{} "
        "epost_fil{} hode{}{} hode_uten{} legg_i{} sider ny_side sidenavn side_tekst vis_side "
        "lagre_side bilder bilde_velg bilde_slipp bilde_lagret{} venter tjener_borte tjener_klar "
        "tjener_lagret tjener_angret tjener_gjentatt stjerne "
        "feil(mangler tom lang{} linje tall{}{} valg minst{} mest{} monster fodselsnummer "
        "nostet tabell usynlig uleselig{} lenke{} id_brukt id_opptatt ukjent{} trengs{} tema_trengs alene vegg{} parameter{} uten_kilde for_sterkt{} "
        "vedtatt adresse) "
        "valg(ja nei språk(nb nn en sv da) viser(sist par oppgave oppgaver titler øvelser avtale)) "
        "slag(Tema Virkning Par Eksempel Refleksjonsoppgave Treningsforslag Kilde Lov Paragraf "
        "Begrep Parameter Plikt Krav LokalRegel Melding Plankrav Samtaletips Inngrep Situasjon "
        "Hendelse Semester Motepunkt Aktor Mal Malfelt Oktfase Grupperolle Okt Serie "
        "Indikator Kontaktpunkt Manedstema Program Rolle Sjekkliste Tiltak Trapp Trappesteg)"
    ),
    "forside": (
        "tittel jobb(na alle_situasjoner{} plikt okt alle_okter oppgaver tema temaene) maned "
        "hele_aret grupper(relasjonene timen skolen samarbeidet) sok sok_hjelp sok_knapp grunnskolen hjemmet "
        "tema_hjelp virkning rolle temaer deler flere forord(kommunen skolen) "
        "bygger_pa se_endringer skoler skoler_hjelp nytt"
    ),
    "tema": (
        "kjennetegn les les_to_lister innhold kort(kjennetegn oppgaver ovelser okter) snakk alle_oppgaver{} "
        "flere_kjennetegn{} flere_eksempler{} kolonne_kjennetegn kolonne_virkninger som_helhet eksempler "
        "refleksjonsoppgaver treningsforslag hva_vi_ikke_vet lov lov_kontrollert{} kilder "
        "relaterte flyttet flyttet_til{} utgatt{}"
    ),
    "par": "virkninger kilde kilder_flere uleste{} adresse",
    "trinn": "passer{} navn(1-4 5-7 8-10 SFO barnehage vgs) ett{} flere{}{}",
    "grunnlag": (
        "dokumentert sannsynlig ramme vedtatt dokumentert_forklart sannsynlig_forklart "
        "ramme_forklart vedtatt_forklart"
    ),
    "plikt": (
        "velg_rolle alle_roller velg_plikt alle_plikter loven hos_oss forslag nar meldinger fra "
        "til frist rad plankrav plankrav_ingress"
    ),
    "trapp": "trapper utloser gjor frist lov skjema sjekkliste temaer",
    "kontakt": "telefonliste hvem gjelder nummer nettside om_planen",
    "tiltak": (
        "tiltak i_temaet ingen slik velg_niva alle_nivaer niva(individ gruppe skole) maal praksis programmer "
        "rutiner nettside{} bruker trapper indikatorer ser_pa sikter_mot males_med"
    ),
    "sjekkliste": "sjekklister ikke_lagret",
    "lister": "skjelett{}",
    "del": (
        "ansvarlig sider ingenting lister(par eksempel refleksjonsoppgave treningsforslag tiltak program "
        "trapp sjekkliste hendelse manedstema indikator kontaktpunkt)"
    ),
    "ansvar": "regler steg tiltak programmer sjekklister hendelser",
    "situasjon": (
        "hva{} hva_det_gjelder alle grupper(fare krenkelser vanskelig timen ute borte hjem voksne skolen andre) na "
        "ring ikke uka plikt praksis oppgaver"
    ),
    "samtale": "før under etter",
    "ar": (
        "hjul plakat na ringer(lov pu lokalt) og_flere{} uke{} mer_under{} manedens_tema manedstema{}{} igjen lokalt "
        "maneder[]"
    ),
    "lop": "semester{}{} semestre vekt temaer motepunkter aktorer",
    "mal": "felt{} hvorfor lovkrav{} rader{}{} celle{}{}",
    "okt": (
        "egen forside minutter{} mål forarbeid les oppgaver trening til_lederen faser lengder "
        "minutter_i_fase{} apne storskjerm tilpass tilbake uten_navn bruk bruk_forklart "
        "planlegg planlegg_situasjon"
    ),
    "storskjerm": (
        "form(individuelt par gruppe plenum egen) faser notat roller til_stede i_gruppa "
        "deling{}{}{} en_gruppe flere_grupper deling_del{}{} og qr lederark deltakerark "
        "ledervindu ledervindu_stengt ledervindu_her styring hva uten_script mangler{gammel} "
        "arving{gammel}{ny} bruk_arving fase_tom{} eget_sporsmal pause_tittel pause_tekst "
        "mote_tittel mote_tekst forste_mote andre_mote tom videre tilbake meny meny_tittel "
        "lukk klokke ta_tida pause ett_minutt ute mer mindre nullstill nullstill_sikker skjul "
        "skjult fullskjerm storre smaere lys lyd_av lyd_pa enkelttaster_pa enkelttaster_av "
        "tilpasset begynn begynn_sikker fullskjerm_nei ut del{}{} ferdig{} halvtid halvtid_pa "
        "halvtid_av selvstart_pa selvstart_av ett_pa ett_av stor_pa stor_av fordel fordelt "
        "fordel_ikke qr_stor qr_mangler qr_lang telefon runde runder[] grupper grupper_uten "
        "grupper_tell{n} grupper_bland{a}{b} grupper_bord{}{} bland trekk[] "
        "rolle_bord{rolle}{hvem} ingen_vegg folger skjult_na til_gode{} vaken_nei neste{} "
        "slutt i_rute foran{} bak{} tast gjor taster[]"
    ),
    "avtale": (
        "tittel ovelse annet hvem nar stikkord blir_her lagret ikke_lagret lagre kopier "
        "kopiert skriv_ut nytt_lag nytt_lag_sagt lagets{}{} uten_lag slett slett_en{} slett_hva{}{} "
        "slettet sist sist_hvem sist_eldre{} sist_lim fil okt{} dato{} prover{} gjor{} frist{} "
        "skrev{}"
    ),
    "stasted": (
        "tittel tittel_for{} om regler velg egen egen_hjelp egen_sporsmal{} bruk uten_script kultur "
        "kultur_kilde kultur_punkter[] svar[] viktig viktig_sagt{} andel{}{}{} alene "
        "alene_instruks tell tell_instruks resultat forslag forslag_instruks lag_okt oppgave{} ovelse{} ferdig_okt{} "
        "ingen_svar kort_tittel trekk kort[] lagre apne ikke_fil csv skriv_ut ark lagret "
        "ikke_lagret fil dato hva"
    ),
    "planlegg": (
        "uten_script ferdige rammen begynn fra_bunnen okt_borte{} tittel tid antall gruppe velg "
        "velg_hjelp finn les oppgaver trening valgt valgt_tomt opp bort tider minutter_for{} "
        "sum{sum}{tid} ett_minutt flere_minutter{} ledig{} over{} for_lite{} "
        "for_kort{fase}{minst} foresla firer ny_fase ny_pause del med mangler_les "
        "mangler_oppgaver mangler_trening nytt_sporsmal eget egen_fase egen_navn egen_tekst "
        "vart_eget pause delt uten_navn fra til til_feil{forst}{sist} angre ingen_treff bruk apne kopier kopiert "
        "epost kalender kalender_hva kalender_denne kalender_start kalender_uker "
        "kalender_ferie kalender_ferieuker kalender_lag forarbeid"
    ),
    "figur": (
        "varme krav varme_og_krav autoritativ autoritativ_forklart autoritaer "
        "autoritaer_forklart ettergivende ettergivende_forklart forsommende "
        "forsommende_forklart implementering kilde kilde_forklart kjerne kjerne_forklart "
        "drivere drivere_forklart mal mal_forklart tilbake"
    ),
    "opphav": "lagt_til(kommunen skolen) erstattet(kommunen skolen) under(kommunen skolen)",
    "oppgave": "i_tema{}{} i_temaet{} mal sporsmal horer_til faser minutter{} form(individuelt par gruppe plenum)",
    "trening": "i_tema{}{} varighet tegn",
    "filter": (
        "navn tema hvem trinn virkning alle_temaer alle_roller alle_trinn alle_virkninger nullstill "
        "antall{antall}{alle}"
    ),
    "virkninger": "i_tema{}{} praksiser helhet{}",
    "tilgjengelighet": "erklaering har mangler si_fra hvordan",
    "om": (
        "utgave skolens{}{} kommunens{}{} grunnplanens{}{} dokumentnummer hvem_endret hvem_endret_om av hvorfor godkjent ukjent_dato kontakt lenker tall temaer par "
        "oppgaver ovelser"
    ),
    "nytt": (
        "tittel forste{}{} utgave{}{} slag(ny borte flyttet skrevet_om ny_kilde kilde_borte "
        "sterkere_grunnlag svakere_grunnlag rekkefølge) for_og_na{} uten_felt for na "
        "grunnlag{}{} tatt_ut utelatt ingen se merke(ny endret) merk siste dato ikke fra lagret "
        "ikke_lagret"
    ),
    "endringer": (
        "ingress lag(skolen(tittel ingen antall{} en fra til) kommunen(tittel ingen antall{} en "
        "fra til)) legg_til erstatt fjern rekkefølge sett hvorfor valgte{}{} utelatt"
    ),
    "lov": "tidligere{} les{} arkiv{} tolkning",
    "begrep": "alle annet",
    "kilde": "alle stotter ulest ulest_forklart brukt",
    "vis": "feil rett varsler{} borte hver_for_seg{} forside",
    "portal": "tittel under velg ingress utgave{}{} finn ingen en flere{} andre skoler{}",
    "vedtak": (
        "merke merke_ute utkast vedtatt{}{} sak{} gjelder_til{} utlopt{} tittel ikke fra{} protokoll siden "
        "siden_ingen siden_uviss{}{} siden_udatert_en siden_udatert{}"
    ),
    "vikar": "klasse kollega beskjed haster haster_hva situasjoner plikter elevene ringer",
    "hendt": "grunnplan{} kommunen{} skolen{} endret{} endringer",
    "filer": (
        "tittel skjema sjekkliste slag(pdf docx ics csv json xml) navn(plan plan_schema aret utviklingslop oppgaver plikter "
        "nytt) kvalitetsplan plan innhold sidetall hvem roller situasjoner lovverk kilder endringer oppgaver "
        "vedlegg{} vedleggene felt svar skriv_her bilde gjort punkt i_maneden{} i_manedene{}{} oppgavetabell(slag tema tittel tekst sporsmal varighet adresse) "
        "plikttabell(plikt hvem grunn tekst lov)"
    ),
}
"""The keys, group by group. After a key: the marks its text must have, `()` around the keys in it,
or `[]` if it is a list.
"""


def interface_texts(root: Path, malform: Malform = "bokmål") -> dict[str, Any]:
    """Return the words of the interface in one form of Norwegian. `root` is the project's folder.

    Raises PlanError with every word that is missing, unknown or without its marks.
    """
    words = bokmal_words(root)
    return words if malform == "bokmål" else nynorsk_words(root).over(words)


def nynorsk_words(root: Path) -> Ord:
    """Return what there is of the words in nynorsk. Raises PlanError with what is wrong there."""
    return read_words(root, _shape())


def bokmal_words(root: Path) -> Map:
    """Return the words of the interface in bokmål, where each knows its place. Raises PlanError."""
    return _said(read_bytes(root / FILE, FILE))


@lru_cache(maxsize=2)
def _said(data: bytes) -> Map:
    """Return what the file says."""
    tree = parse(data, FILE)
    if problems := list(wrong_words(tree, _shape())):
        raise PlanError(problems)
    return tree


@cache
def _shape() -> Words:
    words = shape_of(WORDS)
    words["forslag"] |= {"felt": dict.fromkeys(field_names(), ""), "hva": said_of_fields()}
    return words
