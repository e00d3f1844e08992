"""The plan itself in Word: what is decided on, chapter by chapter."""

from collections.abc import Iterator

from kvalitetsplan.exports.runs import Avsnitt, Run
from kvalitetsplan.exports.word_parts import Writer
from kvalitetsplan.plan.model import Hendelse, Indikator, Melding, Par, Plikt, Tema
from kvalitetsplan.plan.responsibilities import roles_with_duties
from kvalitetsplan.site.chapters import Kapittel
from kvalitetsplan.site.text import signs


def foreword(writer: Writer, _: Kapittel) -> None:
    """Write the municipality's or the school's own words in front."""
    assert writer.plan.forord
    writer.prose(writer.plan.forord[1])


def duties(writer: Writer, _: Kapittel) -> None:
    """Write what the law demands of whom, what holds here, and who tells whom."""
    words, shared = writer.tekst["plikt"], writer.plan.grunnplan
    head = [writer.tekst["filer"]["hvem"], words["loven"], words["hos_oss"]]
    for plikt in shared.plikter:
        writer.heading(plikt.tittel, 2)
        writer.labelled((writer.fill(plikt.kort), plikt.nar), ends="", with_next=True)
        writer.ark.table(head, (2.4, 8.6, 6.0), _of_duty(writer, plikt), whole=False)
    writer.heading(words["meldinger"], 2)
    rows = (
        [writer.cell(text) for text in (one.nar, one.fra, one.til, _deadline(writer, one))]
        for one in shared.meldinger
    )
    writer.ark.table([words[key] for key in ("nar", "fra", "til", "frist")], (6, 3, 3, 5), rows)


def _of_duty(writer: Writer, plikt: Plikt) -> Iterator[list[list[Avsnitt]]]:
    plan = writer.plan
    for rolle in roles_with_duties(plan):
        krav, regler = plan.celle(plikt, rolle.id)
        if krav or regler:
            law = [writer.item(one.tekst, plan.paragrafnavn(one.lov)) for one in krav]
            local = [
                part for one in regler for part in (writer.item(one.tekst), *writer.named(one))
            ]
            if regler and not plan.har_egne_regler(plikt, rolle.id):
                local.insert(0, Avsnitt((Run(f"{writer.tekst['plikt']['forslag']}:", fet=True),)))
            yield [writer.cell(rolle.tittel, bold=True), law, local]


def _deadline(writer: Writer, melding: Melding) -> str:
    """Return what the law says of how soon, and our advice where it says nothing."""
    advice = f"{writer.tekst['plikt']['rad']} {melding.rad}" if melding.rad else ""
    return f"{melding.frist} {advice}".strip()


def theme(writer: Writer, kapittel: Kapittel) -> None:
    """Write a theme: the practices, what they make likely, and what nobody knows."""
    tema, words = kapittel.tema, writer.tekst["tema"]
    assert tema
    writer.prose(tema.ingress)
    writer.attached(tema)
    rows = [*(_pair(writer, tema, par) for par in tema.par), *_whole(writer, tema)]
    if rows:
        head = [words["kolonne_kjennetegn"], f"→ {words['kolonne_virkninger']}"]
        writer.ark.table(head, (6.6, 10.4), rows)
    if tema.hva_vi_ikke_vet:
        writer.heading(words["hva_vi_ikke_vet"], 2)
        writer.prose(tema.hva_vi_ikke_vet)


def _pair(writer: Writer, tema: Tema, par: Par) -> list[list[Avsnitt]]:
    plan = writer.plan
    who = Run(plan.rolle(par.hvem).tittel, kursiv=True)
    practice = [*writer.cell(par.kjennetegn, bold=True), Avsnitt((who,))]
    effects = writer.items(one.virkning.tekst for one in plan.virkninger(par, tema))
    return [practice, [*effects, _evidence(writer, par)]]


def _evidence(writer: Writer, par: Par) -> Avsnitt:
    """Return how well a pair is known: in signs and words, with the sources in a footnote."""
    words, sources = writer.tekst["par"], writer.plan.kilder_til(par)
    known = f"{signs(par.grunnlag)} {writer.tekst['grunnlag'][par.grunnlag]}"
    if not sources:
        return Avsnitt((Run(known, kursiv=True),))
    known += f": {len(sources)} {words['kilde' if len(sources) == 1 else 'kilder_flere']}"
    if unread := sum(one.lest == "nei" for one in sources):
        known += f", {words['uleste'].format(unread)}"
    told = "; ".join(f"{one.kortnavn} ({one.ar}){writer.unread(one)}" for one in sources)
    return Avsnitt((Run(known, kursiv=True), writer.ark.footnote(f"{told}.")))


def _whole(writer: Writer, tema: Tema) -> Iterator[list[list[Avsnitt]]]:
    """Yield a row with what the theme as a whole makes likely, if it says so."""
    if effects := writer.plan.virkninger(tema, tema):
        about = Avsnitt((Run(writer.tekst["tema"]["som_helhet"], kursiv=True),))
        yield [[about], writer.items(one.virkning.tekst for one in effects)]


def roles(writer: Writer, _: Kapittel) -> None:
    """Write what those do who have been given something to do."""
    for one in writer.plan.grunnplan.roller:
        if one.oppgaver:
            writer.heading(one.tittel, 2)
            writer.bullets(one.oppgaver)


def ladders(writer: Writer, _: Kapittel) -> None:
    """Write what sets off which step, what is done, by whom, how soon."""
    words, tekst = writer.tekst["trapp"], writer.tekst
    head = [tekst["plikt"]["nar"], words["gjor"], tekst["filer"]["hvem"], words["frist"]]
    for trapp in writer.plan.grunnplan.trapper:
        writer.heading(trapp.tittel, 2)
        writer.prose(trapp.ingress)
        writer.labelled((words["utloser"], trapp.utloser), with_next=True)
        rows = [
            [
                writer.cell(steg.nar, bold=True),
                [*writer.items(steg.gjor), *writer.named(steg)],
                writer.cell(writer.who(steg.hvem)),
                writer.cell(steg.frist),
            ]
            for steg in trapp.steg
        ]
        writer.ark.table(head, (4.2, 7.0, 3.0, 2.8), rows)


def measures(writer: Writer, _: Kapittel) -> None:
    """Write the measures, the programmes, and what one looks at to see how it goes."""
    words, shared = writer.tekst["tiltak"], writer.plan.grunnplan
    for one in shared.tiltak:
        writer.heading(one.tittel, 2)
        writer.under_title(one)
        writer.labelled(
            (words["velg_niva"], ", ".join(words["niva"][niva] for niva in one.niva)),
            (words["maal"], one.mal),
            (writer.tekst["filer"]["hvem"], writer.who(one.hvem)),
            (writer.tekst["trapp"]["frist"], one.frist),
        )
        writer.attached(one)
    for program in shared.programmer:
        writer.heading(program.tittel, 2)
        writer.prose(program.tekst)
        writer.bullets(program.rutiner)
        writer.labelled((writer.tekst["filer"]["hvem"], writer.who(program.hvem)))
        writer.attached(program)
    if shared.indikatorer:
        writer.heading(words["indikatorer"], 2)
        rows = [
            [writer.cell(one.tittel, bold=True), writer.cell(one.mal), _measured(writer, one)]
            for one in shared.indikatorer
        ]
        head = [words[key] for key in ("ser_pa", "sikter_mot", "males_med")]
        writer.ark.table(head, (7.6, 4.7, 4.7), rows)


def _measured(writer: Writer, one: Indikator) -> list[Avsnitt]:
    return [part for text in (one.males_med, one.nar, one.tekst) for part in writer.cell(text)]


def year(writer: Writer, _: Kapittel) -> None:
    """Write the school year, month by month from August."""
    words, plan = writer.tekst["ar"], writer.plan
    for month in (*range(8, 13), *range(1, 8)):
        events, themes = plan.hendelser(month), plan.manedstemaer(month)
        if not (events or themes):
            continue
        writer.heading(words["maneder"][month - 1], 2)
        for one in themes:
            writer.labelled((words["manedens_tema"], f"{one.tittel}. {one.tekst or ''}"))
        for event in events:
            if event.i_maneder[0] == month:
                told = " ".join(filter(None, (_when(writer, event, month), event.tekst)))
                writer.labelled((event.tittel, told or "\u00a0"), ends="." if told else "")
                writer.attached(event)
        again = (
            f"{one.tittel} {_when(writer, one, month)}".rstrip(" .")
            for one in events
            if one.i_maneder[0] != month
        )
        writer.labelled((words["igjen"], "; ".join(again)))


def _when(writer: Writer, event: Hendelse, month: int) -> str:
    weeks = [writer.tekst["ar"]["uke"].format(uke) for uke in event.uker_i(month)]
    when = ", ".join([*event.dager_i(month), *weeks])
    return when and f"{when}."
